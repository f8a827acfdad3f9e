"""Application resource bundles."""

from audit.model.unit import Family
from audit.readers.read_document import read_bytes, read_string
from tests.readers.units.contract import changes_only_it, holds

BUNDLE = """{
  "@@locale": "de_AT",
  "@@x-generator": "Some tool",
  "pier": "Der Steg {name}",
  "@pier": {
    "description": "Where the ferry lands",
    "context": "map",
    "placeholders": {"name": {"type": "String", "example": "Nord"}}
  },
  "boats": "{n, plural, one {Ein Boot} other {{n} Boote}}",
  "@boats": {"description": "audit: ignore wrong-number: as painted"},
  "cargo_one": "eins",
  "cargo_other": "mehr"
}
"""


def test_texts_and_what_is_said_of_them() -> None:
    document = read_bytes(BUNDLE.encode(), "lib/l10n/app_de.arb")
    holds(document)
    assert document.format == "arb"
    assert document.declared_language == "de-AT"
    assert [unit.id for unit in document.units] == ["pier", "boats", "cargo_one", "cargo_other"]
    pier = document.units[0]
    assert pier.family is Family.ICU
    assert pier.notes == ("Where the ferry lands", "name: for example Nord")
    assert pier.context == "map"
    (directive,) = document.directives
    assert directive.text == "audit: ignore wrong-number: as painted"


def test_a_text_is_written_in_its_place() -> None:
    changes_only_it(read_string(BUNDLE, "arb"), 1, 0, '{n} "Boote"\n')
