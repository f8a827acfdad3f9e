"""Dates in figures as another language writes them."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from audit.analysis.dates import NumericDate, numeric_dates
from audit.analysis.text_view import TextView
from audit.analysis.written_dates import foreign_written_dates
from audit.language.profile import LanguageProfile
from audit.language.profiles import known_tags, profile
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

MOST = 3  # a form that a text keeps to is one habit: more are listed and cost nothing


@check(
    id="foreign-date-form",
    category=Category.DATE_FORMAT,
    severity=Severity.MINOR,
    message="“{found}” is a date as other languages write it, {why}",
    roles=PROSE,
    examples=(
        bad("de", "Der Vertrag gilt ab ⟦03/15/2024⟧.", confidence=Confidence.CERTAIN),
        bad("en", "The contract runs from ⟦15.03.2024⟧ on.", confidence=Confidence.LIKELY),
        bad("fr", "Le contrat court dès le ⟦12/31/2023⟧.", confidence=Confidence.CERTAIN),
        bad("fr", "Communiqué du ⟦mars 4, 2024⟧, à midi.", confidence=Confidence.LIKELY),
        bad("it", "Il contratto decorre dal ⟦1. marzo 2023⟧ in poi.", confidence=Confidence.LIKELY),
        bad("en", "Send it before ⟦30 of September of 2023⟧, please.", confidence=Confidence.LIKELY),
        bad("en", "Recorded on ⟦2022年6月4日⟧ in the harbour.", confidence=Confidence.LIKELY),
        bad("en", "⟦2024.03.19.⟧ Seongju: the harbour is open again.", confidence=Confidence.LIKELY),
        bad("en", "Tickets are sold from 16.00 to ⟦22.00 Uhr⟧.", confidence=Confidence.LIKELY),
        good("de", "Karten gibt es von 16.00 bis 22.00 Uhr.", why="the word of the language"),
        good("de", "Der Vertrag gilt ab 1. März 2023.", why="German puts a full stop behind the day"),
        good("en", "It ran from March 4, 2024 to the 4th of July 2025.", why="both orders are English"),
        good("de", "Der Vertrag gilt ab 15.03.2024.", why="German writes dates so"),
        good(
            "en", "The contract runs from 15/03/2024 or 03/15/2024.", why="either order is in use somewhere"
        ),
        good(
            "en",
            "See section 4.2.2026a, version 1.2.2024.1 and 2024-03-15.",
            why="numbers of other kinds, and ISO 8601",
        ),
        good("ru", "Договор действует с 04.02.2026.", why="Russian writes dates so"),
    ),
)
def foreign_date_form(view: TextView) -> Iterator[Detection]:
    """A date in figures has an order or a separator that the language does not use.

    Why it hurts a reader: who reads 03/04/2024 by the wrong rule is off by a month.

    A text writes its dates in one way: the first three of a kind count, the others are listed so that they can be
    changed with them.

    Left alone: dates that fit the language or one of its regions, ISO 8601, years of two digits.
    """
    for written in foreign_written_dates(view):
        yield view.detection(written.start, written.end, confidence=Confidence.LIKELY, why=written.why)
    orders, separators = in_use(view.language)
    if not orders:
        return
    seen: Counter[str] = Counter()
    for date in numeric_dates(view):
        confidence = foreign(date, view.language, orders, separators)
        if confidence is None:
            continue
        impossible = orders.isdisjoint(date.orders) and "ymd" not in orders
        why = (
            "month first"
            if impossible and date.orders == ("mdy",)
            else f"with “{date.separator}” between the figures"
        )
        seen[why] += 1
        severity = Severity.NEUTRAL if seen[why] > MOST else None
        yield view.detection(date.start, date.end, confidence=confidence, severity=severity, why=why)


@cache
def in_use(language: LanguageProfile) -> tuple[frozenset[str], frozenset[str]]:
    """Orders and separators of dates in figures in a language and all its regions."""
    base = language.tag.split("-")[0]
    everyone = [profile(tag) for tag in known_tags() if tag == base or tag.startswith(base + "-")]
    return (
        frozenset(order for item in everyone for order in item.numeric_date_orders),
        frozenset(sign for item in everyone for sign in item.numeric_date_separators),
    )


def foreign(
    date: NumericDate, language: LanguageProfile, orders: frozenset[str], separators: frozenset[str]
) -> Confidence | None:
    """How sure it is that a date is written as in another language; None when it is not."""
    if date.orders == ("mdy",) and "mdy" not in orders:
        return Confidence.CERTAIN if "dmy" in orders else Confidence.POSSIBLE
    if date.separator == "." and not separators & {"."}:
        # Where the full stop is the decimal mark a date of full stops is foreign; elsewhere it is an old habit.
        told = date.padded and language.decimal == "." and bool(language.abbreviations)
        return Confidence.LIKELY if told else Confidence.POSSIBLE
    return None
