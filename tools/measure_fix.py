"""Measure that `audit fix` keeps its word, on the dirty samples and on generated documents.

    python tools/measure_fix.py                          samples and 1,000 generated documents
    python tools/measure_fix.py --documents 50           fewer
    python tools/measure_fix.py --suggested              the reviewable repairs too
    python tools/measure_fix.py --possible               those of doubtful findings too
    python tools/measure_fix.py --examples               the examples of every check, each alone and many joined
    python tools/measure_fix.py --bench FOLDER           the cases and pages of a folder of labelled data
    python tools/measure_fix.py --kills 200              `fix --write` killed at random points as well

For every document: every byte outside the edits is the same; the new file is read in the same encoding; a
second run has nothing left to do; the score has not fallen, nor the penalty risen. After every kill each file
holds either all of its old bytes or all of its new ones.

Documents are generated (seeded): plain text, HTML and Markdown in several encodings and line ends, with and
without a byte-order mark, with entities and emoji, and with slips that translations have.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fix_documents import Known, bench, examples, joined

from audit.model.result import Unreadable
from audit.model.settings import Settings
from audit.repair.rounds import Wanted
from audit.run.auditor import Auditor
from audit.run.repairs.repair_document import NewFile, Repairer

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = """
The ferry to the northern islands leaves at nine in the morning and comes back before dark.
Nobody in the village remembers when the old lighthouse was last painted.
The council has promised a new bridge, but the money will not come before spring.
“We counted every boat twice,” the harbour master said, “and one was always missing.”
Its engine was repaired in March, and since then it has not failed once.
Visitors who want to see the caves should bring warm clothes and a good lamp.
A small museum beside the church shows tools, nets and letters of the fishermen.
On Sundays the bakery opens at seven, and the queue reaches the corner of the square.
The school teaches forty children, and half of them come by boat.
Dr Ostrel, who runs the clinic, says that the winter was mild and quiet.
The path is steep (take a stick), but the view from the top is worth it.
They don't sell tickets on board, so buy them at the kiosk near the pier.
""".strip().splitlines()


SUBJECTS = (
    """
The harbour master|Our old neighbour|The night train|A young teacher|The council|Every second boat|The baker
The museum of tools|Her elder sister|The new bridge|Nobody on the pier|The doctor of the clinic|A long queue
""".strip()
    .replace("\n", "|")
    .split("|")
)
PREDICATES = (
    """
waits for the spring, when the ice is gone|has not been seen since the storm|keeps the keys in a tin box
opens at seven, and closes before dark|was painted twice in one summer|counts the lamps along the shore
needs warm clothes and a good map|will be moved to the other bank|knows the name of every island
returned late, but in good spirits|stands beside the church (behind the wall)|asked for a ticket and a chair
""".strip()
    .replace("\n", "|")
    .split("|")
)
EVERY_SENTENCE = [*SENTENCES, *(f"{subject} {rest}." for subject in SUBJECTS for rest in PREDICATES)]


def slip(sentence: str, rng: random.Random) -> str:
    """The sentence with something wrong in it."""
    words = sentence.split(" ")
    at = rng.randrange(1, len(words) - 2)
    kind = rng.randrange(14)
    if kind == 0:
        return " ".join([*words[: at + 1], words[at], *words[at + 1 :]])
    if kind == 1:
        return sentence.replace(", ", " , ", 1)
    if kind == 2:
        return sentence[:-1] + " " + sentence[-1]
    if kind == 3:
        return sentence.replace(", ", ",", 1)
    if kind == 4:
        return sentence.replace("(", "( ").replace(")", " )")
    if kind == 5:
        return sentence.replace("“", "“ ", 1)
    if kind == 6:
        return " ".join([*words[:at], words[at].replace("o", "о").replace("a", "а"), *words[at + 1 :]])
    if kind == 7:
        return sentence.replace("don't", "do n't")
    if kind == 8:
        return " ".join(
            [*words[:at], words[at][:2] + "\N{ZERO WIDTH SPACE}" + words[at][2:], *words[at + 1 :]]
        )
    if kind == 9:
        return sentence[0].lower() + sentence[1:]
    if kind == 10:
        return " ".join([*words[:at], "остров", *words[at:]])
    if kind == 11:
        return " ".join([*words[:at], "&amp;amp;", *words[at:]])
    if kind == 12:
        return sentence[:-1] + "! !"
    return " ".join([*words[:at], words[at], words[at], ",", *words[at + 1 :]])


def generated(number: int) -> tuple[str, bytes]:
    """(name, bytes) of a document; the same for the same number."""
    rng = random.Random(number)
    form = rng.choice(("txt", "html", "md"))
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-be", "cp1251"))
    if form == "html" and encoding.startswith("utf-16-"):
        encoding = "utf-16"
    paragraphs = []
    fresh = iter(rng.sample(EVERY_SENTENCE, 60))
    for _ in range(rng.randrange(1, 9)):
        sentences = [next(fresh) for _ in range(rng.randrange(2, 7))]
        sentences = [slip(text, rng) if rng.random() < 0.4 else text for text in sentences]
        if rng.random() < 0.3:
            sentences.insert(
                0,
                rng.choice(
                    ("\N{SMILING FACE WITH SUNGLASSES}", "⛵️ Ahoy.", "Fin\N{COMBINING ACUTE ACCENT}!")
                ),
            )
        paragraphs.append(" ".join(sentences))
    if form == "html":
        text = page(paragraphs, rng, encoding)
    elif form == "md":
        text = "# The islands\n\n" + "\n\n".join(emphasised(item, rng) for item in paragraphs)
    else:
        text = "\n\n".join(paragraphs)
    text += rng.choice(("\n", "\n", "", "\n\n"))
    text = text.replace(
        "\n", rng.choice(("\n", "\n", "\r\n", "\r")) if form != "md" else rng.choice(("\n", "\r\n"))
    )
    errors = "xmlcharrefreplace" if form == "html" else "ignore"
    if encoding == "utf-16-be":
        text = "\N{ZERO WIDTH NO-BREAK SPACE}" + text
    return f"{number:04}.{form}", text.encode(encoding, errors)


def page(paragraphs: list[str], rng: random.Random, encoding: str) -> str:
    """An HTML page; some characters as entities, some words in elements."""
    label = {"utf-8-sig": "utf-8", "cp1252": "windows-1252", "cp1251": "windows-1251"}.get(encoding, encoding)
    body = ""
    for paragraph in paragraphs:
        for plain, entity in (
            ("’", "&rsquo;"),
            ("“", "&ldquo;"),
            ("e", "&#101;"),
            (" ", "&nbsp;"),
            (",", "&#x2c;"),
        ):
            if rng.random() < 0.2:
                paragraph = paragraph.replace(plain, entity, 1)
        body += f"<p>{emphasised(paragraph, rng, '<b>', '</b>')}</p>\n"
    return f'<!doctype html>\n<html lang="en"><meta charset="{label}">\n<h1>The islands</h1>\n{body}</html>'


def emphasised(text: str, rng: random.Random, open_mark: str = "**", close_mark: str = "**") -> str:
    """The text with a word marked, perhaps."""
    words = text.split(" ")
    at = rng.randrange(len(words))
    if rng.random() < 0.6 and words[at].isalpha():
        words[at] = open_mark + words[at] + close_mark
    return " ".join(words)


def outside_edits(file: NewFile) -> bool:
    """True when putting the byte edits into the old file gives the new one."""
    made, place = b"", 0
    for edit in file.edits:
        made += file.old[place : edit.start] + edit.replacement
        place = edit.end
    return made + file.old[place:] == file.new


def faults(name: str, data: bytes, repairer: Repairer, wanted: Wanted) -> tuple[list[str], NewFile | None]:
    """What is wrong with the repair of a document, and the repair."""
    file = repairer.repair(data, name)
    if isinstance(file, Unreadable):
        return [f"{name}: not read: {file.why}"], None
    wrong = []
    if file.old != data or not outside_edits(file):
        wrong.append(f"{name}: a byte outside the edits changed")
    auditor = Auditor(settings=repairer.auditors[0].settings)
    before, after = auditor.check_bytes(data, name), auditor.check_bytes(file.new, name)
    if after.document.encoding != before.document.encoding:
        wrong.append(f"{name}: read as {after.document.encoding}, was {before.document.encoding}")
    again = repairer.repair(file.new, name)
    if isinstance(again, Unreadable) or again.changed:
        wrong.append(f"{name}: the second run is not silent")
    if after.score.penalty > before.score.penalty:
        wrong.append(f"{name}: the penalty rose from {before.score.penalty} to {after.score.penalty}")
    if after.score.value < before.score.value and not wanted.suggested:
        wrong.append(f"{name}: the score fell from {before.score.value} to {after.score.value}")
    if new := {finding.check for finding in after.findings} - {finding.check for finding in before.findings}:
        wrong.append(f"{name}: findings of a new kind: {', '.join(sorted(new))}")
    found = Counter((finding.check, finding.text) for finding in before.findings if wanted.takes(finding))
    still = Counter((finding.check, finding.text) for finding in after.findings)
    explained = {item.check for item in file.not_made}
    for (check, text), count in found.items():
        if check in file.made and check not in explained and still[check, text] >= count:
            wrong.append(f"{name}: {check} still finds {text[:40]!r}")
    left = sum(wanted.takes(finding) for finding in after.findings)
    if left > len(file.not_made):
        wrong.append(f"{name}: {left} repairs left, {len(file.not_made)} explained")
    return wrong, file


def documents(count: int) -> Iterator[tuple[str, bytes]]:
    """The dirty samples, then the generated ones."""
    for path in sorted((ROOT / "samples" / "dirty").iterdir()):
        yield path.name, path.read_bytes()
    for number in range(count):
        yield generated(number)


def kill_test(kills: int, files: int = 40) -> list[str]:
    """Kill `audit fix --write` after random times; what is wrong with the files then."""
    rng, wrong, hit = random.Random(5), list[str](), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = dict(generated(number) for number in range(files))
        new: dict[str, bytes] = {}
        repairer = Repairer(Settings(target="en"), Wanted())
        for path, data in old.items():
            file = repairer.repair(data, path)
            new[path] = file.new if isinstance(file, NewFile) else data
        command = [
            sys.executable,
            "-m",
            "audit",
            "fix",
            "--no-config",
            "-t",
            "en",
            "--write",
            "-q",
            str(folder),
        ]
        for path, data in old.items():
            (folder / path).write_bytes(data)
        begun = time.monotonic()
        subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
        whole = time.monotonic() - begun
        for number in range(kills):
            for path, data in old.items():
                (folder / path).write_bytes(data)
            process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            # Half of the time from the start of the program, half from the first file that was written.
            if number % 2:
                time.sleep(rng.random() * whole)
            else:
                first = next(path for path in sorted(old) if new[path] != old[path])
                while process.poll() is None and (folder / first).read_bytes() == old[first]:
                    time.sleep(0.001)
                time.sleep(rng.random() * whole / 2)
            process.kill()
            process.wait()
            states = {path: (folder / path).read_bytes() for path in old}
            wrong += [
                f"kill {number}: {path} is neither old nor new"
                for path, state in states.items()
                if state not in (old[path], new[path])
            ]
            written = sum(states[path] == new[path] != old[path] for path in old)
            hit += 0 < written < sum(new[path] != old[path] for path in old)
            for part in folder.glob(".*.part"):
                part.unlink()
    print(f"killed {kills} times, {hit} of them between two files; {len(wrong)} files half-written or lost")
    return wrong


def every(options: argparse.Namespace) -> Iterator[Known]:
    """The documents that are asked for."""
    if options.examples:
        yield from examples()
        yield from joined()
    if options.bench:
        yield from bench(options.bench)
    if not (options.examples or options.bench):
        for name, data in documents(options.documents):
            yield Known(name, data, "")


@cache
def repairer(target: str, source: str | None, wanted: Wanted) -> Repairer:
    """What repairs documents in a language; "" for one that is to be found out."""
    return Repairer(Settings(target=target, source=source) if target else Settings(), wanted)


def main() -> int:
    """Measure; the exit code is 1 when something was wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--suggested", action="store_true")
    parser.add_argument("--possible", action="store_true")
    parser.add_argument("--examples", action="store_true")
    parser.add_argument("--bench", type=Path)
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    os.chdir(ROOT)
    wanted = Wanted(options.suggested, options.possible)
    wrong, count, changed, made, not_made = list[str](), 0, 0, 0, 0
    for known in every(options):
        more, file = faults(known.name, known.data, repairer(known.target, known.source, wanted), wanted)
        wrong += more
        count += 1
        if file is not None:
            changed += file.changed
            made += len(file.made)
            not_made += len(file.not_made)
    print(
        f"{count} documents: {made} repairs in {changed} of them, {not_made} withdrawn; {len(wrong)} faults"
    )
    if options.kills:
        wrong += kill_test(options.kills)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
