"""Whether two numbers, dates or times of day say the same, however they are written."""

import re
from collections.abc import Set
from itertools import pairwise

from audit.analysis.pairs.calendar import Date
from audit.analysis.pairs.quantities import Quantity
from audit.language.measures import unit_values

LIKE = 0.13  # how far a converted measure may be rounded
POWERS = (
    10,
    12,
    100,
    1000,
    10**4,
    10**5,
    10**6,
    10**7,
    10**8,
    10**9,
)  # decades, dozens, centuries, lakhs, crores
# Dozens, hours, days: numbers that the other language has a word for.
ROUND = frozenset(
    {*range(3, 13), 14, 15, 16, 18, 24, 25, 36, 48, 144, 250, 500, 1000, *range(20, 100, 10), 100, 200}
)


def split_series(items: list[Quantity], others: list[Quantity], all_others: list[Quantity]) -> None:
    """Take out figures that were written without a space between them: 6,12 for 6, 12."""
    known = {other.written for other in all_others}
    for item in list(items):
        parts = [part for part in re.split(r"[,、]", item.written) if part]
        if len(parts) > 1 and known.issuperset(parts):
            items.remove(item)
            for other in [other for other in others if other.written in parts]:
                others.remove(other)


def same_date(one: Date, other: Date) -> bool:
    if one.year and other.year and one.year % 100 != other.year % 100 and abs(one.year - other.year) != 543:
        return False
    return any(
        month == month2 and (day == day2 or not day or not day2)
        for day, month in one.days
        for day2, month2 in other.days
    )


def is_doubtful(date: Date, text: str) -> bool:
    """Whether what looks like a date may be something else: a version, a section."""
    written = text[date.start : date.end]
    return not date.year and not any(map(str.isalpha, written))


def is_clock(item: Quantity, hour: int, minute: int) -> bool:
    """Whether figures are the hour of a time, or all of it: 19, 19.30."""
    if item.value == hour:
        return True
    parts = re.split(r"\D", item.written)
    return len(parts) == 2 and parts[0] == str(hour) and parts[1] == f"{minute:02}"


def without_clocks(
    wanted: list[Quantity], source: str, given: list[Quantity], target: str
) -> tuple[list[Quantity], list[Quantity]]:
    """Both lists without times that have a colon on one side and a full stop on the other: 18:15 is kl. 18.15."""
    said: list[Quantity] = []
    for items, text, others in ((wanted, source, given), (given, target, wanted)):
        for hour, minute in pairwise(items if ":" in text else ()):
            if text[hour.end : minute.start] != ":" or len(minute.written) != 2 or minute.written >= "60":
                continue
            written = f"{hour.written}.{minute.written}".lstrip("0")
            same = next((item for item in others if item.written.lstrip("0") == written), None)
            if same is not None:
                said += (hour, minute, same)
    if not said:
        return wanted, given
    return _without(said, wanted), _without(said, given)


def _without(said: list[Quantity], items: list[Quantity]) -> list[Quantity]:
    return [item for item in items if not any(item is one for one in said)]


def equal(item: Quantity, other: Quantity) -> bool:
    if item.value is None or other.value is None:
        return item.written == other.written
    return item.value == other.value or (
        item.value != 0 and abs(item.value - other.value) < 1e-9 * abs(item.value)
    )


def alike(item: Quantity, other: Quantity, own: frozenset[str]) -> bool:
    """Whether figures may mean the same, read by another convention.

    Thousands that were copied with a mark that parts the fraction in the other language do not.
    """
    if item.negative != other.negative:
        return False
    if item.written == other.written:
        copied = item.grouped and not other.grouped and other.mark == item.mark and other.mark not in own
        return not copied or other.value is None
    values = {value for value in (item.value, item.other) if value is not None}
    return any(value in values for value in (other.value, other.other) if value is not None)


def in_century(value: float, others: Set[float]) -> bool:
    """Whether a year, a decade or a century is said in another way: 1850s is "50er des 19. Jahrhunderts"."""
    if 1000 <= value < 2200:
        century = value // 100 + 1 in others and (value % 100 in others or value % 100 == 0)
        return century or (value % 10 == 0 and value % 100 in others)
    years = [other for other in others if 1000 <= other < 2200]
    return value < 100 and any(value in (year // 100 + 1, year % 100) for year in years)


def short_year(item: Quantity, other: Quantity) -> bool:
    """1990s and 90er, 2001–2005 and 2001–05; Buddhist years."""
    if item.value is None or other.value is None:
        return False
    one, two = max(item.value, other.value), min(item.value, other.value)
    return (1000 <= one <= 2700) and (two == one % 100 or one - two == 543)


_SCALES = frozenset({"celsius", "fahrenheit"})


def converted(item: Quantity, other: Quantity) -> bool:
    """Whether two measures are the same in different units."""
    known = unit_values()
    if item.value is None or other.value is None or item.unit & other.unit:
        return False
    # "90 degrees" do not say of which scale.
    units, others = (
        item.unit or (_SCALES & other.unit and _SCALES),
        other.unit or (_SCALES & item.unit and _SCALES),
    )
    for unit in units:
        for unit2 in others:
            one, two = known.get(unit), known.get(unit2)
            if one is None or two is None or one.kind != two.kind:
                continue
            worth, worth2 = item.value * one.value, other.value * two.value
            if one.kind == "temperature":
                worth, worth2 = _kelvin(item.value, unit), _kelvin(other.value, unit2)
                if abs(worth - worth2) <= 6:
                    return True
            elif worth and abs(worth - worth2) <= LIKE * max(abs(worth), abs(worth2)):
                return True
    return False


def _kelvin(value: float, unit: str) -> float:
    return (value - 32) / 1.8 if unit == "fahrenheit" else value


def is_round(value: float | None) -> bool:
    """Whether a language may have a word for a number: dozens, hours, halves, powers of ten."""
    if value is None:
        return False
    figures = f"{value:.0f}"
    return (
        value in ROUND
        or value % 1 in (0.25, 0.5, 0.75)
        or (value >= 1000 and figures.strip("0") in ("1", "5"))
    )


def is_telling(value: float) -> bool:
    """Whether a number in words says how many exactly: one is an article, a hundred or a thousand are many."""
    return value >= 2 and value == int(value) and not (value >= 100 and f"{value:.0f}".strip("0") == "1")


def is_among(value: float, others: Set[float]) -> bool:
    """Whether a number is one of others, a part of one, or the century of one: five of five million, two decades."""
    if value in others or in_century(value, others):
        return True
    return any(
        value * power in others or ((other := value / power) in others and other >= 2) for power in POWERS
    )


def distance(item: Quantity, other: Quantity) -> tuple[int, float]:
    if item.value is None or other.value is None:
        return (1, 0.0)
    same = sorted(item.written) == sorted(other.written) or bool(item.unit & other.unit)
    return (0 if same else 1, abs(item.value - other.value))
