"""Parts that stand elsewhere in the order of the target: sorted lists, sections that changed places.

A way through the table never goes back. What it left out on one side and added on the other is looked at again, and so
are pairs that it only made because they stood opposite each other: of these, only what anchors prove belongs together.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from audit.analysis.alignment.costs import Costs
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece
from audit.analysis.alignment.steps import Step
from audit.analysis.alignment.tokens import CODE, LINK, NUMBER

EXACT = (CODE, LINK, NUMBER)
ITEM = "item"
WEAK, FAINT = 0.0, 0.6  # the score and the sureness of a pair that may be taken apart
PROVEN = 3.5  # the score of a pair out of order …
BY_ANCHORS = 2.5  # … and what its anchors are worth
ALIKE = 0.5  # … and of all their anchors what share must be the same
BLOCK = 1.0  # what sentences side by side score by being such
AHEAD = 2.0  # by how much it must be better than any other
BESIDE = 0.5  # the score that is enough beside a pair that was moved already
COMMONEST = 12  # parts that have an anchor, at most, for it to lead from one to the other
RELEASED = (
    0.7  # the sureness that the other half of a pair that was taken apart has nothing on the other side
)
MOST_SURE = 0.95


class Part(NamedTuple):
    """Sentences of one side in a row, all of one block."""

    start: int
    size: int


def with_moved(steps: Sequence[Step], costs: Costs) -> list[Step]:
    """The steps, where parts that were only moved are pairs again. In the order of the source."""
    theirs = _loose(steps, costs, 0)
    mine = _loose(steps, costs, 1)
    if not theirs or not mine:
        return list(steps)
    pairs = _proven(theirs, mine, costs)
    _in_lists(pairs, steps, theirs, mine, costs)
    if not pairs:
        return list(steps)
    _beside(pairs, theirs, mine, costs)
    return _carried_out(steps, pairs, costs)


def _loose(steps: Sequence[Step], costs: Costs, number: int) -> list[Part]:
    """What has nothing on the other side, or hardly belongs there: block by block, in order."""
    found: list[Part] = []
    side = (costs.source, costs.target)[number]
    for step in steps:
        start, count = (step.i, step.a) if number == 0 else (step.j, step.b)
        if not count:
            continue
        if side[start].kind.name in SILENT:
            continue  # the same code and the same picture come again and again
        is_pair = step.a and step.b
        if is_pair and not (step.a == step.b == 1 and _is_weak(step, costs)):
            continue
        before = found[-1] if found else None
        if (
            before is not None
            and before.start + before.size == start
            and not side[start].first
            and not is_pair
        ):
            found[-1] = Part(before.start, before.size + count)
        else:
            found.append(Part(start, count))
    return found


def _is_weak(step: Step, costs: Costs) -> bool:
    """True for a pair that stands by its place alone."""
    if step.score < WEAK or step.sureness < FAINT:
        return True
    return costs.anchors[0][step.i].isdisjoint(costs.anchors[1][step.j])


def _proven(theirs: Sequence[Part], mine: Sequence[Part], costs: Costs) -> dict[Part, tuple[Part, float]]:
    """Parts that are each other's best, and far better than the next one."""
    leading: dict[str, list[Part]] = defaultdict(list)
    for part in mine:
        for token in _anchors(costs.anchors[1], part):
            leading[token].append(part)
    best: dict[Part, list[tuple[float, Part]]] = defaultdict(list)
    for part in theirs:
        worth: dict[Part, float] = defaultdict(float)
        for token in _anchors(costs.anchors[0], part):
            others = leading.get(token, ())
            if len(others) <= COMMONEST:
                for other in others:
                    worth[other] += costs.worth[token]
        for other, value in worth.items():
            if _differ(part, other, costs):
                continue
            if value >= BY_ANCHORS and value >= ALIKE * _most_worth(part, other, costs):
                score = _score(part, other, costs) - BLOCK * (part.size - 1)
                best[part].append((score, other))
                best[other._replace(start=-1 - other.start)].append((score, part))
    pairs = {}
    for part in theirs:
        found = sorted(best.get(part, ()), reverse=True)
        if not found or found[0][0] < PROVEN or (len(found) > 1 and found[0][0] - found[1][0] < AHEAD):
            continue
        score, other = found[0]
        back = sorted(best[other._replace(start=-1 - other.start)], reverse=True)
        if back[0][1] == part and (len(back) == 1 or back[0][0] - back[1][0] >= AHEAD):
            pairs[part] = (other, score)
    return pairs


def _beside(
    pairs: dict[Part, tuple[Part, float]], theirs: Sequence[Part], mine: Sequence[Part], costs: Costs
) -> None:
    """Parts that stand beside a moved one on both sides moved with it."""
    places = {part: number for number, part in enumerate(theirs)}
    own_places = {part: number for number, part in enumerate(mine)}
    taken = {other for other, _ in pairs.values()}
    for towards in (1, -1):
        waiting = sorted(pairs, key=lambda part: part.start * towards)
        while waiting:
            part = waiting.pop(0)
            number, own_number = places[part] + towards, own_places[pairs[part][0]] + towards
            if not (0 <= number < len(theirs) and 0 <= own_number < len(mine)):
                continue
            other, own = theirs[number], mine[own_number]
            if other in pairs or own in taken or not _touch(part, other) or not _touch(pairs[part][0], own):
                continue
            score = _score(other, own, costs)
            if score >= BESIDE:
                pairs[other] = (own, score)
                taken.add(own)
                waiting.insert(0, other)


def _differ(part: Part, other: Part, costs: Costs) -> bool:
    """True where code, addresses or numbers of the one are not those of the other: it is about something else."""
    one, another = (
        {token for token in _anchors(side, place) if token[0] in EXACT}
        for side, place in zip(costs.all_anchors, (part, other), strict=True)
    )
    return one != another


def _most_worth(part: Part, other: Part, costs: Costs) -> float:
    """What all anchors of two parts are worth, on average."""
    tokens = *_anchors(costs.anchors[0], part), *_anchors(costs.anchors[1], other)
    return sum(map(costs.worth.__getitem__, tokens)) / 2


def _in_lists(
    pairs: dict[Part, tuple[Part, float]],
    steps: Sequence[Step],
    theirs: Sequence[Part],
    mine: Sequence[Part],
    costs: Costs,
) -> None:
    """Of a list that lacks one item and has one too many, the one became the other: it was sorted anew."""
    lists, own_lists = _lists(costs.source), _lists(costs.target)
    same = {
        (lists[step.i], own_lists[step.j])
        for step in steps
        if step.a and step.b and step.score > WEAK and step.i in lists and step.j in own_lists
    }
    taken = {other for other, _ in pairs.values()}
    loose, own_loose = defaultdict(list), defaultdict(list)
    for part in theirs:
        if part not in pairs and part.start in lists:
            loose[lists[part.start]].append(part)
    for part in mine:
        if part not in taken and part.start in own_lists:
            own_loose[own_lists[part.start]].append(part)
    for one, other in sorted(same):
        parts = loose[one], own_loose[other]
        if len(parts[0]) == len(parts[1]) == 1 and parts[0][0].size == parts[1][0].size:
            score = _score(parts[0][0], parts[1][0], costs)
            if score >= BESIDE:
                pairs[parts[0][0]] = parts[1][0], score


def _lists(side: Sequence[Piece]) -> dict[int, int]:
    """For each sentence of an item the number of its list: items in a row."""
    found: dict[int, int] = {}
    number = 0
    for place, piece in enumerate(side):
        if piece.kind.name == ITEM:
            found[place] = number
        else:
            number += 1
    return found


def _touch(one: Part, other: Part) -> bool:
    return one.start + one.size == other.start or other.start + other.size == one.start


def _anchors(side: Sequence[frozenset[str]], part: Part) -> frozenset[str]:
    return frozenset().union(*side[part.start : part.start + part.size])


def _score(part: Part, other: Part, costs: Costs) -> float:
    """Sentence by sentence where both have as many; else as wholes."""
    if part.size == other.size:
        return sum(costs.one(part.start + n, other.start + n) for n in range(part.size))
    return costs.some(part.start, part.size, other.start, other.size, 0.0, whole=True)


def _carried_out(steps: Sequence[Step], pairs: dict[Part, tuple[Part, float]], costs: Costs) -> list[Step]:
    """The steps with the moved pairs in the place of what they were."""
    moved = {place: part for part in pairs for place in range(part.start, part.start + part.size)}
    gone = {place for other, _ in pairs.values() for place in range(other.start, other.start + other.size)}
    found: list[Step] = []
    for step in steps:
        i, a, j, b = step[:4]
        if not any(place in moved for place in range(i, i + a)) and gone.isdisjoint(range(j, j + b)):
            found.append(step)
            continue
        part = moved.get(i) if a else None
        if part is not None:
            if i == part.start:
                found += _steps_of(part, *pairs[part])
        elif a:
            found.append(Step(i, a, j, 0, costs.left_out[i][0], RELEASED))
        if b and j not in gone:
            found.append(Step(i + a, 0, j, b, costs.added[j][0], RELEASED if a else step.sureness))
    return found


def _steps_of(part: Part, other: Part, score: float) -> list[Step]:
    sureness = MOST_SURE / (1 + exp(PROVEN - 1 - score))
    if part.size != other.size:
        return [Step(part.start, part.size, other.start, other.size, score, sureness, True)]
    return [
        Step(part.start + n, 1, other.start + n, 1, score / part.size, sureness, True)
        for n in range(part.size)
    ]
