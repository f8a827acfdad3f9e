"""Where a text holds what a language model, its prompt or a tokeniser left, and how sure that is."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

import msgspec

from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView
from audit.language.catalogue import decode
from audit.language.phrases import AROUND, Position
from audit.language.residue import Residue, ResidueKind, Strength
from audit.model.mqm import Confidence

# Residue stands before the text, straight under its title, or behind it.
HEAD, TAIL = 4, 3  # segments
MENTIONS = 2  # so many words of the trade, and the text is about language models


class ResiduePlace(NamedTuple):
    """`entry` stands at `[start, end)` of the view.

    `whole`: its segment says nothing else. `outer`: it stands at the head or the tail of the document.
    """

    entry: Residue
    start: int
    end: int
    whole: bool
    outer: bool
    confidence: Confidence


class TopicWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/model_topics/<name>.toml`: lower-case words of texts about the subject."""

    words: tuple[str, ...]


def residue_places(view: TextView, kind: ResidueKind) -> list[ResiduePlace]:
    """The residue of one kind, in order. Cached on the view."""
    return view.remember("residue", lambda: _find(view)).get(kind, [])


def about_models(view: TextView) -> bool:
    """True for a text about language models, which may quote all of this on purpose."""
    return view.remember(
        "about models", lambda: sum(view.vocabulary[word] for word in _topic_words()) >= MENTIONS
    )


@cache
def _topic_words() -> tuple[str, ...]:
    return decode("model_topics", "language_models", TopicWords).words


def _find(view: TextView) -> dict[ResidueKind, list[ResiduePlace]]:
    found: dict[ResidueKind, list[ResiduePlace]] = defaultdict(list)
    for entry, start, end in view.residue:
        index = view.segment_at(start)
        first, last = view.bounds(index)
        # A pattern that ends in a stem means the whole word; only cased scripts have such stems.
        while end < last and view.text[end - 1].isalpha() and view.text[end].islower():
            end += 1
        whole = not view.text[first:start].strip(AROUND) and not view.text[end:last].strip(AROUND)
        outer = index < HEAD or index >= len(view.segments) - TAIL
        confidence = _confidence(view, entry, start, end, whole or outer)
        found[entry.kind].append(ResiduePlace(entry, start, end, whole, outer, confidence))
    return found


def _confidence(view: TextView, entry: Residue, start: int, end: int, exposed: bool) -> Confidence:
    if entry.strength is Strength.WEAK or is_quoted(view, start, end) or about_models(view):
        return Confidence.POSSIBLE
    if entry.position is Position.ANYWHERE or exposed:
        return Confidence.CERTAIN
    return Confidence.LIKELY
