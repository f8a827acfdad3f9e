"""Fit the weights of `audit/data/leftover_weights/` on labelled documents, and say how they do on unseen families.

    python tools/fit_leftovers.py FOLDER                cross-validate by family, print the figures
    python tools/fit_leftovers.py FOLDER --write        the same, then fit on everything and write the weights
    python tools/fit_leftovers.py FOLDER --beside NAME …    fit only this evidence, all other weights as they are

FOLDER holds `wild_dev.jsonl.gz` (documents by people), `cases_dev.jsonl.gz`, `pages/`, `fragments_dev.jsonl.gz` and,
for measuring transfer only, `web_dev.jsonl.gz`. `labels/leftovers.jsonl` says by place what readers took stretches
of the first for. Leftovers are planted into copies of the documents: lines, runs of lines, headings, labels, words.

The model is a sum of weighted evidence, one set of weights for each kind of stretch, fitted together so that the
kinds lean on each other: logistic regression with ridge penalty, and with signs where evidence can only speak one
way. Needs numpy and scipy (extra `fit`).
"""

import argparse
import gzip
import json
import random
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from plant_leftovers import plant_lines, plant_small, prose

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from audit.model.mqm import Confidence
from audit.registry.builtin_checks import builtin_checks
from tests.run.odd_prose import odd_prose

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "labels" / "leftovers.jsonl"
OTHERS = [
    "ru",
    "fr",
    "de",
    "es",
    "it",
    "pl",
    "pt",
    "ru",
    "fr",
    "de",
    "es",
    "it",
    "nl",
    "tr",
    "uk",
    "ja",
    "zh-hans",
    "ko",
    "el",
    "ar",
    "sv",
]
EXAMPLES_OF = ("untranslated-text", "untranslated-words")
EXAMPLE_WEIGHT = 4.0
RARE_IN_LIFE = 0.6  # the weight of a single word that was put amid a text
HOUSE = ROOT / "tests" / "checks" / "foreign_names"
FORMATS = {"txt": "text", "md": "markdown"}
LINE_FAMILIES = ("osguide", "djangogirls", "covenant", "progit", "w3c")
NOT_PLANTED = ("sr", "pcm", "sa", "eo")
KINDS = ("same-script", "same-script-word", "latin", "latin-word", "other-script")
TRAIN_SETS = ("wild", "pages", "cases", "fragments", "house")
UNPLANTED = ("clean", "gold", "example")
RIDGE, RIDGE_OF_KINDS = 3.0, 9.0
LABEL_WEIGHT = 3.0
# Few sets hold documents that are full of leftovers, and few edited texts that name works and people.
SET_WEIGHT = {"fragments": 3.0, "house": 3.3, "pages": 2.5, "cases": 2.0}
MOST_OF_A_DOCUMENT = {
    0: 12.0,
    1: 6.0,
}  # what all negatives, all positives of one document weigh together at most

# Kept as they are: the first by `fit_run_phrases.py`, to be run after this, for here documents stand alone; the others
# are set by hand, for these documents hold hardly any (docs/evidence.md).
FITTED_ALONE = (
    "said_across_run", "reading_list", "title_of_link", "bare_term", "amid_item", "named_control",
)  # fmt: skip

# What each evidence may say at most one way: +1 only for a leftover, -1 only against.
SPEAKS_FOR = """small_words small_share clause gain gain_per_word listed_gain best_word listed_share everyday_words
voted_language source_language strange_letters small_words_of_relative letters whole ends_sentence plain_share
neighbours_whole other_clauses interface_label translatable_label in_control in_headline"""
SPEAKS_AGAINST = """own_small_words own_words relative short_word like_a_name capital_inside mixed_case technical
code_marks italic quoted bold link beside_code in_code in_addresses repeated familiar_words gloss in_brackets
bracket_behind slash dash language_name language_tag loan code_share code_rate foreign_rate foreign_words label_at_home
announced announced_work listing_section after_colon bracket_later language_spoken_of one_of_many_pairs
one_of_many_entries takes_turns unknown_word many_scripts hyphenated explained_around like_a_title lone_title unvouched
whole_quotation spells_abbreviation quotation_behind cited_entry original_beside marked_elsewhere lone_marked lone_word
technical_term unknown_around named_control link_to_language language_in_text between_marks
quotation_apart translated_quotation page_elsewhere reading_list bare_term amid_item
term_of_text title_of_link"""
SIGNS = dict.fromkeys(SPEAKS_FOR.split(), 1) | dict.fromkeys(SPEAKS_AGAINST.split(), -1)


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def jobs(folder: Path, name: str) -> Iterator[tuple[dict[str, Any], str, list[tuple[str, int, int]], str]]:
    """(row, text, gold, variant) of every document of a set, its planted copies too."""
    if name in ("wild", "web"):
        wild = rows(folder / "wild_dev.jsonl.gz")
        lines: dict[str, list[str]] = defaultdict(list)
        for row in wild:
            if row["family"] in LINE_FAMILIES:
                texts = [row["text"][a:b] for a, b in prose(row)]
                lines[row["lang"]] += [text for text in texts if 5 <= len(text.split()) <= 30]
        for row in wild if name == "wild" else rows(folder / "web_dev.jsonl.gz"):
            yield row, row["text"], [], "clean"
            base = row["lang"].split("-")[0]
            rng = random.Random("fit " + row["id"])
            other = "en" if base != "en" and rng.random() < 0.55 else rng.choice(OTHERS)
            if base in NOT_PLANTED or other == base or len(lines[other]) < 10:
                continue
            for variant, plant in (("lines", plant_lines), ("small", plant_small)):
                made = plant(row, lines[other], other, rng)
                if made:
                    yield row, made[0], made[1], variant
    elif name == "pages":
        for entry in json.loads((folder / "pages" / "gold.json").read_text())["documents"]:
            text = (folder / "pages" / entry["file"]).read_bytes().decode()
            form = {"text": "txt", "markdown": "md"}.get(entry["format"], entry["format"])
            row = {"id": entry["file"], "family": "pages", "lang": entry["target_lang"], "format": form}
            yield row, text, [(g["kind"], g["start"], g["end"]) for g in entry["gold"]], "gold"
    elif name == "cases":
        for entry in rows(folder / "cases_dev.jsonl.gz"):
            gold = []
            for fault in entry["faults"]:
                at = -1
                for _ in range(fault.get("nth", 0) + 1):
                    at = entry["text"].index(fault["text"], at + 1)
                gold.append((fault["kind"], at, at + len(fault["text"])))
            row = {"id": entry["id"], "family": "cases", "lang": entry["target"], "format": entry["format"]}
            yield row, entry["text"], gold, "gold"
    elif name == "house":
        # The project's own texts, in which everything foreign stands on purpose.
        for path in sorted(HOUSE.iterdir()):
            form = path.suffix[1:]
            text = path.read_text(encoding="utf-8")
            parts = re.findall(r"<(?:p|ul|nav)\b.*", text) if form == "html" else text.split("\n\n")
            for number, part in enumerate([text, *parts]):
                row = {
                    "id": f"{path.name}/{number}",
                    "family": "house",
                    "lang": path.name.split("-")[0],
                    "format": form,
                }
                yield row, part, [], "clean"
        for check in builtin_checks():
            for number, example in enumerate(check.examples if check.id in EXAMPLES_OF else ()):
                left = example.confidence is not Confidence.POSSIBLE
                gold = [("example", fault.start, fault.end) for fault in example.faults if left]
                if example.beside is not None:
                    continue
                form = {"text": "txt", "markdown": "md"}.get(example.format, example.format)
                row = {
                    "id": f"{check.id}/{number}",
                    "family": "house",
                    "lang": example.language,
                    "format": form,
                }
                yield row, example.text, gold, "example" if gold else "clean"
        for target in ("en", "de", "es", "ru"):
            for kind, text in odd_prose(target):
                yield (
                    {"id": f"odd/{target}/{kind}", "family": "house", "lang": target, "format": "txt"},
                    text,
                    [],
                    "clean",
                )
    else:
        for entry in rows(folder / "fragments_dev.jsonl.gz"):
            row = {"id": entry["id"], "family": "fragments", "lang": entry["target_lang"], "format": "txt"}
            yield row, entry["text"], [(g["kind"], g["start"], g["end"]) for g in entry["gold"]], "gold"


def look(job: tuple[dict[str, Any], str, list[tuple[str, int, int]], str]) -> dict[str, Any] | None:
    """The candidates of one document with their evidence; places are those of the file."""
    from audit.analysis.leftovers.candidates import candidates
    from audit.analysis.leftovers.document_facts import DocumentFacts
    from audit.analysis.leftovers.judgement import EVERY
    from audit.analysis.page_anatomy import label_roles
    from audit.analysis.text_view import TextView
    from audit.language.profiles import profile
    from audit.model.errors import UsageError
    from audit.one.draft import of_language
    from audit.readers.read_document import read_string

    row, text, gold, variant = job
    try:
        language = profile(row["lang"])
    except UsageError:
        return None
    document = label_roles(read_string(text, FORMATS.get(row["format"], row["format"])))
    _, segments = of_language(document.segments, language)
    if not segments:
        return None
    view = TextView(segments, language, None, (), document.text)
    found = candidates(view)
    facts = DocumentFacts(view, found)
    out = []
    for item in found:
        base = item.segment_start
        span = item.segment.map.to_file(item.start - base, item.end - base)
        values = [piece.measure(item, facts) if item.weighing in piece.kinds else 0.0 for piece in EVERY]
        out.append((span.start, span.end, item.weighing.value, item.text, item.whole, item.index, values))
    return {"row": {"id": row["id"], "family": row["family"], "lang": row["lang"]}, "gold": gold, "variant": variant,
                "words": view.volume, "found": out}  # fmt: skip


def gather(folder: Path, sets: Sequence[str], *, planted: bool = True) -> list[dict[str, Any]]:
    """Every document of every set, its candidates labelled: `y` is 1, 0 or None (says nothing)."""
    labels: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels[label["set"], label["doc"]].append(label)
    documents = []
    with Pool(2) as pool:
        for name in sets:
            wanted = (job for job in jobs(folder, name) if planted or job[3] in UNPLANTED)
            for document in pool.imap(look, wanted, chunksize=8):
                if document is not None:
                    document["set"] = name
                    documents.append(document)
    told: dict[tuple[str, str], dict[str, int | None]] = defaultdict(dict)
    for document in documents:  # clean ones come before their planted copies
        key = document["set"], document["row"]["id"]
        document["cands"] = [
            candidate(document, found, labels[key], told[key]) for found in document.pop("found")
        ]
    return documents


def candidate(
    document: dict[str, Any],
    found: tuple[Any, ...],
    labels: list[dict[str, Any]],
    told: dict[str, int | None],
) -> dict[str, Any]:
    """One candidate with its label."""
    start, end, kind, text, whole, index, values = found
    made = {
        "start": start,
        "end": end,
        "kind": kind,
        "text": text,
        "whole": whole,
        "index": index,
        "x": values,
        "y": 0,
        "weight": 1.0,
        "verdict": None,
    }
    length = max(1, end - start)
    for name, a, b in document["gold"]:
        shared = min(end, b) - max(start, a)
        if shared > 0:
            made["weight"] = EXAMPLE_WEIGHT if name == "example" else 1.0
            # A word that was planted by itself teaches that single words are left behind, which is rare in life.
            if name == "inline_1" and not whole:
                made["weight"] *= RARE_IN_LIFE
            alone = name == "one" and not whole
            made["y"] = 1 if shared >= 0.5 * length and not alone else None
            made["gold"] = name
            if document["set"] in ("pages", "cases") and name not in ("untranslated", "mixed_script"):
                made["y"] = None
            return made
    if document["variant"] == "clean":
        for label in labels:
            shared = min(end, label["end"]) - max(start, label["start"])
            if shared >= 0.5 * length:
                made["verdict"] = label["verdict"]
                made["y"] = {"true": 1, "defensible": None, "false": 0}[label["verdict"]]
                made["weight"] = LABEL_WEIGHT
                told[text] = made["y"]
                break
    elif text in told:
        made["y"] = told[text]
    if document["row"]["id"].startswith(EXAMPLES_OF):
        made["weight"] = EXAMPLE_WEIGHT
    elif document["variant"] not in ("clean", "gold"):
        made["weight"] *= 0.35
    return made


class Fitted:
    """Weights by kind over standardised evidence, shared part and deviation of each kind together."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def columns(self, values: np.ndarray, kinds: np.ndarray) -> np.ndarray:
        scaled = (values - self.middle) / self.scale
        parts = [scaled]
        for kind in range(len(KINDS)):
            mask = (kinds == kind)[:, None]
            parts += [scaled * mask, mask.astype(float)]
        return np.hstack(parts)

    def fit(self, values: np.ndarray, kinds: np.ndarray, y: np.ndarray, weight: np.ndarray) -> "Fitted":
        from scipy.optimize import minimize

        self.middle = np.average(values, axis=0, weights=weight)
        self.scale = np.maximum(0.05, values.std(0))
        matrix = self.columns(values, kinds)
        count, width = matrix.shape[1], len(self.names)
        target = 2.0 * y - 1
        ridge = np.full(count + 1, RIDGE_OF_KINDS)
        ridge[:width], ridge[-1] = RIDGE, 0.0
        ridge[width + width :: width + 1] = 0.1  # the bias of each kind
        bounds: list[tuple[float | None, float | None]] = [(None, None)] * (count + 1)
        for place, name in enumerate(self.names):
            if name in SIGNS:
                bound = (0.0, None) if SIGNS[name] > 0 else (None, 0.0)
                for kind in range(-1, len(KINDS)):
                    bounds[place if kind < 0 else width + kind * (width + 1) + place] = bound

        def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
            margin = target * (matrix @ v[:-1] + v[-1])
            slope = -weight * target / (1 + np.exp(np.clip(margin, -50, 50)))
            value = (weight * np.logaddexp(0, -margin)).sum() + (ridge * v * v).sum() / 2
            return float(value), np.concatenate([matrix.T @ slope, [slope.sum()]]) + ridge * v

        self.v = minimize(
            loss, np.zeros(count + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300}
        ).x
        return self

    def sums(self, values: np.ndarray, kinds: np.ndarray) -> np.ndarray:
        return self.columns(values, kinds) @ self.v[:-1] + self.v[-1]

    def by_kind(self, kind: int) -> tuple[float, dict[str, float]]:
        """Bias and weights on unscaled evidence."""
        width = len(self.names)
        at = width + kind * (width + 1)
        total = (self.v[:width] + self.v[at : at + width]) / self.scale
        bias = self.v[-1] + self.v[at + width] - float(total @ self.middle)
        return bias, dict(zip(self.names, map(float, total), strict=True))


def arrays(cands: list[dict[str, Any]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    values = np.array([c["x"] for c in cands], float)
    kinds = np.array([KINDS.index(c["kind"]) for c in cands])
    y = np.array([-1 if c["y"] is None else c["y"] for c in cands])
    return values, kinds, y


def weigh(documents: list[dict[str, Any]]) -> None:
    """No document speaks louder than its share, however many stretches it has."""
    for document in documents:
        counts = Counter(c["y"] for c in document["cands"])
        share = SET_WEIGHT.get(document["set"], 1.0)
        for c in document["cands"]:
            if c["y"] is not None:
                c["w"] = share * c["weight"] * min(1.0, MOST_OF_A_DOCUMENT[c["y"]] / counts[c["y"]])
            else:
                c["w"] = 0.0


def cross_validate(documents: list[dict[str, Any]], names: Sequence[str]) -> Fitted:
    """Give every candidate the sum `z` of a fit that never saw its family; web pages that of the fit on all."""
    weigh(documents)
    every = [(d, c) for d in documents for c in d["cands"]]
    values, kinds, y = arrays([c for _, c in every])
    weight = np.array([c["w"] for _, c in every])
    family = np.array([d["row"]["family"] for d, _ in every])
    trained = np.array([d["set"] in TRAIN_SETS for d, _ in every]) & (y >= 0)
    sums = np.full(len(every), np.nan)
    for name in sorted(set(family[trained])):
        fold = trained & (family != name)
        model = Fitted(names).fit(values[fold], kinds[fold], y[fold], weight[fold])
        mine = family == name
        sums[mine] = model.sums(values[mine], kinds[mine])
    model = Fitted(names).fit(values[trained], kinds[trained], y[trained], weight[trained])
    rest = np.isnan(sums)
    if rest.any():
        sums[rest] = model.sums(values[rest], kinds[rest])
    for (_, c), value in zip(every, sums, strict=True):
        c["z"] = float(value)
    for (_, c), value in zip(every, model.sums(values, kinds), strict=True):
        c["fitted"] = float(value)
    return model


def fit_beside(
    documents: list[dict[str, Any]], names: Sequence[str], added: Sequence[str], of: Sequence[str] = KINDS
) -> None:
    """Fit the weights of some evidence beside all others, which stay as they are, and write them.

    Without the planted copies: they put leftovers into every text alike, so that nothing that is said of a text as
    a whole could speak against them."""
    from scipy.optimize import minimize

    weigh(documents)
    unplanted = [d for d in documents if d["set"] in TRAIN_SETS and d["variant"] in UNPLANTED]
    every = [c for d in unplanted for c in d["cands"]]
    values, kinds, y = arrays(every)
    weight = np.array([c["w"] for c in every])
    at = [names.index(name) for name in added]
    folder = ROOT / "audit" / "data" / "leftover_weights"
    for number, kind in enumerate(KINDS):
        mine = (kinds == number) & (y >= 0)
        new = values[mine][:, at]
        if kind not in of or not new.any():
            continue
        path = folder / f"{kind}.toml"
        text = path.read_text(encoding="utf-8")
        kept = tomllib.loads(text)
        old = np.array([0.0 if name in added else kept["weights"].get(name, 0.0) for name in names])
        fixed = values[mine] @ old + kept["bias"]
        target, share = 2.0 * y[mine] - 1, weight[mine]
        ridge = RIDGE * np.maximum(0.05, new.std(0)) ** 2

        def loss(
            w: np.ndarray,
            new: np.ndarray = new,
            fixed: np.ndarray = fixed,
            target: np.ndarray = target,
            share: np.ndarray = share,
            ridge: np.ndarray = ridge,
        ) -> tuple[float, np.ndarray]:
            margin = target * (new @ w + fixed)
            slope = -share * target / (1 + np.exp(np.clip(margin, -50, 50)))
            value = (share * np.logaddexp(0, -margin)).sum() + (ridge * w * w).sum() / 2
            return float(value), new.T @ slope + ridge * w

        bounds = [(0.0, None) if SIGNS.get(name) == 1 else (None, 0.0) for name in added]
        fitted = minimize(loss, np.zeros(len(added)), jac=True, method="L-BFGS-B", bounds=bounds).x
        for name, value in zip(added, fitted, strict=True):
            there = new[:, added.index(name)] > 0
            print(
                f"{kind:17s} {name} {value:.3f}; there in {there.sum()}, of them left {(y[mine][there] == 1).sum()}"
            )
            text = re.sub(rf"^{name} = .*\n", "", text, flags=re.M)
            if abs(value) >= 0.0005:
                text = text.replace("\n[usual]", f"{name} = {value:.3f}\n\n[usual]").replace(
                    "\n\n" + name, "\n" + name
                )
        path.write_text(text, encoding="utf-8")


def shown_count(shown: list[dict[str, Any]]) -> int:
    """Findings as they are counted: the same words once, a run of foreign lines once."""
    lines = sorted({c["index"] for c in shown if c["whole"]})
    runs: list[list[int]] = []
    for index in lines:
        if runs and index - runs[-1][-1] <= 2:
            runs[-1].append(index)
        else:
            runs.append([index])
    inside = {index for run in runs if len(run) >= 3 for index in run}
    return sum(len(run) >= 3 for run in runs) + len(
        {c["text"].lower() for c in shown if c["index"] not in inside}
    )


def figures(
    documents: list[dict[str, Any]], name: str, at: float | dict[str, float], by: str = "z"
) -> dict[str, Any]:
    """Findings per 1,000 words by verdict on clean documents, recall of planted leftovers, at one sum."""
    limit = (lambda c: at) if isinstance(at, float) else (lambda c: at[c["kind"]])
    words, count = 0, Counter()
    family: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    hit: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for d in documents:
        if d["set"] != name:
            continue
        if d["variant"] == "clean":
            words += d["words"]
            family[d["row"]["family"]][1] += d["words"]
            shown = [c for c in d["cands"] if c[by] >= limit(c)]
            for key, y in (("true", 1), ("defensible", None), ("false", 0)):
                n = shown_count([c for c in shown if c["y"] == y])
                count[key] += n
                if y == 0:
                    family[d["row"]["family"]][0] += n
        else:
            for kind, a, b in d["gold"]:
                covered = sum(
                    max(0, min(c["end"], b) - max(c["start"], a)) for c in d["cands"] if c[by] >= limit(c)
                )
                hit[kind][1] += 1
                hit[kind][0] += covered >= 0.48 * (b - a)
    per = {key: round(1000 * n / max(1, words), 3) for key, n in count.items()}
    return {"per_1000": per, "precision": round(1 - count["false"] / max(1, sum(count.values())), 3),
                "recall": {k: f"{a / b:.3f} of {b}" for k, (a, b) in sorted(hit.items())},
                "false_by_family": {k: round(1000 * a / max(1, b), 2) for k, (a, b) in sorted(family.items())}}  # fmt: skip


def limit_for(documents: list[dict[str, Any]], name: str, rate: float, by: str = "z") -> float:
    """The sum from which so many false findings per 1,000 words are shown."""
    low, high = -12.0, 12.0
    for _ in range(18):
        middle = (low + high) / 2
        if figures(documents, name, middle, by)["per_1000"].get("false", 0.0) > rate:
            low = middle
        else:
            high = middle
    return round(high, 2)


def calibration(documents: list[dict[str, Any]], edges: Sequence[float]) -> Iterator[str]:
    """Share of true, and of true or defensible, of clean candidates by kind and sum; at most three of a document."""
    for kind in (*KINDS, ""):
        for low in edges:
            counts = Counter()
            for d in documents:
                if d["set"] not in ("wild", "web") or d["variant"] != "clean":
                    continue
                taken = [c for c in d["cands"] if c["z"] >= low and (not kind or c["kind"] == kind)][:3]
                counts.update((d["set"], c["y"]) for c in taken)
            parts = []
            for name in ("wild", "web"):
                n = sum(v for (s, _), v in counts.items() if s == name)
                t, d_ = counts[name, 1], counts[name, None]
                parts.append(
                    f"{name} n {n:4d} true {t / max(1, n):.2f} or defensible {(t + d_) / max(1, n):.2f}"
                )
            yield f"  {kind or 'all':13s} z >= {low:4.1f}  " + "  ".join(parts)


def main() -> int:
    from audit.analysis.leftovers.judgement import EVERY

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--beside", nargs="+", metavar="NAME", help="fit and write only this evidence")
    parser.add_argument(
        "--of", nargs="+", choices=KINDS, default=KINDS, help="with --beside: only these kinds"
    )
    parser.add_argument("--without-web", action="store_true", help="do not measure transfer")
    parser.add_argument(
        "--false-rate", type=float, default=0.4, help="false findings per 1,000 words of wild"
    )
    arguments = parser.parse_args()
    sets = [*TRAIN_SETS, *([] if arguments.without_web or arguments.beside else ["web"])]
    documents = gather(arguments.folder, sets, planted=not arguments.beside)
    names = [piece.name for piece in EVERY]
    if arguments.beside:
        fit_beside(documents, names, arguments.beside, arguments.of)
        return 0
    model = cross_validate(documents, names)
    for name in ("wild", "web"):
        if name in sets:
            for rate in (0.8, 0.6, 0.4, 0.25, 0.1):
                at = limit_for(documents, name, rate)
                print(name, "false", rate, "from", at, json.dumps(figures(documents, name, at)))
    for line in calibration(documents, (-1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5)):
        print(line)
    if arguments.write:
        write(documents, model)
    return 0


def write(documents: list[dict[str, Any]], model: Fitted) -> None:
    """The weights of each kind, with the grades as they stand in the present file."""
    folder = ROOT / "audit" / "data" / "leftover_weights"
    folder.mkdir(exist_ok=True)
    for number, kind in enumerate(KINDS):
        bias, weights = model.by_kind(number)
        path = folder / f"{kind}.toml"
        grades = {"certain": 3.5, "likely": 0.5, "possible": -2.0}
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for grade in grades:
            if found := re.search(rf"^{grade} = (\S+)", text, re.M):
                grades[grade] = float(found[1])
        kept = re.findall(r"^never_certain = .*", text, re.M)
        mine = [c for d in documents if d["set"] in TRAIN_SETS for c in d["cands"] if c["kind"] == kind]
        usual = np.median(np.array([c["x"] for c in mine], float), axis=0)
        positive = sum(c["y"] == 1 for c in mine)
        number_of_documents = len({d["row"]["id"] for d in documents if d["set"] in TRAIN_SETS})
        figures_ = f"fitted on {len(mine):,} stretches of {number_of_documents:,} documents, {positive:,} left behind"
        weights |= {
            name: float(old[1])
            for name in FITTED_ALONE
            if (old := re.search(rf"^{name} = (\S+)", text, re.M))
        }
        lines = [
            "# Written by tools/fit_leftovers.py; the three grades are set by hand after its calibration table.",
            f'figures = "{figures_}"', f"bias = {bias:.4f}", *(f"{g} = {v}" for g, v in grades.items()), *kept,
            "", "[weights]",
            *(f"{n} = {w:.3f}" for n, w in weights.items() if abs(w) >= 0.0005), "", "[usual]",
            *(f"{n} = {v:.3f}" for n, v in zip(model.names, usual, strict=True) if abs(v) >= 0.0005),
        ]  # fmt: skip
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
