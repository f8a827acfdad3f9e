"""See `missing-section`."""

from collections.abc import Iterator

from audit.analysis.announced_parts import missing_parts
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role

PARTS = "\n\n## Hafen\n\nEr ist alt.\n\n## Karten\n\nEs gibt sie am Kai.\n\n### Preise\n\n2 €.\n\n## Zeiten\n\nMittags.\n"


@check(
    id="missing-section",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="The contents announce “{found}”, and no such part follows",
    roles=frozenset({Role.ITEM, Role.NAVIGATION}),
    flows=(Flow.PROSE,),
    confidence=Confidence.LIKELY,
    examples=(
        bad("de", "- Hafen\n- Karten\n- Zeiten\n- ⟦Gepäck⟧\n- ⟦Hunde an Bord⟧" + PARTS, format="markdown"),
        bad(
            "es",
            "<ul><li><a href='#p'>El puerto</a></li><li><a href='#b'>Los billetes</a></li><li><a href='#e'>"
            "⟦El equipaje⟧</a></li><li><a href='#h'>El horario</a></li></ul><h2 id='p'>El puerto</h2><p>Es viejo.</p>"
            "<h2 id='b'>Los billetes</h2><p>Se venden en el muelle.</p><h2 id='h'>El horario</h2><p>A mediodía.</p>",
            format="html",
        ),
        good(
            "de",
            "- Hafen\n- Karten\n- Fahrplan\n- Zeiten" + PARTS.replace("### Preise", "## Wann es fährt"),
            format="markdown",
            why="a part that bears another name",
        ),
        good(
            "de",
            "- Hafen\n- Karten\n  - Was sie kosten\n- Zeiten" + PARTS,
            format="markdown",
            why="a smaller part that bears another name",
        ),
        good(
            "de",
            "- Preise\n- Karten\n- Gepäck\n- Hafen\n- Zeiten" + PARTS,
            format="markdown",
            why="a list in another order",
        ),
        good(
            "de",
            "- Hafen\n- Karten\n- Zeiten\n- Man nehme einen Mantel mit." + PARTS,
            format="markdown",
            why="a sentence",
        ),
    ),
)
def missing_section(view: TextView) -> Iterator[Detection]:
    """The contents of a page announce a part that is not there.

    Why it hurts a reader: what they came for is missing. A translation that was cut, or that lost one of its chunks, keeps
    the contents of the whole.

    Left alone: lists of which hardly an entry is a heading, and entries whose part may bear another name.
    """
    for part in missing_parts(view):
        yield view.detection(part.start, part.end, cause="parts")
