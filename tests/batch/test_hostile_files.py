"""Names and files that nobody should have: each is named in the report, and the others go on."""

import gzip
import json
import os
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from audit.model.settings import Configuration
from audit.run.audit_record import Record
from audit.run.batch.job import Entry, Job
from audit.run.batch.page_names import legible, report_names
from audit.run.batch.work import read_entries

from .batches import command, contents, report, write_documents
from .test_inputs import ROWS, records

TEXT = "The ferry ferry leaves in the morning.\n"
ODD_NAMES = (
    b"new\nline.txt",
    b"esc\x1b[31m.txt",
    b"tab\t.txt",
    b"bad\xff\xfe.txt",
    b"bad\\xff\\xfe.txt",
    b"=1+1.txt",
    b"-rf.txt",
    "bidi\N{RIGHT-TO-LEFT OVERRIDE}txt.txt".encode(),
    b"<script>.txt",
    b"a#b.txt",
    b"x" * 246 + b".txt",
)

linux = pytest.mark.skipif(sys.platform != "linux", reason="names are any bytes on Linux only")


@linux
def test_names_of_any_bytes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in ODD_NAMES:
        Path(os.fsdecode(os.fsencode(site) + b"/" + name)).write_text(TEXT)
    done = report(tmp_path, "site", os.fsdecode(b"gone\xff.txt"), "-o", "out", "--jobs", "1")
    assert (done.returncode, done.stderr) == (0, "")
    table = pd.read_parquet(tmp_path / "out/documents.parquet")
    assert table["path"].is_unique
    assert table["page"].is_unique
    assert len(table) == len(ODD_NAMES) + 1
    assert list(table[table["unchecked"].notna()]["path"]) == ["gone\\xff.txt"]
    assert (table["minor"] == 1).sum() == len(ODD_NAMES)
    assert {r"site/bad\xff\xfe.txt", r"site/bad\xff\xfe (2).txt"} <= set(table["path"])
    before = contents(tmp_path / "out")
    assert report(tmp_path, "site", os.fsdecode(b"gone\xff.txt"), "-o", "out", "--jobs", "1").returncode == 0
    assert contents(tmp_path / "out") == before


@linux
def test_a_full_disk_says_what_to_do(tmp_path: Path) -> None:
    import resource

    write_documents(tmp_path / "texts", 40)

    # Too little for the notes of the run at once, for those of its partitions, for a page.
    for size, named in ((1_000, "manifest.sqlite"), (56_000, "notes of the run"), (80_000, "large")):
        if named == "large":
            (tmp_path / "texts/large.txt").write_text("Workers paved the road at night.\n\n" * 4000)
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
        done = subprocess.run(
            command("texts", "-o", "out", "-j", "1"),
            cwd=tmp_path, preexec_fn=limit, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 2
        assert named in done.stderr
        assert "make room" in done.stderr
        assert "run the same command again" in done.stderr
        assert "Traceback" not in done.stderr
    assert report(tmp_path, "texts", "-o", "out").returncode == 0
    assert report(tmp_path, "texts", "-o", "calm").returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_legible_names_stay_apart() -> None:
    odd = os.fsdecode(b"a\xff.txt")
    assert report_names(["a\\xff.txt", odd]) == {odd: "a\\xff (2).txt"}
    assert legible("é\n") == "é\n"


@linux
def test_options_of_any_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = report(tmp_path, "a.txt", "--term", os.fsdecode(b"\xff"), "-o", "out")
    assert done.returncode == 2
    assert "--term" in done.stderr
    assert "Traceback" not in done.stderr


@linux
def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    pipes = ("p.txt", "p.jsonl", "p.warc", "p.xml")
    for name in pipes:
        os.mkfifo(site / name)
    os.symlink("/dev/zero", site / "zero.txt")
    os.symlink("loop.txt", site / "loop.txt")
    os.symlink(".", site / "itself")
    (site / "ok.txt").write_text(TEXT)
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(site)  # addresses of sockets are short
        server.bind("s.txt")
        os.chdir(here)
        done = report(tmp_path, "site", *(f"site/{name}" for name in pipes), "-o", "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(tmp_path / "out/documents.csv", index_col="path")["unchecked"].fillna("")
    assert table["site/ok.txt"] == ""
    odd = [f"site/{name}" for name in (*pipes, "s.txt", "zero.txt")]
    assert ["is no ordinary file" in table[name] for name in odd] == [True] * len(odd)
    assert "symbolic links" in table["site/loop.txt"]
    assert len(table) == len(odd) + 2


def test_files_that_vanish_while_a_run_goes_on(tmp_path: Path) -> None:
    places = [os.fsencode(tmp_path / name) for name in ("gone.txt", "here.txt")]
    (tmp_path / "here.txt").write_text(TEXT)
    entries = tuple(Entry(os.fsdecode(place)[-8:], "", place) for place in places)
    gone, here = read_entries(entries, Job(Configuration()), b"", tmp_path)[0]
    assert "there is no such file" in (gone.fault or "")
    assert here.data == TEXT.encode()
    for name in ("gone.jsonl", "gone.parquet", "gone.warc.gz"):
        assert [record.fault for record in records(tmp_path / name)] == [
            "could not be read: No such file or directory"
        ]


def archive(*pages: bytes, url: str = "https://example.org/{}") -> list[bytes]:
    """Records of a web archive, each with its head."""
    head = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: {}\r\n"
    return [
        f"{head.format(url.format(number))}Content-Length: {len(page)}\r\n\r\n".encode() + page + b"\r\n\r\n"
        for number, page in enumerate(pages)
    ]


PAGE = b"<html lang=en><p>The ferry ferry leaves.</p></html>"


@pytest.mark.parametrize("left_out", range(10, 170, 15))
@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_says_so(tmp_path: Path, packed: bool, left_out: int) -> None:
    parts = archive(PAGE, PAGE)
    path = tmp_path / ("c.warc.gz" if packed else "c.warc")
    path.write_bytes(b"".join(gzip.compress(part, 0) if packed else part for part in parts)[:-left_out])
    found = records(path)
    assert next(record.name for record in found if record.data == PAGE) == "https://example.org/0"
    assert all(record.data == PAGE for record in found if record.data is not None)
    whole = sum(record.data is not None for record in found)
    assert whole == 2 or any(record.fault for record in found)


@pytest.mark.parametrize("packed", [True, False])
def test_a_head_without_a_length_does_not_swallow_the_rest(tmp_path: Path, packed: bool) -> None:
    first, second, third = archive(PAGE, PAGE, PAGE)
    second = second.replace(b"Content-Length", b"Content-Strength")
    path = tmp_path / ("c.warc.gz" if packed else "c.warc")
    path.write_bytes(b"".join(gzip.compress(part) if packed else part for part in (first, second, third)))
    found = records(path)
    assert [record.name for record in found if record.data == PAGE] == [
        "https://example.org/0",
        "https://example.org/2",
    ]
    assert ["its head is not whole" in (record.fault or "") for record in found if not record.data] == [True]


def test_heads_that_do_not_end(tmp_path: Path) -> None:
    first, last = archive(PAGE, PAGE)
    for name, middle in (
        ("line", b"WARC/1.0\r\nX: " + b"A" * 3_000_000),
        ("lines", b"WARC/1.0\r\n" + b"X: a\r\n" * 600_000),
    ):
        path = tmp_path / f"{name}.warc.gz"
        path.write_bytes(b"".join(map(gzip.compress, (first, middle, last))))
        found = records(path)
        assert [record.name for record in found if record.data] == [
            "https://example.org/0",
            "https://example.org/1",
        ]
        assert ["its head does not end" in (record.fault or "") for record in found if not record.data] == [
            True
        ]


def test_a_packed_page_of_any_size(tmp_path: Path) -> None:
    big, small = archive(b"A" * 3_000_000, PAGE)
    path = tmp_path / "c.warc.gz"
    path.write_bytes(gzip.compress(big) + gzip.compress(small))
    found = records(path, max_bytes=1_000_000)
    assert [record.name for record in found] == ["https://example.org/0", "https://example.org/1"]
    assert "--max-size" in (found[0].fault or "")
    assert found[1].data == PAGE


def parquet(path: Path, **columns: object) -> list[Record]:
    import pyarrow as pa
    from pyarrow.parquet import write_table

    write_table(pa.table(columns), path, row_group_size=150)
    return records(path, max_bytes=3_000_000)


def test_parquet_of_any_shape(tmp_path: Path) -> None:
    import pyarrow as pa

    path = tmp_path / "t.parquet"
    texts = [row["target"] for row in ROWS]
    nested = parquet(path, id=[{"a": 1}] * 3, target=texts, meta=[[{"x": 1}], [], None])
    assert [(record.name, record.text) for record in nested] == [
        (f"t.parquet#row {number}", text) for number, text in enumerate(texts, 1)
    ]
    for target in ([{"en": text} for text in texts], [[1.5]] * 3, [b"\xff"] * 3, [1.5] * 3):
        assert [record.fault for record in parquet(path, target=target)] == [
            f"row {number}: target holds no text" for number in (1, 2, 3)
        ]
    forms = parquet(path, target=[[text] for text in texts])
    assert [record.unit.target if record.unit else None for record in forms] == [(text,) for text in texts]
    same = parquet(path, id=list(range(400)), target=pa.array(["long " * 400_000] * 400).dictionary_encode())
    assert len(same) == 400
    assert path.stat().st_size < 1_000_000
    large = parquet(path, id=["a", "b"], target=["x" * 3_000_001, "good"])
    assert ["--max-size" in (record.fault or "") for record in large] == [True, False]


@pytest.mark.parametrize("kind", [".jsonl", ".csv"])
def test_rows_of_any_shape(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"t{kind}"
    columns = [f"c{number}" for number in range(20_000)]
    if kind == ".csv":
        head, row = ",".join(("id", "target", *columns)), "," * len(columns)
        path.write_text(f"{head}\n{'n' * 5000},good{row}\nb,a\0b{row}\nc,few\n")
    else:
        rows = [{"id": "n" * 5000, "target": "good", **dict.fromkeys(columns)}, {"id": "b", "target": "a\0b"}]
        broken = '{"id":"c","target":' + "[" * 200_000 + "]" * 200_000 + "}"
        path.write_text("\n".join((*map(json.dumps, rows), broken)))
    found = records(path)
    assert [record.text for record in found] == ["good", "a\0b", None]
    assert len(found[0].name) < 1100
    assert found[2].fault
