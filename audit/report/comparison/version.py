"""One version of some documents, in the nouns of a comparison.

A result of today's audit and a finished report of last month hold the same things in other shapes; here they have one.
"""

from enum import StrEnum

import msgspec

from audit.model.measured import Measured


class Origin(StrEnum):
    """What a version was read from."""

    FOLDER = "folder"
    FILE = "file"
    TABLE = "table"
    REPORT = "report"
    FRAME = "frame"


class Found(msgspec.Struct, frozen=True):
    """A finding. `piece` is the place of its segment among the pieces of its entry, None where that is not known;
    `start` and `end` count code points of the piece's text."""

    fingerprint: str
    check: str
    severity: str
    confidence: str
    penalty: float
    line: int
    column: int
    text: str
    message: str
    piece: int | None = None
    start: int = 0
    end: int = 0


class Piece(msgspec.Struct, frozen=True):
    """One segment of a document. `name` is the id of its unit, "" in running text; `role` is what a reader takes it
    for; `source` and `reference` stand beside it where they are known, and are for readers only."""

    text: str
    name: str = ""
    role: str = ""
    source: str | None = None
    reference: str | None = None


class Entry(msgspec.Struct, frozen=True):
    """A document, or a row of a table, in one version.

    `key` is what it is paired by, `path` what reports call it. `fault` says why nothing is known of it: then the
    other fields are empty. `unchecked` is what could not be looked at. `penalty` is that of all findings, unlisted ones
    included; `unlisted` counts these. `estimate` is the expected human penalty, negated. `measured` are figures beside a
    reference, with what they are reckoned from.
    """

    key: str
    path: str
    words: int = 0
    penalty: float = 0.0
    score: float | None = None
    target: str | None = None
    estimate: float | None = None
    pieces: tuple[Piece, ...] = ()
    found: tuple[Found, ...] = ()
    unlisted: int = 0
    unchecked: str = ""
    fault: str = ""
    measured: tuple[Measured, ...] = ()


class Version(msgspec.Struct, frozen=True):
    """A version: its documents in order, by key.

    `keys` is a second way of calling them, where paths may begin elsewhere: key → the other key. `twice` are the keys
    that more than one document has; none of those is an entry. `faults` are things that kept documents from being read.
    `signature` is what the signatures of its documents have in common. `pieces_known`: its segments are there.
    `only_scores`: it was measured beside references, but only the figures were kept.
    """

    name: str
    origin: Origin
    entries: dict[str, Entry]
    keys: dict[str, str] = {}
    twice: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    signature: str = ""
    pieces_known: bool = True
    only_scores: bool = False
