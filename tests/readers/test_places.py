"""Of every format: every stretch of every text leads to its place; no text is too nasty or too slow."""

import pytest
from hostile import must_end
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.segment import INLINE_OBJECT
from audit.readers.read_document import read_string

ATOMS = st.sampled_from(
    [
        *(
            "bridge",
            "мост",
            "漢字",
            "𝄞",
            "e\u0301",
            "\u05d2\u05e9\u05e8",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "\u00a0",
            "\ufeff",
        ),
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<br>",
            "<li>",
            "<td>",
            "<table>",
            "<code>",
            "</code>",
            "<i lang=fr>",
            "</i>",
        ),
        *(
            "&amp;",
            "&nbsp;",
            "&lt",
            "&#10;",
            "&",
            "<",
            ">",
            "<!--",
            "-->",
            '<img alt="x &amp; y',
            '">',
            "<svg>",
            "\0",
        ),
        *(
            "*",
            "**",
            "_",
            "`",
            "```",
            "~~",
            "[",
            "](x)",
            "![",
            "](u 't&amp;t')",
            "\\",
            "\\*",
            "# ",
            "> ",
            "- ",
            "1. ",
            "    ",
        ),
        *(
            "|",
            "|-|\n",
            "---",
            "===",
            "[r]: /u 'x'",
            "[r]",
            "$",
            "{{",
            "}}",
            "[^1]",
            "http://x.y",
            "title: x",
            ":::",
        ),
        *("\u2028", "\x85", "\f", "\x1c", "'", '"', "</", "<select>", "<button>", "<title>", "\udc80"),
    ]
)
FORMATS = ("text", "html", "xhtml", "markdown")


def check_places(document: Document) -> None:
    last = -1
    for segment in document.segments:
        text, pieces = segment.text, segment.map.pieces
        assert text == text.strip()
        assert text.strip(INLINE_OBJECT + " ")
        assert len(text.splitlines()) == 1
        assert segment.map.length == len(text)
        assert pieces[0].file_start >= last, "in file order"
        last = pieces[0].file_start
        place, offset = 0, 0
        for piece in pieces:
            assert piece.text_start == offset
            assert place <= piece.file_start <= piece.file_end <= len(document.text)
            offset, place = piece.text_end, piece.file_end
            if piece.linear:
                shown, written = (
                    text[piece.text_start : piece.text_end],
                    document.text[piece.file_start : place],
                )
                assert all(map(shows, shown, written))


def shows(shown: str, written: str) -> bool:
    """True when one character of a file may stand for that character of a text."""
    if shown == " ":
        return written.isspace() or written == "\0"
    return shown in (written, INLINE_OBJECT) or (shown, written) == ("�", "\x00")


@settings(max_examples=400, deadline=None)
@given(st.lists(ATOMS, max_size=40), st.sampled_from(FORMATS))
def test_pieces(parts: list[str], name: str) -> None:
    check_places(read_string("".join(parts), name))


@settings(max_examples=150, deadline=None)
@given(st.lists(ATOMS, max_size=25), st.sampled_from(("html", "markdown")), st.data())
def test_any_stretch_reads_back(parts: list[str], name: str, data: st.DataObject) -> None:
    """What `to_file` gives for a stretch without markup inside is read as that stretch again."""
    document = read_string("".join(parts), name)
    for segment in document.segments:
        if INLINE_OBJECT in segment.text:
            continue
        start = data.draw(st.integers(0, len(segment.text) - 1))
        end = data.draw(st.integers(start + 1, len(segment.text)))
        span = segment.map.to_file(start, end)
        assert 0 <= span.start < span.end <= len(document.text)
        shown = segment.text[start:end]
        if not segment.map.unbroken(start, end) or any(
            end in " \u00a0\ufeff" for end in (shown[0], shown[-1])
        ):
            continue
        written = document.text[span.start : span.end]
        # A line break is shown as a space and is a tag.
        if name == "html" and segment.notation == "html-text" and "<" not in written:
            again = read_string("<p>" + written, "html").segments
            assert [item.text for item in again] == [shown]


N = 100_000
HTML_ATTACKS = (
    *(
        "<" * 200_000,
        '<a b="' * N,
        "<!--" * N,
        "&" * 200_000,
        "<div>" * 200_000,
        "<a b= " * N,
        "<p>x" * N,
        "</p>" * N,
    ),
    *(
        "<b>x" * N,
        "<b><p>x" * N,
        "<a>x" * N,
        "<span lang=fr>x" * N,
        "<button>x" * N,
        "<svg>" * N,
        "<code>x" * N,
    ),
    *(
        "<svg><p>x" * N,
        "<table><tr><td>x" * N,
        "&" + "a" * 200_000,
        "&#" + "1" * 200_000,
        " " * 200_000,
        "x<br>" * N,
    ),
    *(
        "<script>" * N,
        "<title>" * N,
        "<p " + "a=1 " * N,
        "<svg>" + "<![CDATA[" * N,
        "<ul><li>x" * N,
        "<div>" * N + "</b>" * N,
    ),
    *(
        "<select><option>x" * N,
        '<p class="' + "a-" * N + '">x',
        "<nav><div class=a-menu>x" * N,
        "<i lang=fr>x</i>y" * N,
    ),
)
MARKDOWN_ATTACKS = (
    *(
        "[" * N,
        "[a](" * N,
        "![" * N,
        "*" * N,
        "* a" * N,
        "_a*" * N,
        "a**b_" * N,
        ">" * N,
        "> " * 50 + "x\n" * N,
    ),
    *(
        "- " * N + "x\n" + "\n" * N,
        "".join("`" * (i % 300) + " " for i in range(2000)),
        "<" * N,
        '<a b="' * N,
        "<!--" * N,
    ),
    *(
        "&a" * N,
        "\\" * N,
        "$a_" * N,
        "{{" * N,
        "[^" * N,
        '[a](b "' * N,
        "[x" + "](((" * N,
        "[a][" * N,
        "[r]: /u\n" * N,
    ),
    *(
        "|" * N,
        "a|b\n" + "|-" * N,
        "|a|\n|-|\n" * 4000,
        "# x" + " #" * N,
        "- " * N + "x",
        "-" * N + "x",
        "http://a" + ")" * N,
    ),
    *(
        "http://a" + "." * N,
        "~" * N,
        "---\n" + "title: x\n" * N,
        "<code>" * N,
        "<div>\n\n" * N,
        "[" * N + "]" * N,
    ),
    *(
        "![" * N + "](x)" * N,
        "[" * N + "](x)" * N,
        "[\\" * N,
        "[^1]: " * N,
        "!!! a\n" * N,
        "# {.a" * N,
        "***a* " * N,
        "\t" * N,
    ),
)


@pytest.mark.parametrize("index", range(len(HTML_ATTACKS)))
@must_end
def test_hostile_html_takes_linear_time(index: int) -> None:
    check_places(read_string(HTML_ATTACKS[index], "html"))


@pytest.mark.parametrize("index", range(len(MARKDOWN_ATTACKS)))
@must_end
def test_hostile_markdown_takes_linear_time(index: int) -> None:
    check_places(read_string(MARKDOWN_ATTACKS[index], "markdown"))
