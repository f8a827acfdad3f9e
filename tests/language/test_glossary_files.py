"""Glossaries in files."""

import pytest

from audit.language.glossary_files import parse_glossary
from audit.model.errors import UsageError

TBX = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1">
 <langSet xml:lang="en"><tig><term>berth</term></tig></langSet>
 <langSet xml:lang="de"><tig><term>Liegeplatz</term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
  <tig><term>Parkplatz</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
 <langSet xml:lang="fr"><tig><term>poste à quai</term></tig></langSet>
</termEntry>
</body></text></martif>"""
TBX_3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dct" xml:lang="en"><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><termSec><term>berth</term></termSec></langSec>
<langSec xml:lang="de-DE"><termSec><term>Liegeplatz &amp; Steg</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""
BOMB = '<!DOCTYPE m [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;">]><martif><termEntry><term>&b;</term></termEntry></martif>'
OUTSIDE = '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><martif><termEntry><term>&a;</term></termEntry></martif>'


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("berth,Liegeplatz\n", (("berth", "Liegeplatz", "required"),)),
        ("berth;Parkplatz;forbidden\n", (("berth", "Parkplatz", "forbidden"),)),
        ("Harbour Pilot\t\n", (("Harbour Pilot", "Harbour Pilot", "keep"),)),
        ("source,target,rule\nberth,Liegeplatz,preferred\n", (("berth", "Liegeplatz", "required"),)),
        ("rule,target,source\nkeep,Go,Go\n", (("Go", "Go", "keep"),)),
        ("en,fr,de\nberth,poste,Liegeplatz\n", (("berth", "Liegeplatz", "required"),)),
        ('"berth, small",Liegeplatz\n', (("berth, small", "Liegeplatz", "required"),)),
        ("", ()),
    ],
)
def test_tables(text: str, rows: tuple[tuple[str, str, str], ...]) -> None:
    assert parse_glossary(text.encode(), "en", "de") == rows
    assert parse_glossary(b"\xef\xbb\xbf" + text.encode(), "en", "de") == rows
    assert parse_glossary(text.encode("utf-16"), "en", "de") == rows


def test_concepts() -> None:
    assert parse_glossary(TBX.encode(), "en", "de") == (
        ("berth", "Liegeplatz", "required"),
        ("berth", "Parkplatz", "forbidden"),
    )
    assert parse_glossary(TBX.encode(), "en-GB", "fr-CA") == (("berth", "poste à quai", "required"),)
    assert parse_glossary(TBX_3.encode(), None, None) == (("berth", "Liegeplatz & Steg", "required"),)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (BOMB.encode(), "entities"),
        (OUTSIDE.encode(), "entities"),
        (b"<martif><termEntry>", "line 1"),
        (b"<html></html>", "no TBX"),
        (TBX.encode(), "name source and target"),
        (b"berth,Parkplatz,perhaps", "'perhaps' is no rule"),
        (b"berth,,forbidden", "which word is forbidden"),
        (b"\xff\x00\xe4,x", "UTF"),
        (b"<a>" * 100 + b"</a>" * 100, "deep"),
    ],
)
def test_refused(data: bytes, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        parse_glossary(data, None, None)


def test_a_language_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="no terms in the target language it"):
        parse_glossary(TBX.encode(), "en", "it")
