"""Names and files that nobody should have: each is named in the report, and the others go on."""

import os
import socket
import sys
from pathlib import Path

import pandas as pd
import pytest

from audit.run.batch.page_names import legible, report_names

from .batches import contents, report

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
