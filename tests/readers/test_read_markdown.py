"""Markdown: blocks, inline markup, what is no text, places."""

import pytest
from hostile import must_end, stretched

from audit.model.notation import Notation
from audit.model.role import Role
from audit.readers.read_markdown import read_markdown

OBJECT = "\ufffc"


def found(markdown: str) -> list[tuple[str, Role]]:
    return [(segment.text, segment.role) for segment in read_markdown(markdown).segments]


def texts(markdown: str) -> list[str]:
    return [text for text, role in found(markdown) if role is not Role.ATTRIBUTE]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Some *soft* and **strong** and ***both*** text", "Some soft and strong and both text"),
        ("snake_case_word and 2 * 3 * 4 and ~~gone~~", "snake_case_word and 2 * 3 * 4 and gone"),
        (r"\*literal\* \_x\_ 1\. a\b", r"*literal* _x_ 1. a\b"),
        ("R&D &amp; &copy; &#8212; &copy", "R&D & © — &copy"),
        ("Call `f(x)` or ``a`b`` now, `open", f"Call {OBJECT} or {OBJECT} now, `open"),
        ("A [link *text*](http://x.y/a_(b)) here", "A link text here"),
        ("A [link](<a b> 'title') here", "A link here"),
        ("A [ref], [text][ref], [ref][] and [none]\n\n[REF]: /x", "A ref, text, ref and [none]"),
        ("An ![alt](x.png) image", f"An {OBJECT} image"),
        ("See <https://x.y> or https://x.y/a_b_c. Or www.x.y!", f"See {OBJECT} or {OBJECT}. Or {OBJECT}!"),
        ("See (https://x.y/a_(b)) now", f"See ({OBJECT}) now"),
        ("A <b>tag</b>, a<br>break, <code>x</code>, 5 < 6", f"A tag, a break, {OBJECT}, 5 < 6"),
        ("A <!-- hidden --> comment", "A comment"),
        ("A note[^1].", "A note."),
        ("Math $x^2$ and $n$ but $5 and $10", f"Math {OBJECT} and {OBJECT} but $5 and $10"),
        ('Short {{< ref "x" >}} code {{ x }}', f"Short {OBJECT} code {OBJECT}"),
        ("A [span]{.class} of text", "A [span] of text"),
        ("Soft\nbreak and\\\nhard  \nbreak", "Soft break and hard break"),
        ("漢字\n漢字", "漢字漢字"),
    ],
)
def test_inline(line: str, text: str) -> None:
    assert texts(line) == [text]


def test_blocks_and_roles() -> None:
    markdown = """# Head *line* {#id .c}

Para one
goes on

Second
======

> Quote one
> goes on
lazily

1. item one
   goes on
2. item two

   its paragraph
   - nested

| A | B \\| C |
|---|:-:|
| d | `e` |

- [x] done

***
:::note
Inside
:::

!!! tip "Careful"
    Indented

> [!NOTE]
> Alert

[^1]: The note
"""
    assert found(markdown) == [
        ("Head line", Role.HEADLINE),
        ("Para one goes on", Role.BODY),
        ("Second", Role.HEADLINE),
        ("Quote one goes on lazily", Role.BODY),
        ("item one goes on", Role.ITEM),
        ("item two", Role.ITEM),
        ("its paragraph", Role.ITEM),
        ("nested", Role.ITEM),
        ("A", Role.ITEM),
        ("B | C", Role.ITEM),
        ("d", Role.ITEM),
        ("done", Role.ITEM),
        ("Inside", Role.BODY),
        ("Careful", Role.ITEM),
        ("Indented", Role.BODY),
        ("Alert", Role.BODY),
        ("The note", Role.BODY),
    ]
    known = {segment.text: segment.role_known for segment in read_markdown(markdown).segments}
    assert not known["Para one goes on"]
    assert known["Quote one goes on lazily"]


@pytest.mark.parametrize(
    "code",
    [
        "Text\n\n```py\nno\n\nno\n```",
        "Text\n\n~~~\nno\n```",
        "Text\n\n    no\n\n\tno",
        "- Text\n\n  ```\n  no\n  ```",
        "Text\n\n$$\nno\n$$",
    ],
)
def test_code_blocks_are_no_text(code: str) -> None:
    assert texts(code) == ["Text"]


def test_attributes() -> None:
    markdown = (
        '![A *new* bridge](x "The &amp; title") [l](y \'Link title\') <b title="Tip">x</b>\n\n[r]: /x "Ref"'
    )
    segments = [s for s in read_markdown(markdown).segments if s.role is Role.ATTRIBUTE]
    assert [(s.text, s.path.rsplit("@")[-1], s.notation) for s in segments] == [
        ("A new bridge", "alt", Notation.MARKDOWN),
        ("The & title", "title", Notation.MARKDOWN),
        ("Link title", "title", Notation.MARKDOWN),
        ("Tip", "title", Notation.HTML_ATTRIBUTE),
        ("Ref", "title", Notation.MARKDOWN),
    ]


def test_html_blocks() -> None:
    markdown = '<div class="x">\n<p lang="fr">Un <i>pont</i></p>\n\n*Text*\n\n</div>\n\n<!-- no\n\nno -->\n'
    markdown += "\n> <p>In\n> quote</p>"
    segments = read_markdown(markdown).segments
    assert [(s.text, s.notation) for s in segments] == [
        ("Un pont", Notation.HTML_TEXT),
        ("Text", Notation.MARKDOWN),
        ("In", Notation.HTML_TEXT),
        ("quote", Notation.HTML_TEXT),
    ]
    assert segments[0].language == "fr"


def test_front_matter() -> None:
    markdown = """---
title: "The \\"new\\" \\u2014 bridge"
date: 2024-01-01
lang: en
tags: [a, b]
description: >-
  Built in
  two years
image:
  alt: 'It''s there' # comment
draft: false
---
Text
"""
    content = read_markdown(markdown)
    assert content.language == "en"
    assert [(s.text, s.role) for s in content.segments] == [
        ('The "new" — bridge', Role.HEADLINE),
        ("Built in two years", Role.METADATA),
        ("It's there", Role.METADATA),
        ("Text", Role.BODY),
    ]
    assert [s.text for s in read_markdown('+++\ntitle = "Bridge"\n+++\nText').segments] == ["Bridge", "Text"]
    assert [s.text for s in read_markdown("---\n\nText\n").segments] == ["Text"]


def test_a_fence_around_the_whole_document() -> None:
    markdown = "\n```markdown\r\n# Bridge\r\n\r\nText\r\n```\r\n"
    segments = read_markdown(markdown).segments
    assert [(s.text, s.role) for s in segments] == [
        ("```markdown", Role.NOTICE),
        ("Bridge", Role.HEADLINE),
        ("Text", Role.BODY),
        ("```", Role.NOTICE),
    ]
    for segment in (segments[0], segments[-1]):
        span = segment.map.to_file(0, len(segment.text))
        assert markdown[span.start : span.end] == segment.text
    html = read_markdown('```html\n<html lang="en"><p>Text</p>\n```')
    assert [s.text for s in html.segments] == ["```html", "Text", "```"]
    assert html.language == "en"
    assert texts("```python\nno\n```") == []
    assert texts("```\nno\n```\ntext\n```\nno\n```") == ["text"]


def test_places_across_lines() -> None:
    markdown = "> Some *soft\r\n> text* &amp; end"
    (segment,) = read_markdown(markdown).segments
    assert segment.text == "Some soft text & end"
    for word, written in (
        ("soft", "soft"),
        ("text", "text"),
        ("&", "&amp;"),
        ("end", "end"),
        ("t t", "t\r\n> t"),
    ):
        at = segment.text.index(word)
        span = segment.map.to_file(at, at + len(word))
        assert markdown[span.start : span.end] == written
    assert not segment.map.unbroken(10, 16)


@pytest.mark.parametrize(
    "line",
    [
        "Call __INLINE_CODE_3__ and __LINK_12__, then _CODE_BLOCK_4_.",
        "See __PH7__ and {{PLACEHOLDER_3}} or %%MASK_4%% or ⟦3⟧.",
    ],
)
def test_masks_of_translation_tools_are_text(line: str) -> None:
    assert texts(line) == [line]


def test_bold_capitals_and_shortcodes_are_no_masks() -> None:
    assert texts("__VERY BOLD__ __COVID19__ __U2__ {{< video 3 >}} {{ name }} {{PAGE}}") == [
        "VERY BOLD COVID19 U2 \ufffc \ufffc \ufffc"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The mayor, <unk>, spoke.</s>",
        "Good <pad> <pad> news <extra_id_0> here",
        "Done.<|im_end|>",
        "<think>Well then.</think>The river rose.",
    ],
)
def test_what_only_language_models_write_is_text(line: str) -> None:
    (segment,) = read_markdown(line).segments
    assert segment.text == line
    assert segment.map.to_file(0, len(line)).end == len(line)


def test_model_tags_on_lines_of_their_own_are_notices() -> None:
    assert found("<think>\nHm.\n\nWell.\n</think>\n\n# Bridge\n\nOpen again.")[0] == ("<think>", Role.NOTICE)
    assert ("</translation>", Role.NOTICE) in found("<translation>\nText.\n</translation>")


def test_ordinary_elements_stay_markup() -> None:
    line = "A <my-widget>new</my-widget> <s>old</s> <Translation>one</Translation> <think role='x'>here</i>"
    assert texts(line) == ["A new old one here"]


@must_end
def test_a_strike_that_ends_nothing_is_told_in_linear_time() -> None:
    read_markdown(stretched("x</s> ") + stretched("_A_"))


@pytest.mark.parametrize(
    ("line", "cited"),
    [
        ("She read *La **dolce** vita* and _Emma_.", ["La dolce vita", "Emma"]),
        ("***Both*** and **bold** and ~gone~ and a*b", ["Both"]),
        ("A *[link](x.html) in* it, ![*alt*](x.png) and *two\nlines*", ["link in", "two lines"]),
        ("*All of it* (1).", []),
    ],
)
def test_what_stands_in_italics_beside_other_words(line: str, cited: list[str]) -> None:
    segments = read_markdown(line).segments
    assert [segment.text[span.start : span.end] for segment in segments for span in segment.cited] == cited
