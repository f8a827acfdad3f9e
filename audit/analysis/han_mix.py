"""Characters of the other way to write Chinese amid a text in the one: 機 in a simplified text, 机 in a traditional one.

Only the text's own words count: quotations, titles, glosses in brackets and the names of languages stay as they are.
"""

import re
from typing import NamedTuple

from audit.analysis.cited import is_cited
from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView
from audit.language.han_variants import Han, simplified_only, traditional_only, variant_of
from audit.language.language_names import is_language_name
from audit.model.role import Role

LEAST = 6  # characters of a variant that make a text one in it
MOST = 500  # places that are looked at
SHORT = 12  # code points: a line so short in the other variant is a label for readers of it
NEAR = 40  # code points in which a bracket opens and closes
BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"), ("《", "》"), ("〈", "〉"))


class HanMix(NamedTuple):
    """What of the other variant stands in a text: the words, `[start, end)` in the view, and how the text is written."""

    usual: Han
    rare: Han
    words: tuple[tuple[int, int], ...]
    characters: int
    whole: bool  # the text as a whole is in another variant than its language


def han_mix(view: TextView) -> HanMix | None:
    """The mixture of a Chinese text; None where there is none."""
    target = variant_of(view.language)
    if target is None:
        return None
    found = {
        Han.SIMPLIFIED: _places(view, simplified_only()),
        Han.TRADITIONAL: _places(view, traditional_only()),
    }
    rare, usual = sorted(found, key=lambda variant: len(found[variant]))
    if len(found[usual]) < LEAST:
        return None
    if target is Han.TRADITIONAL and usual is not target:
        return HanMix(target, usual, _words(view, found[usual][:MOST]), len(found[usual]), True)
    own = [place for place in found[rare][:MOST] if _is_own(view, place)]
    return HanMix(usual, rare, _words(view, own), len(own), False) if own else None


def _places(view: TextView, characters: frozenset[str]) -> list[int]:
    """Where such characters stand."""
    wanted = view.rare_characters & characters
    if not wanted:
        return []
    pattern = re.compile(f"[{''.join(sorted(wanted))}]")
    return [match.start() for match in pattern.finditer(view.text)]


def _is_own(view: TextView, place: int) -> bool:
    segment = view.segments[view.segment_at(place)]
    if segment.role is Role.ATTRIBUTE or len(segment.text) <= SHORT:
        return False
    if _names_a_language(view, place):
        return False
    return not (
        _in_brackets(view, place) or is_quoted(view, place, place + 1) or is_cited(view, place, place + 1)
    )


def _names_a_language(view: TextView, place: int) -> bool:
    """True for a character of a language's own name among links to other translations."""
    start = end = place
    while start > place - NEAR and view.text[start - 1 : start].isalpha():
        start -= 1
    while end < place + NEAR and view.text[end : end + 1].isalpha():
        end += 1
    return is_language_name(view.text[start:end])


def _in_brackets(view: TextView, place: int) -> bool:
    """True inside a short pair of brackets: a gloss, a title."""
    start, end = view.bounds_at(place)
    before, after = view.text[max(start, place - NEAR) : place], view.text[place : min(end, place + NEAR)]
    return any(
        before.rfind(opening) > before.rfind(closing) and closing in after for opening, closing in BRACKETS
    )


def _words(view: TextView, places: list[int]) -> tuple[tuple[int, int], ...]:
    """The places, neighbours as one."""
    found: list[tuple[int, int]] = []
    for place in places:
        if (
            found
            and place - found[-1][1] <= 1
            and view.text[found[-1][1] : place].strip() == view.text[found[-1][1] : place]
        ):
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return tuple(found)
