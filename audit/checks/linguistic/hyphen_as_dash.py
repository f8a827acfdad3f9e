"""A hyphen where a dash belongs."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.gaps import gap_kinds, places_of_gaps
from audit.analysis.text_view import TextView, suggested_fix
from audit.model.check import Trait, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import SENTENCES
from audit.model.segment import INLINE_OBJECT

LONGEST_WORD = 30
SHORTEST_SENTENCE = 30  # code points of a paragraph of running text
LONGEST_LOOK = 300  # code points looked at on either side of a hyphen
WORDS_BEFORE = 4  # “Term - explanation”: a hyphen so near the beginning is a layout of its own
PAIR = 2  # hyphens of one insertion; more are a list
SHORTEST_STEM = 4


@check(
    id="hyphen-as-dash",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The hyphen in “{words}” stands for a dash",
    roles=SENTENCES,
    traits={Trait.SPACES},
    flows=(Flow.PROSE, Flow.CUES),
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
            fixed="Es gibt zwei Gruppen – große und kleine. Die große Gruppe tagt heute.",
        ),
        bad(
            "en",
            "The old ferry — the last of its kind — is gone. The harbour office opened a hotline ⟦-⟧ open all day "
            "⟦-⟧ for complaints.",
            fixed="The old ferry — the last of its kind — is gone. The harbour office opened a hotline — open all "
            "day — for complaints.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "ru",
            "Самая короткая тропа занимает сорок минут, а самая длинная ⟦-⟧ около пяти часов.",
            fixed="Самая короткая тропа занимает сорок минут, а самая длинная — около пяти часов.",
            confidence=Confidence.POSSIBLE,
        ),
        good("en", "Take the Leeds - York train; x - 1 is less than x.", why="a route, a sum"),
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
    """A hyphen stands between two parts of a sentence, with spaces or without.

    Why it hurts a reader: “workshops-coastal and urban” is read as a compound that does not exist, and a
    hyphen between spaces looks like a slip beside real dashes. In a text that has none it may be the writer's
    habit, so that it is only a possible fault; the second and all later ones cost nothing.

    Left alone: routes and pairs of names, sums, ranges of figures, and compounds that the text does not itself
    disprove: the explanation must end its sentence, and the same words must stand elsewhere in the usual
    order (“coastal workshop”).
    """
    yield from between_spaces(view)
    small = view.language.function_words
    text = view.text
    dash = view.language.dash
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
                words=text[start : match.end("right")],
                fix=suggested_fix(
                    match.start(), match.start() + 1, f" {dash} " if view.language.spaced_dash else dash
                ),
            )


@cache
def spaced_hyphen() -> re.Pattern[str]:
    """A hyphen between spaces, and nothing of a formula around it."""
    return re.compile(r"\A[^\x00=*/<>|\\~^_#]*[ \u00a0](?P<hyphen>-) [^\x00\s=*/<>|\\~^_#-]*\Z")


def between_spaces(view: TextView) -> Iterator[Detection]:
    """Hyphens between spaces in running text."""
    kinds = {gap: match.start("hyphen") for gap in gap_kinds(view) if (match := spaced_hyphen().match(gap))}
    first = True
    for index in places_of_gaps(view, kinds):
        left, right = view.words[index], view.words[index + 1]
        if not (joins_words(left, right) or joins_words(right, left)):
            continue
        gap = view.word_starts[index] + len(left)
        score = left.isdigit() and view.words[index + 2 : index + 3] and view.words[index + 2].isdigit()
        if score or INLINE_OBJECT in view.gaps[index]:
            continue  # "Leeds 1 - York 0"; an ending behind code
        after = view.word_starts[index + 1]
        base, end = view.bounds_at(gap)
        names = view.text[view.word_starts[index]].isupper() and view.text[after].isupper()
        if (names and view.text[gap] == " ") or end - base < SHORTEST_SENTENCE:
            continue
        place = gap + kinds[view.gaps[index]]
        dash = dash_in_use(view)
        running = (
            view.text[max(base, place - LONGEST_LOOK) : place].count(" ") > WORDS_BEFORE
            and view.text.count(" - ", max(base, place - LONGEST_LOOK), min(end, place + LONGEST_LOOK))
            <= PAIR
        )
        yield view.detection(
            place,
            place + 1,
            confidence=Confidence.LIKELY if dash and running else Confidence.POSSIBLE,
            severity=None if first else Severity.NEUTRAL,
            fix=suggested_fix(place, place + 1, dash or view.language.dash),
            words=view.text[view.word_starts[index] : after + len(right)],
        )
        first = False


def joins_words(left: str, right: str) -> bool:
    """A word of two letters at least; the other side may be a figure or a single letter, but not of a sum."""
    return len(left) > 1 and left.isalpha() and bool(right)


def dash_in_use(view: TextView) -> str:
    """The dash that stands between words of the text, the more frequent one; "" where none does."""
    return view.remember("dash in use", lambda: _dash_in_use(view))


def _dash_in_use(view: TextView) -> str:
    counts = {dash: view.text.count(f" {dash} ") for dash in "—–"}
    best = max(counts, key=lambda dash: counts[dash])
    return best if counts[best] else ""


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
