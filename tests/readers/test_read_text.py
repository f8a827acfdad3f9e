"""Plain text: lines, hard-wrapped paragraphs, places."""

import textwrap

import pytest
from hostile import must_end
from hypothesis import given
from hypothesis import strategies as st

from audit.readers.read_text import read_text

PARAGRAPH = (
    "The council opened the new bridge on Monday morning, and while many people came to see it, "
    "several shops in the old town stayed closed because their owners had lost the way to work."
)


def texts(text: str) -> list[str]:
    return [segment.text for segment in read_text(text).segments]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029", "\n\n \t\n"])
def test_every_line_break_ends_a_segment(end: str) -> None:
    assert texts(f"One line.{end}Another line.{end}") == ["One line.", "Another line."]


def test_ends_are_stripped_and_places_kept() -> None:
    text = "\ufeff \u00a0 Новый мост.\u00a0\u3000\n\t𝄞 cafe\u0301 \ufeff"
    first, second = read_text(text).segments
    assert (first.text, second.text) == ("Новый мост.", "𝄞 cafe\u0301")
    for segment in (first, second):
        span = segment.map.to_file(0, len(segment.text))
        assert text[span.start : span.end] == segment.text
    assert not first.role_known


def test_wrapped_paragraph_is_joined() -> None:
    wrapped = "\r\n".join(textwrap.wrap(PARAGRAPH, 72))
    text = f"Headline\r\n\r\n{wrapped}\r\n\r\nThe end."
    assert texts(text) == ["Headline", PARAGRAPH, "The end."]
    segment = read_text(text).segments[1]
    at = segment.text.index("several")
    span = segment.map.to_file(at, at + 7)
    assert text[span.start : span.end] == "several"


def test_wrapped_paragraph_with_indentation() -> None:
    text = "\n".join("    " + line for line in textwrap.wrap(PARAGRAPH, 70))
    assert texts(text) == [PARAGRAPH]


def test_word_broken_at_a_hyphen_has_no_space() -> None:
    lines = (
        "The council opened the bridge on Monday morning and it was a well-",
        "known singer who cut the ribbon, while the mayor watched from afar.",
    )
    assert texts("\n".join(lines)) == ["".join(lines)]


def test_wrapped_chinese_has_no_spaces() -> None:
    line = "市政府今天上午宣布新桥正式通车许多市民前来参观并且拍照留念大家都很高兴" * 2
    assert texts("\n".join((line, line, line[:20]))) == [line + line + line[:20]]


@pytest.mark.parametrize(
    "text",
    [
        "A first paragraph that is a whole sentence and stands on a line alone.\n"
        "Another paragraph that is a whole sentence and stands on a line too.\n"
        "The third paragraph that is a whole sentence, and so on to the end.",
        "- a list item that is long enough to look like a line of wrapped text\n"
        "- another list item that is long enough to look like a line of text",
        "— You came late again, although the bridge was open the whole morning,\n"
        "— said nobody in particular to anybody else who was standing around us",
        "Short line\nand another\nand one more",
        "Council Opens New Bridge After Many Years of Waiting and Discussions\n"
        "Mayor Promises Another Bridge Before the Next Election in the Autumn",
    ],
)
def test_lines_of_their_own_stay_apart(text: str) -> None:
    assert texts(text) == list(text.split("\n"))


@given(
    st.text(st.sampled_from("ab Яя\n\r\t\f\u2028\u00a0\ufeff.,-漢字𝄞\u0301") | st.characters(), max_size=200)
)
def test_every_piece_leads_to_its_text(text: str) -> None:
    for segment in read_text(text).segments:
        assert segment.text == segment.text.strip()
        assert len(segment.text.splitlines()) == 1
        assert segment.map.length == len(segment.text)
        for piece in segment.map.pieces:
            if piece.linear:
                shown = segment.text[piece.text_start : piece.text_end]
                assert shown.split() == text[piece.file_start : piece.file_end].split()


@must_end
def test_one_huge_line() -> None:
    (segment,) = read_text("word " * 4_000_000).segments
    assert len(segment.text) == 19_999_999
