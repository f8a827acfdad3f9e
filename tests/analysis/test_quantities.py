"""Numbers, dates and times as each language writes them."""

import pytest

from audit.analysis.pairs.calendar import clock_times, dates
from audit.analysis.pairs.quantities import quantities, said, spoken
from audit.analysis.pairs.same_quantity import is_among
from audit.language.profiles import profile


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "3,500,000 people, 2.5 km, US$3.2bn", [3500000, 2.5, 3.2e9]),
        ("de", "1.234,5 Tonnen", [1234.5]),
        ("ru", "3,5 миллиона, 1 250 км", [3.5e6, 1250]),
        ("zh", "3000万棵树", [3e7]),
        ("ko", "1만 2천 명", [12000]),
        ("hi", "15,00,000 लोग", [1500000]),
        ("ar", "٢٤ من ٣٠", [24, 30]),
        ("en", "UTF-8, MP3, Covid-19", []),
        ("en", "call 020 7946 0958", [20, 7946, 958]),
    ],
)
def test_values(language: str, text: str, values: list[float]) -> None:
    assert [item.value for item in quantities(text, profile(language))] == values


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "twenty-five winners", 25),
        ("en", "two thousand", 2000),
        ("de", "fünfundzwanzig", 25),
        ("ru", "двадцать пять", 25),
        ("fr", "quatre-vingt-dix", 90),
        ("ja", "三十五人", 35),
        ("es", "capítulo IV", 4),
        ("pl", "półtora miliona", 1.5e6),
    ],
)
def test_words(language: str, text: str, value: float) -> None:
    assert value in said(text, profile(language))


@pytest.mark.parametrize(
    ("language", "text", "day", "year"),
    [
        ("en", "March 4, 2023", (4, 3), 2023),
        ("de", "am 4. März 2023", (4, 3), 2023),
        ("ja", "2023年3月4日", (4, 3), 2023),
        ("ru", "04.03.2023", (4, 3), 2023),
        ("en", "03/04/2023", (4, 3), 2023),
        ("sv", "2023-03-04", (4, 3), 2023),
    ],
)
def test_dates(language: str, text: str, day: tuple[int, int], year: int) -> None:
    assert [(set(item.days), item.year) for item in dates(text, profile(language))] == [({day}, year)]


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("en", "7:30 p.m.", 1170),
        ("ja", "午後7時30分", 1170),
        ("es", "7:30 p. m.", 1170),
        ("en", "12 a.m.", 0),
    ],
)
def test_times(language: str, text: str, minutes: int) -> None:
    assert [item.minutes for item in clock_times(text, profile(language))] == [minutes]


@pytest.mark.parametrize(
    ("text", "tag", "values"),
    [
        ("five or six hundred, two hundred and five", "en", [5, 600, 205]),
        ("a pair of boots and both hats, a decade ago", "en", []),
        ("twenty-five million", "en", [25_000_000]),
        ("drei Kisten und zwölf Eier", "de", [3, 12]),
        ("三个月", "zh", [3]),
        ("四五个人", "zh", []),
    ],
)
def test_spoken(text: str, tag: str, values: list[float]) -> None:
    assert [item.value for item in spoken(text, profile(tag))] == values


@pytest.mark.parametrize(
    ("value", "others", "known"),
    [(5, {5e6}, True), (20, {2}, True), (2, {20}, True), (7, {5}, False), (19, {1850}, True)],
)
def test_is_among(value: float, others: set[float], known: bool) -> None:
    assert is_among(value, others) is known
