"""The string resources of .NET."""

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.unit import Family, State
from audit.readers.read_document import read_bytes
from readers.units.contract import holds, sides
from readers.units.xml_contract import VALUES, check_stretch, targets

FILE = """\
<?xml version="1.0" encoding="utf-8"?>
<root>
  <xsd:schema id="root" xmlns="" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="data"/></xsd:schema>
  <resheader name="version"><value>2.0</value></resheader>
  <data name="Größe" xml:space="preserve">
    <value>  Size &lt;b&gt;{0}&lt;/b&gt;
of the boat </value>
    <comment>{0} is a figure</comment>
  </data>
  <data name="brand"><value>Kahn</value><comment>{Locked}</comment></data>
  <data name="part"><value>Kahn {0}</value><comment>{Locked="Kahn"}</comment></data>
  <data name="empty"><value></value></data>
  <data name="none"><value/></data>
  <data name="nothing"/>
  <data name="button.Text"><value><![CDATA[<i>Go</i>]]></value></data>
  <data name="mixed"><value>a <![CDATA[&]]></value></data>
  <data name="button.Size" type="System.Drawing.Size, System.Drawing"><value>75, 23</value></data>
  <data name="icon" mimetype="application/x-microsoft.net.object.bytearray.base64"><value>AAEA</value></data>
  <data name="file" type="System.Resources.ResXFileRef, System.Windows.Forms"><value>a.txt;System.String</value></data>
  <data name="&gt;&gt;button.Name" xml:space="preserve"><value>button</value></data>
  <metadata name="tray"><value>17, 17</value></metadata>
</root>
"""


def read(text: str = FILE) -> Document:
    return read_bytes(text.encode("utf-8-sig"), "Strings.de.resx")


def test_strings() -> None:
    document = read()
    assert targets(document) == {
        "Größe": "  Size <b>{0}</b>\nof the boat ",
        "brand": "Kahn",
        "part": "Kahn {0}",
        "empty": "",
        "none": "",
        "nothing": "",
        "button.Text": "<i>Go</i>",
        "mixed": "a &",
    }
    first, brand, part = document.units[:3]
    assert (first.notes, first.family, first.sources) == (("{0} is a figure",), Family.CSHARP, ())
    assert (brand.state, part.state) == (State.LOCKED, State.TRANSLATED)
    assert document.data == FILE.encode("utf-8-sig")
    holds(document)


@settings(max_examples=100, deadline=None)
@given(st.data(), VALUES)
def test_what_is_written_is_read(data: st.DataObject, new: str) -> None:
    document = read()
    number = data.draw(st.integers(0, len(sides(document)) - 1))
    size = len(sides(document)[number].text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    for begin, stop in ((start, end), (0, size)):
        check_stretch(document, number, begin, stop, new)
