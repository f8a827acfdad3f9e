"""Amounts whose currency is another one in the translation, or gone."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from audit.analysis.pair_view import PairView, pairs_with
from audit.analysis.pairs.plain_text import plain_sides
from audit.analysis.pairs.quantities import Quantity, quantities
from audit.language.currencies import currencies
from audit.language.profile import LanguageProfile
from audit.model.span import Span

_DIGIT = re.compile(r"\d")
MOST = 60  # amounts of a unit that are compared one by one
_NEAR = 3  # code points between a number and the sign of its currency
_FAR = 24  # and its name: "million British pounds"


class Amount(NamedTuple):
    """A number with the currencies it may be in, and where they stand."""

    value: float | None
    start: int
    end: int
    kinds: frozenset[str]
    place: Span
    weak: bool


class CurrencyFault(NamedTuple):
    pair: int
    start: int
    end: int
    source: Span
    written: str
    lost: bool


def currency_faults(view: PairView) -> list[CurrencyFault]:
    """What differs between the currencies of each pair. Remembered."""
    return view.remember("currency faults", lambda: list(_all(view)))


def _all(view: PairView) -> Iterable[CurrencyFault]:
    known = currencies()
    for index in pairs_with(_DIGIT, view.source_text, view.source_starts):
        start, end = view.source_bounds(index)
        if not known.may_stand_in(view.source_lower[start:end]):
            continue
        if not known.pattern.search(view.source_lower, start, end):
            continue
        source, target = plain_sides(view, index)
        if not target.strip() or source == target:
            continue
        wanted = amounts(source, view.source)
        if not wanted:
            continue
        given = amounts(target, view.language)
        everywhere = _mentions(target)
        said = frozenset(kind for _, kinds, _ in everywhere for kind in kinds)
        own = frozenset(kind for amount in wanted for kind in amount.kinds)
        for amount in wanted:
            if amount.weak:
                continue
            same = [other for other in given if other.value == amount.value]
            if any(amount.kinds & other.kinds for other in same):
                continue
            written = source[amount.place.start : amount.place.end]
            strange = next(iter(same), None)
            if strange is None and not amount.kinds & said:
                # The figure may be written otherwise; a currency that the source does not have cannot be right.
                strange = next((other for other in given if not other.kinds & own and not other.weak), None)
            if strange is not None:
                yield CurrencyFault(
                    index, strange.place.start, strange.place.end, amount.place, written, False
                )
            elif not everywhere:
                place = next(
                    (item for item in quantities(target, view.language) if item.value == amount.value), None
                )
                if place is not None:
                    yield CurrencyFault(index, place.start, place.end, amount.place, written, True)


def amounts(text: str, language: LanguageProfile | None) -> list[Amount]:
    """Every number of a text with a currency at it."""
    mentions = _mentions(text)
    if not 0 < len(mentions) <= MOST:
        return []
    numbers = quantities(text, language)
    found = []
    for number in numbers:
        best = min(
            (entry for entry in mentions if _gap(number, entry[0], text) is not None),
            key=lambda entry: _gap(number, entry[0], text) or 0,
            default=None,
        )
        if best is not None:
            found.append(Amount(number.value, number.start, number.end, best[1], best[0], best[2]))
    return found


def _gap(number: Quantity, place: Span, text: str) -> int | None:
    """How far a currency stands from a number that it may belong to; None where it cannot."""
    if place.end <= number.start:
        if text[place.start] > "\u2e80" and text[place.start] not in "￥￦":
            return None  # 元 before a year is no yuan
        between = text[place.end : number.start]
        return len(between) if len(between) <= _NEAR and not any(map(str.isalpha, between)) else None
    if place.start < number.end:
        return None
    between = text[number.end : place.start]
    if text[place.start] > "\u2e80" and len(between) > 1:
        return None
    if len(between) > _FAR or any(map(str.isdecimal, between)) or any(char in between for char in ",;.!?"):
        return None
    return len(between)


def _mentions(text: str) -> list[tuple[Span, frozenset[str], bool]]:
    known = currencies()
    lowered = text.lower()
    if len(lowered) != len(text) or not known.may_stand_in(lowered):
        return []
    found = []
    for match in known.pattern.finditer(lowered):
        group = match.lastindex or 1
        found.append(
            (
                Span(match.start(group), match.end()),
                known.kinds.get(match[group], frozenset()),
                match[group] in known.weak,
            )
        )
    return found
