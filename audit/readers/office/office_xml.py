"""One member of an office document as XML."""

import re
from collections.abc import Iterator

import msgspec

from audit.model.errors import UnreadableError
from audit.model.unchecked import Unchecked
from audit.readers.decode_bytes import Decoded, decode
from audit.readers.encodings_named import xml_encoding
from audit.readers.office.zip_members import Archive
from audit.readers.units.xml_records import Element, Path, Run, Take, read_records

_ENTITY = re.compile(r"<!ENTITY\s")


class XmlPart(msgspec.Struct, frozen=True):
    """A member and its text."""

    name: str
    text: str
    encoding: str
    exact: bool
    unchecked: tuple[Unchecked, ...]

    def records(self, names: frozenset[str], take: Take) -> Unchecked | None:
        """Hands the elements of these names to `take`; what is wrong with the XML, if anything."""
        reading = read_records(self.text, names, take)
        return reading.unchecked[0] if reading.unchecked else None


def xml_part(archive: Archive, name: str) -> XmlPart:
    """A member that is there. Raises UnreadableError when it is no text, or declares entities."""
    data = archive.read(name)
    shown = f"{archive.path}!{name}"
    decoded: Decoded = decode(data, xml_encoding(data), path=shown)
    text = decoded.text
    if "<!DOCTYPE" in text and _ENTITY.search(text):
        raise UnreadableError(
            f"{shown}: declares entities, which no office document does; do not open it, ask where it came from"
        )
    return XmlPart(name, text, decoded.encoding, decoded.exact, decoded.unchecked)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute, whatever its prefix."""
    if element is None:
        return None
    for key, value in element.attributes.items():
        if local(key) == name:
            return value
    return None


def child_value(element: Element | None, name: str) -> str | None:
    """The `val` of a child element."""
    return attribute(element.first(name), "val") if element is not None else None


def switched_on(element: Element | None, name: str) -> bool | None:
    """Whether a child that is a switch is on; None where it is not there."""
    child = element.first(name) if element is not None else None
    if child is None:
        return None
    return attribute(child, "val") not in ("0", "false", "off")


def keeps_space(path: Path) -> bool:
    """True when the elements say that white space at the ends of a text counts."""
    for element in reversed(path):
        space = element.attributes.get("xml:space")
        if space is not None:
            return space == "preserve"
    return False


def runs(element: Element) -> Iterator[Run]:
    """The characters right between its tags."""
    for child in element.children:
        if isinstance(child, Run):
            yield child
