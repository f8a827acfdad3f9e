"""Which blocks belong together, as the sentences in them say."""

from collections.abc import Sequence

from audit.analysis.alignment.nouns import BlockBead
from audit.analysis.alignment.pieces import Piece
from audit.analysis.alignment.steps import Step


def block_beads(
    steps: Sequence[Step], source: Sequence[Piece], target: Sequence[Piece]
) -> tuple[list[BlockBead], list[int]]:
    """The pairs of blocks, and for each step the number of its pair.

    Blocks are one where a sentence of the one became one of the other. A sentence that was left out belongs to the
    pair of its block; where none of the block is on the other side, the block was left out.
    """
    parents: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        parents.setdefault(node, node)
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    members: list[list[tuple[int, int]]] = []
    for step in steps:
        own = [
            (side, place.segment)
            for side, pieces in ((0, source[step.i : step.i + step.a]), (1, target[step.j : step.j + step.b]))
            for piece in pieces
            for place in piece.stretches
        ]
        members.append(own)
        for node in own[1:]:
            one, other = root(own[0]), root(node)
            if one != other:
                parents[max(one, other)] = min(one, other)
        root(own[0])
    numbers: dict[tuple[int, int], int] = {}
    of_steps = [numbers.setdefault(root(own[0]), len(numbers)) for own in members]
    sides: list[tuple[dict[int, None], dict[int, None]]] = [({}, {}) for _ in numbers]
    sureness = [1.0] * len(numbers)
    moved = [False] * len(numbers)
    weights: list[list[tuple[int, float]]] = [[] for _ in numbers]
    for step, own, number in zip(steps, members, of_steps, strict=True):
        for side, segment in own:
            sides[number][side][segment] = None
        weights[number].append((len(own), step.sureness))
        moved[number] |= step.moved
    for number, found in enumerate(weights):
        sureness[number] = sum(count * sure for count, sure in found) / sum(count for count, _ in found)
    beads = [
        BlockBead(tuple(sorted(theirs)), tuple(sorted(mine)), sure, is_moved)
        for (theirs, mine), sure, is_moved in zip(sides, sureness, moved, strict=True)
    ]
    return beads, of_steps
