"""Where a prompt was left behind: not sentence by sentence, but as the block that somebody would take out."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from audit.analysis.residue_places import SURENESS, ResiduePlace, residue_places
from audit.analysis.sentences import sentence_starts
from audit.analysis.text_view import TextView
from audit.language.residue import ResidueKind
from audit.model.mqm import Confidence
from audit.model.role import Role

LONGEST_GAP = 300  # code points between two instructions of one paragraph
LONGEST_EDGE = 150  # code points beside them that belong to them
LONGEST_LABEL = 60  # code points of "Important rules:" above the rules
LABEL_ENDS = (":", "：")
ENOUGH = 3  # of so many items of a list one must be known as an instruction


class PromptBlock(NamedTuple):
    """Instructions to a language model at `[start, end)` of the view, over whole segments where there are several.

    `rules`: how many sentences or items they are.
    """

    start: int
    end: int
    confidence: Confidence
    rules: int


def prompt_blocks(view: TextView) -> list[PromptBlock]:
    """The prompts of a text, in order.

    Between instructions that are known as such stand others that are not: what lies between two of one paragraph
    belongs to them, and so does the list in which many of them stand, with its label.
    """
    found: list[PromptBlock] = []
    whole: dict[int, PromptBlock] = {}  # by segment
    places = residue_places(view, ResidueKind.PROMPT_ECHO)
    for index, group in groupby(places, key=lambda place: view.segment_at(place.start)):
        for block in _in_paragraph(view, list(group)):
            if block.confidence is not Confidence.POSSIBLE and (block.start, block.end) == view.bounds(index):
                whole[index] = block
            else:
                found.append(block)
    return sorted([*found, *_over_segments(view, whole)])


def _in_paragraph(view: TextView, places: list[ResiduePlace]) -> Iterator[PromptBlock]:
    """The instructions of one paragraph, those close together as one block; to its edges where they are most of it."""
    first, last = view.bounds_at(places[0].start)
    groups: list[list[ResiduePlace]] = []
    for place in places:
        if groups and place.start - groups[-1][-1].end <= LONGEST_GAP:
            groups[-1].append(place)
        else:
            groups.append([place])
    for group in groups:
        start, end = group[0].start, max(place.end for place in group)
        sure = min((place.confidence for place in group), key=SURENESS.index)
        if sure is not Confidence.POSSIBLE and 2 * (end - start) > last - first:
            start = first if start - first <= LONGEST_EDGE else start
            end = last if last - end <= LONGEST_EDGE else end
        yield PromptBlock(start, end, sure, len(sentence_starts(view, start, end)))


def _over_segments(view: TextView, told: dict[int, PromptBlock]) -> Iterator[PromptBlock]:
    """Neighbouring segments that are instructions as one block, with the lists and labels that go with them."""
    taken = set(told)
    for first, last in _lists(view, told):
        before = first - 1 if first and _is_label(view, first - 1) else first
        known = sum(index in told for index in range(first, last + 1))
        if known * ENOUGH > last - first or {before, before - 1} & told.keys():
            taken.update(range(before, last + 1))
    run: list[int] = []
    for index in [*sorted(taken), len(view.segments) + 1]:
        if run and index > run[-1] + 1:
            blocks = [told[number] for number in run if number in told]
            rules = len(run) - len(blocks) + sum(block.rules for block in blocks)
            sure = min((block.confidence for block in blocks), key=SURENESS.index)
            yield PromptBlock(view.bounds(run[0])[0], view.bounds(run[-1])[1], sure, rules)
            run = []
        run.append(index)


def _lists(view: TextView, told: dict[int, PromptBlock]) -> Iterator[tuple[int, int]]:
    """First and last segment of each list that holds instructions or stands below them."""
    segments = view.segments
    done = -1
    for index in sorted(told):
        for start in (index, index + 1, index + 2):
            if start <= done or start >= len(segments) or segments[start].role is not Role.ITEM:
                continue
            if start == index + 2 and not _is_label(view, index + 1):
                continue
            first = last = start
            while first and segments[first - 1].role is Role.ITEM:
                first -= 1
            while last + 1 < len(segments) and segments[last + 1].role is Role.ITEM:
                last += 1
            done = last
            yield first, last


def _is_label(view: TextView, index: int) -> bool:
    """True for "Important rules:" in a segment of its own."""
    start, end = view.bounds(index)
    return end - start <= LONGEST_LABEL and view.text[start:end].rstrip("*_ ").endswith(LABEL_ENDS)
