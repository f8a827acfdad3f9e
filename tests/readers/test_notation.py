"""Text that is written comes back as that text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.notation import Notation
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_string

READABLE = st.text(
    st.sampled_from("ab5мост漢—“”'\"&<>*_`[]()!#+-=.~|\\$${}:;\u00a0"), min_size=1, max_size=12
)


@given(READABLE)
def test_html(text: str) -> None:
    written = write(text, Notation.HTML_TEXT, "utf-8")
    assert read_string(f"<p>x{written}x</p>", "html").segments[0].text == f"x{text}x"
    written = write(text, Notation.HTML_ATTRIBUTE, "utf-8")
    for quote in "'\"":
        (segment,) = read_string(f"<img alt={quote}x{written}x{quote}>", "html").segments
        assert segment.text == f"x{text}x"


@given(READABLE)
def test_markdown(text: str) -> None:
    written = write(text, Notation.MARKDOWN, "utf-8")
    for before, after in (("x ", " x"), ("x", "x"), ("", " x")):
        (segment,) = read_string(f"{before}{written}{after}", "markdown").segments
        assert segment.text == f"{before}{text}{after}".strip()


def test_characters_that_the_encoding_lacks() -> None:
    assert write("мост — «漢»", Notation.HTML_TEXT, "cp1251") == "мост — «&#28450;»"
    assert write("a—b", Notation.MARKDOWN, "ascii") == "a&#8212;b"
    assert write("a—b", Notation.PLAIN, "cp1252") == "a—b"
    with pytest.raises(UnwritableError, match="cp1252"):
        write("мост", Notation.PLAIN, "cp1252")


def test_objects_are_not_written() -> None:
    for notation in Notation:
        with pytest.raises(UnwritableError):
            write("a \ufffc b", notation, "utf-8")
        with pytest.raises(UnwritableError):
            write("a \udc80 b", notation, "utf-8")
