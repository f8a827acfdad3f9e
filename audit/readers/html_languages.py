"""Which language a page is in, and which of its parts are in others, as its markup declares."""

from collections.abc import Sequence

from msgspec import structs

from audit.model.segment import Segment
from audit.readers.html_attributes import (
    UNDETERMINED,
    content_language,
    page_locale,
    same_written_language,
)
from audit.readers.html_stack import Element
from audit.readers.scan_html import Attribute, Token

_LONGEST_NAME = 24  # code points of the name of a language


class PageLanguages:
    """What the elements of a page declare, from its start to here; `page` is the language of the page."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.page: str | None = None
        # What is declared where the page declares nothing: by its article, by its metadata.
        self._article: str | None = None
        self._locale: str | None = None

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
        or of its metadata."""
        if self.page is not None:
            return list(segments)
        self.page = self._article or self._locale
        return [
            structs.replace(segment, language=None)
            if segment.language and same_written_language(segment.language, self.page)
            else segment
            for segment in segments
        ]
