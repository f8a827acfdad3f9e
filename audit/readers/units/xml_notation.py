"""How text is written into the files of the XML family."""

import re
from collections.abc import Callable, Container
from enum import StrEnum
from functools import cache

from audit.readers.notation import UnwritableError, encodable, referenced


class XmlNotation(StrEnum):
    TEXT = "xml-text"  # every "<" is text
    TAGS = "xml-tags"  # the inline elements of XLIFF and TMX are written as elements
    CDATA = "xml-cdata"
    MIXED = "xml-mixed"  # partly in CDATA sections
    QT = "qt-text"  # control characters have an element
    ANDROID = "android-text"  # tags are written as text
    ANDROID_PLAIN = "android-plain"  # no tags yet
    ANDROID_TAGS = "android-tags"
    ANDROID_CDATA = "android-cdata"


_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# Inline elements of XLIFF 1.2, XLIFF 2 and TMX.
_INLINE = frozenset(
    {
        "g",
        "x",
        "bx",
        "ex",
        "bpt",
        "ept",
        "ph",
        "it",
        "sub",
        "mrk",
        "pc",
        "sc",
        "ec",
        "cp",
        "sm",
        "em",
        "hi",
        "ut",
    }
)


class _Anything(Container[str]):
    def __contains__(self, name: object) -> bool:
        return True


@cache
def _forbidden() -> re.Pattern[str]:
    return re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@cache
def _tag() -> re.Pattern[str]:
    name = "[A-Za-z_][A-Za-z0-9_.:-]*+"
    value = "\"[^\"<]*+\"|'[^'<]*+'"
    return re.compile(rf"<(/?)({name})((?:\s++{name}\s*+=\s*+(?:{value}))*+)\s*+(/?)>")


@cache
def _attribute() -> re.Pattern[str]:
    return re.compile("([A-Za-z_][A-Za-z0-9_.:-]*+)\\s*+=\\s*+(\"[^\"]*+\"|'[^']*+')")


@cache
def _bare_ampersand() -> re.Pattern[str]:
    return re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")


def write_xml_text(text: str, encoding: str) -> str:
    """Characters between tags."""
    _refuse_controls(text)
    return referenced(text.translate(_TEXT), encoding)


def write_xml_tags(text: str, encoding: str) -> str:
    """Characters, and inline elements as elements. Raises UnwritableError when one is not closed or not opened."""
    written = with_tags(text, encoding, _INLINE, write_xml_text)
    if written is None:
        raise UnwritableError("an inline element would be left open, or closed without having been opened")
    return written


def check_xml_tags(text: str) -> None:
    """Raises UnwritableError for a whole text in which an edit cut a tag in two or left an element open."""
    _check_whole(text, _INLINE)


def check_android_tags(text: str) -> None:
    """The same where every tag is one."""
    _check_whole(text, None)


def _check_whole(text: str, names: Container[str] | None) -> None:
    if with_tags(text, "utf-8", names, lambda part, encoding: part) is None:
        raise UnwritableError("an element would be left open, or closed without having been opened")
    # What is neither in a tag nor a tag of another kind may be the rest of one.
    if "<" in _tag().sub("", text):
        raise UnwritableError("a tag would be cut in two")


def write_xml_cdata(text: str, encoding: str) -> str:
    """The inside of a CDATA section, which is left and begun again for what cannot stand in one."""
    _refuse_controls(text)
    text = text.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
    return in_cdata(text, encoding)


def write_xml_mixed(text: str, encoding: str) -> str:
    """What is written the same way in a CDATA section and beside it."""
    _refuse_controls(text)
    if any(character in text for character in "&<>\r"):
        raise UnwritableError(
            "&, < and > are written in two ways in this text; write it in one CDATA section"
        )
    return encodable(text, encoding)


def write_qt(text: str, encoding: str) -> str:
    """Characters between tags of a Qt file, which has an element for those that XML refuses."""
    parts, done = [], 0
    for match in _forbidden().finditer(text):
        parts += [write_xml_text(text[done : match.start()], encoding), f'<byte value="x{ord(match[0]):x}"/>']
        done = match.end()
    return "".join(parts) + write_xml_text(text[done:], encoding)


def in_cdata(text: str, encoding: str) -> str:
    """The characters that the encoding lacks stand as references outside of the section."""
    if text.isascii() or encoding.startswith("utf"):
        return encodable(text, encoding)
    parts = []
    for character in text:
        written = referenced(character, encoding)
        parts.append(written if written == character else f"]]>{written}<![CDATA[")
    return "".join(parts)


def with_tags(
    text: str, encoding: str, names: Container[str] | None, write: Callable[[str, str], str]
) -> str | None:
    """The text, with its tags of these names (of any, for None) as they stand and `write` for all between them.

    None when they are no sound XML: left open, crossed, or with an attribute twice.
    """
    parts: list[str] = []
    opened: list[str] = []
    done = 0
    wanted: Container[str] = _Anything() if names is None else names
    for match in _tag().finditer(text):
        closing, name, attributes, closed = match.groups()
        if name not in wanted:
            continue
        if closing:
            if attributes or closed or not opened or opened.pop() != name:
                return None
        elif not _sound(attributes):
            return None
        elif not closed:
            opened.append(name)
        parts += [write(text[done : match.start()], encoding), encodable(match[0], encoding)]
        done = match.end()
    if opened:
        return None
    return "".join(parts) + write(text[done:], encoding)


def _sound(attributes: str) -> bool:
    found = _attribute().findall(attributes)
    if len({name for name, _ in found}) != len(found):
        return False
    return not (_bare_ampersand().search(attributes) or _forbidden().search(attributes))


def _refuse_controls(text: str) -> None:
    if match := _forbidden().search(text):
        raise UnwritableError(f"XML has no way to write U+{ord(match[0]):04X}; take it out of the text")
