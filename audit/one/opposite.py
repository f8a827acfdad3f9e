"""Which blocks of a page stand opposite which of its reference, where the two are not built alike."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.analysis.alignment.align import align
from audit.analysis.alignment.page_parts import PageParts, page_parts
from audit.language.profile import LanguageProfile
from audit.model.document import Document

GRAM = 3  # code points: the two are in one language, so what says the same looks the same


class Opposite(NamedTuple):
    """Numbers of segments on both sides; none on one of them: left out, or added."""

    own: tuple[int, ...]
    reference: tuple[int, ...]


def opposites(document: Document, reference: Document, language: LanguageProfile | None) -> list[Opposite]:
    """Every segment with text, once, on either side."""
    mine, theirs = page_parts(document), page_parts(reference)
    found = align(
        theirs.segments,
        mine.segments,
        language,
        language,
        source_file=reference.text,
        target_file=document.text,
        similarity=Likeness(),
    )
    pairs = [
        Opposite(with_text(document, mine, bead.target), with_text(reference, theirs, bead.source))
        for bead in found.blocks
    ]
    return [pair for pair in pairs if pair.own or pair.reference]


def with_text(document: Document, parts: PageParts, places: Sequence[int]) -> tuple[int, ...]:
    """The document's own numbers of those parts of it that are text."""
    numbers = (parts.indexes[place] for place in places)
    return tuple(number for number in numbers if number is not None and document.segments[number].text)


class Likeness:
    """How much of two lists of sentences in one language is the same, from 0 to 1."""

    def __init__(self) -> None:
        self._grams: dict[str, frozenset[str]] = {}

    def __call__(self, texts: Sequence[str], others: Sequence[str]) -> float:
        one, other = self._of(texts), self._of(others)
        whole = len(one) + len(other)
        return 2 * len(one & other) / whole if whole else 0.0

    def _of(self, texts: Sequence[str]) -> frozenset[str]:
        if len(texts) == 1:
            return self._grams_of(texts[0])
        return frozenset().union(*map(self._grams_of, texts))

    def _grams_of(self, text: str) -> frozenset[str]:
        found = self._grams.get(text)
        if found is None:
            found = self._grams[text] = grams_of(text)
        return found


def grams_of(text: str) -> frozenset[str]:
    """What of a text is looked for in another: its stretches of a few code points, white space and capitals aside."""
    packed = "".join(text.split()).lower()
    return frozenset(packed[at : at + GRAM] for at in range(max(bool(packed), len(packed) - GRAM + 1)))
