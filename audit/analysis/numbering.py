"""Numbers that a text counts its steps, parts and articles with, and where the counting goes wrong."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.model.role import Role

LEAST = 4  # numbers in a row that are a count
LABEL = 24  # code points before the number: "Article", "Step"
APART = {Role.ITEM: 3, Role.BODY: 12, Role.HEADLINE: 400}  # segments between two numbers of one count


class Number(NamedTuple):
    """A number `[start, end)` in the view that counts; `label` is what it counts, and the mark behind it."""

    start: int
    end: int
    value: int
    label: str
    segment: int


class Miscount(NamedTuple):
    """A number that is not the one after the number before it."""

    start: int
    end: int
    value: int
    before: int


def miscounts(view: TextView) -> Iterator[Miscount]:
    """Each count that goes wrong in one place and goes on rightly."""
    for run in _runs(view):
        wrong = [place for place in range(1, len(run)) if run[place].value != run[place - 1].value + 1]
        if len(wrong) != 1 or len(run) < LEAST:
            continue
        here, before = run[wrong[0]], run[wrong[0] - 1]
        if not before.value <= here.value <= before.value + 2:
            continue
        # What reads as something else than a step, a credit or a date, may be the one that is wanting.
        wanting = re.compile(rf"(?<![0-9]){before.value + 1}(?![0-9])")
        if here.value == before.value or not wanting.search(view.text, before.end, here.start):
            yield Miscount(here.start, here.end, here.value, before.value)


def _runs(view: TextView) -> Iterator[Sequence[Number]]:
    """Numbers of one label, in order, as long as they rise by little."""
    open_runs: dict[str, list[Number]] = {}
    for number in _numbers(view):
        run = open_runs.setdefault(number.label, [])
        role = view.segments[number.segment].role
        far = run and number.segment - run[-1].segment > APART[role]
        if run and (far or not run[-1].value <= number.value <= run[-1].value + 2):
            yield tuple(run)
            run.clear()
        run.append(number)
    yield from (tuple(run) for run in open_runs.values())


def _numbers(view: TextView) -> Iterator[Number]:
    for index, segment in enumerate(view.segments):
        if segment.role not in APART or early_figure().match(segment.text) is None:
            continue
        match = counted().match(segment.text)
        if match is not None and (match[1] or match[3].strip()):
            base = view.starts[index]
            label = f"{match[1]}|{match[3].strip()}"
            yield Number(base + match.start(2), base + match.end(2), int(match[2]), label, index)


@cache
def early_figure() -> re.Pattern[str]:
    return re.compile(rf"[^0-9]{{0,{LABEL + 2}}}[0-9]")


@cache
def counted() -> re.Pattern[str]:
    """A label or none, a number, and the mark behind it: "Step 3:", "Art. 7 –", "3.", "3 )"."""
    return re.compile(
        rf"(?:([^\W\d_][^\d\n]{{0,{LABEL}}}?)[ \u00a0])?([0-9]{{1,3}})( ?[.):–—-](?![0-9])|(?=\Z))"
    )
