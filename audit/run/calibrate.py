"""Fits the weights of the estimate to labels: their own ones that users bring, or those that ship."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from audit.model.errors import UsageError
from audit.model.settings import Settings
from audit.one.audit_document import settle
from audit.one.choices import Choices
from audit.one.draft import draft_of
from audit.one.estimate_document import stretches_of
from audit.readers.units.unit_document import UnitRow, unit_document
from audit.run.audit_record import Preparations
from audit.run.label_rows import Label
from audit.score.estimate.every_sign import EVERY_SIGN
from audit.score.estimate.fit import Labelled, fitted
from audit.score.estimate.weights import Weights, shipped_weights

if TYPE_CHECKING:
    import numpy as np

FOLDS = 5
FEWEST = 50  # labels: of fewer nothing can be learnt


class Calibration(msgspec.Struct, frozen=True):
    """New weights and how they do: rank correlation (Kendall's tau b) with the labels, in language pairs on the average.

    `unseen` is cross-validated: each part of the labels was estimated with weights fitted on the other parts. `shipped`
    is that of the weights that ship, `length` that of the length of the source alone.
    """

    weights: Weights
    labels: int
    left_out: int
    shipped: float
    length: float
    fitted: float
    unseen: float


class Signs(msgspec.Struct, frozen=True):
    """Weights of the signs fitted on labels: with all of them, and, in `unseen`, each label's weighted sum by weights that
    were fitted without its document. `kept` are the labels that could be used, `signs` what was measured of them."""

    kept: list[Label]
    signs: Any
    points: Any
    pairs: list[str]
    hands: list[str]
    weights: Weights
    unseen: Any

    @property
    def figures(self) -> str:
        """On what the weights were fitted."""
        sizes = ", ".join(f"{count:,} {pair}" for pair, count in sorted(Counter(self.pairs).items()))
        return f"fitted by audit calibrate on {len(self.kept):,} labels: {sizes}"


def fitted_signs(labels: Sequence[Label], settings: Settings) -> Signs:
    """Weights for the labels, near those that ship where the labels say little. Raises UsageError for too few."""
    import numpy as np

    signs, kept = measured(labels, settings)
    if len(kept) < FEWEST:
        raise UsageError(
            f"{len(kept)} labels can be used; {FEWEST} are needed at least, some hundreds are better"
        )
    prior = shipped_weights()
    points = np.array([label.points for label in kept])
    if points.max() == points.min():
        raise UsageError("all labels say the same: nothing can be learnt from them")
    pairs = [
        f"{label.source_lang or settings.source or '?'}-{label.target_lang or settings.target or '?'}"
        for label in kept
    ]
    hands = [f"{pair} {label.annotator}" for pair, label in zip(pairs, kept, strict=True)]
    known = Signs(kept, signs, points, pairs, hands, prior, None)

    def fit(chosen: Any) -> Weights:
        rows = Labelled(
            signs[chosen], points[chosen], [hand for hand, one in zip(hands, chosen, strict=True) if one]
        )
        return fitted(rows, known.figures, prior)

    parts = np.array([part_of(label) for label in kept])
    unseen = np.zeros(len(kept))
    for part in range(FOLDS):
        here = parts == part
        if here.any() and not here.all():
            unseen[here] = sums(fit(~here), signs[here])
    weights = fit(np.ones(len(kept), dtype=bool))
    return msgspec.structs.replace(known, weights=weights, unseen=unseen)


def calibrated(labels: Sequence[Label], settings: Settings) -> Calibration:
    """Weights for the labels, and how they do. Raises UsageError for too few."""
    known = fitted_signs(labels, settings)
    place = [each.name for each in EVERY_SIGN].index("source_length")

    def tau(values: Any) -> float:
        return round(mean_tau(known.points, values, known.pairs), 4)

    return Calibration(
        known.weights,
        len(known.kept),
        len(labels) - len(known.kept),
        tau(sums(shipped_weights(), known.signs)),
        tau(known.signs[:, place]),
        tau(sums(known.weights, known.signs)),
        tau(known.unseen),
    )


def measured(labels: Iterable[Label], settings: Settings) -> "tuple[np.ndarray[Any, Any], list[Label]]":
    """The signs of each label, in the order of EVERY_SIGN, and the labels that could be audited."""
    import numpy as np

    made = Preparations()
    rows, kept = [], []
    for label in labels:
        try:
            choices = made.choices(settings, label.target_lang, label.source_lang)
        except UsageError:
            continue
        found = signs_of(label.target, label.source, choices)
        if found is not None:
            rows.append(found)
            kept.append(label)
    return np.array(rows, dtype=float).reshape(len(rows), len(EVERY_SIGN)), kept


def signs_of(target: str, source: str, choices: Choices) -> list[float] | None:
    """What each sign measures of one translation; None when nothing could be checked."""
    draft = draft_of(unit_document((UnitRow(target, source),)), choices)
    made = stretches_of(draft, settle(draft).findings)
    if not made:
        return None
    stretch = made[0].make()
    return [each.measure(stretch) for each in EVERY_SIGN]


def sums(weights: Weights, signs: Any) -> Any:
    """The weighted sums of measured signs: the higher, the more is deducted."""
    import numpy as np

    return signs @ np.array([weights.weights.get(each.name, 0.0) for each in EVERY_SIGN])


def part_of(label: Label) -> int:
    """One of FOLDS parts: that of the document, or of the source where no document is named."""
    said = (label.document or label.source).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=4).digest()) % FOLDS


def mean_tau(points: Any, values: Any, groups: Sequence[str]) -> float:
    """Kendall's tau b of points and estimates, group by group, on the average."""
    import numpy as np

    names = np.asarray(groups)
    found = [kendall(points[names == name], values[names == name]) for name in sorted(set(groups))]
    return sum(found) / len(found)


def kendall(first: Any, second: Any) -> float:
    """Kendall's tau b. Compares rows in blocks, so that many labels need no more room than a block."""
    import numpy as np

    agree = 0.0
    ties = np.zeros(2)
    count = len(first)
    for start in range(0, count, 500):
        one = np.sign(first[start : start + 500, None] - first[None, :])
        two = np.sign(second[start : start + 500, None] - second[None, :])
        agree += float((one * two).sum())
        ties += (float(np.abs(one).sum()), float(np.abs(two).sum()))
    return agree / float(np.sqrt(ties[0] * ties[1])) if ties.all() else 0.0
