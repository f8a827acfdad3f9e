"""Syntax that dialects add is no text; wrapping is the document's; pages are read as people see them."""

from audit.readers.decode_bytes import decode
from audit.readers.read_document import read_string


def texts(text: str, name: str = "markdown") -> list[str]:
    return [segment.text for segment in read_string(text, name).segments]


def test_components_and_expressions() -> None:
    text = 'import A from "a"\n\n{/* excerpt */}\n\n<Card title="A new bridge">\n    The ferry {x} waits.\n</Card>\n'
    assert texts(text) == ["A new bridge", "The ferry \ufffc waits."]
    assert not read_string(text, "markdown").understood
    assert read_string("The ferry waits.\n", "markdown").understood


def test_template_tags_and_containers() -> None:
    assert texts('{{< card\n  link="/a"\n>}}\n\nThe ferry.\n') == ["The ferry."]
    assert texts(":::note[The title]\nThe ferry.\n:::\n") == ["The title", "The ferry."]
    assert texts("See [http://a.example](http://a.example) now.\n") == ["See \ufffc now."]
    assert texts("Bridge\n: A way over water\n") == ["Bridge", "A way over water"]


def test_code_that_chooses_between_elements_is_no_text() -> None:
    text = '<div>\n  {boat === "big" ? (\n    <p>The ferry waits.</p>\n  ) : null}\n</div>\n\nIt sails.\n'
    assert texts(text) == ["The ferry waits.", "It sails."]
    assert not read_string(text, "markdown").understood


def test_values_of_shortcodes_are_shown_with_their_markup() -> None:
    text = '{{< card\n  Description="The ferry waits.<br><br> It <b>sails</b> at noon."\n>}}\n'
    assert texts(text) == ["The ferry waits.", "It sails at noon."]


def test_the_words_of_a_badge_are_of_no_language() -> None:
    badge = "[![Sail with us](/badges/boat.svg)](https://boat.example)\n\n<img src='a-badge.png' alt='Sail now'>\n"
    assert {segment.language for segment in read_string(badge, "markdown").segments} == {"und"}
    picture = "![The old ferry](/pictures/boat.svg)\n"
    assert {segment.language for segment in read_string(picture, "markdown").segments} == {None}


def test_hyphenation_marks_and_neighbours() -> None:
    assert texts("<p>Fähr\u00adschiff</p>", "html") == ["Fährschiff"]
    assert texts("<p><span>19:55</span><span>Anton</span></p>", "html") == ["19:55 Anton"]
    assert texts("<p>The ferry.</p><noscript>No scripts.</noscript>", "html") == ["The ferry."]


def test_one_nul_is_no_utf16() -> None:
    assert decode(b"The fer\x00ry waits.!").encoding == "utf-8"
