"""Weekdays and seasons that are others in the translation than in the source."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from audit.analysis.pair_view import PairView, pairs_holding
from audit.language.measures import measures
from audit.language.profile import LanguageProfile
from audit.language.seasons import season_words
from audit.model.span import Span

_ENDING = 3  # letters in which the forms of a name differ
_STEM = 4
_SHORT = 4  # letters of an abbreviation


class NameFault(NamedTuple):
    pair: int
    start: int
    end: int
    source: Span
    written: str


class _Finder(NamedTuple):
    """Finds names of one kind in a lower-cased text; each form belongs to one of them."""

    pattern: re.Pattern[str]
    groups: tuple[int, ...]
    stems: tuple[str, ...]  # how the forms begin


def name_faults(view: PairView) -> list[NameFault]:
    """Every pair that names one day or season and whose translation names another instead."""
    return view.remember("name faults", lambda: _all(view))


def _all(view: PairView) -> list[NameFault]:
    if view.source is None:
        return []
    found = []
    for here, there in (
        (_weekdays(view.source), _weekdays(view.language)),
        (_seasons(view.source), _seasons(view.language)),
    ):
        if here is None or there is None:
            continue
        for index in sorted(pairs_holding(here.stems, view.source_lower, view.source_starts)):
            base, stop = view.source_bounds(index)
            names = [
                (here.groups[(match.lastindex or 1) - 1], Span(match.start() - base, match.end() - base))
                for match in here.pattern.finditer(view.source_lower, base, stop)
            ]
            if not names:
                continue
            start, end = view.bounds(index)
            given = [
                (there.groups[(match.lastindex or 1) - 1], match.span())
                for match in there.pattern.finditer(view.lower, start, end)
            ]
            lacking = [(name, place) for name, place in names if name not in {other for other, _ in given}]
            surplus = [(name, place) for name, place in given if name not in {other for other, _ in names}]
            if len(lacking) == len(surplus) == 1:
                (_, source), (_, place) = lacking[0], surplus[0]
                written = view.pairs[index].source.text[source.start : source.end]
                found.append(NameFault(index, place[0] - start, place[1] - start, source, written))
    return found


@cache
def _weekdays(language: LanguageProfile) -> _Finder | None:
    days = measures(language).weekdays
    if len(days) != 7:
        return None
    words = []
    for forms in days:
        # An abbreviation is a word of its own as often: sun, mar, do.
        full = [form for form in forms if len(form) > _SHORT or not form.isascii()]
        words.append(
            [form if not language.has_case or not language.has_spaces else _stem(form) for form in full]
        )
    return _finder(words, language)


@cache
def _seasons(language: LanguageProfile) -> _Finder | None:
    words = season_words(language)
    return _finder(words, language) if words else None


def _stem(form: str) -> str:
    """A name without its ending, which goes on in any case."""
    size = max(_STEM, len(form) - _ENDING)
    return form[:size] + "*" if len(form) > _STEM else form


def _ends(one: str, other: str) -> bool:
    return one.endswith(other) or one.startswith(other)


def _finder(words: Sequence[Sequence[str]], language: LanguageProfile) -> _Finder | None:
    parts, groups = [], []
    taken: set[str] = set()
    for number, forms in enumerate(words):
        own = [form for form in dict.fromkeys(forms) if form]
        stems = [form.rstrip("*") for form in own]
        # Persian names a day by its distance from another: none can be told by itself.
        if not own or any(_ends(stem, other) or _ends(other, stem) for stem in stems for other in taken):
            return None
        taken.update(stems)
        pieces = [
            re.escape(form[:-1]) + rf"[^\W\d_]{{0,{_ENDING + 2}}}" if form.endswith("*") else re.escape(form)
            for form in sorted(own, key=lambda form: -len(form))
        ]
        parts.append(f"({'|'.join(pieces)})")
        groups.append(number)
    either = "|".join(parts)
    if language.has_spaces:
        either = rf"(?<![^\W\d_])(?:{either})(?![^\W\d_])"
    return _Finder(re.compile(either), tuple(groups), tuple(taken))
