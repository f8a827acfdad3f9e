"""Final marks that the two sides of a unit do not share."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.ends import End, ends
from audit.analysis.pairs.said_text import BLANK, said_targets
from audit.language.end_marks import EndMarks, MarkKind, end_marks
from audit.language.profile import LanguageProfile
from audit.language.scripts import script_of
from audit.model.mqm import Confidence

Kind = MarkKind | None
LIKELY, POSSIBLE = Confidence.LIKELY, Confidence.POSSIBLE
NO_BREAK = "\u00a0"
# Kinds that languages exchange for one another, or leave out, as they like.
FREE = frozenset((MarkKind.EXCLAMATION, MarkKind.COMMA, MarkKind.SEMICOLON))


SENTENCE = 4  # words of a source that may be a sentence
SELDOM = 0.05  # share of them up to which a full stop that was added is a slip
LONGEST_CUT = 6  # letters of a word that may be an abbreviation
FEWEST, OFTEN = 5, 0.12  # what is done so many times, and to so large a share of the texts, is a habit


class EndFault(NamedTuple):
    """Pair `pair` ends otherwise than its source; `mark` is the source's, `wanted` what the target would write."""

    pair: int
    source: End
    target: End
    mark: str
    wanted: str
    confidence: Confidence


class ForeignEnd(NamedTuple):
    """`[start, end)` of the target of `pair` is the right mark in a foreign form."""

    pair: int
    start: int
    end: int
    wanted: str


def end_faults(view: PairView) -> list[EndFault]:
    """The pairs whose ends differ. Made once."""
    return view.remember("end faults", lambda: list(_end_faults(view)))


def _end_faults(view: PairView) -> Iterator[EndFault]:
    marks = end_marks(view.language.tag)
    targets = said_targets(view)
    changes = Counter((source.kind, target.kind) for source, target in ends(view))
    for index, (source, target) in enumerate(ends(view)):
        if source.kind is target.kind or not source.sure or not target.sure:
            continue
        beside, text = view.pairs[index].source.text, view.pairs[index].target.text
        mark = beside[source.start : source.end]
        if mark and mark == text[target.start : target.end]:
            continue
        if beside.rstrip()[-1:] == text.rstrip()[-1:] and None in (source.kind, target.kind):
            continue  # the same mark, taken for code on one side
        if source.kind is None and text[: target.end].split()[-1] in beside.split():
            continue  # the mark is part of a word of the source: ":option:"
        grade = _grade(source, target, text, marks)
        if grade is LIKELY and (
            (not view.apart and _is_habit(changes, source.kind, target.kind))
            or _is_cut_up(source, target, text, targets[index])
            or _is_value(target, text, targets[index])
            or (source.kind is None and target.kind is MarkKind.STOP and index in full_stops(view))
            or (
                source.kind is MarkKind.QUESTION
                and target.kind is MarkKind.STOP
                and _has_stop(beside[: source.start])
            )
        ):
            grade = POSSIBLE
        if grade is not None:
            wanted = written(source.kind, mark, text[: target.start], marks, view.language)
            yield EndFault(index, source, target, mark, wanted, grade)


def full_stops(view: PairView) -> frozenset[int]:
    """Pairs whose target may end with a full stop though the source does not. Made once.

    Short words may be abbreviations, and a whole sentence may have its full stop though the source forgot it. Only where
    nearly all sentences of a file do as their source, one that does not is a slip.
    """
    return view.remember("full stops", lambda: _full_stops(view))


def _full_stops(view: PairView) -> frozenset[int]:
    free, sentences, stopped = set(), 0, set()
    for index, (source, target) in enumerate(ends(view)):
        if source.kind is not None:
            continue
        beside, text = view.pairs[index].source.text, view.pairs[index].target.text
        words = len(beside.split())
        if words >= SENTENCE:
            sentences += 1
        if target.kind is not MarkKind.STOP:
            continue
        if _has_stop(beside) or (words <= 2 and _is_short(text, target)):
            free.add(index)
        elif words >= SENTENCE:
            stopped.add(index)
    if view.apart or len(stopped) > SELDOM * sentences:
        free |= stopped
    return frozenset(free)


def _is_short(text: str, target: End) -> bool:
    """Whether the last word of a target may be cut short."""
    words = text[: target.start].split()
    return not words or len(words[-1]) <= LONGEST_CUT


def _has_stop(text: str) -> bool:
    """Whether a sentence ends inside a text."""
    return _INNER.search(text) is not None


_INNER = re.compile(r"(?<=[\w)\]\"'”’»])[.!?。！？।]\s+(?=\S)|[。！？]")


def _is_habit(changes: Counter[tuple[Kind, Kind]], kind: Kind, other: Kind) -> bool:
    """True for what the translator does all over: that is a decision."""
    count = changes[kind, other]
    return count >= FEWEST and count > OFTEN * (count + changes[kind, kind])


def _is_cut_up(source: End, target: End, text: str, said: str) -> bool:
    """True for a stop at the end of a target that says in sentences what the source says in one without a stop."""
    return (
        source.kind is None
        and target.kind is MarkKind.STOP
        and text[target.start] + " " in said[: target.start]
    )


def _is_value(target: End, text: str, said: str) -> bool:
    """True for a target that ends with a value behind a colon ("Started: {0}"): there it states no sentence."""
    return target.kind is None and _VALUE.search(said[: target.start]) is not None


_VALUE = re.compile(f"[:：]\\s*{BLANK}+\\s*\\Z")


def _grade(source: End, target: End, text: str, marks: EndMarks) -> Confidence | None:
    """How sure it is that two ends of different kinds are a fault; None when they are not."""
    kind, other = source.kind, target.kind
    if kind in marks.unmarked and other is None:
        return None
    if kind in marks.inner and other in (None, MarkKind.STOP, MarkKind.ELLIPSIS):
        if any(mark in text for mark in marks.kinds[kind]):
            return None
        return LIKELY if kind is MarkKind.QUESTION else POSSIBLE
    if kind is MarkKind.QUESTION and other in (None, MarkKind.STOP):
        said = text[: target.start].rstrip()
        if marks.question_endings and said.endswith(marks.question_endings):
            return None
    if MarkKind.QUESTION not in (kind, other) and (kind in FREE or other in FREE):
        return POSSIBLE
    return LIKELY


def foreign_ends(view: PairView) -> Iterator[ForeignEnd]:
    """Targets that end with the kind of mark of the source, in a form the language does not write."""
    marks = end_marks(view.language.tag)
    targets = said_targets(view)
    for index, (source, target) in enumerate(ends(view)):
        kind = target.kind
        if (
            kind is None
            or kind is not source.kind
            or kind not in marks.right
            or target.end - target.start != 1
        ):
            continue
        right = marks.right[kind]
        if targets[index][target.start] in right or not target.sure:
            continue
        before = targets[index][: target.start].rstrip()[-1:]
        if before and script_of(before) in view.language.scripts:
            yield ForeignEnd(index, target.start, target.end, right[0])


def written(kind: MarkKind | None, mark: str, before: str, marks: EndMarks, language: LanguageProfile) -> str:
    """The mark of a kind as a language writes it behind a text; `mark` is how the source writes it."""
    if kind is None:
        return ""
    right = marks.right.get(kind, "")
    own = right[:1] or marks.kinds[kind][:1]
    if kind is MarkKind.ELLIPSIS:
        own = mark
    spaced = own in language.spaced_marks and not before.endswith((" ", NO_BREAK, "\u202f"))
    return NO_BREAK + own if spaced and own else own
