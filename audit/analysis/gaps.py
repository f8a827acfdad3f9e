"""What stands between words: marks and spaces, looked at once per kind instead of once per place.

A text of a million characters has a few hundred different gaps. A pattern runs over those, and only the
places of the suspicious ones are looked for.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import compress
from typing import NamedTuple

from audit.analysis.text_view import SEPARATOR, TextView

# A kind of gap is usual when it makes up more than one in so many: the space, the ends of clauses and
# sentences. No check looks for those, as a rule.
USUAL = 20


class GapMatch(NamedTuple):
    """A pattern matched `[start, end)` of the view's text, in the gap after word number `after`."""

    after: int
    start: int
    end: int


def gaps(view: TextView) -> list[str]:
    """`view.gaps`; a gap at the very end of the text has a separator added, as at the end of any segment."""
    return view.remember("gaps", lambda: _closed(view))


def gap_kinds(view: TextView) -> frozenset[str]:
    """The different gaps of the text."""
    return view.remember("gap kinds", lambda: frozenset(gaps(view)))


def places_of_gaps(view: TextView, kinds: Iterable[str]) -> Iterator[int]:
    """Numbers of the words that one of the gaps `kinds` follows, in order."""
    wanted = frozenset(kinds)
    if not wanted:
        return iter(())
    all_gaps = gaps(view)
    if not wanted.isdisjoint(_usual(view)):
        return compress(range(len(all_gaps)), map(wanted.__contains__, all_gaps))
    unusual = view.remember("places of unusual gaps", lambda: _unusual(view))
    return iter(sorted(index for kind in wanted & unusual.keys() for index in unusual[kind]))


def matches_in_gaps(view: TextView, pattern: re.Pattern[str]) -> Iterator[GapMatch]:
    """Every match of a pattern inside a gap, in order. A gap holds no letter, digit or low line."""
    suspicious = {
        gap: found for gap in gap_kinds(view) if (found := [m.span() for m in pattern.finditer(gap)])
    }
    if not suspicious:
        return
    all_gaps, words, starts = gaps(view), view.words, view.word_starts
    for index in places_of_gaps(view, suspicious):
        base = starts[index] + len(words[index])
        for start, end in suspicious[all_gaps[index]]:
            yield GapMatch(index, base + start, base + end)


def _usual(view: TextView) -> frozenset[str]:
    return view.remember("usual gaps", lambda: _find_usual(view))


def _find_usual(view: TextView) -> frozenset[str]:
    least = len(view.gaps) // USUAL
    return frozenset(gap for gap, count in view.gap_counts.most_common(USUAL) if count > least)


def _unusual(view: TextView) -> dict[str, list[int]]:
    # One pass for all the checks that look for rare gaps.
    all_gaps = gaps(view)
    places: dict[str, list[int]] = {kind: [] for kind in gap_kinds(view) - _usual(view)}
    for index in compress(range(len(all_gaps)), map(places.__contains__, all_gaps)):
        places[all_gaps[index]].append(index)
    return places


def _closed(view: TextView) -> list[str]:
    found = view.gaps
    return [*found[:-1], found[-1] + SEPARATOR] if found and not view.words[-1] else found
