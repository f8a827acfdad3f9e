"""What a file format is to the tool, and what is made of a decoded text."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

import msgspec

from audit.model.document import Document, Flow
from audit.model.fix import Edit
from audit.model.role import Role
from audit.model.unchecked import Unchecked
from audit.readers.content import Content
from audit.readers.decode_bytes import decode
from audit.readers.text_builder import BYTE_ORDER_MARK, FOLDING
from audit.readers.unit_segments import unit_segments

STANDARD_INPUT = "-"  # its path in messages is spelled out

# From the bytes of a file, its path for messages, and the encoding the user named (or None).
ReadBytes = Callable[[bytes, str, str | None], Document]
# From a text and the file's encoding to the characters that stand for it in the file (`audit.readers.notation`).
Write = Callable[[str, str], str]


class Format(msgspec.Struct, frozen=True):
    """A file format.

    `extensions` are lower case with their dot. `looks_like` tells from the first bytes (a byte-order
    mark and white space taken off, lower case) that a file is of this format whatever its name says.
    `holds` tells from the same bytes and the path whether a file with one of the `extensions` is of this format; None
    where the ending is enough. `takes` tells from the path whether a search in folders reads such a file.
    `parse` reads a decoded text; None for formats that are not text. `notations` are the ways in which it writes
    text, by the names that its segments and sides hold; one that another row knows as well is written the same way.
    `wholes` raise UnwritableError for a text that a notation can hold in part but not as the whole of a side. `fits`
    raises it for sorted edits of a file in whose places it would show something else than is written there.
    """

    name: str
    extensions: tuple[str, ...]
    read: ReadBytes
    parse: Callable[[str], Content] | None = None
    looks_like: Callable[[bytes], bool] | None = None
    notations: Mapping[str, Write] = msgspec.field(default_factory=dict)
    holds: Callable[[bytes, str], bool] | None = None
    takes: Callable[[str], bool] | None = None
    wholes: Mapping[str, Callable[[str], None]] = msgspec.field(default_factory=dict)
    fits: Callable[[str, Sequence[Edit]], None] | None = None


def text_format(
    name: str,
    extensions: tuple[str, ...],
    parse: Callable[[str], Content],
    *,
    declared: Callable[[bytes], str | None] = lambda data: None,
    looks_like: Callable[[bytes], bool] | None = None,
    notations: Mapping[str, Write] = MappingProxyType({}),
    holds: Callable[[bytes, str], bool] | None = None,
    takes: Callable[[str], bool] | None = None,
    wholes: Mapping[str, Callable[[str], None]] = MappingProxyType({}),
) -> Format:
    """The row of a format that is text: `declared` finds the encoding that the bytes name, if any."""

    def read(data: bytes, path: str, encoding: str | None) -> Document:
        decoded = decode(data, declared(data), chosen=encoding, path=path)
        return document_of(
            decoded.text, path, name, parse, decoded.encoding, decoded.exact, decoded.unchecked
        )

    return Format(name, extensions, read, parse, looks_like, notations, holds, takes, wholes)


def document_of(
    text: str,
    path: str,
    name: str,
    parse: Callable[[str], Content],
    encoding: str = "utf-8",
    exact: bool = True,
    unchecked: tuple[Unchecked, ...] = (),
) -> Document:
    """The document of a decoded text. One without anything to read gets a fatal record."""
    content = parse(text)
    unchecked = (*unchecked, *content.unchecked)
    segments = content.segments
    if content.units:
        segments = unit_segments(content.units, Role.CUE if content.flow is Flow.CUES else Role.UNIT)
    if not content.units and not any(segment.text for segment in segments):
        named = "standard input" if path == STANDARD_INPUT else path
        if not text.strip(FOLDING + BYTE_ORDER_MARK):
            why = f"{named} is empty: there is nothing to check"
        else:
            why = f"{named} holds no text to read as {name}; name another format if it is not {name}"
        unchecked = (*unchecked, Unchecked("whole document", why, fatal=True))
    return Document(
        path,
        name,
        text,
        segments,
        encoding,
        exact,
        content.language,
        unchecked,
        content.directives,
        content.understood,
        flow=content.flow,
        units=content.units,
    )


def parsed_by(module: str, name: str) -> Callable[[str], Content]:
    """The function of a module under `audit.readers`, which is loaded when a file of the format is read."""

    def parse(text: str) -> Content:
        read: Callable[[str], Content] = getattr(import_module(f"audit.readers.{module}"), name)
        return read(text)

    return parse


def written_by(module: str, name: str) -> Write:
    """The writer of a module under `audit.readers`, which is loaded when something is written."""

    def written(text: str, encoding: str) -> str:
        write: Write = getattr(import_module(f"audit.readers.{module}"), name)
        return write(text, encoding)

    return written
