"""See `broken-markdown`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.markdown_marks import markdown_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.unit import Family


@check(
    id="broken-markdown",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="Of the source's Markdown {what}",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    yields_to=("missing-translation", "altered-address"),
    examples=(
        bad(
            "de",
            "## ⟦** Wöchentliches**⟧ Gießen",
            beside="## Watering **weekly**",
            source="en",
            family=Family.MARKDOWN,
        ),
        bad(
            "fr",
            "voyez le ⟦[calendrier] (calendar.md)⟧",
            beside="see the [calendar](calendar.md)",
            source="en",
            family=Family.MARKDOWN,
        ),
        bad("ru", "- Морковь\n⟦-Свёкла⟧", beside="- Carrots\n- Beets", source="en", family=Family.MARKDOWN),
        bad(
            "ja",
            "| 道具 | 価格 |\n|---|---|\n⟦| 熊手 12 |⟧",
            beside="| Tool | Price |\n|---|---|\n| Rake | 12 |",
            source="en",
            family=Family.MARKDOWN,
        ),
        bad("es", "⟦No podes.⟧", beside="> Never prune.", source="en", family=Family.MARKDOWN),
        bad("ko", "⟦＃ ⟧도구", beside="# Tools", source="en", family=Family.MARKDOWN),
        bad(
            "zh",
            "运行 ⟦`compost --turn⟧ **两次**",
            beside="Run `compost --turn` **twice**",
            source="en",
            family=Family.MARKDOWN,
        ),
        good(
            "zh",
            "运行两次 **`compost --turn`**",
            beside="Run `compost --turn` **twice**",
            source="en",
            family=Family.MARKDOWN,
            why="stress on another word",
        ),
        good(
            "de",
            "* eins\n* zwei",
            beside="- one\n- two",
            source="en",
            family=Family.MARKDOWN,
            why="another sign for the same list",
        ),
    ),
)
def broken_markdown(view: PairView) -> Iterator[Detection]:
    """Links, code, stress, headings, items, quotations or tables of the source are broken or lost in the translation.

    Why it hurts a reader: they see brackets and stars instead of a link and a bold word, a list becomes one line.

    Left alone: another sign for the same mark, stress on another word, links written as HTML.
    """
    for fault in markdown_faults(view):
        yield view.detection(fault.pair, fault.start, fault.end, source=fault.source, what=fault.what)
