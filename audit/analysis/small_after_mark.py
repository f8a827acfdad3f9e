"""Small letters behind a final mark: either the mark is wrong or the capital is missing."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.closed_words import closed_words
from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.sentences import is_abbreviation, word_before
from audit.analysis.small_names import is_small_name
from audit.analysis.spoken_text import is_spoken
from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile
from audit.language.word_grammar import common_words
from audit.model.mqm import Confidence

SHORT = 3  # letters: so short a word may be an abbreviation nobody listed
SHORT_NAME = 5  # the same for one with a capital: "Corp.", "Calif."
OWN_ABBREVIATION = (
    5  # letters at most of a word that is abbreviated where the text never writes it without its stop
)
DASHES = "-–—"
BRACKET_OR_SHARE = ")%"  # a stop behind them ends no abbreviation
CLOSED = '"”“»«’'
AROUND = 160  # code points looked at on either side
WHOLE = 4  # words: two stretches so long on both sides of the mark are two sentences


class SmallAfterMark(NamedTuple):
    """`[start, mark)` is the word before the mark, `[small, end)` the word with the small letter.

    `two_sentences` says that both sides read as sentences of their own, so that a capital is missing;
    otherwise the mark is too many.
    """

    start: int
    mark: int
    small: int
    end: int
    confidence: Confidence
    two_sentences: bool


def small_after_marks(view: TextView) -> list[SmallAfterMark]:
    """Every such place, but for abbreviations, interjections, names and what else is right that way."""
    return view.remember("small letters after marks", lambda: _doubt_cries(view, list(_find(view))))


def _doubt_cries(view: TextView, places: list[SmallAfterMark]) -> list[SmallAfterMark]:
    """Only possible where people write so: a sentence goes on behind a cry or a question in speech, and where a
    text has several such places it means them (`What now? thought the miller.`)."""
    cries = [place for place in places if view.text[place.mark] != "."]
    often = sum(place.confidence is not Confidence.POSSIBLE for place in cries) > 1
    doubted = {place for place in cries if often or is_quoted(view, place.start, place.end)}
    return [place._replace(confidence=Confidence.POSSIBLE) if place in doubted else place for place in places]


@cache
def _mark_and_small_letter(language: LanguageProfile) -> re.Pattern[str]:
    small = "".join(sorted({*"abcdefghijklmnopqrstuvwxyz", *language.letters}))
    marks = "".join(mark for mark in ".!?" if mark in language.sentence_ends)
    return re.compile(f"[{marks}][ \u00a0](?=[{re.escape(small)}])" if marks else r"(?!)")


@cache
def _next_token() -> re.Pattern[str]:
    """The word after the mark with all that is glued to it, and the first character of the one after."""
    return re.compile(r"([^\s\x00]{1,60})[ \u00a0]?([^\s\x00]?)")


def _find(view: TextView) -> Iterator[SmallAfterMark]:
    known = closed_words(view)
    capitals: dict[int, bool] = {}
    for match in _mark_and_small_letter(view.language).finditer(view.text):
        mark = match.start()
        word = word_before(view.text, mark)
        token = _next_token().match(view.text, match.end())
        if token is None or not _plain(token[1], known):
            continue
        closed = not word and view.text[mark - 1] in BRACKET_OR_SHARE and view.text[mark] == "."
        if not word and not (closed and first_word(token[1]) in known):
            continue
        index = view.segment_at(mark)
        if index not in capitals:
            text = view.segments[index].text
            capitals[index] = text != text.lower()
        if not capitals[index]:
            continue  # written without any capitals
        if not view.segments[index].map.unbroken(
            mark - view.starts[index], match.end() + 1 - view.starts[index]
        ):
            continue  # markup begins or ends at the mark: a label, a title, a link with words of its own
        stop = view.text[mark] == "."
        sure: Confidence | None = Confidence.LIKELY
        if not closed:
            sure = _after_stop(view, mark, word, known) if stop else _after_cry(view, mark, word)
        if sure is None:
            continue
        if token[2].isupper() and token[1] in common_words().name_particles:
            sure = Confidence.POSSIBLE  # "von Berg"
        if (not stop and is_spoken(view)) or is_small_name(view, first_word(token[1])):
            sure = Confidence.POSSIBLE
        end = match.end() + len(first_word(token[1]))
        whole = word.lower() not in known and _two_sentences(view, mark)
        yield SmallAfterMark(mark - (len(word) or 1), mark, match.end(), end, sure, whole)


def first_word(token: str) -> str:
    """The letters at the beginning of what stands between two spaces."""
    return re.split(r"\W", token, maxsplit=1)[0]


def _plain(token: str, known: frozenset[str]) -> bool:
    """True for a word in small letters; addresses, brands and list letters are none."""
    word = token.rstrip('.,;:!?…"”’»)')
    if len(word) == 1 and token[1:2] in ("", ".", ")"):
        return len(token) == 1 and word in known
    return word.islower() and word.replace("-", "").replace("'", "").replace("’", "").isalpha()


def _after_stop(view: TextView, mark: int, word: str, known: frozenset[str]) -> Confidence | None:
    """How sure it is that something is wrong at the full stop after `word`; None when it abbreviates."""
    if not word[-1].isalpha() or is_abbreviation(view, mark) or _always_stopped(view, word):
        return None
    if word.lower() in known:
        return Confidence.CERTAIN
    if len(word) <= SHORT or "." in word or (word[0].isupper() and len(word) <= SHORT_NAME):
        return Confidence.POSSIBLE
    return Confidence.LIKELY


def _always_stopped(view: TextView, word: str) -> bool:
    """True for a short word that the text says more than once, and always with a stop behind it."""
    if len(word) > OWN_ABBREVIATION:
        return False
    said = view.vocabulary.get(word.lower(), 0)
    return said > 1 and view.text.count(f"{word}.") >= said


def _after_cry(view: TextView, mark: int, word: str) -> Confidence | None:
    """The same for a question or exclamation mark; None for interjections, names, labels and dialogue."""
    if any(map(str.isdigit, word)):
        return None  # a move in chess, a question of figures
    if view.text[mark - 1] in CLOSED:
        return Confidence.POSSIBLE  # “Will it rain”? she asked.
    index = view.segment_at(mark)
    segment_start = view.starts[index]
    head = view.text[max(segment_start, mark - AROUND) : mark - len(word)].rstrip()
    if not head or head[-1] in view.language.sentence_ends + ":\"'“„«‹(¡¿" + DASHES:
        return None
    opened = max(head.rfind("¡"), head.rfind("¿"))
    if opened >= 0 and not set(view.language.sentence_ends).intersection(head[opened:]):
        return None
    if view.text[segment_start] in DASHES or word.lower() in common_words().names_with_marks:
        return None
    named = view.text.count(f"{word}{view.text[mark]}", max(0, mark - 5000), mark + 5000) > 1
    return None if named and word[0].isupper() else Confidence.LIKELY


def _two_sentences(view: TextView, mark: int) -> bool:
    """True when at least `WHOLE` words stand on either side before another final mark."""
    start, end = view.bounds_at(mark)
    ends = f"[{re.escape(view.language.sentence_ends)}]"
    left = re.split(ends, view.text[max(start, mark - AROUND) : mark])[-1]
    right = re.split(ends, view.text[mark + 1 : min(end, mark + AROUND)], maxsplit=1)[0]
    return len(left.split()) >= WHOLE and len(right.split()) >= WHOLE
