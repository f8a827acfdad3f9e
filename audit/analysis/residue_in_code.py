"""What a language model or its prompt left inside code blocks, which nobody reads as text."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.raw_markdown import code_stretches
from audit.analysis.residue_places import FRAMES, TELLING, about_models, names_models
from audit.analysis.text_view import SEPARATOR, TextView, lowered
from audit.language.frames import frames
from audit.language.phrases import fold_lowered
from audit.language.residue import Residue, ResidueKind, Strength
from audit.language.set_phrases import set_phrases
from audit.model.finding import Detection
from audit.model.mqm import Confidence


class CodeResidue(NamedTuple):
    """Residue at `[start, end)` of the file."""

    start: int
    end: int
    confidence: Confidence


def residue_in_code(view: TextView, kind: ResidueKind) -> Iterator[Detection]:
    """The residue of one kind in blocks that name no programming language.

    A page that speaks of language models shows prompts and answers on purpose, so that there it is only possible.
    """
    for place in view.remember("residue in code", lambda: _find(view)).get(kind, ()):
        yield view.in_file(place.start, place.end, confidence=place.confidence)


def _find(view: TextView) -> dict[ResidueKind, list[CodeResidue]]:
    found: dict[ResidueKind, list[CodeResidue]] = defaultdict(list)
    shown = about_models(view) or names_models(view)
    target = view.language.tag.partition("-")[0]
    for _, start, stop in code_stretches(view):
        # A paragraph is a text of its own.
        text = view.file_text[start:stop].replace("\n\n", f"\n{SEPARATOR}")
        folded = fold_lowered(lowered(text))
        places = [
            (ResidueKind(match.frame.kind), match.start, match.end, match.frame.weak)
            for match in frames(FRAMES).find(text, folded, target)
        ]
        places += [
            (match.entry.kind, match.start, match.end, match.entry.strength is Strength.WEAK)
            for match in set_phrases().find_folded(folded)
            if isinstance(match.entry, Residue) and match.entry.kind in TELLING
        ]
        end = 0
        for kind, first, last, weak in sorted(places, key=lambda place: place[1:3]):
            if first >= end:
                end = last
                sureness = Confidence.POSSIBLE if weak or shown else Confidence.LIKELY
                found[kind].append(CodeResidue(start + first, start + last, sureness))
    return found
