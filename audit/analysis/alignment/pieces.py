"""Both sides cut into what is aligned: sentences, each within its block."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit.analysis.alignment.blocks import BlockKind, kind_of
from audit.analysis.alignment.nouns import Stretch
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.sentence_cuts import sentence_cuts
from audit.language.profile import LanguageProfile
from audit.model.segment import Segment

FULL = 0.6  # of the longest line around it: a shorter line was not parted by a fixed width
MOST_LINES = 200  # that are read as one


class Piece(NamedTuple):
    """A sentence, or a part that has none. `first` and `last` say whether its block begins and ends with it.

    `more` are its further lines, where a fixed width parted it.
    """

    stretch: Stretch
    text: str
    kind: BlockKind
    first: bool
    last: bool
    more: tuple[Stretch, ...] = ()

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All that it consists of."""
        return (self.stretch, *self.more)


def pieces_of(segments: Sequence[Segment], language: LanguageProfile | None, file: str) -> list[Piece]:
    """The pieces of one side, in order. A segment without text has none."""
    found: list[Piece] = []
    for start, end in _blocks(segments):
        kind = kind_of(segments[start], file)
        places: list[tuple[tuple[Stretch, ...], str]]
        if segments[start].path in SILENT:
            text = segments[start].text
            places = [((Stretch(start, 0, len(text)),), text)] if text else []
        else:
            places = list(_sentences(segments, start, end, language))
        last = len(places) - 1
        found += [
            Piece(stretches[0], text, kind, number == 0, number == last, stretches[1:])
            for number, (stretches, text) in enumerate(places)
        ]
    return found


def _blocks(segments: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Segments that are read as one, from the first of them up to the next ones."""
    start = 0
    for index in range(1, len(segments) + 1):
        if index < len(segments) and segments[index].follows and index - start < MOST_LINES:
            longest = max(len(segments[index - 1].text), len(segments[index].text))
            if len(segments[index - 1].text) >= FULL * longest:
                continue
        if segments:
            yield start, index
        start = index


def _sentences(
    segments: Sequence[Segment], start: int, end: int, language: LanguageProfile | None
) -> Iterator[tuple[tuple[Stretch, ...], str]]:
    """The sentences of a block, with where each stands."""
    if end - start == 1:
        text = segments[start].text
        for first, stop in sentence_cuts(text, language):
            yield (Stretch(start, first, stop),), text[first:stop]
        return
    between = " " if language is None or language.has_spaces else ""
    text = between.join(segment.text for segment in segments[start:end])
    for first, stop in sentence_cuts(text, language):
        stretches = []
        place = 0
        for index in range(start, end):
            size = len(segments[index].text)
            left, right = max(first - place, 0), min(stop - place, size)
            if left < right:
                stretches.append(Stretch(index, left, right))
            place += size + len(between)
        yield tuple(stretches), text[first:stop]
