"""HTML: what is a text, what role and language it has, where it stands."""

import pytest

from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.segment import Segment
from audit.readers.read_html import read_html

OBJECT = "\ufffc"


def texts(html: str) -> list[str]:
    return [segment.text for segment in read_html(html).segments]


def only(html: str) -> Segment:
    (segment,) = read_html(html).segments
    return segment


def roles(html: str) -> list[tuple[str, Role]]:
    return [(segment.text, segment.role) for segment in read_html(html).segments]


def test_inline_elements_join_and_white_space_folds() -> None:
    html = "<p>The <b>new</b>\r\n   <i>bridge</i>&nbsp;opened </p>"
    segment = only(html)
    assert segment.text == "The new bridge\u00a0opened"
    assert segment.notation == Notation.HTML_TEXT
    span = segment.map.to_file(8, 14)
    assert html[span.start : span.end] == "bridge"
    assert not segment.map.unbroken(4, 14)
    assert segment.map.unbroken(8, 14)
    space = segment.map.to_file(14, 15)
    assert html[space.start : space.end] == "&nbsp;"


def test_references() -> None:
    html = "<p>R&D &lt;x&gt; &copy 5 < 6 &#8212; &#x80; &ampfoo &notit; &bogus; &#0;</p>"
    assert only(html).text == "R&D <x> © 5 < 6 — € &foo ¬it; &bogus; \ufffd"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>Two<div>Three</div>Four", ["One", "Two", "Three", "Four"]),
        ("<ul><li>One<li>Two<ul><li>Three</ul><li>Four</ul>", ["One", "Two", "Three", "Four"]),
        ("<dl><dt>One<dd>Two<dt>Three</dl>", ["One", "Two", "Three"]),
        ("<table><tr><td>One<td>Two<tr><th>Three</table>", ["One", "Two", "Three"]),
        ("<p>One<br>two", ["One two"]),
        ("<p>One.<br>Two", ["One.", "Two"]),
        ("<p>One<br> <br/>Two", ["One", "Two"]),
        ("<p>One<hr>Two", ["One", "Two"]),
        ("<p>One<!-- no --> <?no?>two", ["One two"]),
        ("One<script>no()</script> two<style>no</style>", ["One two"]),
        ("<pre>no</pre><p>One<template>no</template>", ["One"]),
        ("<svg><title>no</title><text>no</text></svg>One", ["One"]),
        ("<svg><p>One", ["One"]),
        ("<p>漢字\n漢字", ["漢字漢字"]),
        ("<ruby>漢<rt>かん</rt></ruby>字", ["漢字"]),
        ("<p>One<p title='unclosed", ["One"]),
        ("<div><b>One</div><div>two</b></div>", ["One", "two"]),
    ],
)
def test_where_texts_end(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Call <code>f(<b>x</b>)</code> now", f"Call {OBJECT} now"),
        ("<p>Press <kbd>x</kbd>", f"Press {OBJECT}"),
        ("<p>An <img src=x> in text", f"An {OBJECT} in text"),
        ("<p><svg><path/></svg> Share <img src=x>", "Share"),
        ("<p>Use <span translate=no>Foo</span> now", f"Use {OBJECT} now"),
        ("<p>Use <span class='x notranslate'>Foo</span> now", f"Use {OBJECT} now"),
        ("<p>Use <math><mi>x</mi></math> now", f"Use {OBJECT} now"),
    ],
)
def test_objects(html: str, expected: str) -> None:
    segment = only(html)
    assert segment.text == expected
    if OBJECT in expected:
        at = expected.index(OBJECT)
        span = segment.map.to_file(at, at + 1)
        assert html[span.start] == "<"
        assert html[span.end - 1] == ">"


def test_untranslated_blocks_are_left_out_but_never_the_whole_page() -> None:
    assert texts("<p translate=no>No</p><p>Yes") == ["Yes"]
    assert texts("<html translate=no><body class=notranslate><p>Yes") == ["Yes"]


def test_languages() -> None:
    html = (
        '<html lang="en-GB"><p>He said <i lang="fr"> bonjour &amp; merci </i> twice.'
        '<p lang="ru">Мост<p lang="en">Same<p lang="">Who knows<p>In <span lang=de>1984</span>'
    )
    content = read_html(html)
    assert content.language == "en-GB"
    assert [(s.text, s.language) for s in content.segments] == [
        (f"He said {OBJECT} twice.", None),
        ("bonjour & merci", "fr"),
        ("Мост", "ru"),
        ("Same", None),
        ("Who knows", "und"),
        ("In 1984", None),
    ]


def test_a_text_all_in_one_marked_span_has_that_language() -> None:
    html = '<html lang="ru"><p><span lang="EN-US">One</span> <span lang="EN-US">two</span></p>'
    segment = only(html)
    assert (segment.text, segment.language) == ("One two", "EN-US")


def test_language_from_meta_and_xml() -> None:
    assert read_html('<meta http-equiv="Content-Language" content="de"><p>x').language == "de"
    assert read_html('<html xml:lang="de"><p>x').language == "de"
    assert read_html('<html lang=""><p>x').language is None


def test_attributes() -> None:
    html = (
        '<img alt="A &quot;new&quot;&#10;bridge" src="x"><a title=Tip aria-label=\'Go &copy=x\'>x</a>'
        '<input placeholder="Name" value="no"><input type=submit value="Send"><option label="L">'
        '<link title="no"><p data-title="no" class="no">'
    )
    found = [(s.text, s.path.rsplit("@")[-1]) for s in read_html(html).segments if s.role is Role.ATTRIBUTE]
    assert found == [
        ('A "new" bridge', "alt"),
        ("Tip", "title"),
        ("Go &copy=x", "aria-label"),
        ("Name", "placeholder"),
        ("Send", "value"),
        ("L", "label"),
    ]
    first = read_html(html).segments[0]
    assert first.notation == Notation.HTML_ATTRIBUTE
    span = first.map.to_file(2, 3)
    assert html[span.start : span.end] == "&quot;"


def test_metadata() -> None:
    html = (
        "<title>The &amp; title</title><meta name=description content='About'>"
        "<meta property='og:title' content='Shared'><meta name=viewport content='no'><meta charset=utf-8>"
    )
    assert roles(html) == [
        ("The & title", Role.METADATA),
        ("About", Role.METADATA),
        ("Shared", Role.METADATA),
    ]


@pytest.mark.parametrize(
    ("html", "role", "known"),
    [
        ("<h2>x</h2>", Role.HEADLINE, True),
        ("<h2><a>x</a></h2>", Role.HEADLINE, True),
        ("<p>x", Role.BODY, True),
        ("<div>x", Role.BODY, False),
        ("<div><span>x", Role.BODY, False),
        ("<li>x", Role.ITEM, True),
        ("<li><p>x", Role.ITEM, True),
        ("<td><p>x", Role.BODY, True),
        ("<th>x", Role.ITEM, True),
        ("<figcaption><p>x", Role.CAPTION, True),
        ("<nav><ul><li>x", Role.NAVIGATION, True),
        ("<nav><h2>x", Role.NAVIGATION, True),
        ("<footer><p>x", Role.NAVIGATION, True),
        ("<article><footer><p>x", Role.BODY, True),
        ("<button>x", Role.CONTROL, True),
        ("<label>x", Role.CONTROL, True),
        ("<div role=button>x", Role.CONTROL, True),
        ("<div role=navigation><p>x", Role.NAVIGATION, True),
        ("<div role=heading>x", Role.HEADLINE, True),
        ("<div class='photo__caption--big'>x", Role.CAPTION, True),
        ("<p class='article-byline'>x", Role.CREDIT, True),
        ("<p><span class='photo-credit'>x</span>", Role.CREDIT, True),
        ("<div id=breadcrumbs><a>x", Role.NAVIGATION, True),
        ("<div class='cookie-banner'><p>x", Role.CONTROL, True),
        ("<div class='relatedPosts'><p>x", Role.NAVIGATION, True),
        ("<p class=copyright>x", Role.NOTICE, True),
        ("<span itemprop=author>x", Role.CREDIT, True),
        ("<a rel='author'>x", Role.CREDIT, True),
        ("<p><a href=y>x</a>", Role.NAVIGATION, True),
        ("<p><a name=y>x</a>", Role.BODY, True),
        ("<li><a href=y>x</a>", Role.NAVIGATION, True),
        ("<main><li><a href=y>x</a>", Role.ITEM, True),
        ("<p><a href=y>x</a> y", Role.BODY, True),
        ("<article class='post tag-social author-menu'><p>x", Role.BODY, True),
        ("<div class='page-with-menu'><p>x", Role.BODY, True),
        ("<div class=menu><article><p>x", Role.BODY, True),
        ("<div class=menu><h1>x", Role.HEADLINE, True),
        (f"<div class=notice><p>{'long text ' * 40}", Role.BODY, False),
        ("<textarea>x", Role.CONTROL, True),
        ("<noscript><p>x", Role.CONTROL, True),
    ],
)
def test_roles(html: str, role: Role, known: bool) -> None:
    segment = only(html)
    assert (segment.role, segment.role_known) == (role, known)


def test_credit_in_a_caption_is_a_text_of_its_own() -> None:
    html = "<figcaption>The bridge. <span class=credit>Photo: Agency</span></figcaption>"
    assert roles(html) == [("The bridge.", Role.CAPTION), ("Photo: Agency", Role.CREDIT)]


def test_controls_in_a_line() -> None:
    html = "<p>Press <button>Go</button> or <select><option>A<option>B</select> now.</p>"
    assert roles(html) == [
        (f"Press {OBJECT} or {OBJECT} now.", Role.BODY),
        ("Go", Role.CONTROL),
        ("A", Role.CONTROL),
        ("B", Role.CONTROL),
    ]


def test_paths() -> None:
    html = "<html><body><main><p>a<p>b<div hidden><p>c</div><p><img alt=d>"
    assert [segment.path for segment in read_html(html).segments] == [
        "html/body/main/p",
        "html/body/main/p[2]",
        "html/body/main/div/p (hidden)",
        "html/body/main/p[3]/img/@alt",
    ]


def test_xhtml_closes_itself() -> None:
    html = "<html><head><title/></head><body><script src='x'/><p>Text</p></body></html>"
    assert [segment.text for segment in read_html(html, xml=True).segments] == ["Text"]


def test_model_tags_are_notices_and_tokens_are_text() -> None:
    page = "<p><think>Hm.</think>The mayor, <unk>, spoke.</s></p><translation><p>Yes.</p></translation>"
    content = read_html(page)
    assert [(segment.text, segment.role) for segment in content.segments] == [
        ("<think>", Role.NOTICE),
        ("Hm.", Role.BODY),
        ("</think>", Role.NOTICE),
        ("The mayor, <unk>, spoke.</s>", Role.BODY),
        ("<translation>", Role.NOTICE),
        ("Yes.", Role.BODY),
        ("</translation>", Role.NOTICE),
    ]
    for segment in content.segments:
        span = segment.map.to_file(0, len(segment.text))
        assert page[span.start : span.end] == segment.text


def test_ordinary_unknown_elements_stay_markup() -> None:
    page = "<p>A <my-widget>new</my-widget> <s>old</s> <Think>one</Think> <think id=x>here</p>"
    assert [segment.text for segment in read_html(page).segments] == ["A new old one here"]
    assert read_html("<template><think></template><script>'</think>'</script>").segments == ()


@pytest.mark.parametrize(
    ("html", "cited"),
    [
        ("<p>She read <i>La <b>dolce</b> vita</i> &amp; <cite>Emma</cite>.</p>", ["La dolce vita", "Emma"]),
        ("<p>Both <em>one</em> <em>two</em>, <dfn>three</dfn>", ["one two", "three"]),
        ("<p> <i> First</i> of all, <b>bold</b></p>", ["First"]),
        ("<p><i>All of it</i> (1).</p>", []),
        ("<i><p>One</p><p>Two</p></i>", []),
    ],
)
def test_what_stands_in_italics_beside_other_words(html: str, cited: list[str]) -> None:
    segments = read_html(html).segments
    assert [segment.text[span.start : span.end] for segment in segments for span in segment.cited] == cited


ALTERNATES = (
    '<link rel="alternate" hreflang="x-default" href="https://example.org/">'
    '<link rel="alternate" hreflang="de" href="https://example.org/de/a/">'
    '<link rel="alternate" hreflang="fr" href="https://example.org/fr/a">'
)


@pytest.mark.parametrize(
    ("lang", "own", "language"),
    [
        ("en", '<link rel="canonical" href="http://example.org/de/a#top">', "de"),
        ("en", '<meta property="og:url" content="https://example.org/fr/a">', "fr"),
        ("de-AT", '<link rel="canonical" href="https://example.org/de/a">', "de-AT"),
        ("en", '<link rel="canonical" href="https://example.org/">', "en"),
        ("en", "", "en"),
    ],
)
def test_the_list_of_versions_tells_the_language_of_the_page(lang: str, own: str, language: str) -> None:
    page = read_html(
        f"<html lang={lang}><head>{ALTERNATES}{own}</head><p>Eins<p lang=de>Zwei<p lang=fr>Trois"
    )
    assert page.language == language
    declared = [segment.language for segment in page.segments]
    assert declared[2] == (None if language == "fr" else "fr")
