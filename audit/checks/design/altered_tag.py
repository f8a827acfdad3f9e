"""See `altered-tag`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.tag_differences import tag_differences
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity
from audit.model.span import Span
from audit.model.unit import Family


@check(
    id="altered-tag",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="“{found}” stands where the source has {code}",
    needs=(Need.SOURCE,),
    examples=(
        bad(
            "de",
            '⟦<span class="warnung">⟧Halt</span>',
            beside='<span class="warning">Stop</span>',
            source="en",
            family=Family.HTML,
            fixed='<span class="warning">Halt</span>',
        ),
        bad(
            "fr",
            "Lisez ⟦< b >⟧ceci</b>",
            beside="Read <b>this</b>",
            source="en",
            family=Family.HTML,
            fixed="Lisez <b>ceci</b>",
        ),
        bad(
            "es",
            '<g id="1">uno</g> ⟦<x id="3"/>⟧',
            beside='<g id="1">one</g> <x id="2"/>',
            source="en",
            family=Family.XLIFF_INLINE,
            fixed='<g id="1">uno</g> <x id="2"/>',
        ),
        good(
            "de",
            '<img src="a.png" alt="Rose"/>',
            beside='<img src="a.png" alt="A rose"/>',
            source="en",
            family=Family.HTML,
            why="what readers see is translated",
        ),
        good(
            "de",
            '<a class="b" href="x">X</a>',
            beside='<a href="x" class="b">X</a>',
            source="en",
            family=Family.HTML,
            why="attributes have no order",
        ),
    ),
)
def altered_tag(view: PairView) -> Iterator[Detection]:
    """A tag of the translation is another one than that of the source, or has other attributes.

    Why it hurts a reader: a style, a link or a placeholder of the program is lost.

    Left alone: attributes that are translated (alt, title, placeholder), their order, and addresses, which have a check
    of their own.
    """
    for index, differences in tag_differences(view).items():
        for item in differences.altered:
            source = Span(*item.source) if item.source is not None else None
            fix = Fix((Edit(item.start, item.end, item.code),), Safety.SUGGESTED)
            yield view.detection(index, item.start, item.end, source=source, fix=fix, code=item.code)
