"""See `neighbour-word`."""

import re
from collections import Counter
from collections.abc import Iterator

from audit.analysis.cited import is_cited
from audit.analysis.mixed_words import mixed_words
from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView
from audit.language.han_variants import foreign_han
from audit.language.profile import LanguageProfile
from audit.language.scripts import script_of
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

SHORTEST = 2  # letters
FEW = 3  # foreign words in one segment; more are a quotation, which other checks judge
TERM = 3  # times: a word that comes more often is a term that somebody chose
NEAR = 60  # code points in which a bracket opens and closes
ALPHABETS = frozenset({"Cyrl"})


@check(
    id="neighbour-word",
    category=Category.UNTRANSLATED,
    severity=Severity.MINOR,
    message="“{found}” has letters that {language} does not write: a word of a neighbouring language",
    roles=PROSE,
    confidence=Confidence.LIKELY,
    yields_to=(
        "untranslated-text",
        "untranslated-words",
        "untranslated-section",
        "homoglyph",
        "half-translated-word",
    ),
    examples=(
        bad("uk", "Він купив ⟦новый⟧ квиток і пішов додому вздовж річки."),
        bad("be", "Ён купіў новы ⟦билет⟧ і пайшоў дадому ўздоўж ракі."),
        bad("ru", "Он купил билет ⟦і⟧ пошёл домой вдоль реки.", confidence=Confidence.POSSIBLE),
        bad("ko", "사용자는 ⟦设⟧정에서 언어를 바꿀 수 있습니다."),
        bad("ja", "この⟦设⟧定を変えると、言語が変わります。"),
        good("uk", "На вивісці написано «новый билет», і ніхто її не зняв.", why="a quotation"),
        good("bg", "Той купи билет за влака и тръгна по реката.", why="letters that Bulgarian has"),
    ),
)
def neighbour_word(view: TextView) -> Iterator[Detection]:
    """A word of a neighbouring language stayed: it is written with letters that the target does not have.

    Why it hurts a reader: the word is nearly one of the own language and is read over by whoever translated it, not
    by the reader.

    Left alone: names, quotations, italics, brackets, words with letters of two alphabets, and passages of several such
    words. Only possible: words of one letter, and those that come so often that somebody chose them.
    """
    letters = foreign_letters(view.language) or foreign_han(view.language.scripts)
    present = view.rare_characters & letters
    if not present:
        return
    mixed = {word.start for word in mixed_words(view)}
    wanted = "".join(sorted(present))
    pattern = re.compile(rf"(?<![^\W_])[^\W\d_]*[{wanted}][^\W\d_]*(?![^\W_])")
    if not view.language.has_case:  # in scripts without capitals words run on
        pattern = re.compile(rf"[{wanted}]+")
    found: dict[int, list[tuple[int, int]]] = {}
    for match in pattern.finditer(view.text):
        found.setdefault(view.segment_at(match.start()), []).append(match.span())
    seen: Counter[str] = Counter()
    for places in found.values():
        if len(places) > FEW:
            continue
        for start, end in places:
            word = view.text[start:end]
            if (
                start in mixed
                or word.lower() != word
                or view.is_listed(start, end)
                or is_shown(view, start, end)
            ):
                continue
            small = view.lower[start:end]
            seen[small] += 1
            doubtful = (end - start < SHORTEST and view.language.has_case) or view.vocabulary[small] > TERM
            yield view.detection(
                start,
                end,
                confidence=Confidence.POSSIBLE if doubtful else None,
                severity=Severity.NEUTRAL if seen[small] > 1 else None,
                language=view.language.name,
            )


def is_shown(view: TextView, start: int, end: int) -> bool:
    """True for a word that is quoted, in italics or in brackets."""
    first, last = view.bounds_at(start)
    before, after = view.text[max(first, start - NEAR) : start], view.text[end : min(last, end + NEAR)]
    in_brackets = before.rfind("(") > before.rfind(")") and ")" in after
    return in_brackets or is_quoted(view, start, end) or is_cited(view, start, end)


def foreign_letters(language: LanguageProfile) -> frozenset[str]:
    """The small letters that other languages of the alphabet write and this one does not."""
    if len(language.scripts) != 1 or not ALPHABETS.issuperset(language.scripts):
        return frozenset()
    alphabet = {char for char in NEIGHBOURS if script_of(char) in language.scripts}
    return frozenset(alphabet.difference(language.letters))


NEIGHBOURS = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџѓѕќ"
