"""Whether two Latin spellings may be of one name that different systems of romanisation wrote.

`skeleton` knows what differs inside one tradition. Between two (Zhechkov and Jetchkov, Hosseinzadeh and Huseinzade, Choe
and Choi, Cai and Tsai) many more letters stand for one sound, and many of them for several; so the sounds are put side by
side. That alone proves nothing: it wants a first name that both share, or the like.
"""

import re
from functools import cache, lru_cache
from unicodedata import combining, normalize

LONGEST = 24  # letters of a name that is looked at
MOST_DIFFERENCES = 3  # sounds written in two ways
SAME_SHARE = 3  # of so many sounds one at least must be written alike

# What stands for one sound in one system or another. A spelling may stand for several sounds.
CONSONANTS = (
    ("zh", "sch", "sh", "j", "z", "dj", "dzh", "dsch", "zy", "ж"),
    ("ch", "tch", "tsch", "cz", "c", "tj", "tc", "q", "ti", "ts", "zh", "j", "dj", "ty"),
    ("sh", "sch", "sz", "ch", "x", "s", "hs", "si", "sy"),
    ("shch", "schtsch", "sc", "sch", "szcz", "chtch", "sht"),
    ("kh", "ch", "h", "x", "k", "hk"),
    ("ts", "tz", "c", "z", "cz", "t", "tc"),
    ("z", "s", "ss", "dz", "ds"),
    ("v", "w", "b", "f", "ff", "u"),
    ("k", "q", "c", "g", "gh", "ck", "kk", "h"),
    ("j", "dj", "dzh", "dsch", "zh", "gi", "g", "y", "zy", "jh", "ch", "ç"),
    ("t", "d", "th", "tt", "dd", "dh"),
    ("b", "p", "bb", "bh", "pp"),
    ("f", "ph", "p", "hu"),
    ("r", "l", "rr", "rh"),
    ("x", "ks", "cs", "kx"),
)  # fmt: skip
VOWELS = (
    ("y", "i", "j", "ij", "iy", "yi", "yj", "ii", "ee", "e", "ey", "ei", "yy"),
    ("ya", "ja", "ia", "ea", "iya", "ija", "a"),
    ("yu", "ju", "iu", "iou", "yoo", "you", "u"),
    ("ye", "je", "ie", "e", "ieh"),
    ("yo", "jo", "io", "e", "eo", "yeo", "o"),
    ("u", "ou", "oo", "o", "w", "uh", "w"),
    ("o", "ou", "oo", "oh", "eo", "u", "au", "aw", "ow"),
    ("oe", "oi", "oy", "e", "o", "we"),
    ("e", "eo", "ae", "ai", "ei", "u", "eu", "a", "i"),
    ("ai", "ay", "aj", "ei", "ae", "e", "ey"),
    ("a", "aa", "ah", "e", "o"),
    ("eu", "u", "ui"),
    ("h", "ho"),
)  # fmt: skip
SILENT = frozenset({"h", "y", "j", "i", "e", "eh", "ah", "g"})
LETTER = {"š": "sh", "ś": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ć": "ch", "ç": "ch", "ž": "zh", "ż": "zh", "ź": "z",
    "đ": "dj", "ł": "l", "ß": "ss", "ţ": "ts", "ț": "ts", "ı": "i", "ə": "e", "ø": "o", "æ": "ae"}  # fmt: skip


@lru_cache(1 << 14)
def may_be_kin(one: str, other: str) -> bool:
    """True for two spellings in which each sound of the one may be the sound of the other."""
    first, second = _plain(one), _plain(other)
    if not (first and second) or max(len(first), len(second)) > LONGEST:
        return False
    if first == second:
        return len(one) != len(other)  # "Vračevo", "Vrachevo"; an accent alone is something else
    if _alike_but_endings(first, second):
        return False
    return _walk(first, second)


def _alike_but_endings(first: str, second: str) -> bool:
    """True for forms of one word: "Request", "Requests"."""
    shared = 0
    while shared < min(len(first), len(second)) and first[shared] == second[shared]:
        shared += 1
    return shared >= min(len(first), len(second)) - 1


def _walk(first: str, second: str) -> bool:
    """True when the letters of both can be put side by side; by dynamic programming over the places in both."""
    # (place in the first, place in the second) → fewest differences, and most sounds written alike with so many.
    best: dict[tuple[int, int], tuple[int, int]] = {(0, 0): (0, 0)}
    for here in range(len(first) + 1):
        for there in range(len(second) + 1):
            state = best.get((here, there))
            if state is None:
                continue
            differences, same = state
            if first[here : here + 1] and first[here] == second[there : there + 1]:
                _keep(best, (here + 1, there + 1), (differences, same - 1))
            if differences == MOST_DIFFERENCES:
                continue
            for left, right in _steps(first, second, here, there):
                _keep(best, (here + left, there + right), (differences + 1, same))
    differences, same = best.get((len(first), len(second)), (MOST_DIFFERENCES + 1, 0))
    return 0 < differences <= MOST_DIFFERENCES and -same * SAME_SHARE >= min(len(first), len(second))


def _steps(first: str, second: str, here: int, there: int) -> list[tuple[int, int]]:
    steps = [(left, right) for left in range(1, 5) for right in range(1, 5)
             if second[there : there + right] in _others().get(first[here : here + left], ())
             and here + left <= len(first) and there + right <= len(second)]  # fmt: skip
    if here and first[here : here + 1] in SILENT:
        steps.append((1, 0))
    if there and second[there : there + 1] in SILENT:
        steps.append((0, 1))
    if first[here : here + 1] and first[here] == first[here - 1 : here]:
        steps.append((1, 0))
    if second[there : there + 1] and second[there] == second[there - 1 : there]:
        steps.append((0, 1))
    return steps


def _keep(
    best: dict[tuple[int, int], tuple[int, int]], place: tuple[int, int], state: tuple[int, int]
) -> None:
    if place not in best or state < best[place]:
        best[place] = state


@cache
def _others() -> dict[str, frozenset[str]]:
    """Each spelling → those that may stand for the same sound."""
    found: dict[str, set[str]] = {}
    for group in (*CONSONANTS, *VOWELS):
        for spelling in group:
            found.setdefault(spelling, set()).update(group)
    return {spelling: frozenset(others - {spelling}) for spelling, others in found.items()}


def _plain(name: str) -> str:
    """A name in small letters without accents; "" for another alphabet."""
    spelt = "".join(LETTER.get(char, char) for char in normalize("NFC", name).lower())
    bare = "".join(char for char in normalize("NFD", spelt) if not combining(char) and char not in "-'’ʻ")
    return bare if re.fullmatch(r"[a-z]+", bare) else ""
