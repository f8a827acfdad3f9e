"""Which findings a run showed in which documents, as the history keeps them, and what became of them in a later run.

Kept are digests: a history tells no words of any document, and no names.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

from audit.model.mqm import Confidence

DIGEST = 8  # bytes of a document's name, and of a finding with its check
RECORD = 2 * DIGEST
MOST = 32 << 20  # bytes of one run, and of all that a history keeps


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """`documents`: their digests. `findings`: digests of the document and the finding, and in `numbers` which of
    `checks` each is of."""

    documents: bytes
    findings: bytes
    numbers: bytes
    checks: tuple[str, ...]


class Count(msgspec.Struct, frozen=True):
    """What became of findings: `gone` are only in the earlier run, `new` only in the later one."""

    gone: int = 0
    new: int = 0
    open: int = 0


class Paired(msgspec.Struct, frozen=True):
    """Two runs compared in the `documents` that both hold. `before` and `after`: how many only one of them holds."""

    documents: int
    before: int
    after: int
    all: Count
    checks: tuple[tuple[str, Count], ...]

    @property
    def same(self) -> bool:
        """True when both runs hold the same documents."""
        return not self.before and not self.after


class Shown:
    """Gathers the findings of a run. Holds nothing once they are too many to be kept."""

    def __init__(self) -> None:
        self._documents = bytearray()
        self._findings = bytearray()
        self._numbers = array("H")
        self._checks: dict[str, int] = {}
        self._full = False

    def add(self, documents: Iterable[Mapping[str, Any]], findings: Iterable[Mapping[str, Any]]) -> None:
        """Lines of the two tables. Of a document that was not wholly checked, or has more findings than are listed,
        nobody knows what is gone: it is left out."""
        whole = set()
        for row in documents:
            if not row["unchecked"] and not row["unlisted"]:
                whole.add(row["path"])
                self._documents += digest_of(row["path"])
        for row in findings:
            if row["path"] in whole and row["confidence"] != Confidence.POSSIBLE:
                self._findings += digest_of(row["path"]) + digest_of(f"{row['check']} {row['fingerprint']}")
                self._numbers.append(self._checks.setdefault(row["check"], len(self._checks)))
        if len(self._documents) + len(self._findings) > MOST:
            self._full = True
        if self._full:
            self._documents.clear()
            self._findings.clear()
            self._numbers = array("H")

    def to_bytes(self) -> bytes:
        """For the history; nothing when they are too many."""
        if self._full:
            return b""
        kept = Kept(
            bytes(self._documents), bytes(self._findings), self._numbers.tobytes(), tuple(self._checks)
        )
        return msgspec.msgpack.encode(kept)


def digest_of(words: str) -> bytes:
    """Eight bytes."""
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def paired(before: bytes, after: bytes, check: str | None = None) -> Paired | None:
    """What became of the findings of one run, or of those of one check, in another.

    None when of one of them nothing is kept, and when they have no document in common. What no run writes counts as
    nothing: the file may come from anywhere.
    """
    try:
        runs = [msgspec.msgpack.decode(kept, type=Kept) for kept in (before, after)]
        documents = [set(cut(run.documents, DIGEST)) for run in runs]
        both = documents[0] & documents[1]
        old, new = (findings_of(run, both, check) for run in runs)
    except (msgspec.MsgspecError, ValueError, IndexError):
        return None
    if not both:
        return None
    gone = Counter(check for key, check in old.items() if key not in new)
    fresh = Counter(check for key, check in new.items() if key not in old)
    still = Counter(check for key, check in new.items() if key in old)
    names = sorted({*gone, *fresh, *still}, key=lambda name: (-gone[name] - fresh[name], -still[name], name))
    return Paired(
        len(both),
        len(documents[0] - both),
        len(documents[1] - both),
        Count(gone.total(), fresh.total(), still.total()),
        tuple((name, Count(gone[name], fresh[name], still[name])) for name in names),
    )


def findings_of(run: Kept, documents: set[bytes], check: str | None) -> dict[bytes, str]:
    """The findings in some documents, each with its check."""
    numbers = array("H")
    numbers.frombytes(run.numbers)
    return {
        key: run.checks[number]
        for key, number in zip(cut(run.findings, RECORD), numbers, strict=True)
        if key[:DIGEST] in documents and check in (None, run.checks[number])
    }


def cut(data: bytes, size: int) -> list[bytes]:
    """Pieces of equal length."""
    return [data[place : place + size] for place in range(0, len(data), size)]


def sentence(paired: Paired) -> str:
    """What became of the findings, for people."""
    count = paired.all
    what = f"{count.gone:,} gone, {count.new:,} new, {count.open:,} still open"
    documents = "1 document" if paired.documents == 1 else f"{paired.documents:,} documents"
    if paired.same:
        return f"the same {documents}, finding by finding: {what}"
    return (
        f"{documents} in both runs, finding by finding: {what} "
        f"(only before: {paired.before:,}, only now: {paired.after:,})"
    )
