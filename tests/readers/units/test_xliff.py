"""XLIFF 1.2 and 2."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.document import Document, Flow
from audit.model.unit import Family, State
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_bytes
from readers.units.contract import changes_only_it, holds, sides, written
from readers.units.xml_contract import VALUES, check_stretch, targets

FIRST = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="Harbour.resx" source-language="en" target-language="de" datatype="xml">
    <body>
      <group id="g">
        <trans-unit id="ferry">
          <source>The ferry &amp; its {0} cabins</source>
          <target state="translated">Die Fähre &amp; ihre {0} Kabinen</target>
          <note>A boat</note><note/>
          <alt-trans><source>x</source><target>Das Schiff</target></alt-trans>
        </trans-unit>
        <trans-unit id="bold" resname="menu.bold" maxwidth="12" size-unit="char">
          <source>Press <g id="1">here</g><x id="2"/></source>
          <target state="needs-review-translation">Hier <g id="1">drücken</g><x id="2"/></target>
        </trans-unit>
        <trans-unit id="open"><source>Open</source></trans-unit>
        <trans-unit id="close"><source>Close</source><target state="new"></target></trans-unit>
        <trans-unit id="shut"><source>Shut</source><target/></trans-unit>
        <trans-unit id="brand" translate="no"><source>Kahn</source><target>Kahn</target></trans-unit>
        <trans-unit id="done" approved="yes" maxwidth="90"><source>Done</source><target>Fertig</target></trans-unit>
        <trans-unit id="raw"><source><![CDATA[<b>Rum</b>]]></source><target><![CDATA[<b>Grog</b>]]></target></trans-unit>
        <trans-unit id="said"><source>Ahoy</source><target>Ahoi<!-- sic --> !</target></trans-unit>
      </group>
    </body>
  </file>
</xliff>
"""

SECOND = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr-CA">
  <file id="f1" original="app.properties">
    <notes><note>Of the whole file</note></notes>
    <unit id="1" name="greeting" slr:sizeRestriction="5,40">
      <notes><note id="n1">On the first page</note></notes>
      <mtc:matches><mtc:match ref="#m"><source>Hello</source><target>Salut</target></mtc:match></mtc:matches>
      <segment state="final"><source>Hello</source><target>Bonjour</target></segment>
    </unit>
    <unit id="2">
      <originalData><data id="d1">&lt;br/&gt;</data></originalData>
      <segment id="a" state="initial"><source>One<ph id="1" dataRef="d1"/></source>
        <target>Un<ph id="1" dataRef="d1"/></target></segment>
      <ignorable><source> </source></ignorable>
      <segment state="reviewed"><source><pc id="2">Two</pc></source><target><pc id="2">Deux</pc></target></segment>
      <segment><source>Three</source></segment>
    </unit>
    <unit id="3" translate="no"><segment><source>Kahn</source><target>Kahn</target></segment></unit>
    <unit id="4"><segment><target>Sans source</target></segment></unit>
  </file>
</xliff>
"""

CUT = """\
<xliff version="1.2" xmlns:sdl="http://sdl.example/1"><file original="a" source-language="en" target-language="es"><body>
<trans-unit id="t1"><source>Red boat. Blue boat.</source>
<seg-source><g id="9"><mrk mtype="seg" mid="1">Red boat.</mrk> <mrk mtype="seg" mid="2">Blue boat.</mrk></g></seg-source>
<target><g id="9"><mrk mtype="seg" mid="1">Barco rojo.</mrk> <mrk mtype="seg" mid="2">Barco azul.</mrk></g></target>
<sdl:seg-defs><sdl:seg id="1" conf="ApprovedSignOff"/><sdl:seg id="2" conf="Draft"/></sdl:seg-defs></trans-unit>
<trans-unit id="t2"><source>Oar</source><seg-source><mrk mtype="seg" mid="3">Oar</mrk></seg-source></trans-unit>
</body></file></xliff>
"""


def texts(document: Document) -> list[str]:
    return [side.text for side in sides(document)]


def read(text: str, name: str = "a.xlf", encoding: str = "utf-8") -> Document:
    return read_bytes(text.encode(encoding), name)


def test_first() -> None:
    document = read(FIRST)
    assert (document.format, document.flow, document.declared_language) == ("xliff", Flow.UNITS, "de")
    assert targets(document) == {
        "ferry": "Die Fähre & ihre {0} Kabinen",
        "bold": 'Hier <g id="1">drücken</g><x id="2"/>',
        "open": "",
        "close": "",
        "shut": "",
        "brand": "Kahn",
        "done": "Fertig",
        "raw": "<b>Grog</b>",
        "said": "Ahoi !",
    }
    assert [unit.state for unit in document.units] == [
        *(State.TRANSLATED, State.DRAFT, State.NEW, State.NEW, State.NEW, State.LOCKED, State.FINAL),
        *(State.TRANSLATED, State.TRANSLATED),
    ]
    ferry, bold, opened = document.units[:3]
    assert ferry.sources[0].text == "The ferry & its {0} cabins"
    assert (ferry.sources[0].language, ferry.targets[0].language) == ("en", "de")
    assert (ferry.notes, ferry.reference, ferry.family) == (("A boat",), "Das Schiff", Family.CSHARP)
    assert (bold.context, bold.max_length, bold.family) == ("menu.bold", 12, None)
    assert document.units[6].max_length is None, "pixels"
    place = opened.targets[0].map.to_file(0, 0)
    assert document.text[: place.start].endswith("<source>Open</source>")
    changes_only_it(document, 4, 0, "Zu & fertig")
    assert "<source>Shut</source><target>Zu</target></trans-unit>" in written(document, 4, 0, "Zu").text
    changes_only_it(document, 2, 0, "Öffnen & <los>")
    holds(document)


def test_second() -> None:
    document = read(SECOND)
    assert document.declared_language == "fr-CA"
    assert [(unit.id, unit.targets[0].text, unit.state) for unit in document.units] == [
        ("1", "Bonjour", State.FINAL),
        ("2/a", 'Un<ph id="1" dataRef="d1"/>', State.NEW),
        ("2/2", '<pc id="2">Deux</pc>', State.FINAL),
        ("2/3", "", State.NEW),
        ("3", "Kahn", State.LOCKED),
        ("4", "Sans source", State.TRANSLATED),
    ]
    first = document.units[0]
    assert (first.context, first.notes, first.reference) == ("greeting", ("On the first page",), "Salut")
    assert (first.max_length, first.family) == (40, Family.JAVA)
    assert document.units[5].sources == ()
    holds(document)


BARE = {
    "1.2": """<xliff version="1.2"><file source-language="en" target-language="de"><body>
    <trans-unit id="a">
\t<source>Open <g id="1">it</g></source>
\t<note>A door</note>
    </trans-unit>
    <trans-unit id="b"><source>Close</source></trans-unit>
</body></file></xliff>
""",
    "2.0": """<xliff version="2.0" srcLang="en" trgLang="de"><file id="f">
  <unit id="a">
    <segment>
\t<source>Open <pc id="1">it</pc></source>
    </segment>
  </unit>
  <unit id="b"><segment><source>Close</source></segment></unit>
</file></xliff>
""",
}


@pytest.mark.parametrize("version", BARE)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_missing_target_is_written_behind_its_source(version: str, ends: str, prefix: str) -> None:
    text = BARE[version].replace("\n", ends)
    if prefix:
        text = text.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    document = read(text)
    assert texts(document)[1] == texts(document)[3] == ""
    for unit, new in ((0, "Öffnen"), (1, "Zu & fertig")):
        changes_only_it(document, unit, 0, new)
    after = written(document, 0, 0, "Öffnen")
    source = text.index(f"</{prefix}source>") + len(f"</{prefix}source>")
    assert after.text == f"{text[:source]}{ends}\t<{prefix}target>Öffnen</{prefix}target>{text[source:]}"
    beside = written(document, 1, 0, "Zu")
    assert f"Close</{prefix}source><{prefix}target>Zu</{prefix}target></{prefix}" in beside.text


def test_a_missing_target_takes_the_tags_of_its_source() -> None:
    document = read(BARE["1.2"])
    after = written(document, 0, 0, '<g id="1">Auf</g>')
    assert '\t<target><g id="1">Auf</g></target>\n' in after.text
    with pytest.raises(UnwritableError):
        written(document, 0, 0, '<g id="1">Auf')


def test_a_target_of_segments_that_is_missing_is_written_with_its_mark() -> None:
    document = read(CUT, "a.sdlxliff")
    changes_only_it(document, 2, 0, "Remo")
    assert '<target><mrk mtype="seg" mid="3">Remo</mrk></target>' in written(document, 2, 0, "Remo").text


SEGMENTS = """<xliff version="1.2"><file source-language="en" target-language="es" original="a.txt"><body>
<trans-unit id="t"><source>Red. Blue. Green.</source>
<seg-source><mrk mtype="seg" mid="1">Red.</mrk> <mrk mtype="seg" mid="2">Blue.</mrk>\
 <mrk mtype="seg" mid="3">Green.</mrk></seg-source>
TARGET</trans-unit></body></file></xliff>
"""
ONE, TWO = '<mrk mtype="seg" mid="1">Rojo.</mrk>', '<mrk mtype="seg" mid="2">Azul.</mrk>'
THREE = '<mrk mtype="seg" mid="3">Verde.</mrk>'


@pytest.mark.parametrize(
    ("target", "after"),
    [
        ("<target/>", f"<target>{TWO}</target>"),
        ("<target ></target>", f"<target >{TWO}</target>"),
        (f"<target>{ONE}</target>", f"<target>{ONE} {TWO}</target>"),
        (f"<target>{THREE}</target>", f"<target>{TWO} {THREE}</target>"),
        (f"<target>{ONE} {THREE}</target>", f"<target>{ONE} {TWO} {THREE}</target>"),
        (
            '<target><mrk mtype="seg" mid="1"/> <mrk mtype="seg" mid="2"/></target>',
            f'<target><mrk mtype="seg" mid="1"/> {TWO}</target>',
        ),
        (
            '<target><mrk mtype="seg" mid="1"></mrk> <mrk mtype="seg" mid="2"></mrk></target>',
            f'<target><mrk mtype="seg" mid="1"></mrk> {TWO}</target>',
        ),
    ],
)
def test_a_segment_that_a_target_lacks_is_written_at_its_place(target: str, after: str) -> None:
    document = read(SEGMENTS.replace("TARGET", target))
    number = next(index for index, unit in enumerate(document.units) if unit.id == "t/2")
    assert document.units[number].targets[0].text == ""
    new = written(document, number, 0, "Azul.")
    assert after in new.text.replace("</mrk><mrk", "</mrk> <mrk")
    assert {unit.id: unit.targets[0].text for unit in new.units}["t/2"] == "Azul."


def test_an_empty_target_of_segments_is_filled_one_by_one() -> None:
    document = read(SEGMENTS.replace("TARGET", "<target/>"))
    for key, text in (("t/3", "Verde."), ("t/1", "Rojo."), ("t/2", "Azul & más.")):
        number = next(index for index, unit in enumerate(document.units) if unit.id == key)
        document = written(document, number, 0, text)
    assert f"<target>{ONE} {TWO.replace('Azul.', 'Azul &amp; más.')} {THREE}</target>" in document.text


def test_segments_of_a_tool() -> None:
    document = read(CUT, "a.sdlxliff")
    assert [(unit.id, unit.sources[0].text, unit.targets[0].text, unit.state) for unit in document.units] == [
        ("t1/1", "Red boat.", "Barco rojo.", State.FINAL),
        ("t1/2", "Blue boat.", "Barco azul.", State.DRAFT),
        ("t2", "Oar", "", State.NEW),
    ]
    holds(document)


def test_what_a_tool_locked() -> None:
    text = '<xliff version="1.2"><file><body><trans-unit id="1" mq:locked="locked"><source>A</source>'
    text += "<target>B</target></trans-unit></body></file></xliff>"
    assert read(text, "a.mqxliff").units[0].state is State.LOCKED


def test_several_files() -> None:
    text = "<xliff version='1.2'>" + "".join(
        f"<file original='{name}'><body><trans-unit id='1'><source>A</source></trans-unit></body></file>"
        for name in ("x.c", "y.c")
    )
    assert [unit.id for unit in read(text + "</xliff>").units] == ["x.c#1", "y.c#1"]


def test_prefix_of_the_root() -> None:
    text = '<x:xliff xmlns:x="u" version="1.2"><x:file><x:trans-unit id="1"><x:source>A</x:source>'
    text += "<x:target>B</x:target></x:trans-unit></x:file></x:xliff>"
    assert texts(read(text)) == ["A", "B"]


def test_notes_speak_to_the_tool() -> None:
    text = FIRST.replace("A boat", "audit: ignore number-differs: counted twice")
    (directive,) = read(text).directives
    assert directive.text == "audit: ignore number-differs: counted twice"
    assert text.startswith('<trans-unit id="ferry">', directive.start)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(encoding: str, ends: str) -> None:
    for text in (FIRST.replace('"utf-8"', f'"{encoding}"'), '<?xml version="1.0"?>' + SECOND):
        if encoding == "windows-1252" and text.endswith(SECOND):
            continue
        data = text.replace("\n", ends).encode(encoding)
        document = read_bytes(data, "a.xlf")
        assert texts(document) == texts(read(text))
        assert document.data == data
        if ends != "\r":
            holds(document)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([FIRST, SECOND, CUT]), st.data(), VALUES)
def test_what_is_written_is_read(text: str, data: st.DataObject, new: str) -> None:
    document = read(text)
    number = data.draw(st.integers(0, len(sides(document)) - 1))
    size = len(sides(document)[number].text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    for begin, stop in ((start, end), (0, size)):
        check_stretch(document, number, begin, stop, new)


@pytest.mark.parametrize(
    ("new", "whole"),
    [
        ("", 'Press <g id="1">here'),
        ("", 'Press <x ="2"/>'),
        ("", "Press </>"),
        ("a < b", "a < b"),
        ("", "<x id="),
    ],
)
def test_an_edit_cuts_no_tag(new: str, whole: str) -> None:
    with pytest.raises(UnwritableError):
        write(new, "xml-tags", "utf-8", whole)
    assert write("Ort", "xml-tags", "utf-8", '<ph id="1"><br/></ph> Ort <g id="2">x</g>') == "Ort"


def test_tags_that_are_left_open_are_not_written() -> None:
    assert write('<x id="1"/> &', "xml-tags", "utf-8") == '<x id="1"/> &amp;'
    assert write("<g>a</g> <i>b</i>", "xml-tags", "utf-8") == "<g>a</g> &lt;i&gt;b&lt;/i&gt;"
    for text in ("<g>", "</g>", "<g><x></g></x>", '<x a="1" a="2"/>', '<x a="&"/>', '<x a="&nbsp;"/>'):
        with pytest.raises(UnwritableError):
            write(text, "xml-tags", "utf-8")
    with pytest.raises(UnwritableError):
        write("\x1b", "xml-text", "utf-8")
    assert write("漢", "xml-text", "cp1252") == "&#28450;"
    assert write("漢", "xml-cdata", "cp1252") == "]]>&#28450;<![CDATA["
