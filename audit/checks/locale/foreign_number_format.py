"""Numbers written with the marks of another language."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.numbers import CURRENCIES, LONGEST, SPACES, Number, is_address, numbers
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.currencies import currencies
from audit.language.latin_tokens import is_unit
from audit.language.measures import measures
from audit.language.profile import LanguageProfile
from audit.language.profiles import known_tags, profile
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE, Role

PER_CENT = "%‰٪"
LONGEST_WORD = 24
SHORTEST_LEADING = 4  # letters of a unit that stands before its number; shorter ones are labels too
LAST_HOUR = 24
FIVE_DIGITS = 5


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
        bad(
            "uk",
            "Квитки коштують ⟦12.50⟧ гривень.",
            fixed="Квитки коштують 12,50 гривень.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "tr",
            "Maçı ⟦14,250⟧ kişi izledi; fiyatlar yüzde ⟦12.5⟧ arttı.",
            fixed="Maçı 14.250 kişi izledi; fiyatlar yüzde 12,5 arttı.",
            confidence=Confidence.LIKELY,
        ),
        bad("pl", "Powyżej ⟦1.200⟧ metrów leży śnieg."),
        bad("en", "They have bought ⟦3 400⟧ tonnes.", fixed="They have bought 3,400 tonnes."),
        good("en", "On May 3 400 people came by Route 66 400 miles from here.", why="two numbers"),
        good("tr", "Maçı 14,250 kişi izledi.", why="one number alone may be either convention"),
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
        bad(
            "en",
            "It cost ⟦45.000⟧ euros in all.",
            fixed="It cost 45,000 euros in all.",
            confidence=Confidence.LIKELY,
        ),
        good("en", "It cost 1.250 euros.", why="one mark and three digits may be either convention"),
        good("de", "Es kostete 1.250,50 Euro, rund 3,5 Prozent mehr.", why="German writes numbers so"),
        good("de", "Um 14.30 Uhr geht es los.", why="a time of day"),
        good("de", "Das Dorf zahlte 12 000 Franken für das Dach.", why="spaces part thousands by ISO 80000"),
        bad(
            "pl",
            "Kongres Przemysł ⟦4.0⟧ lat temu minął.",
            fixed="Kongres Przemysł 4,0 lat temu minął.",
            confidence=Confidence.POSSIBLE,
        ),
        good("es", "Hay 1’396.342 víctimas.", why="an apostrophe for millions and a full stop for thousands"),
        good("de", "Version 1.25 kostet 1.250 Euro.", why="a version number and a grouped number"),
    ),
)
def foreign_number_format(view: TextView) -> Iterator[Detection]:
    """A number carries the decimal or grouping marks of another language.

    Why it hurts a reader: 1.250,50 and 1,250.50 differ by a factor of a thousand for whoever reads them by
    the wrong rule.

    Left alone: whatever could also be right (1.250 and 1,250), and figures that are no numbers: versions,
    addresses, dates, times, scores, lists, telephone and section numbers. Behind a name (Windows 8.1) a
    figure is only possibly a number. Cells that hold nothing but a number come from one table: after the
    first they are only information.
    """
    language = view.language
    own = accepted(language)
    strange: list[tuple[Number, Confidence | None]] = []
    at_home = False
    for number in numbers(view):
        if (number.digits[0] == "0" and len(number.digits) > 1) or is_address(text_of(view, number)):
            continue
        if number.ambiguous or number.decimal not in own.points or number.grouping not in own.groupings:
            strange.append((number, foreign(view, number, own)))
        elif number.decimal in language.decimal and number.grouping in ("", *language.grouping):
            at_home = True
        else:
            strange.append((number, None))
    # What could be right alone is wrong beside a number that can only be foreign in the same way.
    proven = {
        decimal_of(number) for number, sure in strange if sure is not None and sure is not Confidence.POSSIBLE
    }
    told = False
    times = Counter(text_of(view, number) for number, _ in strange)
    for number, sure in strange:
        confidence = sure
        unproven = sure is None or sure is Confidence.POSSIBLE
        if unproven and decimal_of(number) and not behind_name(view, number):
            confidence = (
                raised(view, number, own, at_home, decimal_of(number) in proven, times[text_of(view, number)])
                or sure
            )
        if confidence is None:
            continue
        # An amount, or a mark that is the decimal one here: the three digits are a group.
        known = not number.ambiguous or number.grouping == language.decimal
        expected = rewritten(number, language)
        cell = confidence is not Confidence.POSSIBLE and fills_cell(view, number)
        again, told = cell and told, cell or told
        yield view.detection(
            number.start,
            number.end,
            confidence=confidence,
            severity=Severity.NEUTRAL if again else None,
            fix=suggested_fix(number.start, number.end, expected) if known else None,
            expected=expected if known else f"{expected} or {as_fraction(number, language)}",
            language=language.name,
        )


def fills_cell(view: TextView, number: Number) -> bool:
    """True when a list item or cell holds the number and no word."""
    index = view.segment_at(number.start)
    base, end = view.bounds(index)
    if end - base > 2 * LONGEST:
        return False
    rest = view.text[base : number.start] + view.text[number.end : end]
    return view.segments[index].role is Role.ITEM and not any(map(str.isalpha, rest))


class Marks(NamedTuple):
    """Decimal and grouping marks in use where a language is spoken; "" for a number without one."""

    points: frozenset[str]
    groupings: frozenset[str]


@cache
def accepted(language: LanguageProfile) -> Marks:
    """The marks of a language and, for a bare tag, of its large variants.

    Those are variants of world regions (a numeric region: "es-419"), and what three of them or more use that are a
    third of all.
    """
    variants = [profile(tag) for tag in known_tags() if tag.startswith(language.tag + "-")]
    regions = [item for item in variants if item.tag[-3:].isdecimal()]
    points = Counter(item.decimal for item in variants)
    groupings = Counter(mark for item in variants for mark in item.grouping)
    return Marks(
        frozenset(("", language.decimal, *(item.decimal for item in regions), *often(points, len(variants)))),
        frozenset(
            (
                "",
                *language.grouping,
                # By ISO 80000 spaces part thousands everywhere; where points do, that stands beside them.
                *(SPACES if language.decimal == "," else ""),
                *(mark for item in regions for mark in item.grouping),
                *often(groupings, len(variants)),
            )
        ),
    )


@cache
def in_a_region(language: LanguageProfile, grouping: str) -> bool:
    """True for a mark between thousands that a country writes whose language it is, too."""
    base = language.tag.split("-")[0]
    return any(grouping in profile(tag).grouping for tag in known_tags() if tag.startswith(base + "-"))


def often(counts: Counter[str], variants: int) -> Iterator[str]:
    return (mark for mark, count in counts.items() if count > 2 and count * 3 >= variants)


def text_of(view: TextView, number: Number) -> str:
    return view.text[number.start : number.end]


def decimal_of(number: Number) -> str:
    """The decimal mark of whoever wrote a number in this (foreign) way: "" where that cannot be told."""
    if number.decimal:
        return number.decimal
    return {".": ",", ",": "."}.get(number.grouping, "")


def raised(
    view: TextView, number: Number, own: Marks, at_home: bool, proven: bool, times: int
) -> Confidence | None:
    """How sure the other numbers of the text make it that this one is foreign.

    In a text that writes all its numbers in one foreign way, “1,250” is a thousand as well; and in a text
    that writes its numbers as at home, those of a variant of the language are strangers.
    """
    if number.decimal in own.points and number.grouping in own.groupings and not number.ambiguous:
        return Confidence.LIKELY if at_home and number.grouping and number.decimal else None
    if number.ambiguous and number.grouping in own.groupings:
        return None
    if not proven or at_home:
        return None
    # What comes again and again and is neither grouped nor measured numbers a version: "nella 2.0 manca".
    plain = number.ambiguous or number.grouping or times == 1
    return Confidence.LIKELY if (follows_word(view, number) if plain else measured(view, number)) else None


def foreign(view: TextView, number: Number, own: Marks) -> Confidence | None:
    """How sure it is by itself that a number is written as in another language; None when it is not."""
    grouping, decimal = number.grouping, number.decimal
    if number.ambiguous and grouping not in own.groupings and is_amount(view, number):
        return Confidence.LIKELY  # an amount of money has no three decimals
    if number.ambiguous:
        # Neither reading is that of the language; otherwise it may be either convention.
        strange = grouping not in own.points and grouping not in own.groupings
        return Confidence.LIKELY if strange and measured(view, number) else None
    if grouping in ("'", "’") and grouping not in own.groupings:
        if len(number.fraction) == 3 and decimal in own.groupings:
            return None  # 1'396.342: two marks for groups
        sure = (number.groups > 1 or bool(decimal)) and not in_a_region(view.language, grouping)
        return Confidence.LIKELY if sure else Confidence.POSSIBLE
    if grouping and decimal and decimal not in own.points and grouping != decimal:
        # Behind a space another figure may begin: "order number 115 001.4".
        told = grouping not in SPACES or decimal != "." or number.groups > 1 or measured(view, number)
        return Confidence.CERTAIN if told else Confidence.POSSIBLE
    if grouping in (".", ",") and number.groups > 1 and grouping not in own.groupings:
        return Confidence.LIKELY if decimal == "" else Confidence.CERTAIN
    if grouping and grouping in SPACES and grouping not in own.groupings:
        if number.groups > 1:
            sure = number.digits.endswith("000") or measured(view, number)
            return Confidence.LIKELY if sure else Confidence.POSSIBLE
        return grouped_once(view, number)
    if not grouping and decimal not in own.points and len(number.fraction) <= 2 and measured(view, number):
        return Confidence.POSSIBLE if behind_name(view, number) else Confidence.LIKELY
    return None


def grouped_once(view: TextView, number: Number) -> Confidence | None:
    """“3 400 tonnes” is one number; “on May 3 400 people” and “Route 66 400 km” are two."""
    if not measured(view, number):
        return None
    before = word_before(view, number)
    return Confidence.LIKELY if before.islower() else None


def word_before(view: TextView, number: Number) -> str:
    """The word right before a number, in its own case; "" where a mark or nothing stands there."""
    base, _ = view.bounds_at(number.start)
    before = view.text[max(base, number.start - LONGEST_WORD) : number.start]
    if before[-1:] not in (*SPACES,) or not before[:-1]:
        return ""
    last = before[:-1].split()[-1:]
    return last[0] if last and last[0].isalpha() and before[-2] not in SPACES else ""


def behind_name(view: TextView, number: Number) -> bool:
    """True for “Windows 8.1 GB”, “Przemysł 4.0 lat”: a word with a capital, which opens no sentence, before it,
    and no sign of a measure that only a number can have."""
    name = word_before(view, number)
    after = view.text[number.end : number.end + 2].lstrip(SPACES)[:1]
    if number.decimal != "." or not any(map(str.isupper, name)) or (after and after in PER_CENT + CURRENCIES):
        return False
    base, _ = view.bounds_at(number.start)
    before = (
        view.text[max(base, number.start - 2 * LONGEST_WORD) : number.start]
        .rstrip(SPACES)[: -len(name)]
        .rstrip(SPACES)
    )
    return not name[:1].isupper() or name.isupper() or (bool(before) and before[-1] not in ".!?…:")


def follows_word(view: TextView, number: Number) -> bool:
    """True when a word in small letters or a sign of a measure stands behind: a number of something, no time."""
    after = view.text[number.end : number.end + 3].lstrip(SPACES)
    return measured(view, number) or (after[:1].islower() and not is_time(number))


def measured(view: TextView, number: Number) -> bool:
    """A unit, a number word, a sign of per cent or currency stands at it."""
    before = view.text[max(0, number.start - 2) : number.start].strip()
    after = view.text[number.end : number.end + LONGEST_WORD].lower()
    if before[-1:] and (before[-1] in CURRENCIES or before[-1] in PER_CENT):
        return True
    after = after.removeprefix("\u00a0").removeprefix("\u202f").removeprefix(" ")
    if after[:1] and (after[0] in PER_CENT or after[0] in CURRENCIES[:-2]):
        return True
    word = "".join(char if char.isalpha() else " " for char in after).split(" ", 1)[0]
    units, hours = view.language.unit_words, view.language.hour_words
    if word and (word in units or (is_unit(word) and len(word) > 1)):
        # A time of day, whose unit follows too: 14.30 Uhr.
        return not is_time(number) or (bool(hours) and word not in hours)
    if is_money(view, number):
        return True
    unit = measures(view.language).unit.match(view.text, number.end)
    if unit is not None and not is_time(number) and unit[1].lower() not in hours:
        return True
    # “yüzde 12,5”: the word before the number.
    leading = word_before(view, number).lower()
    return (
        len(leading) >= SHORTEST_LEADING and leading in units and leading not in hours and not is_time(number)
    )


def is_amount(view: TextView, number: Number) -> bool:
    """True for money whose three digits behind the mark can be no fraction: 45.000 euros, £240,000."""
    if len(number.digits) < FIVE_DIGITS and not number.digits.endswith("000"):
        return False
    return is_money(view, number)


def is_money(view: TextView, number: Number) -> bool:
    """True when the sign or name of a currency stands at a number."""
    before = view.text[max(0, number.start - 2) : number.start].rstrip(SPACES)[-1:]
    if before and before in CURRENCIES[:-2]:
        return True
    after = number.end + (view.text[number.end : number.end + 1] in SPACES and number.end < len(view.text))
    found = currencies().pattern.match(view.lower, after)
    return found is not None and found.group(found.lastindex or 0) not in currencies().weak


def is_time(number: Number) -> bool:
    return (
        number.decimal == "."
        and not number.grouping
        and len(number.digits) <= 2
        and int(number.digits) <= LAST_HOUR
        and len(number.fraction) == 2
        and number.fraction < "60"
    )


def as_fraction(number: Number, language: LanguageProfile) -> str:
    """One mark and three digits, read as a decimal mark."""
    return number.digits[:-3] + language.decimal + number.digits[-3:]


def rewritten(number: Number, language: LanguageProfile) -> str:
    """The number with the language's own marks."""
    mark = language.grouping[0] if language.grouping and number.grouping else ""
    digits, groups = number.digits, []
    while mark and len(digits) > 3:
        groups.append(digits[-3:])
        digits = digits[:-3]
    whole = mark.join([digits, *reversed(groups)])
    return whole + (language.decimal + number.fraction if number.fraction else "")
