"""Fit the weights of `score.estimate` on annotated machine translations, and say how they do on unseen documents and pairs.

    python tools/fit_estimate.py FOLDER                 cross-validate, print the figures
    python tools/fit_estimate.py FOLDER --write         the same, then write the weights, usual lengths and the report

FOLDER holds `bio_mqm_dev.jsonl.gz` and `wmt_spans_dev.jsonl.gz` (both Apache-2.0; the en-ru rows of the latter, whose
licence nobody checked, are measured and never learnt from). Beside what people annotated, the weights learn from
translations that were damaged on purpose (`damaged_translations.py`). Needs numpy and scipy (extra `fit`).
"""

import argparse
import gzip
import json
import random
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from math import exp, log
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from damaged_translations import damaged
from scipy.stats import kendalltau

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from audit.language.profiles import profile
from audit.model.settings import Settings
from audit.run.audit_record import Preparations
from audit.run.calibrate import signs_of, sums
from audit.score.estimate.every_sign import EVERY_SIGN
from audit.score.estimate.fit import Labelled, fitted
from audit.score.estimate.weights import KIND, SHIPPED, Weights, weights_text

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "audit" / "data"
REPORT = ROOT / "reports" / "estimate.md"
SETS = {"bio": "bio_mqm_dev.jsonl.gz", "wmt": "wmt_spans_dev.jsonl.gz"}
POINTS = {"minor": 1.0, "major": 5.0, "critical": 25.0}
UNCHECKED = ("wmt", "en-ru")  # nobody checked the licence: measured only
FEWER = 4  # … one row in so many
PAPER = ("en-de", "en-ru", "zh-en")
DAMAGED = {"bio": 0.25, "wmt": 0.07}  # share of the rows that are damaged once more
DAMAGE_WEIGHT = 0.03  # of all damaged rows, against all annotated ones
FOLDS = 5
RESAMPLES = 400
SHORTEST = 20  # code points of a source whose length teaches how long a language is
COMMENT = "Written by tools/fit_estimate.py; what each sign measures stands beside it."


class Row(NamedTuple):
    """A translation. `z` is what the set compares with, higher is better; `points` what was taken off."""

    set: str
    pair: str
    document: str
    hand: str
    source: str
    target: str
    points: float
    z: float
    kind: str = ""


def read(folder: Path, name: str) -> list[Row]:
    """The rows of a set."""
    rows = []
    with gzip.open(folder / SETS[name], "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if "mqm" in row:
                points, z = -float(row["mqm"]), float(row["z"])
            else:
                points = sum(POINTS.get(error["severity"], 1.0) for error in row["errors"])
                z = -points
            pair = row["lp"]
            document, hand = f"{name} {pair} {row['doc']}", f"{name} {pair} {row['annotator']}"
            rows.append(Row(name, pair, document, hand, row["source"], row["target"], points, z))
    return rows


def damaged_rows(rows: Sequence[Row]) -> list[Row]:
    """Some of the rows, damaged. Their hand is that of the row."""
    rng = random.Random(12)
    targets = defaultdict(list)
    for row in rows:
        targets[row.pair].append(row.target)
    found = []
    for row in rows:
        others = rng.sample(targets[row.pair], min(40, len(targets[row.pair])))
        if (row.set, row.pair) == UNCHECKED or rng.random() > DAMAGED[row.set]:
            continue
        if not all(profile(tag).has_spaces for tag in row.pair.split("-")):
            continue  # there lengths tell less, and no word can be compared: what is learnt elsewhere holds as it can
        made = damaged(row.source, row.target, others, rng)
        if made is not None:
            found.append(row._replace(target=made.target, points=row.points + made.points, kind=made.kind))
    return found


MADE = Preparations()


def measure(row: Row) -> list[float]:
    """The signs of a row."""
    source, _, target = row.pair.partition("-")
    found = signs_of(row.target, row.source, MADE.choices(Settings(), target, source))
    return found if found is not None else [0.0] * len(EVERY_SIGN)


def counts(rows: Sequence[Row]) -> "np.ndarray[Any, Any]":
    """What rows count: a pair of a set more, the more rows it has, by the square root."""
    sizes = Counter((row.set, row.pair) for row in rows)
    return np.array([1 / sizes[row.set, row.pair] ** 0.5 for row in rows])


class Sample(NamedTuple):
    """Rows and their signs."""

    rows: list[Row]
    signs: Any

    def part(self, chosen: Callable[[Row], bool]) -> "Sample":
        kept = [place for place, row in enumerate(self.rows) if chosen(row)]
        return Sample([self.rows[place] for place in kept], self.signs[kept])


def fit(sample: Sample, damage: Sample, figures: str = "") -> Weights:
    """The weights of annotated and of damaged rows."""
    rows = [row for row in sample.rows if (row.set, row.pair) != UNCHECKED]
    learnt = sample.part(lambda row: (row.set, row.pair) != UNCHECKED)
    weighed = counts(rows)
    labelled = Labelled(learnt.signs, [row.points for row in rows], [row.hand for row in rows], weighed)
    more = counts(damage.rows)
    more = more / max(more.sum(), 1e-9) * weighed.sum() * DAMAGE_WEIGHT
    extra = Labelled(
        damage.signs, [row.points for row in damage.rows], [row.hand for row in damage.rows], more
    )
    return fitted(labelled, figures, extra=extra)


def fold(row: Row) -> int:
    """The part of a row, by its document."""
    return int.from_bytes(blake2b(row.document.encode(), digest_size=4).digest()) % FOLDS


def out_of(sample: Sample, damage: Sample, group: Callable[[Row], Any]) -> Any:
    """Estimates of every row with weights that were fitted without its group."""
    values = np.zeros(len(sample.rows))
    names = np.array([str(group(row)) for row in sample.rows])
    for name in sorted(set(names.tolist())):
        here = names == name
        kept = sample.part(lambda row, name=name: str(group(row)) != name)
        weights = fit(kept, damage.part(lambda row, name=name: str(group(row)) != name))
        values[here] = -sums(weights, sample.signs[here])
    return values


def taus(rows: Sequence[Row], values: Any) -> dict[tuple[str, str], float]:
    """Kendall's tau by set and pair."""
    found = {}
    for key in sorted({(row.set, row.pair) for row in rows}):
        here = [place for place, row in enumerate(rows) if (row.set, row.pair) == key]
        mine = [values[place] for place in here]
        tau = float(kendalltau([rows[place].z for place in here], mine)[0]) if len(set(mine)) > 1 else 0.0
        found[key] = tau
    return found


def summary(found: dict[tuple[str, str], float]) -> tuple[float, float, float]:
    """The three pairs of the paper, all pairs of the first set, those of the second."""
    bio = {pair: tau for (name, pair), tau in found.items() if name == "bio"}
    wmt = [tau for (name, _), tau in found.items() if name == "wmt"]
    return (
        statistics.fmean([bio[pair] for pair in PAPER if pair in bio] or [0.0]),
        statistics.fmean(bio.values() or [0.0]),
        statistics.fmean(wmt or [0.0]),
    )


def gain(rows: Sequence[Row], values: Any, beside: Any) -> list[tuple[float, float, float]]:
    """By how much tau is better than beside, with the 95 % interval of resampled documents, for each of the summary."""
    rng = np.random.default_rng(7)
    documents = defaultdict(list)
    for place, row in enumerate(rows):
        if row.set == "bio" or place % 4 == 0:  # tau is slow, and the second set large
            documents[row.set, row.pair].append((row.document, place))
    by_pair = {
        key: [
            [place for name, place in placed if name == document]
            for document in sorted({name for name, _ in placed})
        ]
        for key, placed in documents.items()
    }
    z = np.array([row.z for row in rows])

    def once(draw: bool) -> tuple[float, float, float]:
        found = {}
        for key, groups in by_pair.items():
            picked = rng.integers(0, len(groups), len(groups)) if draw else range(len(groups))
            places = [place for number in picked for place in groups[number]]
            first, second = (kendalltau(z[places], each[places])[0] for each in (values, beside))
            found[key] = float(np.nan_to_num(first) - np.nan_to_num(second))
        return summary(found)

    drawn = np.array([once(True) for _ in range(RESAMPLES)])
    low, high = np.percentile(drawn, (2.5, 97.5), axis=0)
    return [(mean, float(a), float(b)) for mean, a, b in zip(once(False), low, high, strict=True)]


def usual_lengths(rows: Sequence[Row]) -> dict[str, float]:
    """How long a language is beside English: the middle over the rows of both directions."""
    found = defaultdict(list)
    for row in rows:
        source, _, target = row.pair.partition("-")
        if (row.set, row.pair) == UNCHECKED or "en" not in (source, target) or len(row.source) < SHORTEST:
            continue
        ratio = log(len(row.target.strip()) / len(row.source.strip()))
        found[(target, "from") if source == "en" else (source, "to")].append(
            ratio if source == "en" else -ratio
        )
    languages = sorted({language for language, _ in found})
    lengths = {"en": 1.0}
    for language in languages:
        middles = [
            statistics.median(values) for (name, _), values in sorted(found.items()) if name == language
        ]
        lengths[language] = round(exp(statistics.fmean(middles)), 2)
    return lengths


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="write weights, lengths and report")
    parser.add_argument("--limit", type=int, help="only so many rows of each set, for a quick look")
    parser.add_argument(
        "--signs",
        type=Path,
        metavar="FILE.npy",
        help="keep what was measured, or read it, to try another fit",
    )
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    rows: list[Row] = []
    for name in SETS:
        every = read(options.folder, name)
        step = max(1, len(every) // options.limit) if options.limit else 1
        rows += [row for row in every[::step] if (row.set, row.pair) != UNCHECKED] + [
            row for row in every[::step] if (row.set, row.pair) == UNCHECKED
        ][::FEWER]
    broken = damaged_rows(rows)
    if options.signs is not None and options.signs.exists():
        signs = np.load(options.signs)
        if signs.shape != (len(rows) + len(broken), len(EVERY_SIGN)):
            parser.error(f"--signs: {options.signs} was measured on other rows")
    else:
        with Pool(options.workers) as pool:
            signs = np.array(pool.map(measure, rows + broken, chunksize=200))
        if options.signs is not None:
            np.save(options.signs, signs)
    sample, damage = Sample(rows, signs[: len(rows)]), Sample(broken, signs[len(rows) :])
    learnt = [row for row in rows if (row.set, row.pair) != UNCHECKED]
    sizes = ", ".join(f"{count:,} of {name}" for name, count in Counter(row.set for row in learnt).items())
    pairs = len({row.pair for row in learnt})
    figures = (
        f"fitted on {len(learnt):,} annotated translations ({sizes}) in {pairs} language pairs "
        f"and {len(broken):,} damaged ones"
    )
    weights = fit(sample, damage, figures)
    names = [each.name for each in EVERY_SIGN]
    length = -sample.signs[:, names.index("source_length")]
    penalty = -sum(
        points * sample.signs[:, names.index(f"{severity}_findings")] for severity, points in POINTS.items()
    )
    seen = -sums(weights, sample.signs)
    unseen = out_of(sample, damage, fold)
    other_pairs = out_of(sample, damage, lambda row: row.pair)
    lines = {
        "findings alone": penalty,
        "length of the source alone": length,
        "estimate, on what it was fitted on": seen,
        "estimate, documents unseen": unseen,
        "estimate, language pair unseen": other_pairs,
    }
    found = {name: taus(rows, values) for name, values in lines.items()}
    gains = {
        "documents unseen": gain(rows, unseen, length),
        "language pair unseen": gain(rows, other_pairs, length),
    }
    text = report(figures, found, gains, calibration(sample, weights), weights, sample, damage)
    print(text)
    if options.write:
        (DATA / KIND / f"{SHIPPED}.toml").write_text(weights_text(weights, COMMENT), encoding="utf-8")
        write_lengths(usual_lengths(rows))
        REPORT.write_text(text, encoding="utf-8")
    return 0


def calibration(sample: Sample, weights: Weights) -> list[tuple[float, float, int]]:
    """What was estimated and what was deducted on the average, tenth by tenth."""
    values = np.exp(weights.bias + sums(weights, sample.signs))
    points = np.array([row.points for row in sample.rows])
    order = np.argsort(values, kind="stable")
    return [
        (float(values[part].mean()), float(points[part].mean()), len(part))
        for part in np.array_split(order, 10)
    ]


def report(
    figures: str,
    found: dict[str, dict[tuple[str, str], float]],
    gains: dict[str, list[tuple[float, float, float]]],
    tenths: list[tuple[float, float, int]],
    weights: Weights,
    sample: Sample,
    damage: Sample,
) -> str:
    """The report, in Markdown."""
    out = ["# What the estimate is worth", "", f"Written by `tools/fit_estimate.py`: {figures}.", ""]
    out += ["Kendall's tau b with what professionals said, by language pair and on the average.", ""]
    out += ["| | biomedical, three pairs | biomedical, all pairs | news and talks |", "|---|---:|---:|---:|"]
    for name, by_pair in found.items():
        out.append(f"| {name} | " + " | ".join(f"{value:.3f}" for value in summary(by_pair)) + " |")
    out += [
        "",
        "Gain over the length of the source alone, with the 95 % interval (documents drawn again and again):",
        "",
    ]
    out += ["| | biomedical, three pairs | biomedical, all pairs | news and talks |", "|---|---|---|---|"]
    for name, values in gains.items():
        out.append(
            f"| {name} | "
            + " | ".join(f"{mean:+.3f} ({low:+.3f} to {high:+.3f})" for mean, low, high in values)
            + " |"
        )
    out += [
        "",
        "By language pair:",
        "",
        "| set | pair | rows | length | documents unseen | pair unseen |",
        "|---|---|---:|---:|---:|---:|",
    ]
    sizes = Counter((row.set, row.pair) for row in sample.rows)
    for key, size in sorted(sizes.items()):
        row = [
            found[name][key]
            for name in (
                "length of the source alone",
                "estimate, documents unseen",
                "estimate, language pair unseen",
            )
        ]
        out.append(
            f"| {key[0]} | {key[1]} | {size:,} | " + " | ".join(f"{value:.3f}" for value in row) + " |"
        )
    out += [
        "",
        "What was estimated and what was deducted, tenth by tenth of the rows:",
        "",
        "| estimated | deducted | rows |",
        "|---:|---:|---:|",
    ]
    out += [f"| {mine:.2f} | {theirs:.2f} | {size:,} |" for mine, theirs, size in tenths]
    out += [
        "",
        "What is estimated for translations that were damaged on purpose (middle):",
        "",
        "| damage | rows | estimated |",
        "|---|---:|---:|",
    ]
    values = np.exp(weights.bias + sums(weights, damage.signs))
    kinds = np.array([row.kind for row in damage.rows])
    out += [
        f"| {kind} | {int((kinds == kind).sum()):,} | {float(np.median(values[kinds == kind])):.1f} |"
        for kind in sorted(set(kinds.tolist()))
    ]
    spread = sample.signs.std(axis=0)
    out += [
        "",
        "Signs by what they move (weight times spread, in natural logarithms of points):",
        "",
        "| sign | measures | weight | moves |",
        "|---|---|---:|---:|",
    ]
    moved = [
        (abs(weights.weights.get(each.name, 0.0) * spread[place]), each, spread[place])
        for place, each in enumerate(EVERY_SIGN)
    ]
    for moves, each, _ in sorted(moved, key=lambda item: -item[0]):
        out.append(
            f"| `{each.name}` | {each.says} | {weights.weights.get(each.name, 0.0):.3f} | {moves:.3f} |"
        )
    return "\n".join(out) + "\n"


def write_lengths(lengths: dict[str, float]) -> None:
    """`data/text_lengths/prose.toml`, with the head and the figure for other languages as they are."""
    file = DATA / "text_lengths" / "prose.toml"
    head, _, rest = file.read_text(encoding="utf-8").partition("[lengths]\n")
    other = next(line for line in rest.splitlines() if line.startswith("other"))
    lines = sorted([f"{language} = {length:.2f}" for language, length in lengths.items()] + [other])
    file.write_text(head + "[lengths]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
