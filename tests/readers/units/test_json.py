"""Translations in JSON."""

import json
from typing import Any

import pytest
from hostile import must_end, stretched
from hypothesis import given
from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.notation import Notation
from audit.model.unit import Family, State
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes, read_string
from audit.readers.units.json_string import write_json_string
from tests.readers.units.contract import changes_only_it, holds

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# Keys that no rule puts together.
KEYS = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=4, max_size=6).map("key{}".format)
NODES = st.recursive(
    st.one_of(TEXTS, st.integers(), st.booleans()),
    lambda nodes: st.lists(nodes, max_size=3) | st.dictionaries(KEYS, nodes, max_size=3),
    max_leaves=8,
)


def read(text: str) -> Document:
    document = read_string(text, "json")
    holds(document)
    return document


def told(document: Document) -> list[tuple[str, list[str]]]:
    return [(unit.id, [side.text for side in unit.targets]) for unit in document.units]


def test_nested_keys_and_lists() -> None:
    document = read('{"menu": {"open": "Öffnen", "n": 3, "no": null}, "days": ["Mo", "Di", 4, null]}')
    assert told(document) == [
        ("menu.open", ["Öffnen"]), ("menu.no", [""]), ("days.0", ["Mo"]), ("days.1", ["Di"]),
    ]  # fmt: skip
    assert document.units[1].state is State.NEW
    assert document.units[1].targets[0].notation == Notation.READ_ONLY
    assert document.unchecked == ()


def test_escapes_are_decoded_and_lead_to_their_places() -> None:
    document = read(r'{"a": "x\n\"q\" \u00e9\ud83d\ude00 \/ \ud83d."}')
    (side,) = document.units[0].targets
    assert side.text == 'x\n"q" é\N{GRINNING FACE} / \N{REPLACEMENT CHARACTER}.'
    place = side.map.to_file(7, 8)
    assert document.text[place.start : place.end] == r"\ud83d\ude00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"c_one": "a", "c_other": "b"}', [("c", ["one", "other"])]),
        ('{"c_other": "b {{count}}"}', [("c", ["other"])]),
        ('{"c_other": "b"}', [("c_other", [None])]),
        ('{"c": "a", "c_plural": "b"}', [("c", ["one", "other"])]),
        ('{"c_0": "a", "c_1": "{{count}}", "c_2": "b"}', [("c", ["0", "1", "2"])]),
        ('{"c_0": "a", "c_1": "b"}', [("c_0", [None]), ("c_1", [None])]),
        ('{"c_ordinal_one": "a", "c_ordinal_other": "b"}', [("c_ordinal", ["one", "other"])]),
        ('{"c": "x", "c_one": "a", "c_other": "b"}', [("c", [None]), ("c (plural)", ["one", "other"])]),
        ('{"c": {"one": "a", "few": "b", "other": "c"}}', [("c", ["one", "few", "other"])]),
        ('{"c": {"one": "a", "two": "b"}}', [("c.one", [None]), ("c.two", [None])]),
        ('{"one": "a", "other": "b"}', [("one", [None]), ("other", [None])]),
    ],
)
def test_plural_forms_are_one_unit(text: str, expected: list[tuple[str, list[str | None]]]) -> None:
    units = read(text).units
    assert [(unit.id, [side.plural for side in unit.targets]) for unit in units] == expected


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Hallo {{name}}", Family.I18NEXT),
        ("$t(other) hier", Family.I18NEXT),
        ("Hallo {name}", Family.ICU),
        ("{n, plural, one {Tag} other {Tage}}", Family.ICU),
        ("ein Tag | {n} Tage", Family.VUE),
        ("@:common.name", Family.VUE),
        ("Hallo %{name}", Family.RUBY),
        ("Hallo %s", Family.PRINTF),
        ("Hallo %(name)s", Family.PYTHON_FORMAT),
        ("100 % Wolle", None),
    ],
)
def test_the_family_shows_in_the_texts(text: str, family: Family | None) -> None:
    assert read(json.dumps({"a": text, "b": "Guten Tag"})).units[0].family is family


def test_messages_with_descriptions() -> None:
    document = read(
        '{"hello": {"message": "Hallo $USER$", "description": "Greets",'
        ' "placeholders": {"user": {"content": "$1", "example": "Kim"}}},'
        ' "bye": {"message": "Bis bald", "description": "audit: ignore doubled-word: a song"}}'
    )
    assert told(document) == [("hello", ["Hallo $USER$"]), ("bye", ["Bis bald"])]
    assert document.units[0].notes == ("Greets", "user: for example Kim")
    (directive,) = document.directives
    assert directive.text == "audit: ignore doubled-word: a song"
    assert directive.end == document.text.index("Bis bald")


def test_strings_with_a_limit() -> None:
    (unit,) = read('{"k": {"string": "ja", "character_limit": 9, "context": "button"}}').units
    assert (unit.id, unit.max_length, unit.context) == ("k", 9, "button")


def test_languages_at_the_root() -> None:
    alone = read('{"de": {"a": "ja"}}')
    assert (alone.declared_language, told(alone)) == ("de", [("a", ["ja"])])
    both = read('{"de": {"a": "ja"}, "fr": {"a": "oui"}}')
    assert told(both) == [("a [de]", ["ja"]), ("a [fr]", ["oui"])]
    assert [unit.targets[0].language for unit in both.units] == ["de", "fr"]
    assert both.declared_language is None


def test_records_that_name_themselves() -> None:
    document = read(
        '[{"id": "a", "translation": "ja"}, {"id": "b", "translation": {"one": "ein", "other": "viele"}}]'
    )
    assert told(document) == [("a", ["ja"]), ("b", ["ein", "viele"])]


def test_the_language_of_the_file_is_no_text() -> None:
    document = read('{"locale": "de-AT", "language": "Sprache", "translations": {"1": "ja"}}')
    assert document.declared_language == "de-AT"
    assert told(document) == [("language", ["Sprache"]), ("translations.1", ["ja"])]


def test_a_key_given_twice_counts_the_second_time() -> None:
    document = read('{"a": "alt",\n "b": {"c": "x"},\n "b": {"c": "y"},\n "a": "neu"}')
    assert [(unit.id, unit.state) for unit in document.units] == [
        ("a", State.OBSOLETE), ("b.c", State.OBSOLETE), ("b.c", State.TRANSLATED), ("a", State.TRANSLATED),
    ]  # fmt: skip
    (note,) = document.unchecked
    assert note.what == "lines 1 to 2"
    assert not note.fatal


@pytest.mark.parametrize(
    ("text", "units", "lines"),
    [
        ('{"a": "x",}', ["a"], ["line 1"]),
        ('{"a": ["x",]}', ["a.0"], ["line 1"]),
        ('{\n// note\n"a": "x" /* more */}', ["a"], ["line 2"]),
        ('{"a": "x"\n"b": "y"}', ["a", "b"], ["line 2"]),
        ('{"a": "x\ty"}', ["a"], ["line 1"]),
        ('{"a": "x\\\'y"}', ["a"], ["line 1"]),
        ('{\n"a": "er sagte "ja" dazu",\n"b": "y"}', ["b"], ["line 2"]),
        ('{\n"a": "offen,\n"b": "y"}', ["b"], ["line 2"]),
        ("{\n'a': 'x',\n\"b\": \"y\"}", ["b"], ["line 2"]),
        ('{"a": "x", "b": {"c": "y"', ["a", "b.c"], ["line 1"]),
        ('{"a": [["x"}, "b": "y"}', ["a.0.0"], ["line 1", "line 1"]),
        ('{"a": "x"}\n{"b": "y"}', ["a"], ["line 2"]),
        ('{"a": "x"} /* open', ["a"], ["line 1"]),
        ('{"a": tru, "b": "x"}', ["b"], ["line 1"]),
        ('{"a": "er sagte "ja" dazu", "b": "x"}', ["b"], ["line 1"]),
        ('{"a": "offen}', [], ["line 1", "whole document"]),
    ],
)
def test_what_is_no_json_is_said_and_the_rest_read(text: str, units: list[str], lines: list[str]) -> None:
    document = read(text)
    assert [unit.id for unit in document.units] == units
    assert [note.what for note in document.unchecked] == lines


def test_comments_speak_to_the_tool() -> None:
    document = read(
        '{\n// audit-disable-next-line doubled-word: a name\n"a": "x",\n/* audit: ignore wrong-number */ "b": "y"}'
    )
    assert [directive.text for directive in document.directives] == [
        "audit-disable-next-line doubled-word: a name",
        "audit: ignore wrong-number",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_and_line_breaks_survive(encoding: str) -> None:
    data = '{\r\n\t"a": "grün",\r\n\t"b" : "blau"\r\n}'.encode(encoding)
    document = read_bytes(data, "locales/de.json")
    assert document.format == "json"
    assert document.data == data
    holds(document)
    assert told(document) == [("a", ["grün"]), ("b", ["blau"])]


def test_nothing_to_read_is_said() -> None:
    for text in ("", "null", '"text"', "{}", "[1]", "not json"):
        assert any(note.fatal for note in read_string(text, "json").unchecked)


def test_what_the_encoding_lacks_is_escaped() -> None:
    assert write_json_string("é\N{GRINNING FACE}я", "cp1252") == "é\\ud83d\\ude00\\u044f"
    with pytest.raises(UnwritableError):
        write_json_string("\udcff", "utf-8")


@pytest.mark.parametrize(
    "unit",
    ["{", "[", '{"a":', '{"a":[', '"', "\\", '{"a":"\\u', "/*", "//", "/*\n", ",", "\n", " ", '{"a" "b"', "}", "a ",
     '{"a": "b",\n', '{"a": x\n', '{"a":1 "b"', "'\n", "\ufeff"],
)  # fmt: skip
@must_end
def test_hostile_text_ends(unit: str) -> None:
    read_string(stretched(unit), "json")
    read_string('{"a": "' + stretched(unit), "json")
    read_string('{"a": "b",' + stretched(unit), "json")


def paths(node: Any, path: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    if isinstance(node, str):
        return [(".".join(path), node)]
    if isinstance(node, dict):
        return [found for key, value in node.items() for found in paths(value, (*path, key))]
    if isinstance(node, list):
        return [found for key, value in enumerate(node) for found in paths(value, (*path, str(key)))]
    return []


@given(st.dictionaries(KEYS, NODES), st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_every_text_is_found_as_the_library_reads_it(node: Any, ascii_only: bool, indent: Any) -> None:
    document = read(json.dumps(node, ensure_ascii=ascii_only, indent=indent))
    assert [(unit.id, unit.targets[0].text) for unit in document.units] == paths(node)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
def test_a_written_text_changes_nothing_else(texts: list[str], data: st.DataObject) -> None:
    document = read(json.dumps({f"key{number}": text for number, text in enumerate(texts)}))
    unit = data.draw(st.integers(0, len(texts) - 1))
    changes_only_it(document, unit, 0, data.draw(TEXTS))


@given(TEXTS, TEXTS, st.data())
def test_a_written_stretch_changes_nothing_else(text: str, new: str, data: st.DataObject) -> None:
    document = read(json.dumps({"key": text}))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = document.units[0].targets[0].map.to_file(start, end)
    after = document.text[: place.start] + write_json_string(new, "utf-8") + document.text[place.end :]
    assert json.loads(after) == {"key": text[:start] + new + text[end:]}


def test_the_family_is_that_of_most_texts() -> None:
    texts = {"a": "%s ja", "b": "%s nein", "c": "so {geht} es"}
    assert read(json.dumps(texts)).units[0].family is Family.PRINTF
