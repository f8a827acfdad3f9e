"""Signs that look like quotation marks without a partner, but quote nothing: arrows and dittos."""

from audit.analysis.quotation_signs import STRAIGHT, Mark
from audit.language.profile import LanguageProfile

BLANKS = frozenset(" \u00a0\u202f\u2009")
BEHIND_A_QUOTATION = frozenset(".,;:!?)")
LONGEST_LABEL = 160  # code points looked at on either side of an arrow
SHORT_LINE = 40  # code points: a ditto in a line so short stands between figures and names


def is_arrow_or_ditto(text: str, mark: Mark, language: LanguageProfile) -> bool:
    """True when the mark, which has no partner in its segment `text`, is none of those that quote."""
    if mark.sign in "«»":
        return _is_arrow(text, mark, language)
    return mark.sign == STRAIGHT and _is_ditto(text, mark.place)


def _is_arrow(text: str, mark: Mark, language: LanguageProfile) -> bool:
    """`More »`, `Home » News`, `« Back`: the sign stands apart from the word that it would quote."""
    pairs = [pair for pair in language.quotes if mark.sign in (pair.open, pair.close)]
    if any(pair.spaced for pair in pairs):
        # Where quotations are spaced, only what is no sentence can be told for a label with an arrow.
        around = text[max(0, mark.place - LONGEST_LABEL) : mark.place + LONGEST_LABEL]
        return set(around).isdisjoint(language.sentence_ends)
    opens = mark.sign == pairs[0].open if pairs else mark.sign == "«"
    left, right = (
        text[mark.place - 1 : mark.place] if mark.place else " ",
        text[mark.place + 1 : mark.place + 2],
    )
    inner, outer = (right or " ", left) if opens else (left, right or " ")
    return inner in BLANKS and outer not in BEHIND_A_QUOTATION


def _is_ditto(text: str, place: int) -> bool:
    """A mark that stands for the word above it."""
    if not any(map(str.isalpha, text)):
        return True
    apart = text[max(0, place - 1) : place + 2].strip() == STRAIGHT
    return apart and (place == 0 or len(text) < SHORT_LINE)
