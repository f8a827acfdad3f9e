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
from audit.analysis.leftovers.evidence_of_purpose import PURPOSE
from audit.analysis.leftovers.evidence_of_quotations import QUOTATIONS
from audit.analysis.leftovers.evidence_of_words import WORDS
from audit.analysis.leftovers.phrases import documents_saying
from audit.analysis.leftovers.stretch import Stretch, Weighing
from audit.language.catalogue import decode
from audit.language.profiles import name_of
from audit.model.finding import Reason
from audit.model.mqm import Confidence

EVERY: tuple[Evidence, ...] = (*WORDS, *FORM, *PLACE, *DOCUMENT, *LISTS, *PURPOSE, *QUOTATIONS)
MOST_REASONS = 3  # told for, and as many against
WORTH_TELLING = 0.25  # of the sum: weaker evidence is not told


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/leftover_weights/<kind>.toml`. The sum is in natural logarithms of odds, before calibration.

    `weights` has a number for every piece of evidence by name; 0 is left out. `usual` is the middle value of a
    piece of evidence among stretches of the kind: what deviates from it is what speaks. `certain`, `likely` and
    `possible` are the sums from which a stretch gets that grade. Where a piece of evidence of `never_certain` is
    there, nothing is certain, whatever the sum: a quotation may be kept in its language for all its clauses.
    """

    figures: str
    bias: float
    certain: float
    likely: float
    possible: float
    weights: dict[str, float]
    usual: dict[str, float]
    never_certain: tuple[str, ...] = ()


class Judged(NamedTuple):
    """The sum of the evidence, as far as it was weighed, the grade (None: left alone) and what was measured, by name."""

    sum: float
    grade: Confidence | None
    measured: dict[str, float]


@cache
def weights_of(kind: Weighing) -> Weights:
    """One set of weights."""
    return decode("leftover_weights", kind.value, Weights)


Term = tuple[Evidence, float]


@cache
def _terms(kind: Weighing) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """What speaks for a leftover, and what speaks against it, strongest first."""
    known = weights_of(kind).weights
    terms = [(piece, known[piece.name]) for piece in EVERY if piece.name in known and kind in piece.kinds]
    speaking = tuple(term for term in terms if term[1] > 0)
    return speaking, tuple(sorted((term for term in terms if term[1] <= 0), key=lambda term: term[1]))


@cache
def _in_turn(kind: Weighing) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The same in the order of weighing: what is dear is asked last of what speaks against, and seldom reached."""
    speaking, denying = _terms(kind)
    return speaking, tuple(sorted(denying, key=lambda term: term[0].dear))


def judge(stretch: Stretch, document: DocumentFacts) -> Judged:
    """Weigh the evidence on a stretch, until it is clear that it will be left alone.

    No evidence is ever below zero, so that the sum can only fall once all that speaks for it is in.
    """
    weights = weights_of(stretch.weighing)
    speaking, denying = _in_turn(stretch.weighing)
    total = weights.bias
    measured: dict[str, float] = {}
    for piece, weight in speaking:
        value = piece.measure(stretch, document)
        if value:
            measured[piece.name] = value
            total += weight * value
    for piece, weight in denying:
        if total < weights.possible:
            break
        value = piece.measure(stretch, document)
        if value:
            measured[piece.name] = value
            total += weight * value
    sure = not any(name in measured for name in weights.never_certain)
    return Judged(total, _grade(total, weights, sure), measured)


def _grade(total: float, weights: Weights, sure: bool) -> Confidence | None:
    if sure and total >= weights.certain:
        return Confidence.CERTAIN
    if total >= weights.likely:
        return Confidence.LIKELY
    return Confidence.POSSIBLE if total >= weights.possible else None


def reasons(stretch: Stretch, judged: Judged, language: str | None) -> tuple[Reason, ...]:
    """The strongest evidence that is there, for and against, strongest first.

    `language` is what the stretch is called, None where it is not named."""
    kind = stretch.weighing
    usual = weights_of(kind).usual
    foreign = name_of(language) if language else "another language"
    target = stretch.view.language.name
    found = []
    speaking, denying = _terms(kind)
    for piece, weight in (*speaking, *denying):
        value = judged.measured.get(piece.name)
        if not value or not piece.says:
            continue
        share = weight * (value - usual.get(piece.name, 0.0))
        # Told is what is there more than usual, never that there is less of it.
        if abs(share) >= WORTH_TELLING and (share > 0) == (weight > 0):
            says = piece.says.format(foreign=foreign, target=target, documents=documents_saying(stretch))
            found.append(Reason(piece.name, says, round(share, 2)))
    found.sort(key=lambda reason: -abs(reason.weight))
    told_for = [reason for reason in found if reason.weight > 0][:MOST_REASONS]
    told_against = [reason for reason in found if reason.weight < 0][:MOST_REASONS]
    return (*told_for, *told_against)
