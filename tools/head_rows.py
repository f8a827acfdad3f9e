"""The rows that heads are fitted on: drawn from annotated sets, and good translations damaged on purpose."""

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from damaged_translations import looping

Row = dict[str, Any]
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
SHORTEST = 30  # code points of a text that is damaged
SPACED = frozenset({"en", "de", "cs"})  # languages whose words can be cut at spaces
ENOUGH = 5  # texts of a document, to take another of them
LIKE = (0.6, 1.6)  # how long another text may be that takes the place of one, against it
CLAUSE = re.compile(r"(?<=[.;:!?,–—])\s+")


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


def damaged_rows(rows: Sequence[Row], most: int) -> list[Row]:
    """At most so many sound pairs, each with up to two damaged copies. `kind` says what was done, "" for nothing."""
    rng = random.Random(13)
    pairs = [row for row in sound_pairs(rows, rng) if len(row["target"]) >= SHORTEST]
    rng.shuffle(pairs)
    others: defaultdict[str, list[str]] = defaultdict(list)
    of_document: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in pairs:
        language = row["lp"].partition("-")[2]
        others[language].append(row["target"])
        of_document[language, row["doc"]].append(row["target"])
    found = []
    for row in pairs[:most]:
        found.append({**row, "kind": ""})
        language, target = row["lp"].partition("-")[2], row["target"]
        # Half of the other texts are of the same document: of what they speak tells nothing there.
        near = of_document[language, row["doc"]] if rng.random() < 0.5 else []
        near = near if len(near) >= ENOUGH else []
        fitting = [
            other
            for other in near or rng.sample(others[language], min(60, len(others[language])))
            if LIKE[0] < len(other) / len(target) < LIKE[1] and other[:20] != target[:20]
        ]
        if fitting and rng.random() < 0.5:
            found.append({**row, "target": rng.choice(fitting), "kind": "detached"})
        make = rng.choice(DAMAGES)
        made = make(row["source"], target, fitting, rng)
        if made is not None and made != target:
            found.append({**row, "target": made, "kind": make.__name__})
    return found


def looped(source: str, target: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A few words again and again."""
    made = looping(source, target, others, rng)
    return made.target if made else None


def half_detached(source: str, target: str, others: Sequence[str], rng: random.Random) -> str | None:
    """Some words of the translation, then another text; or another text, then the end of the translation."""
    if not others:
        return None
    words, foreign = target.split(), rng.choice(others).split()
    share = rng.uniform(0.1, 0.6)
    kept, taken = round(len(words) * share), round(len(foreign) * share)
    if rng.random() < 0.7:
        return " ".join(words[:kept] + foreign[taken:])
    return " ".join(foreign[: len(foreign) - taken] + words[len(words) - kept :])


def cut(source: str, target: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A run of words left out, anywhere, closed by the mark at the end."""
    words = target.split()
    size = round(len(words) * rng.uniform(0.15, 0.7))
    if size < 2 or size > len(words) - 2:
        return None
    first = rng.choice(
        (0, len(words) - size, rng.randrange(len(words) - size), rng.randrange(len(words) - size))
    )
    kept = " ".join(words[:first] + words[first + size :])
    end = target.rstrip()[-1]
    return kept if kept[-1] == end or end.isalnum() else kept.rstrip(",;: ") + end


def clause_left_out(source: str, target: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A sentence, or what stands between two marks, left out."""
    parts = CLAUSE.split(target.strip())
    if len(parts) < 2:
        return None
    gone = rng.randrange(len(parts))
    kept = " ".join(part for number, part in enumerate(parts) if number != gone)
    if len(parts[gone].split()) < 2 or len(kept) < SHORTEST // 2:
        return None
    return kept.rstrip(",;: ") + target.rstrip()[-1] if kept[-1] in ",;:" else kept


OMISSIONS = frozenset({"cut", "clause_left_out"})
DETACHED = frozenset({"detached", "half_detached", "looped"})
DAMAGES: tuple[Callable[[str, str, Sequence[str], random.Random], str | None], ...] = (
    cut, cut, cut, clause_left_out, clause_left_out, half_detached, half_detached, looped,
)  # fmt: skip
