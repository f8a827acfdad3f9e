"""Measure speed and memory on translation files of many units, and on tables of many pairs.

    python tools/measure_units.py --files FOLDER                 a PO file of 50,000 units, and tables
    python tools/measure_units.py --files FOLDER --pofilter PYTHON
                                                                 the same file with all tests of pofilter, by turns

The PO file is made from the translated units of all PO files under FOLDER in one language (`--language`), repeated
under other contexts until there are enough. Without FOLDER its texts are generated (seeded). Tables hold the same
pairs. Every figure is that of a process of its own: CPU seconds and the largest resident memory.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = """
the file could not be opened please try again later ferry leaves island every morning network error with from disk
save changes before you close it passengers harbour reached night without not returns map window settings
""".split()  # noqa: SIM905
GERMAN = """
die Datei konnte nicht bitte erneut später öffnen Fähre verlässt Insel jeden Morgen Netzwerk Fehler mit von Platte
speichern Änderungen bevor Sie schließen Fahrgäste Hafen erreicht Nacht ohne kehrt zurück Karte Fenster
""".split()  # noqa: SIM905

OURS = """
import resource, sys, time
from audit import Auditor
start = time.process_time()
result = Auditor().check_file(sys.argv[1])
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(result.findings))
"""
THEIRS = """
import io, resource, sys, time
from translate.filters import pofilter
start = time.process_time()
sys.argv = ["pofilter", "--progress=none", sys.argv[1], sys.argv[1] + ".out"]
try:
    pofilter.main()
except SystemExit:
    pass
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0)
"""
REPORT = """
import resource, sys, time
from audit.cli.main import main
start = time.process_time()
try:
    main(["report", sys.argv[1], "-o", sys.argv[2], "--jobs", "1", "--exit-zero", "--no-pages"])
except SystemExit:
    pass
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0)
"""

Pair = tuple[str, str]


def generated_pairs(seed: int = 11) -> Iterator[Pair]:
    """Sentences without sense, with a number and now and then a placeholder."""
    rng = random.Random(seed)
    for number in count():
        hole = rng.choice(("", "", " %d", " {n}"))
        source = " ".join(rng.choices(ENGLISH, k=rng.randint(2, 14))).capitalize()
        target = " ".join(rng.choices(GERMAN, k=rng.randint(2, 14))).capitalize()
        yield f"{source}{hole} {number}.", f"{target}{hole} {number}."


def pairs_of(folder: Path, language: str) -> list[Pair]:
    """The translated pairs of the PO files under a folder in one language."""
    from audit.model.unit import State
    from audit.readers.read_document import read_file

    found: dict[Pair, None] = {}
    for path in sorted(folder.rglob("*.po")):
        document = read_file(str(path))
        if (document.declared_language or "").replace("_", "-") != language:
            continue
        for unit in document.units:
            if len(unit.targets) == 1 and unit.sources and unit.state is State.TRANSLATED:
                pair = unit.sources[0].text, unit.targets[0].text
                if all(pair):
                    found[pair] = None
    if not found:
        raise SystemExit(f"no PO file under {folder} is in {language}")
    return list(found)


def repeated(pairs: list[Pair]) -> Iterator[tuple[str, str, str]]:
    """Context, source and target without an end: each round under a context of its own."""
    for turn in count():
        for source, target in pairs:
            yield f"round {turn}", source, target


def write_po(path: Path, entries: Iterator[tuple[str, str, str]], language: str) -> None:
    """A PO file of entries."""
    with path.open("w", encoding="utf-8") as out:
        out.write(
            f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        )
        for number, (context, source, target) in enumerate(entries):
            out.write(f"#: src/file.c:{number}\nmsgctxt {quoted(context)}\n")
            out.write(f"msgid {quoted(source)}\nmsgstr {quoted(target)}\n\n")


def quoted(text: str) -> str:
    """A string of a PO file."""
    for mark, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(mark, written)
    return f'"{text}"'


def write_table(path: Path, entries: Iterator[tuple[str, str, str]], language: str) -> None:
    """A CSV table of pairs."""
    import csv

    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("id", "source", "target", "target_lang", "source_lang", "context"))
        for number, (context, source, target) in enumerate(entries):
            writer.writerow((number, source, target, language, "en", context))


def measured(python: str, code: str, *arguments: str) -> tuple[float, float, int]:
    """CPU seconds, megabytes and findings of a process."""
    done = subprocess.run(
        [python, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd=ROOT, env=None
    )
    seconds, megabytes, found = done.stdout.split()[-3:]
    return float(seconds), float(megabytes), int(found)


def main() -> None:
    """Write the files, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=Path, help="a folder of PO files whose texts are taken")
    parser.add_argument("--language", default="cs", help="their language (default: %(default)s)")
    parser.add_argument("--units", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=2, help="measurements by turns (default: %(default)s)")
    parser.add_argument("--pofilter", help="a Python that has translate-toolkit")
    parser.add_argument("--rows", type=int, nargs="*", default=[], help="tables of so many pairs")
    parser.add_argument("--keep", type=Path, help="a folder for the files that are made")
    options = parser.parse_args()
    if options.files:
        language = options.language
        entries = repeated(pairs_of(options.files, language))
    else:
        language = "de"
        entries = (("", *pair) for pair in generated_pairs())
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "units.po"
        write_po(path, islice(entries, options.units), language)
        print(f"{options.units:,} units, {path.stat().st_size / 1e6:.1f} MB")
        for _ in range(options.rounds):
            seconds, megabytes, found = measured(sys.executable, OURS, str(path))
            print(
                f"audit     {options.units / seconds:8,.0f} units/CPU s {megabytes:6.0f} MB  {found:,} findings"
            )
            if options.pofilter:
                seconds, megabytes, _ = measured(options.pofilter, THEIRS, str(path))
                print(f"pofilter  {options.units / seconds:8,.0f} units/CPU s {megabytes:6.0f} MB")
        for rows in options.rows:
            table = folder / f"pairs-{rows}.csv"
            write_table(table, islice(entries, rows), language)
            seconds, megabytes, _ = measured(
                sys.executable, REPORT, str(table), str(folder / f"report-{rows}")
            )
            print(
                f"report    {rows / seconds:8,.0f} pairs/CPU s {megabytes:6.0f} MB  table of {rows:,} pairs"
            )


if __name__ == "__main__":
    main()
