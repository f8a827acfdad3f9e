"""Qt Linguist files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.errors import UnreadableError
from audit.model.notation import Notation
from audit.model.unit import Family, State
from audit.readers.formats import write
from audit.readers.read_document import read_bytes
from readers.units.contract import holds, sides
from readers.units.xml_contract import VALUES, check_stretch

FILE = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL" sourcelanguage="en">
<context>
    <name>Harbour &amp; co</name>
    <message>
        <location filename="a.cpp" line="3"/>
        <source>&lt;b&gt;Open&lt;/b&gt; %1</source>
        <comment>the gate</comment>
        <extracomment>Shown at night</extracomment>
        <translatorcomment>Checked</translatorcomment>
        <translation>&lt;b&gt;Otwórz&lt;/b&gt; %1</translation>
    </message>
    <message numerus="yes">
        <source>%n boat(s)</source>
        <translation>
            <numerusform>%n łódź</numerusform>
            <numerusform>%n łodzie</numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes"><source>%n oar(s)</source><translation type="unfinished"></translation></message>
    <message><source>Later</source><translation type="unfinished">Później</translation></message>
    <message><source>Never</source><translation type="unfinished"/></message>
    <message><source>Gone</source><translation type="vanished">Znikł</translation></message>
    <message><source>Old</source><translation type="obsolete">Stary</translation></message>
    <message><source>Bell<byte value="x7"/>!</source><translation>Dzwon<byte value="x7"/>!</translation></message>
    <message><source>Two
lines</source><translation variants="yes"><lengthvariant>Dwa
wiersze</lengthvariant><lengthvariant>2</lengthvariant></translation></message>
    <message><source>Alone</source></message>
</context>
<message id="by-id"><source>Named</source><translation>Nazwany</translation></message>
</TS>
"""


def read(text: str = FILE) -> Document:
    return read_bytes(text.encode(), "app_pl.ts")


def test_messages() -> None:
    document = read()
    assert (document.format, document.declared_language) == ("qt-ts", "pl-PL")
    assert [
        (unit.sources[0].text, [side.text for side in unit.targets], unit.state) for unit in document.units
    ] == [
        ("<b>Open</b> %1", ["<b>Otwórz</b> %1"], State.TRANSLATED),
        ("%n boat(s)", ["%n łódź", "%n łodzie", ""], State.TRANSLATED),
        ("%n oar(s)", [""], State.NEW),
        ("Later", ["Później"], State.DRAFT),
        ("Never", [""], State.NEW),
        ("Gone", ["Znikł"], State.OBSOLETE),
        ("Old", ["Stary"], State.OBSOLETE),
        ("Bell\x07!", ["Dzwon\x07!"], State.TRANSLATED),
        ("Two\nlines", ["Dwa\nwiersze"], State.TRANSLATED),
        ("Alone", [""], State.NEW),
        ("Named", ["Nazwany"], State.TRANSLATED),
    ]
    first, boats = document.units[:2]
    assert first.id == "Harbour & co/<b>Open</b> %1"
    assert first.context == "Harbour & co / the gate"
    assert first.notes == ("the gate", "Shown at night", "Checked")
    assert first.family is Family.QT
    assert (first.sources[0].language, first.targets[0].language) == ("en", "pl-PL")
    assert [side.plural for side in boats.targets] == ["0", "1", "2"]
    assert boats.sources[0].plural is None
    assert (document.units[-1].id, document.units[-1].context) == ("by-id", None)
    holds(document)


def test_typescript_is_none() -> None:
    for text in ("export const a = <T,>(x: T) => x;", "<ts-element/>", "// TS\nlet a = 1"):
        with pytest.raises(UnreadableError):
            read(text)


def test_control_characters_are_elements() -> None:
    assert write("a\x1b<", "qt-text", "utf-8") == 'a<byte value="x1b"/>&lt;'


@settings(max_examples=150, deadline=None)
@given(st.data(), VALUES)
def test_what_is_written_is_read(data: st.DataObject, new: str) -> None:
    document = read()
    number = data.draw(st.integers(0, len(sides(document)) - 1))
    side = sides(document)[number]
    size = len(side.text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    for begin, stop in ((start, end), (0, size)):
        if side.notation != Notation.READ_ONLY:
            check_stretch(document, number, begin, stop, new)
