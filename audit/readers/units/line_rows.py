"""The rows of the translation files that are read line by line."""

import re
from collections.abc import Mapping

from audit.readers.format import Write, parsed_by, text_format, written_by
from audit.readers.units.cue_notations import cue_notations


def _po_encoding(data: bytes) -> str | None:
    from audit.readers.units.read_po import po_encoding

    return po_encoding(data)


def _properties_encoding(data: bytes) -> str | None:
    from audit.readers.units.read_properties import properties_encoding

    return properties_encoding(data)


_PO_HEADER = rb'(?:[ \t\r\n]*+#[^\n]*\n)*+\s*+msgid[ \t]*+""\s*+msgstr[ \t]*+"'


def _looks_like_po(head: bytes) -> bool:
    return re.match(_PO_HEADER, head) is not None


def _looks_like_vtt(head: bytes) -> bool:
    return head.startswith(b"webvtt") and head[6:7] in (b"", b" ", b"\t", b"\r", b"\n")


def _looks_like_ass(head: bytes) -> bool:
    return head.startswith(b"[script info]")


_PO: Mapping[str, Write] = {"po-string": written_by("units.po_strings", "write_po_string")}
_APPLE: Mapping[str, Write] = {
    "apple-string": written_by("units.read_strings", "write_apple_string"),
    "apple-string-single": written_by("units.read_strings", "write_apple_string_single"),
}
_PROPERTIES: Mapping[str, Write] = {
    "property": written_by("units.read_properties", "write_property"),
    "property-ascii": written_by("units.read_properties", "write_property_ascii"),
}

LINE_ROWS = (
    text_format(
        "po",
        (".po", ".pot"),
        parsed_by("units.read_po", "read_po"),
        declared=_po_encoding,
        looks_like=_looks_like_po,
        notations=_PO,
    ),
    text_format("strings", (".strings",), parsed_by("units.read_strings", "read_strings"), notations=_APPLE),
    text_format(
        "properties",
        (".properties",),
        parsed_by("units.read_properties", "read_properties"),
        declared=_properties_encoding,
        notations=_PROPERTIES,
    ),
    text_format(
        "srt",
        (".srt",),
        parsed_by("units.read_srt", "read_srt"),
        notations=cue_notations("srt", written_by("units.read_srt", "write_srt_line")),
    ),
    text_format(
        "vtt",
        (".vtt",),
        parsed_by("units.read_vtt", "read_vtt"),
        looks_like=_looks_like_vtt,
        notations=cue_notations("vtt", written_by("units.read_vtt", "write_vtt_line")),
    ),
    text_format(
        "ass",
        (".ass", ".ssa"),
        parsed_by("units.read_ass", "read_ass"),
        looks_like=_looks_like_ass,
        notations={"ass-text": written_by("units.read_ass", "write_ass_text")},
    ),
)
