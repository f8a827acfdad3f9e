"""See `unknown-tag`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.tag_differences import tag_differences
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.unit import Family


@check(
    id="unknown-tag",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="The source has no {found}",
    needs=(Need.SOURCE,),
    examples=(
        bad("it", "Aperto <i>oggi</i>⟦</span>⟧", beside="Open <i>today</i>", source="en", family=Family.HTML),
        bad("de", "⟦<b>Willkommen</b>⟧.", beside="Welcome.", source="en", family=Family.HTML),
        bad(
            "zh",
            '<g id="1">首页</g>⟦<x id="7"/>⟧',
            beside='<g id="1">Home</g>',
            source="en",
            family=Family.XLIFF_INLINE,
        ),
        good(
            "fr",
            "Prix lorsque x < 5 et y > 2",
            beside="Prices when x < 5 and y > 2",
            source="en",
            family=Family.HTML,
            why="less and greater",
        ),
        good(
            "ru",
            "Пишите: <support@orchard.example>",
            beside="Write to <support@orchard.example>",
            source="en",
            family=Family.HTML,
            why="an address",
        ),
    ),
)
def unknown_tag(view: PairView) -> Iterator[Detection]:
    """The translation has an inline tag that its source does not have.

    Why it hurts a reader: text is stressed, linked or broken where nobody meant it, or the bare tag shows.

    Left alone: addresses in angle brackets, signs for less and greater, words to fill in.
    """
    for index, differences in tag_differences(view).items():
        for item in differences.extra:
            yield view.detection(
                index, item.start, item.end, confidence=None if item.sure else Confidence.POSSIBLE
            )
