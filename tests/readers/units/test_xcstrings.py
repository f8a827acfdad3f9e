"""String catalogues of Xcode."""

import json

from hypothesis import given
from hypothesis import strategies as st

from audit.model.notation import Notation
from audit.model.unit import Family, State
from audit.readers.read_document import read_bytes, read_string
from tests.readers.units.contract import changes_only_it, holds

CATALOGUE = """{
  "sourceLanguage" : "en",
  "strings" : {
    "" : {

    },
    "%lld boats" : {
      "comment" : "How many are out",
      "localizations" : {
        "en" : { "variations" : { "plural" : {
          "one" : { "stringUnit" : { "state" : "translated", "value" : "%lld boat" } },
          "other" : { "stringUnit" : { "state" : "translated", "value" : "%lld boats" } } } } },
        "pl" : { "variations" : { "plural" : {
          "one" : { "stringUnit" : { "state" : "translated", "value" : "%lld łódka" } },
          "few" : { "stringUnit" : { "state" : "needs_review", "value" : "%lld łódki" } },
          "other" : { "stringUnit" : { "state" : "translated", "value" : "%lld łódek" } } } } }
      }
    },
    "Anchor \\"now\\"" : {
      "localizations" : {
        "de" : { "stringUnit" : { "state" : "new", "value" : "Jetzt \\"ankern\\"" } },
        "pl" : { "stringUnit" : { "state" : "translated", "value" : "Kotwica" } }
      }
    },
    "Gone" : {
      "extractionState" : "stale",
      "localizations" : { "de" : { "stringUnit" : { "state" : "translated", "value" : "Weg" } } }
    },
    "Brand" : { "shouldTranslate" : false },
    "Tap" : {
      "localizations" : {
        "de" : { "variations" : { "device" : {
          "mac" : { "stringUnit" : { "state" : "translated", "value" : "Klicken" } },
          "other" : { "stringUnit" : { "state" : "translated", "value" : "Tippen" } } } } },
        "en" : { "variations" : { "device" : {
          "mac" : { "stringUnit" : { "state" : "translated", "value" : "Click" } },
          "other" : { "stringUnit" : { "state" : "translated", "value" : "Tap" } } } } }
      }
    },
    "dock" : {
      "localizations" : {
        "de" : {
          "stringUnit" : { "state" : "translated", "value" : "Es sind %#@ships@" },
          "substitutions" : { "ships" : { "argNum" : 1, "formatSpecifier" : "lld", "variations" : { "plural" : {
            "one" : { "stringUnit" : { "state" : "translated", "value" : "%arg Schiff" } },
            "other" : { "stringUnit" : { "state" : "translated", "value" : "%arg Schiffe" } } } } } }
        }
      }
    }
  },
  "version" : "1.0"
}"""


def test_a_unit_is_a_text_in_one_language() -> None:
    document = read_bytes(CATALOGUE.encode(), "App/Localizable.xcstrings")
    holds(document)
    assert document.format == "xcstrings"
    told = {
        unit.id: ([side.text for side in unit.sources], [side.text for side in unit.targets])
        for unit in document.units
    }
    assert told == {
        "%lld boats [de]": (["%lld boat", "%lld boats"], [""]),
        "%lld boats [pl]": (["%lld boat", "%lld boats"], ["%lld łódka", "%lld łódki", "%lld łódek"]),
        'Anchor "now" [de]': (['Anchor "now"'], ['Jetzt "ankern"']),
        'Anchor "now" [pl]': (['Anchor "now"'], ["Kotwica"]),
        "Gone [de]": (["Gone"], ["Weg"]),
        "Tap device=mac [de]": (["Click"], ["Klicken"]),
        "Tap device=other [de]": (["Tap"], ["Tippen"]),
        "Tap [pl]": (["Tap"], [""]),
        "dock [de]": (["dock"], ["Es sind %#@ships@"]),
        "dock %#@ships@ [de]": (["dock"], ["%arg Schiff", "%arg Schiffe"]),
        "dock [pl]": (["dock"], [""]),
    }
    units = {unit.id: unit for unit in document.units}
    assert units["%lld boats [de]"].state is State.NEW
    assert units["%lld boats [de]"].targets[0].notation == Notation.READ_ONLY
    boats = units["%lld boats [pl]"]
    assert (boats.state, boats.family, boats.notes) == (State.DRAFT, Family.OBJC, ("How many are out",))
    assert [side.plural for side in boats.targets] == ["one", "few", "other"]
    assert [side.plural for side in boats.sources] == ["one", "other"]
    assert {side.language for side in boats.targets} == {"pl"}
    assert {side.language for side in boats.sources} == {"en"}
    assert units['Anchor "now" [de]'].state is State.NEW
    assert units['Anchor "now" [de]'].sources[0].notation == Notation.READ_ONLY
    assert units["Gone [de]"].state is State.OBSOLETE
    assert document.declared_language is None


def test_a_catalogue_of_one_language_has_one_side() -> None:
    catalogue = json.loads(CATALOGUE)
    for entry in catalogue["strings"].values():
        entry["localizations"] = {
            tag: value for tag, value in entry.get("localizations", {}).items() if tag == "en"
        }
    document = read_string(json.dumps(catalogue), "xcstrings")
    assert document.declared_language == "en"
    assert [(unit.id, unit.sources) for unit in document.units] == [
        ("%lld boats", ()), ("Tap device=mac", ()), ("Tap device=other", ()),
    ]  # fmt: skip


def test_what_is_no_catalogue_is_said() -> None:
    for text in ("", "[]", "{}", '{"strings": []}', '{"strings": {"a": {"localizations": {"de": 1}}}}'):
        assert any(note.fatal for note in read_string(text, "xcstrings").unchecked)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.integers(1, 10))
def test_a_written_text_changes_nothing_else(new: str, index: int) -> None:
    document = read_string(CATALOGUE, "xcstrings")
    unit = document.units[index]
    form = len(unit.targets) - 1
    if unit.targets[form].notation != Notation.READ_ONLY:
        changes_only_it(document, index, form, new)
