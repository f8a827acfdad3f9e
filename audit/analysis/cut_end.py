"""Where a document stops too early: its last words, and how surely something is missing behind them.

A document that ends is closed by a mark, a signature, a list. One that was cut stops in a link, behind a word that
needs another, amid a word, or in a letter while all its other paragraphs end with marks.
"""

import re
from functools import cache
from typing import NamedTuple

from audit.analysis.closed_words import closed_words
from audit.analysis.listed_words import is_known_word
from audit.analysis.segment_ends import Ending, ending
from audit.analysis.text_view import TextView, lowered
from audit.language.word_grammar import word_grammar
from audit.model.mqm import Confidence
from audit.model.notation import Notation
from audit.model.role import Role

OTHERS = 3  # so many other paragraphs must show the habit
HABIT, STRONG_HABIT = 0.75, 0.9  # share of them that must end with marks
WORDS = 5  # from which on a line without a mark and with a verb is a sentence
MANY_WORDS = 12  # the same without one
TAIL = 2  # words behind the last mark that are more than a name
CHARACTERS = 8  # the same in scripts without spaces
NO_LETTERS = tuple("-–—%°€$0123456789")
CLOSING = " \t\r\n*_>)]}\"'“”»"  # what may stand in the file behind the last text
OPENED = {"[": "a link", "*": "words that it stresses", "`": "code"}
CAPITALS = 0.6  # share of capitals from which on a line is a title or a list of names


class CutEnd(NamedTuple):
    """The last words of a cut document, `[start, end)` in the view."""

    start: int
    end: int
    what: str
    confidence: Confidence


def cut_end(view: TextView) -> CutEnd | None:
    """The end of the document when it was cut."""
    index = _last(view)
    if index is None:
        return None
    segment, base = view.segments[index], view.starts[index]
    text = segment.text.rstrip()
    link = open_link().search(text)
    if link is not None:
        return CutEnd(base + link.start(), base + len(text), "a link", Confidence.LIKELY)
    if segment.notation == Notation.MARKDOWN and ending(text, view.language.sentence_ends) is not Ending.MARK:
        opened = open_mark().search(text)
        if opened is not None:
            return CutEnd(
                base + opened.start(),
                base + len(text),
                OPENED[opened.group(opened.lastindex or 0)[0]],
                Confidence.LIKELY,
            )
    if segment.role not in (Role.BODY, Role.ITEM) or len(view.segments) < OTHERS or not text:
        return None
    ends = view.language.sentence_ends
    how = ending(text, ends)
    if how not in (Ending.WORD, Ending.PAUSE) or text.rstrip(CLOSING)[-1:] in NO_LETTERS:
        return None
    behind = _behind_last_mark(text, ends)
    tail = text[behind:].split()
    if not tail or _is_title(view, tail) or "@" in text:
        return None
    amid = _amid(view, tail, how, _habit(view, index), several=behind > 0)
    if amid is None:
        return None
    start = base + len(text) - len(tail[-1])
    return CutEnd(start, base + len(text), amid, Confidence.LIKELY)


def _amid(view: TextView, tail: list[str], how: Ending, habit: float, several: bool) -> str | None:
    """What the text stops in, a sentence or a word; None when it may be whole. `several`: sentences stand before."""
    if habit < HABIT:
        return None
    if not view.language.has_spaces:
        return "a sentence" if habit >= STRONG_HABIT and sum(map(len, tail)) >= CHARACTERS else None
    grammar = word_grammar(view.language.tag)
    bare = tail[-1].strip("\"'“”„«»()[]*_,;")
    last = lowered(bare)
    words = len(tail)
    if how is Ending.PAUSE:  # "Kind regards," closes a letter
        return "a sentence" if habit >= STRONG_HABIT and words >= (WORDS if several else MANY_WORDS) else None
    nouns = grammar.capital_nouns and tail[-1].istitle() and tail[-2:-1] != [] and tail[-2].islower()
    if not last.isalpha() or (bare != bare.lower() and not nouns):
        return None
    if words > 1 and last in grammar.binders | grammar.coordinators | grammar.articles:
        return "a sentence"
    is_word = last in closed_words(view) or is_known_word(view.language, last) is not False
    if not is_word and view.vocabulary[last] == 1 and words > TAIL:
        return "a word"
    told = words >= MANY_WORDS or not grammar.clause_words.isdisjoint(map(str.lower, tail))
    if words >= WORDS and told and (habit >= STRONG_HABIT or words >= MANY_WORDS):
        return "a sentence"
    return "a sentence" if several and words > TAIL and habit >= STRONG_HABIT else None


def _last(view: TextView) -> int | None:
    """The segment behind which the file holds nothing."""
    best, place = None, -1
    for index, segment in enumerate(view.segments):
        if segment.role is not Role.ATTRIBUTE and segment.text:
            end = segment.map.file_end
            if end >= place:
                best, place = index, end
    if best is None or view.file_text[place:].strip(CLOSING):
        return None
    return best


def _habit(view: TextView, last: int) -> float:
    """The share of paragraphs that end with a mark, the last one aside; 0 when they are too few to tell."""
    ends, marked, others = view.language.sentence_ends, 0, 0
    role = view.segments[last].role
    for index, segment in enumerate(view.segments):
        if segment.role is not role or index == last:
            continue
        how = ending(segment.text, ends)
        marked += how is Ending.MARK
        others += how in (Ending.WORD, Ending.PAUSE)
    return marked / (marked + others) if marked >= OTHERS else 0.0


def _behind_last_mark(text: str, ends: str) -> int:
    """Where the last sentence begins."""
    marks = [text.rfind(f"{mark} ") for mark in ends] + [text.rfind(mark) for mark in ends if mark > "\u02ff"]
    return max(marks, default=-1) + 1


def _is_title(view: TextView, words: list[str]) -> bool:
    """True for a line of names, a signature, a title."""
    letters = [word for word in words if word[:1].isalpha()]
    if not view.language.has_case or word_grammar(view.language.tag).capital_nouns or not letters:
        return False
    return sum(word[0].isupper() for word in letters[1:]) > CAPITALS * max(1, len(letters) - 1)


@cache
def open_link() -> re.Pattern[str]:
    """A link whose address never ends."""
    return re.compile(r"\[[^\[\]]{0,200}\]\([^()\s]{0,300}\Z")


@cache
def open_mark() -> re.Pattern[str]:
    """A mark of Markdown that opens something and is never closed."""
    return re.compile(
        r"(?<![^\s(\"“«「『（—–-])(?:(\*\*)(?=[^\s*])[^*]{1,200}|(\[)(?=[^\s\[\]])[^\[\]]{1,200}|(`)(?=[^\s`])[^`]{1,80})\Z"
    )
