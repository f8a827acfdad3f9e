"""Dashes, numbers, ranges, quotation marks and punctuation of another convention: edges and hostile text."""

import pytest
from hostile import must_end, stretched

from audit.model.mqm import Confidence, Severity
from audit.model.result import Result
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor


def audited(check: str, language: str, text: str) -> Result:
    checks = tuple(item for item in builtin_checks() if item.id == check)
    return Auditor(target=language, checks=checks).check_text(text)


def shown(check: str, language: str, text: str) -> list[str]:
    return [finding.text for finding in audited(check, language, text).shown]


@pytest.mark.parametrize(
    ("check", "language", "text"),
    [
        ("mixed-range", "en", "We heard from 20–30 countries. He came back from 2-5 down."),
        ("mixed-range", "en", "Temperatures fall from 5 to -10 °C, and from 4-5 to 6-7 per cent."),
        ("mixed-range", "de", "Das Büro ist von 4-5 Uhr geschlossen."),
        (
            "foreign-number-format",
            "de",
            "Um 14.30 Uhr und 8.15 Uhr; Version 3.12 von Python; §§ 2.4 und 5.1.",
        ),
        ("foreign-number-format", "ru", "Открыто с 10.30 до 18.45, в 12.15 часов перерыв; версия 2.5."),
        ("foreign-number-format", "ar", "ارتفعت الأسعار 3,5% في الرباط."),
        ("foreign-number-format", "es", "Costó 48,350.75 pesos."),
        ("foreign-number-format", "en", "On May 3 400 people came by Route 66 400 miles from here."),
        (
            "hyphen-as-dash",
            "en",
            "The line is real — so they say. London - Paris is quick; a - b is less than a.",
        ),
        (
            "mismatched-quotes",
            "en",
            'He said, “It\'s the "old" one,” and a 27" screen.',
        ),
        ("mismatched-quotes", "ru", "Издательство «Торговый дом «Север» и “Юг”."),
        ("mismatched-quotes", "en", "“The first winter was hard.\n\n“The second was harder,” he wrote."),
        ("foreign-punctuation", "en", "東京（とうきょう）、大阪。 And नमस्ते। is a greeting; Γεια σου; too."),
        ("foreign-punctuation", "ko", "서울（首都）은 크다."),
        ("foreign-punctuation", "zh", "版本3.5和Node.js的价格是1,250元，约合U.S. dollars。"),
        (
            "missing-space",
            "en",
            "Import System.Windows and System.Forms in the system; see ASP.NET and Node.js.",
        ),
        ("missing-space", "de", "Der Verein e.V. und die Fa. Müller.GmbH sowie z.B. Wasser."),
    ],
)
def test_left_alone(check: str, language: str, text: str) -> None:
    assert shown(check, language, text) == []


def test_a_number_of_one_reading_settles_those_of_two() -> None:
    alone = "Нужно 1,200 рублей."
    assert shown("foreign-number-format", "ru", alone) == []
    beside = alone + " Осталось 2.5 километра."
    assert shown("foreign-number-format", "ru", beside) == ["1,200", "2.5"]
    mixed = beside + " Прибавилось 3,5 процента."
    assert shown("foreign-number-format", "ru", mixed) == ["2.5"]


def test_hyphens_are_doubtful_where_no_dash_stands_and_count_once() -> None:
    habit = "The harbour office opened a hotline - open all day - for complaints."
    assert {item.confidence for item in audited("hyphen-as-dash", "en", habit).findings} == {
        Confidence.POSSIBLE
    }
    slip = habit + " The old ferry – the last one – is gone."
    severities = [item.severity for item in audited("hyphen-as-dash", "en", slip).shown]
    assert severities == [Severity.MINOR, Severity.NEUTRAL]


def test_a_mismatched_pair_is_no_unpaired_mark() -> None:
    text = 'Wählen Sie „Automatik" und dann „Start" im Menü.'
    assert shown("unpaired-quote", "de", text) == []
    assert shown("mismatched-quotes", "de", text) == ['"', '"']


def test_half_width_marks_are_a_slip_only_beside_full_width_ones() -> None:
    assert shown("foreign-punctuation", "zh", "他来了,又走了,没说话.") == []
    assert shown("foreign-punctuation", "zh", "他来了，又走了，没说话,后来又来，再走。") == [","]


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("en", "word - "),
        ("en", " - - - -"),
        ("en", '„so" '),
        ("en", '“so” "so" '),
        ("en", "so，"),
        ("zh", "来,来，"),
        ("en", "from 1-2 "),
        ("en", "1 234 "),
        ("ru", "1,200 кг 2.5 км "),
        ("de", "Wasser.Wasser die "),
    ],
)
@must_end
def test_hostile_text_takes_linear_time(language: str, unit: str) -> None:
    ids = {
        "hyphen-as-dash",
        "mismatched-quotes",
        "unpaired-quote",
        "foreign-quotation-marks",
        "foreign-punctuation",
        "mixed-range",
        "foreign-number-format",
        "missing-space",
    }
    auditor = Auditor(target=language, checks=tuple(item for item in builtin_checks() if item.id in ids))
    auditor.check_text(stretched(unit))
