"""Two spellings of one name by different systems of romanisation, told by the first name that stands before both.

Somebody's first name is followed by one family name all through a text. Where it is followed by two that may be of one
sound, and neither is a word of the language, they are one name in two spellings.
"""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.closed_words import closed_words
from audit.analysis.listed_words import is_known_word
from audit.analysis.names import Spelling
from audit.analysis.one_name import OneName
from audit.analysis.text_view import TextView, lowered
from audit.language.romanised_kin import may_be_kin

SHORTEST = 3  # letters
MOST = 200  # pairs that are compared: a list of names may have more


def kin_names(view: TextView) -> Iterator[OneName]:
    """Every such name, in the order of the first names."""
    if not view.language.has_case:
        return
    behind: dict[str, dict[str, list[int]]] = {}
    for match in pair_of_names().finditer(view.text):
        behind.setdefault(match[1], {}).setdefault(match[2], []).append(match.start(2))
    told: set[frozenset[str]] = set()
    compared = 0
    for first, names in behind.items():
        if (
            len(names) != 2
            or lowered(first) in closed_words(view)
            or not all(_is_name(view, name) for name in names)
        ):
            continue
        compared += 1
        if compared > MOST:
            break  # each costs a search of the whole text
        usual, other = sorted(names, key=lambda name: (-len(names[name]), names[name][0]))
        pair = frozenset((usual, other))
        if pair not in told and may_be_kin(usual, other):
            told.add(pair)
            yield OneName(tuple(Spelling(name, _places(view, name)) for name in (usual, other)))


def _is_name(view: TextView, name: str) -> bool:
    """True for a word that the language does not know and the text never writes small."""
    return len(name) >= SHORTEST and not any(
        is_known_word(view.language, lowered(part)) for part in name.split("-") if len(part) >= SHORTEST
    )


def _places(view: TextView, name: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", view.text))


@cache
def pair_of_names() -> re.Pattern[str]:
    """Two words with capitals; the second may have a particle: "Yusuf al-Khatib"."""
    first = r"(?<![\w-])(?=[^\W\d_a-z])([^\W\d_]{2,30})"
    second = r"((?:[ae]l-)?(?=[^\W\d_a-z])[^\W\d_]{3,30}(?:-[^\W\d_]{2,30})?)(?![\w-])"
    return re.compile(f"{first}(?= {second})")
