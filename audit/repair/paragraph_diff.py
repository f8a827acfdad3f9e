"""The difference of two states of an archive, for people: no tool can apply a diff of what is packed."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from audit.model.document import Document


class ChangedParagraph(msgspec.Struct, frozen=True):
    """A paragraph before and after: in which part, the how-manieth of the document; "" where there is none."""

    part: str
    number: int
    old: str
    new: str


def changed_paragraphs(before: Document, after: Document) -> tuple[ChangedParagraph, ...]:
    """The paragraphs that differ, in their order."""
    old = [segment.text for segment in before.segments]
    new = [segment.text for segment in after.segments]
    return tuple(
        ChangedParagraph(_part_of(before, number), number + 1, one, other)
        for number, one, other in _pairs(old, new)
        if one != other
    )


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    if len(old) == len(new):  # as it nearly always is
        yield from ((number, one, other) for number, (one, other) in enumerate(zip(old, new, strict=True)))
        return
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for step in range(max(last - first, end - begin)):
                one = old[first + step] if first + step < last else ""
                other = new[begin + step] if begin + step < end else ""
                yield min(first + step, max(len(old) - 1, 0)), one, other


def _part_of(document: Document, number: int) -> str:
    place = document.segments[number].map.pieces[0].file_start
    return next((part.name for part in document.parts if part.start <= place < part.end), "")


def paragraph_diff(paragraphs: Sequence[ChangedParagraph], name: str) -> bytes:
    """The changed paragraphs of a file in words; tools that apply diffs pass over it. `name` is its path with "/"."""
    if not paragraphs:
        return b""
    lines = [f"Binary files a/{name} and b/{name} differ"]
    for item in paragraphs:
        lines.append(f"  {item.part}, paragraph {item.number}:")
        lines += [f"  {sign} {_one_line(text)}" for sign, text in (("-", item.old), ("+", item.new)) if text]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())
