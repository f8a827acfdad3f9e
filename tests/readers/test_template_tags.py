"""What site generators write among the text: tags inside attributes, comments, contents, values of another text."""

import pytest

from audit.readers.read_html import read_html
from audit.readers.read_markdown import read_markdown


def texts(source: str) -> list[str]:
    return [segment.text for segment in read_markdown(source).segments]


def test_a_tag_inside_an_attribute_keeps_its_quotation_marks() -> None:
    page = '<p>See <a href="{{< relurl "ferry/times" >}}">the times</a>.</p><img src="{{ u "x" }}" alt="A ferry">'
    assert [segment.text for segment in read_html(page).segments] == ["See the times.", "A ferry"]


def test_braces_that_are_no_tag_end_with_their_attribute() -> None:
    assert [segment.text for segment in read_html('<p title="a {{ b">Text.</p>').segments] == [
        "a {{ b",
        "Text.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Das Boot {% comment %}weg{% endcomment %} kommt.\n", ["Das Boot \ufffc kommt."]),
        ("Das Boot kommt.\n{% comment %}# For translators\n{% endcomment %}\n", ["Das Boot kommt."]),
        ("- The contents come here\n{:toc}\n\nDas Boot kommt.\n", ["Das Boot kommt."]),
        ("Der Block `turn` {.motion}, dann `stop`.\n", ["Der Block \ufffc, dann \ufffc."]),
        ('Ein Bild {{figure {alt: "ferry"}}} steht hier.\n', ["Ein Bild \ufffc steht hier."]),
        ("Das Boot kommt.\n\n{* ../ferry.py hl[5,141,172] *}\n", ["Das Boot kommt."]),
    ],
)
def test_what_a_generator_takes_away_is_no_text(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_values_below_source_tell_of_another_text() -> None:
    head = "---\ntitle: Die Fähre\nsource:\n    title: The ferry\n    url: x\nseries:\n    title: Boote\n---\n\nText.\n"
    assert texts(head) == ["Die Fähre", "Boote", "Text."]
