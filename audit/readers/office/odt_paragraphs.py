"""The paragraphs of one member of an ODT document."""

from audit.model.notation import Notation
from audit.model.role import Role
from audit.readers.office.odt_styles import (
    Styles,
    is_code,
    italic_in,
    languages_in,
    own_languages,
    role_of,
)
from audit.readers.office.office_notation import ODT_TEXT
from audit.readers.office.office_xml import attribute, local
from audit.readers.office.stretches import Kind, Languages, Paragraph, Stretch, text_stretches
from audit.readers.units.xml_records import Element, Path, Run

RECORDS = frozenset({"text:p", "text:h"})
# Elements around paragraphs that nobody reads, or that say something about the paragraphs in them.
_UNREAD = frozenset({"tracked-changes", "deletion", "annotation", "index-source", "table-of-content-source"})
_ITEMS = frozenset({"list-item", "list-header", "table-cell", "covered-table-cell"})
_ASIDE = frozenset(
    {"index-body", "header", "footer", "header-left", "footer-left", "header-first", "footer-first"}
)
# Elements in a paragraph.
_BREAKS = frozenset({"text:s", "text:tab", "text:line-break"})
_PICTURES = frozenset(
    {"draw:frame", "draw:a", "draw:custom-shape", "draw:g", "draw:rect", "draw:ellipse", "draw:control"}
)
_NOTES = frozenset({"text:note", "annotation", "office:annotation"})
_UNSEEN = frozenset(
    {"text:ruby-text", "text:note-citation", "text:script", "office:annotation-end", "annotation-end"}
)
_BOXES = frozenset({"draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "text:note-body"})


class OdtParagraphs:
    """Takes the paragraphs and the styles of a member as they end."""

    def __init__(self, name: str, styles: Styles, read_only: bool = False) -> None:
        self.paragraphs: list[Paragraph] = []
        self._name = name
        self._styles = styles
        self._read_only = read_only
        self._count = 0

    def take(self, element: Element, path: Path) -> None:
        """One paragraph of the member, with the notes and text boxes in it; or a style."""
        if element.name not in RECORDS:
            self._styles.take(element, path)
            return
        names = {local(outer.name) for outer in path}
        if not _UNREAD.isdisjoint(names):
            return
        aside = Role.NAVIGATION if not _ASIDE.isdisjoint(names) else None
        self._paragraph(element, not _ITEMS.isdisjoint(names), aside)

    def _paragraph(self, element: Element, is_item: bool, aside: Role | None) -> None:
        self._count += 1
        number = self._count
        chain = self._styles.chain(attribute(element, "style-name"), "paragraph")
        role = aside or (Role.HEADLINE if element.name == "text:h" else role_of(chain))
        role = role or (Role.ITEM if is_item else None)
        reading = _Reading(self._styles)
        styled = languages_in(chain).or_else(self._styles.default)
        reading.walk(element, own_languages(chain), styled, italic_in(chain) or False, "")
        stretches = reading.stretches
        if stretches:
            notation = Notation.READ_ONLY if reading.literal or self._read_only else ODT_TEXT
            self.paragraphs.append(
                Paragraph(
                    tuple(stretches),
                    role or Role.BODY,
                    role is not None,
                    f"{self._name} p[{number}]",
                    notation,
                )
            )
        for box in reading.boxes:
            self._box(box, False, aside)

    def _box(self, element: Element, is_item: bool, aside: Role | None) -> None:
        """The paragraphs of a note or a text box."""
        for child in element.elements():
            if child.name in RECORDS:
                self._paragraph(child, is_item, aside)
            elif local(child.name) not in _UNREAD:
                self._box(child, is_item or local(child.name) in _ITEMS, aside)


class _Reading:
    """One paragraph being read."""

    def __init__(self, styles: Styles) -> None:
        self.stretches: list[Stretch] = []
        self.boxes: list[Element] = []
        self.literal = False
        self._styles = styles

    def walk(self, element: Element, own: Languages, inherited: Languages, cited: bool, address: str) -> None:
        """The content of an element; elements stand at most as deep as XML is read."""
        waiting: list[Run] = []
        for child in [*element.children, None]:
            if isinstance(child, Run):
                waiting.append(child)
                continue
            if waiting:
                self.literal = self.literal or any(run.literal for run in waiting)
                self.stretches += text_stretches(waiting, own, inherited, cited, address)
                waiting = []
            if child is not None:
                self._element(child, own, inherited, cited, address)

    def _element(
        self, child: Element, own: Languages, inherited: Languages, cited: bool, address: str
    ) -> None:
        name = child.name
        if name in _BREAKS:
            self.stretches.append(Stretch(Kind.SPACE, child.start, child.end))
        elif name in _PICTURES:
            self.stretches.append(Stretch(Kind.PICTURE, child.start, child.end))
            self._look_for_boxes(child)
        elif name in _NOTES:
            if name == "text:note":
                self._look_for_boxes(child)
        elif name == "text:span":
            chain = self._styles.chain(attribute(child, "style-name"), "text")
            if is_code(chain) and child.content().strip():
                self.stretches.append(Stretch(Kind.WORD, child.start, child.end))
                return
            italic = italic_in(chain)
            self.walk(
                child,
                own_languages(chain).or_else(own),
                languages_in(chain).or_else(inherited),
                cited if italic is None else italic,
                address,
            )
        elif name == "text:a":
            self.walk(child, own, inherited, cited, attribute(child, "href") or address)
        elif name not in _UNSEEN:
            self.walk(child, own, inherited, cited, address)

    def _look_for_boxes(self, element: Element) -> None:
        if element.name in _BOXES:
            self.boxes.append(element)
            return
        for child in element.elements():
            self._look_for_boxes(child)
