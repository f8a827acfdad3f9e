"""Files of one run are compared: the same results for any number of workers, from the cache, and after a change."""

import os
from pathlib import Path

import pandas as pd
import pytest

from .batches import report

SENTENCE = "The next ferry leaves from pier three."
FILES = {
    "board": "Die nächste Fähre legt von Steg drei ab.",
    "dock": "Die nächste Fähre fährt an Pier drei los.",
    "menu": "Die nächste Fähre legt von Steg drei ab.",
}


def po(sentence: str, *more: str) -> str:
    head = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return "\n".join([head, f'msgid "{SENTENCE}"\nmsgstr "{sentence}"\n', *more])


def written(folder: Path) -> None:
    for name, sentence in FILES.items():
        (folder / name).mkdir(exist_ok=True)
        path = folder / name / "de.po"
        path.write_text(po(sentence, f'msgid "Page {name}"\nmsgstr "Seite {name}"\n'), encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))


def findings(folder: Path, *more: str) -> list[tuple[str, str]]:
    done = report(folder, ".", "-t", "de", "-s", "en", "-o", "out", *more)
    assert done.returncode in (0, 1), done.stderr
    table = pd.read_csv(folder / "out/findings.csv")
    return list(zip(table["path"], table["message"], strict=True))


@pytest.mark.parametrize("spread", ["1", "128"])
def test_files_of_different_partitions_are_compared(tmp_path: Path, spread: str) -> None:
    written(tmp_path)
    ((path, message),) = findings(tmp_path, "--partition", spread)
    assert path == "dock/de.po"
    assert "board/de.po" in message
    assert FILES["board"] in message


def test_any_number_of_workers_and_the_cache_give_the_same_bytes(tmp_path: Path) -> None:
    written(tmp_path)
    for jobs in ("1", "2"):
        done = report(
            tmp_path,
            ".",
            "-t",
            "de",
            "-s",
            "en",
            "-o",
            f"out{jobs}",
            "-j",
            jobs,
            "--partition",
            "1",
            "--no-history",
        )
        assert done.returncode in (0, 1), done.stderr
    names = ("findings.csv", "segments.csv", "documents.csv", "summary.json", "cleanup-plan.md")
    first = [(tmp_path / "out1" / name).read_bytes() for name in names]
    assert first == [(tmp_path / "out2" / name).read_bytes() for name in names]
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out1/.work/partitions").glob("*/*")}
    report(tmp_path, ".", "-t", "de", "-s", "en", "-o", "out1", "--partition", "1")
    assert first == [(tmp_path / "out1" / name).read_bytes() for name in names]
    assert before == {
        path: path.stat().st_mtime_ns for path in (tmp_path / "out1/.work/partitions").glob("*/*")
    }


def test_a_change_in_one_file_is_seen_in_the_others(tmp_path: Path) -> None:
    written(tmp_path)
    assert [path for path, _ in findings(tmp_path)] == ["dock/de.po"]
    # The one that stood alone becomes the usual one.
    for name in ("board", "menu"):
        path = tmp_path / name / "de.po"
        path.write_text(path.read_text("utf-8").replace(FILES["board"], FILES["dock"]), encoding="utf-8")
    assert findings(tmp_path) == []
    path.write_text(path.read_text("utf-8").replace(FILES["dock"], FILES["board"]), encoding="utf-8")
    ((changed, message),) = findings(tmp_path)
    assert changed == "menu/de.po"
    assert "board/de.po" in message
    path.unlink()
    assert findings(tmp_path) == []


def table_of(folder: Path, name: str, *rows: tuple[str, str], **more: str) -> None:
    frame = pd.DataFrame(
        [{"id": f"{name}{number}", "source": a, "target": b, **more} for number, (a, b) in enumerate(rows)]
    )
    path = folder / f"{name}.csv"
    frame.to_csv(path, index=False)
    os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.mark.parametrize("spread", ["1", "128"])
def test_a_table_is_compared_with_the_files_of_its_run(tmp_path: Path, spread: str) -> None:
    written(tmp_path)
    (tmp_path / "dock" / "de.po").unlink()
    table_of(tmp_path, "rows", (SENTENCE, FILES["dock"]), ("Mind the gap, please.", "Vorsicht an der Kante."))
    found = [row for row in findings(tmp_path, "rows.csv", "--partition", spread) if FILES["board"] in row[1]]
    ((path, message),) = found
    assert path.endswith("rows0")
    assert "board/de.po" in message
    again = [row for row in findings(tmp_path, "rows.csv", "--partition", spread) if FILES["board"] in row[1]]
    assert again == found
    table_of(tmp_path, "rows", (SENTENCE, FILES["board"]))
    assert not any("board/de.po" in message for _, message in findings(tmp_path, "rows.csv"))


def test_a_file_is_compared_with_the_rows_of_tables(tmp_path: Path) -> None:
    (tmp_path / "dock").mkdir()
    (tmp_path / "dock" / "de.po").write_text(po(FILES["dock"]), encoding="utf-8")
    for name in ("one", "two"):
        table_of(tmp_path, name, (SENTENCE, FILES["board"]))
    found = findings(tmp_path, "one.csv", "two.csv")
    assert [path for path, _ in found] == ["dock/de.po"]
    assert "one.csv" in found[0][1]


def test_two_tables_are_compared_but_not_those_of_several_systems(tmp_path: Path) -> None:
    table_of(
        tmp_path, "one", (SENTENCE, FILES["board"]), ("The pier is closed today.", "Der Steg ist heute zu.")
    )
    table_of(tmp_path, "two", (SENTENCE, FILES["dock"]))
    assert [path for path, _ in findings(tmp_path, "one.csv", "two.csv")] == ["two.csv#two0"]
    table_of(tmp_path, "two", (SENTENCE, FILES["dock"]), system="B")
    assert findings(tmp_path, "one.csv", "two.csv") == []
