"""Quotations opened by a mark of one style and closed by one of another."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.quotation_signs import (
    DOUBLED,
    STRAIGHT,
    Mark,
    is_in_word,
    is_measure,
    marks_of,
    signs_in,
)
from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile
from audit.language.profiles import known_tags, profile


class Mismatch(NamedTuple):
    """A quotation opened by a mark of one style at `open` and closed by one of another at `close`.

    `sure` is False when other marks of the same paragraph have no partner either.
    """

    open: int
    close: int
    sure: bool


def mismatches(view: TextView) -> list[Mismatch]:
    """Quotations whose two marks no language pairs, in order: `„so"`, `«so”`. Cached on the view."""
    return view.remember("mismatched quotation marks", lambda: list(_mismatches(view)))


@cache
def known_pairs() -> frozenset[tuple[str, str]]:
    """Pairs that some language uses: another language's convention is not a slip."""
    return frozenset((pair.open, pair.close) for tag in known_tags() for pair in profile(tag).quotes)


def _mismatches(view: TextView) -> Iterator[Mismatch]:
    signs = signs_in(view)
    if len(signs) < 2:
        return
    known = known_pairs()
    pair = tuple(signs) in known
    for index, segment in enumerate(view.segments):
        text = segment.text
        if pair and text.count(signs[0]) == text.count(signs[1]):
            continue  # one pair in the whole text, and here it comes out even
        present = "".join(sign for sign in signs if sign in text)
        if len(present) < 2 or any(sign in text for sign in DOUBLED):
            continue
        if tuple(present) in known and text.count(present[0]) == text.count(present[1]):
            continue  # `“so”`, as nearly everywhere
        base = view.starts[index]
        found, rest = _mismatched_in(text, present, view.language)
        for first, last in found:
            yield Mismatch(base + first.place, base + last.place, not rest)


def mismatched_places(view: TextView) -> frozenset[int]:
    """Offsets of all marks of such quotations. Cached on the view."""
    return view.remember(
        "places of mismatched quotation marks",
        lambda: frozenset(place for found in mismatches(view) for place in (found.open, found.close)),
    )


def _mismatched_in(text: str, signs: str, language: LanguageProfile) -> tuple[list[tuple[Mark, Mark]], bool]:
    """Opening and closing marks that no language pairs, and whether other marks are left over."""
    known = known_pairs()
    stack: list[Mark] = []
    found: list[tuple[Mark, Mark]] = []
    for mark in marks_of(text, signs, language):
        sign, place = mark.sign, mark.place
        if sign == STRAIGHT and (is_measure(text, place) or is_in_word(text, place)):
            continue
        if mark.opening or (mark.opening is None and not (stack and stack[-1].sign == sign)):
            stack.append(mark)
            continue
        if not stack:
            return [], True
        first = stack.pop()
        if first.sign == sign == STRAIGHT or (first.sign, sign) in known:
            continue
        if any(earlier.sign == sign == STRAIGHT or (earlier.sign, sign) in known for earlier in stack):
            return [], True
        found.append((first, mark))
    return found, bool(stack)
