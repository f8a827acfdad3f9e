"""Measure the audit's speed on documents that people wrote, in passes over their words.

    python tools/measure_natural_speed.py DOCUMENTS.jsonl.gz [MORE.jsonl.gz …]
    python tools/measure_natural_speed.py DOCUMENTS.jsonl.gz --stages     where the time of 30 KB goes

Each line of the files is a document: `lang`, `text`, and `format` (txt, md or html; html where there is none). Of each
language and format those are taken that are nearest to 3, 30 and 300 KB; texts and Markdown pages are put together up
to 300 KB.

    word pass      re.findall(r"\\w+", text) over the same text, file and markup and all: the cheapest thing one can do
    first, again   Auditor.check_text where the words are new, and where they were seen before, in word passes
    langdetect     detect() line by line over 10,000 code points, where it is installed
    codespell, typos, proselint    their commands over the same files, less their start, where they are installed

CPU time of one process, in turns; the fastest of `--rounds` counts, but for the first. The machine may be shared.
"""

import argparse
import gzip
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("en", "de", "ru", "zh", "ar")
FORMATS = {"txt": "text", "md": "markdown", "html": "html"}
SIZES = (3_000, 30_000, 300_000)
NEAR = 2.0  # times larger or smaller that a document may be
MOST = 8  # documents of a group
DETECTED = 10_000  # code points of the first document that langdetect is given: it takes its time
WARMED = 1_000  # code points that are audited first
JOINABLE = ("text", "markdown")
COMMANDS = ("codespell", "typos", "proselint")  # they take files


class Group(NamedTuple):
    """Documents of one language, format and size."""

    language: str
    format: str
    size: int
    texts: list[str]


def groups_of(files: Sequence[Path], sizes: Sequence[int] = SIZES) -> list[Group]:
    """The groups that have a document, in order."""
    every: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                language = row["lang"].split("-")[0]
                if language in LANGUAGES:
                    every[language, FORMATS[row.get("format", "html")]].append(row["text"])
    found = []
    for (language, form), texts in sorted(every.items()):
        for size in sizes:
            near = [text for text in texts if size / NEAR <= len(text.encode()) <= size * NEAR]
            near.sort(key=lambda text: abs(len(text.encode()) - size))
            if not near and form in JOINABLE:
                near = joined(texts, size)
            if near:
                found.append(Group(language, form, size, near[:MOST]))
    return found


def joined(texts: Sequence[str], size: int) -> list[str]:
    """One text of about a size, out of smaller ones; none where they are too few."""
    parts: list[str] = []
    length = 0
    for text in texts:
        if length >= size:
            break
        parts.append(text)
        length += len(text.encode())
    return ["\n\n".join(parts)] if length >= size / NEAR else []


def seconds(work: Callable[[], object]) -> float:
    """CPU time of a call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def passes(group: Group, rounds: int) -> tuple[float, float, float]:
    """Megabytes a second of a word pass; the audit of new words and of known ones, in word passes."""
    from audit import Auditor

    auditor = Auditor(target=group.language)
    auditor.check_text(group.texts[-1][:WARMED], format=group.format)  # what every text needs is loaded

    def every_word() -> None:
        for text in group.texts:
            re.findall(r"\w+", text)

    def audit() -> None:
        for text in group.texts:
            auditor.check_text(text, format=group.format)

    word_pass = min(seconds(every_word) for _ in range(rounds))
    first, again = seconds(audit), float("inf")
    for _ in range(rounds):
        word_pass = min(word_pass, seconds(every_word))
        again = min(again, seconds(audit))
    size = sum(len(text.encode()) for text in group.texts) / 1e6
    return size / word_pass, first / word_pass, again / word_pass


def word_pass_of(texts: Sequence[str], rounds: int) -> float:
    """CPU time of a word pass."""
    return min(seconds(lambda: [re.findall(r"\w+", text) for text in texts]) for _ in range(rounds))


def beside(group: Group, rounds: int) -> dict[str, float]:
    """What other tools take for the same texts, in word passes: those that are installed."""
    whole = word_pass_of(group.texts, rounds)
    found = {}
    try:
        from langdetect import DetectorFactory, detect  # type: ignore[import-untyped]
        from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]
    except ImportError:
        pass
    else:
        DetectorFactory.seed = 0

        some = group.texts[0][:DETECTED]

        def by_line() -> None:
            for line in filter(str.strip, some.splitlines()):
                try:
                    detect(line)
                except LangDetectException:
                    continue

        detect(some)
        found["langdetect by line"] = seconds(by_line) / word_pass_of([some], 5)
    with tempfile.TemporaryDirectory() as folder:
        suffix = {"text": "txt", "markdown": "md", "html": "html"}[group.format]
        files = [Path(folder, f"{number}.{suffix}") for number in range(len(group.texts))]
        for file, text in zip(files, group.texts, strict=True):
            file.write_text(text, encoding="utf-8")
        nothing = Path(folder, "nothing.txt")
        nothing.write_text("\n", encoding="utf-8")
        for name in COMMANDS:
            command = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
            if command:
                start = min(of_command([command, str(nothing)]) for _ in range(rounds))
                took = min(of_command([command, *map(str, files)]) for _ in range(rounds))
                found[name] = max(0.0, took - start) / whole
    return found


def of_command(command: list[str]) -> float:
    """CPU time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def stages(group: Group, rounds: int) -> dict[str, float]:
    """What reading, finding out and each check take, words seen before, in word passes; a check that asks first for what
    others share pays for it."""
    from audit.model.settings import Settings
    from audit.one.audit_document import audit_document
    from audit.one.choices import Choices
    from audit.one.draft import draft_of
    from audit.readers.read_document import read_string

    choices = Choices(Settings(target=group.language))
    best: dict[str, float] = {}
    for number in range(rounds + 1):
        taken: Counter[str] = Counter()
        for text in group.texts:
            start = time.process_time()
            document = read_string(text, group.format)
            read = time.process_time()
            draft = draft_of(document, choices)
            taken["*reading"] += read - start
            taken["*languages and leftovers"] += time.process_time() - read
            if draft.view is None:
                continue
            for check in draft.checks:
                if not check.needs:
                    start_of_check = time.process_time()
                    list(check.run(draft.view))
                    taken[check.id] += time.process_time() - start_of_check
            taken["*all"] += (
                seconds(lambda document=document: audit_document(document, choices)) + read - start
            )  # type: ignore[misc]
        if number:
            for name, took in taken.items():
                best[name] = min(took, best.get(name, took))
    known = sum(took for name, took in best.items() if name != "*all")
    best["*placing, scoring and the rest"] = max(0.0, best["*all"] - known)
    whole = word_pass_of(group.texts, rounds)
    return {name: took / whole for name, took in sorted(best.items(), key=lambda item: -item[1])}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kilobytes", type=int, nargs="+", default=[size // 1000 for size in SIZES])
    parser.add_argument("--stages", action="store_true", help="where the time of documents of 30 KB goes")
    parser.add_argument("--most", type=int, default=20, help="lines of --stages")
    options = parser.parse_args()
    if options.stages:
        for group in groups_of(options.files, (30_000,)):
            print(f"\n{group.language} {group.format}, {len(group.texts)} documents of about 30 KB")
            for name, took in list(stages(group, options.rounds).items())[: options.most]:
                print(f"{took:8.2f} {name}")
        return
    print("| language | format | KB | documents | word pass, MB/s | first | again | others, in word passes |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for group in groups_of(options.files, [size * 1000 for size in options.kilobytes]):
        speed, first, again = passes(group, options.rounds)
        others = ", ".join(f"{name} {took:.0f}" for name, took in beside(group, options.rounds).items())
        print(
            f"| {group.language} | {group.format} | {group.size // 1000} | {len(group.texts)} "
            f"| {speed:.0f} | {first:.0f} | {again:.0f} | {others} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
