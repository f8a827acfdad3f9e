"""Words that the language does not know and that are one slip away from one of its common words."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.small_names import in_code
from audit.analysis.text_view import TextView
from audit.language.scripts import script_of
from audit.language.spelling import RARE, UNLISTED, Speller, speller
from audit.model.mqm import Confidence

DOUBT = 1.2  # what a slip that is only possible may lack
# A text in an older spelling or a dialect is full of words that are nearly those of today: so much weaker slips, so
# many of them, and the share of strong ones that still speaks for slips.
WEAKER, MANY, STRONG_SHARE = 4.0, 5, 0.25
BESIDE = "@-/._#\\'’`´(&=:+~$%^*<>|"  # signs right before a word that make it part of a name, a form or code
BEHIND = "-_/'’`´@=(~^*<>|\\"
QUOTES = "\"'“”„«»‚‘’"
AROUND = 3  # words looked at on either side
VOWELLESS = 4  # letters of a word that may be an abbreviation
# Accents that were lost everywhere: so few accented letters among all, so many words that miss theirs.
ACCENTED_SHARE, FEWEST_BARE, OF_WORDS = 0.002, 3, 25
RESTORED_GAP = 4.0  # by how much commoner a listed word is once its accent is back


class Misspelt(NamedTuple):
    """`[start, end)` of the view was meant to be `meant`."""

    start: int
    end: int
    meant: str
    confidence: Confidence
    accents: bool = False  # the whole text lost its accented letters


def misspelt_words(view: TextView) -> list[Misspelt]:
    """Every such word in order. Cached on the view."""
    return view.remember("misspelt words", lambda: sorted(_find(view)))


def _find(view: TextView) -> Iterator[Misspelt]:
    for script in view.language.scripts:
        knows = speller(view.language.tag, script)
        if knows is None:
            continue
        bare = _without_accents(view, knows)
        if bare:
            yield from _restored(view, bare)
        yield from _slips(view, knows, script, bare)


def _slips(view: TextView, knows: Speller, script: str, bare: dict[str, str]) -> Iterator[Misspelt]:
    found: list[tuple[str, str, float]] = []
    weak = strong = 0
    for word, times in view.vocabulary.items():
        if times > 1 or word in bare or not word.isalpha() or script_of(word[0]) != script:
            continue
        slip = knows.slip(word)
        if slip is None or slip.score < -WEAKER:
            continue
        weak += 1
        strong += slip.score >= 0
        if slip.score >= -DOUBT:
            found.append((word, slip.meant, slip.score))
    old = weak >= MANY and strong < STRONG_SHARE * weak
    for word, meant, score in found:
        start = next(view.places_of(word))
        grade = _grade(view, knows, word, start)
        if grade is not None:
            sure = score >= 0 and not old and grade is Confidence.LIKELY
            yield Misspelt(
                start, start + len(word), meant, Confidence.LIKELY if sure else Confidence.POSSIBLE
            )


def _grade(view: TextView, knows: Speller, word: str, start: int) -> Confidence | None:
    """LIKELY for a plain word among plain words of the language, POSSIBLE where few stand around it, else None."""
    end = start + len(word)
    if not view.text[start:end].islower() or view.is_listed(start, end):
        return None
    before, after = view.text[max(0, start - 1) : start], view.text[end : end + 2]
    if (before and before in BESIDE) or (after[:1] and after[0] in BEHIND):
        return None
    if after[:1] in (".", ":") and after[1:].isalnum():
        return None
    if before and before in QUOTES and after[:1] and after[0] in QUOTES:
        return None
    if len(word) <= VOWELLESS and not _vowel().search(word):
        return None
    if word in in_code(view) or _in_parts(knows, word):
        return None
    if view.file_text and len(_alone(word).findall(view.file_text.lower())) > 1:
        return None
    return _company(view, knows, start)


def _company(view: TextView, knows: Speller, start: int) -> Confidence | None:
    """How far the words around belong to the language."""
    first, last = view.bounds_at(start)
    here = view.lower[first:last]
    words = [match for match in _word().finditer(here)]
    at = next((i for i, match in enumerate(words) if match.start() + first == start), None)
    if at is None:
        return None
    around = [m[0] for m in (*words[max(0, at - AROUND) : at], *words[at + 1 : at + 1 + AROUND])]
    known = sum(knows.cost(other) < UNLISTED for other in around)
    if known * 3 < len(around) * 2:
        return None
    return Confidence.LIKELY if known >= AROUND else Confidence.POSSIBLE


def _in_parts(knows: Speller, word: str) -> bool:
    """True for two common words in one: "gitcoin"."""
    return any(
        knows.cost(word[:place]) < RARE and knows.cost(word[place:]) < RARE
        for place in range(4, len(word) - 3)
    )


def _without_accents(view: TextView, knows: Speller) -> dict[str, str]:
    """Words that miss an accented letter, with what they were, in a text that lost them all; else nothing."""
    if not knows.accented:
        return {}
    own = set(knows.accented)
    letters = sum(map(len, view.words))
    if own & {char.lower() for char in view.rare_characters}:
        accented = sum(view.lower.count(char) for char in own)
        if accented > ACCENTED_SHARE * letters:
            return {}
    found: dict[str, str] = {}
    proofs = 0
    for word in view.vocabulary:
        if not 2 <= len(word) <= 20 or not word.isalpha():
            continue
        stands = knows.cost(word)
        if stands < RESTORED_GAP + 3:
            continue
        best = min(((knows.cost(meant), meant) for meant in knows.with_accent(word)), default=None)
        if best is None or best[0] > min(12.5, stands - RESTORED_GAP):
            continue
        if stands < UNLISTED and best[0] > stands - RESTORED_GAP:
            continue
        proofs += stands >= RARE
        found[word] = best[1]
    enough = proofs >= FEWEST_BARE and proofs * OF_WORDS >= len(view.vocabulary)
    return found if enough else {}


def _restored(view: TextView, bare: dict[str, str]) -> Iterator[Misspelt]:
    for word, meant in bare.items():
        for start in view.places_of(word):
            text = view.text[start : start + len(word)]
            if text.isupper() and len(text) > 1:
                continue
            shown = meant.capitalize() if text[:1].isupper() else meant
            yield Misspelt(start, start + len(word), shown, Confidence.LIKELY, True)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _vowel() -> re.Pattern[str]:
    return re.compile("[aeiouyаеёиоуыэюяіїєąęėįųūäöüåæøáàâãéèêëíìîïóòôõúùûőűýÿıăîœěů]")


def _alone(word: str) -> re.Pattern[str]:
    """A word by itself. The letters come first so that the search jumps from one place to the next."""
    return re.compile(rf"{word}(?<![^\W\d_]{word})(?![^\W\d_])")
