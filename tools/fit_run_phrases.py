"""Fit the weight of `said_across_run`, with all other weights as they are, and say what it changes.

    python tools/fit_run_phrases.py FOLDER              print the figures
    python tools/fit_run_phrases.py FOLDER --write      the same, then write the weight into the files

FOLDER: see `fit_leftovers.py`. A family of `wild_dev.jsonl.gz` is a run: its documents of one language are asked, all
of them, for the phrases they share. Learnt from are the stretches that readers labelled; `web_dev.jsonl.gz` only
measures. The documents have at most a few labelled stretches of this kind, so that one weight serves every kind that
has any, a logistic regression with the ridge penalty of the large fit on top of the sum of all other evidence.
Needs numpy and scipy (extra `fit`).
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from fit_leftovers import FORMATS, KINDS, LABEL_WEIGHT, LABELS, RIDGE, ROOT, rows

from audit.analysis.leftovers.judgement import EVERY, weights_of
from audit.analysis.leftovers.stretch import Weighing
from audit.one.draft import MOST_PHRASES, Answer
from audit.run.corpus_vote import SHARED, shared

NAME = "said_across_run"
LEARNT = [
    "same-script",
    "same-script-word",
    "latin",
    "latin-word",
]  # kinds that have labelled stretches of this sort


def look(job: tuple[str, dict[str, Any]]) -> dict[str, Any] | None:
    """The phrases of one document, and every candidate's digest with the sum of all other evidence."""
    from audit.analysis.leftovers.candidates import candidates
    from audit.analysis.leftovers.document_facts import DocumentFacts
    from audit.analysis.leftovers.phrases import digest_of, may_be_term, phrases
    from audit.analysis.page_anatomy import label_roles
    from audit.analysis.text_view import TextView
    from audit.language.profiles import profile
    from audit.model.errors import UsageError
    from audit.one.draft import of_language
    from audit.readers.read_document import read_string

    name, row = job
    try:
        language = profile(row["lang"])
    except UsageError:
        return None
    document = label_roles(read_string(row["text"], FORMATS.get(row["format"], row["format"])))
    _, segments = of_language(document.segments, language)
    if not segments:
        return None
    view = TextView(segments, language, None, (), document.text)
    found = candidates(view)
    facts = DocumentFacts(view, found)
    out = []
    for item in found:
        if not may_be_term(item):
            continue
        weights = weights_of(item.weighing)
        total = weights.bias + sum(
            weights.weights.get(piece.name, 0.0) * piece.measure(item, facts)
            for piece in EVERY
            if piece.name != NAME
        )
        span = item.segment.map.to_file(item.start - item.segment_start, item.end - item.segment_start)
        out.append((span.start, span.end, item.weighing.value, digest_of(item), total))
    said = tuple(phrases(view))[:MOST_PHRASES]
    return {"set": name, "id": row["id"], "family": row["family"],
            "answer": Answer(language.tag.split("-")[0], None, said), "found": out}  # fmt: skip


def gather(folder: Path) -> list[dict[str, Any]]:
    """Every labelled stretch that may be a term: its sum, verdict and in how many documents of its family it stands."""
    labels: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels[label["set"], label["doc"]].append(label)
    jobs = [(name, row) for name in ("wild", "web") for row in rows(folder / f"{name}_dev.jsonl.gz")]
    with Pool(2) as pool:
        documents = [document for document in pool.imap(look, jobs, chunksize=8) if document]
    runs: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for document in documents:
        runs[document["set"], document["family"]].append(document["answer"])
    known = {
        run: {(part.target, digest): part.documents for part in shared(answers) for digest in part.digests}
        for run, answers in runs.items()
    }
    found = []
    for document in documents:
        for start, end, kind, digest, total in document["found"]:
            count = known[document["set"], document["family"]].get((document["answer"].target, digest), 0)
            for label in labels[document["set"], document["id"]]:
                if 2 * (min(end, label["end"]) - max(start, label["start"])) >= max(1, end - start):
                    found.append({"set": document["set"], "family": document["family"], "kind": kind,
                                  "count": count, "z": total, "verdict": label["verdict"]})  # fmt: skip
                    break
    return found


def fit(stretches: list[dict[str, Any]]) -> float:
    """The weight that makes the sums of the shared ones most likely."""
    from scipy.optimize import minimize_scalar

    sums = np.array([item["z"] for item in stretches])
    target = np.array([1.0 if item["verdict"] == "true" else -1.0 for item in stretches])

    def loss(weight: float) -> float:
        return float(
            LABEL_WEIGHT * np.logaddexp(0, -target * (sums + weight)).sum() + RIDGE * weight * weight / 2
        )

    return float(minimize_scalar(loss, bounds=(-10, 0), method="bounded").x)  # a term can only speak against


def grade(kind: str, total: float) -> str:
    weights = weights_of(Weighing(kind))
    return next(
        (name for name in ("certain", "likely", "possible") if total >= getattr(weights, name)), "none"
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = gather(arguments.folder)
    for name in ("wild", "web"):
        for least in (0, *SHARED):
            counts = Counter(
                (grade(item["kind"], item["z"]), item["verdict"])
                for item in found
                if item["set"] == name and item["count"] == least
            )
            print(name, f"in {least or 'fewer'} documents of the run:", dict(sorted(counts.items())))
    terms = [
        item
        for item in found
        if item["set"] == "wild"
        and item["count"]
        and item["verdict"] != "defensible"
        and item["kind"] in LEARNT
    ]
    weight = fit(terms)
    true = sum(item["verdict"] == "true" for item in terms)
    expected = sum(1 / (1 + np.exp(-item["z"])) for item in terms)
    print(
        f"weight {weight:.3f} from {len(terms)} stretches, {true} left behind, without it {expected:.1f} expected"
    )
    for family in sorted({item["family"] for item in terms}):
        rest = [item for item in terms if item["family"] != family]
        print(f"  without {family}: {fit(rest):.3f} from {len(rest)}")
    for kind in LEARNT:
        mine = [item for item in terms if item["kind"] == kind]
        print(
            f"  {kind} alone: {fit(mine):.3f} from {len(mine)}, {sum(i['verdict'] == 'true' for i in mine)} true"
        )
    for name in ("wild", "web"):
        moved = Counter(
            (item["verdict"], grade(item["kind"], item["z"]), grade(item["kind"], item["z"] + weight))
            for item in found
            if item["set"] == name and item["count"]
        )
        print(
            name, "verdict, grade before and after:", {k: n for k, n in sorted(moved.items()) if k[1] != k[2]}
        )
    if arguments.write:
        write(weight, len(terms), true)
    return 0


def write(weight: float, count: int, true: int) -> None:
    """Put the weight into the files of the kinds it was learnt from."""
    for kind in KINDS:
        path = ROOT / "audit" / "data" / "leftover_weights" / f"{kind}.toml"
        text = re.sub(rf"(?m)^{NAME} = .*\n|; {NAME} alone .*(?=\"$)", "", path.read_text(encoding="utf-8"))
        if kind in LEARNT:
            text = text.replace("\n\n[usual]", f"\n{NAME} = {weight:.3f}\n\n[usual]")
            note = f"; {NAME} alone by tools/fit_run_phrases.py on {count} stretches, {true} left behind"
            text = re.sub(r'(?m)^(figures = ".*)"$', rf'\1{note}"', text)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
