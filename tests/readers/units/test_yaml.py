"""Translations in YAML."""

import sys
from typing import Any

import pytest
import yaml
from hostile import must_end, stretched
from hypothesis import assume, given
from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.errors import UnreadableError
from audit.model.notation import Notation
from audit.model.unit import Family, State
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes, read_string
from tests.readers.units.contract import changes_only_it, holds

RAILS = """# Ferries
de:
  pier: &pier Der Steg
  again: *pier
  hint: "Zwei\\nZeilen \\u00e9\\x41 %{name}"
  shut: 'Geht''s'
  tagged: !!str 12
  symbol: :year
  number: 3
  switch: yes
  missing:
  boats:
    one: Ein Boot
    other: "%{count} Boote"
  days:
    -
    - Montag
    - Dienstag
  flow: {a: [x y, "z"], b: w}
  long: Das ist
    eine Zeile

    und noch eine
  quoted: "erste \\
    zweite
    dritte"
  single: 'eins
    zwei'
  text: |
    Erste Zeile
      eingerückt

    letzte
  stripped: |-
    nur eine
  folded: >
    Erste Zeile
    und weiter

    neuer Absatz
      so gesetzt
    Ende
  "no": nein
"""
VALUES = {
    "pier": ["Der Steg"],
    "hint": ["Zwei\nZeilen éA %{name}"],
    "shut": ["Geht's"],
    "tagged": ["12"],
    "missing": [""],
    "boats": ["Ein Boot", "%{count} Boote"],
    "days.1": ["Montag"],
    "days.2": ["Dienstag"],
    "flow.a.0": ["x y"],
    "flow.a.1": ["z"],
    "flow.b": ["w"],
    "long": ["Das ist eine Zeile\nund noch eine"],
    "quoted": ["erste zweite dritte"],
    "single": ["eins zwei"],
    "text": ["Erste Zeile\n  eingerückt\n\nletzte\n"],
    "stripped": ["nur eine"],
    "folded": ["Erste Zeile und weiter\nneuer Absatz\n  so gesetzt\nEnde\n"],
    "no": ["nein"],
}
PRINTABLE = st.characters(
    exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff\u2028\u2029"
)
WORDS = st.text(PRINTABLE, min_size=1, max_size=8).filter(lambda text: text.strip() == text)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def read(text: str) -> Document:
    document = read_string(text, "yaml")
    holds(document)
    return document


@pytest.fixture(params=["as installed", "in Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML with the library in C, where it has one, and without."""
    if request.param == "in Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("change", [("", ""), ("\n", "\r\n"), ("# Ferries", "\ufeff# Ferries")])
def test_every_kind_of_scalar(change: tuple[str, str]) -> None:
    document = read(RAILS.replace(*change) if change[0] else RAILS)
    assert {unit.id: [side.text for side in unit.targets] for unit in document.units} == VALUES
    assert document.declared_language == "de"
    assert {unit.family for unit in document.units} == {Family.RUBY}
    assert [unit.id for unit in document.units if unit.state is State.NEW] == ["missing"]
    fixed = [unit.id for unit in document.units if unit.targets[0].notation == Notation.READ_ONLY]
    assert fixed == ["missing", "folded"]  # lines set in mean something in a folded block
    boats = next(unit for unit in document.units if unit.id == "boats")
    assert [side.plural for side in boats.targets] == ["one", "other"]
    assert document.unchecked == ()


@pytest.mark.parametrize("name", [name for name in VALUES if name not in ("missing", "text", "folded")])
def test_each_can_be_written(name: str) -> None:
    document = read(RAILS)
    index = [unit.id for unit in document.units].index(name)
    changes_only_it(document, index, 0, "Grüße an alle")


@pytest.mark.parametrize("name", ["text", "folded"])
def test_a_stretch_of_a_block_can_be_written(name: str) -> None:
    document = read(RAILS.replace("      so gesetzt", "    so gesetzt"))
    index = [unit.id for unit in document.units].index(name)
    side = document.units[index].targets[0]
    start = side.text.index("Zeile")
    place = side.map.to_file(start, start + 5)
    whole = side.text.replace("Zeile", "Reihe")
    characters = write("Reihe", side.notation, "utf-8", whole)
    after = read(document.text[: place.start] + characters + document.text[place.end :])
    assert after.units[index].targets[0].text == whole
    with pytest.raises(UnwritableError):  # the break at the end is not written
        write("kurz", side.notation, "utf-8")


@pytest.mark.parametrize(
    ("text", "refused"),
    [("eins drei zwei", False), ("eins  zwei", True), ("eins \nzwei", True), (" eins", True)],
)
@pytest.mark.parametrize(
    "notation", ["yaml-plain-folded", "yaml-single-folded", "yaml-double-folded", "yaml-folded-stripped"]
)
def test_over_several_lines_no_blank_may_end_one(notation: str, text: str, refused: bool) -> None:
    if refused:
        with pytest.raises(UnwritableError):
            write("", notation, "utf-8", text)
    else:
        assert write("", notation, "utf-8", text) == ""


@pytest.mark.parametrize(
    ("new", "whole", "refused"),
    [
        (" ", "a b", False),
        (" ", "ab ", True),
        (",", "a, b", False),
        (",", ", b", True),
        ("%{n}", "a %{n}", False),
        ("%{n}", "%{n} a", True),
        (" ", "a: b", True),
        ("#", "a #b", True),
        ("", "12", True),
        ("", "yes", True),
        ("", "", True),
        ("\n", "a\nb", True),
    ],
)
def test_what_a_text_without_quotation_marks_can_be(new: str, whole: str, refused: bool) -> None:
    if refused:
        with pytest.raises(UnwritableError):
            write(new, "yaml-plain", "utf-8", whole)
    else:
        assert write(new, "yaml-plain", "utf-8", whole) == new


def test_files_of_other_programs() -> None:
    document = read("app:\n  title: Hallo {{name}}\n")
    assert [unit.id for unit in document.units] == ["title"]
    assert document.units[0].family is Family.I18NEXT
    assert document.declared_language is None
    several = read("en:\n  a: yes it is\nde:\n  a: ja doch\n")
    assert [(unit.id, unit.targets[0].language) for unit in several.units] == [
        ("a [en]", "en"),
        ("a [de]", "de"),
    ]


def test_half_a_character_is_shown_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    document = read('de:\n  a: "x\\ud83dy"\n')
    assert document.units[0].targets[0].text == "x\N{REPLACEMENT CHARACTER}y"


def test_a_key_given_twice_counts_the_second_time() -> None:
    document = read("de:\n  a: alt\n  a: neu\n")
    assert [unit.state for unit in document.units] == [State.OBSOLETE, State.TRANSLATED]
    assert [note.what for note in document.unchecked] == ["line 2"]


def test_aliases_are_never_followed() -> None:
    lines = ["de:", "  a0: &a0 [x]"]
    lines += [f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    assert [unit.id for unit in read("\n".join([*lines, "  <<: *a9", "  z: y"])).units] == ["a0.0", "z"]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "ids", "what"),
    [
        ("de:\n  a: x\n  b: 'y\n", ["a"], "line"),
        ("de:\n  a: x\n b: y\n", ["a"], "line"),
        ("de:\n  a: x\n  b: @y\n", ["a"], "line 3"),
        ("de:\n  a: x\x07y\n  b: \udcff\n", ["a", "b"], "lines 2 to 3"),
        ("de:\n  a: x\n  b: " + "[" * 200, ["a"], "line 3"),
    ],
)
def test_broken_files_are_read_up_to_the_fault(text: str, ids: list[str], what: str) -> None:
    document = read_string(text, "yaml")
    assert [unit.id for unit in document.units] == ids
    (note,) = document.unchecked
    assert note.what.startswith(what)
    assert not note.fatal


def test_comments_speak_to_the_tool() -> None:
    document = read(
        "de:\n  # audit-disable-next-line doubled-word: a name\n  a: x # audit: ignore wrong-number\n"
        '  b: "# audit-disable-file"\n  c: |\n    # audit-disable-file\n'
    )
    assert [directive.text for directive in document.directives] == [
        "audit-disable-next-line doubled-word: a name",
        "audit: ignore wrong-number",
    ]


def test_without_the_library_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(UnreadableError, match=r"pip install 'translation-audit\[yaml\]'"):
        read_string("de:\n  a: x\n", "yaml")


@pytest.mark.parametrize(
    ("path", "data", "known"),
    [
        ("config/locales/x.yml", b"anything: goes", True),
        ("de.yml", b"a: x", True),
        ("some.yml", b"# c\n---\nde:\n  a: x", True),
        ("some.yml", b"services:\n  web: x", False),
        ("docker-compose.yml", b"services:\n  web: x", False),
    ],
)
def test_only_translations_are_known_by_themselves(path: str, data: bytes, known: bool) -> None:
    if known:
        assert read_bytes(data, path).format == "yaml"
        return
    with pytest.raises(UnreadableError, match="--as"):
        read_bytes(data, path)


@pytest.mark.parametrize(
    "unit", ["[", "{", "a: ", "- ", "'", '"', "\\", "&a ", "*a\n", "|\n", "#", "\n", " ", "\t"]
)
@must_end
def test_hostile_text_ends(unit: str) -> None:
    text = stretched(unit)[:100_000]
    read_string("de:\n  a: " + text, "yaml")
    read_string('de:\n  a: "' + text.replace('"', "") + '"\n', "yaml")
    read_string("de:\n  a: |\n    " + text.replace("\n", "\n    "), "yaml")


def dumped(values: dict[str, str], style: str | None, width: int) -> str:
    class Dumper(yaml.SafeDumper):
        pass

    def string(dumper: Any, text: str) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.add_representer(str, string)
    plain = {f"key{number}": text for number, text in enumerate(values.values())}
    return str(yaml.dump({"de": plain}, Dumper=Dumper, width=width, allow_unicode=True))


STYLES = st.sampled_from([None, "'", '"', "|", ">"])
LONG = st.lists(
    st.sampled_from(["a", "bc", " ", "\n", "\n\n", "'", '"', "é", "\\", "  ", "d: e", "#"]), max_size=30
)


@given(
    st.lists(st.one_of(TEXTS, LONG.map("".join)), min_size=1, max_size=4), STYLES, st.sampled_from([10, 80])
)
def test_every_text_is_read_as_the_library_reads_it(texts: list[str], style: str | None, width: int) -> None:
    text = dumped(dict(enumerate(texts)), style, width)  # type: ignore[arg-type]
    expected = yaml.safe_load(text)["de"]
    document = read_string(text, "yaml")
    assert [unit.targets[0].text for unit in document.units] == list(expected.values())


@given(st.lists(WORDS, min_size=1, max_size=4), STYLES, st.one_of(TEXTS, WORDS), st.data())
def test_a_written_text_changes_nothing_else(
    texts: list[str], style: str | None, new: str, data: st.DataObject
) -> None:
    document = read_string(dumped(dict(enumerate(texts)), style, 80), "yaml")  # type: ignore[arg-type]
    assume(len(document.units) == len(texts))  # ":0" without quotation marks is a symbol of Ruby and no text
    unit = data.draw(st.integers(0, len(texts) - 1))
    side = document.units[unit].targets[0]
    try:
        write(new, side.notation, "utf-8")
    except UnwritableError:
        return
    changes_only_it(document, unit, 0, new)


@given(st.one_of(TEXTS, WORDS, LONG.map("".join)), STYLES, st.one_of(TEXTS, WORDS), st.data())
def test_a_written_stretch_changes_nothing_else(
    text: str, style: str | None, new: str, data: st.DataObject
) -> None:
    document = read_string(dumped({0: text}, style, 20), "yaml")  # type: ignore[dict-item]
    if not document.units:
        return
    (side,) = document.units[0].targets
    start = data.draw(st.integers(0, len(side.text)))
    end = data.draw(st.integers(start, len(side.text)))
    assume(not side.map.cuts(start, end))
    whole = side.text[:start] + new + side.text[end:]
    try:
        characters = write(new, side.notation, "utf-8", whole)
    except UnwritableError:
        return
    place = side.map.to_file(start, end)
    after = document.text[: place.start] + characters + document.text[place.end :]
    assert yaml.safe_load(after)["de"]["key0"] == whole


BLOCK_LINES = st.lists(
    st.text(st.sampled_from(" \tab:#-'%"), max_size=6).map(lambda line: line.replace("\t", " \t")),
    min_size=1,
    max_size=4,
)


@given(BLOCK_LINES, st.sampled_from(["", "-"]), st.integers(1, 5), st.one_of(TEXTS, WORDS), st.data())
def test_a_block_that_says_its_indent_can_be_written(
    lines: list[str], chomping: str, indent: int, new: str, data: st.DataObject
) -> None:
    blanks = " " * (2 + indent)
    body = "".join(f"{blanks}{line}\n" for line in lines)
    text = f"de:\n  key0: |{indent}{chomping}\n{body}  key1: Ende\n"
    expected = yaml.safe_load(text)["de"]
    document = read_string(text, "yaml")
    holds(document)
    assert [unit.targets[0].text for unit in document.units] == list(expected.values())
    side = document.units[0].targets[0]
    start = data.draw(st.integers(0, len(side.text)))
    end = data.draw(st.integers(start, len(side.text)))
    assume(side.map.unbroken(start, end) and not side.map.cuts(start, end))
    whole = side.text[:start] + new + side.text[end:]
    try:
        characters = write(new, side.notation, "utf-8", whole)
    except UnwritableError:
        return
    place = side.map.to_file(start, end)
    after = document.text[: place.start] + characters + document.text[place.end :]
    assert yaml.safe_load(after)["de"] == expected | {"key0": whole}


@pytest.mark.parametrize("notation", ["|", "|1"])
def test_a_block_is_not_left_to_end_in_blank_lines(notation: str) -> None:
    document = read(f"de:\n  key: {notation}\n   Erste\n\n   zweite\n  last: Ende\n")
    side = document.units[0].targets[0]
    with pytest.raises(UnwritableError, match="one line break"):
        write("", side.notation, "utf-8", "Erste\n\n")


def test_a_block_that_keeps_its_breaks_and_says_its_indent_is_only_read() -> None:
    document = read("de:\n  key: |2+\n    Erste Zeile\n    zweite\n  last: Ende\n")
    side = document.units[0].targets[0]
    assert side.text == "Erste Zeile\nzweite\n"
    assert side.notation == Notation.READ_ONLY


def test_a_block_that_says_its_indent_may_begin_with_blanks() -> None:
    document = read("de:\n  key: |2\n      Erste Zeile\n    zweite\n  last: Ende\n")
    side = document.units[0].targets[0]
    assert side.text == "  Erste Zeile\nzweite\n"
    start = side.text.index("Erste")
    characters = write("Letzte", side.notation, "utf-8", side.text.replace("Erste", "Letzte"))
    place = side.map.to_file(start, start + 5)
    after = read(document.text[: place.start] + characters + document.text[place.end :])
    assert after.units[0].targets[0].text == "  Letzte Zeile\nzweite\n"
