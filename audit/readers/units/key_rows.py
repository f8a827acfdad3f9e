"""The rows of the translation files that are trees of keys, and of tables."""

import re
from collections.abc import Mapping

from audit.model.notation import Notation
from audit.readers.format import Write, parsed_by, text_format
from audit.readers.notation import write_nothing
from audit.readers.units.csv_notations import CSV_WHOLES, CSV_WRITERS
from audit.readers.units.json_string import JSON_STRING, write_json_string
from audit.readers.units.translation_paths import lies_among_translations
from audit.readers.units.yaml_notations import YAML_WHOLES, YAML_WRITERS


def _is_json(head: bytes, path: str) -> bool:
    return head.startswith((b"{", b"[", b"//", b"/*"))


# The first line that says something: a language and nothing else, as in files of Rails.
_YAML_ROOT = re.compile(
    rb"(?:[ \t]*(?:#[^\r\n]*|---[^\r\n]*)?\r?\n)*+[\"']?[a-z]{2,3}(?:[-_][a-z0-9]{2,4})*[\"']?:[ \t]*(?:\r?\n|#)"
)


def _is_yaml(head: bytes, path: str) -> bool:
    return _YAML_ROOT.match(head) is not None or lies_among_translations(path)


_JSON: Mapping[str, Write] = {JSON_STRING: write_json_string, Notation.READ_ONLY: write_nothing}
_YAML: Mapping[str, Write] = {**YAML_WRITERS, Notation.READ_ONLY: write_nothing}

_CSV: Mapping[str, Write] = {**CSV_WRITERS, Notation.READ_ONLY: write_nothing}

KEY_ROWS = (
    text_format(
        "json",
        (".json",),
        parsed_by("units.read_json", "read_json"),
        notations=_JSON,
        holds=_is_json,
        takes=lies_among_translations,
    ),
    text_format("arb", (".arb",), parsed_by("units.read_arb", "read_arb"), notations=_JSON),
    text_format(
        "xcstrings", (".xcstrings",), parsed_by("units.read_xcstrings", "read_xcstrings"), notations=_JSON
    ),
    # Without an ending: a table is a batch of documents unless its format is named.
    text_format(
        "bilingual-csv",
        (),
        parsed_by("units.csv_table", "read_csv_table"),
        notations=_CSV,
        wholes=CSV_WHOLES,
    ),
    text_format(
        "yaml",
        (".yml", ".yaml"),
        parsed_by("units.read_yaml", "read_yaml"),
        notations=_YAML,
        wholes=YAML_WHOLES,
        holds=_is_yaml,
        takes=lies_among_translations,
    ),
)
