"""Measure the alignment of pages: which beads of sentences are found, and how sure the wrong ones were.

    python tools/measure_alignment.py tests/analysis/alignment/pages
    python tools/measure_alignment.py FOLDER --wrong           with every bead that is missed or wrong
    python tools/measure_alignment.py FOLDER --pace            how long checking pages with their sources takes

`--pace` says how many times as long as checking the targets alone, in turns in one process, by its CPU time; the median
of `--rounds`. Small pages are put together up to 10 KB. Each source has one translation; with `--translations 5` each
page is checked so many times in a row beside the same source.

The folder has one folder for each page: `source.md`, `target.md` and `gold.json` with `source_lang`, `target_lang`,
`source_blocks` and `target_blocks` (each with `sentences`, as they stand in the files), and `sentence_beads`: pairs of
lists of numbers of sentences, counted through all blocks. A bead counts when it meets the same sentences as one of the
gold; those with an empty side (left out, added) are counted once more by themselves.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from audit import Auditor

PAGE = 10_000  # bytes of a page whose pace is measured
STEPS = (0.5, 0.8, 0.9, 0.95)  # sureness from which the right and the wrong beads are counted

Span = tuple[int, int]
Bead = tuple[tuple[int, ...], tuple[int, ...]]


class Page(NamedTuple):
    """What was found on a page, with sureness, and what should have been."""

    name: str
    found: dict[Bead, float]
    gold: set[Bead]
    sentences: tuple[list[str], list[str]]


def page_of(folder: Path) -> Page:
    """The page of a folder, aligned."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    files = folder / "source.md", folder / "target.md"
    sentences = [
        [sentence for block in gold[f"{side}_blocks"] for sentence in block["sentences"]]
        for side in ("source", "target")
    ]
    places = [
        places_of(file.read_text(encoding="utf-8"), own) for file, own in zip(files, sentences, strict=True)
    ]
    found: dict[Bead, float] = {}
    for bead in Auditor(target=gold["target_lang"], source=gold["source_lang"]).align(*files):
        met = met_by(bead.source, places[0]), met_by(bead.target, places[1])
        if any(met):
            found[met] = max(found.get(met, 0.0), bead.sureness)
    wanted = {(tuple(one), tuple(other)) for one, other in gold["sentence_beads"]}
    return Page(folder.name, found, wanted, (sentences[0], sentences[1]))


def places_of(text: str, sentences: Sequence[str]) -> list[Span]:
    """Where the sentences stand in their file, one behind the other."""
    found, place = [], 0
    for sentence in sentences:
        start = text.find(sentence, place)
        start = start if start >= 0 else text.find(sentence.split("\n")[0], place)
        found.append((start, start + len(sentence)))
        place = max(place, start)
    return found


def met_by(spans: Sequence[Span], places: Sequence[Span]) -> tuple[int, ...]:
    """The sentences that some stretches meet."""
    return tuple(
        number
        for number, (start, end) in enumerate(places)
        if any(first < end and start < last for first, last in spans)
    )


def one_sided(beads: set[Bead]) -> set[Bead]:
    """Beads that were left out or added."""
    return {bead for bead in beads if not bead[0] or not bead[1]}


def report(pages: Sequence[Page], wrong: bool) -> None:
    """Print the figures."""
    right = sum(len(page.found.keys() & page.gold) for page in pages)
    found, gold = sum(len(page.found) for page in pages), sum(len(page.gold) for page in pages)
    precision, recall = right / found, right / gold
    print(f"pages {len(pages)}, beads {gold}")
    print(
        f"precision {precision:.4f}  recall {recall:.4f}  F1 {2 * precision * recall / (precision + recall):.4f}"
    )
    alone = [(one_sided(set(page.found)), one_sided(page.gold)) for page in pages]
    hits, wanted = sum(len(a & b) for a, b in alone), sum(len(b) for _, b in alone)
    print(f"left out and added: {hits}/{wanted} found, {sum(len(a) for a, _ in alone) - hits} wrong")
    for least in STEPS:
        sure = [(bead in page.gold) for page in pages for bead, value in page.found.items() if value >= least]
        print(f"sureness from {least}: {sum(sure)} right, {len(sure) - sum(sure)} wrong")
    for page in pages:
        print(f"{page.name:<44}{len(page.found.keys() & page.gold) / len(page.gold):.3f}")
        if wrong:
            for bead in sorted(page.gold - page.found.keys()):
                print("   missed", shown(page, bead))
            for bead in sorted(page.found.keys() - page.gold):
                print(f"   wrong {page.found[bead]:.2f}", shown(page, bead))


def shown(page: Page, bead: Bead) -> str:
    """The beginnings of the sentences of a bead."""
    sides = (
        " / ".join(own[number][:60] for number in numbers)
        for own, numbers in zip(page.sentences, bead, strict=True)
    )
    return " | ".join(sides)


def pace(folders: Sequence[Path], rounds: int, translations: int) -> None:
    """Print how long pages of about 10 KB take alone and with their sources."""
    pages: list[tuple[Auditor, str, str]] = []
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        source, target = (
            (folder / f"{side}.md").read_text(encoding="utf-8") for side in ("source", "target")
        )
        times = max(1, round(PAGE / len(target.encode())))
        # The same paragraphs again would be taken for repetitions: each copy says which it is.
        whole = [
            "\n\n".join(f"# {number}\n\n{text}" for number in range(1, times + 1))
            for text in (source, target)
        ]
        pages.append((Auditor(target=gold["target_lang"], source=gold["source_lang"]), *whole))

    def check(beside: bool) -> float:
        start = time.process_time()
        for auditor, source, target in pages:
            for _ in range(translations):
                auditor.check_text(target, source_text=source if beside else None, format="markdown")
        return (time.process_time() - start) * 1000 / len(pages) / translations

    check(True)
    taken = [(check(False), check(True)) for _ in range(rounds)]
    alone, both = (statistics.median(times) for times in zip(*taken, strict=True))
    ratio = statistics.median(both / alone for alone, both in taken)
    print(
        f"pages {len(pages)}, alone {alone:.1f} ms, with the source {both:.1f} ms a page: {ratio:.2f} times"
    )


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print every bead that is missed or wrong")
    parser.add_argument("--pace", action="store_true", help="measure time, not beads")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--translations", type=int, default=1, help="of each source, with --pace")
    args = parser.parse_args()
    if args.pace:
        pace(
            [gold.parent for gold in sorted(args.folder.glob("*/gold.json"))], args.rounds, args.translations
        )
        return 0
    report([page_of(gold.parent) for gold in sorted(args.folder.glob("*/gold.json"))], args.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
