"""Which language a page is in, and which of its parts are in others, as its markup declares."""

from collections.abc import Sequence

from msgspec import structs

from audit.model.segment import Segment
from audit.readers.html_attributes import (
    UNDETERMINED,
    content_language,
    page_address,
    page_locale,
    same_written_language,
)
from audit.readers.html_stack import Element
from audit.readers.scan_html import Attribute, Token

_LONGEST_NAME = 24  # code points of the name of a language
_LONGEST_ADDRESS = 2000  # code points
_MOST_ALTERNATES = 500


_ANY_OTHER = "x-default"  # stands for readers of all other languages


def _plain(address: str) -> str:
    """An address as it is compared: without scheme, fragment and the last slash."""
    return address.strip().partition("#")[0].rpartition("//")[2].rstrip("/").lower()


class PageLanguages:
    """What the elements of a page declare, from its start to here; `page` is the language of the page."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.page: str | None = None
        # What is declared where the page declares nothing: by its article, by its metadata.
        self._article: str | None = None
        self._locale: str | None = None
        # What the head says of the page's own address and of the same page in other languages.
        self._own: set[str] = set()
        self._alternates: list[tuple[str, str]] = []  # address, tag

    def declare(self, element: Element, language: str) -> None:
        """Take in the `lang` of an element."""
        if element.name in ("html", "body"):
            self.page = language or None
        elif not language:
            element.language = UNDETERMINED
        else:
            if element.name in ("article", "main") and self._article is None:
                self._article = language
            element.language = None if same_written_language(language, self.page) else language

    def meta(self, attributes: tuple[Attribute, ...]) -> None:
        """Take in what a meta element declares."""
        if self.page is None:
            self.page = content_language(self.text, attributes)
            self._locale = self._locale or page_locale(self.text, attributes)
        address = page_address(self.text, attributes)
        if address:
            self._own.add(_plain(address))

    def relation(self, attributes: tuple[Attribute, ...]) -> None:
        """Take in a `<link>` to the page's own address, or to the page in some language."""
        values = {
            attribute.name: self.text[
                attribute.start : min(attribute.end, attribute.start + _LONGEST_ADDRESS)
            ]
            for attribute in attributes
        }
        address = _plain(values.get("href", ""))
        relations = values.get("rel", "").lower().split()
        if "canonical" in relations or "self" in relations:
            self._own.add(address)
        elif "alternate" in relations and "hreflang" in values and len(self._alternates) < _MOST_ALTERNATES:
            self._alternates.append((address, values["hreflang"].strip()))

    def _of_own_address(self) -> str | None:
        """The language that the list of the page's versions gives for its own address, when it is one."""
        found = [
            tag
            for address, tag in self._alternates
            if address and address in self._own and tag.lower() != _ANY_OTHER
        ]
        languages = {tag.split("-")[0].lower() for tag in found}
        return found[0] if len(languages) == 1 else None

    def link(self, element: Element, token: Token) -> None:
        """The name of a language in a switcher stands in that language, as `hreflang` has it."""
        for attribute in token.attributes:
            if attribute.name == "hreflang":
                stop = self.text.find("<", token.end, token.end + _LONGEST_NAME)
                language = self.text[attribute.start : attribute.end].strip()
                if stop > 0 and language and not same_written_language(language, self.page):
                    element.language = language

    def settled(self, segments: Sequence[Segment]) -> list[Segment]:
        """The segments, seen from the page's end: one that declares no language has that of its article,
        or of its metadata. Where the list of a page's versions gives its own address a language, that wins: the
        list names every version by hand, while `lang` often comes with a template."""
        own = self._of_own_address()
        if self.page is not None and (own is None or same_written_language(own, self.page)):
            return list(segments)
        self.page = own or self._article or self._locale
        return [
            structs.replace(segment, language=None)
            if segment.language and same_written_language(segment.language, self.page)
            else segment
            for segment in segments
        ]
