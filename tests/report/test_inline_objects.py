"""Code in a line is shown as readers see it, in the reading view and in the terminal."""

import pytest

from audit.readers.read_document import read_string
from audit.report.inline_objects import shown_object, with_objects
from audit.report.pages.html_text import text_blocks
from audit.run.auditor import Auditor


@pytest.mark.parametrize(
    ("text", "format", "shown"),
    [
        ("Run `make  all` now.", "markdown", "make all"),
        ("Run ``a`b`` now.", "markdown", "a`b"),
        ("See https://a.example/b for more.", "markdown", "https://a.example/b"),
        ("A ![ferry](f.png) waits.", "markdown", "▢"),
        ("<p>Run <code class='x'>a &lt; b</code> now.</p>", "html", "a < b"),
        ("<p>A <img src='f.png'> waits.</p>", "html", "▢"),
        (f"Run `{'x' * 200}` now.", "markdown", "x" * 79 + "…"),
    ],
)
def test_objects_as_readers_see_them(text: str, format: str, shown: str) -> None:  # noqa: A002
    document = read_string(text, format)
    segment = next(item for item in document.segments if "\ufffc" in item.text)
    place = segment.text.index("\ufffc")
    assert shown_object(document, segment, place) == shown
    content, start, end = with_objects(document, segment, place, place + 1)
    assert content[start:end] == shown
    assert "\ufffc" not in content


def test_the_reading_view_shows_code() -> None:
    document = read_string("Run `make <all>` now, then go `home`.", "markdown")
    html = text_blocks(document, (), (), "en", "")
    assert "Run <code>make &lt;all&gt;</code> now, then go <code>home</code>." in html


def test_a_mark_around_code() -> None:
    result = Auditor(target="en").check_text("Run `make` now now.", format="markdown")
    html = text_blocks(result.document, result.findings, (), "en", "")
    assert "Run <code>make</code> <mark" in html
