"""The rows of the translation files that are XML."""

from collections.abc import Callable, Mapping

from audit.readers.encodings_named import xml_encoding
from audit.readers.format import Write, parsed_by, text_format, written_by
from audit.readers.units.xml_head import has_strings, root_of
from audit.readers.units.xml_notation import (
    XmlNotation,
    write_qt,
    write_xml_cdata,
    write_xml_mixed,
    write_xml_tags,
    write_xml_text,
)


def _rooted(name: bytes) -> Callable[[bytes], bool]:
    return lambda head: root_of(head) == name


_XML: Mapping[str, Write] = {
    XmlNotation.TEXT: write_xml_text,
    XmlNotation.TAGS: write_xml_tags,
    XmlNotation.CDATA: write_xml_cdata,
    XmlNotation.MIXED: write_xml_mixed,
}
_QT: Mapping[str, Write] = {**_XML, XmlNotation.QT: write_qt}
_ANDROID: Mapping[str, Write] = {
    XmlNotation.ANDROID: written_by("units.android_text", "write_android"),
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
    ),
    text_format(
        "tmx",
        (".tmx",),
        parsed_by("units.tmx", "read_tmx"),
        declared=xml_encoding,
        looks_like=_rooted(b"tmx"),
        notations=_XML,
    ),
    text_format(
        "qt-ts",
        (),
        parsed_by("units.qt_ts", "read_qt_ts"),
        declared=xml_encoding,
        looks_like=_rooted(b"ts"),
        notations=_QT,
    ),
    text_format(
        "android",
        (),
        parsed_by("units.android", "read_android"),
        declared=xml_encoding,
        looks_like=has_strings,
        notations=_ANDROID,
    ),
    text_format(
        "resx",
        (".resx", ".resw"),
        parsed_by("units.resx", "read_resx"),
        declared=xml_encoding,
        notations=_XML,
    ),
    text_format(
        "stringsdict",
        (".stringsdict",),
        parsed_by("units.stringsdict", "read_stringsdict"),
        declared=xml_encoding,
        notations=_XML,
    ),
)
