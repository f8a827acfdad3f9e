"""What the attributes of an HTML element say: language, role, visibility; and which of them people read."""

import re
from collections.abc import Iterator

from audit.model.offset_map import OffsetMap
from audit.model.role import Role
from audit.readers import html_elements, html_roles
from audit.readers.html_stack import Element
from audit.readers.scan_html import Attribute, add_html
from audit.readers.text_builder import TextBuilder

UNDETERMINED = "und"  # BCP 47, for `lang=""`

# In the address of a picture: its words are drawn in it, as shops and services have them, and `alt` says the same.
_BADGE = re.compile(r"(?<![A-Za-z])badges?(?![A-Za-z])", re.IGNORECASE)
_LONGEST_ADDRESS = 2000  # code points

_READ = frozenset({"alt", "title", "aria-label", "aria-description", "placeholder"})
_LABELLED = frozenset({"track", "option", "optgroup"})
_BUTTON_TYPES = frozenset({"submit", "button", "reset"})
# `name`, `property` or `itemprop` of meta elements whose content people read.
_META = frozenset({
    *("description", "keywords", "news_keywords", "abstract", "application-name"),
    *("apple-mobile-web-app-title", "dc.title", "dc.description", "dcterms.title", "dcterms.description"),
    *("og:title", "og:description", "og:site_name", "og:image:alt"),
    *("twitter:title", "twitter:description", "twitter:image:alt"),
    *("name", "headline", "caption", "alternativeheadline"),
})  # fmt: skip
_LONGEST_LIST = 1000  # code points of a class attribute or style that are looked at


def attribute_text(text: str, start: int, end: int) -> tuple[str, OffsetMap] | None:
    """The value of an attribute as people see it, and its map; None when it is blank."""
    builder = TextBuilder()
    add_html(builder, text, start, end, attribute=True)
    return builder.finish()


def attribute_value(text: str, start: int, end: int) -> str:
    """The value of an attribute, decoded, white space folded."""
    built = attribute_text(text, start, end)
    return built[0] if built else ""


def is_badge(address: str) -> bool:
    """True for the address of a picture with words that are the same in every language: "Build passing"."""
    return _BADGE.search(address[:_LONGEST_ADDRESS]) is not None


def declared_language(element: Element, text: str, attributes: tuple[Attribute, ...]) -> str | None:
    """The language of what the attributes of an element say; that of a badge is left open."""
    if element.name == "img" and any(name == "src" and is_badge(text[a:b]) for name, a, b in attributes):
        return UNDETERMINED
    return element.language


def same_written_language(first: str | None, second: str | None) -> bool:
    """True when two tags name one written language: same language and script, whatever the region."""
    if first is None or second is None:
        return first is second
    return _written(first) == _written(second)


def _written(tag: str) -> tuple[str, str]:
    parts = tag.lower().replace("_", "-").split("-")
    return parts[0], next((part for part in parts[1:2] if len(part) == 4), "")


def apply_attributes(element: Element, text: str, attributes: tuple[Attribute, ...]) -> str | None:
    """Take over what the attributes say of an element; returns the declared language tag, if any."""
    language = None
    for name, start, end in attributes:
        if name == "class" or name == "id":
            _name(element, text[start : min(end, start + _LONGEST_LIST)].split(), is_class=name == "class")
        elif name == "lang" or (name == "xml:lang" and language is None):
            language = attribute_value(text, start, end)
        elif name == "role":
            role = html_roles.ARIA.get(text[start:end].strip().lower())
            if role is not None:
                _assign(element, role, soft=False)
        elif name == "itemprop" or name == "rel":
            for value in text[start : min(end, start + _LONGEST_LIST)].split():
                role = html_roles.PROPERTIES.get(value)
                if role is not None:
                    _assign(element, role, soft=True)
        elif name == "hidden":
            element.hidden = True
        elif name == "style":
            style = text[start : min(end, start + _LONGEST_LIST)].lower().replace(" ", "")
            element.hidden |= "display:none" in style or "visibility:hidden" in style
        elif name == "translate":
            # On the whole page it only tells browsers not to offer their own translation.
            whole_page = element.name in ("html", "body")
            element.dropped |= not whole_page and text[start:end].strip().lower() == "no"
    return language


def _name(element: Element, classes: list[str], *, is_class: bool) -> None:
    if element.name in ("html", "body"):
        return
    for name in classes:
        if is_class and name.lower() == "notranslate":
            element.dropped = True
        elif element.name not in html_roles.TOO_LARGE and element.name not in html_elements.HEADINGS:
            role = html_roles.of_name(name)
            if role is not None:
                _assign(element, role, soft=True)
                return


def _assign(element: Element, role: Role, *, soft: bool) -> None:
    """Give an element a role, unless it has a firmer one."""
    contained = element.known and element.role in html_roles.CONTAINING
    if contained and role not in html_roles.CONTAINING:
        return
    # What structure says stands against a mere class name; but a credit is a credit anywhere.
    if contained and soft and not element.soft and role is not Role.CREDIT:
        return
    element.role, element.known, element.soft = role, True, soft


def read_attributes(
    element: Element, text: str, attributes: tuple[Attribute, ...]
) -> Iterator[tuple[Attribute, Role, str]]:
    """The attributes that people read, each with its role and path."""
    name = element.name
    if name == "meta":
        yield from _read_meta(element, text, attributes)
        return
    for attribute in attributes:
        if attribute.start == attribute.end:
            continue
        if attribute.name in _READ:
            wanted = not (attribute.name == "title" and name in ("link", "style"))
        elif attribute.name == "label":
            wanted = name in _LABELLED
        else:
            wanted = attribute.name == "value" and name == "input" and _is_button(text, attributes)
        if wanted:
            yield attribute, Role.ATTRIBUTE, f"{element.path}/@{attribute.name}"


def _is_button(text: str, attributes: tuple[Attribute, ...]) -> bool:
    return any(
        name == "type" and text[start:end].strip().lower() in _BUTTON_TYPES for name, start, end in attributes
    )


def _read_meta(
    element: Element, text: str, attributes: tuple[Attribute, ...]
) -> Iterator[tuple[Attribute, Role, str]]:
    keys, content = _meta(text, attributes)
    known = next((key for key in keys if key in _META), None)
    if content is not None and known is not None:
        yield content, Role.METADATA, f'{element.path}[@name="{known}"]'


def _meta(text: str, attributes: tuple[Attribute, ...]) -> tuple[list[str], Attribute | None]:
    keys, content = [], None
    for attribute in attributes:
        if attribute.name in ("name", "property", "itemprop", "http-equiv"):
            keys.append(attribute_value(text, attribute.start, attribute.end).lower())
        elif attribute.name == "content" and attribute.end > attribute.start:
            content = attribute
    return keys, content


def content_language(text: str, attributes: tuple[Attribute, ...]) -> str | None:
    """The one language of `<meta http-equiv="content-language">`."""
    keys, content = _meta(text, attributes)
    if content is None or "content-language" not in keys:
        return None
    language = attribute_value(text, content.start, content.end)
    return None if "," in language else language or None


def page_locale(text: str, attributes: tuple[Attribute, ...]) -> str | None:
    """The language of `<meta property="og:locale">`, which templates set where nothing else does."""
    keys, content = _meta(text, attributes)
    if content is None or "og:locale" not in keys:
        return None
    return attribute_value(text, content.start, content.end).replace("_", "-").split("-")[0] or None


def page_address(text: str, attributes: tuple[Attribute, ...]) -> str | None:
    """The page's own address in `<meta property="og:url">`."""
    keys, content = _meta(text, attributes)
    if content is None or "og:url" not in keys:
        return None
    return attribute_value(text, content.start, min(content.end, content.start + _LONGEST_ADDRESS)) or None
