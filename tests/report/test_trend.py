"""A change is called better or worse only when it is one, and only between runs that can be compared."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.report.pages.trend_chart import trend_card
from audit.report.pages.trend_page import trend_page
from audit.report.terminal.trend_text import TrendText
from audit.report.trends.rate_ratio import EXACT_UP_TO, rate_ratio_interval
from audit.report.trends.run_record import ALL, Figure, Run
from audit.report.trends.trend import Direction, Trend, trend, trend_record

from .test_injection import EVIL, inspect


def made_run(
    number: int, rows: dict[tuple[str, str], int], signature: str = "s", label: str = "", bunch: int = 1
) -> Run:
    figures = tuple(
        Figure(outlet, check, 100, 10_000, count // bunch, count, float(count), 99.0)
        for (outlet, check), count in sorted(rows.items())
    )
    return Run(
        f"{number:032x}", "2026-01-01T00:00:00Z", "1", signature, label, 100, 0, 10_000, 5, 5.0, 99.0, figures
    )


def direction(before: int, after: int, bunch: int = 1) -> Direction:
    both = [
        made_run(n, {("a", "x"): count, ("a", ALL): count}, bunch=bunch)
        for n, count in enumerate((before, after))
    ]
    (line,) = trend(both).part("a", "x")
    return line.change.direction


def test_interval_is_that_of_the_books() -> None:
    # A textbook example: 41 events in 28,010 years against 15 in 19,017; exact 95 % limits of the ratio.
    low, high = rate_ratio_interval(15, 19_017, 41, 28_010, 0.95)
    assert (round(low, 2), round(high, 2)) == (1.01, 3.61)


def test_interval_without_events() -> None:
    assert rate_ratio_interval(0, 1, 0, 1, 0.95) == (0, float("inf"))
    low, high = rate_ratio_interval(10, 1, 0, 1, 0.95)
    assert low == 0
    assert 0.3 < high < 0.5
    low, high = rate_ratio_interval(0, 1, 10, 1, 0.95)
    assert high == float("inf")
    assert 2 < low < 3


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.1, 10), st.sampled_from([0.9, 0.95, 0.999]))
def test_interval_holds_the_ratio_and_turns_with_it(
    before: int, after: int, size: float, level: float
) -> None:
    low, high = rate_ratio_interval(before, 1.0, after, size, level)
    assert low <= high
    if before:
        assert low <= after / before / size <= high
    back_low, back_high = rate_ratio_interval(after, size, before, 1.0, level)
    if low > 0 and high != float("inf"):
        assert back_low == pytest.approx(1 / high, rel=1e-6)
        assert back_high == pytest.approx(1 / low, rel=1e-6)


def test_both_ways_of_reckoning_meet() -> None:
    half = EXACT_UP_TO // 2
    exact = rate_ratio_interval(half, 1, half, 1, 0.95)
    near = rate_ratio_interval(half + 1, 1, half + 1, 1, 0.95)
    assert exact == pytest.approx(near, rel=0.02)


def test_directions() -> None:
    assert direction(100, 30) is Direction.BETTER
    assert direction(30, 100) is Direction.WORSE
    assert direction(100, 110) is Direction.UNCLEAR
    assert direction(4, 0) is Direction.LITTLE
    assert direction(0, 40) is Direction.WORSE
    assert direction(40, 0) is Direction.BETTER


def test_bunches_count_once() -> None:
    # 30 findings more are much when they stand in 30 documents, and little when they stand in three.
    assert direction(60, 100, bunch=1) is Direction.WORSE
    assert direction(60, 100, bunch=5) is Direction.UNCLEAR


def test_many_lines_raise_the_bar() -> None:
    rows = {("a", f"x{number}"): 60 for number in range(60)} | {("a", ALL): 3600}
    after = rows | {("a", "x0"): 90}
    (line,) = trend([made_run(0, rows), made_run(1, after)]).part("a", "x0")
    assert direction(60, 90) is Direction.WORSE
    assert line.change.direction is Direction.UNCLEAR


def test_other_signatures_are_not_compared() -> None:
    rows = {("a", ALL): 100, ("a", "x"): 100}
    few = {("a", ALL): 10, ("a", "x"): 10}
    found = trend([made_run(0, rows), made_run(1, few, "other")])
    assert (found.base, found.breaks) == (None, (1,))
    assert {line.change.direction for line in found.lines} == {Direction.APART}
    shown = TrendText().report("h", found, None, None)
    assert "signatures differ" in shown
    assert "better" not in shown.replace("nothing is called better or worse", "")


def test_the_newest_run_of_the_same_signature_is_the_base() -> None:
    rows = {("a", ALL): 100, ("a", "x"): 100}
    runs = [made_run(0, rows), made_run(1, rows, "other"), made_run(2, rows | {("a", "x"): 20})]
    found = trend(runs)
    assert (found.base, found.breaks) == (0, (1, 2))
    assert found.part("a", "x")[0].change.direction is Direction.BETTER
    assert trend(runs, against=1).base is None


def test_outlets_come_and_go() -> None:
    found = trend([made_run(0, {("a", ALL): 9, ("c", ALL): 9}), made_run(1, {("b", ALL): 9, ("c", ALL): 90})])
    assert [(line.outlet, line.change.direction) for line in found.lines] == [
        ("a", Direction.GONE),
        ("b", Direction.NEW),
        ("c", Direction.WORSE),
    ]
    assert found.lines[0].figures[1] is None


def test_runs_without_a_common_outlet_are_not_compared() -> None:
    both = {("", ""): 100}
    found = trend([made_run(0, both | {("a", ALL): 100}), made_run(1, both | {("b", ALL): 9})])
    assert found.base is None


def test_a_check_that_found_nothing_found_zero() -> None:
    found = trend([made_run(0, {("a", ALL): 20, ("a", "x"): 20}), made_run(1, {("a", ALL): 0})])
    (line,) = found.part("a", "x")
    assert line.rates == (2.0, 0.0)
    assert line.change.direction is Direction.BETTER


def hostile(evil: str) -> Trend:
    rows = {(evil, ALL): 30, (evil, "x"): 30, ("", ""): 30, ("", evil): 30}
    return trend(
        [made_run(0, rows, label=evil), made_run(1, rows, label=evil), made_run(2, rows, evil, evil)]
    )


@pytest.mark.parametrize("evil", EVIL)
def test_page_with_hostile_names(evil: str) -> None:
    found = hostile(evil)
    shown = trend_page(evil, found, found.lines)
    inspect(shown)
    assert "default-src 'none'" in shown
    assert not re.search(r"https?://|url\(|@import", shown)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_terminal_gets_no_control_characters(evil: str) -> None:
    found = hostile(evil)
    shown = TrendText().report(evil, found, None, None)
    assert not [char for char in shown if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f")]
    inspect(trend_page(evil, found, found.lines))
    trend_record(found, found.lines)


def test_curves() -> None:
    text = TrendText(blocks=False)
    assert text.curve([0.0, 5.0, None, 10.0], [3], 1) == "_= |#"
    assert text.curve([7.0, 7.0], [], 1) == "~~"
    assert TrendText().curve([0.0, 10.0], [], 1) == "▁█"


def test_what_rounding_hides_is_no_rise() -> None:
    card = trend_card([("before", 10, 1000, 39.997, 5), ("this run", 10, 1000, 40.0, 5)])
    for path in re.findall(r'<polyline points="([^"]+)"', card):
        assert len({point.split(",")[1] for point in path.split()}) == 1
