"""Compare the audit with language identifiers at finding foreign fragments, and write docs/identifiers.md.

    python tools/compare_identifiers.py DATA.jsonl.gz             all of it; some minutes on one core
    python tools/compare_identifiers.py DATA.jsonl.gz --quick     a tenth of the documents, printed, not written
    python tools/compare_identifiers.py DATA.jsonl.gz -o FILE     another file

DATA: a JSON object a line with text, target_lang, source_lang and gold, a list of {start, end, kind} in code
points. Needs the identifiers: pip install '.[compare]'. The ways are measured one after another, each in a fresh
process; speeds are processor time and ratios to the audit's.
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent))
from fragment_finders import WAYS, Way
from fragment_scores import Counts, Document, Scores, even_sample

IDENTIFIERS = {
    "lingua": "lingua-language-detector",
    "langdetect": "langdetect",
    "py3langid": "py3langid",
    "pycld2": "pycld2",
}
PAGE = Path(__file__).parent.parent / "docs" / "identifiers.md"
OTHER, SAME = "another script", "the same script"


@dataclass
class Measured:
    """What a way, by its number, reached: scores, the documents it saw, code points a second of processor time."""

    number: int
    scores: Scores
    documents: int
    speed: float

    @property
    def way(self) -> Way:
        return WAYS[self.number]


def read(path: Path) -> list[Document]:
    """The labelled documents of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def side_of(document: Document) -> str:
    """Whether source and target are written in one script: what the audit's own profiles say."""
    from audit.language.profiles import profile

    one, other = (set(profile(document[key]).scripts) for key in ("target_lang", "source_lang"))
    return SAME if one & other else OTHER


def languages_of(documents: Sequence[Document]) -> list[str]:
    """Every language of the data."""
    return sorted({document[key] for document in documents for key in ("target_lang", "source_lang")})


def measure(number: int, documents: Sequence[Document], languages: Sequence[str]) -> Measured:
    """Run one way over its documents. Models are loaded before the clock starts."""
    way = WAYS[number]
    documents = even_sample(documents, way.sample)
    find = way.make(languages)
    for document in even_sample(documents, 1):  # one of every pair
        find(document)
    scores, took = Scores(), 0.0
    for document in documents:
        start = time.process_time()
        predicted = find(document)
        took += time.process_time() - start
        side = side_of(document)
        scores.add(document, predicted, ("all", side, pair_of(document)), side)
    size = sum(len(document["text"]) for document in documents)
    return Measured(number, scores, len(documents), size / max(took, 1e-9))


def pair_of(document: Document) -> str:
    """ "de > en": from source to target."""
    return f"{document['source_lang']} > {document['target_lang']}"


def page(measured: Sequence[Measured], documents: Sequence[Document], digest: str) -> str:
    """The Markdown page."""
    parts = [*head(documents, digest), *overall(measured), *kinds(measured), *pairs(measured)]
    return "\n".join(parts).rstrip("\n") + "\n"


def head(documents: Sequence[Document], digest: str) -> Iterator[str]:
    size = sum(len(document["text"]) for document in documents)
    fragments = sum(len(document["gold"]) for document in documents)
    clean = sum(not document["gold"] for document in documents)
    versions = ", ".join(f"{name} {version(package)}" for name, package in sorted(IDENTIFIERS.items()))
    yield from (
        "# Leftovers of another language: the audit beside language identifiers",
        "",
        "Written by `tools/compare_identifiers.py`; every figure of a table comes from the same run, on one core.",
        "",
        "**The data.** Documents built from the open test sentences of lingua's `language-testdata`: some twenty",
        "sentences of the target language in short paragraphs, with short lines and picture credits as they stand in",
        "news, and in most of them fragments of one other language: whole lines of one, two, three and more words",
        "(`line_1` …), and one to four words inside a sentence (`inline_1` …), capitals kept, lowered or raised.",
        "The sentences are not part of this project, and no model of it was trained on them; lingua is developed with",
        f"them as its test data. {len(documents):,} documents, {size:,} characters, {fragments:,} fragments,",
        f"{clean:,} documents without any; SHA-256 of the file {digest[:16]}… These documents were at hand while the",
        "audit was built, and its thresholds were watched on them: its figures are favourable, the identifiers' are not.",
        "",
        "**The measure.** Letters: of all letters called foreign the share that is (P), of all foreign letters the",
        "share that was called so (R), and F1. A fragment is found when half of its letters are. A false alarm is a",
        "place that touches no fragment. Speed is processor time with models loaded, as a share of the audit's",
        "without source language; the audit runs all its checks in that time, the identifiers answer one question.",
        "",
        "**The identifiers.** " + versions + ".",
        "A line that is identified as another language than the document's is called foreign, and with",
        "`detect_multiple_languages_of` the part of the line. Candidates are the two languages of the document's pair",
        "(which takes knowing the source language), those that occur in the data, or all that the identifier knows.",
        "CLD2 cannot be restricted. Identifiers are made to name the language of a text; finding a few words of",
        "another language inside one is a different task.",
        "",
        "To run it again, on data of the same form: `pip install '.[compare]'`, then",
        "`python tools/compare_identifiers.py DATA.jsonl.gz`.",
        "",
    )


def overall(measured: Sequence[Measured]) -> Iterator[str]:
    yield from (
        "## Overall",
        "",
        f"“Other” is {OTHER} than the target's, “same” {SAME}. P / R / F1 in percent.",
        "",
    )
    reference = next(one for one in measured if one.way.short == "audit").speed
    rows = [
        (
            one.way.name,
            triple(one.scores, OTHER),
            triple(one.scores, SAME),
            f"{alarms(one.scores, OTHER)}, {alarms(one.scores, SAME)}",
            f"{one.speed / reference:.2g}",
            f"{one.documents:,}",
        )
        for one in measured
    ]
    titles = (
        "",
        "other P / R / F1",
        "same P / R / F1",
        "false alarms a document, other, same",
        "speed",
        "documents",
    )
    yield from table(titles, rows)
    yield f"Speed 1 is {reference / 1e6:.2f} million characters a second on the machine that wrote this page."
    yield "Slow ways saw an even sample of the documents."
    yield ""


def kinds(measured: Sequence[Measured]) -> Iterator[str]:
    for side in (SAME, OTHER):
        names = sorted({name for one in measured for name in one.scores.there if name.startswith(side)})
        yield from (f"## Fragments found, {side}", "", "In percent, by kind.", "")
        rows = [(one.way.name, *(percent_of(one.scores, name) for name in names)) for one in measured]
        yield from table(("", *(name.removeprefix(f"{side} ") for name in names)), rows)


def pairs(measured: Sequence[Measured]) -> Iterator[str]:
    # A handful of documents of a pair says nothing: samples are left out here.
    shown = [one for one in measured if one.way.sample >= 300]
    yield from (
        "## Every pair",
        "",
        "F1 in percent, source > target. “2”: only the two languages of the pair; “multi”: several a line; “all”: all",
        "that the identifier knows; else those of the data.",
        "",
    )
    names = sorted({name for one in shown for name in one.scores.groups if ">" in name}, key=by_target)
    rows = [(name, *(f1_of(one.scores.groups.get(name, Counts())) for one in shown)) for name in names]
    yield from table(("pair", *(one.way.short for one in shown)), rows)


def by_target(pair: str) -> tuple[str, str]:
    source, _, target = pair.partition(" > ")
    return target, source


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table, the first column to the left."""
    yield f"| {' | '.join(titles)} |"
    yield f"| --- | {' | '.join('---:' for _ in titles[1:])} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def triple(scores: Scores, group: str) -> str:
    counts = scores.groups.get(group, Counts())
    return f"{percent(counts.precision)} / {percent(counts.recall)} / **{percent(counts.f1)}**"


def alarms(scores: Scores, side: str) -> str:
    return f"{scores.alarms.get(side, 0) / max(1, scores.documents.get(side, 0)):.2f}"


def f1_of(counts: Counts) -> str:
    return percent(counts.f1) if counts.right + counts.missed else "–"


def percent(share: float) -> str:
    return f"{100 * share:.1f}"


def percent_of(scores: Scores, kind: str) -> str:
    there = scores.there.get(kind, 0)
    return f"{100 * scores.found[kind] / there:.0f}" if there else "–"


def missing() -> list[str]:
    """Packages that have to be installed first."""
    return [package for module, package in IDENTIFIERS.items() if find_spec(module) is None]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DATA.jsonl.gz")
    parser.add_argument("-o", "--output", type=Path, default=PAGE, metavar="FILE")
    parser.add_argument("--quick", action="store_true", help="a tenth of the documents, printed, not written")
    parser.add_argument("--way", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if missing():
        sys.exit(f"compare_identifiers: not installed: {', '.join(missing())}; pip install '.[compare]'")
    documents = read(options.data)
    chosen = even_sample(documents, len(documents) // 10) if options.quick else documents
    if options.way is not None:
        print(msgspec.json.encode(measure(options.way, chosen, languages_of(documents))).decode())
        return 0
    measured = []
    for number, way in enumerate(WAYS):
        start = time.perf_counter()
        measured.append(in_fresh_process(number, options))
        print(f"{way.name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    text = page(measured, chosen, hashlib.sha256(options.data.read_bytes()).hexdigest())
    if options.quick:
        print(text, end="")
    else:
        options.output.write_text(text, encoding="utf-8")
    return 0


def in_fresh_process(number: int, options: argparse.Namespace) -> Measured:
    """One way, with no model or memory of another one loaded."""
    command = [sys.executable, __file__, str(options.data), "--way", str(number)]
    command += ["--quick"] if options.quick else []
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return msgspec.json.decode(done.stdout, type=Measured)


if __name__ == "__main__":
    sys.exit(main())
