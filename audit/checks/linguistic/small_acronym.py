"""See `small-acronym`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.small_names import in_code
from audit.analysis.text_view import TextView, suggested_fix
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

REACH = 90  # code points in which the full name stands
SMALL_WORD = 3  # letters of a word that may be skipped
FEWEST = 2  # words that give their first letter
BESIDE = "-_/.@#`’'"


@check(
    id="small-acronym",
    category=Category.SPELLING,
    severity=Severity.MINOR,
    message="“{found}” is an abbreviation made of first letters, which are written with capitals",
    roles=PROSE,
    traits={Trait.CASE},
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "fr",
            "Le taux de créatine kinase (⟦ck⟧) est élevé, et la ⟦ck⟧ reste haute.",
            fixed="Le taux de créatine kinase (CK) est élevé, et la CK reste haute.",
        ),
        bad(
            "en",
            "Salivary gland carcinomas (⟦sgc⟧) are rare.",
            fixed="Salivary gland carcinomas (SGC) are rare.",
        ),
        good(
            "en", "The box weighs nine kilograms (kg) and costs more (see the list).", why="units and words"
        ),
        good(
            "en",
            "The harbour master's office (HMO) uses the Boat Package Manager (bpm).",
            why="names of programs",
        ),
    ),
)
def small_acronym(view: TextView) -> Iterator[Detection]:
    """An abbreviation of first letters stands in small letters behind its full name, and from there on.

    Why it hurts a reader: it looks like a word that they do not know.

    Left alone: units, words of the language, code, and what is not made of the first letters of words before it. The
    place behind the name counts.
    """
    if "(" not in view.text:
        return
    known: set[str] = set()
    for match in in_brackets().finditer(view.text):
        word = match[1]
        if word in known or word in view.language.function_words or word in in_code(view):
            continue
        first, _ = view.bounds_at(match.start())
        before = view.text[max(first, match.start() - REACH) : match.start()]
        if not is_made_of(word, re.findall(r"[^\W\d_]+", before)[-8:]):
            continue
        known.add(word)
        for start in view.places_of(word):
            end = start + len(word)
            sides = view.text[max(0, start - 1) : start] + view.text[end : end + 1]
            if view.text[start:end].islower() and not any(side in BESIDE for side in sides):
                again = start != match.start(1)
                yield view.detection(
                    start,
                    end,
                    severity=Severity.NEUTRAL if again else None,
                    fix=suggested_fix(start, end, word.upper()),
                )


def is_made_of(word: str, names: list[str]) -> bool:
    """True when the letters of a word are the first letters of the last names, in order; small words may be skipped,
    and one letter may come from inside the name before."""
    for begin in range(len(names)):
        place = firsts = 0
        inside = 0
        for name in names[begin:]:
            small = name.lower()
            if place < len(word) and small[0] == word[place]:
                place += 1
                firsts += 1
            elif len(small) > SMALL_WORD:
                break
            if place < len(word) and not inside and word[place] in small[1:] and name is names[-1]:
                place += 1
                inside += 1
        else:
            # Names with capitals are those of programs: "Node Package Manager (npm)".
            named = all(name[0].isupper() for name in names[begin:] if len(name) > SMALL_WORD)
            if place == len(word) and firsts >= FEWEST and firsts >= len(word) - 1 and not named:
                return True
    return False


@cache
def in_brackets() -> re.Pattern[str]:
    return re.compile(r"\((?<=[^\W_] .)([a-zà-ÿ]{2,6})\)")
