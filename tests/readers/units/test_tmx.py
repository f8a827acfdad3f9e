"""TMX memories."""

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.unit import State
from audit.readers.read_document import read_bytes
from readers.units.contract import holds, sides
from readers.units.xml_contract import VALUES, check_stretch

FILE = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header srclang="en-US" datatype="plaintext" segtype="sentence"><note>Of the memory</note></header>
  <body>
    <tu tuid="gate">
      <note>On the quay</note><prop type="x-context">menu</prop>
      <tuv xml:lang="de"><seg>Das <bpt i="1">&lt;b&gt;</bpt>Tor<ept i="1">&lt;/b&gt;</ept></seg></tuv>
      <tuv xml:lang="en-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>gate<ept i="1">&lt;/b&gt;</ept></seg></tuv>
    </tu>
    <tu>
      <tuv xml:lang="en-GB"><seg>Boat</seg></tuv>
      <tuv lang="de"><seg>Boot</seg></tuv>
      <tuv xml:lang="fr"><seg></seg></tuv>
    </tu>
    <tu srclang="fr" tuid="mast"><tuv xml:lang="en"><seg>Mast</seg></tuv><tuv xml:lang="fr"><seg>Mât</seg></tuv></tu>
    <tu tuid="odd"><tuv xml:lang="es"><seg>Remo</seg></tuv><tuv xml:lang="it"><seg>Remo</seg></tuv></tu>
    <tu tuid="alone"><tuv xml:lang="en-US"><seg>Buoy</seg></tuv></tu>
    <tu/>
  </body>
</tmx>
"""


def read(text: str = FILE) -> Document:
    return read_bytes(text.encode(), "memory.tmx")


def test_pairs() -> None:
    document = read()
    assert document.format == "tmx"
    assert [
        (unit.id, unit.sources[0].text, unit.targets[0].text, unit.targets[0].language)
        for unit in document.units
    ] == [
        (
            "gate",
            'The <bpt i="1"><b></bpt>gate<ept i="1"></b></ept>',
            'Das <bpt i="1"><b></bpt>Tor<ept i="1"></b></ept>',
            "de",
        ),
        ("Boat#de", "Boat", "Boot", "de"),
        ("Boat#fr", "Boat", "", "fr"),
        ("mast", "Mât", "Mast", "en"),
        ("odd", "Remo", "Remo", "it"),
    ]
    gate = document.units[0]
    assert (gate.notes, gate.context, gate.sources[0].language) == (("On the quay",), "menu", "en-US")
    assert document.units[2].state is State.NEW
    assert document.declared_language is None, "several"
    holds(document)


def test_one_target_language_is_that_of_the_file() -> None:
    text = FILE.replace('"fr"', '"de"').replace('"it"', '"de"').replace('xml:lang="en"', 'xml:lang="de"')
    assert read(text).declared_language == "de"


@settings(max_examples=100, deadline=None)
@given(st.data(), VALUES)
def test_what_is_written_is_read(data: st.DataObject, new: str) -> None:
    document = read(FILE.replace("<tu>", '<tu tuid="boat">'))  # without an id, the source is the name
    number = data.draw(st.integers(0, len(sides(document)) - 1))
    size = len(sides(document)[number].text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    if document.units[1].sources[0] == sides(document)[number]:
        return  # the source of two
    for begin, stop in ((start, end), (0, size)):
        check_stretch(document, number, begin, stop, new)
