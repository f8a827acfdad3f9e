"""See `neighbour-word`."""

import re
from collections import Counter
from collections.abc import Iterator

from audit.analysis.cited import is_cited
from audit.analysis.language_switchers import in_language_switcher
from audit.analysis.lent_words import lent_stretches
from audit.analysis.mixed_words import mixed_words
from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView
from audit.language.han_variants import foreign_han
from audit.language.lent_words import lenders
from audit.language.profile import LanguageProfile
from audit.language.profiles import name_of, profile
from audit.language.scripts import script_of
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import PROSE

SHORTEST = 2  # letters
FEW = 3  # foreign words in one segment; more are a quotation, which other checks judge
TERM = 3  # times: a word that comes more often is a term that somebody chose
MANY = 10  # stretches from which on they are one fault: nobody translated the text
CLAUSE = 3  # words from which on a clause was left
NEAR = 60  # code points in which a bracket opens and closes
ALPHABETS = frozenset({"Cyrl"})


@check(
    id="neighbour-word",
    category=Category.UNTRANSLATED,
    severity=Severity.MINOR,
    message="“{found}” {why}",
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
        bad("kk", "Көше бойында жөндеу жүріп жатыр, ⟦поэтому только⟧ кешке су болады."),
        bad("uk", "Вона прийде ввечері, ⟦когда⟧ всі будуть удома."),
        bad("ko", "사용자는 ⟦设⟧정에서 언어를 바꿀 수 있습니다."),
        bad("ja", "この⟦设⟧定を変えると、言語が変わります。"),
        good("uk", "На вивісці написано «новый билет», і ніхто її не зняв.", why="a quotation"),
        good(
            "kk",
            "Директор завод туралы айтты, ал президент «Что? Где? Когда?» клубына барды.",
            why="loans, a title",
        ),
        good("bg", "Той купи билет за влака и тръгна по реката.", why="letters that Bulgarian has"),
    ),
)
def neighbour_word(view: TextView) -> Iterator[Detection]:
    """A word of a neighbouring language stayed, told by a letter that the target lacks or by a form of the other's.

    Why it hurts a reader: the word is nearly one of the own language and is read over by whoever translated it, not
    by the reader.

    Left alone: names, quotations, italics, brackets, words with letters of two alphabets, and passages of several such
    words. Only possible: words of one letter, and those that come so often that somebody chose them.
    """
    yield from strange_letters(view)
    yield from lent_words(view)


def strange_letters(view: TextView) -> Iterator[Detection]:
    """Words that hold a letter of a neighbour's."""
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
                why=f"has letters that {view.language.name} does not write: a word of a neighbouring language",
            )


def lent_words(view: TextView) -> Iterator[Detection]:
    """Small words and forms that only the neighbour has, and the words of its own around them."""
    shown = [
        found
        for found in lent_stretches(view)
        if view.segments[view.segment_at(found.start)].role in PROSE
        and not view.is_listed(found.start, found.end)
        and not is_shown(view, found.start, found.end)
    ]
    cause = "left in the other language" if len(shown) > MANY else None
    seen: set[str] = set()
    for found in shown:
        small = view.lower[found.start : found.end]
        doubtful = not found.sure or (found.words == 1 and view.vocabulary[small] > TERM)
        yield view.detection(
            found.start,
            found.end,
            confidence=Confidence.POSSIBLE if doubtful else None,
            severity=Severity.NEUTRAL if small in seen else Severity.MAJOR if found.words >= CLAUSE else None,
            cause=cause,
            why=f"is {name_of(found.lender)}",
        )
        seen.add(small)


def is_shown(view: TextView, start: int, end: int) -> bool:
    """True for a word that is quoted, in italics or in brackets, or names a language where others are offered."""
    if in_language_switcher(view, start):
        return True
    first, last = view.bounds_at(start)
    before, after = view.text[max(first, start - NEAR) : start], view.text[end : min(last, end + NEAR)]
    plain = (
        view.segments[view.segment_at(start)].notation == Notation.PLAIN
    )  # where "[…]" may be the text of a link
    pairs = (("(", ")"), ("[", "]")) if plain else (("(", ")"),)
    in_brackets = any(before.rfind(a) > before.rfind(b) and b in after for a, b in pairs)
    return in_brackets or is_quoted(view, start, end) or is_cited(view, start, end)


def foreign_letters(language: LanguageProfile) -> frozenset[str]:
    """The small letters that other languages of the alphabet write and this one does not."""
    if len(language.scripts) != 1 or not ALPHABETS.issuperset(language.scripts):
        return frozenset()
    alphabet = {char for char in NEIGHBOURS if script_of(char) in language.scripts}
    base = language.tag.partition("-")[0]
    kept = [profile(lender).letters for lender, lent in lenders(base) if base in lent.keep_letters]
    return frozenset(alphabet.difference(language.letters, *kept))


NEIGHBOURS = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџѓѕќ"
