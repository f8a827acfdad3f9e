"""Android string resources."""

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
from readers.units.xml_contract import VALUES, check_stretch, targets

FILE = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- Licence of the harbour -->
<!DOCTYPE resources [<!ENTITY brand "Kahn"> <!ENTITY full "&brand; Ltd">]>
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2" xmlns:tools="http://schemas.android.com/tools">

  <!-- stands apart -->

  <!-- On the button -->
  <string name="open">Open\\nthe \\"gate\\"</string>
  <string name="tide">Don\\'t  wait \u0020
      for\\u00a0me \\u2026 \\@home\\\\ \\ud83d\\ude00 </string>
  <string name="quoted">"  It's  two "</string>
  <string name="part">one "  two" three</string>
  <string name="bold">Dear <b>%1$s</b>, <xliff:g id="n" example="5">%2$d</xliff:g> boats<br/></string>
  <string name="html">A &lt;b>loud&lt;/b> &amp; long horn</string>
  <string name="cdata">
     <![CDATA[<a href=\\"x\\">it\\'s</a>]]>
  </string>
  <string name="both">A <![CDATA[<b>]]> B</string>
  <string name="brand" translatable="false">Kahn</string>
  <string name="alias">@string/open</string>
  <string name="entity">Made by &brand;</string>
  <string name="empty"></string>
  <string name="none"/>
  <string name="wide" product="tablet">Wide</string>
  <string-array name="days"><item>Mon</item> <!-- early --> <item>Tue</item></string-array>
  <plurals name="boats">
    <!-- of the harbour -->
    <item quantity="one">%d boat</item>
    <item quantity="other">%d boats</item>
  </plurals>
  <item type="string" name="old">Old</item>
  <item type="dimen" name="size">4dp</item>
  <color name="red">#f00</color>
</resources>
"""


def read(text: str = FILE) -> Document:
    return read_bytes(text.encode(), "res/values-de/strings.xml")


def test_texts() -> None:
    document = read()
    assert document.format == "android"
    assert targets(document) == {
        "open": 'Open\nthe "gate"',
        "tide": "Don't wait for\u00a0me … @home\\ 😀",
        "quoted": "  It's  two ",
        "part": "one   two three",
        "bold": 'Dear <b>%1$s</b>, <xliff:g id="n" example="5">%2$d</xliff:g> boats<br/>',
        "html": "A <b>loud</b> & long horn",
        "cdata": '<a href="x">it\'s</a>',
        "both": "A <b> B",
        "brand": "Kahn",
        "alias": "@string/open",
        "entity": "Made by &brand;",
        "empty": "",
        "none": "",
        "wide[tablet]": "Wide",
        "days.0": "Mon",
        "days.1": "Tue",
        "boats": "%d boat",
        "old": "Old",
    }
    units = {unit.id: unit for unit in document.units}
    assert units["open"].notes == ("On the button",)
    assert units["tide"].notes == ()
    assert units["days.1"].notes == ()
    assert [(side.plural, side.text) for side in units["boats"].targets] == [
        ("one", "%d boat"),
        ("other", "%d boats"),
    ]
    assert {unit.family for unit in document.units} == {Family.ANDROID}
    assert all(unit.sources == () for unit in document.units)
    states = {name: unit.state for name, unit in units.items() if unit.state is not State.TRANSLATED}
    assert states == {
        "brand": State.LOCKED,
        "alias": State.LOCKED,
        "empty": State.NEW,
        "none": State.NEW,
    }
    read_only = {unit.id for unit in document.units if unit.targets[0].notation == Notation.READ_ONLY}
    assert read_only == {"both", "entity", "none"}
    holds(document)


def test_other_resources_are_of_no_known_format() -> None:
    with pytest.raises(UnreadableError):
        read('<resources><color name="red">#f00</color></resources>')


@settings(max_examples=200, deadline=None)
@given(st.data(), VALUES)
def test_what_is_written_is_read(data: st.DataObject, new: str) -> None:
    document = read()
    number = data.draw(st.integers(0, len(sides(document)) - 1))
    size = len(sides(document)[number].text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    for begin, stop in ((start, end), (0, size)):
        if not new and (begin, stop) != (0, size):
            continue  # taken out between two spaces, a word takes one of them along
        check_stretch(document, number, begin, stop, new)


@pytest.mark.parametrize(
    ("text", "notation", "written"),
    [
        ("it's", "android-text", "it\\'s"),
        (" a  b\n", "android-text", "\\u0020a \\u0020b\\n"),
        ("<b>a</b>", "android-text", "&lt;b&gt;a&lt;/b&gt;"),
        ("<b>a</b> & b", "android-tags", "<b>a</b> &amp; b"),
        ("<b>a", "android-plain", "&lt;b&gt;a"),
        ('<xliff:g id="n">%s</xliff:g>', "android-text", '<xliff:g id="n">%s</xliff:g>'),
        ("<b>'</b>]]>", "android-cdata", "<b>\\'</b>]]]]><![CDATA[>"),
        ("\x1b", "android-text", "\\u001b"),
    ],
)
def test_notations(text: str, notation: str, written: str) -> None:
    assert write(text, notation, "utf-8") == written
