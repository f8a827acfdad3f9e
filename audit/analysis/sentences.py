"""Sentences of a text, cut at their final marks."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import east_asian_width, normalize

from audit.analysis.text_view import SEPARATOR, TextView

CLOSERS = "\"'”’»)\\]」』"
LONGEST_WORD = 40  # code points looked at before a mark
# Letters that carry a syllable, those of a few Slavic words without a vowel among them.
SYLLABIC = frozenset("aeiouyæøœıаеиоуыэюяіїєёαεηιουωrlрл")
SHORT_NUMBER = 2  # digits: a longer number before a full stop is no ordinal


@cache
def sentence_end(marks: str) -> re.Pattern[str]:
    """Final marks and segment ends, with the closing marks and spaces after them."""
    return re.compile(f"[{re.escape(marks)}{SEPARATOR}]+[{CLOSERS}\\s{SEPARATOR}]*")


def word_before(text: str, place: int) -> str:
    """The run of letters, digits and inner points that ends at `place`: "e.g" before the point of "e.g."."""
    head = text[max(0, place - LONGEST_WORD) : place]
    start = len(head)
    while start and (head[start - 1].isalnum() or head[start - 1] in "._-’'" or head[start - 1] > "\u02ff"):
        start -= 1
    return head[start:].lstrip(".-’'")


def is_abbreviation(view: TextView, point: int) -> bool:
    """True when the full stop at `point` may belong to an abbreviation, an initial or an ordinal number."""
    word = word_before(view.text, point)
    if not word or word[-1].isdigit():
        return True
    last = word.rpartition(".")[2]
    if len(last) <= 1 or _is_unspeakable(last) or _opens_a_bracket(view.text, point - len(word)):
        return True
    listed = view.remember("abbreviations", lambda: _abbreviations(view))
    return word.lower() in listed or last.lower() in listed


def _is_unspeakable(word: str) -> bool:
    """True for a word of letters that have vowels elsewhere, but none here: "bspw", "kpt"."""
    if not word.islower() or not all("a" <= letter <= "z" or "а" <= letter <= "ё" for letter in word):
        return False
    return SYLLABIC.isdisjoint(normalize("NFD", word))


def _opens_a_bracket(text: str, start: int) -> bool:
    """True for the word right behind a bracket: "(engl. ferry)". No sentence is a word long there."""
    return start > 0 and text[start - 1] in "(["


def _abbreviations(view: TextView) -> frozenset[str]:
    """The abbreviations of the target language, those of several words also by their last one ("et al")."""
    listed = view.language.abbreviations
    return frozenset(listed).union(entry.split()[-1] for entry in listed)


def sentences(view: TextView) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch between final marks, the mark and its closing quotes left out.

    Cuts at abbreviations and inside numbers too; `sentence_starts` does not.
    """
    start = 0
    for match in sentence_end(view.language.sentence_ends).finditer(view.text):
        yield start, match.start()
        start = match.end()
    yield start, len(view.text)


@cache
def _possible_end(marks: str) -> re.Pattern[str]:
    """Final marks with what closes behind them (groups: marks, white space), and a look at what follows."""
    gap = f"[\\s{SEPARATOR}]"
    # Signs that open in one language and close in another close here where a gap comes next.
    closing = f"[{CLOSERS}›】）]|{gap}?»(?={gap}|$)|[«“‘‹](?={gap}|$)"
    # What opens the next sentence, or a dash before the words of who spoke, hides no small letter.
    opening = f"[^\\w\\s{SEPARATOR}]{{0,4}}{gap}?"
    return re.compile(f"([{re.escape(marks)}]+)(?:{closing})*({gap}*)(?={opening}(.?))", re.DOTALL)


def sentence_starts(view: TextView, start: int, end: int) -> list[int]:
    """Where the sentences of the stretch `[start, end)` begin, in order; the first one is `start`.

    A sentence reaches up to the next one: its mark, what closes it and the white space behind belong to it.
    Ends of segments inside the stretch are white space. Numbers, abbreviations and marks before a small
    letter end nothing; where there are no marks at all, the stretch is one sentence.
    """
    found = [start]
    for match in _possible_end(view.language.sentence_ends).finditer(view.text, start, end):
        if match.end() < end and _ends_sentence(view, match):
            found.append(match.end())
    return found


def _ends_sentence(view: TextView, match: re.Match[str]) -> bool:
    mark, gap, following = match[1], match[2], match[3]
    if not gap and not _is_wide(mark[-1]) and not (mark[-1] in "!?." and _is_wide(following)):
        return False
    if following.islower():
        return False
    if mark != ".":
        return True
    word = word_before(view.text, match.start())
    digits = len(word) - len(word.rstrip("0123456789"))
    return not word or digits > SHORT_NUMBER or not is_abbreviation(view, match.start())


def _is_wide(character: str) -> bool:
    """True for characters of scripts that are written without spaces in East Asian text, and their marks."""
    return character != "" and east_asian_width(character) in ("W", "F")
