"""A word that the glossary forbids."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.glossary import FORBIDDEN, term_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

ROWS = (("berth", "Parkplatz", "forbidden"),)


@check(
    id="forbidden-term",
    category=Category.TERM_RESOURCE,
    severity=Severity.MAJOR,
    message="The glossary forbids “{found}” for “{asked}”",
    needs=(Need.SOURCE,),
    examples=(
        bad("de", "Zwei ⟦Parkplatze⟧ frei", beside="Two berths free", source="en", glossary=ROWS),
        bad(
            "es",
            "Abre la ⟦app⟧",
            beside="Open the application",
            source="en",
            glossary=(("application", "app", "forbidden"),),
        ),
        good(
            "de",
            "Zwei Liegeplätze frei",
            beside="Two berths free",
            source="en",
            glossary=ROWS,
            why="another word",
        ),
        good(
            "de",
            "Zwei Parkplätze am Ufer",
            beside="Two car parks ashore",
            source="en",
            glossary=ROWS,
            why="another source term",
        ),
        good(
            "es",
            "Apunta la hora",
            beside="Note the application time",
            source="en",
            glossary=(("application", "app", "forbidden"),),
            why="a longer word",
        ),
    ),
)
def forbidden_term(view: PairView) -> Iterable[Detection]:
    """The translation says a term in a way that the glossary rules out.

    Somebody decided against the word, for its meaning, its age or a competitor's brand.

    Left alone: the same word where the source says something else, and longer words that begin with it.
    """
    for fault in term_faults(view):
        if fault.rule == FORBIDDEN:
            yield view.detection(fault.pair, fault.start, fault.end, source=fault.source, asked=fault.asked)
