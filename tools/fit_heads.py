"""Fit the heads that ship over multilingual-e5-small, and the weights that join them with the estimate.

    python tools/fit_heads.py DATA ENCODER --cache FOLDER           cross-validate, print the report
    python tools/fit_heads.py DATA ENCODER --cache FOLDER --write   write heads, joined weights and reports/heads.md too

DATA holds the annotated sets (`head_rows.py` names them), ENCODER the model in the layout of transformers. The cache keeps
what was drawn (`NAME.jsonl`), what the encoder said (`head_vectors.py`) and what the signs of the estimate measured; what
it has is not made again. Learnt from: WMT error spans, en-de and zh-en only (Apache-2.0); critical errors of MLQE-PE
(CC0-1.0); sound translations of both, damaged on purpose; for the joined weights also Bio-MQM (Apache-2.0). The
hallucinations and DEMETR are only measured. Computes with one thread. Needs the extras `neural` and `fit`.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from head_joined import COUNTS, Figured, joined, joined_text, unseen_totals
from head_learning import ENCODER, document, letters_f1, marked
from head_report import report
from head_rows import CHECKED, Row, damaged_rows, drawn
from head_vectors import Cache

from audit.model.settings import Settings
from audit.neural.damage import DETACHED, OMISSIONS, SPACED
from audit.neural.head import Head, encoded
from audit.neural.head_features import segment_features, token_features, width_of
from audit.neural.head_fit import Learnt, Recipe, fitted_head, odds_of, part, sigmoid, unseen_odds
from audit.neural.head_recipes import recipes
from audit.neural.head_spans import judged
from audit.run.audit_record import Preparations
from audit.run.calibrate import signs_of, sums
from audit.score.estimate.every_sign import EVERY_SIGN
from audit.score.estimate.weights import shipped_weights
from audit.score.estimate.with_heads import FEATURES, HEADS, features_of, log_odds, lost_of

LAST, MOST_DAMAGED = 12, 2400
ROOT = Path(__file__).resolve().parent.parent
HEAD_FOLDER = ROOT / "audit" / "data" / "heads"
JOINED = ROOT / "audit" / "data" / "estimate_weights" / "with_heads.toml"
REPORT = ROOT / "reports" / "heads.md"
WMT = "WMT MQM error spans (WMT-QE-Task/wmt-qe-2023-data, upstream google/wmt-mqm-human-evaluation), en-de and zh-en"
CRITICAL = "critical errors of sheffieldnlp/mlqe-pe"


# What each head is learnt from, and the licence of that.
LEARNT_FROM = {
    "spans": (WMT, "Apache-2.0"),
    "detached": (
        f"sound translations of {WMT} and of {CRITICAL}, exchanged, mixed, made to loop or cut by audit/neural/damage.py",
        "Apache-2.0 AND CC0-1.0",
    ),
    "omission": (
        f"sound translations of {WMT} and of {CRITICAL}, words and clauses left out by audit/neural/damage.py",
        "Apache-2.0 AND CC0-1.0",
    ),
    "critical": (CRITICAL, "CC0-1.0"),
}
RECIPES = tuple(
    recipe._replace(
        origin=f"fitted by tools/fit_heads.py on {LEARNT_FROM[recipe.name][0]}",
        licence=LEARNT_FROM[recipe.name][1],
    )
    for recipe in recipes(LAST)
)
SEGMENT = next(recipe.features for recipe in RECIPES if recipe.name == "critical")
WIDTH = 384  # of the encoder
KEY = {recipe.name: recipe for recipe in RECIPES}


def token_rows(rows: Sequence[Row], cache: Cache) -> Learnt:
    """The tokens of annotated translations."""
    names = KEY["spans"].features
    tables, wrong, groups, lengths = [], [], [], []
    for row in rows:
        target = cache[row["target"]]
        tables.append(
            token_features(row["target"], row["source"], target, cache[row["source"]], names, LAST)
            .numpy()
            .astype(np.float32)
        )
        for start, end in target.spans:
            wrong.append(any(start < error["end"] and error["start"] < end for error in marked(row)))
        lengths.append(len(target.spans))
        groups += [part(document(row))] * len(target.spans)
    # Stretches are compared letter by letter.
    weights = np.array(
        [end - start for row in rows for start, end in cache[row["target"]].spans], dtype=float
    )
    return Learnt(np.concatenate(tables), np.array(wrong), np.array(groups), weights, np.array(lengths))


def segment_rows(rows: Sequence[Row], table: Any, recipe: Recipe, wrong: Callable[[Row], bool]) -> Learnt:
    """Segments, the wrong and the right weighing the same."""
    truth = np.array([wrong(row) for row in rows])
    weights = np.where(truth, 0.5 / truth.mean(), 0.5 / (1 - truth.mean()))
    groups = np.array([part(document(row)) for row in rows])
    return Learnt(table[:, columns(recipe.features)], truth, groups, weights, np.ones(len(rows), dtype=int))


def columns(names: Sequence[str]) -> list[int]:
    """Where features stand in the table of all segment features."""
    places, place = {}, 0
    for name in SEGMENT:
        width = width_of([name], WIDTH)
        places[name] = list(range(place, place + width))
        place += width
    return [column for name in names for column in places[name]]


def segment_table(name: str, rows: Sequence[Row], cache: Cache) -> Any:
    """All segment features of a set, kept in the cache."""
    file = (
        cache.folder
        / f"segments-{name}-{len(rows)}-{blake2b(repr(SEGMENT).encode(), digest_size=4).hexdigest()}.npy"
    )
    if not file.exists():
        made = [
            segment_features(
                row["target"], row["source"], cache[row["target"]], cache[row["source"]], SEGMENT, LAST
            )
            for row in rows
        ]
        np.save(file, torch.cat(made).numpy().astype(np.float32))
    return np.load(file)


def rows_of(data: Path, name: str, cache: Cache, encoder: Path) -> list[Row]:
    """The rows of a set, from the cache or drawn anew, with what the encoder says of them in the cache."""
    file = cache.folder / f"{name}.jsonl"
    if file.exists():
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
    else:
        if name == "damage":
            sound = [row for other in ("wmt", "critical") for row in rows_of(data, other, cache, encoder)]
            rows = damaged_rows(sound, MOST_DAMAGED)
        else:
            rows = drawn(data, name)
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    cache.fill((text for row in rows for text in (row["source"], row["target"])), encoder)
    return [row for row in rows if cache[row["source"]].spans and cache[row["target"]].spans]


def rules_of(name: str, rows: Sequence[Row], cache: Cache) -> Any:
    """The sum of the weighted signs of the estimate, for each row; the signs are kept in the cache."""
    file = cache.folder / f"signs-{name}-{len(rows)}.npy"
    if not file.exists():
        made = Preparations()
        found = []
        for row in rows:
            source, _, target = row["lp"].partition("-")
            signs = signs_of(row["target"], row["source"], made.choices(Settings(), target, source))
            found.append(signs if signs is not None else [0.0] * len(EVERY_SIGN))
        np.save(file, np.array(found))
    return sums(shipped_weights(), np.load(file))


def figured(
    name: str, rows: list[Row], heads: dict[str, Head], unseen: dict[str, dict[Any, Any]], cache: Cache
) -> Figured:
    """Figures of all heads; of rows that a head was fitted on, those by heads that had not seen their document."""
    table = segment_table(name, rows, cache)
    rules = rules_of(name, rows, cache)
    odds = {
        key: odds_of(heads[key], table[:, columns(heads[key].features)], np.ones(len(rows), dtype=int))
        for key in HEADS[1:]
    }
    features, lost, tokens = [], [], []
    said: dict[str, list[float]] = {key: [] for key in HEADS[1:]}
    for place, row in enumerate(rows):
        own = (row["source"], row["target"])
        figures: dict[str, float] = {}
        for key in HEADS[1:]:
            slope, intercept = heads[key].calibration
            figures[key] = float(sigmoid(slope * unseen[key].get(own, odds[key][place]) + intercept))
            said[key].append(log_odds(figures[key]))
        answer = judged(heads["spans"], own[1], own[0], cache[own[1]], cache[own[0]], LAST)
        found = answer.target
        if own in unseen["spans"]:
            slope, intercept = heads["spans"].calibration
            values = sigmoid(slope * unseen["spans"][own] + intercept).tolist()
            found = tuple(
                msgspec.structs.replace(one, score=value) for one, value in zip(found, values, strict=True)
            )
        length = sum(one.end - one.start for one in found)
        figures["error"] = sum(one.score * (one.end - one.start) for one in found) / length
        figures["worst"] = max(one.score for one in found)
        made = features_of(float(rules[place]), figures, [one.score for one in found])
        features.append([made[key] for key in FEATURES])
        lost.append(lost_of(figures))
        tokens.append(found)
    odds_said = {key: np.array(values) for key, values in said.items()}
    return Figured(rows, np.array(features), np.array(lost), tokens, odds_said)


def learning(recipe: Recipe, sets: dict[str, list[Row]], cache: Cache) -> tuple[list[Row], Learnt]:
    """The rows a head is fitted on, and what it is to learn of them."""
    if recipe.name == "spans":
        return sets["wmt"], token_rows(sets["wmt"], cache)
    if recipe.name == "critical":
        rows = sets["critical"]
        table = segment_table("critical", rows, cache)
        return rows, segment_rows(rows, table, recipe, lambda row: bool(row["label"] == "ERR"))
    table = segment_table("damage", sets["damage"], cache)
    # What was cut teaches the first head, too: half a translation beside half of something else is both.
    wrong = DETACHED | OMISSIONS if recipe.name == "detached" else OMISSIONS
    chosen = [
        place
        for place, row in enumerate(sets["damage"])
        if row["kind"] in {"", *wrong}
        # With the other languages among them it finds fewer.
        and (recipe.name == "detached" or set(row["lp"].split("-")) <= SPACED)
    ]
    rows = [sets["damage"][place] for place in chosen]
    return rows, segment_rows(rows, table[chosen], recipe, lambda row: row["kind"] in wrong)


def best_threshold(wmt: Figured) -> tuple[float, float, float, float]:
    """The threshold of spans with the best F1 of code points on unseen documents; precision, recall, F1."""
    every = np.array([one.score for found in wmt.tokens for one in found])
    tries = [
        round(float(value), 4) for value in np.quantile(every, (0.6, 0.65, 0.7, 0.75, 0.8, 0.84, 0.88, 0.92))
    ]
    return max(((limit, *letters_f1(wmt.rows, wmt.tokens, limit)) for limit in tries), key=lambda one: one[3])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="write heads, joined weights and the report")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    cache = Cache(options.cache)
    names = ("wmt", "critical", "damage", "bio", "hall", "unchecked", "demetr")
    sets = {name: rows_of(options.data, name, cache, options.encoder) for name in names}
    assert {row["lp"] for row in sets["wmt"]} <= set(CHECKED)
    heads, unseen = {}, {}
    for recipe in RECIPES:
        rows, learnt = learning(recipe, sets, cache)
        odds = unseen_odds(learnt, recipe)
        heads[recipe.name] = fitted_head(learnt, recipe, odds)
        ends = np.cumsum(learnt.lengths)
        cut = np.split(odds, ends[:-1]) if recipe.unit == "token" else odds
        unseen[recipe.name] = {
            (row["source"], row["target"]): value for row, value in zip(rows, cut, strict=True)
        }
        print(recipe.name, heads[recipe.name].figures, flush=True)
        del learnt
    seen = {name: figured(name, rows, heads, unseen, cache) for name, rows in sets.items()}
    best = best_threshold(seen["wmt"])
    heads["spans"] = msgspec.structs.replace(
        heads["spans"],
        threshold=best[0],
        figures={**heads["spans"].figures, "letter-f1-unseen": round(best[3], 4)},
    )
    sizes = ", ".join(f"{len(sets[name]):,} of {name}" for name in COUNTS)
    said = f"fitted by tools/fit_heads.py with {'+'.join(HEADS)} over {ENCODER} on {sizes}"
    weights = joined(seen, None, said)
    text = report(heads, weights, seen, unseen_totals(seen), best)
    print(text)
    if options.write:
        HEAD_FOLDER.mkdir(exist_ok=True)
        for name, head in heads.items():
            (HEAD_FOLDER / f"{name}.json").write_bytes(encoded(head))
        JOINED.write_text(joined_text(weights), encoding="utf-8")
        REPORT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
