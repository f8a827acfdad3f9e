"""Which keys of one table are plural forms of one text."""

import re
from collections.abc import Mapping

from audit.readers.units.key_tree import Leaf, Table

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
_CATEGORY = re.compile(r"(.+)[_.](zero|one|two|few|many|other)", re.DOTALL)  # cart_one, cart_ordinal_few
_NUMBER = re.compile(r"(.+)_(\d)", re.DOTALL)  # of older i18next, for languages with more than two forms
_PLURAL = "_plural"  # beside the key itself
_COUNT = re.compile(r"\{\{?-? ?count\b|%\{count\}")  # what shows that a text is of a number


def plural_table(table: Table) -> dict[str, Leaf] | None:
    """The forms, where the keys of a table are plural categories and nothing else."""
    forms: dict[str, Leaf] = {}
    for key, value in table.entries:
        if key.text not in CATEGORIES or not isinstance(value, Leaf):
            return None
        forms[key.text] = value
    return forms if "other" in forms else None


def plural_siblings(leaves: Mapping[str, Leaf]) -> dict[str, tuple[str, str]]:
    """For every key that is a form of another text: the key of the text, and the plural category or number.

    `leaves` are the texts of a table by their keys.
    """
    found: dict[str, tuple[str, str]] = {}
    categories: dict[str, dict[str, str]] = {}
    numbers: dict[str, dict[str, str]] = {}
    for key in leaves:
        if match := _CATEGORY.fullmatch(key):
            categories.setdefault(match[1], {})[match[2]] = key
        elif match := _NUMBER.fullmatch(key):
            numbers.setdefault(match[1], {})[match[2]] = key
        elif key.endswith(_PLURAL) and (base := key.removesuffix(_PLURAL)) in leaves:
            found[base], found[key] = (base, "one"), (base, "other")
    for base, forms in categories.items():
        # A language without plural forms has "other" only; so has many a key that is no plural.
        if "other" in forms and (len(forms) > 1 or _COUNT.search(leaves[forms["other"]].text)):
            name = f"{base} (plural)" if base in leaves else base
            found.update({key: (name, category) for category, key in forms.items()})
    for base, forms in numbers.items():
        counted = any(_COUNT.search(leaves[key].text) for key in forms.values())
        if counted and sorted(forms) == [str(number) for number in range(len(forms))]:
            name = f"{base} (plural)" if base in leaves else base
            found.update({key: (name, number) for number, key in forms.items()})
    return found
