"""Quotations opened by a mark of one style and closed by one of another."""

from collections.abc import Iterator

from audit.analysis.mismatched_quotes import Mismatch, mismatches
from audit.analysis.quotation_signs import STRAIGHT
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.profile import QuotePair
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.fix import Fix
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

BLANKS = " \u00a0\u202f\u2009"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


@check(
    id="mismatched-quotes",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="A quotation opens with {open} and closes with {close}",
    roles=PROSE,
    traits={Trait.QUOTES},
    confidence=Confidence.LIKELY,
    examples=(
        bad("de", 'Wählen Sie „Automatik⟦"⟧ im Menü.', fixed="Wählen Sie „Automatik“ im Menü."),
        bad("pl", 'Nazwał to „zwykłym błędem⟦"⟧.', fixed="Nazwał to „zwykłym błędem”."),
        bad("ru", "Газета «Вечерний город⟦”⟧ вышла утром.", fixed="Газета «Вечерний город» вышла утром."),
        bad("en", 'She called it ⟦"⟧a miracle” and left.', fixed="She called it “a miracle” and left."),
        bad("fr", 'On l’appelle « petit miracle⟦"⟧ ici.', fixed="On l’appelle « petit miracle\u202f» ici."),
        good("de", 'Man sagt „Glück“ oder »Wunder«, der Schirm misst 27".', why="each has its own partner"),
        good("en", 'He said, “The sign reads "closed" now.”', why="one style inside another"),
        good("sv", "Han kallar det ”ett litet under”.", why="both marks look the same in Swedish"),
    ),
)
def mismatched_quotes(view: TextView) -> Iterator[Detection]:
    """A quotation opens with a mark of one style and closes with one of another.

    Why it hurts a reader: the eye looks for the partner of the opening mark and finds a stranger. Machine
    translation leaves such pairs when it rewrites one mark of the source and copies the other. The first
    pair of a kind counts as an error; the others are listed so that they can be repaired with it.

    Left alone: pairs that some language uses, quotations within quotations, inches, Hebrew abbreviations,
    and marks inside code.
    """
    seen: set[tuple[str, str]] = set()
    for found in mismatches(view):
        pair = (view.text[found.open], view.text[found.close])
        place, fix = repaired(view, found)
        yield view.detection(
            place,
            place + 1,
            confidence=None if found.sure else Confidence.POSSIBLE,
            severity=Severity.NEUTRAL if pair in seen else None,
            fix=fix,
            open=pair[0],
            close=pair[1],
        )
        seen.add(pair)


def repaired(view: TextView, found: Mismatch) -> tuple[int, Fix | None]:
    """The mark to change, and its repair: the opening one when it is straight and the closing one is at home."""
    text, quotes = view.text, view.language.quotes
    if text[found.open] == STRAIGHT:
        closed = next((pair for pair in quotes if pair.close == text[found.close]), None)
        if closed is not None and not closed.spaced:
            return found.open, suggested_fix(found.open, found.open + 1, closed.open)
        return found.close, suggested_fix(found.close, found.close + 1, STRAIGHT)
    opened = next((pair for pair in quotes if pair.open == text[found.open]), None)
    if opened is None:
        return found.close, None
    return found.close, suggested_fix(found.close, found.close + 1, closing(text, found.close, opened))


def closing(text: str, place: int, pair: QuotePair) -> str:
    """The closing mark of a pair, with the space before it that some languages want."""
    return (NARROW_SPACE if pair.spaced and text[place - 1] not in BLANKS else "") + pair.close
