"""Fit the heads that ship over multilingual-e5-small, and the weights that join them with the estimate.

    python tools/fit_heads.py DATA ENCODER --cache FOLDER           cross-validate, print the report
    python tools/fit_heads.py DATA ENCODER --cache FOLDER --write   write heads, joined weights and reports/heads.md too

DATA holds the annotated sets (`head_rows.py` names them and says what of them is drawn), ENCODER the model in the layout of
transformers. The cache keeps what was drawn (`NAME.jsonl`), what the encoder said (`head_vectors.py`), the features of
tokens, and what the signs of the estimate measured; what it has is not made again. All that is large lies there in half
precision and is read where it is needed: 6 GB on disk, 4 in memory while `spans` is fitted. Learnt from: WMT error spans,
en-de and zh-en only (Apache-2.0); critical errors of MLQE-PE (CC0-1.0); sound translations of both, damaged on purpose; for
the joined weights also Bio-MQM (Apache-2.0). The hallucinations and DEMETR are only measured. Computes with one thread.
Needs the extras `neural` and `fit`.
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
from head_rows import CHECKED, Row, changed_rows, damaged_rows, drawn
from head_vectors import Cache

from audit.model.settings import Settings
from audit.neural.answer import Marked
from audit.neural.damage import OMISSIONS
from audit.neural.head import Head, decoded, encoded
from audit.neural.head_features import segment_features, token_features, width_of
from audit.neural.head_fit import (
    FOLDS,
    Learnt,
    Recipe,
    fitted_head,
    logistic,
    odds_of,
    odds_of_fold,
    part,
    put_together,
    sigmoid,
    sure_sums,
)
from audit.neural.head_recipes import recipes
from audit.neural.slips import lost_tokens, put_tokens
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
    "changed": (
        f"sound translations of {WMT} and of {CRITICAL}, words changed by audit/neural/slips.py",
        "Apache-2.0 AND CC0-1.0",
    ),
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


def span_rows(rows: Sequence[Row], cache: Cache) -> Learnt:
    """The tokens of annotated translations."""
    wrong: list[bool] = []
    for row in rows:
        there = marked(row)
        wrong += [
            any(start < one["end"] and one["start"] < end for one in there)
            for start, end in cache.spans(row["target"])
        ]
    # Stretches are compared letter by letter.
    weights = np.array(
        [end - start for row in rows for start, end in cache.spans(row["target"])], dtype=float
    )
    return token_rows(
        rows, token_table("wmt", rows, cache, "target"), np.array(wrong), cache, "target", weights
    )


def token_rows(
    rows: Sequence[Row], table: Any, wrong: Any, cache: Cache, side: str, weights: Any = None
) -> Learnt:
    """Tokens of one side; without weights all count the same."""
    lengths = np.array([cache.size(row[side]) for row in rows])
    groups = np.repeat([part(document(row)) for row in rows], lengths)
    return Learnt(table, wrong, groups, np.ones(len(wrong)) if weights is None else weights, lengths)


def token_table(name: str, rows: Sequence[Row], cache: Cache, side: str) -> Any:
    """The features of the tokens of one side of a set, in half precision, on disk: they are read where they are needed."""
    names = KEY["spans"].features
    file = kept_file(cache, f"{side}-tokens", name, len(rows), names)
    if not file.exists():
        count = sum(cache.size(row[side]) for row in rows)
        part_of = file.with_suffix(".part")
        table = np.lib.format.open_memmap(part_of, "w+", np.float16, (count, width_of(names, WIDTH)))
        other = "source" if side == "target" else "target"
        place = 0
        for row in rows:
            own = cache[row[side]]
            end = place + len(own.spans)
            made = token_features(row[side], row[other], own, cache[row[other]], names, LAST)
            table[place:end] = made.numpy()
            place = end
        table.flush()
        part_of.rename(file)
        print(f"tokens of the {side}s of {name}: {count:,}", flush=True)
    return np.load(file, mmap_mode="r")


def kept_file(cache: Cache, what: str, name: str, count: int, features: Sequence[str]) -> Path:
    """Where a table of features of a set is kept: other features are another file."""
    mark = blake2b(repr(tuple(features)).encode(), digest_size=4).hexdigest()
    return cache.folder / f"{what}-{name}-{count}-{mark}.npy"


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
    file = kept_file(cache, "segments", name, len(rows), SEGMENT)
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
        if name == "changed":
            rows = changed_rows(rows_of(data, "damage", cache, encoder))
        elif name == "damage":
            sound = [row for other in ("wmt", "critical") for row in rows_of(data, other, cache, encoder)]
            rows = damaged_rows(sound, MOST_DAMAGED)
        else:
            rows = drawn(data, name)
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    cache.fill((text for row in rows for text in (row["source"], row["target"])), encoder)
    return [row for row in rows if cache.size(row["source"]) and cache.size(row["target"])]


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
    rules = rules_of(name, rows, cache)
    odds = {key: odds_by(heads[key], name, rows, cache, unseen[key]) for key in HEADS}
    slope, intercept = heads["spans"].calibration
    features, lost, tokens = [], [], []
    said: dict[str, list[float]] = {key: [] for key in HEADS[1:]}
    for place, row in enumerate(rows):
        figures: dict[str, float] = {}
        for key in HEADS[1:]:
            figures[key] = float(sigmoid(odds[key][place]))
            said[key].append(log_odds(figures[key]))
        values = sigmoid(slope * odds["spans"][place] + intercept).tolist()
        spans = cache.spans(row["target"])
        found = tuple(Marked(*span, value, "error") for span, value in zip(spans, values, strict=True))
        made = features_of(float(rules[place]), figures, values)
        features.append([made[key] for key in FEATURES])
        lost.append(lost_of(figures))
        tokens.append(found)
    odds_said = {key: np.array(values) for key, values in said.items()}
    return Figured(rows, np.array(features), np.array(lost), tokens, odds_said)


def odds_by(head: Head, name: str, rows: list[Row], cache: Cache, unseen: dict[Any, Any]) -> Any:
    """What a head says of every row: log odds of the segment, or of all tokens where it has nothing that puts them
    together. `unseen` has the odds, not yet calibrated, of rows that it was fitted on."""
    slope, intercept = head.calibration
    if head.unit == "segment":
        odds = odds_of(
            head, segment_table(name, rows, cache)[:, columns(head.features)], np.ones(len(rows), dtype=int)
        )
        own = [unseen.get((row["source"], row["target"]), odds[place]) for place, row in enumerate(rows)]
        return slope * np.array(own) + intercept
    side = "source" if head.unit == "source-token" else "target"
    lengths = np.array([cache.size(row[side]) for row in rows])
    every = odds_of(head, token_table(name, rows, cache, side), lengths)
    cut = np.split(every, np.cumsum(lengths)[:-1])
    cut = [unseen.get((row["source"], row["target"]), cut[place]) for place, row in enumerate(rows)]
    if head.together is None:
        return cut
    return head.together[1] * sure_sums(head, np.concatenate(cut), lengths) + head.together[2]


def learning(recipe: Recipe, sets: dict[str, list[Row]], cache: Cache) -> tuple[list[Row], Learnt, Any]:
    """The rows a head is fitted on, what it is to learn of them, and for a head of tokens that judges segments, which of
    them are wrong."""
    if recipe.name == "spans":
        return sets["wmt"], span_rows(sets["wmt"], cache), None
    if recipe.name == "critical":
        rows = sets["critical"]
        table = segment_table("critical", rows, cache)
        return rows, segment_rows(rows, table, recipe, lambda row: bool(row["label"] == "ERR")), None
    if recipe.name == "changed":
        rows = sets["changed"]
        put = np.array([one for row in rows for one in put_tokens(row, cache.spans(row["target"]))])
        learnt = token_rows(rows, token_table("changed", rows, cache, "target"), put, cache, "target")
        return rows, learnt, np.array([row["kind"] != "" for row in rows])
    if recipe.name == "omission":
        return omitted(sets["damage"], cache)
    table = segment_table("damage", sets["damage"], cache)
    # What was cut teaches this head, too: half a translation beside half of something else is both.
    return sets["damage"], segment_rows(sets["damage"], table, recipe, lambda row: row["kind"] != ""), None


def omitted(every: list[Row], cache: Cache) -> tuple[list[Row], Learnt, Any]:
    """The words of the source, of sound translations and of those that something was left out of."""
    rows, places, wrong, place, sound = [], [], [], 0, ""
    for row in every:
        sound = row["target"] if row["kind"] == "" else sound
        count = cache.size(row["source"])
        if row["kind"] in {"", *OMISSIONS}:
            rows.append(row)
            places.append(np.arange(place, place + count))
            wrong.append(lost_tokens(row, sound, cache[row["source"]], cache[sound], LAST))
        place += count
    table = token_table("damage", every, cache, "source")[np.concatenate(places)]
    learnt = token_rows(rows, table, np.concatenate(wrong), cache, "source")
    return rows, learnt, np.array([row["kind"] != "" for row in rows])


def fits_of(learnt: Learnt, recipe: Recipe, cache: Cache) -> tuple[Any, Head]:
    """The odds of every row by heads that had not seen its document, and the head of all rows. Each fit is kept in the
    cache: a run that was broken off goes on where it was."""
    said = (recipe, learnt.table.shape, int(learnt.wrong.sum()), round(float(learnt.weights.sum()), 3))
    mark = f"fit-{recipe.name}-{blake2b(repr(said).encode(), digest_size=4).hexdigest()}"
    odds = np.zeros(len(learnt.wrong))
    for fold in range(FOLDS):
        file = cache.folder / f"{mark}-{fold}.npy"
        if not file.exists():
            np.save(file, np.asarray(odds_of_fold(learnt, recipe, fold)))
            print(f"{recipe.name}: fold {fold}", flush=True)
        odds[learnt.groups == fold] = np.load(file)
    file = cache.folder / f"{mark}.json"
    if not file.exists():
        file.write_bytes(encoded(logistic(learnt, np.ones(len(learnt.wrong), dtype=bool), recipe), 17))
    return odds, decoded(file.read_bytes(), recipe.name)


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
    names = ("wmt", "critical", "damage", "changed", "bio", "hall", "unchecked", "demetr")
    sets = {name: rows_of(options.data, name, cache, options.encoder) for name in names}
    assert {row["lp"] for row in sets["wmt"]} <= set(CHECKED)
    heads, unseen = {}, {}
    for recipe in RECIPES:
        rows, learnt, segments = learning(recipe, sets, cache)
        odds, head = fits_of(learnt, recipe, cache)
        heads[recipe.name] = fitted_head(learnt, recipe, odds, head)
        if segments is not None:
            heads[recipe.name] = put_together(heads[recipe.name], odds, learnt.lengths, segments)
        ends = np.cumsum(learnt.lengths)
        cut = odds if recipe.unit == "segment" else np.split(odds, ends[:-1])
        unseen[recipe.name] = {
            (row["source"], row["target"]): value for row, value in zip(rows, cut, strict=True)
        }
        print(recipe.name, heads[recipe.name].figures, flush=True)
        del learnt
    seen = {
        name: figured(name, rows, heads, unseen, cache) for name, rows in sets.items() if name != "changed"
    }
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
