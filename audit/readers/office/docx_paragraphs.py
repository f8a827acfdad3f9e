"""The paragraphs of one member of a DOCX document."""

from collections.abc import Mapping

from audit.model.notation import Notation
from audit.model.role import Role
from audit.readers.office.docx_styles import (
    Styles,
    is_code,
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
_LONGEST_ORDER = 100  # pieces of the order of a field, and code points of one
_DELETED = frozenset({"del", "moveFrom"})
_FORMULAS = frozenset({"m:oMath", "m:oMathPara"})
_PICTURES = frozenset({"drawing", "pict", "object", "sym", "mc:AlternateContent", "subDoc"})
# Elements of a run or a paragraph that hold the text of it; of all others nothing is text.
_HOLDING = frozenset(
    {"r", "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "customXml",
     "ruby", "rubyBase"}
)  # fmt: skip


class _Fields:
    """The fields that are open: of each the order comes first, then what it shows. `hidden`: those amid an order."""

    def __init__(self) -> None:
        self.hidden = 0
        self._open: list[
            tuple[list[str], bool]
        ] = []  # the pieces of its order, whether it shows something by now

    def mark(self, kind: str | None) -> None:
        """A field begins, goes over to what it shows, or ends."""
        if kind == "begin":
            self._open.append(([], False))
            self.hidden += 1
        elif self._open and kind in ("separate", "end"):
            order, shows = self._open.pop()
            self.hidden -= not shows
            if kind == "separate":
                self._open.append((order, True))

    def add(self, order: str) -> None:
        """A piece of the order of the innermost field."""
        if self._open and len(self._open[-1][0]) < _LONGEST_ORDER:
            self._open[-1][0].append(order[:_LONGEST_ORDER])

    @property
    def address(self) -> str:
        """Where the innermost field leads, if it is a link."""
        words = "".join(self._open[-1][0]).split() if self._open else []
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
        self.fields = _Fields()  # one may go on over paragraphs

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
        self._fields = member.fields
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
                self._look_for_boxes(child, False)
            elif name in _HOLDING:
                self.walk(child, keeps, address)

    def _run(self, element: Element, keeps: bool, address: str) -> None:
        properties = element.first("rPr")
        named = child_value(properties, "rStyle")
        chain = self._member._styles.chain(named, "character") if named else []
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
            self.stretches.append(Stretch(Kind.WORD, found[0].start, found[-1].end))
            return
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
