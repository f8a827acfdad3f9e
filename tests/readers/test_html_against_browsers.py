"""Our HTML reading against two parsers that build the tree of the HTML standard."""

import random
import re

import pytest

from audit.model.role import Role
from audit.readers.html_attributes import attribute_value
from audit.readers.read_html import read_html
from audit.readers.scan_html import HtmlScanner, TokenKind, add_html
from audit.readers.text_builder import FOLDING, TextBuilder

lexbor = pytest.importorskip("selectolax.lexbor")
justhtml = pytest.importorskip("justhtml")

SOUPS = 2500
WORDS = (
    *(
        "bridge",
        "river",
        "été",
        "мост",
        "γέφυρα",
        "𝄞",
        "--",
        "]]>",
        "5<6",
        "a<b",
        ">>",
        "&",
        "&amp;",
        "&lt;b&gt;",
    ),
    *("&copy", "&notit;", "&nbsp;", "&#8212;", "&#x80;", "&ampfoo", "&bogus;"),
)
INLINE = ("b", "i", "a", "span", "em", "strong", "u", "sub", "q", "abbr")
BLOCKS = (
    *("div", "p", "ul", "li", "h2", "section", "article", "blockquote", "dl", "dt", "dd", "main", "nav"),
    *("figure", "figcaption", "header", "footer"),
)
ATTRIBUTES = (
    "",
    "",
    ' class="x y"',
    " id=z",
    " data-a='<p>'",
    ' data-b="a>b"',
    " hidden",
    ' data-c="&quot;"',
    " data-d=",
    " =e",
    " data-f='1'data-g",
    "/",
    " / data-h = 3",
)
ODD = (
    "<!-- no <p> text -->",
    "<!-->",
    "<!--->",
    "<!-- x --!>",
    "<!doctype html>",
    "<?php x ?>",
    "</>",
    "</ x>",
    "<![CDATA[ a > b ]]>",
    "<br>",
    "<br/>",
    "<hr>",
    "<img src=x>",
    "<wbr>",
    "\r\n",
    "\t",
    "\0",
    "<",
    "</",
    "<3",
    "<script>if (a<b) '<p>' </script>",
    "<style>p > b {}</style>",
    "<script><!-- <script> </script> --></script>",
)


def soup(rng: random.Random) -> str:
    parts: list[str] = []
    opened: list[str] = []
    for _ in range(rng.randrange(1, 30)):
        roll = rng.random()
        if roll < 0.45:
            parts.append(rng.choice(WORDS) + rng.choice(("", " ", " ", "\n")))
        elif roll < 0.65:
            name = rng.choice(INLINE + BLOCKS)
            opened.append(name)
            parts.append(f"<{rng.choice((name, name, name.upper()))}{rng.choice(ATTRIBUTES)}>")
        elif roll < 0.85:
            name = opened.pop() if opened and rng.random() < 0.8 else rng.choice(INLINE + BLOCKS)
            parts.append(f"</{name}{rng.choice(('', '', ' ', ' x=1'))}>")
        else:
            parts.append(rng.choice(ODD))
    # White space before the body is no text.
    return "<body>x" + "".join(parts)


def folded(text: str) -> str:
    return re.sub(f"[{FOLDING}]+", " ", text).strip()


def by_lexbor(html: str) -> str:
    tree = lexbor.LexborHTMLParser(html)
    for node in tree.css("script, style, template, noscript"):
        node.decompose()
    return folded(tree.root.text(deep=True) if tree.root else "")


def by_justhtml(html: str) -> str:
    document = justhtml.JustHTML(html, sanitize=False)
    texts: list[str] = []
    pending = [document.root]
    while pending:
        node = pending.pop()
        if node.name == "#text":
            texts.append(node.data or "")
        elif node.name not in ("script", "style", "template", "noscript", "#comment", "!doctype"):
            pending.extend(reversed(node.children or []))
    return folded("".join(texts))


def by_scanner(html: str) -> str:
    parts = []
    for token in HtmlScanner(html).tokens():
        if token.kind in (TokenKind.TEXT, TokenKind.ESCAPABLE_RAW):
            builder = TextBuilder()
            builder.add_verbatim("|", 0)
            add_html(builder, html, token.start, token.end)
            builder.add_verbatim("|", len(html))
            built = builder.finish()
            assert built
            parts.append(built[0][1:-1])
    return folded("".join(parts))


def by_reader(html: str) -> str:
    segments = read_html(html).segments
    return unspaced("".join(s.text.replace("\ufffc", "") for s in segments if s.role is not Role.ATTRIBUTE))


def unspaced(text: str) -> str:
    return re.sub(f"[\xa0{FOLDING}]+", "", text)


def test_text_of_tag_soups() -> None:
    rng = random.Random(20)
    agreed = 0
    for _ in range(SOUPS):
        html = soup(rng)
        expected = by_lexbor(html)
        if by_justhtml(html) != expected:
            continue
        agreed += 1
        assert by_scanner(html) == expected, html
        assert by_reader(html) == unspaced(expected), html
    assert agreed > SOUPS * 0.9


def test_text_of_tables() -> None:
    """Browsers move stray text out of a table: the words must be the same, not their order."""
    rng = random.Random(21)
    parts = (
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<th>",
        "</tr>",
        "<tbody>",
        "<caption>",
        "</caption>",
    )
    for _ in range(400):
        html = "<body>" + "".join(
            rng.choice((*parts, " bridge ", " river ", "<p>", "<b>", "</b>", "<div>")) for _ in range(25)
        )
        assert sorted(by_lexbor(html).split()) == sorted(
            word for segment in read_html(html).segments for word in segment.text.split()
        ), html


def test_attribute_values() -> None:
    rng = random.Random(22)
    pieces = (
        *WORDS,
        "=",
        "&copy=",
        "&amp",
        "&lt",
        "&notin;",
        "&notin",
        "&#",
        "&#x",
        "&#65",
        "&#x41;",
        "&#0;",
        "&#xD800;",
        "\n",
        "'",
        ">",
    )
    for _ in range(1500):
        value = "".join(rng.choice(pieces) for _ in range(rng.randrange(1, 8)))
        html = f'<p title="{value}">'
        expected = lexbor.LexborHTMLParser(html).css_first("p").attributes["title"]
        start = html.index('"') + 1
        assert attribute_value(html, start, start + len(value)) == folded(expected).strip("\xa0"), html


def test_references_in_text() -> None:
    from html import unescape
    from html.entities import html5

    for name, characters in html5.items():
        for written in (f"x&{name}y", f"x&{name} y", f"x&{name}"):
            builder = TextBuilder()
            add_html(builder, written, 0, len(written))
            built = builder.finish()
            assert built
            shown = unescape(written).replace("\N{SOFT HYPHEN}", "").replace("\N{WORD JOINER}", "")
            assert folded(built[0]) == folded(shown), (written, characters)
