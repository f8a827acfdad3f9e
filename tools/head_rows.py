"""The rows that heads are fitted on: drawn from annotated sets, and good translations damaged on purpose."""

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.neural.damage import SPACED, Row, damaged_copies
from audit.neural.slips import changed_copies

SETS = {
    "wmt": "wmt_spans_dev.jsonl.gz",
    "critical": "critical_dev.jsonl.gz",
    "bio": "bio_mqm_dev.jsonl.gz",
    "hall": "hallucinations_dev.jsonl.gz",
    "unchecked": "wmt_spans_dev.jsonl.gz",
    "demetr": "demetr_dev.jsonl.gz",
}
CHECKED = ("en-de", "zh-en")  # pairs of wmt whose licence is Apache-2.0; nobody checked that of en-ru
WMT, CRITICAL, WRONG = 75, 800, 600  # of a document; of a pair, those right and those wrong
MEASURED = 400  # rows of the pair that nobody checked
OF_A_KIND = 20  # pairs of a translation and a damaged copy
LONGEST = 400  # code points of a target


def drawn(folder: Path, name: str) -> list[Row]:
    """The rows of a set, drawn by chance but always the same."""
    with gzip.open(folder / SETS[name], "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rng = random.Random(5)
    groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if name == "wmt" and row["lp"] in CHECKED and len(row["target"]) < LONGEST and len(row["source"]) > 1:
            groups[row["lp"], row["doc"]].append(row)
        elif name == "critical":
            groups[row["lp"], row["label"]].append(row)
    if name == "hall":
        return [{**row, "lp": "de-en", "source": row["src"], "target": row["mt"]} for row in rows]
    if name == "bio":
        rng.shuffle(rows)
        return rows
    if name == "demetr":
        return minimal_pairs(rows, rng)
    if name == "unchecked":
        there = [row for row in rows if row["lp"] not in CHECKED]
        rng.shuffle(there)
        return there[:MEASURED]
    found: list[Row] = []
    for key in sorted(groups):
        rng.shuffle(groups[key])
        found += groups[key][: WMT if name == "wmt" else WRONG if key[1] == "ERR" else CRITICAL]
    rng.shuffle(found)
    return found


def minimal_pairs(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """Of every kind of damage a few pairs, the good translation before the bad one."""
    kinds: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        kinds[row["perturbation"]].append(row)
    found = []
    for kind in sorted(kinds):
        rng.shuffle(kinds[kind])
        for row in kinds[kind][:OF_A_KIND]:
            pair = {"lp": f"{row['source_lang']}-en", "source": row["source"], "severity": row["severity"]}
            found += [
                {**pair, "perturbation": kind, "target": row[side], "side": side} for side in ("good", "bad")
            ]
    return found


def good(row: Row) -> bool:
    """True for a translation in which nobody marked more than minor errors."""
    if "label" in row:
        return bool(row["label"] == "NOT")
    return all(error["severity"] == "minor" for error in row["errors"])


def sound_pairs(rows: Sequence[Row], rng: random.Random) -> Iterator[Row]:
    """Good translations, some of them with the sides changed: source for translation."""
    for row in rows:
        if not good(row):
            continue
        source, _, target = row["lp"].partition("-")
        turned = target not in SPACED or (source in SPACED and rng.random() < 0.5)
        texts = (row["target"], row["source"]) if turned else (row["source"], row["target"])
        pair = f"{target}-{source}" if turned else row["lp"]
        yield {"lp": pair, "doc": row.get("doc", row["source"]), "source": texts[0], "target": texts[1]}


def changed_rows(damaged: Sequence[Row]) -> list[Row]:
    """The sound pairs among damaged ones, each with a copy that has a slip."""
    return changed_copies([row for row in damaged if row["kind"] == ""], random.Random(29))


def damaged_rows(rows: Sequence[Row], most: int) -> list[Row]:
    """At most so many sound pairs, each with up to two damaged copies. `kind` says what was done, "" for nothing."""
    rng = random.Random(13)
    return damaged_copies(list(sound_pairs(rows, rng)), most, rng)
