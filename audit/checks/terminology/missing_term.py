"""A term that the glossary asks for and the translation does not have."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.glossary import REQUIRED, term_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

ROWS = (("berth", "Liegeplatz", "required"),)


@check(
    id="missing-term",
    category=Category.TERM_RESOURCE,
    severity=Severity.MAJOR,
    message="The glossary has “{term}” for “{asked}”",
    needs=(Need.SOURCE,),
    examples=(
        bad("de", "Reserviere einen ⟦Ankerplatz⟧", beside="Reserve a berth", source="en", glossary=ROWS),
        bad(
            "fi",
            "⟦Tervetuloa alukselle⟧",
            beside="Welcome to the harbour",
            source="en",
            glossary=(("harbour", "satama", "required"),),
        ),
        bad(
            "fr",
            "Ouvrez le ⟦quart⟧",
            beside="Open the quay",
            source="en",
            glossary=(("quay", "quai", "required"),),
        ),
        good("de", "Freie Liegeplätze", beside="Free berths", source="en", glossary=ROWS, why="the plural"),
        good(
            "fi",
            "Tervetuloa satamaan",
            beside="Welcome to the harbour",
            source="en",
            glossary=(("harbour", "satama", "required"),),
            why="an ending",
        ),
        good(
            "de",
            "Alle Mann an Bord",
            beside="All aboard",
            source="en",
            glossary=ROWS,
            why="the source does not have it",
        ),
    ),
)
def missing_term(view: PairView) -> Iterable[Detection]:
    """The source has a term of the glossary, the translation not the word that the glossary gives for it.

    Readers take two words for two things, and a customer who agreed on a glossary finds it broken.

    Left alone: any form that begins like the term, terms inside compounds, and terms that are part of a longer one.
    """
    for fault in term_faults(view):
        if fault.rule == REQUIRED:
            yield view.detection(
                fault.pair, fault.start, fault.end, source=fault.source, term=fault.term, asked=fault.asked
            )
