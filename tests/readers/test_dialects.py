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


def test_noscript_is_read_for_what_it_tells() -> None:
    noscript = "<noscript>No scripts.<img alt='A ferry'><p>&lt;img></p></noscript>"
    assert texts(f"<p>The ferry.</p>{noscript}", "html") == ["The ferry.", "No scripts."]
    assert texts(noscript, "html") == ["No scripts.", "A ferry", "<img>"]


def test_one_nul_is_no_utf16() -> None:
    assert decode(b"The fer\x00ry waits.!").encoding == "utf-8"


def test_a_wrapper_with_fences_inside() -> None:
    inner = "# Bridge\n\nRun:\n\n```sh\nmake\n```\n\nThe ferry waits.\n\n```\ncode\n```\n\nThe end.\n"
    expected = ["Bridge", "Run:", "The ferry waits.", "The end."]
    assert texts(f"```markdown\n{inner}```\n") == ["```markdown", *expected, "```"]
    assert texts(f"````md\n{inner}````") == ["````md", *expected, "````"]
    assert texts(f"```markdown\n{inner}") == ["```markdown", *expected]  # never closed
    assert not read_string(f"```markdown\n{inner}```\n", "markdown").understood
    for segment in read_string(f"```markdown\r\n{inner}```\n", "markdown").segments:
        assert segment.map.to_file(0, len(segment.text)).end


def test_every_part_in_a_wrapper() -> None:
    first = "```md\n---\ntitle: Bridge\nlang: en\n---\n\nThe ferry.\n```\n"
    text = f"{first}\nTickets.\n\n```markdown\n## Road\n\nAt noon.\n```\n"
    document = read_string(text, "markdown")
    assert [segment.text for segment in document.segments] == [
        *("```md", "Bridge", "The ferry.", "```", "Tickets.", "```markdown", "Road", "At noon.", "```"),
    ]
    assert document.declared_language == "en"
    assert [segment.text for segment in document.segments if segment.path == "fence"] == [
        *("```md", "```", "```markdown", "```"),
    ]


def test_examples_of_markdown_are_code() -> None:
    sample = "```md\n# Head\n```\n"
    assert texts(f"{sample}\nThe ferry waits.\n") == ["The ferry waits."]
    assert texts(f"The ferry waits.\n\n{sample}") == ["The ferry waits."]
    assert texts(f"---\ntitle: Bridge\n---\n{sample}\nThe ferry.\n\n{sample}") == ["Bridge", "The ferry."]
    assert texts(f"---\ntitle: Bridge\n---\n{sample}") == ["Bridge", "```md", "Head", "```"]


def test_values_in_other_shapes_than_yaml() -> None:
    text = '%{\n  version: "1.0",\n  title: "A bridge",\n  excerpt: """\n  The ferry waits.\n  """\n}\n---\n\nIt sails.\n'
    assert texts(text) == ["A bridge", "The ferry waits.", "It sails."]
    assert texts('{\n  "title": "A bridge",\n  "weight": 3\n}\n\nIt sails.\n') == ["A bridge", "It sails."]


def test_values_amid_a_page() -> None:
    text = "# Boats\n\nIt sails.\n\n---\ntitle: The second ferry\nlayout: wide\n---\n\nIt waits.\n"
    assert texts(text) == ["Boats", "It sails.", "The second ferry", "It waits."]


def test_names_between_rules() -> None:
    assert texts("--- task ---\n\nRow the boat.\n\n--- /task ---\n") == ["Row the boat."]
    assert texts("--- print-only --- Row *on*. --- /print-only ---\n") == ["Row on."]
    assert texts("[comment]: <> (Nobody sees this)\n\nIt sails.\n") == ["It sails."]
    assert texts("---\ntitle: A ferry\ntags: []\n---\n<p>It sails.</p>\n", "html") == ["A ferry", "It sails."]
    assert texts("It sails.\n\n--- later ---\n\nIt waits.\n") == ["It sails.", "--- later ---", "It waits."]


def test_template_tags_in_html() -> None:
    assert texts("<p>The ferry {% if late %} waits {% endif %} for {{ guest }}.</p>\n", "html") == [
        "The ferry \ufffc waits \ufffc for \ufffc."
    ]
    assert texts("<p>Dear {{ guest }}.</p>\n", "html") == ["Dear {{ guest }}."]


def test_the_size_of_a_picture() -> None:
    assert texts('![The ferry](a.png "At sea" =300x){.left} It sails.\n')[-1] == "It sails."
