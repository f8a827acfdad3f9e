"""A bracket that comes out in the source and not in the translation."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.signs import OPENS, odd_brackets
from audit.analysis.text_view import suggested_fix
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="mismatched-bracket",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The brackets of the source come out, those of the translation do not{shown}",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    yields_to=("unpaired-bracket",),
    examples=(
        bad("de", "Fähre ⟦(⟧nur sonntags", beside="Ferry (Sundays only)", source="en"),
        bad("ja", "渡船（日曜のみ⟦)⟧", beside="Ferry (Sundays only)", source="en", fixed="渡船（日曜のみ）"),
        bad("ru", "а) войти; б⟦⟧ выйти", beside="a) enter; b) leave", source="en"),
        good(
            "es",
            "Buen viaje :)",
            beside="Have a good trip :)",
            source="en",
            why="the source has it alone as well",
        ),
        good(
            "fr",
            "Bac (le dimanche)",
            beside="Ferry [Sundays]",
            source="en",
            why="they come out, in another form",
        ),
    ),
)
def mismatched_bracket(view: PairView) -> Iterable[Detection]:
    """A bracket of the translation lacks its partner, or has one of another form; the source's come out.

    A reader cannot tell where the aside ends.

    Left alone: brackets that the source leaves open too, smileys, and brackets in code.
    """
    for odd in odd_brackets(view):
        text = view.pairs[odd.pair].target.text
        found = text[odd.start : odd.end]
        fix = None
        if odd.partner is not None:
            fix = suggested_fix(odd.start, odd.end, OPENS[text[odd.partner]])
        yield view.detection(odd.pair, odd.start, odd.end, fix=fix, shown=f": “{found}”" if found else "")
