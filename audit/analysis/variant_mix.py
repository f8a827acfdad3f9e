"""Words of another variant of the language amid a text in the one: "color" in a British text.

Only the text's own voice counts, and no name: "the Labour Party", "World Trade Center".
"""

from collections.abc import Iterator
from itertools import compress
from typing import NamedTuple

from audit.analysis.own_voice import is_own_voice
from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.variants import Contrast, Side, contrasts

MOST = 500  # places of a side that are looked at
STARTS = frozenset(".!?…:¿¡" + SEPARATOR)
CODE = frozenset("_-/\\@#$=<>{}[]&+*%\ufffc")  # beside a word that is a piece of code or a part of a name
BEFORE, AFTER = CODE | {"."}, CODE | {"("}


class VariantMix(NamedTuple):
    """What of two variants stands in a text; `usual` is the wanted one where the region says so."""

    usual: Side
    rare: Side
    usual_places: tuple[int, ...]
    rare_places: tuple[int, ...]
    wanted: bool  # the region of the language decides, not the text


def variant_mixes(view: TextView) -> Iterator[VariantMix]:
    """Every contrast of which both sides stand in a text, or the one that its region does not write."""
    for contrast in contrasts(view.language.tag):
        found = _mix(view, contrast)
        if found is not None:
            yield found


def _mix(view: TextView, contrast: Contrast) -> VariantMix | None:
    wanted = contrast.region_of(view.language.tag)
    present = [side for side in contrast.sides if not view.vocabulary.keys().isdisjoint(side.words)]
    if len(present) < 2 and (wanted is None or present == [wanted]):
        return None
    places = [_places(view, side.words) for side in contrast.sides]
    one, other = contrast.sides
    if wanted is not None:
        if wanted is other:
            one, other, places = other, one, places[::-1]
    elif len(places[0]) < len(places[1]):
        one, other, places = other, one, places[::-1]
    if not places[1] or (wanted is None and not places[0]):
        return None
    return VariantMix(one, other, tuple(places[0]), tuple(places[1]), wanted is not None)


def _places(view: TextView, wanted: frozenset[str]) -> list[int]:
    """Numbers of the words of one side in the text's own voice, without names and code."""
    words, found = view.words, []
    for index in compress(range(len(words)), map(wanted.__contains__, words)):
        start = view.word_starts[index]
        end = start + len(words[index])
        written = view.text[start:end]
        if not written.islower() and not (written[1:].islower() and _opens(view, index)):
            continue
        if view.text[start - 1 : start] in BEFORE or view.text[end : end + 1] in AFTER:
            continue
        if not view.is_listed(start, end) and is_own_voice(view, start, end):
            found.append(index)
        if len(found) == MOST:
            break
    return found


def _opens(view: TextView, index: int) -> bool:
    """True when a sentence begins with the word, and goes on in small letters: no title."""
    before = view.gaps[index - 1] if index else SEPARATOR
    if STARTS.isdisjoint(before) or index + 1 >= len(view.words):
        return False
    after = view.word_starts[index + 1]
    return view.gaps[index] == " " and view.text[after : after + 1].islower()
