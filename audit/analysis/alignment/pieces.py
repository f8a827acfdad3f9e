"""Both sides cut into what is aligned: sentences, each within its block."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.analysis.alignment.blocks import BlockKind, kind_of
from audit.analysis.alignment.nouns import Stretch
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.sentence_cuts import sentence_cuts
from audit.language.profile import LanguageProfile
from audit.model.segment import Segment


class Piece(NamedTuple):
    """A sentence, or a part that has none. `first` and `last` say whether its block begins and ends with it."""

    stretch: Stretch
    text: str
    kind: BlockKind
    first: bool
    last: bool


def pieces_of(segments: Sequence[Segment], language: LanguageProfile | None, file: str) -> list[Piece]:
    """The pieces of one side, in order. A segment without text has none."""
    found: list[Piece] = []
    for index, segment in enumerate(segments):
        text = segment.text
        kind = kind_of(segment, file)
        cuts = [(0, len(text))] if segment.path in SILENT else sentence_cuts(text, language)
        last = len(cuts) - 1
        found += [
            Piece(Stretch(index, start, end), text[start:end], kind, number == 0, number == last)
            for number, (start, end) in enumerate(cuts)
        ]
    return found
