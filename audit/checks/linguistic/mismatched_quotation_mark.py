"""A quotation mark that comes out in the source and not in the translation."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.signs import odd_quotes
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="mismatched-quotation-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The quotation marks of the source come out, in the translation {found} does not",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    yields_to=("unpaired-quote", "mismatched-quotes"),
    examples=(
        bad("sv", "Tryck ⟦”⟧Öppna för att gå ombord", beside='Press "Open" to go aboard', source="en"),
        bad("fr", 'Le mot «\u00a0bac⟦"⟧ est court', beside='The word "ferry" is short', source="en"),
        bad("ru", "Слово ⟦»⟧паром⟦«⟧ короткое", beside='The word "ferry" is short', source="en"),
        good(
            "sv",
            "Tryck ”Öppna” två gånger",
            beside='Press "Open" twice',
            source="en",
            why="both marks look alike",
        ),
        good("en", 'A 5" rope', beside="Ein 5-Zoll-Seil", source="de", why="inches"),
        good(
            "de",
            "Das Wort »Fähre« ist kurz",
            beside='The word "ferry" is short',
            source="en",
            why="German has both pairs",
        ),
    ),
)
def mismatched_quotation_mark(view: PairView) -> Iterable[Detection]:
    """A quotation mark of the translation lacks its partner, or is closed by a mark of another form.

    A reader cannot tell where the quotation ends, and it looks careless.

    Left alone: texts whose source leaves a mark open too, inches, apostrophes, marks inside words, and code.
    """
    for odd in odd_quotes(view):
        yield view.detection(odd.pair, odd.start, odd.end)
