"""See `unopened-sentence`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.listed_words import reads_foreign
from audit.analysis.text_view import SEPARATOR, TextView, suggested_fix
from audit.language.end_marks import end_marks
from audit.language.spelling import speller
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE, Role

LONGEST = 300  # code points of a sentence
COUNTED = 2  # of a text that never opens: more are one habit
OPENERS = "¿¡"
ROLES = frozenset({Role.BODY, Role.CUE, Role.HEADLINE, Role.UNIT})


@check(
    id="unopened-sentence",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="{why}",
    roles=PROSE,
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "es",
            "⟦Dónde está el puerto?⟧ El barco sale a las nueve.",
            fixed="¿Dónde está el puerto? El barco sale a las nueve.",
        ),
        bad("en", "⟦¿⟧Do you like the sea? Write to us.", fixed="Do you like the sea? Write to us."),
        good("es", "Si llueve, ¿sale el barco? ¡Claro!", why="it opens later"),
        good("pt", "Onde fica o porto?", why="Portuguese has no such mark"),
        good("en", "He asked “¿Qué pasa?” and left.", why="a quotation"),
    ),
)
def unopened_sentence(view: TextView) -> Iterator[Detection]:
    """A question or exclamation without its opening mark in a language that wants one, or with one in another language.

    Why it hurts a reader: in Spanish the opening mark tells how to read the sentence; in English it is only strange.

    The first two of a text count.

    Left alone: what opens later in the sentence, lists, single words in a text that opens its sentences, quotations.
    """
    marks = end_marks(view.language.tag)
    if not marks.opening:
        yield from left_over(view)
        return
    knows = speller(view.language.tag, "Latn")
    number = 0
    for kind, opening in marks.opening.items():
        closing = marks.right.get(kind, marks.kinds[kind])[0]
        for match in closed(closing).finditer(view.text):
            start, end = sentence_before(view, match.start())
            said = view.text[start:end]
            words = re.findall(r"[^\W\d_]+", said.lower())
            if any(char in said for char in OPENERS) or not words or not is_plain(view, start, end):
                continue
            if len(words) < 2 and not number:
                continue  # one word, before any sentence was seen that does not open
            if knows and all(map(knows.is_foreign, words)):
                continue
            number += 1
            yield view.detection(
                start,
                end + 1,
                severity=None if number <= COUNTED else Severity.NEUTRAL,
                fix=suggested_fix(start, start, opening),
                why=f"“{opening}” is missing at the start of the sentence",
            )


def sentence_before(view: TextView, place: int) -> tuple[int, int]:
    """From the end of the sentence before to the mark at `place`."""
    first, _ = view.bounds_at(place)
    start = max(first, place - LONGEST)
    for match in end_of_sentence().finditer(view.text, start, place):
        start = match.end()
    while start < place and not (view.text[start].isalnum() or view.text[start] in OPENERS):
        start += 1
    return start, place


def is_plain(view: TextView, start: int, end: int) -> bool:
    """True for a sentence of the language that begins with a capital and stands in running text."""
    segment = view.segments[view.segment_at(start)]
    if segment.role not in ROLES or not view.text[start : start + 1].isupper() or end - start >= LONGEST:
        return False
    if any(
        char in "()[]{}<>|/\\=\ufffc\"“”«»'‘’"
        for char in view.text[max(0, start - 1) : end + 2].strip(SEPARATOR)
    ):
        return False
    return not reads_foreign(view, start, end)


def left_over(view: TextView) -> Iterator[Detection]:
    """An opening mark before words of a language that has none."""
    knows = speller(view.language.tag, "Latn")
    if knows is None or view.rare_characters.isdisjoint(OPENERS):
        return
    for match in opened().finditer(view.text):
        words = [word.lower() for word in re.findall(r"[^\W\d_]+", match[1])]
        if len(words) > 1 and not any(knows.is_foreign(word) for word in words):
            place = match.start()
            yield view.detection(
                place,
                place + 1,
                fix=suggested_fix(place, place + 1, ""),
                why=f"“{view.text[place]}” is no mark of {view.language.name}",
            )


@cache
def closed(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\w)[{re.escape(mark)}](?=[\s{SEPARATOR}]|\Z)")


@cache
def end_of_sentence() -> re.Pattern[str]:
    return re.compile(r"[.!?…:;—–\n]\s")


@cache
def opened() -> re.Pattern[str]:
    return re.compile(r"[¿¡]([^\W\d_]+(?:[ ,]{1,2}[^\W\d_]+){1,3})")
