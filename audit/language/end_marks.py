"""What the mark at the end of a text says, in every language: a stop, a question, a pause."""

from enum import StrEnum
from functools import cache

import msgspec

from audit.language.catalogue import decode, table

EVERYWHERE = "any"


class MarkKind(StrEnum):
    """What a mark at the end of a text says."""

    STOP = "stop"
    QUESTION = "question"
    EXCLAMATION = "exclamation"
    COLON = "colon"
    SEMICOLON = "semicolon"
    COMMA = "comma"
    ELLIPSIS = "ellipsis"


class EndMarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/end_marks/`, see the comment at the top of `any.toml`.

    `inner` are the kinds whose marks stand inside the text.
    """

    kinds: dict[MarkKind, str] = {}
    right: dict[MarkKind, str] = {}
    unmarked: tuple[MarkKind, ...] = ()
    question_endings: tuple[str, ...] = ()
    opening: dict[MarkKind, str] = {}
    inner: tuple[MarkKind, ...] = ()


@cache
def end_marks(tag: str) -> EndMarks:
    """The marks of a language: its own, and what holds everywhere."""
    general = decode("end_marks", EVERYWHERE, EndMarks)
    base = tag.partition("-")[0]
    if base not in table("end_marks"):
        return general
    own = decode("end_marks", base, EndMarks)
    # A mark means one thing: what a language says of it replaces what holds everywhere.
    said = {mark for marks in own.kinds.values() for mark in marks}
    kinds = {
        kind: "".join(mark for mark in marks if mark not in said) for kind, marks in general.kinds.items()
    }
    for kind, marks in own.kinds.items():
        kinds[kind] = marks + kinds.get(kind, "")
    return msgspec.structs.replace(own, kinds=kinds, right=general.right | own.right)


@cache
def mark_kinds(tag: str) -> dict[str, MarkKind]:
    """Kind by mark, for a language."""
    return {mark: kind for kind, marks in end_marks(tag).kinds.items() for mark in marks}
