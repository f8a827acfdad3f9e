"""See `miscounted-step`."""

from collections.abc import Iterator

from audit.analysis.numbering import miscounts
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="miscounted-step",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MINOR,
    message="{found} follows {before}: {what}",
    confidence=Confidence.LIKELY,
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "1) Close the gate.\n2) Open the pier.\n⟦2⟧) Call the crew.\n3) Check the lamps.\n4) Cast off.",
        ),
        bad(
            "de",
            "Schritt 1: Tor schließen\n\nAlle warten.\n\nSchritt 2: Steg öffnen\n\nDas dauert.\n\n"
            "Schritt ⟦4⟧: Lampen prüfen\n\nAlle winken.\n\nSchritt 5: Ablegen\n\nDas Boot fährt.",
        ),
        good(
            "en",
            "1) Close the gate.\n2) Open the pier.\n3) Call the crew.\n4) Check the lamps.",
            why="in order",
        ),
        good(
            "en", "12. The gate\n15. The pier\n19. The crew\n27. The lamps", why="numbers that do not count"
        ),
        good(
            "en",
            "1. The gate\n2. The pier\n3. The crew\n1. The lamps\n2. The ropes\n3. The sails",
            why="two counts",
        ),
    ),
)
def miscounted_step(view: TextView) -> Iterator[Detection]:
    """A number of a step, part or article stands twice, or one is left out.

    Why it hurts a reader: nobody can say whether a step is missing or a number is wrong. Chunks that were translated
    apart lose what stood at their edges.

    Left alone: numbers that do not count one by one, counts that begin anew, and counts that go wrong more than once.
    """
    for found in miscounts(view):
        what = "the number stands twice" if found.value == found.before else "one is left out"
        yield view.detection(found.start, found.end, before=str(found.before), what=what)
