"""A phrase said again and again."""

from collections.abc import Iterable
from unicodedata import category

from audit.analysis.loops import Loop, loops, spoils
from audit.analysis.set_apart import set_apart
from audit.analysis.text_view import SEPARATOR, TextView, suggested_fix
from audit.language.word_grammar import word_grammar
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.segment import INLINE_OBJECT

# (words, times): short phrases must come three times, longer ones twice.
WORDS = ((2, 3), (3, 3), (4, 2), (5, 2), (6, 2), (7, 2), (8, 2))
# (characters, times) where words are not separated: "加油加油加油" is a cheer.
CHARACTERS = (
    *((size, 5) for size in (2, 3)),
    *((size, 3) for size in range(4, 8)),
    *((size, 2) for size in range(8, 25)),
)
WITHIN_WORDS = frozenset({"'", "’", "-"})
ENDS = frozenset(".!?…。！？।؟۔")
LONG = 4  # words: a phrase so long is not said three times on purpose, even with commas between
RHETORIC = 5  # so often at least must a pair of words come for it to be a fault: "on and on and on" is none


@check(
    id="looping-phrase",
    category=Category.UNINTELLIGIBLE,
    severity=Severity.MAJOR,
    message="“{phrase}” is said {times} in a row",
    examples=(
        bad(
            "en",
            "They asked for ⟦the number of the number of the number of⟧ seats.",
            fixed="They asked for the number of seats.",
        ),
        bad(
            "de",
            "Er sagte, ⟦dass er morgen kommt dass er morgen kommt⟧.",
            fixed="Er sagte, dass er morgen kommt.",
        ),
        bad("zh", "他们说⟦今年的收成今年的收成今年的收成⟧很好。", fixed="他们说今年的收成很好。"),
        good("en", "It went on and on and on, day after day after day.", why="set phrases that circle"),
        good(
            "en",
            "It matches a letter `a`, followed by the letter `b`, followed by the letter `c`, "
            "followed by the letter `d`.",
            format="markdown",
            why="said of one thing after another",
        ),
        good("en", "No, no, no! Left, right, left, right.", why="spoken like this"),
        bad(
            "en",
            "<ul><li><a href=a>⟦How the ferry runs <span class=wide>How the ferry runs⟧</span></a></li></ul>",
            format="html",
            confidence=Confidence.POSSIBLE,
        ),
        bad(
            "en",
            "It marks ⟦the first lock of the first lock of⟧ the first lock.",
            confidence=Confidence.POSSIBLE,
            fixed="It marks the first lock of the first lock.",
        ),
        good("ja", "ハハハハハハ、わくわくわくわく", why="laughter and a sound word"),
    ),
)
def looping_phrase(view: TextView) -> Iterable[Detection]:
    """A phrase comes round several times in a row.

    Neural translation falls into such loops; the rest of the sentence is often lost behind them.

    Left alone: a single word said again (see doubled-word) and calls of two or three characters in scripts
    without spaces. Only possible: pairs of words said less than five times, such as “on and on and on” or
    “the parent's parent's parent”, what is said of code or pictures one after another, a chain such as “the
    root of the root of the root” that is whole to its end, repetition with marks between, as people speak
    and sing, and a label that comes again in an element of its own, for other screens.
    """
    if view.language.has_spaces:
        for loop in loops(view.words, WORDS, view.gaps, SEPARATOR):
            last = loop.start + loop.size * loop.times - 1
            places, words = view.word_starts, view.words
            start, end = places[loop.start], places[last] + len(words[last])
            head_last = loop.start + loop.size - 1
            head = places[head_last] + len(words[head_last])
            sure = confidence(view, loop)
            if sure and (is_chain(view, loop) or set_apart(view, head - 1, places[head_last + 1] + 1)):
                sure = Confidence.POSSIBLE
            yield from report(view, loop, start, head, end, sure)
        return
    for loop in loops(view.text, CHARACTERS, view.text, SEPARATOR):
        phrase = view.text[loop.start : loop.start + loop.size]
        if sum(map(str.isalpha, phrase)) >= 2 and SEPARATOR not in phrase:
            if loop.times == 2 and not ENDS.isdisjoint(phrase):
                continue
            sure = Confidence.CERTAIN if is_of_letters(phrase) else Confidence.POSSIBLE
            end = loop.start + loop.size * loop.times
            yield from report(view, loop, loop.start, loop.start + loop.size, end, sure)


def is_of_letters(phrase: str) -> bool:
    """True for letters and what belongs to them: the vowel signs of Thai are marks."""
    return all(char.isalpha() or category(char)[0] == "M" for char in phrase)


def confidence(view: TextView, loop: Loop) -> Confidence | None:
    """How sure it is that a loop of words is a fault; None when it holds no words to speak of."""
    phrase = view.words[loop.start : loop.start + loop.size]
    if sum(word.isalpha() and len(word) > 1 for word in phrase) < 2:
        return None
    between = view.gaps[loop.start : loop.start + loop.size * loop.times - 1]
    if any(INLINE_OBJECT in gap for gap in between):
        return None  # "followed by `a`, followed by `b`": said of one thing after another
    if not all(gap.isspace() or gap in WITHIN_WORDS for gap in between):
        if loop.times == 2 and not ENDS.isdisjoint("".join(between)):
            return None  # see repeated-sentence
        return Confidence.LIKELY if loop.times > 2 and loop.size >= LONG else Confidence.POSSIBLE
    if loop.size == 2 and loop.times < RHETORIC:
        return Confidence.POSSIBLE
    return Confidence.CERTAIN


def is_chain(view: TextView, loop: Loop) -> bool:
    """True for "the root of the root of the root", which is whole to its last word, as loops are not."""
    stop = loop.start + loop.size * loop.times
    phrase = view.words[loop.start : loop.start + loop.size]
    whole = phrase[:-1] == view.words[stop : stop + loop.size - 1]
    return whole and phrase[-1] in word_grammar(view.language.tag).prepositions


def report(
    view: TextView, loop: Loop, start: int, head: int, end: int, sure: Confidence | None
) -> Iterable[Detection]:
    """The detection, graver the longer the loop runs; critical where the text is hardly anything else."""
    if sure is not None:
        severity = Severity.MINOR if loop.times == 2 else Severity.MAJOR
        if sure is not Confidence.POSSIBLE and spoils(loop.times, end - start, len(view.text)):
            severity = Severity.CRITICAL
        yield view.detection(
            start,
            end,
            confidence=sure,
            severity=severity,
            fix=suggested_fix(head, end, ""),
            phrase=view.text[start:head],
            times="twice" if loop.times == 2 else f"{loop.times:,} times",
        )
