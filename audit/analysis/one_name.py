"""Two spellings that the text itself shows to be one name.

That two names sound alike proves nothing: what proves it is their company. Both stand beside the same first name,
which has no other company; or the one is introduced with a first name and the other, a word that the language does
not know, never is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple
from unicodedata import combining, normalize

from audit.analysis.cited import is_cited
from audit.analysis.closed_words import closed_words
from audit.analysis.listed_words import is_known_word
from audit.analysis.names import CAPITALS, MORE_CAPITALS, MORE_SMALLS, SMALLS, Spelling
from audit.analysis.text_view import SEPARATOR, TextView, lowered
from audit.language.romanisation import renderings, skeleton

SHORTEST = 3  # letters of a name whose company is the proof
UNPROVED = 5  # the same where the other is only never introduced
LONG = 6  # letters of names that may differ in a vowel
MOST = 12  # names of one rough key that are compared
REMEMBERED = 1 << 14  # names, in each memory
MOST_PAIRS = 200  # that look alike, in one text: a list of names may have more
BEFORE, BEHIND = 28, 28  # code points in which a neighbour stands
# Letters by rough sound, of three scripts: vowels and h fall out, c k q s t x z are one, f p v w are one.
ROUGH = str.maketrans(
    "ckqstxzfpvwкгґсзцтшщжчпвфпμκγσςζτξθχπβφψ",
    "KKKKKKKPPPPKKKKKKKKKKKPPPPMKKKKKKKKKPPPP",
    "aeiouyjh-'’аеёэоуиіїыйюяєьъўαειουηωϊϋ",
)
RUNS = re.compile(r"(.)\1+")
VOWELS = re.compile(r"[aeiou]+")
YO = {"e", "io"}  # the letter ё
# What romanisations of one vowel differ in, where names are made of few syllables that all differ in a vowel.
SYLLABLES = frozenset(
    map(frozenset, (("eo", "u"), ("eo", "o"), ("eu", "u"), ("e", "u"), ("io", "iu"), ("ieo", "iu")))
)
QUOTES = tuple("\"'“”„‘’«»‹›`")
LONGEST_ENDING = 3  # letters
ENDINGS = "аеиоуюяйьіїєўыэαηοςυι"
JOINTS = ("-", "_", "@", "/", "\\", "#")
LONG_VOWEL = re.compile(r"(o)[uoh](?![aeiou])|(u)u")  # of Japanese: Satou, Satoh, Sato
SENTENCE_START = re.compile(r"(?:\A|[.!?…:;\"“”»«\x00—–-])\W*\Z")


class OneName(NamedTuple):
    """Spellings of one name, the usual one first."""

    spellings: tuple[Spelling, ...]


class Neighbour(NamedTuple):
    """A capitalised word right beside a name, without its ending where the script is that of inflecting languages."""

    word: str
    before: bool  # it stands before the name


class Stand(NamedTuple):
    """Where a name stands, and beside what."""

    name: str
    starts: tuple[int, ...]
    company: Counter[Neighbour]


def one_names(view: TextView) -> list[OneName]:
    """Every name that is spelt in several ways, by the order of the names."""
    if not view.language.has_case:
        return []
    tag, roughly = view.language.tag, dict[str, list[str]]()
    names = sorted(set((name_pattern() if prefix().search(view.text) else large_name()).findall(view.text)))
    keys = list(map(rough_key, names))
    shared = Counter(keys)
    for name, key in zip(names, keys, strict=True):
        if shared[key] > 1:
            roughly.setdefault(key, []).append(name)
    found: list[OneName] = []
    looked_at = 0
    for group in roughly.values():
        if looked_at >= MOST_PAIRS:
            break  # each costs a search of the whole text
        pairs = [pair for pair in combinations(group[:MOST], 2) if likeness(*pair, tag)]
        looked_at += len(pairs)
        if pairs:
            stands = {name: _stand(view, name) for pair in pairs for name in pair}
            found += _proved(view, pairs, stands)
    return found


def _proved(view: TextView, pairs: Sequence[tuple[str, str]], stands: dict[str, Stand]) -> Iterator[OneName]:
    told: set[str] = set()
    for pair in pairs:
        usual, other = sorted((stands[name] for name in pair), key=_rank)
        if other.name in told or not usual.starts or not other.starts:
            continue
        if any(_is_mentioned(view, stand) for stand in (usual, other)):
            continue
        if _share_company(view, usual, other) or _is_never_introduced(view, usual, other):
            told.add(other.name)
            yield OneName((Spelling(usual.name, usual.starts), Spelling(other.name, other.starts)))


def _is_mentioned(view: TextView, stand: Stand) -> bool:
    """True for a word that the text speaks of: in italics, or alone between quotation marks."""
    size = len(stand.name)
    return all(
        is_cited(view, start, start + size)
        or (view.text[start - 1 : start] in QUOTES and view.text[start + size : start + size + 1] in QUOTES)
        for start in stand.starts
    )


def _rank(stand: Stand) -> tuple[int, int]:
    return -len(stand.starts), stand.starts[0] if stand.starts else 0


def _share_company(view: TextView, one: Stand, other: Stand) -> bool:
    """True when a word stands beside both and beside no other name, but the first names of either."""
    company = one.company.keys() | other.company.keys()
    known = {neighbour.word for neighbour in company} | {_stem(one.name), _stem(other.name)}
    shared = {near.word for near in one.company} & {near.word for near in other.company}
    return any(
        _keeps_to(view, word, {near.before for near in company if near.word == word}, known)
        for word in shared
    )


def _keeps_to(view: TextView, word: str, sides: set[bool], known: set[str]) -> bool:
    """True when on the side where the names stand no capitalised word is beside this one but known ones."""
    beside = (
        near.word
        for start, end in _places(view, word)
        for near in _neighbours(view, start, end)
        if (not near.before) in sides
    )
    return known.issuperset(beside)


def _is_never_introduced(view: TextView, usual: Stand, other: Stand) -> bool:
    """True when the usual spelling is introduced by another name and the other one, an unknown word, stands alone."""
    if min(len(usual.name), len(other.name)) < UNPROVED or other.company or not usual.company:
        return False
    if usual.starts[0] > other.starts[0] or (
        likeness(usual.name, other.name, view.language.tag) < 2 and _is_short(usual, other)
    ):
        return False
    return all(_is_unknown(view, stand.name) for stand in (usual, other))


def _is_short(usual: Stand, other: Stand) -> bool:
    return min(len(usual.name), len(other.name)) < LONG


def _is_unknown(view: TextView, name: str) -> bool:
    """True when the language has no such word, and the text never writes it small."""
    return not any(is_known_word(view.language, lowered(part)) for part in name.split("-"))


@lru_cache(REMEMBERED)
def likeness(one: str, other: str, tag: str) -> int:
    """2 for names that differ as romanisations of one name do, 1 when they differ in one vowel besides, 0 otherwise.

    Endings are left alone: languages inflect names, and a last vowel tells a man from a woman.
    """
    first, second = _bare(one), _bare(other)
    if first == second or _last_vowel(first) != _last_vowel(second):
        return 0
    keys = _key(one, tag), _key(other, tag)
    if not all(keys):
        return 0
    if keys[0] == keys[1] or _short(first) == _short(second):
        return 2 if not _is_foreign(one) or one[-1] == other[-1] else 0
    if min(len(one), len(other)) < LONG or first[0] != second[0]:
        return 0
    groups = VOWELS.findall(keys[0]), VOWELS.findall(keys[1])
    if len(groups[0]) != len(groups[1]) or VOWELS.sub("a", keys[0]) != VOWELS.sub("a", keys[1]):
        return 0
    differing = [place for place, (a, b) in enumerate(zip(*groups, strict=True)) if a != b]
    if len(differing) != 1:
        return 0
    place = differing[0]
    if place == len(groups[0]) - 1 and {groups[0][place], groups[1][place]} != YO:
        return 0
    if "-" in one and frozenset((groups[0][place], groups[1][place])) not in SYLLABLES:
        return 1 if one[:3].lower() in ("al-", "el-") else 0
    return 1


def _is_foreign(name: str) -> bool:
    """True for another script than Latin."""
    return name[0] > "\u024f"


def _short(bare: str) -> str:
    return LONG_VOWEL.sub(lambda match: match[1] or match[2], bare)


def _last_vowel(bare: str) -> str:
    """The lone a or e that a name ends with."""
    return bare[-1] if bare[-1] in "ae" and bare[-2:-1] not in "aeiou" else ""


def _key(name: str, tag: str) -> str:
    if not _is_foreign(name):
        return skeleton(name)
    spelt = renderings(name, tag)
    return skeleton(spelt[0]) if spelt else ""


@lru_cache(REMEMBERED)
def _bare(name: str) -> str:
    """A name in small letters, without accents and what joins its parts."""
    plain = normalize("NFD", name.lower())
    return "".join(char for char in plain if not combining(char) and char not in "-'’")


@lru_cache(REMEMBERED)
def rough_key(name: str) -> str:
    """A cheap key that spellings of one name share."""
    text = normalize("NFD", name.lower()) if not name.isascii() else name.lower()
    return RUNS.sub(r"\1", "".join(char for char in text.translate(ROUGH) if not combining(char)))


CAPITAL = f"{CAPITALS}{MORE_CAPITALS}\u0386-\u03a9\u0400-\u042f\u0490"
SMALL = f"{SMALLS}{MORE_SMALLS}\u0218-\u021b\u03ac-\u03ce\u0430-\u045f\u0491"
REST = rf"[{SMALL}]{{2,30}}(?:-[{CAPITAL}{SMALL}][{SMALL}]{{1,30}})?(?![^\W_])(?!-\w)"


@cache
def name_pattern() -> re.Pattern[str]:
    """A capitalised word of three scripts, with what hyphens join to it."""
    return re.compile(rf"(?<![^\W_])(?:[a-zA-Z][a-z]{{0,2}}-)?[{CAPITAL}]{REST}")


@cache
def large_name() -> re.Pattern[str]:
    """The same where it begins with a capital: the search jumps from one to the next."""
    return re.compile(rf"[{CAPITAL}](?<![^\W_].)(?:(?<=[A-Z])[a-z]{{0,2}}-[{CAPITAL}])?{REST}")


@cache
def prefix() -> re.Pattern[str]:
    """Before a capital a few small letters and a hyphen: "al-Hassan"."""
    begins = "|".join(rf"(?<=(?<![^\W_])[a-z]{{{size}}}-.)" for size in (1, 2, 3))
    return re.compile(rf"-[{CAPITAL}](?:{begins})")


@cache
def word_before() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])([^\W\d_][^\W\d_]+)\.? \Z")


@cache
def word_behind() -> re.Pattern[str]:
    return re.compile(r" ([^\W\d_]+(?:-[^\W\d_]+)?)")


@cache
def rest_of_word() -> re.Pattern[str]:
    """An ending, where the word stops soon."""
    return re.compile(rf"[^\W\d_]{{0,{LONGEST_ENDING}}}(?![\w@/\\#-])")


def _places(view: TextView, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as a word of its own; in a script of inflecting languages with any ending."""
    text, start, inflects = view.text, view.text.find(name), _is_foreign(name)
    while start >= 0:
        end = start + len(name)
        whole = rest_of_word().match(text, end)
        around = text[start - 1 : start]
        if whole and (inflects or whole.end() == end) and not (around.isalnum() or around in JOINTS):
            yield start, whole.end()
        start = text.find(name, end)


def _stand(view: TextView, name: str) -> Stand:
    places, stem = list(_places(view, name)), _stem(name)
    starts = tuple(start for start, end in places if end - start == len(name))
    if "-" not in name and len(starts) != view.vocabulary[lowered(name)]:
        return Stand(name, (), Counter())  # a word that the text also writes small is no name
    company: Counter[Neighbour] = Counter()
    for start, end in places if stem == name else _places(view, stem):
        company.update(_neighbours(view, start, end))
    return Stand(name, starts, company)


def _neighbours(view: TextView, start: int, end: int) -> list[Neighbour]:
    """The capitalised words right beside `[start, end)`, other than small words that open a sentence."""
    text, found = view.text, []
    before = word_before().search(text, max(0, start - BEFORE), start)
    if before is not None and SEPARATOR not in before[0] and before[1][0].isupper():
        opens = SENTENCE_START.search(text, max(0, before.start() - 4), before.start()) is not None
        if not (opens and _is_small_word(view, before[1])):
            found.append(Neighbour(_stem(before[1]), True))
    behind = word_behind().match(text, end, end + BEHIND)
    if behind is not None and behind[1][0].isupper():
        found.append(Neighbour(_stem(behind[1]), False))
    return found


def _stem(word: str) -> str:
    """A word without its last vowels in a script whose languages inflect names."""
    return (word.rstrip(ENDINGS) if _is_foreign(word) else "") or word


def _is_small_word(view: TextView, word: str) -> bool:
    """True for a word of a closed class, and one that the text has in small letters too."""
    small = lowered(word)
    return small in closed_words(view) or small in _as_written(view)


def _as_written(view: TextView) -> frozenset[str]:
    """Every word of the text as it is written. Cached on the view."""
    return view.remember("words as written", lambda: frozenset(any_word().findall(view.text)))


@cache
def any_word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
