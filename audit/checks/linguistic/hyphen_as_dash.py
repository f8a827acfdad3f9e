"""A hyphen where a dash belongs."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import TextView, suggested_fix
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import SENTENCES

LONGEST_WORD = 30
SHORTEST_STEM = 4


@check(
    id="hyphen-as-dash",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The hyphen in “{found}” stands for a dash: it joins no compound",
    roles=SENTENCES,
    traits={Trait.SPACES},
    examples=(
        bad(
            "en",
            "The team formed two ⟦workshops-coastal⟧ and urban. The coastal workshop met first.",
            fixed="The team formed two workshops — coastal and urban. The coastal workshop met first.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "de",
            "Es gibt zwei ⟦Gruppen-große⟧ und kleine. Die große Gruppe tagt heute.",
            fixed="Es gibt zwei Gruppen — große und kleine. Die große Gruppe tagt heute.",
        ),
        good(
            "en",
            "They met a well-known and loved singer. The singer was known well.",
            why="a compound before its noun",
        ),
        good("en", "The shop is family-run and small. A small family runs it.", why="a compound"),
        good("en", "She works on arms-control and disarmament. Control of arms is hard.", why="a compound"),
    ),
)
def hyphen_as_dash(view: TextView) -> Iterator[Detection]:
    """A hyphen without spaces joins a noun to an explanation that follows it.

    Why it hurts a reader: “workshops-coastal and urban” is read as a compound that does not exist.

    Left alone: everything the text does not itself disprove. The explanation must end its sentence, and the
    same words must stand elsewhere in the usual order (“coastal workshop”).
    """
    small = view.language.function_words
    text = view.text
    for match in explanation().finditer(text):
        left = word_before(text, match.start())
        right, joint = match["right"].lower(), match["joint"].lower()
        if len(left) < SHORTEST_STEM or not left[1:].islower() or not match["right"].islower():
            continue
        if joint not in small or right in small or left.lower() in small or len(joint) > 4:
            continue
        noun = left.lower()
        if follows(view, right, noun):
            start = match.start() - len(left)
            yield view.detection(
                start,
                match.end("right"),
                confidence=Confidence.LIKELY,
                fix=suggested_fix(
                    match.start(), match.start() + 1, " — " if view.language.spaced_dash else "—"
                ),
            )


@cache
def explanation() -> re.Pattern[str]:
    word = r"[^\W\d_]{1,30}"
    return re.compile(rf"-(?P<right>{word}) (?P<joint>{word}) {word}(?=[.;:!?\x00]|\Z)")


def word_before(text: str, end: int) -> str:
    """The letters that end at `end`; nothing when they are part of a longer compound."""
    start = end
    while start > 0 and end - start <= LONGEST_WORD and text[start - 1].isalpha():
        start -= 1
    return "" if text[start - 1 : start] in ("-", "'", "’") and start else text[start:end]


def follows(view: TextView, adjective: str, noun: str) -> bool:
    """True when the noun, in whatever form, stands right behind the adjective somewhere in the text."""
    stem = noun[: max(SHORTEST_STEM, len(noun) - 2)]
    words = view.words
    index = -1
    for _ in range(min(view.vocabulary[adjective], 50)):
        index = words.index(adjective, index + 1)
        after = words[index + 1] if index + 1 < len(words) else ""
        if after.startswith(stem) and len(after) - len(stem) <= 3 and view.gaps[index] == " ":
            return True
    return False
