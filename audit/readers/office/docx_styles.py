"""What the styles of a DOCX document say: headings, lists, captions, italics, languages."""

import re

import msgspec

from audit.model.role import Role
from audit.model.unchecked import Unchecked
from audit.readers.office.office_xml import attribute, child_value, switched_on, xml_part
from audit.readers.office.stretches import Languages
from audit.readers.office.zip_members import Archive
from audit.readers.units.xml_records import Element, Path

_CODE = frozenset({"html code", "html keyboard", "verbatim char", "source text", "code"})
_DEEPEST = 32  # styles that are based on each other
_BODY_LEVEL = 9  # the outline level of what is no heading
# Word keeps the English names of its own styles, whatever its language.
_NAMED = (
    (re.compile(r"heading ?[1-9]|title|subtitle|toc ?heading"), Role.HEADLINE),
    (re.compile(r"caption"), Role.CAPTION),
    (re.compile(r"toc ?[1-9]|table of figures|index ?[1-9]|table of authorities"), Role.NAVIGATION),
    (re.compile(r"list (?:bullet|number)(?: [2-5])?"), Role.ITEM),
)


class Style(msgspec.Struct, frozen=True):
    """One style by itself; None where it says nothing."""

    name: str = ""
    based_on: str | None = None
    level: int | None = None
    listed: bool | None = None
    italic: bool | None = None
    languages: Languages = Languages()


def role_of_name(name: str) -> Role | None:
    """The role that a style of Word has by its name."""
    return next((role for pattern, role in _NAMED if pattern.fullmatch(name.strip().lower())), None)


def is_code(chain: list["Style"]) -> bool:
    """True for the character styles of code and what is typed."""
    return any(style.name.strip().lower() in _CODE for style in chain)


def languages_of(properties: Element | None) -> Languages:
    """The languages that the properties of a run name."""
    element = properties.first("lang") if properties is not None else None
    if element is None:
        return Languages()
    return Languages(attribute(element, "val"), attribute(element, "eastAsia"), attribute(element, "bidi"))


def is_listed(properties: Element | None) -> bool | None:
    """Whether paragraph properties number it or give it a bullet; 0 takes it away."""
    numbered = properties.first("numPr") if properties is not None else None
    return None if numbered is None else child_value(numbered, "numId") != "0"


def outline_level(properties: Element | None) -> int | None:
    """The level of a heading that paragraph properties name."""
    level = child_value(properties, "outlineLvl")
    return int(level) if level and level.isascii() and level.isdigit() else None


class Styles:
    """The styles of a document."""

    def __init__(self) -> None:
        self.default = Languages()
        self.unchecked: tuple[Unchecked, ...] = ()
        self._styles: dict[str, Style] = {}
        self._usual: dict[str, str] = {}  # kind → the style of what names none

    @classmethod
    def read(cls, archive: Archive, name: str | None) -> "Styles":
        """The styles in a member; none when there is no such member."""
        styles = cls()
        if name is not None:
            fault = xml_part(archive, name).records(frozenset({"style", "docDefaults"}), styles._take)
            styles.unchecked = (
                (msgspec.structs.replace(fault, what=f"{name}, {fault.what}"),) if fault else ()
            )
        return styles

    def _take(self, element: Element, path: Path) -> None:
        if element.name == "docDefaults":
            usual = element.first("rPrDefault")
            self.default = languages_of(usual.first("rPr") if usual is not None else None)
            return
        identity, kind = attribute(element, "styleId"), attribute(element, "type") or ""
        if not identity:
            return
        if attribute(element, "default") in ("1", "true", "on"):
            self._usual.setdefault(kind, identity)
        of_text, of_paragraph = element.first("rPr"), element.first("pPr")
        self._styles[identity] = Style(
            child_value(element, "name") or "",
            child_value(element, "basedOn"),
            outline_level(of_paragraph),
            is_listed(of_paragraph),
            switched_on(of_text, "i"),
            languages_of(of_text),
        )

    def chain(self, identity: str | None, kind: str) -> list[Style]:
        """A style and those it is based on, the nearest first."""
        chain: list[Style] = []
        identity = identity or self._usual.get(kind)
        if identity and identity not in self._styles:
            return [Style(identity)]  # a style of Word itself may be named all the same
        while identity and identity in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[identity])
            identity = chain[-1].based_on
        return chain


def role_of(chain: list[Style], properties: Element | None) -> Role | None:
    """The role of a paragraph by its styles and its own properties."""
    level = outline_level(properties)
    levels = [style.level for style in chain if style.level is not None]
    role = next((found for style in chain if (found := role_of_name(style.name))), None)
    if level is not None or (levels and role is not Role.NAVIGATION):
        level = level if level is not None else levels[0]
        if level < _BODY_LEVEL:
            return Role.HEADLINE
    if role is not None:
        return role
    listed = is_listed(properties)
    if listed is None:
        listed = next((style.listed for style in chain if style.listed is not None), False)
    return Role.ITEM if listed else None


def italic_in(chain: list[Style]) -> bool | None:
    """Whether the nearest style that says anything sets italics."""
    return next((style.italic for style in chain if style.italic is not None), None)


def languages_in(chain: list[Style]) -> Languages:
    """The languages that styles name, the nearest first."""
    languages = Languages()
    for style in chain:
        languages = languages.or_else(style.languages)
    return languages
