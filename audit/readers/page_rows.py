"""The rows of the formats that pages are written in."""

from collections.abc import Mapping

import msgspec

from audit.model.notation import Notation
from audit.readers.content import Content
from audit.readers.encodings_named import html_encoding
from audit.readers.format import Write, parsed_by, text_format
from audit.readers.notation import (
    write_html_attribute,
    write_html_text,
    write_html_unquoted,
    write_markdown,
    write_nothing,
    write_plain,
)


def _parse_html(text: str) -> Content:
    from audit.readers.front_matter import read_front_matter
    from audit.readers.read_html import read_html

    matter = read_front_matter(text)  # of the programs that make pages
    if not matter.end:
        return read_html(text)
    content = read_html(text, start=matter.end)
    return msgspec.structs.replace(
        content,
        segments=(*matter.segments, *content.segments),
        language=content.language or matter.language,
        understood=False,
    )


def _parse_xhtml(text: str) -> Content:
    from audit.readers.read_html import read_html

    return read_html(text, xml=True)


def _looks_like_html(head: bytes) -> bool:
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head)


_PLAIN: Mapping[str, Write] = {Notation.PLAIN: write_plain, Notation.READ_ONLY: write_nothing}
_HTML: Mapping[str, Write] = {
    Notation.HTML_TEXT: write_html_text,
    Notation.HTML_ATTRIBUTE: write_html_attribute,
    Notation.HTML_UNQUOTED: write_html_unquoted,
}
_MARKDOWN: Mapping[str, Write] = {Notation.MARKDOWN: write_markdown}

PAGE_ROWS = (
    text_format("text", (".txt", ".text"), parsed_by("read_text", "read_text"), notations=_PLAIN),
    text_format(
        "markdown",
        (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"),
        parsed_by("read_markdown", "read_markdown"),
        notations=_MARKDOWN,
    ),
    text_format(
        "html",
        (".html", ".htm"),
        _parse_html,
        declared=html_encoding,
        looks_like=_looks_like_html,
        notations=_HTML,
    ),
    text_format("xhtml", (".xhtml", ".xht"), _parse_xhtml, declared=html_encoding),
)
