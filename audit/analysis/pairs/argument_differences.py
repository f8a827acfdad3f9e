"""Placeholders that one side of a unit has and the other has not, or has in another form."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from audit.analysis.message_syntax import read_message
from audit.analysis.pair_view import Pair, PairView
from audit.analysis.pairs.code import PairCode, code_of_pairs, expected_place
from audit.analysis.pairs.plural_forms import is_of_one_number
from audit.analysis.pairs.ruins import find_ruin
from audit.analysis.placeholders import Kind, Placeholder, placeholders
from audit.model.unit import Family

_PERCENT_FAMILIES = frozenset(
    {Family.PRINTF, Family.PYTHON_FORMAT, Family.ANDROID, Family.OBJC, Family.PHP, Family.GTK}
)
_QUOTING = frozenset({Family.ICU, Family.ANGULAR, Family.JAVA})


class Missing(NamedTuple):
    """Placeholders of the source that have no answer, and where one would be expected in the target."""

    codes: tuple[str, ...]
    source_start: int
    source_end: int
    start: int
    end: int


class Altered(NamedTuple):
    """What stands in the target for `code` of the source. `sure`: it can be nothing else."""

    code: str
    source_start: int
    source_end: int
    start: int
    end: int
    sure: bool
    swapped: bool = False
    quoted: bool = False


class Differences(NamedTuple):
    missing: list[Missing]
    altered: list[Altered]
    extra: list[Placeholder]


def argument_differences(view: PairView) -> dict[int, Differences]:
    """What differs between the placeholders of each pair, by its index; pairs without a difference are left out."""
    return view.remember("argument differences", lambda: _all(view))


def _all(view: PairView) -> dict[int, Differences]:
    found = {}
    for index, code in code_of_pairs(view).items():
        pair = view.pairs[index]
        if not pair.target.text.strip():
            continue
        differences = compared(pair, code, is_of_one_number(view, index))
        if any(differences):
            found[index] = differences
    return found


def compared(pair: Pair, code: PairCode, one_number: bool) -> Differences:
    """Compare the placeholders of one pair. `one_number`: the target stands for one number only, which may be left out."""
    wanted = _arguments(code.source)
    given = _arguments(code.target)
    altered: list[Altered] = []
    if _in_order(wanted) and _in_order(given):
        lacking, surplus = _by_form(wanted, given)
        if not lacking and not surplus and [item.form for item in wanted] != [item.form for item in given]:
            first = next(i for i, item in enumerate(given) if item.form != wanted[i].form)
            altered.append(_altered(pair, wanted[first], given[first], swapped=True))
    else:
        names, others = {item.name for item in wanted}, {item.name for item in given}
        lacking = _firsts(item for item in wanted if item.name not in others)
        surplus = [item for item in given if item.name not in names]
        altered += _other_forms(pair, wanted, given)
    if surplus:
        known = {item.name for side in pair.unit.sources for item in placeholders(side.text, pair.family)}
        surplus = [item for item in surplus if item.name not in known or len(pair.unit.sources) < 2]
    if pair.family is Family.QT and surplus:
        # Turkish writes per cents so: %10.
        surplus = [item for item in surplus if not re.search(rf"(?<!\d){item.name}\s?%", pair.source.text)]
    if one_number and lacking:
        lacking.pop(next((i for i, item in enumerate(lacking) if item.form in _COUNTS), 0))
    taken = [(item.start, item.end) for item in code.target]
    missing: list[Placeholder] = []
    for item in lacking:
        if surplus and (other := _answer(item, surplus)) is not None:
            surplus.remove(other)
            altered.append(_altered(pair, item, other))
            continue
        bent = _bent(pair, item, taken)
        if bent is None:
            missing.append(item)
        else:
            taken.append((bent.start, bent.end))
            altered.append(bent)
    if pair.family in _PERCENT_FAMILIES:
        altered += _bare_percent(pair, code)
    return Differences(_joined(pair, missing, code), altered, surplus)


_COUNTS = frozenset({"d", "ld", "lld", "", "{{"})


def _arguments(code: list[Placeholder]) -> list[Placeholder]:
    return [item for item in code if item.kind in (Kind.ARGUMENT, Kind.FRAME) and item.name]


def _in_order(items: list[Placeholder]) -> bool:
    """Whether placeholders are filled in one after the other."""
    return all(item.name == str(place) for place, item in enumerate(items, 1)) and all(
        item.form in _UNNAMED_FORMS for item in items
    )


_UNNAMED_FORMS = frozenset(
    {"d", "ld", "lld", "qd", "jd", "zd", "td", "Ld", "s", "f", "c", "C", "S", "p", "@", "x", "X", "o"}
)


def _by_form(
    wanted: list[Placeholder], given: list[Placeholder]
) -> tuple[list[Placeholder], list[Placeholder]]:
    """What is lacking and what is too much, where only the form tells placeholders apart."""
    have, want = Counter(item.form for item in given), Counter(item.form for item in wanted)
    lacking, surplus = [], []
    less, more = want - have, have - want
    for item in reversed(wanted):
        if less[item.form] > 0:
            less[item.form] -= 1
            lacking.append(item)
    for item in reversed(given):
        if more[item.form] > 0:
            more[item.form] -= 1
            surplus.append(item)
    return lacking[::-1], surplus[::-1]


def _firsts(items: Iterable[Placeholder]) -> list[Placeholder]:
    seen: dict[str, Placeholder] = {}
    for item in items:
        seen.setdefault(item.name, item)
    return list(seen.values())


def _other_forms(pair: Pair, wanted: list[Placeholder], given: list[Placeholder]) -> list[Altered]:
    """Placeholders whose value would be read as something else."""
    found = []
    forms: dict[str, set[str]] = {}
    for item in wanted:
        forms.setdefault(item.name, set()).add(item.form)
    for item in given:
        own = forms.get(item.name)
        if own is None or item.kind is Kind.FRAME or item.form in own:
            continue
        # How a number or a date is written is the translator's to choose; in letters of the program's.
        styled = any(form[:1] in (":", ",", "!") for form in (item.form, *own))
        if styled and (item.form.isascii() or not all(form.isascii() for form in own)):
            continue
        source = next(other for other in wanted if other.name == item.name)
        if source.kind is not Kind.FRAME:
            found.append(_altered(pair, source, item))
    return found


def _altered(pair: Pair, source: Placeholder, target: Placeholder, swapped: bool = False) -> Altered:
    code = pair.source.text[source.start : source.end]
    sure = source.kind is target.kind is Kind.ARGUMENT and not swapped
    return Altered(code, source.start, source.end, target.start, target.end, sure, swapped)


def _answer(item: Placeholder, surplus: list[Placeholder]) -> Placeholder | None:
    """The surplus placeholder that stands for a lacking one: the one most like it."""
    plain = [other for other in surplus if other.kind is item.kind or Kind.FRAME in (item.kind, other.kind)]
    return min(plain, key=lambda other: (other.form != item.form, other.start), default=None)


def _bent(pair: Pair, item: Placeholder, taken: list[tuple[int, int]]) -> Altered | None:
    """What is left of a placeholder in the target."""
    text = pair.target.text
    code = pair.source.text[item.start : item.end]
    if item.kind is Kind.FRAME or len(code) < 2:
        return None
    if pair.family in _QUOTING and "'" in text:
        for start, end in read_message(text, pair.family is Family.JAVA).quotes:
            if code in text[start:end]:
                return Altered(code, item.start, item.end, start, start + 1, True, quoted=True)
    place = find_ruin(code, text, taken)
    if place is None:
        return None
    return Altered(code, item.start, item.end, place[0], place[1], True)


def _bare_percent(pair: Pair, code: PairCode) -> list[Altered]:
    """A per cent sign alone in a text where the source doubles it."""
    source = [item for item in code.source if item.name == "%%"]
    if not source or _lone_percents(pair.source.text, code.source):
        return []
    lone = _lone_percents(pair.target.text, code.target)
    lost = len(source) - sum(item.name == "%%" for item in code.target)
    if not lone or lost <= 0:
        return []
    first = source[0]
    return [Altered("%%", first.start, first.end, place, place + 1, True) for place in lone[:lost]]


def _lone_percents(text: str, code: list[Placeholder]) -> list[int]:
    covered = {place for item in code for place in range(item.start, item.end)}
    return [place for place, char in enumerate(text) if char == "%" and place not in covered]


def _joined(pair: Pair, missing: list[Placeholder], code: PairCode) -> list[Missing]:
    """What is missing in one place is one fault."""
    places: dict[tuple[int, int], list[Placeholder]] = {}
    for item in missing:
        place = expected_place(item.start, item.end, pair.target.text, code.anchors)
        places.setdefault(place, []).append(item)
    return [
        Missing(
            tuple(pair.source.text[item.start : item.end] for item in items),
            items[0].start,
            items[-1].end,
            *place,
        )
        for place, items in places.items()
    ]
