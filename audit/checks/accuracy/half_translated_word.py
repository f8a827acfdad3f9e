"""See `half-translated-word`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.mixed_words import MixedWord, mixed_words
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

HEAD, TAIL = 4, 5  # letters: a shorter tail may be an ending put behind a foreign name
SLIP = 5  # letters of a word that one letter of another alphabet spoils


@check(
    id="half-translated-word",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="“{found}” is translated only in part",
    yields_to=("homoglyph", "mojibake"),
    examples=(
        bad("ru", "Выставка называлась «⟦photoграфия⟧ города».", confidence=Confidence.LIKELY),
        bad("en", "They studied ⟦photoграфия⟧ for years.", confidence=Confidence.LIKELY),
        bad("en", "They ran ⟦ouтside⟧ at noon.", confidence=Confidence.LIKELY),
        good(
            "ru", "IT-компания выпустила Wi-Fi-роутер и COVID-19-тест.", why="whole words joined by hyphens"
        ),
        good("ru", "Он подключил iPhoneом два USBшных кабеля.", why="a Russian ending behind a foreign name"),
        good("en", "The brand ЯndexGo is a play on letters.", why="a capital at the seam: a made-up name"),
        good("en", "A dose of 5 μm at νmax.", why="signs of measure"),
    ),
)
def half_translated_word(view: TextView) -> Iterator[Detection]:
    """A word begins in one alphabet and goes on in another.

    Why it hurts a reader: no language has this word; the translation stopped in the middle of it.

    Left alone: words joined by a hyphen, endings and prefixes on foreign names, made-up names with a
    capital at the seam, signs of measure. Shorter parts are only `possible`.
    """
    for word in mixed_words(view):
        if word.meant is not None:
            continue
        confidence = judged(view, word)
        if confidence is not None:
            yield view.detection(word.start, word.end, confidence=confidence)


def judged(view: TextView, word: MixedWord) -> Confidence | None:
    """How sure it is that the word was torn, or None when it was not."""
    text = view.text
    if "Grek" in {script for script, _, _ in word.stretches} and "Grek" not in view.language.scripts:
        return None
    parts = [text[start:end] for _, start, end in word.stretches]
    if is_slip_of_the_keyboard(parts):
        return Confidence.LIKELY
    if any(roman().match(part) for part in parts) or min(map(len, parts)) < 2:
        return None
    seams = [(text[start - 1], text[start]) for _, start, _ in word.stretches[1:]]
    if any(before.isupper() or after.isupper() for before, after in seams):
        return None  # an abbreviation or a made-up name
    # A name in the one alphabet takes endings of the other.
    name = parts[0][:1].isupper() or any(map(str.isupper, parts[0][1:]))
    if name and len(parts) == 2 and len(parts[1]) <= TAIL:
        return None
    if len(parts) == 2 and len(parts[0]) >= HEAD and len(parts[1]) >= TAIL:
        return Confidence.LIKELY
    return Confidence.POSSIBLE


def is_slip_of_the_keyboard(parts: list[str]) -> bool:
    """True for one small letter of another alphabet amid the small letters of a word: no sign and no ending."""
    if len(parts) != 3 or len(parts[1]) != 1 or sum(map(len, parts)) < SLIP:
        return False
    whole = "".join(parts)
    return whole[1:].islower() and whole.isalpha()


@cache
def roman() -> re.Pattern[str]:
    """A Roman figure."""
    return re.compile(r"[IVXLCDM]+\Z")
