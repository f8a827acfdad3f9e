"""Where a text holds what a language model, its prompt or a tokeniser left, and how sure that is."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.catalogue import decode
from audit.language.frames import FrameMatch, frames
from audit.language.phrases import AROUND, Position, fold, fold_lowered
from audit.language.residue import Residue, ResidueKind, Strength
from audit.model.mqm import Confidence
from audit.model.role import Role

FRAMES = "residue_frames"
# Residue stands before the text, straight under its title, or behind it.
HEAD, TAIL = 4, 3  # segments
MENTIONS = 2  # so many words of the trade, and the text is about language models
LONGEST_YES = 40  # code points of "Sure, with pleasure!" before what was affirmed
LONGEST_SORRY = 60  # code points of "I apologize for the confusion." before what is given instead
QUOTATION = "blockquote"  # the part of a segment's path
DIALOGUE = "—–-―"  # what opens a line of speech

# Where two kinds fit one stretch and are equally sure, the first is told.
ORDER = (ResidueKind.REFUSAL, ResidueKind.PROMPT_ECHO, ResidueKind.MODEL_SELF, ResidueKind.PREAMBLE,
         ResidueKind.CLOSING_NOTE)  # fmt: skip
SURENESS = (Confidence.CERTAIN, Confidence.LIKELY, Confidence.POSSIBLE)
# What only a model would say of a text, so that weaker residue of it is no chance.
TELLING = frozenset(ORDER)


class ResiduePlace(NamedTuple):
    """Residue of one kind stands at `[start, end)` of the view.

    `whole`: its segment says nothing else. `outer`: it stands at the head or the tail of the document.
    """

    kind: ResidueKind
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


def names_models(view: TextView) -> bool:
    """True for a text that names them at all."""
    return not view.vocabulary.keys().isdisjoint(_topic_words())


@cache
def _topic_words() -> tuple[str, ...]:
    return decode("model_topics", "language_models", TopicWords).words


def _find(view: TextView) -> dict[ResidueKind, list[ResiduePlace]]:
    places = _without_overlaps([*_phrases(view), *_framed(view)])
    found: dict[ResidueKind, list[ResiduePlace]] = defaultdict(list)
    for place in _joined(view, _in_company(places)):
        found[place.kind].append(place)
    return found


def _phrases(view: TextView) -> Iterator[ResiduePlace]:
    """Tokens, masks and the wordings that no frame covers."""
    for entry, start, end in view.residue:
        _, last = view.bounds_at(start)
        # A pattern that ends in a stem means the whole word; only cased scripts have such stems.
        while end < last and view.text[end - 1].isalpha() and view.text[end].islower():
            end += 1
        whole, outer = _stance(view, start, end)
        yield ResiduePlace(
            entry.kind, start, end, whole, outer, _confidence(view, entry, start, end, whole or outer)
        )


def _confidence(view: TextView, entry: Residue, start: int, end: int, exposed: bool) -> Confidence:
    if entry.strength is Strength.WEAK or is_quoted(view, start, end):
        return Confidence.POSSIBLE
    # A mask is made by the tools around a model, and texts about models do not speak of it.
    if entry.kind is not ResidueKind.MASK and about_models(view):
        return Confidence.POSSIBLE
    if entry.kind is ResidueKind.PROMPT_ECHO and _is_shown(view, start):
        return Confidence.POSSIBLE
    if entry.position is Position.ANYWHERE or exposed:
        return Confidence.CERTAIN
    return Confidence.LIKELY


def _framed(view: TextView) -> Iterator[ResiduePlace]:
    """What a model says of its translating, in any wording."""
    target = view.language.tag.partition("-")[0]
    for match in frames(FRAMES).find(view.text, fold_lowered(view.lower), target):
        kind = ResidueKind(match.frame.kind)
        affirmed = _affirmed_from(view, match)
        start = match.start if affirmed is None else affirmed
        whole, outer = _stance(view, start, match.end)
        weak = match.frame.weak and (affirmed is None or kind is not ResidueKind.PREAMBLE)
        if _is_mentioned(view, match) or (kind is ResidueKind.PROMPT_ECHO and _is_shown(view, start)):
            confidence = Confidence.POSSIBLE
        elif not weak:
            confidence = Confidence.CERTAIN
        elif _opens_text(view, start, match.end, heading_before=kind is ResidueKind.PREAMBLE):
            confidence = Confidence.LIKELY
        else:
            confidence = Confidence.POSSIBLE
        yield ResiduePlace(kind, start, match.end, whole, outer, confidence)


def _affirmed_from(view: TextView, match: FrameMatch) -> int | None:
    """Where "Sure!" or an apology before the sentence begins, None where nothing is affirmed."""
    first, _ = view.bounds_at(match.start)
    before = view.text[first : match.start]
    if not before.strip(AROUND) or len(before) > LONGEST_SORRY:
        return None
    words = frames(FRAMES).languages[match.language].hits(fold(before), 0, len(before))
    affirmed = words.get("sorry") or (words.get("yes") and len(before) <= LONGEST_YES)
    return first if affirmed else None


def _opens_text(view: TextView, start: int, end: int, *, heading_before: bool) -> bool:
    """True where a text follows but nothing was said yet: at the start of the document or under a heading."""
    index = view.segment_at(start)
    first, _ = view.bounds(index)
    if view.text[first:start].strip(AROUND) or not view.text[end:].strip(AROUND + SEPARATOR):
        return False
    return not index or (heading_before and view.segments[index - 1].role is Role.HEADLINE)


def _is_mentioned(view: TextView, match: FrameMatch) -> bool:
    """True for what is quoted, said by a person of a story, or shown in a text about such programs."""
    if is_quoted(view, match.first, match.last) or about_models(view):
        return True
    first, _ = view.bounds_at(match.start)
    opening = view.text[first : match.start + 1].lstrip()
    return opening[:1] in DIALOGUE


def _is_shown(view: TextView, start: int) -> bool:
    """True for what stands in a block quotation, or below a line that announces a prompt: a page shows it."""
    index = view.segment_at(start)
    if QUOTATION in view.segments[index].path.split("/"):
        return True
    if not index:
        return False
    before = view.segments[index - 1].text.rstrip("*_ ")
    words = set(re.findall(r"[\w-]+", before.lower()))
    return before.endswith((":", "：")) and not words.isdisjoint(_topic_words())


def _stance(view: TextView, start: int, end: int) -> tuple[bool, bool]:
    index = view.segment_at(start)
    first, last = view.bounds(index)
    whole = not view.text[first:start].strip(AROUND) and not view.text[end:last].strip(AROUND)
    return whole, index < HEAD or index >= len(view.segments) - TAIL


def _without_overlaps(places: list[ResiduePlace]) -> list[ResiduePlace]:
    """Of places that overlap the surest; they are told as what is surer, then as the kind that is graver."""
    kept: list[ResiduePlace] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end or not {place.kind, kept[-1].kind} <= TELLING:
            kept.append(place)
            continue
        best = min(kept[-1], place, key=_graver)
        kept[-1] = best._replace(start=min(kept[-1].start, place.start), end=max(kept[-1].end, place.end))
    return kept


def _graver(place: ResiduePlace) -> tuple[int, int]:
    return SURENESS.index(place.confidence), ORDER.index(place.kind)


def _in_company(places: list[ResiduePlace]) -> list[ResiduePlace]:
    """Beside what is sure, what may be residue is it."""
    sure = any(place.kind in TELLING and place.confidence is Confidence.CERTAIN for place in places)
    if not sure:
        return places
    return [
        place._replace(confidence=Confidence.LIKELY)
        if place.kind in TELLING and place.confidence is Confidence.POSSIBLE
        else place
        for place in places
    ]


def _joined(view: TextView, places: list[ResiduePlace]) -> Iterator[ResiduePlace]:
    """Neighbouring sentences of one kind are one finding."""
    if not places:
        return
    last = places[0]
    for before, place in pairwise(places):
        gap = view.text[last.end : place.start]
        if before.kind is place.kind and place.kind in TELLING and gap.isspace() and len(gap) < LONGEST_YES:
            confidence = min(last.confidence, place.confidence, key=SURENESS.index)
            whole, outer = _stance(view, last.start, place.end)
            last = ResiduePlace(place.kind, last.start, place.end, whole, outer, confidence)
            continue
        yield last
        last = place
    yield last
