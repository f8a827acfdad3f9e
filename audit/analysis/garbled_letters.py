"""Garbled letters that good text might write one by one, but not where they stand."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import TextView
from audit.language.profiles import languages_of_script
from audit.language.spelling import UNLISTED, speller

# Read as Windows-1252: a lead byte and a sign that stands in no word, or a lead byte whose tilde was lost, in a word.
LEADS = "ÂÃÄÅ"
SIGNS = "¡¿«»…\u00ad"
LOST_TILDE = "A"
# Cyrillic of Windows-1251 read as Latin-1: so many such letters in a row of words, none other among them.
FEWEST_LETTERS = 8
KNOWN_SHARE = 0.5  # of the decoded words


def garbled_letters(view: TextView) -> Iterator[tuple[int, int, str]]:
    """(start, end, what was meant)."""
    used = view.rare_characters
    if not used.isdisjoint(_SECOND) and _anchor().search(view.text):
        yield from _in_words(view)
    if sum("À" <= char <= "ÿ" for char in used) >= FEWEST_LETTERS // 2:
        yield from _as_cyrillic(view)


_SECOND = frozenset(map(chr, range(0xA1, 0xC0))) | frozenset(SIGNS)


def _in_words(view: TextView) -> Iterator[tuple[int, int, str]]:
    letters = frozenset(view.language.letters + view.language.extra_letters)
    for match in _word_with_sign().finditer(view.text):
        meant = _pair().sub(lambda pair: _decoded(pair[0], letters), match[0])
        if meant != match[0]:
            yield match.start(), match.end(), meant


def _decoded(pair: str, letters: frozenset[str]) -> str:
    lead = "Ã" if pair[0] == LOST_TILDE else pair[0]
    try:
        meant = (lead + pair[1]).encode("cp1252").decode("utf-8")
    except UnicodeError:
        return pair
    return meant if meant.lower() in letters else pair


def _as_cyrillic(view: TextView) -> Iterator[tuple[int, int, str]]:
    for match in _latin_run().finditer(view.text):
        if sum(map(str.isalpha, match[0])) < FEWEST_LETTERS:
            continue
        meant = match[0].encode("latin-1", "replace").decode("cp1251", "replace")
        words = re.findall(r"[^\W\d_]+", meant.lower())
        for tag in languages_of_script("Cyrl"):
            knows = speller(getattr(tag, "tag", tag), "Cyrl")
            if knows and sum(knows.cost(word) < UNLISTED for word in words) > KNOWN_SHARE * len(words):
                yield match.start(), match.end(), meant
                break


@cache
def _anchor() -> re.Pattern[str]:
    """What every such word holds, and hardly any other."""
    return re.compile(rf"[{LEADS}{LOST_TILDE}][{SIGNS}¡-¿](?=[a-z])")


@cache
def _word_with_sign() -> re.Pattern[str]:
    """A word with such a pair in it. The pair comes first so that the search jumps."""
    return re.compile(
        rf"(?<![^\W\d_])[^\W\d_]{{0,20}}(?:[{LEADS}][{SIGNS}]|(?<=[a-z])A[¡-¿])(?=[a-z])(?:[^\W\d_]|[{SIGNS}¡-¿])*"
    )


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"[{LEADS}][{SIGNS}¡-¿]|(?<=[a-z])A[¡-¿](?=[a-z])")


@cache
def _latin_run() -> re.Pattern[str]:
    """Words of nothing but accented Latin-1 letters, joined by spaces and marks. A letter comes first so that the
    search jumps."""
    return re.compile(r"[À-ÿ¸¨](?<![^\W\d_].)[À-ÿ¸¨]+(?:[ ,.:;–-]{1,2}[À-ÿ¸¨]+)*(?![^\W\d_])")
