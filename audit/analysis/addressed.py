"""How a text addresses its reader: formally or familiarly, and where.

Only the text's own voice counts: what stands between quotation marks, in italics, behind the dash of a dialogue or
in a quoted block is somebody else's.
"""

from collections.abc import Iterator
from itertools import compress
from typing import NamedTuple

from audit.analysis.own_voice import is_own_voice
from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.address_forms import AddressForms, address_forms
from audit.language.word_grammar import word_grammar

FAR = 12  # words between two commands of one sentence
STARTS = frozenset(".!?…:;¿¡" + SEPARATOR)


class Address(NamedTuple):
    """A word `[start, end)` of the view that addresses the reader."""

    start: int
    end: int
    formal: bool
    capital: bool = False  # only its capital tells that it does


def addresses(view: TextView) -> list[Address]:
    """Every such word in the text's own voice, in order; empty where the language has no list, or the text one form."""
    forms = address_forms(view.language.tag)
    if forms is None or any(map(view.vocabulary.keys().isdisjoint, forms.sides)):
        return []  # one form throughout
    # A word that is a line by itself stands in a list of words.
    found = [place for place in _find(view, forms) if view.bounds_at(place.start) != (place.start, place.end)]
    rarer = sum(place.formal for place in found) * 2 <= len(found)
    if not any(place.formal is rarer and is_own_voice(view, place.start, place.end) for place in found):
        return []
    return [place for place in found if is_own_voice(view, place.start, place.end)]


def _find(view: TextView, forms: AddressForms) -> Iterator[Address]:
    words, command, anchors = view.words, -FAR, forms.anchors
    commands = forms.commands
    for index in compress(range(len(words)), map(anchors.__contains__, words)):
        word, start = words[index], view.word_starts[index]
        end = start + len(word)
        written = view.text[start:end]
        opens = _opens(view, index)
        if word in forms.familiar:
            if written.islower() or opens:
                yield Address(start, end, False)
        elif word in forms.formal:
            yield Address(start, end, True)
        elif written in forms.formal_capital:
            if not opens:
                yield Address(start, end, True, capital=True)
        elif word in commands and (opens or _follows_a_call(view, index) or _joins(view, index, command)):
            command = index
            yield Address(start, end, word in forms.formal_commands)


def _opens(view: TextView, index: int) -> bool:
    """True when a sentence begins with the word."""
    before = view.gaps[index - 1] if index else SEPARATOR
    return not STARTS.isdisjoint(before) or (index == 1 and not view.words[0])


def _follows_a_call(view: TextView, index: int) -> bool:
    """True behind a word or two and a comma that open the sentence: "Por favor, siga"."""
    return view.gaps[index - 1] == ", " and any(
        _opens(view, index - size) for size in (1, 2) if size < index + 1
    )


def _joins(view: TextView, index: int, command: int) -> bool:
    """True for a command that "and" joins to the one before, in its sentence: "abra la puerta y siga el pasillo"."""
    if index - command > FAR or view.words[index - 1] not in word_grammar(view.language.tag).coordinators:
        return False
    return all(STARTS.isdisjoint(gap) for gap in view.gaps[command:index])
