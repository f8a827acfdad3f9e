"""The text of charts and diagrams: titles, axes, names of series and categories, the words in shapes."""

from audit.model.notation import Notation
from audit.model.role import Role
from audit.readers.office.office_notation import DOCX_TEXT
from audit.readers.office.office_xml import attribute, local, runs
from audit.readers.office.stretches import Kind, Languages, Paragraph, Stretch, text_stretches
from audit.readers.units.xml_records import Element, Path

DRAWINGS = frozenset({"chart", "diagramData"})  # kinds of members
# A paragraph; a name that a chart remembers of its table.
DRAWING_RECORDS = frozenset({"p", "a:p", "v", "c:v"})
_WORDS = "strCache"
_RUNS = frozenset({"r", "fld"})


class DrawingParagraphs:
    """Takes the paragraphs of a member as they end."""

    def __init__(self, name: str, read_only: bool) -> None:
        self.paragraphs: list[Paragraph] = []
        self._name = name
        self._read_only = read_only
        self._seen: set[str] = set()  # of a table: a category comes once for every series

    def take(self, element: Element, path: Path) -> None:
        """One paragraph, or one name of a table; numbers of a table are none."""
        if local(element.name) == "p":
            self._add(self._stretches(element), "p", self._read_only)
        elif any(local(outer.name) == _WORDS for outer in path):
            found = list(runs(element))
            name = "".join(run.text for run in found)
            if name.strip() and name not in self._seen:
                self._seen.add(name)
                # What is in the table is shown again when the chart is drawn anew.
                self._add(text_stretches(found, Languages(), Languages(), False, ""), "v", True)

    def _stretches(self, element: Element) -> list[Stretch]:
        found: list[Stretch] = []
        for child in element.elements():
            name = local(child.name)
            if name == "br":
                found.append(Stretch(Kind.SPACE, child.start, child.end))
            elif name in _RUNS:
                properties = next((one for one in child.elements() if local(one.name) == "rPr"), None)
                languages = Languages(*[attribute(properties, "lang")] * 3)
                for text in child.elements():
                    if local(text.name) == "t":
                        found += text_stretches(list(runs(text)), languages, Languages(), False, "")
        return found

    def _add(self, stretches: list[Stretch], what: str, read_only: bool) -> None:
        if any(item.kind is Kind.TEXT for item in stretches):
            place = f"{self._name} {what}[{len(self.paragraphs) + 1}]"
            notation = Notation.READ_ONLY if read_only else DOCX_TEXT
            self.paragraphs.append(Paragraph(tuple(stretches), Role.CAPTION, True, place, notation))
