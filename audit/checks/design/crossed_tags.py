"""See `crossed-tags`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.tag_differences import tag_differences
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.unit import Family


@check(
    id="crossed-tags",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="These tags do not close in the order in which they open",
    needs=(Need.SOURCE,),
    examples=(
        bad(
            "de",
            "Text, der ⟦<b>fett <i>und kursiv</b></i>⟧ ist",
            beside="<b>Bold <i>and slanted</i></b> text",
            source="en",
            family=Family.HTML,
        ),
        bad(
            "es",
            "Consulta ⟦</em>el capítulo 2<em>⟧.",
            beside="See <em>chapter 2</em>.",
            source="en",
            family=Family.HTML,
        ),
        bad(
            "ru",
            'Немедленно ⟦<ept id="1"/>стоп<bpt id="1"/>⟧',
            beside='<bpt id="1"/>Stop<ept id="1"/> at once',
            source="en",
            family=Family.XLIFF_INLINE,
        ),
        good(
            "ja",
            '<g id="2">トレイ</g>に<g id="1">カード</g>',
            beside='<g id="1">card</g> on <g id="2">tray</g>',
            source="en",
            family=Family.XLIFF_INLINE,
            why="elements may change places",
        ),
        good(
            "de",
            "<li>eins<li>zwei",
            beside="<li>one<li>two",
            source="en",
            family=Family.HTML,
            why="the source leaves them open as well",
        ),
    ),
)
def crossed_tags(view: PairView) -> Iterator[Detection]:
    """Tags of the translation cross each other, or close before they open.

    Why it hurts a reader: the browser or the program guesses where they end, or refuses the text.

    Left alone: whole elements that change places, and what the source does too.
    """
    for index, differences in tag_differences(view).items():
        for item in differences.crossed:
            yield view.detection(index, item.start, item.end)
