"""A final mark in the middle of a sentence."""

import re
from collections.abc import Iterable
from functools import cache

from audit.analysis.closed_words import closed_words
from audit.analysis.sentences import is_abbreviation, word_before
from audit.analysis.text_view import TextView
from audit.language.word_grammar import common_words
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

SHORT = 3  # letters: so short a word may be an abbreviation nobody listed
SHORT_NAME = 5  # the same for one with a capital: "Corp.", "Calif."
DASHES = "-–—"
BACK = 160  # code points looked back for the start of the sentence


@cache
def mark_and_small_letter(small: str) -> re.Pattern[str]:
    """A final mark, a space and a small letter."""
    return re.compile(f"[.!?][ \u00a0](?=[{re.escape(small)}])")


@cache
def next_token() -> re.Pattern[str]:
    """The word after the mark with all that is glued to it, and the first character of the one after."""
    return re.compile(r"([^\s\x00]{1,60})[ \u00a0]?([^\s\x00]?)")


@check(
    id="sentence-broken-by-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="A small letter follows “{mark}”: one of the two is wrong",
    roles=PROSE,
    traits={Trait.CASE},
    examples=(
        bad("en", "The road ⟦goes. to⟧ the coast and ⟦stays! there⟧ for miles."),
        bad("es", "La carretera ⟦sigue. hasta⟧ la costa."),
        good("en", "He came at 9 a.m. and left for St. Gallen, i.e. by train.", why="abbreviations"),
        good("en", "Oh! what a night. “Why?” he asked.", why="an interjection, and a quotation that ends"),
        good("de", "Am 5. und 6. Mai kommt Dr. von Berg.", why="ordinal numbers and a name particle"),
        good("es", "¡Hola! dijo el hombre.", why="an exclamation opened with its own mark"),
        good(
            "en", "so cool! and so cheap. love it.", why="written without any capitals: see lower-case-start"
        ),
    ),
)
def sentence_broken_by_mark(view: TextView) -> Iterable[Detection]:
    """A full stop, question or exclamation mark stands where the sentence goes on.

    Either the mark is too many or the next sentence lost its capital; both ways the reader stops.

    Left alone: abbreviations, initials, ordinals, interjections at the start of a sentence, names written
    with a mark, closed quotations, and text without any capitals. After a word of three letters or less a
    full stop is only a possible fault, as it may abbreviate.
    """
    small = "".join(sorted({*"abcdefghijklmnopqrstuvwxyz", *view.language.letters}))
    known = closed_words(view)
    capitals: dict[int, bool] = {}
    for match in mark_and_small_letter(small).finditer(view.text):
        place = match.start()
        word = word_before(view.text, place)
        token = next_token().match(view.text, match.end())
        if not word or token is None or not plain(token[1]):
            continue
        index = view.segment_at(place)
        if index not in capitals:
            text = view.segments[index].text
            capitals[index] = text != text.lower()
        if not capitals[index]:
            continue
        stop = view.text[place] == "."
        sure = after_stop(view, place, word, known) if stop else after_cry(view, place, word)
        if sure is None:
            continue
        if token[2].isupper() and token[1] in common_words().name_particles:
            sure = Confidence.POSSIBLE  # "von Berg"
        yield view.detection(
            place - len(word),
            match.end() + len(re.split(r"\W", token[1], maxsplit=1)[0]),
            confidence=sure,
            mark=view.text[place],
        )


def plain(token: str) -> bool:
    """True for a word in small letters; addresses, brands and list letters are none."""
    word = token.rstrip('.,;:!?…"”’»)')
    if len(word) == 1 and token[1:2] in (".", ")"):
        return False  # a list letter
    return word.islower() and word.replace("-", "").replace("'", "").replace("’", "").isalpha()


def after_stop(view: TextView, place: int, word: str, known: frozenset[str]) -> Confidence | None:
    """How sure it is that the full stop after `word` is wrong; None when it abbreviates."""
    if not word[-1].isalpha() or is_abbreviation(view, place):
        return None
    if word.lower() in known:
        return Confidence.CERTAIN
    if len(word) <= SHORT or "." in word or (word[0].isupper() and len(word) <= SHORT_NAME):
        return Confidence.POSSIBLE
    return Confidence.LIKELY


def after_cry(view: TextView, place: int, word: str) -> Confidence | None:
    """The same for a question or exclamation mark; None for interjections, names and dialogue."""
    segment_start = view.bounds_at(place)[0]
    head = view.text[max(segment_start, place - BACK) : place - len(word)].rstrip()
    if not head or head[-1] in view.language.sentence_ends + ":\"'“„«‹(¡¿" + DASHES:
        return None
    opened = max(head.rfind("¡"), head.rfind("¿"))
    if opened >= 0 and not set(view.language.sentence_ends).intersection(head[opened:]):
        return None
    if view.text[segment_start] in DASHES or word.lower() in common_words().names_with_marks:
        return None
    named = view.text.count(f"{word}{view.text[place]}", max(0, place - 5000), place + 5000) > 1
    return None if named and word[0].isupper() else Confidence.LIKELY
