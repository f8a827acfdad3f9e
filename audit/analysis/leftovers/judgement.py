"""Weighs the evidence on a stretch: one sum, calibrated grades, the reasons that decided.

The weights are data (`data/leftover_weights/`), fitted by `tools/fit_leftovers.py` on labelled documents. A sum of
weighted evidence is all there is: whoever wonders about a finding adds it up by hand.
"""

from functools import cache
from typing import NamedTuple

import msgspec

from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.evidence import Evidence
from audit.analysis.leftovers.evidence_of_document import DOCUMENT
from audit.analysis.leftovers.evidence_of_form import FORM
from audit.analysis.leftovers.evidence_of_lists import LISTS
from audit.analysis.leftovers.evidence_of_place import PLACE
from audit.analysis.leftovers.evidence_of_words import WORDS
from audit.analysis.leftovers.stretch import Stretch, Weighing
from audit.language.catalogue import decode
from audit.language.profiles import name_of
from audit.model.finding import Reason
from audit.model.mqm import Confidence

EVERY: tuple[Evidence, ...] = (*WORDS, *FORM, *PLACE, *DOCUMENT, *LISTS)
MOST_REASONS = 3  # told for, and as many against
WORTH_TELLING = 0.25  # of the sum: weaker evidence is not told


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/leftover_weights/<kind>.toml`. The sum is in natural logarithms of odds, before calibration.

    `weights` has a number for every piece of evidence by name; 0 is left out. `usual` is the middle value of a
    piece of evidence among stretches of the kind: what deviates from it is what speaks. `certain`, `likely` and
    `possible` are the sums from which a stretch gets that grade.
    """

    figures: str
    bias: float
    certain: float
    likely: float
    possible: float
    weights: dict[str, float]
    usual: dict[str, float]


class Judged(NamedTuple):
    """The sum of the evidence, as far as it was weighed, and the grade (None: left alone)."""

    sum: float
    grade: Confidence | None


@cache
def weights_of(kind: Weighing) -> Weights:
    """One set of weights."""
    return decode("leftover_weights", kind.value, Weights)


@cache
def _terms(kind: Weighing) -> tuple[tuple[Evidence, float], ...]:
    """What speaks for comes first, then what speaks against, strongest first: no evidence is ever below zero, so
    that a sum can only fall from there on."""
    known = weights_of(kind).weights
    terms = [(piece, known[piece.name]) for piece in EVERY if piece.name in known]
    speaking = [term for term in terms if term[1] > 0]
    return (*speaking, *sorted((term for term in terms if term[1] <= 0), key=lambda term: term[1]))


def judge(stretch: Stretch, document: DocumentFacts) -> Judged:
    """Weigh the evidence on a stretch, until it is clear that it will be left alone."""
    weights = weights_of(stretch.weighing)
    total = weights.bias
    for piece, weight in _terms(stretch.weighing):
        value = piece.measure(stretch, document)
        if value:
            total += weight * value
        if weight <= 0 and total < weights.possible:
            return Judged(total, None)
    if total >= weights.certain:
        return Judged(total, Confidence.CERTAIN)
    if total >= weights.likely:
        return Judged(total, Confidence.LIKELY)
    return Judged(total, Confidence.POSSIBLE if total >= weights.possible else None)


def reasons(stretch: Stretch, document: DocumentFacts) -> tuple[Reason, ...]:
    """The strongest evidence that is there, for and against, strongest first; asked for what is shown only."""
    weights = weights_of(stretch.weighing)
    foreign = name_of(stretch.language) if stretch.language else "another language"
    target = stretch.view.language.name
    found = []
    for piece, weight in _terms(stretch.weighing):
        value = piece.measure(stretch, document)
        share = weight * (value - weights.usual.get(piece.name, 0.0))
        # Told is what is there more than usual, never that there is less of it.
        if piece.says and value and abs(share) >= WORTH_TELLING and (share > 0) == (weight > 0):
            found.append(
                Reason(piece.name, piece.says.format(foreign=foreign, target=target), round(share, 2))
            )
    found.sort(key=lambda reason: -abs(reason.weight))
    speaking = [reason for reason in found if reason.weight > 0][:MOST_REASONS]
    denying = [reason for reason in found if reason.weight < 0][:MOST_REASONS]
    return (*speaking, *denying)
