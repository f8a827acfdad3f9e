"""The rows of the translation files that are XML."""

import os.path
from collections.abc import Callable, Mapping

from audit.readers.encodings_named import xml_encoding
from audit.readers.format import Write, parsed_by, text_format, written_by
from audit.readers.units.xml_head import has_strings, root_of
from audit.readers.units.xml_notation import (
    XmlNotation,
    check_android_tags,
    check_xml_tags,
    write_qt,
    write_xml_cdata,
    write_xml_mixed,
    write_xml_tags,
    write_xml_text,
)

Check = Callable[[str], None]


def _rooted(name: bytes) -> Callable[[bytes], bool]:
    return lambda head: root_of(head) == name


def _lies_among_translations(path: str) -> bool:
    from audit.readers.units.translation_paths import lies_among_translations

    return lies_among_translations(path)


def _lies_in_values(path: str) -> bool:
    """True in the folders where Android keeps texts: "values", "values-de"."""
    folder = os.path.basename(os.path.dirname(path))
    return folder == "values" or folder.startswith("values-")


_XML: Mapping[str, Write] = {
    XmlNotation.TEXT: write_xml_text,
    XmlNotation.TAGS: write_xml_tags,
    XmlNotation.CDATA: write_xml_cdata,
    XmlNotation.MIXED: write_xml_mixed,
}
_XML_WHOLES: Mapping[str, Check] = {XmlNotation.TAGS: check_xml_tags}
_ANDROID_WHOLES: Mapping[str, Check] = {XmlNotation.ANDROID_TAGS: check_android_tags}
_QT: Mapping[str, Write] = {**_XML, XmlNotation.QT: write_qt}
_ANDROID: Mapping[str, Write] = {
    XmlNotation.ANDROID: written_by("units.android_text", "write_android"),
    XmlNotation.ANDROID_PLAIN: written_by("units.android_text", "write_android_tags"),
    XmlNotation.ANDROID_TAGS: written_by("units.android_text", "write_android_tags"),
    XmlNotation.ANDROID_CDATA: written_by("units.android_text", "write_android_cdata"),
}

XML_ROWS = (
    text_format(
        "xliff",
        (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
        parsed_by("units.xliff", "read_xliff"),
        declared=xml_encoding,
        looks_like=_rooted(b"xliff"),
        notations=_XML,
        wholes=_XML_WHOLES,
    ),
    text_format(
        "tmx",
        (".tmx",),
        parsed_by("units.tmx", "read_tmx"),
        declared=xml_encoding,
        looks_like=_rooted(b"tmx"),
        notations=_XML,
        wholes=_XML_WHOLES,
    ),
    text_format(
        "qt-ts",
        (".ts",),
        parsed_by("units.qt_ts", "read_qt_ts"),
        declared=xml_encoding,
        looks_like=_rooted(b"ts"),
        holds=lambda head, path: root_of(head) == b"ts",  # else it is TypeScript
        takes=_lies_among_translations,
        notations=_QT,
    ),
    text_format(
        "android",
        (".xml",),
        parsed_by("units.android", "read_android"),
        declared=xml_encoding,
        looks_like=has_strings,
        holds=lambda head, path: has_strings(head),
        takes=_lies_in_values,
        notations=_ANDROID,
        wholes=_ANDROID_WHOLES,
    ),
    text_format(
        "resx",
        (".resx", ".resw"),
        parsed_by("units.resx", "read_resx"),
        declared=xml_encoding,
        notations=_XML,
        wholes=_XML_WHOLES,
    ),
    text_format(
        "stringsdict",
        (".stringsdict",),
        parsed_by("units.stringsdict", "read_stringsdict"),
        declared=xml_encoding,
        notations=_XML,
        wholes=_XML_WHOLES,
    ),
)
