"""What the styles of an ODT document say: headings, captions, italics, languages."""

import re

import msgspec

from audit.model.role import Role
from audit.readers.office.office_xml import attribute, local
from audit.readers.office.stretches import Languages
from audit.readers.units.xml_records import Element, Path

RECORDS = frozenset({"style:style", "style:default-style"})
_CODE = frozenset({"source text", "teletype", "user entry"})
_DEEPEST = 32
# The programs keep the English names of their own styles; a blank in a name is written as "_20_".
_NAMED = (
    (re.compile(r"heading(?: [0-9]+)?|title|subtitle"), Role.HEADLINE),
    (re.compile(r"caption|illustration|figure|drawing|table|text"), Role.CAPTION),
    (re.compile(r"contents(?: heading| [0-9]+)"), Role.NAVIGATION),
    (re.compile(r"header(?: left| right)?|footer(?: left| right)?"), Role.NAVIGATION),
    (re.compile(r"list contents|list heading|table contents|table heading"), Role.ITEM),
)


class Style(msgspec.Struct, frozen=True):
    """One style by itself. An automatic one was set on the text itself, not chosen by name."""

    name: str
    parent: str | None
    automatic: bool
    italic: bool | None
    languages: Languages


def languages_of(properties: Element | None) -> Languages:
    """The languages that text properties name."""
    if properties is None:
        return Languages()
    found = {local(key): value for key, value in properties.attributes.items()}

    def tag(suffix: str) -> str | None:
        language, country = found.get(f"language{suffix}"), found.get(f"country{suffix}")
        if not language or language == "none":
            return None
        return f"{language}-{country}" if country and country != "none" else language

    return Languages(tag(""), tag("-asian"), tag("-complex"))


class Styles:
    """The styles of a document, from both of the members that hold some."""

    def __init__(self) -> None:
        self.default = Languages()
        self._styles: dict[tuple[str, str], Style] = {}

    def take(self, element: Element, path: Path) -> None:
        """Take in one style."""
        family = attribute(element, "family") or ""
        properties = element.first("style:text-properties")
        if element.name == "style:default-style":
            if family == "paragraph":
                self.default = languages_of(properties)
            return
        name = attribute(element, "name")
        if not name:
            return
        slanted = attribute(properties, "font-style")
        self._styles[family, name] = Style(
            name.replace("_20_", " "),
            attribute(element, "parent-style-name"),
            any(local(outer.name) == "automatic-styles" for outer in path),
            None if slanted is None else slanted in ("italic", "oblique"),
            languages_of(properties),
        )

    def chain(self, name: str | None, family: str) -> list[Style]:
        """A style and its parents, the nearest first."""
        chain: list[Style] = []
        while name and len(chain) < _DEEPEST:
            style = self._styles.get((family, name))
            if style is None:
                chain.append(Style(name.replace("_20_", " "), None, False, None, Languages()))
                break
            chain.append(style)
            name = style.parent
        return chain


def role_of(chain: list[Style]) -> Role | None:
    """The role of a paragraph by its styles."""
    for style in chain:
        for pattern, role in _NAMED:
            if not style.automatic and pattern.fullmatch(style.name.strip().lower()):
                return role
    return None


def is_code(chain: list[Style]) -> bool:
    """True for the character styles of code and what is typed."""
    return any(not style.automatic and style.name.strip().lower() in _CODE for style in chain)


def own_languages(chain: list[Style]) -> Languages:
    """The languages set on the text itself."""
    return chain[0].languages if chain and chain[0].automatic else Languages()


def languages_in(chain: list[Style]) -> Languages:
    """The languages that styles name, the nearest first."""
    languages = Languages()
    for style in chain:
        languages = languages.or_else(style.languages)
    return languages


def italic_in(chain: list[Style]) -> bool | None:
    """Whether the nearest style that says anything sets italics."""
    return next((style.italic for style in chain if style.italic is not None), None)
