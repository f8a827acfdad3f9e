"""Questions and exclamations inside a text: those the target lost, and the marks that open them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.ends import ends
from audit.analysis.pairs.said_text import said_sources, said_targets
from audit.analysis.pairs.said_words import source_language_of
from audit.language.end_marks import EVERYWHERE, EndMarks, MarkKind, end_marks


class Place(NamedTuple):
    """A place in the target of `pair`; `mark` is the mark that is wanted there."""

    pair: int
    at: int
    mark: str
    sure: bool = True


def lost_questions(view: PairView) -> Iterator[Place]:
    """Ends of sentences inside a target whose source asks there. The last sentence is that of `end_faults`."""
    source = source_language_of(view)
    asked = _question_marks(source.tag if source is not None else EVERYWHERE)
    marks = end_marks(view.language.tag)
    asking = marks.kinds[MarkKind.QUESTION]
    if MarkKind.QUESTION in (*marks.unmarked, *marks.inner):
        return
    for index, (beside, text) in enumerate(zip(said_sources(view), said_targets(view), strict=True)):
        if not any(mark in beside[:-1] for mark in asked):
            continue
        of_source, of_target = ends(view)[index]
        if of_source.kind is not of_target.kind:
            continue
        theirs, mine = (
            _sentences(beside, source.tag if source else EVERYWHERE),
            _sentences(text, view.language.tag),
        )
        if len(theirs) != len(mine) or len(mine) < 2:
            continue
        for place, ((_, _, kind), (start, stop, own)) in enumerate(zip(theirs[:-1], mine[:-1], strict=True)):
            if kind == MarkKind.QUESTION and own == MarkKind.STOP and not _asks(text[start:stop], marks):
                yield Place(
                    index, stop, asking[:1], place == 0
                )  # behind a statement it may be a hint: "Did you …?"


def unopened(view: PairView) -> Iterator[Place]:
    """Where a question or an exclamation of the target lacks the mark that opens it."""
    marks = end_marks(view.language.tag)
    for kind, opening in marks.opening.items():
        closing = marks.right.get(kind, marks.kinds[kind])
        find = _closed(closing, opening).finditer
        for index, text in enumerate(said_targets(view)):
            if closing[0] not in text or len(_said(closing).findall(text)) <= text.count(opening):
                continue
            for match in find(text):
                at = match.start() + len(match[0]) - len(match[0].lstrip(_SKIPPED))
                if any(map(str.isalpha, match[0])) or "\ufffc" in match[0]:
                    yield Place(index, at, opening)


_SKIPPED = " \t\n\u00a0\"'“”‘’«»(*_-–—"


class Sentence(NamedTuple):
    """A sentence up to its mark, which stands at `end`."""

    start: int
    end: int
    kind: MarkKind


def _sentences(text: str, tag: str) -> list[Sentence]:
    kinds = {mark: kind for kind, marks in end_marks(tag).kinds.items() for mark in marks}
    found, start = [], 0
    for match in _mark(tag).finditer(text):
        found.append(Sentence(start, match.start(), kinds.get(match[0][0], MarkKind.STOP)))
        start = match.end()
    return found


def _asks(text: str, marks: EndMarks) -> bool:
    return bool(marks.question_endings) and text.rstrip().endswith(marks.question_endings)


def _question_marks(tag: str) -> str:
    return end_marks(tag).kinds[MarkKind.QUESTION]


@cache
def _mark(tag: str) -> re.Pattern[str]:
    """A mark that ends a sentence: wide, or with white space or the end behind it."""
    marks = end_marks(tag)
    every = "".join(marks.kinds[kind] for kind in (MarkKind.STOP, MarkKind.QUESTION, MarkKind.EXCLAMATION))
    wide = "".join(mark for mark in every if mark in "。．｡？！")
    return re.compile(f"[{re.escape(every)}]+(?=[\\s\"'”’»)]|$)" + (f"|[{wide}]+" if wide else ""))


@cache
def _said(closing: str) -> re.Pattern[str]:
    """A mark behind a word; between quotation marks, before "=" or behind a backslash it is spoken of, or code."""
    return re.compile(f"(?<![\\s\"'«“‘(\\[\\\\{re.escape(closing)}])[{re.escape(closing)}](?!=)")


@cache
def _closed(closing: str, opening: str) -> re.Pattern[str]:
    """From the end of the sentence before, without the opening mark, to the closing one."""
    every = re.escape(closing)
    return re.compile(
        f"(?:^|(?<=[.!?…:;\\n]))[^.!?…:;\\n{opening}]*+(?<![\\s\"'«“‘(\\[\\\\])[{every}](?![{every}=\\w])"
    )
