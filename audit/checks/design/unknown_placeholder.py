"""See `unknown-placeholder`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.argument_differences import argument_differences
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.unit import Family


@check(
    id="unknown-placeholder",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="“{found}” is not in the source: the program has nothing to fill it with",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    examples=(
        bad("de", "Akku bei %d%% von ⟦%d⟧", beside="Battery at %d%%", source="en", family=Family.PRINTF),
        bad("it", "Chiuso fino al ⟦%{date}⟧", beside="The garden is closed", source="en", family=Family.RUBY),
        bad("ru", "Привет, ⟦{{user}}⟧!", beside="Hello!", source="en", family=Family.I18NEXT),
        good(
            "fr",
            "{name} et {name} encore",
            beside="{name}",
            source="en",
            family=Family.ICU,
            why="a name may be used twice",
        ),
        good(
            "de",
            "%d Baum¦%d Bäume",
            beside="One tree¦%d trees",
            source="en",
            family=Family.PRINTF,
            why="the other form of the source has it",
        ),
        good(
            "es",
            "un descuento del 100 % de verdad",
            beside="a 100% real discount",
            source="en",
            family=Family.PRINTF,
            why="a per cent sign and a word",
        ),
    ),
)
def unknown_placeholder(view: PairView) -> Iterator[Detection]:
    """The translation has a placeholder that its source does not have.

    Why it hurts a reader: the program knows no value for it; the message shows the bare code, or the program stops.

    Left alone: a placeholder of the source that is used twice, and one that another plural form of the source has.
    """
    for index, differences in argument_differences(view).items():
        for item in differences.extra:
            yield view.detection(index, item.start, item.end)
