"""Numbers, units, dates and times that differ between the two sides of a unit.

Dates and times are compared first; what they are made of counts no more. What figures on one side and words on the other
say is the same, and so is a measure that was converted.
"""

import re
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from audit.analysis.pair_view import PairView, pairs_with
from audit.analysis.pairs.asked_for import asks_for_something
from audit.analysis.pairs.calendar import ClockTime, Date, clock_times, dates, says_afternoon
from audit.analysis.pairs.code import Anchor, code_of_pairs, expected_place
from audit.analysis.pairs.last_number import same_at_the_end
from audit.analysis.pairs.plain_text import plain_sides
from audit.analysis.pairs.quantities import Quantity, groupings, quantities, romans, said, spoken
from audit.analysis.pairs.running_text import is_running
from audit.analysis.pairs.same_quantity import (
    alike,
    converted,
    distance,
    equal,
    in_century,
    is_among,
    is_clock,
    is_doubtful,
    is_round,
    is_telling,
    same_date,
    short_year,
    split_series,
    without_clocks,
)
from audit.language.measures import measures, unit_values
from audit.language.profile import LanguageProfile
from audit.model.span import Span

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"\d{1,12}")
_NUMERAL = re.compile(r"(?<![\w.])[IVXLC]{2,8}(?!\w)")
SMALL = 2  # "1 file" is "a file", "2 ears" is "both ears", "0" is "no"
MOST = 24  # numbers of a text that are compared one by one


class QuantityFault(NamedTuple):
    """`kind` is "missing", "altered", "unknown", "unit", "date" or "time"; `source` is a place in the source."""

    kind: str
    pair: int
    start: int
    end: int
    source: Span | None
    written: str
    sure: bool = True


class _Side(NamedTuple):
    text: str
    language: LanguageProfile | None


def quantity_faults(view: PairView) -> list[QuantityFault]:
    """What differs between the quantities of each pair, in order. Remembered."""
    return view.remember("quantity faults", lambda: list(_all(view)))


def _all(view: PairView) -> Iterable[QuantityFault]:
    marked = set(pairs_with(_DIGIT, view.text, view.starts))
    marked |= set(pairs_with(_DIGIT, view.source_text, view.source_starts))
    marked |= set(pairs_with(_NUMERAL, view.source_text, view.source_starts))
    marked |= {index for index in range(len(view.pairs)) if is_running(view, index)}
    for index in sorted(marked):
        if same_at_the_end(view.pairs[index], view.source):
            continue
        source, target = plain_sides(view, index)
        if target.strip() and target != source and not asks_for_something(view.pairs[index].source.text):
            yield from _Comparison(
                view, index, _Side(source, view.source), _Side(target, view.language)
            ).faults()


class _Comparison:
    """One pair."""

    def __init__(self, view: PairView, index: int, source: _Side, target: _Side) -> None:
        self.view, self.index = view, index
        self.source, self.target = source, target
        self.anchors: list[Anchor] = []
        self.found: list[QuantityFault] = []
        self.lacking: list[Quantity] = []
        self.surplus: list[Quantity] = []
        self.wanted = quantities(source.text, source.language)
        self.given = quantities(target.text, target.language)

    def faults(self) -> list[QuantityFault]:
        if len(self.wanted) > MOST or len(self.given) > MOST:
            return []
        self.compare_dates()
        self.compare_times()
        self.wanted, self.given = without_clocks(self.wanted, self.source.text, self.given, self.target.text)
        self.compare_numbers()
        if is_running(self.view, self.index) and not self.found:
            self.compare_words()
        return self.found

    def note(
        self, kind: str, start: int, end: int, source: Span | None, written: str, sure: bool = True
    ) -> None:
        self.found.append(QuantityFault(kind, self.index, start, end, source, written, sure))

    # Dates and times

    def compare_dates(self) -> None:
        wanted, given = (
            dates(self.source.text, self.source.language),
            dates(self.target.text, self.target.language),
        )
        for date in wanted:
            # 7月 is July.
            if all(not day for day, _ in date.days) and not date.year and _names_month(date, self.target):
                self.wanted = [item for item in self.wanted if not date.start <= item.start < date.end]
        if not wanted or not given:
            return
        left = list(given)
        lacking = []
        for date in wanted:
            same = next((other for other in left if same_date(date, other)), None)
            if same is None:
                lacking.append(date)
                continue
            left.remove(same)
            self.anchors.append(Anchor(date.start, date.end, same.start, same.end))
            self.drop(date, same)
        for date in lacking:
            other = next(
                (other for other in left if bool(other.year) == bool(date.year) or not other.year), None
            )
            if other is None or is_doubtful(date, self.source.text):
                continue
            if self.in_series(date, other):
                left.remove(other)
                self.drop(date, other)
                continue
            left.remove(other)
            self.note(
                "date",
                other.start,
                other.end,
                Span(date.start, date.end),
                self.source.text[date.start : date.end],
            )
            self.drop(date, other)

    def in_series(self, date: Date, other: Date) -> bool:
        """Whether the day of each date stands beside the other, too: August 9 and 10, 9. und 10. August."""
        days = {day for day, _ in date.days}
        others = {day for day, _ in other.days}
        return (
            not days & others
            and bool({month for _, month in date.days} & {month for _, month in other.days})
            and any(item.value in days for item in self.given)
            and any(item.value in others for item in self.wanted)
        )

    def compare_times(self) -> None:
        wanted = clock_times(self.source.text, self.source.language)
        given = clock_times(self.target.text, self.target.language)
        for time in wanted:
            same = next((other for other in given if other.minutes == time.minutes), None)
            if same is not None:
                given.remove(same)
                self.drop(time, same)
                continue
            self.found_time(time, self.given, self.target)
        for time in given:
            if not wanted:
                self.found_source_time(time)

    def found_time(self, time: ClockTime, numbers: list[Quantity], side: _Side) -> None:
        """The answer of a time with its half of the day in a text without one: 7:30 p.m. is 19 h 30."""
        hour, minute = divmod(time.minutes, 60)
        exact = next((item for item in numbers if is_clock(item, hour, minute)), None)
        if exact is not None:
            self.drop(time, _Place(exact.start, exact.end), minute)
            return
        half = next((item for item in numbers if is_clock(item, time.hour, minute)), None)
        if half is None:
            return
        morning = time.minutes < 12 * 60
        # “6 in the evening” has many words; “6:00” has none.
        bare = (
            re.compile(r"[\s\u00a0]?[:.h時点點时](?![^\W\d_])").match(side.text, half.digits) is not None
            or "." in half.written
            or self.is_hour_word(half.end)
        )
        if not morning and bare and not says_afternoon(side.text, side.language):
            end = half.end
            if minute and (
                more := next(
                    (item for item in numbers if item.start > half.start and item.value == minute), None
                )
            ):
                end = more.end
            self.note(
                "time", half.start, end, Span(time.start, time.end), self.source.text[time.start : time.end]
            )
        self.drop(time, _Place(half.start, half.end), minute)

    def is_hour_word(self, place: int) -> bool:
        """Whether the word of a clock of twenty-four hours stands at a place: 6 Uhr."""
        language = self.target.language
        after = re.compile(r"[\s\u00a0]?([^\W\d_]{1,8})").match(self.target.text, place)
        return after is not None and language is not None and after[1].lower() in language.hour_words

    def found_source_time(self, time: ClockTime) -> None:
        """The same the other way round: 19:30 is 7:30 p.m."""
        hour, minute = divmod(time.minutes, 60)
        for wanted in (hour, time.hour):
            exact = next((item for item in self.wanted if is_clock(item, wanted, minute)), None)
            if exact is not None:
                self.wanted = [item for item in self.wanted if item is not exact and item.value != minute]
                self.given = [item for item in self.given if not time.start <= item.start < time.end]
                return

    def drop(self, source: "Date | ClockTime", target: "Date | ClockTime | _Place", minute: int = 0) -> None:
        """Forget the figures of what was compared."""
        self.wanted = [item for item in self.wanted if not source.start <= item.start < source.end]
        self.given = [item for item in self.given if not target.start <= item.start < target.end]
        if minute:
            more = next(
                (item for item in self.given if item.value == minute and item.start >= target.end), None
            )
            self.given = [item for item in self.given if item is not more]

    # Numbers

    def compare_numbers(self) -> None:
        lacking, surplus = list(self.wanted), list(self.given)
        own = groupings(self.target.language) if self.target.language is not None else frozenset()
        for same in (equal, partial(alike, own=own)):
            for item in list(lacking):
                other = next((other for other in surplus if same(item, other)), None)
                if other is not None:
                    lacking.remove(item)
                    surplus.remove(other)
                    self.anchors.append(Anchor(item.start, item.end, other.start, other.end))
                    if same is equal:
                        self.compare_units(item, other)
        self.signs(lacking, surplus)
        if not lacking and not surplus:
            self.strange_numerals([], [])
            return
        said_here = said(self.target.text, self.target.language)
        said_there = said(self.source.text, self.source.language)
        lacking = [
            item for item in lacking if not self.is_said(item, said_here, self.given, self.target.text)
        ]
        surplus = [
            item for item in surplus if not self.is_said(item, said_there, self.wanted, self.source.text)
        ]
        for item in list(lacking):
            other = next(
                (other for other in surplus if converted(item, other) or short_year(item, other)), None
            )
            if other is not None:
                lacking.remove(item)
                surplus.remove(other)
        split_series(lacking, surplus, self.given)
        split_series(surplus, lacking, self.wanted)
        self.lacking, self.surplus = list(lacking), list(surplus)
        self.report(lacking, surplus)

    def compare_words(self) -> None:
        """In a sentence a number in words that the source does not have stands for one that the translation lacks."""
        theirs = spoken(self.source.text, self.source.language)
        mine = spoken(self.target.text, self.target.language)
        if not mine and not (theirs and self.surplus):
            return
        there, here = self.values(self.source, self.wanted), self.values(self.target, self.given)
        lost = [
            Span(item.start, item.end)
            for item in theirs
            if is_telling(item.value) and not is_among(item.value, here)
        ]
        lost += [Span(item.start, item.end) for item in self.lacking if not item.unit]
        new = [
            Span(item.start, item.end)
            for item in mine
            if is_telling(item.value) and not is_among(item.value, there)
        ]
        new += [Span(item.start, item.end) for item in self.surplus if not item.unit]
        if lost and new:
            written = self.source.text[lost[0].start : lost[0].end]
            self.found = [fault for fault in self.found if fault.sure]
            self.note("altered", new[0].start, new[0].end, lost[0], written)

    def values(self, side: _Side, figures: list[Quantity]) -> frozenset[float]:
        """What a side says in words and figures, however these are read."""
        every = {value for item in figures for value in (item.value, item.other) if value is not None}
        every |= {float(match[0]) for match in _RUN.finditer(side.text)}
        return said(side.text, side.language) | every

    def signs(self, lacking: list[Quantity], surplus: list[Quantity]) -> None:
        """A number below nought is one on both sides; a word may say so."""
        for item in list(lacking):
            if item.value is None:
                continue
            other = next(
                (other for other in surplus if other.value is not None and other.value == -item.value), None
            )
            if other is None:
                continue
            lacking.remove(item)
            surplus.remove(other)
            words = self.target if item.negative else self.source
            minus = measures(words.language).minus if words.language is not None else ()
            if (
                not any(word in words.text.lower() for word in minus)
                and item.negative
                and "-" not in self.target.text.replace("−", "-")[other.start - 2 : other.start]
            ):
                self.note(
                    "altered",
                    other.start,
                    other.end,
                    Span(item.start, item.end),
                    "−" + item.written.lstrip("-−"),
                )

    def is_said(self, item: Quantity, words: frozenset[float], others: list[Quantity], text: str) -> bool:
        """Whether the other side says a number in another way: in a word, again, or as part of a name."""
        groups = {group for other in others for group in re.split(r"\D", other.written)}
        if item.value is None:
            return item.written in text or groups.issuperset(re.split(r"\D", item.written))
        if any(other.value is None for other in others) and item.written in groups:
            return True
        if re.fullmatch(r"[012]\d[0-5]\d", item.written) and re.search(
            rf"{item.written[:2]}[:.h]{item.written[2:]}", text
        ):
            return True
        # Part of a name: Int64, Base32.
        if (
            item.written.isdecimal()
            and len(item.written) > 1
            and re.search(rf"(?<!\d){item.written}(?!\d)", text)
        ):
            return True
        if item.value in words or (item.other is not None and item.other in words):
            return True
        if any(equal(item, other) for other in others):
            return True
        figures = {other.value for other in others if other.value is not None}
        if in_century(item.value, words | figures):
            return True
        return bool(item.tail) and item.written + item.tail in text

    def compare_units(self, item: Quantity, other: Quantity) -> None:
        """The same number must have the same unit."""
        if not item.unit or not other.unit or item.unit & other.unit or item.value is None:
            return
        known = unit_values()
        kinds = {known[unit].kind for unit in item.unit if unit in known}
        others = {known[unit].kind for unit in other.unit if unit in known}
        if not kinds or not others or item.value == 0:
            return
        written = self.source.text[item.unit_start : item.unit_end]
        # Symbols of one letter mean many things: 5 m are metres or minutes.
        short = other.unit_end - other.unit_start == 1 and item.unit_end - item.unit_start == 1
        related = bool(kinds & others) or kinds | others == {"power", "energy"}
        place = Span(item.unit_start, item.unit_end)
        self.note("unit", other.unit_start, other.unit_end, place, written, related and not short)

    def strange_numerals(
        self, lacking: list[Quantity], surplus: list[Quantity]
    ) -> list[tuple[int, int, int]]:
        """Roman figures of the translation that nothing of the source answers; those that answer other Roman ones
        wrongly are noted."""
        source, target = romans(self.source.text), romans(self.target.text)
        if not 0 < len(target) + len(source) <= MOST:
            return []
        there = said(self.source.text, self.source.language) | {item.value for item in self.wanted}
        strange = [item for item in target if item[0] not in there]
        lost = [item for item in source if not self.says(item[0])]
        if len(lost) == len(strange) == 1 and not lacking and not surplus:
            (_, start, end), (_, at, to) = strange[0], lost[0]
            self.note("altered", start, end, Span(at, to), self.source.text[at:to])
            return []
        return strange

    def says_another(self) -> bool:
        """Whether the translation says a number in words that the source does not have."""
        there = said(self.source.text, self.source.language) | {item.value for item in self.wanted}
        here = said(self.target.text, self.target.language)
        return any(SMALL < value <= 12 and value == int(value) for value in here - there)

    def says(self, value: int) -> bool:
        """Whether the translation has a number, in figures or in words."""
        return any(item.value == value for item in self.given) or value in said(
            self.target.text, self.target.language
        )

    def report(self, lacking: list[Quantity], surplus: list[Quantity]) -> None:
        forms = len(self.view.pairs[self.index].unit.targets) > 1
        strange = self.strange_numerals(lacking, surplus)
        for item in lacking:
            place = Span(item.start, item.end)
            numeral = next(
                (numeral for numeral in strange if item.value is not None and 1 < item.value < 100), None
            )
            if numeral is not None and not surplus:
                strange.remove(numeral)
                self.note("altered", numeral[1], numeral[2], place, item.written)
            elif surplus:
                other = min(surplus, key=lambda other: distance(item, other))
                surplus.remove(other)
                self.note("altered", other.start, other.end, place, item.written)
            elif item.value is not None and abs(item.value) > SMALL and not forms:
                code = code_of_pairs(self.view).get(self.index)
                anchors = sorted([*self.anchors, *(code.anchors if code else [])])
                start, end = expected_place(item.start, item.end, self.target.text, anchors)
                sure = not is_round(item.value) or self.says_another()
                self.note("missing", start, end, place, item.written, sure)
        numerals = [] if lacking else romans(self.source.text)
        for other in surplus:
            numeral = next((numeral for numeral in numerals if not self.says(numeral[0])), None)
            if numeral is not None and other.value is not None and 1 < other.value < 100:
                numerals.remove(numeral)
                written = self.source.text[numeral[1] : numeral[2]]
                self.note("altered", other.start, other.end, Span(numeral[1], numeral[2]), written)
            elif (other.value is None or abs(other.value) > SMALL) and not forms:
                self.note("unknown", other.start, other.end, None, other.written, not is_round(other.value))


class _Place(NamedTuple):
    start: int
    end: int


def _names_month(date: Date, side: _Side) -> bool:
    """Whether a text names the month of a date that has no day."""
    if side.language is None:
        return False
    text = side.text.lower()
    months = {month for _, month in date.days}
    return any(form in text for month in months for form in side.language.months[month - 1] if len(form) > 2)
