"""The paragraphs of one member of a DOCX document."""

from collections.abc import Mapping

from audit.model.notation import Notation
from audit.model.role import Role
from audit.readers.office.docx_styles import (
    Styles,
    italic_in,
    languages_in,
    languages_of,
    role_of,
)
from audit.readers.office.office_notation import DOCX_TEXT
from audit.readers.office.office_xml import attribute, child_value, keeps_space, runs, switched_on
from audit.readers.office.stretches import Kind, Languages, Paragraph, Stretch, text_stretches
from audit.readers.units.xml_records import Element, Path, Run

RECORDS = frozenset({"p"})
_SPACE = " \t\r\n"
_BREAKS = frozenset({"tab", "ptab", "br", "cr"})
_DELETED = frozenset({"del", "moveFrom"})
_FORMULAS = frozenset({"m:oMath", "m:oMathPara"})
_PICTURES = frozenset({"drawing", "pict", "object", "sym", "mc:AlternateContent", "subDoc"})
# Elements of a run or a paragraph that hold the text of it; of all others nothing is text.
_HOLDING = frozenset(
    {"r", "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "customXml",
     "ruby", "rubyBase"}
)  # fmt: skip


class _Field:
    """A field between its marks: its order comes first, what it shows follows."""

    def __init__(self) -> None:
        self.order = ""
        self.shows = False

    @property
    def address(self) -> str:
        words = self.order.split()
        if len(words) < 2 or words[0].upper() != "HYPERLINK":
            return ""
        return "#" + words[2].strip('"') if words[1] == "\\l" and len(words) > 2 else words[1].strip('"')


class DocxParagraphs:
    """Takes the paragraphs of a member as they end. `role` is that of all of them, where it is no running text."""

    def __init__(
        self,
        name: str,
        styles: Styles,
        addresses: Mapping[str, str],
        role: Role | None = None,
        read_only: bool = False,
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self._name = name
        self._styles = styles
        self._addresses = addresses
        self._role = role
        self._read_only = read_only
        self._count = 0
        self._fields: list[_Field] = []  # a field may go on over paragraphs

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
        reading = _Reading(self, languages_in(chain).or_else(self._styles.default), italic_in(chain) or False)
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

    def __init__(self, member: DocxParagraphs, inherited: Languages, italic: bool) -> None:
        self.stretches: list[Stretch] = []
        self.boxes: list[tuple[Element, bool]] = []
        self.literal = False
        self._member = member
        self._italic = italic
        self._own = Languages()
        self._inherited = inherited
        self._run_inherits = inherited
        self._cited = False

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
                self._field(attribute(child, "fldCharType"))
            elif name == "instrText":
                if self._member._fields:
                    self._member._fields[-1].order += "".join(run.text for run in runs(child))
            elif self._is_order:
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
                self._look_for_boxes(child, False)
            elif name in _HOLDING:
                self.walk(child, keeps, address)

    @property
    def _is_order(self) -> bool:
        """True amid the order of a field, which nobody sees."""
        return any(not field.shows for field in self._member._fields)

    def _run(self, element: Element, keeps: bool, address: str) -> None:
        properties = element.first("rPr")
        named = child_value(properties, "rStyle")
        chain = self._member._styles.chain(named, "character") if named else []
        italic = switched_on(properties, "i")
        if italic is None:
            italic = italic_in(chain)
        self._cited = self._italic if italic is None else italic
        self._own = languages_of(properties)
        self._run_inherits = languages_in(chain).or_else(self._inherited)
        if not address and self._member._fields:
            address = self._member._fields[-1].address
        self.walk(element, keeps, address)

    def _field(self, kind: str | None) -> None:
        fields = self._member._fields
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].shows = True
        elif kind == "end" and fields:
            fields.pop()

    def _text(self, element: Element, keeps: bool, address: str) -> None:
        found = list(runs(element))
        keeps = element.attributes.get("xml:space", "preserve" if keeps else "") == "preserve"
        if not keeps:
            found = _trimmed(found)
        self.literal = self.literal or any(run.literal for run in found)
        self.stretches += text_stretches(found, self._own, self._run_inherits, self._cited, address)

    def _put(self, element: Element, text: str, address: str) -> None:
        run = Run(element.start, element.end, text)
        self.stretches += text_stretches([run], self._own, self._run_inherits, self._cited, address)

    def _address(self, element: Element) -> str | None:
        """Where a link leads."""
        for key, value in element.attributes.items():
            if key == "r:id" and value in self._member._addresses:
                return self._member._addresses[value]
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
    while found and not found[0].text.strip(_SPACE):
        found = found[1:]
    while found and not found[-1].text.strip(_SPACE):
        found = found[:-1]
    if found and found[0].end - found[0].start == len(found[0].text):
        run = found[0]
        text = run.text.lstrip(_SPACE)
        found[0] = Run(run.end - len(text), run.end, text, run.literal)
    if found and found[-1].end - found[-1].start == len(found[-1].text):
        run = found[-1]
        text = run.text.rstrip(_SPACE)
        found[-1] = Run(run.start, run.start + len(text), text, run.literal)
    return found
