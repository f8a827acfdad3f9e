"""Translations in YAML: Rails (the key of the root is the language) and files of nested keys without it."""

from audit.analysis.path_language import TAG
from audit.model.document import Flow
from audit.model.unit import Family
from audit.readers.content import Content
from audit.readers.units.family_by_content import family_of
from audit.readers.units.faults import unchecked_of
from audit.readers.units.key_tree import Leaf, Node, Table
from audit.readers.units.keyed_units import KeyedUnits, languages_at_the_root
from audit.readers.units.read_json import directives_of
from audit.readers.units.scan_yaml import scan_yaml


def read_yaml(text: str) -> Content:
    """The units of a YAML file of translations. A table of plural categories is one unit.

    Raises UnreadableError where PyYAML is missing.
    """
    reading = scan_yaml(text)
    found = KeyedUnits()
    root = reading.root
    language = family = None
    if root is not None and (languages := languages_at_the_root(root)):
        alone = len(languages) == 1
        for tag, table in languages.items():
            found.add(table, tag, "" if alone else f" [{tag}]")
        language = next(iter(languages)) if alone else None
        family = Family.RUBY
    elif root is not None and not isinstance(root, Leaf):
        found.add(_below_the_language(root))
        family = family_of(found.texts())
    return Content(
        (),
        language,
        unchecked_of((*reading.faults, *found.faults), text),
        directives_of(reading, text),
        flow=Flow.UNITS,
        units=found.units(family),
    )


def _below_the_language(root: Node) -> Node:
    """What stands below the only key of the root, where that may be the tag of a language without a name.

    So ids are the same in all languages; a short key that is no language is missed in none of them.
    """
    if isinstance(root, Table) and len(root.entries) == 1:
        key, value = root.entries[0]
        if TAG.fullmatch(key.text) and isinstance(value, Table):
            return value
    return root
