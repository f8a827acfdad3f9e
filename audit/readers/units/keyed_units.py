"""Units from a tree of keys and texts: one per path of keys, the plural forms of a text together."""

import msgspec

from audit.analysis.path_language import TAG
from audit.language.language_names import english_name
from audit.language.profiles import normalised
from audit.model.notation import Notation
from audit.model.side import Side
from audit.model.unit import Family, State, Unit
from audit.readers.units.key_tree import Items, Leaf, Node, Table
from audit.readers.units.plural_keys import plural_siblings, plural_table

_NOTHINGS = frozenset({"null", "Null", "NULL", "~", ""})
TEXTS_OF_RECORDS = ("translation", "defaultMessage", "message", "string")
TWICE = "a key is given again further down, where programs take it from; delete one of the two"


class _Found(msgspec.Struct):
    id: str
    sides: list[Side]
    dead: bool


class KeyedUnits:
    """Grows with every tree that is added. `faults` as in a `Reading`. `plurals`: keys may be plural forms."""

    def __init__(self, plurals: bool = True) -> None:
        self._plurals = plurals
        self._found: list[_Found] = []
        self.faults: list[tuple[int, int, str]] = []

    def add(self, node: Node, language: str | None = None, suffix: str = "") -> None:
        """Take every text below a node. `suffix` goes behind every id.

        A list of records that name themselves is the table of what they hold.
        """
        self._walk(records(node) or node, (), False, language, suffix)

    def units(self, family: Family | None) -> tuple[Unit, ...]:
        """All units, in the order in which they begin."""
        return tuple(
            Unit(
                found.id,
                (),
                tuple(found.sides),
                state=_state(found),
                family=family,
            )
            for found in self._found
        )

    def texts(self) -> list[str]:
        """Every text, in order."""
        return [side.text for found in self._found for side in found.sides]

    def _walk(self, node: Node, path: tuple[str, ...], dead: bool, language: str | None, suffix: str) -> None:
        if isinstance(node, Leaf):
            if (side := side_of(node, language)) is not None:
                self._found.append(_Found(".".join(path) + suffix, [side], dead))
        elif isinstance(node, Items):
            for index, value in enumerate(node.values):
                if isinstance(value, Leaf) and not value.is_text:
                    continue  # nothing in a list keeps a place free: months count from one
                self._walk(value, (*path, str(index)), dead, language, suffix)
        elif self._plurals and path and (forms := plural_table(node)) is not None:
            sides = [side_of(leaf, language, category) for category, leaf in forms.items()]
            if kept := [side for side in sides if side is not None]:
                self._found.append(_Found(".".join(path) + suffix, kept, dead))
        else:
            self._table(node, path, dead, language, suffix)

    def _table(
        self, table: Table, path: tuple[str, ...], dead: bool, language: str | None, suffix: str
    ) -> None:
        last = {key.text: index for index, (key, _) in enumerate(table.entries)}
        leaves = {
            key.text: value for key, value in table.entries if isinstance(value, Leaf) and value.is_text
        }
        forms = plural_siblings(leaves) if self._plurals else {}
        begun: dict[str, _Found] = {}
        for index, (key, value) in enumerate(table.entries):
            again = last[key.text] != index
            if again:
                self.faults.append((key.start, key.end, TWICE))
            if again or key.text not in forms or not isinstance(value, Leaf):
                self._walk(value, (*path, key.text), dead or again, language, suffix)
                continue
            base, category = forms[key.text]
            side = value.side(category, language)
            if base in begun:
                begun[base].sides.append(side)
            else:
                begun[base] = _Found(".".join((*path, base)) + suffix, [side], dead)
                self._found.append(begun[base])


def records(node: Node) -> Table | None:
    """The texts by their ids, where a list holds tables with an id and a text each (go-i18n, react-intl)."""
    if not isinstance(node, Items) or not node.values:
        return None
    found = Table(node.start)
    for value in node.values:
        name = value.text("id") if isinstance(value, Table) else None
        held = [value.get(key) for key in TEXTS_OF_RECORDS] if isinstance(value, Table) else []
        text = next((node for node in held if node is not None), None)
        if name is None or text is None or isinstance(text, Items):
            return None
        found.entries.append((name, text))
    return found


def _state(found: _Found) -> State:
    if found.dead:
        return State.OBSOLETE
    # A text of no length may be meant; nothing at all is not.
    missing = all(side.notation == Notation.READ_ONLY and not side.text for side in found.sides)
    return State.NEW if missing else State.TRANSLATED


def side_of(leaf: Leaf, language: str | None = None, plural: str | None = None) -> Side | None:
    """The side of a text; of nothing, one without text that cannot be written; None for figures and switches."""
    if leaf.is_text:
        return leaf.side(plural, language)
    if leaf.text not in _NOTHINGS:
        return None
    return Leaf("", leaf.start, leaf.start).side(plural, language)


def languages_at_the_root(root: Node) -> dict[str, Table]:
    """The tables by the languages they are in, where every key of the root is a language tag."""
    if not isinstance(root, Table):
        return {}
    found: dict[str, Table] = {}
    for key, value in root.entries:
        tag = language_tag(key.text)
        if tag is None or not isinstance(value, Table):
            return {}
        found[tag] = value
    return found


def language_tag(text: str) -> str | None:
    """The tag, where a text is the tag of a language that has a name."""
    if not TAG.fullmatch(text):
        return None
    tag = normalised(text)
    return tag if english_name(tag.split("-")[0]) else None
