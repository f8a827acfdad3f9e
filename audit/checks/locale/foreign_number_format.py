"""Numbers written with the marks of another language."""

from collections.abc import Iterator
from functools import cache

from audit.analysis.numbers import CURRENCIES, SPACES, Number, is_address, numbers
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.profile import LanguageProfile
from audit.language.profiles import known_tags, profile
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

PER_CENT = "%‰٪"


@check(
    id="foreign-number-format",
    category=Category.NUMBER_FORMAT,
    severity=Severity.MINOR,
    message="“{found}” is written as in another language; {language} writes {expected}",
    roles=PROSE,
    traits={Trait.NUMBERS},
    examples=(
        bad("en", "The bridge cost ⟦1.250.300,50⟧ euros.", fixed="The bridge cost 1,250,300.50 euros."),
        bad(
            "en",
            "Prices rose by ⟦3,5⟧ percent and ⟦0,7⟧%.",
            fixed="Prices rose by 3.5 percent and 0.7%.",
            confidence=Confidence.LIKELY,
        ),
        bad("en", "Some ⟦1 250 000⟧ people came.", fixed="Some 1,250,000 people came."),
        bad("de", "Die Brücke kostete ⟦1,250.50⟧ Euro.", fixed="Die Brücke kostete 1.250,50 Euro."),
        bad("ru", "Мост стоил ⟦1,250,000⟧ рублей.", fixed="Мост стоил 1\u00a0250\u00a0000 рублей."),
        good(
            "en",
            "Call 020 7946 0958 about version 1.250.3 at 192.168.1.254.",
            why="a telephone number, a version, an address",
        ),
        good(
            "en",
            "Rooms 1,2,3 and 3,4 are on 04.02.2026 at 10.30; the score was 3,1.",
            why="lists, dates and times",
        ),
        good("en", "It cost 1.250 euros.", why="one mark and three digits may be either convention"),
        good("de", "Es kostete 1.250,50 Euro, rund 3,5 Prozent mehr.", why="German writes numbers so"),
        good("de", "Um 14.30 Uhr geht es los.", why="a time of day"),
        good("de", "Version 1.25 kostet 1.250 Euro.", why="a version number and a grouped number"),
    ),
)
def foreign_number_format(view: TextView) -> Iterator[Detection]:
    """A number carries the decimal or grouping marks of another language.

    Why it hurts a reader: 1.250,50 and 1,250.50 differ by a factor of a thousand for whoever reads them by
    the wrong rule.

    Left alone: whatever could also be right (1.250 and 1,250), and figures that are no numbers: versions,
    addresses, dates, times, scores, lists, telephone and section numbers.
    """
    language = view.language
    points, groupings = accepted(language)
    for number in numbers(view):
        confidence = foreign(view, number, points, groupings)
        if confidence is None:
            continue
        expected = rewritten(number, language)
        yield view.detection(
            number.start,
            number.end,
            confidence=confidence,
            fix=suggested_fix(number.start, number.end, expected),
            expected=expected,
            language=language.name,
        )


@cache
def accepted(language: LanguageProfile) -> tuple[frozenset[str], frozenset[str]]:
    """Decimal and grouping marks in use where a language is spoken.

    A bare tag also speaks for its variants of world regions, those with a numeric region ("es-419").
    """
    variants = [
        profile(tag) for tag in known_tags() if tag.startswith(language.tag + "-") and tag[-3:].isdecimal()
    ]
    everyone = (language, *variants)
    return (
        frozenset(item.decimal for item in everyone),
        frozenset(mark for item in everyone for mark in item.grouping),
    )


def foreign(
    view: TextView, number: Number, points: frozenset[str], groupings: frozenset[str]
) -> Confidence | None:
    """How sure it is that a number is written as in another language; None when it is not."""
    text = view.text[number.start : number.end]
    if number.ambiguous or (number.digits[0] == "0" and len(number.digits) > 1) or is_address(text):
        return None
    if number.grouping in ("'", "’") and number.grouping not in groupings:
        return Confidence.LIKELY if number.groups > 1 or number.decimal else Confidence.POSSIBLE
    if (
        number.grouping
        and number.decimal
        and number.decimal not in points
        and number.grouping != number.decimal
    ):
        return Confidence.CERTAIN
    if number.grouping in (".", ",") and number.groups > 1 and number.grouping not in groupings:
        return Confidence.LIKELY if number.decimal == "" else Confidence.CERTAIN
    if (
        number.grouping
        and number.grouping in SPACES
        and number.groups > 1
        and number.grouping not in groupings
    ):
        sure = number.digits.endswith("000") or measured(view, number)
        return Confidence.LIKELY if sure else Confidence.POSSIBLE
    if (
        not number.grouping
        and number.decimal not in points
        and len(number.fraction) <= 2
        and measured(view, number)
    ):
        return Confidence.LIKELY
    return None


def measured(view: TextView, number: Number) -> bool:
    """A unit, a number word, a sign of per cent or currency stands at it."""
    before = view.text[max(0, number.start - 2) : number.start].strip()
    after = view.text[number.end : number.end + 24].lower()
    if before[-1:] and before[-1:] in CURRENCIES:
        return True
    after = after.removeprefix("\u00a0").removeprefix("\u202f").removeprefix(" ")
    if after[:1] and (after[0] in PER_CENT or after[0] in CURRENCIES[:-2]):
        return True
    if (
        number.decimal == "."
        and len(number.digits) <= 2
        and len(number.fraction) == 2
        and number.fraction < "60"
    ):
        return False  # a time of day, whose unit follows too: 14.30 Uhr
    word = "".join(char if char.isalpha() else " " for char in after).split(" ", 1)[0]
    return bool(word) and word in view.language.unit_words


def rewritten(number: Number, language: LanguageProfile) -> str:
    """The number with the language's own marks."""
    mark = language.grouping[0] if language.grouping and number.grouping else ""
    digits, groups = number.digits, []
    while mark and len(digits) > 3:
        groups.append(digits[-3:])
        digits = digits[:-3]
    whole = mark.join([digits, *reversed(groups)])
    return whole + (language.decimal + number.fraction if number.fraction else "")
