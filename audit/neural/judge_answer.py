"""From what a judge wrote to an answer: every span is found in the text, or dropped and counted."""

import re
from functools import cache
from typing import Any

import msgspec

from audit.model.mqm import Severity
from audit.model.span import Span
from audit.neural.answer import Answer, Marked
from audit.neural.judge_question import CATEGORIES, OTHER, SEVERITIES
from audit.neural.question import Question

LONGEST_NOTE = 200  # code points
MOST_ERRORS = 100
KNOWN = {str(category): str(category) for category in CATEGORIES} | {OTHER: ""}


class Annotation(msgspec.Struct, frozen=True):
    """One error as a judge writes it."""

    span: str
    category: str
    severity: str
    source_span: str | None = None
    explanation: str | None = None


class Verdict(msgspec.Struct, frozen=True):
    """The whole answer of a judge."""

    mark: str
    errors: list[Annotation]


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Thoughts written before an answer, and the fence around one."""
    return re.compile(r"\s*<think>.*?</think>", re.DOTALL), re.compile(
        r"\s*```(?:json)?\s*\n(.*?)\n\s*```\s*", re.DOTALL
    )


def answer_from(written: str, question: Question, mark: str) -> Answer:
    """The judge's answer on one pair.

    `figures`: `minor`, `major`, `critical`, the errors kept of each; `dropped`, those whose words stand nowhere in the
    text or that name no known category or severity. `figure` is their MQM penalty negated. `target` are the stretches,
    `source` those of what was left out. Whatever is not what was asked for is an answer with the reason alone.
    """
    thoughts, fence = _around()
    text = thoughts.sub("", written, count=1)
    if fenced := fence.fullmatch(text):
        text = fenced[1]
    try:
        verdict = msgspec.json.decode(text.strip(), type=Verdict)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return Answer(why="the judge's answer is not what was asked for (JSON with errors)")
    if verdict.mark != mark:
        return Answer(
            why="the judge's answer lacks the mark it must carry: it may be words of the text itself"
        )
    if len(verdict.errors) > MOST_ERRORS:
        return Answer(why=f"the judge names more than {MOST_ERRORS} errors")
    return placed(verdict, question)


def placed(verdict: Verdict, question: Question) -> Answer:
    """The errors that can be found in the text."""
    source = question.source or ""
    target_marks: list[Marked] = []
    source_marks: list[Marked] = []
    counts = dict.fromkeys(SEVERITIES, 0)
    dropped = 0
    used: set[tuple[str, int]] = set()
    for error in verdict.errors:
        severity, category = error.severity.strip().lower(), error.category.strip().lower()
        if severity not in counts or category not in KNOWN:
            dropped += 1
            continue
        # The words of the source that an error goes with may be those of another error as well.
        in_source = found_in(source, error.source_span or "", set())
        place = found_in(question.target, error.span, used) if error.span else in_source
        if place is None:
            dropped += 1
            continue
        counts[severity] += 1
        if error.span:
            target_marks.append(marked(place, in_source, error, KNOWN[category], severity))
        else:
            source_marks.append(marked(place, None, error, KNOWN[category], severity))
    penalty = sum(Severity(severity).multiplier * count for severity, count in counts.items())
    figures: dict[str, float] = {**counts, "dropped": dropped}
    order: Any = lambda one: (one.start, one.end)  # noqa: E731
    return Answer(
        -float(penalty) + 0.0,
        figures,
        tuple(sorted(target_marks, key=order)),
        tuple(sorted(source_marks, key=order)),
    )


def found_in(text: str, words: str, used: set[tuple[str, int]]) -> Span | None:
    """Where the words stand: the first place not yet taken by another error, which it then is."""
    start = text.find(words) if words.strip() else -1
    while start >= 0 and (words, start) in used:
        start = text.find(words, start + 1)
    if start < 0:
        return None
    used.add((words, start))
    return Span(start, start + len(words))


def marked(span: Span, other: Span | None, error: Annotation, label: str, severity: str) -> Marked:
    """An error at its place. A judge gives no probability."""
    return Marked(span.start, span.end, 1.0, label, other, severity, note_of(error.explanation or ""))


def note_of(explanation: str) -> str:
    """An explanation as one line of plain words; none where it holds an address or markup, which may come from the
    text under audit by way of the judge."""
    line = " ".join(explanation.split())
    if not line.isprintable() or any(sign in line for sign in ("://", "www.", "<", ">", "](", "`")):
        return ""
    return line if len(line) <= LONGEST_NOTE else line[: LONGEST_NOTE - 1] + "…"
