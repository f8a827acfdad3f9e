"""The noun: what a measure is, and how its statistics add up."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar

import msgspec

from audit.model.measured import Statistics


class MeasureKind(msgspec.Struct, frozen=True):
    """What is known of a measure before it is at work.

    `id` is its name in settings, tables and JSON; `label` what people call it; `meaning` one sentence for them.
    `lower_is_better` is True where it counts errors.
    """

    id: str
    label: str
    meaning: str
    needs_reference: bool = True
    lower_is_better: bool = False


class Measure(ABC):
    """A figure of texts in one language: of a segment, and of many from what theirs add up to.

    Statistics are plain numbers, as many for every segment, and additive: the sum of those of some segments is that of
    the texts they make up, however they are cut. Two sums may be added where the signatures are the same.
    """

    kind: ClassVar[MeasureKind]

    @property
    def id(self) -> str:
        """Its name."""
        return self.kind.id

    @property
    @abstractmethod
    def signature(self) -> str:
        """Everything that the figures of many segments depend on, in one line."""

    @property
    @abstractmethod
    def segment_signature(self) -> str:
        """The same of the figure of a single segment, which may be reckoned in another way."""

    @abstractmethod
    def statistics(self, text: str, reference: str) -> Statistics:
        """What is counted in one segment beside its reference."""

    @abstractmethod
    def segment_score(self, statistics: Statistics) -> float:
        """The figure of one segment by itself."""

    @abstractmethod
    def corpus_score(self, statistics: Statistics) -> float:
        """The figure of all segments whose statistics add up to these."""


def summed(statistics: Iterable[Statistics]) -> Statistics:
    """Statistics added up, number by number; () for none."""
    total: Statistics = ()
    for more in statistics:
        total = tuple(a + b for a, b in zip(total, more, strict=True)) if total else tuple(more)
    return total
