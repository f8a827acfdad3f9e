"""What did not change is not audited again, and the report is as if it had been."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .batches import OLD, contents, report, write_documents


def pages(folder: Path) -> dict[str, int]:
    """When each page was written."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "documents").iterdir()}


def rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (OLD + 1, OLD + 1))


def change(texts: Path) -> None:
    rewrite(texts / "part-1/001.txt", "Another text, with with a fault.\n")


def add(texts: Path) -> None:
    rewrite(texts / "part-1/001a.txt", "A new text , with a fault.\n")


def remove(texts: Path) -> None:
    (texts / "part-1/004.txt").unlink()


def excuse(texts: Path) -> None:
    """A side file that did not stand beside a document before."""
    rewrite(texts / "part-1/001.txt.audit.toml", '[[ignore-where]]\ncheck = "doubled-word"\n')


@pytest.mark.parametrize(("edit", "fresh"), [(change, 1), (add, 1), (remove, 0), (excuse, 1)])
def test_only_what_changed_is_audited(tmp_path: Path, edit, fresh: int) -> None:  # type: ignore[no-untyped-def]
    write_documents(tmp_path / "texts", 40)
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    before = pages(tmp_path / "out")
    edit(tmp_path / "texts")
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    assert sum(before.get(name) != time for name, time in pages(tmp_path / "out").items()) == fresh
    assert report(tmp_path, "texts", "-o", "calm").returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_changed_sources_are_compared_again(tmp_path: Path) -> None:
    folder = tmp_path / "locales"
    folder.mkdir()
    rewrite(folder / "de.json", '{"files": "Sie haben 3 neue Dateien."}')
    rewrite(folder / "en.json", '{"files": "You have 3 new files."}')
    arguments = ("-t", "de", "locales/de.json")  # the last -t holds
    assert report(tmp_path, *arguments, "-o", "out").returncode == 0
    (folder / "en.json").write_text('{"files": "You have 7 new files."}')
    os.utime(folder / "en.json", (OLD + 9, OLD + 9))
    assert report(tmp_path, *arguments, "-o", "out").returncode == 0
    assert report(tmp_path, *arguments, "-o", "calm").returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")
    assert "altered-number" in (tmp_path / "out/findings.csv").read_text()


def test_only_the_changed_row_of_a_table_is_audited(tmp_path: Path) -> None:
    rows = [{"id": str(number), "text": f"Row {number} of of a table."} for number in range(30)]

    def write() -> None:
        rewrite(tmp_path / "rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows))

    write()
    assert report(tmp_path, "rows.jsonl", "-o", "out").returncode == 0
    before = pages(tmp_path / "out")
    rows[11]["text"] = "Another text , for this row."
    write()
    os.utime(tmp_path / "rows.jsonl", (OLD + 2, OLD + 2))
    assert report(tmp_path, "rows.jsonl", "-o", "out").returncode == 0
    assert sum(before[name] != time for name, time in pages(tmp_path / "out").items()) == 1
    assert report(tmp_path, "rows.jsonl", "-o", "calm").returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_a_page_that_another_run_left_is_written_again(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 20)
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    calm = contents(tmp_path / "out")
    # As a run does that is killed after it saw other content: the page is new, the old partition file is there.
    page = next((tmp_path / "out/documents").iterdir())
    page.write_bytes(page.read_bytes().replace(b"<main", b"<!-- --><main"))
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    assert contents(tmp_path / "out") == calm


def damage(path: Path) -> None:
    """As a bad disk does: the length is right, the end is not."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))


def test_a_damaged_earlier_file_costs_time_only(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 20)
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    for path in (tmp_path / "out/.work/partitions").glob("*/*"):
        damage(path)
    for path in (tmp_path / "texts").glob("*/*.txt"):
        rewrite(path, path.read_text() + "One more line line.\n")
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    assert report(tmp_path, "texts", "-o", "calm").returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_a_damaged_file_is_said_and_mended_by_the_next_run(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 20)
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    calm = contents(tmp_path / "out")
    damage(next((tmp_path / "out/.work/partitions").glob("*/*")))
    (tmp_path / "out/findings.csv").unlink()
    done = report(tmp_path, "texts", "-o", "out")
    assert done.returncode == 2
    assert "damaged, and removed; run the same command again" in done.stderr
    assert "Traceback" not in done.stderr
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    assert contents(tmp_path / "out") == calm


def test_a_version_that_comes_beside_a_document_is_looked_at_again(tmp_path: Path) -> None:
    text = "The ferry to the island will not sail on Monday. Its crew found a leak in the engine room.\n" * 8
    for name in ("it/ferry.md", "it/harbour.md"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (OLD, OLD))
    command = [
        *(sys.executable, "-m", "audit", "report", "in", "-o", "out"),
        *("--exit-zero", "-q", "--no-history"),
    ]

    def targets() -> list[str]:
        subprocess.run([*command, "-j", "1"], cwd=tmp_path, check=True, timeout=120)
        with (tmp_path / "out" / "documents.csv").open(encoding="utf-8") as file:
            return [row["target_language"] for row in csv.DictReader(file) if "it/" in row["path"]]

    assert targets() == ["en", "en"]
    beside = tmp_path / "in" / "fr" / "ferry.md"
    beside.parent.mkdir()
    beside.write_text("Le ferry pour l’île ne part pas lundi.\n", encoding="utf-8")
    assert targets() == ["it", "en"]


def test_what_the_run_shares_is_part_of_what_is_known(tmp_path: Path) -> None:
    """Six documents share a foreign phrase; when five of them lose it, the sixth is judged anew."""
    frame = "The {0} explained to the {1} why the junta directiva had paid for the roof before the snow came."
    people = ("teacher", "miller", "bishop", "clerk", "farmer", "painter")
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, who in enumerate(people):
        rewrite(texts / f"{number}.txt", frame.format(who, people[number - 1]) + "\n")

    def shown(folder: str, *arguments: str) -> int:
        assert report(tmp_path, "texts", "-o", folder, *arguments).returncode == 0
        return (tmp_path / folder / "findings.csv").read_text(encoding="utf-8").count("untranslated-words")

    assert shown("out") == shown("many", "-j", "3") == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "many")
    for number, who in enumerate(people[1:], 1):
        rewrite(texts / f"{number}.txt", f"The {who} was not asked why the company had paid for all of it.\n")
    assert shown("out") == shown("calm") == 1
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")
