"""The formats that can be read: one row each. A new format is a new row here and nothing elsewhere."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from audit.model.document import Document, Flow
from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT
from audit.model.unchecked import Unchecked
from audit.readers.content import Content
from audit.readers.decode_bytes import decode
from audit.readers.notation import (
    UnwritableError,
    write_html_attribute,
    write_html_text,
    write_html_unquoted,
    write_markdown,
    write_nothing,
    write_plain,
)
from audit.readers.text_builder import BYTE_ORDER_MARK, FOLDING
from audit.readers.unit_segments import unit_segments
from audit.readers.units.csv_notations import CSV_WHOLES, CSV_WRITERS
from audit.readers.units.json_string import JSON_STRING, write_json_string
from audit.readers.units.yaml_notations import YAML_WHOLES, YAML_WRITERS

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
    `wholes` raise UnwritableError for a text that a notation can hold in part but not as the whole of a side.
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
    if not any(segment.text for segment in segments):
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


def _parse_text(text: str) -> Content:
    from audit.readers.read_text import read_text

    return read_text(text)


def _parse_html(text: str) -> Content:
    from audit.readers.front_matter import read_front_matter
    from audit.readers.read_html import read_html

    matter = read_front_matter(text)  # of the programs that make pages
    if not matter.end:
        return read_html(text)
    content = read_html(text, start=matter.end)
    return msgspec.structs.replace(
        content,
        segments=(*matter.segments, *content.segments),
        language=content.language or matter.language,
        understood=False,
    )


def _parse_xhtml(text: str) -> Content:
    from audit.readers.read_html import read_html

    return read_html(text, xml=True)


def _parse_markdown(text: str) -> Content:
    from audit.readers.read_markdown import read_markdown

    return read_markdown(text)


def _parse_json(text: str) -> Content:
    from audit.readers.units.read_json import read_json

    return read_json(text)


def _parse_arb(text: str) -> Content:
    from audit.readers.units.read_arb import read_arb

    return read_arb(text)


def _parse_xcstrings(text: str) -> Content:
    from audit.readers.units.read_xcstrings import read_xcstrings

    return read_xcstrings(text)


def _parse_csv_table(text: str) -> Content:
    from audit.readers.units.csv_table import read_csv_table

    return read_csv_table(text)


def _parse_yaml(text: str) -> Content:
    from audit.readers.units.read_yaml import read_yaml

    return read_yaml(text)


def _is_json(head: bytes, path: str) -> bool:
    return head.startswith((b"{", b"[", b"//", b"/*"))


# The first line that says something: a language and nothing else, as in files of Rails.
_YAML_ROOT = re.compile(
    rb"(?:[ \t]*(?:#[^\r\n]*|---[^\r\n]*)?\r?\n)*+[\"']?[a-z]{2,3}(?:[-_][a-z0-9]{2,4})*[\"']?:[ \t]*(?:\r?\n|#)"
)


def _is_yaml(head: bytes, path: str) -> bool:
    return _YAML_ROOT.match(head) is not None or _lies_among_translations(path)


def _lies_among_translations(path: str) -> bool:
    from audit.readers.units.translation_paths import lies_among_translations

    return lies_among_translations(path)


_HEAD = 16384  # bytes in which an encoding is looked for
_XML_DECLARATION = rb"<\?xml\s[^<>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)"
_META_CHARSET = rb"(?i)<meta\s[^<>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)"


def html_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page declares in its first 16 KB (meta element or XML declaration)."""
    head = data[:_HEAD]
    match = re.match(_XML_DECLARATION, head.lstrip()[:512])
    if match is None:
        match = re.search(_META_CHARSET, _without_comments(head))
    return match.group(1).decode("ascii") if match else None


def _without_comments(head: bytes) -> bytes:
    kept, position = [], 0
    while (opening := head.find(b"<!--", position)) >= 0:
        kept.append(head[position:opening])
        closing = head.find(b"-->", opening + 4)
        if closing < 0:
            return b"".join(kept)
        position = closing + 3
    kept.append(head[position:])
    return b"".join(kept)


def _looks_like_html(head: bytes) -> bool:
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head)


_PLAIN: Mapping[str, Write] = {Notation.PLAIN: write_plain, Notation.READ_ONLY: write_nothing}
_HTML: Mapping[str, Write] = {
    Notation.HTML_TEXT: write_html_text,
    Notation.HTML_ATTRIBUTE: write_html_attribute,
    Notation.HTML_UNQUOTED: write_html_unquoted,
}
_JSON: Mapping[str, Write] = {JSON_STRING: write_json_string, Notation.READ_ONLY: write_nothing}
_YAML: Mapping[str, Write] = {**YAML_WRITERS, Notation.READ_ONLY: write_nothing}
_CSV: Mapping[str, Write] = {**CSV_WRITERS, Notation.READ_ONLY: write_nothing}
_MARKDOWN: Mapping[str, Write] = {Notation.MARKDOWN: write_markdown}

FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        text_format("text", (".txt", ".text"), _parse_text, notations=_PLAIN),
        text_format(
            "markdown",
            (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"),
            _parse_markdown,
            notations=_MARKDOWN,
        ),
        text_format(
            "html",
            (".html", ".htm"),
            _parse_html,
            declared=html_encoding,
            looks_like=_looks_like_html,
            notations=_HTML,
        ),
        text_format("xhtml", (".xhtml", ".xht"), _parse_xhtml, declared=html_encoding),
        text_format(
            "json",
            (".json",),
            _parse_json,
            notations=_JSON,
            holds=_is_json,
            takes=_lies_among_translations,
        ),
        text_format("arb", (".arb",), _parse_arb, notations=_JSON),
        # A table is a batch of documents unless its format is named.
        text_format("bilingual-csv", (), _parse_csv_table, notations=_CSV, wholes=CSV_WHOLES),
        text_format("xcstrings", (".xcstrings",), _parse_xcstrings, notations=_JSON),
        text_format(
            "yaml",
            (".yml", ".yaml"),
            _parse_yaml,
            notations=_YAML,
            wholes=YAML_WHOLES,
            holds=_is_yaml,
            takes=_lies_among_translations,
        ),
    )
}


@cache
def writers() -> Mapping[str, Write]:
    """Every notation of every format."""
    return {name: write for row in FORMATS.values() for name, write in row.notations.items()}


@cache
def wholes() -> Mapping[str, Callable[[str], None]]:
    """What notations ask of whole texts, of every format."""
    return {name: check for row in FORMATS.values() for name, check in row.wholes.items()}


def write(replacement: str, notation: str, encoding: str, whole: str | None = None) -> str:
    """The characters to put into the file so that it shows `replacement`.

    `whole` is what the side is to hold afterwards; left out, the replacement is all of it. Raises UnwritableError
    when it cannot be written there, and when `replacement` holds an inline object: objects cannot be written anew.
    """
    if INLINE_OBJECT in replacement:
        raise UnwritableError("a picture, code or foreign stretch cannot be written as text")
    if (check := wholes().get(notation)) is not None:
        check(replacement if whole is None else whole)
    return writers()[notation](replacement, encoding)
