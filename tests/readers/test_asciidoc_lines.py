"""AsciiDoc among plain text: what is read of it, and what is not."""

from hostile import must_end

from audit.readers.asciidoc_lines import notation_lines, without_terms
from audit.readers.read_text import read_text

PAGE = """[[ch-harbour]]
== The harbour

:toc: left
(((harbour, history)))
The harbour opened in spring.(((harbour, opening)))
It takes ferries and boats.

[source,ruby]
----
gate.open if ferry.near? ? 1 : [ 2 ]
----

// A remark to the writers.
include::quay.asc[]

The quay is long.
"""


def texts(text: str) -> list[str]:
    return [segment.text for segment in read_text(text).segments]


def test_only_prose_is_read() -> None:
    assert texts(PAGE) == [
        "== The harbour",
        "The harbour opened in spring.",
        "It takes ferries and boats.",
        "The quay is long.",
    ]


def test_places_are_those_of_the_file() -> None:
    segment = read_text(PAGE).segments[1]
    place = segment.map.to_file(0, len(segment.text))
    assert PAGE[place.start : place.end] == segment.text


def test_other_texts_keep_their_rules() -> None:
    text = "Harbour news\n----\nThe ferry sails at nine.\n----\nThe gate is shut.\n"
    assert notation_lines(text) == frozenset()
    assert texts(text) == ["Harbour news", "----", "The ferry sails at nine.", "----", "The gate is shut."]


def test_a_block_that_does_not_end_encloses_nothing() -> None:
    text = "[NOTE]\n== Ferry\n----\nThe ferry sails at nine.\n"
    assert texts(text) == ["== Ferry", "----", "The ferry sails at nine."]


def test_terms_at_the_end_of_a_line() -> None:
    assert without_terms("It lists them.(((commands, list)))(((list)))") == "It lists them."
    assert without_terms("f(g(h(x)))") == "f(g(h(x)))"


def test_hostile_texts_end() -> None:
    must_end(lambda: texts("[source]\n== A\n" + "----\n....\n" * 20_000))
    must_end(lambda: texts("(((" * 100_000 + ")))" * 100_000))
