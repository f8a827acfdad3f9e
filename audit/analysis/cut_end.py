"""Where a document stops too early: its last words, and how surely something is missing behind them.

A document that ends is closed by a mark, a signature, a list. One that was cut stops in a link, in a row of a table,
in brackets, in markup, behind a word that needs another, amid a word, or in a letter while what is like it ends with
marks.
"""

from typing import NamedTuple

from audit.analysis.closed_words import closed_words
from audit.analysis.ending_habits import STRONG_HABIT, Habits, behind_last_mark
from audit.analysis.listed_words import is_known_word
from audit.analysis.open_end import open_link, open_mark, open_markup, open_pair, open_row
from audit.analysis.segment_ends import Ending, ending
from audit.analysis.text_view import TextView, lowered
from audit.language.scripts import script_of
from audit.language.spelling import speller
from audit.language.word_grammar import word_grammar
from audit.model.mqm import Confidence
from audit.model.notation import Notation
from audit.model.role import Role

OTHERS = 3  # so many other paragraphs must there be
HABIT = 0.75  # share of those like it that must end with marks
WORDS = 5  # from which on a line without a mark and with a verb is a sentence
MANY_WORDS = 8  # the same without one
LONG_SENTENCE = 12  # words that are more than the close of a letter
TAIL = 2  # words behind the last mark that are more than a name
CHARACTERS = 8  # the same in scripts without spaces
ODD_END, ODDER_END = 4.0, 5.5  # what it costs that a word ends there
SHORTEST = 2  # letters of the rest of a word
NO_LETTERS = tuple("-–—%°€$0123456789")
CLOSING = " \t\r\n*_>)]}\"'“”»"  # what may stand in the file behind the last text
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
    if not text or segment.role not in (Role.BODY, Role.ITEM, Role.NAVIGATION, Role.CAPTION, Role.NOTICE):
        return None
    mark = open_mark(text) if segment.notation == Notation.MARKDOWN else None
    if mark is not None and ending(text, view.language.sentence_ends) is not Ending.MARK:
        return CutEnd(base + mark.start, base + len(text), mark.what, Confidence.LIKELY)
    last_word = base + len(text) - len(text.split()[-1])
    if open_row(view.file_text):
        return CutEnd(last_word, base + len(text), "a row of a table", Confidence.LIKELY)
    if open_markup(view.file_text, segment.notation):
        return CutEnd(last_word, base + len(text), "an element of the page", Confidence.LIKELY)
    if segment.role not in (Role.BODY, Role.ITEM, Role.NOTICE) or len(view.segments) < OTHERS:
        return None
    ends = view.language.sentence_ends
    how = ending(text, ends)
    if how not in (Ending.WORD, Ending.PAUSE):
        return None
    opened = open_pair(text)
    if opened is not None:
        return CutEnd(base + opened, base + len(text), "what a mark has opened", Confidence.LIKELY)
    if segment.role is Role.NOTICE or text.rstrip(CLOSING)[-1:] in NO_LETTERS:
        return None
    if text[-1] in ")）]" and text.count("(") + text.count("（") == text.count(")") + text.count("）"):
        return None  # a bracket that closes, closes the text
    behind = behind_last_mark(text, ends)
    tail = text[behind:].split()
    if not tail or _is_title(view, tail) or "@" in text:
        return None
    habit = Habits(view, index).of(text, several=behind > 0)
    amid = _amid(view, tail, how, habit, several=behind > 0)
    return None if amid is None else CutEnd(last_word, base + len(text), amid, Confidence.LIKELY)


def _amid(view: TextView, tail: list[str], how: Ending, habit: float, several: bool) -> str | None:
    """What the text stops in, a sentence or a word; None when it may be whole. `several`: sentences stand before."""
    if not view.language.has_spaces:
        return "a sentence" if habit >= STRONG_HABIT and sum(map(len, tail)) >= CHARACTERS else None
    grammar = word_grammar(view.language.tag)
    bare = tail[-1].strip("\"'“”„«»()[]*_,;")
    last = lowered(bare)
    words = len(tail)
    if how is Ending.PAUSE:  # "Kind regards," closes a letter
        return (
            "a sentence" if habit >= STRONG_HABIT and words >= (WORDS if several else LONG_SENTENCE) else None
        )
    nouns = grammar.capital_nouns and tail[-1].istitle() and tail[-2:-1] != [] and tail[-2].islower()
    if not last.isalpha() or (bare[:1].isupper() and not nouns):
        return None
    if words > TAIL and last in grammar.binders | grammar.coordinators | grammar.articles:
        return "a sentence"
    is_word = last in closed_words(view) or is_known_word(view.language, last) is not False
    if not is_word and view.vocabulary[last] == 1 and words > TAIL:
        asked = 0.0 if habit >= HABIT else ODD_END if not nouns else ODDER_END
        if not asked or _end_cost(view, last) > asked:
            return "a word"
    if habit < HABIT:
        return None
    told = words >= MANY_WORDS or not grammar.clause_words.isdisjoint(map(str.lower, tail))
    if words >= WORDS and told and (habit >= STRONG_HABIT or words >= LONG_SENTENCE):
        return "a sentence"
    return "a sentence" if several and words >= TAIL and habit >= STRONG_HABIT else None


def _end_cost(view: TextView, word: str) -> float:
    """How odd it is that a word of the language ends there; 0 where nobody knows."""
    knows = speller(view.language.tag, script_of(word[0])) if len(word) >= SHORTEST else None
    return knows.end_cost(word) if knows is not None and knows.letters.issuperset(word) else 0.0


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


def _is_title(view: TextView, words: list[str]) -> bool:
    """True for a line of names, a signature, a title."""
    letters = [word for word in words if word[:1].isalpha()]
    if not view.language.has_case or word_grammar(view.language.tag).capital_nouns or not letters:
        return False
    return sum(word[0].isupper() for word in letters[1:]) > CAPITALS * max(1, len(letters) - 1)
