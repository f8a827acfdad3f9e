"""Apple's property lists of plural forms."""

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.document import Document
from audit.model.unit import Family
from audit.readers.read_document import read_bytes
from readers.units.contract import holds, sides
from readers.units.xml_contract import VALUES, check_stretch

FILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <key>boats in harbour</key>
    <dict>
        <key>NSStringLocalizedFormatKey</key>
        <string>%#@boats@ lie here</string>
        <key>boats</key>
        <dict>
            <key>NSStringFormatSpecTypeKey</key>
            <string>NSStringPluralRuleType</string>
            <key>NSStringFormatValueTypeKey</key>
            <string>d</string>
            <key>one</key>
            <string>%d boat &amp; crew</string>
            <key>other</key>
            <string>%d boats</string>
        </dict>
    </dict>
    <key>width</key>
    <dict>
        <key>NSStringVariableWidthRuleType</key>
        <dict><key>20</key><string>Harbour</string><key>50</key><string>Harbour of the town</string></dict>
    </dict>
    <key>plain</key><string>Plain</string>
</dict>
</plist>
"""


def read(text: str = FILE) -> Document:
    return read_bytes(text.encode(), "fr.lproj/Localizable.stringsdict")


def test_texts() -> None:
    document = read()
    assert [(unit.id, [(side.plural, side.text) for side in unit.targets]) for unit in document.units] == [
        ("boats in harbour.NSStringLocalizedFormatKey", [(None, "%#@boats@ lie here")]),
        ("boats in harbour.boats", [("one", "%d boat & crew"), ("other", "%d boats")]),
        ("width.NSStringVariableWidthRuleType.20", [(None, "Harbour")]),
        ("width.NSStringVariableWidthRuleType.50", [(None, "Harbour of the town")]),
        ("plain", [(None, "Plain")]),
    ]
    assert {unit.family for unit in document.units} == {Family.OBJC}
    holds(document)


@settings(max_examples=60, deadline=None)
@given(st.data(), VALUES)
def test_what_is_written_is_read(data: st.DataObject, new: str) -> None:
    document = read()
    number = data.draw(st.integers(0, len(sides(document)) - 1))
    check_stretch(document, number, 0, len(sides(document)[number].text), new)
