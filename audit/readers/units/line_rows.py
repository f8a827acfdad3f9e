"""The rows of the translation files that are read line by line."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from audit.readers.format import Write, parsed_by, text_format, written_by
from audit.readers.notation import write_plain
from audit.readers.units.cue_notations import cue_notations, cue_wholes
from audit.readers.units.translation_paths import lies_among_translations


def _po_encoding(data: bytes) -> str | None:
    from audit.readers.units.read_po import po_encoding

    return po_encoding(data)


def _properties_encoding(data: bytes) -> str | None:
    from audit.readers.units.read_properties import properties_encoding

    return properties_encoding(data)


_PO_HEADER = rb'(?:[ \t\r\n]*+#[^\n]*\n)*+\s*+msgid[ \t]*+""\s*+msgstr[ \t]*+"'


def _holds_translations(path: str) -> bool:
    """False for a template, which is there to be translated."""
    return not path.lower().endswith(".pot")


def _looks_like_po(head: bytes) -> bool:
    return re.match(_PO_HEADER, head) is not None


def _looks_like_vtt(head: bytes) -> bool:
    return head.startswith(b"webvtt") and head[6:7] in (b"", b" ", b"\t", b"\r", b"\n")


def _looks_like_ass(head: bytes) -> bool:
    return head.startswith(b"[script info]")


_PO: Mapping[str, Write] = {
    name: written_by("units.po_strings", "write_po_string") for name in ("po-string", "po-key")
}


def _asks_of_po_key(text: str) -> None:
    from audit.readers.units.po_strings import check_po_key

    check_po_key(text)


_APPLE: Mapping[str, Write] = {
    "apple-string": written_by("units.read_strings", "write_apple_string"),
    "apple-string-single": written_by("units.read_strings", "write_apple_string_single"),
}
_PROPERTIES: Mapping[str, Write] = {
    "property": written_by("units.read_properties", "write_property"),
    "property-ascii": written_by("units.read_properties", "write_property_ascii"),
}


def _bound(module: str, name: str, *first: object) -> Callable[..., Any]:
    """A function of a module under `audit.readers`, loaded when it is called, with its first arguments."""

    def called(*others: object) -> Any:
        return getattr(import_module(f"audit.readers.{module}"), name)(*first, *others)

    return called


_FLUENT = {
    f"fluent-{begun}-{indent}": (
        _bound("units.fluent_notations", "write_fluent", indent),
        _bound("units.fluent_notations", "ask_fluent", begun == "block"),
    )
    for begun in ("inline", "block")
    for indent in range(41)
}

LINE_ROWS = (
    text_format(
        "po",
        (".po", ".pot"),
        parsed_by("units.read_po", "read_po"),
        declared=_po_encoding,
        looks_like=_looks_like_po,
        notations=_PO,
        wholes={"po-key": _asks_of_po_key},
        takes=_holds_translations,
    ),
    text_format("strings", (".strings",), parsed_by("units.read_strings", "read_strings"), notations=_APPLE),
    text_format(
        "properties",
        (".properties",),
        parsed_by("units.read_properties", "read_properties"),
        declared=_properties_encoding,
        notations=_PROPERTIES,
        takes=lies_among_translations,
    ),
    text_format(
        "fluent",
        (".ftl",),
        parsed_by("units.read_fluent", "read_fluent"),
        notations={name: write for name, (write, _) in _FLUENT.items()},
        wholes={name: ask for name, (_, ask) in _FLUENT.items()},
    ),
    text_format(
        "srt",
        (".srt",),
        parsed_by("units.read_srt", "read_srt"),
        notations=cue_notations("srt", write_plain),
        wholes=cue_wholes("srt"),
    ),
    text_format(
        "vtt",
        (".vtt",),
        parsed_by("units.read_vtt", "read_vtt"),
        looks_like=_looks_like_vtt,
        notations=cue_notations("vtt", written_by("units.read_vtt", "write_vtt_line")),
        wholes=cue_wholes("vtt"),
    ),
    text_format(
        "ass",
        (".ass", ".ssa"),
        parsed_by("units.read_ass", "read_ass"),
        looks_like=_looks_like_ass,
        notations={"ass-text": written_by("units.read_ass", "write_ass_text")},
        wholes={"ass-text": _bound("units.read_ass", "ask_ass_text")},
    ),
)
