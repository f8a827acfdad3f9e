"""The paragraphs of one member of a DOCX document."""

from collections.abc import Mapping
from typing import NamedTuple

from audit.model.notation import Notation
from audit.model.role import Role
from audit.readers.office.descriptions import descriptions_in
from audit.readers.office.docx_styles import (
    Styles,
    is_code,
    italic_in,
    languages_in,
    languages_of,
    role_of,
)
from audit.readers.office.office_notation import DOCX_TEXT
from audit.readers.office.office_xml import attribute, child_value, keeps_space, local, runs, switched_on
from audit.readers.office.stretches import Kind, Languages, Paragraph, Stretch, text_stretches
from audit.readers.units.xml_records import Element, Path, Run

RECORDS = frozenset({"p"})
_SPACE = " \t\r\n"
_BREAKS = frozenset({"tab", "ptab", "br", "cr"})
_MOST_PIECES, _LONGEST_ORDER = 100, 2000  # of the order of a field, and code points of a piece
_DELETED = frozenset({"del", "moveFrom"})
_FORMULAS = frozenset({"m:oMath", "m:oMathPara"})
_PICTURES = frozenset({"drawing", "pict", "object", "sym", "mc:AlternateContent", "subDoc"})
# Elements of a run or a paragraph that hold the text of it; of all others nothing is text.
_HOLDING = frozenset(
    {"r", "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "customXml",
     "ruby", "rubyBase"}
)  # fmt: skip


class _Field:
    """A field that is open: its order comes first, then what it shows."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.shows = False
        self.address = ""


class _Fields:
    """The fields that are open, the innermost last. `hidden`: how many of them are amid their orders."""

    def __init__(self) -> None:
        self.hidden = 0
        self._open: list[_Field] = []

    def mark(self, kind: str | None) -> None:
        """A field begins, goes over to what it shows, or ends."""
        if kind == "begin":
            self._open.append(_Field())
            self.hidden += 1
        elif self._open and kind in ("separate", "end"):
            field = self._open[-1]
            self.hidden -= not field.shows
            field.shows = True
            if kind == "end":
                self._open.pop()
            elif not field.address:
                field.address = _address_of("".join(field.order))

    def add(self, order: str) -> None:
        """A piece of the order of the innermost field."""
        if self._open and len(self._open[-1].order) < _MOST_PIECES:
            self._open[-1].order.append(order[:_LONGEST_ORDER])

    @property
    def address(self) -> str:
        """Where the innermost field leads, if it is a link."""
        return self._open[-1].address if self._open else ""


def _address_of(order: str) -> str:
    words = order.split()
    if len(words) < 2 or words[0].upper() != "HYPERLINK":
        return ""
    return "#" + words[2].strip('"') if words[1] == "\\l" and len(words) > 2 else words[1].strip('"')


class _Context(NamedTuple):
    """What the paragraphs of a member share. A field may go on over several of them."""

    styles: Styles
    addresses: Mapping[str, str]
    fields: _Fields


class DocxParagraphs:
    """Takes the paragraphs of a member as they end. `role` is that of all of them, where it is no running text; `text` is
    that of the member."""

    def __init__(
        self,
        name: str,
        styles: Styles,
        addresses: Mapping[str, str],
        role: Role | None = None,
        read_only: bool = False,
        text: str = "",
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self._name = name
        self._styles = styles
        self._context = _Context(styles, addresses, _Fields())
        self._role = role
        self._read_only = read_only
        self._text = text
        self._count = 0

    def take(self, element: Element, path: Path) -> None:
        """One paragraph of the member, with the text boxes in it."""
        names = {outer.name for outer in path}
        if "mc:Fallback" in names or not _DELETED.isdisjoint(names):
            return
        self._paragraph(element, "tc" in names, keeps_space(path), self._read_only)

    def _paragraph(self, element: Element, in_cell: bool, keeps: bool, read_only: bool) -> None:
        self._count += 1
        number = self._count
        properties = element.first("pPr")
        chain = self._styles.chain(child_value(properties, "pStyle"), "paragraph")
        role = self._role or role_of(chain, properties) or (Role.ITEM if in_cell else None)
        reading = _Reading(
            self._context, languages_in(chain).or_else(self._styles.default), italic_in(chain) or False
        )
        reading.walk(element, keeps, "")
        literal = reading.literal or read_only
        if reading.stretches:
            self.paragraphs.append(
                Paragraph(
                    tuple(reading.stretches),
                    role or Role.BODY,
                    role is not None,
                    f"{self._name} p[{number}]",
                    Notation.READ_ONLY if literal else DOCX_TEXT,
                )
            )
        for picture in reading.pictures:
            place = f"{self._name} p[{number}]"
            self.paragraphs += descriptions_in(picture, self._text, place, read_only)
        for box, twofold in reading.boxes:
            self._box(box, keeps, read_only or twofold, False)

    def _box(self, element: Element, keeps: bool, read_only: bool, in_cell: bool) -> None:
        """The paragraphs of a text box."""
        for child in element.elements():
            if child.name == "p":
                self._paragraph(child, in_cell, keeps, read_only)
            elif child.name not in _DELETED and child.name != "mc:Fallback":
                self._box(child, keeps, read_only, in_cell or child.name == "tc")


class _Reading:
    """One paragraph being read."""

    def __init__(self, context: _Context, inherited: Languages, italic: bool) -> None:
        self.stretches: list[Stretch] = []
        self.boxes: list[tuple[Element, bool]] = []
        self.pictures: list[Element] = []
        self.literal = False
        self._styles = context.styles
        self._addresses = context.addresses
        self._fields = context.fields
        self._italic = italic
        self._own = Languages()
        self._inherited = inherited
        self._run_inherits = inherited
        self._cited = self._code = False

    def walk(self, element: Element, keeps: bool, address: str) -> None:
        """The content of an element; elements stand at most as deep as XML is read."""
        keeps = element.attributes.get("xml:space", "preserve" if keeps else "") == "preserve"
        for child in element.elements():
            name = child.name
            if name == "r":
                self._run(child, keeps, address)
            elif name == "hyperlink":
                self.walk(child, keeps, self._address(child) or address)
            elif name == "fldChar":
                self._fields.mark(attribute(child, "fldCharType"))
            elif name == "instrText":
                self._fields.add(child.content())
            elif self._fields.hidden:
                continue
            elif name == "t":
                self._text(child, keeps, address)
            elif name in _BREAKS:
                self.stretches.append(Stretch(Kind.SPACE, child.start, child.end))
            elif name == "noBreakHyphen":
                self._put(child, "-", address)
            elif name in _FORMULAS:
                self.stretches.append(Stretch(Kind.WORD, child.start, child.end))
            elif name in _PICTURES:
                self.stretches.append(Stretch(Kind.PICTURE, child.start, child.end))
                self.pictures.append(child)
                self._look_for_boxes(child, False)
            elif name in _HOLDING:
                self.walk(child, keeps, address)

    def _run(self, element: Element, keeps: bool, address: str) -> None:
        properties = element.first("rPr")
        named = child_value(properties, "rStyle")
        chain = self._styles.chain(named, "character") if named else []
        italic = switched_on(properties, "i")
        if italic is None:
            italic = italic_in(chain)
        self._cited = self._italic if italic is None else italic
        self._code = is_code(chain)
        self._own = languages_of(properties)
        self._run_inherits = languages_in(chain).or_else(self._inherited)
        self.walk(element, keeps, address or self._fields.address)

    def _text(self, element: Element, keeps: bool, address: str) -> None:
        found = list(runs(element))
        keeps = element.attributes.get("xml:space", "preserve" if keeps else "") == "preserve"
        if not keeps:
            found = _trimmed(found)
        if self._code and found:
            self.stretches.append(Stretch(Kind.WORD, element.start, element.end))
            return
        self.literal = self.literal or any(run.literal for run in found)
        self.stretches += text_stretches(found, self._own, self._run_inherits, self._cited, address)

    def _put(self, element: Element, text: str, address: str) -> None:
        run = Run(element.start, element.end, text)
        self.stretches += text_stretches([run], self._own, self._run_inherits, self._cited, address)

    def _address(self, element: Element) -> str | None:
        """Where a link leads."""
        for key, value in element.attributes.items():
            if local(key) == "id" and value in self._addresses:
                return self._addresses[value]
        anchor = attribute(element, "anchor")
        return f"#{anchor}" if anchor else None

    def _look_for_boxes(self, element: Element, twofold: bool) -> None:
        """The text boxes in a picture. One that the file holds twice, for older programs, is `twofold`."""
        twofold = twofold or (
            element.name == "mc:AlternateContent" and _holds_box(element.first("mc:Fallback"))
        )
        for child in element.elements():
            if child.name == "txbxContent":
                self.boxes.append((child, twofold))
            elif child.name != "mc:Fallback":
                self._look_for_boxes(child, twofold)


def _holds_box(element: Element | None) -> bool:
    if element is None:
        return False
    return any(child.name == "txbxContent" or _holds_box(child) for child in element.elements())


def _trimmed(found: list[Run]) -> list[Run]:
    """Without white space at the ends, as it is shown where nothing says that it is kept."""
    shown = [number for number, run in enumerate(found) if run.text.strip(_SPACE)]
    found = found[shown[0] : shown[-1] + 1] if shown else []
    if found and found[0].end - found[0].start == len(found[0].text):
        run = found[0]
        text = run.text.lstrip(_SPACE)
        found[0] = Run(run.end - len(text), run.end, text, run.literal)
    if found and found[-1].end - found[-1].start == len(found[-1].text):
        run = found[-1]
        text = run.text.rstrip(_SPACE)
        found[-1] = Run(run.start, run.start + len(text), text, run.literal)
    return found
