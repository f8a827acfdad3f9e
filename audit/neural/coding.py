"""Texts, and pairs of texts, as the rows of token ids that classifiers read."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, Self, TypeVar

import msgspec

from audit.neural.batches import in_batches, padded, padded_ids, step_of
from audit.neural.libraries import libraries
from audit.neural.loading import Loaded
from audit.neural.windows import pieces, readable

MOST_PIECES = 64  # of one segment; a segment longer than that is not a segment


class Coded(Protocol):
    """What a model is shown of a text, or of some read together."""

    @property
    def size(self) -> int:
        """The tokens of the longest."""

    def cut(self, longest: int) -> Self:
        """The same without the tokens after so many."""


C = TypeVar("C", bound=Coded)


class Row(msgspec.Struct, frozen=True):
    """Token ids with the model's marks; `types` says which of two texts each belongs to, where the model wants that."""

    ids: tuple[int, ...]
    types: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """The number of tokens."""
        return len(self.ids)

    def cut(self, longest: int) -> "Row":
        """The same without the tokens after so many."""
        return Row(self.ids[:longest], self.types[:longest])


def coded(kit: Loaded, firsts: Sequence[str], seconds: Sequence[str] | None = None) -> list[Row]:
    """Each text, or pair of texts, as a row, however long."""
    if not firsts:
        return []
    given = [[readable(text) for text in firsts]]
    if seconds is not None:
        given.append([readable(text) for text in seconds])
    found = kit.tokenizer(*given)
    types = found.get("token_type_ids")
    return [
        Row(tuple(ids), tuple(types[number]) if types else ())
        for number, ids in enumerate(found["input_ids"])
    ]


def pieces_that_fit(
    texts: Sequence[tuple[str, ...]], code: Callable[[Sequence[tuple[str, ...]]], Sequence[C]], longest: int
) -> list[list[tuple[tuple[str, ...], C]]]:
    """Each group of texts that is read together, in as many parts as make every part fit.

    All texts of a group are cut into the same number of parts at the same shares of their length: what is said in the
    third quarter of one is said around the third quarter of the other. A part that still does not fit is cut off.
    """
    found: list[list[tuple[tuple[str, ...], C]]] = []
    for group, row in zip(texts, code(texts), strict=True):
        count, shown, rows = 1, [group], [row]
        while (most := max(one.size for one in rows)) > longest and count < MOST_PIECES:
            count = min(MOST_PIECES, max(count + 1, -(-count * most // longest)))
            shown = list(zip(*(pieces(text, count) for text in group), strict=True))
            rows = list(code(shown))
        found.append(
            [
                (part, one if one.size <= longest else one.cut(longest))
                for part, one in zip(shown, rows, strict=True)
            ]
        )
    return found


def outputs(
    kit: Loaded, rows: Sequence[Row], batch: int, read: Callable[[Any, Sequence[Row]], Sequence[Any]]
) -> list[Any]:
    """What a model says of each row: `read` takes it out of the model's output (on the device, in fp32)."""
    torch = libraries().torch
    step = step_of(kit.device)

    def shape(row: Row) -> tuple[int, ...]:
        return (max(len(row.ids), min(padded(len(row.ids), step), kit.longest)),)

    def compute(shown: Sequence[Row]) -> Sequence[Any]:
        width = shape(shown[0])[0]
        ids, mask = padded_ids([row.ids for row in shown], width, kit.tokenizer.pad_token_id or 0, kit.device)
        given = {"input_ids": ids, "attention_mask": mask}
        if all(row.types for row in shown):
            given["token_type_ids"] = padded_ids([row.types for row in shown], width, 0, kit.device)[0]
        with torch.inference_mode():
            return read(kit.model(**given).logits.float(), shown)

    return in_batches(rows, shape, compute, batch)
