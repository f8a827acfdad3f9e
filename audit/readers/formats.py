"""The formats that can be read: one row each. A new format is a new row here and nothing elsewhere."""

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import MappingProxyType

import msgspec

from audit.model.document import Document, Flow
from audit.model.fix import Edit
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
from audit.readers.office.office_notation import (
    DOCX_TEXT,
    ODT_TEXT,
    PROPERTY_TEXT,
    check_docx_edges,
    check_odt_edges,
    write_docx,
    write_odt,
    write_property,
)
from audit.readers.text_builder import BYTE_ORDER_MARK, FOLDING
from audit.readers.unit_segments import unit_segments
from audit.readers.units.json_string import JSON_STRING, write_json_string
from audit.readers.units.cue_notations import cue_notations
from audit.readers.units.android_text import write_android, write_android_cdata, write_android_tags
from audit.readers.units.xml_head import has_strings, root_of
from audit.readers.units.xml_notation import (
    XmlNotation,
    write_qt,
    write_xml_cdata,
    write_xml_mixed,
    write_xml_tags,
    write_xml_text,
)

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
    `fits` raises UnwritableError for edits of a file that say something else in their places than their text.
    """

    name: str
    extensions: tuple[str, ...]
    read: ReadBytes
    parse: Callable[[str], Content] | None = None
    looks_like: Callable[[bytes], bool] | None = None
    notations: Mapping[str, Write] = msgspec.field(default_factory=dict)
    holds: Callable[[bytes, str], bool] | None = None
    takes: Callable[[str], bool] | None = None
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
) -> Format:
    """The row of a format that is text: `declared` finds the encoding that the bytes name, if any."""

    def read(data: bytes, path: str, encoding: str | None) -> Document:
        decoded = decode(data, declared(data), chosen=encoding, path=path)
        return document_of(
            decoded.text, path, name, parse, decoded.encoding, decoded.exact, decoded.unchecked
        )

    return Format(name, extensions, read, parse, looks_like, notations, holds, takes)


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


def _is_json(head: bytes, path: str) -> bool:
    return head.startswith((b"{", b"[", b"//", b"/*"))


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


def xml_encoding(data: bytes) -> str | None:
    """The encoding that an XML declaration names."""
    match = re.match(_XML_DECLARATION, data.removeprefix(codecs.BOM_UTF8).lstrip()[:512])
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


def _parse_po(text: str) -> Content:
    from audit.readers.units.read_po import read_po

    return read_po(text)


def _po_encoding(data: bytes) -> str | None:
    from audit.readers.units.read_po import po_encoding

    return po_encoding(data)


def _parse_strings(text: str) -> Content:
    from audit.readers.units.read_strings import read_strings

    return read_strings(text)


def _parse_properties(text: str) -> Content:
    from audit.readers.units.read_properties import read_properties

    return read_properties(text)


def _properties_encoding(data: bytes) -> str | None:
    from audit.readers.units.read_properties import properties_encoding

    return properties_encoding(data)


def _parse_srt(text: str) -> Content:
    from audit.readers.units.read_srt import read_srt

    return read_srt(text)


def _parse_vtt(text: str) -> Content:
    from audit.readers.units.read_vtt import read_vtt

    return read_vtt(text)


def _parse_ass(text: str) -> Content:
    from audit.readers.units.read_ass import read_ass

    return read_ass(text)


def _later(module: str, name: str) -> Write:
    """A writer of `audit.readers.units` whose module is loaded when something is written."""

    def written(text: str, encoding: str) -> str:
        write: Write = getattr(import_module(f"audit.readers.units.{module}"), name)
        return write(text, encoding)

    return written


_PO_HEADER = rb'(?:[ \t\r\n]*+#[^\n]*\n)*+\s*+msgid[ \t]*+""\s*+msgstr[ \t]*+"'


def _looks_like_po(head: bytes) -> bool:
    return re.match(_PO_HEADER, head) is not None


def _looks_like_vtt(head: bytes) -> bool:
    return head.startswith(b"webvtt") and head[6:7] in (b"", b" ", b"\t", b"\r", b"\n")


def _looks_like_ass(head: bytes) -> bool:
    return head.startswith(b"[script info]")
def _parse_xliff(text: str) -> Content:
    from audit.readers.units.xliff import read_xliff

    return read_xliff(text)


def _parse_tmx(text: str) -> Content:
    from audit.readers.units.tmx import read_tmx

    return read_tmx(text)


def _parse_qt_ts(text: str) -> Content:
    from audit.readers.units.qt_ts import read_qt_ts

    return read_qt_ts(text)


def _parse_android(text: str) -> Content:
    from audit.readers.units.android import read_android

    return read_android(text)


def _parse_resx(text: str) -> Content:
    from audit.readers.units.resx import read_resx

    return read_resx(text)


def _parse_stringsdict(text: str) -> Content:
    from audit.readers.units.stringsdict import read_stringsdict

    return read_stringsdict(text)


def _read_docx(data: bytes, path: str, encoding: str | None) -> Document:
    from audit.readers.office.read_docx import read_docx

    return read_docx(data, path, encoding)


def _read_odt(data: bytes, path: str, encoding: str | None) -> Document:
    from audit.readers.office.read_odt import read_odt

    return read_odt(data, path, encoding)


def _rooted(name: bytes) -> Callable[[bytes], bool]:
    return lambda head: root_of(head) == name


_PLAIN: Mapping[str, Write] = {Notation.PLAIN: write_plain, Notation.READ_ONLY: write_nothing}
_HTML: Mapping[str, Write] = {
    Notation.HTML_TEXT: write_html_text,
    Notation.HTML_ATTRIBUTE: write_html_attribute,
    Notation.HTML_UNQUOTED: write_html_unquoted,
}
_JSON: Mapping[str, Write] = {JSON_STRING: write_json_string, Notation.READ_ONLY: write_nothing}
_MARKDOWN: Mapping[str, Write] = {Notation.MARKDOWN: write_markdown}
_PO: Mapping[str, Write] = {"po-string": _later("po_strings", "write_po_string")}
_APPLE: Mapping[str, Write] = {
    "apple-string": _later("read_strings", "write_apple_string"),
    "apple-string-single": _later("read_strings", "write_apple_string_single"),
}
_PROPERTIES: Mapping[str, Write] = {
    "property": _later("read_properties", "write_property"),
    "property-ascii": _later("read_properties", "write_property_ascii"),
}
_XML: Mapping[str, Write] = {
    XmlNotation.TEXT: write_xml_text,
    XmlNotation.TAGS: write_xml_tags,
    XmlNotation.CDATA: write_xml_cdata,
    XmlNotation.MIXED: write_xml_mixed,
}
_QT: Mapping[str, Write] = {**_XML, XmlNotation.QT: write_qt}
_ANDROID: Mapping[str, Write] = {
    XmlNotation.ANDROID: write_android,
    XmlNotation.ANDROID_TAGS: write_android_tags,
    XmlNotation.ANDROID_CDATA: write_android_cdata,
}
_DOCX: Mapping[str, Write] = {DOCX_TEXT: write_docx, PROPERTY_TEXT: write_property}
_ODT: Mapping[str, Write] = {ODT_TEXT: write_odt, PROPERTY_TEXT: write_property}

FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        # What is known by its root element comes first: it may hold HTML.
        text_format(
            "xliff",
            (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
            _parse_xliff,
            declared=xml_encoding,
            looks_like=_rooted(b"xliff"),
            notations=_XML,
        ),
        text_format(
            "tmx", (".tmx",), _parse_tmx, declared=xml_encoding, looks_like=_rooted(b"tmx"), notations=_XML
        ),
        text_format(
            "qt-ts", (), _parse_qt_ts, declared=xml_encoding, looks_like=_rooted(b"ts"), notations=_QT
        ),
        text_format(
            "android",
            (),
            _parse_android,
            declared=xml_encoding,
            looks_like=has_strings,
            notations=_ANDROID,
        ),
        text_format("resx", (".resx", ".resw"), _parse_resx, declared=xml_encoding, notations=_XML),
        text_format(
            "stringsdict", (".stringsdict",), _parse_stringsdict, declared=xml_encoding, notations=_XML
        ),
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
        text_format(
            "po",
            (".po", ".pot"),
            _parse_po,
            declared=_po_encoding,
            looks_like=_looks_like_po,
            notations=_PO,
        ),
        text_format("strings", (".strings",), _parse_strings, notations=_APPLE),
        text_format(
            "properties",
            (".properties",),
            _parse_properties,
            declared=_properties_encoding,
            notations=_PROPERTIES,
        ),
        text_format(
            "srt", (".srt",), _parse_srt, notations=cue_notations("srt", _later("read_srt", "write_srt_line"))
        ),
        text_format(
            "vtt",
            (".vtt",),
            _parse_vtt,
            looks_like=_looks_like_vtt,
            notations=cue_notations("vtt", _later("read_vtt", "write_vtt_line")),
        ),
        text_format(
            "ass",
            (".ass", ".ssa"),
            _parse_ass,
            looks_like=_looks_like_ass,
            notations={"ass-text": _later("read_ass", "write_ass_text")},
        ),
        Format("docx", (".docx", ".dotx"), _read_docx, notations=_DOCX, fits=check_docx_edges),
        Format("odt", (".odt", ".ott"), _read_odt, notations=_ODT, fits=check_odt_edges),
    )
}


@cache
def writers() -> Mapping[str, Write]:
    """Every notation of every format."""
    return {name: write for row in FORMATS.values() for name, write in row.notations.items()}


def write(replacement: str, notation: str, encoding: str) -> str:
    """The characters to put into the file so that it shows `replacement`.

    Raises UnwritableError when it cannot be written there, and when `replacement` holds an inline object: objects
    cannot be written anew.
    """
    if INLINE_OBJECT in replacement:
        raise UnwritableError("a picture, code or foreign stretch cannot be written as text")
    return writers()[notation](replacement, encoding)
