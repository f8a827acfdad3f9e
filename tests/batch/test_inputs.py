"""Tables, web archives and sitemaps: every document under its name, and nothing lost for one that is broken."""

import gzip
import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.settings import Settings
from audit.run.audit_record import Record
from audit.run.batch.container_names import ContainerNames, NameSet
from audit.run.batch.read_container import read_container
from audit.run.batch.read_sitemap import is_sitemap, read_sitemap

from .batches import OLD, command, contents, report

ROWS = [
    {"id": "a", "target": "The ferry ferry leaves.", "target_lang": "en"},
    {"id": "b", "target": "Die Fähre legt legt ab.", "target_lang": "de"},
    {"id": "c", "target": 'A "quoted" text,\nwith two lines.', "target_lang": "en"},
]


def records(path: Path, **choices: Any) -> list[Record]:
    names = ContainerNames(path.name, NameSet())
    return [record for record, _ in read_container(str(path), names, path.name, Settings(**choices))]


def written(path: Path, kind: str) -> Path:
    frame = pd.DataFrame(ROWS)
    target = path / f"t{kind}"
    if kind.startswith(".jsonl"):
        frame.to_json(target, orient="records", lines=True, force_ascii=False)
    elif kind == ".parquet":
        frame.to_parquet(target)
    else:
        frame.to_csv(target, index=False, sep="\t" if kind == ".tsv" else ",")
    return target


@pytest.mark.parametrize("kind", [".jsonl", ".jsonl.gz", ".csv", ".csv.gz", ".tsv", ".parquet"])
def test_every_kind_of_table_holds_the_same_rows(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind)
    assert [(r.name, r.text, r.target_lang) for r in records(path)] == [
        (f"{path.name}#{row['id']}", row["target"], row["target_lang"]) for row in ROWS
    ]


def test_frames_and_tables_agree(tmp_path: Path) -> None:
    from audit import Auditor

    written(tmp_path, ".jsonl")
    assert report(tmp_path, "t.jsonl", "-o", "out").returncode == 0
    table = pd.read_parquet(tmp_path / "out/findings.parquet")
    _, findings = Auditor(target="en").check_frame(pd.DataFrame(ROWS))
    assert list(table["path"].str.removeprefix("t.jsonl#")) == list(findings["id"])
    for column in ("check", "start", "end", "text", "message", "fingerprint"):
        assert list(table[column]) == list(findings[column])


def test_bad_rows_are_bad_documents(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": "a", "target": "good"}\n\n{"id": "b"}\n[1]\n{"id": 7, "target": "good"}\n'
        b'{"id": "c", "target": "\xff"}\n{"id": "d", "target": "good", "format": "pages"}\n'
        b'{"id": "e", "target": "' + b"long " * 400 + b'"}\n{"id": "f", "target": "good"}'
    )
    found = records(path, max_bytes=1000)
    assert [record.name for record in found if record.text] == ["t.jsonl#a", "t.jsonl#7", "t.jsonl#f"]
    faults = [record.fault or "" for record in found if not record.text]
    assert [fault.split(":")[0] for fault in faults] == ["line 3", "line 4", "line 6", "line 7", "line 8"]
    assert "--max-size" in faults[-1]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"id,words\n1,2\n", "no column holds the text"),
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"id,target\rone,text\rtwo,text\r", "lone carriage return"),
        (b"id,target,target\n1,one,two\n", "2 columns are called 'target'"),
        (b"id,target\n1\n", "line 2: 1 cell instead of 2"),
        (b'id,target\n1,"never closed\n' + b"x\n" * 700, "field larger than field limit"),
        (b"\xff\xfei\x00d\x00", "NUL"),
    ],
)
def test_broken_csv(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    found = records(path, max_bytes=1000)
    assert why in (found[0].fault or "")


def test_lines_before_the_head_may_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbf\r\n\r\nid;target\r\na;text\r\n")
    assert [(record.name, record.text) for record in records(path)] == [("t.csv#a", "text")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-le", "rot13", "shift_jis", "cp1251", "klingon"])
@pytest.mark.parametrize("kind", [".csv", ".jsonl"])
def test_tables_of_any_encoding(tmp_path: Path, encoding: str, kind: str) -> None:
    path = tmp_path / f"t{kind}"
    name = "utf-8" if encoding in ("rot13", "klingon") else encoding
    line = "id,target\na,text\n" if kind == ".csv" else '{"id": "a", "target": "text"}\n'
    path.write_bytes(line.encode(name) + b"\x82\n")
    found = records(path, encoding=encoding)
    whole = [record.name for record in found if record.text] == [f"t{kind}#a"]
    assert whole is (encoding in ("shift_jis", "cp1251", "klingon"))
    assert any(record.fault for record in found)


def test_cut_short_gzip_keeps_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl.gz"
    lines = "".join(json.dumps({"id": n, "target": os.urandom(9).hex()}) + "\n" for n in range(5000))
    path.write_bytes(gzip.compress(lines.encode())[:-2000])
    found = records(path)
    assert len(found) > 1000
    assert found[-1].name == "t.jsonl.gz"
    assert "could not be read to its end" in (found[-1].fault or "")


def test_no_parquet(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PAR1 it is not")
    (only,) = records(path)
    assert only.fault


@given(ids=st.lists(st.sampled_from(["a", "b", "", "a (row 2)"]), max_size=9))
@settings(max_examples=40, deadline=None)
def test_names_are_never_the_same(ids: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("names") / "t.jsonl"
    path.write_text("".join(json.dumps({"id": name, "target": "x"}) + "\n" for name in ids))
    names = [record.name for record in records(path)]
    assert len(names) == len(set(names)) == len(ids)


def warc(pages: list[tuple[str, str, bytes]], packed: bool) -> bytes:
    """An archive of (URL, status and headers, body)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, kind, body in pages:
        status, _, form = kind.partition(" ")
        headers = StatusAndHeaders(f"{status} OK", [("Content-Type", form)], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers)
        )
    return out.getvalue()


PAGE = "<html lang=en><body><p>The ferry ferry leaves at {}.</p></body></html>"


# The writer of the test's archives leaves its temporary files to the collector.
unclosed = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@unclosed
@pytest.mark.parametrize("packed", [True, False])
def test_web_archives(tmp_path: Path, packed: bool) -> None:
    pages = [
        ("https://example.org/a", "200 text/html; charset=utf-8", PAGE.format("one").encode()),
        ("https://example.org/gone", "404 text/html", b"<p>No such page</p>"),
        ("https://example.org/b.png", "200 image/png", b"\x89PNG"),
        ("https://example.org/c", "200 text/html; charset=utf-16-le", PAGE.format("two").encode("utf-16-le")),
        ("https://example.org/a", "200 text/html", PAGE.format("three").encode()),
    ]
    path = tmp_path / ("c.warc.gz" if packed else "c.warc")
    path.write_bytes(warc(pages, packed))
    assert [record.name for record in records(path)] == [
        "https://example.org/a",
        "https://example.org/c",
        "https://example.org/a (row 3)",
    ]
    assert report(tmp_path, path.name, "-o", "out").returncode == 0
    table = pd.read_csv(tmp_path / "out/documents.csv")
    assert list(table["outlet"]) == ["example.org"] * 3
    assert list(table["minor"]) == [1, 1, 1]


@unclosed
def test_the_same_page_in_many_archives(tmp_path: Path) -> None:
    crawls = tmp_path / "crawls"
    crawls.mkdir()

    def crawl(name: str, *texts: str) -> None:
        pages = [
            (f"https://example.org/{n}", "200 text/html", PAGE.format(text).encode())
            for n, text in enumerate(texts)
        ]
        (crawls / name).write_bytes(warc(pages, False))
        os.utime(crawls / name, (OLD, OLD))

    def names(output: str) -> list[str]:
        assert report(tmp_path, "crawls", "-o", output).returncode == 0
        return list(pd.read_csv(tmp_path / output / "documents.csv")["path"])

    first, second = "https://example.org/0", "https://example.org/1"
    crawl("b.warc", "new", "alone")
    assert names("out") == [first, second]
    crawl("a.warc", "old")
    assert names("out") == [first, f"{first} (crawls/b.warc row 1)", second]
    assert len(list((tmp_path / "out/documents").iterdir())) == 3
    pages = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/documents").iterdir()}
    # From the cache, and in a new folder: the same.
    assert names("out") == names("calm") == [first, f"{first} (crawls/b.warc row 1)", second]
    assert pages == {path: path.stat().st_mtime_ns for path in pages}
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")
    (crawls / "a.warc").unlink()
    assert names("out") == [first, second]


@unclosed
@pytest.mark.parametrize("packed", [True, False])
def test_a_broken_record_does_not_hide_the_next(tmp_path: Path, packed: bool) -> None:
    parts = [
        warc([(f"https://example.org/{n}", "200 text/html", PAGE.format(n).encode())], packed)
        for n in range(3)
    ]
    broken = bytearray(parts[1])
    broken[10:60] = b"\0" * 50
    path = tmp_path / ("c.warc.gz" if packed else "c.warc")
    path.write_bytes(parts[0] + bytes(broken) + parts[2])
    found = records(path)
    assert [record.name for record in found if record.data] == [
        "https://example.org/0",
        "https://example.org/2",
    ]
    assert [record for record in found if record.fault]


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://example.org/news/a.html</loc></url>
<url><loc> https://example.org/ </loc></url>
<url><loc>https://example.org/about</loc></url>
<url><loc>https://example.org/../../secret.html</loc></url>
<url><loc>https://example.org/%2e%2e/secret.html</loc></url>
<url><loc>https://example.org/lost.html?x=1&amp;y=2</loc></url>
</urlset>"""


def test_sitemaps(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("news/a.html", "example.org/index.html", "about.html", "unlisted.html", "../secret.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(PAGE.format(name))
    (site / "sitemap.xml").write_text(SITEMAP)
    (site / "sitemap_index.xml").write_text(
        "<sitemapindex><sitemap><loc>https://example.org/sitemap.xml</loc></sitemap></sitemapindex>"
    )
    assert is_sitemap(str(site / "sitemap.xml"))
    for name in ("sitemap.xml", "sitemap_index.xml"):
        found = list(read_sitemap(str(site / name)))
        assert [os.path.relpath(page.path, site) for page in found if page.path] == [
            "news/a.html",
            "example.org/index.html",
            "about.html",
        ]
        assert len(found) == 6
    report(site, "sitemap.xml", "-o", "../out")
    table = pd.read_csv(tmp_path / "out/documents.csv")
    assert len(table) == 6
    assert table["unchecked"].str.contains("no such file beside it").sum() == 3


VERSIONS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://example.org/boote/</loc>
<xhtml:link rel="alternate" hreflang="en" href="https://example.org/boats/"/>
<xhtml:link rel="alternate" hreflang="de" href="https://example.org/boote/"/></url>
<url><loc>https://example.org/boats/</loc>
<xhtml:link rel="alternate" hreflang="en" href="https://example.org/boats/"/>
<xhtml:link rel="alternate" hreflang="de" href="https://example.org/boote/"/></url>
</urlset>"""


def test_a_sitemap_tells_which_page_a_page_translates(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name, text in (
        ("boote", '<html lang="de"><p>Das Boot fährt um 8 Uhr vom alten Hafen ab.</p></html>'),
        ("boats", '<html lang="en"><p>The boat leaves the old harbour at 9 in the morning.</p></html>'),
    ):
        (site / name).mkdir(parents=True)
        (site / name / "index.html").write_text(text, encoding="utf-8")
    (site / "sitemap.xml").write_text(VERSIONS, encoding="utf-8")
    german, english = read_sitemap(str(site / "sitemap.xml"))
    assert german.source("en") == german.source(None) == english.path
    assert english.source("en") is None
    assert english.source("de") == german.path
    report(site, "sitemap.xml", "--source-file", "auto", "--source", "en", "-o", "../out")
    table = pd.read_csv(tmp_path / "out/documents.csv").set_index("path")
    assert str(table["source_path"]["boote/index.html"]).endswith("boats/index.html")
    assert "altered-number" in pd.read_csv(tmp_path / "out/findings.csv")["check"].to_list()


def test_a_broken_sitemap_does_not_hide_the_next(tmp_path: Path) -> None:
    entry = "<sitemap><loc>https://example.org/{}.xml</loc></sitemap>"
    (tmp_path / "index.xml").write_text(
        f"<sitemapindex>{entry.format('broken')}<sitemap><loc/></sitemap>{entry.format('whole')}</sitemapindex>"
    )
    page = "<url><loc>https://example.org/a.html</loc></url>"
    (tmp_path / "broken.xml").write_text(f"<urlset>{page}")
    (tmp_path / "whole.xml").write_text(f"<urlset>{page}<url><loc> </loc></url></urlset>")
    (tmp_path / "a.html").write_text(PAGE.format("a"))
    found = list(read_sitemap(str(tmp_path / "index.xml")))
    assert [page.path and os.path.basename(page.path) for page in found] == [
        "a.html",
        None,
        None,
        "a.html",
        None,
    ]
    assert all(page.url for page in found)
    assert "no whole sitemap" in found[1].why
    assert found[2].why == found[4].why == "an entry has no address"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><urlset><url><loc>&a;</loc></url></urlset>',
        "<urlset><url><loc>https://example.org/a</loc></url>",
        "<urlset>" * 100,
    ],
)
def test_hostile_sitemaps(tmp_path: Path, text: str) -> None:
    (tmp_path / "sitemap.xml").write_text(text)
    (tmp_path / "a.html").write_text(PAGE.format("a"))
    done = report(tmp_path, "sitemap.xml", "a.html", "-o", "out")
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(tmp_path / "out/documents.csv")
    assert set(table["path"]) >= {"a.html", "sitemap.xml"}


def test_a_container_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS * 10))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    report(tmp_path, "t.jsonl", "-o", "out")
    before = contents(tmp_path / "out")
    path.write_bytes(b"x" * path.stat().st_size)  # the same size and time: nobody looks
    os.utime(path, (1_700_000_000, 1_700_000_000))
    report(tmp_path, "t.jsonl", "-o", "out")
    assert contents(tmp_path / "out") == before


@unclosed
def test_in_folders_archives_are_taken_and_tables_only_when_wanted(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "crawl").mkdir(parents=True)
    (site / "a.txt").write_text("The ferry leaves.\n")
    page = ("https://example.org/a", "200 text/html", PAGE.format("one").encode())
    for name, packed in (("crawl/c.warc", False), ("d.WARC.gz", True)):
        (site / name).write_bytes(warc([page], packed))
    for name in ("t.jsonl", "crawl/data.csv"):
        written(tmp_path, Path(name).suffix).rename(site / name)

    def paths(*arguments: str) -> tuple[list[str], str]:
        done = report(tmp_path, *arguments, "-o", "site/out", loud=True)
        assert done.returncode == 0, done.stderr
        return list(pd.read_csv(site / "out/documents.csv")["path"]), done.stdout

    names, said = paths("site")
    assert names == [
        "site/a.txt",
        "https://example.org/a",
        "https://example.org/a (site/d.WARC.gz row 1)",
    ]
    assert "2 tables not taken" in said
    assert "--include '*.csv*' or --include '*.jsonl*'" in said
    # The report's own tables are none of the folder's.
    assert "2 tables not taken" in paths("site")[1]
    names, said = paths("site", "site/t.jsonl")
    assert names[-3:] == [f"site/t.jsonl#{row['id']}" for row in ROWS]
    assert "1 table not taken" in said
    names, said = paths("site", "--include", "*.jsonl*")
    assert names == [f"site/t.jsonl#{row['id']}" for row in ROWS]
    assert "not taken" not in said
    (site / "a.txt").unlink()
    done = report(tmp_path, "site/crawl", "--exclude", "*.warc", "-o", "other")
    assert done.returncode == 2
    assert "1 table not taken" in done.stderr


def test_tables_that_were_passed_over_stand_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.html").write_text(PAGE.format("a"))
    written(tmp_path / "in", ".csv")
    assert report(tmp_path, "in", "-o", "out").returncode == 0
    for name in ("index.html", "cleanup-plan.md"):
        assert "1 table not taken" in (tmp_path / "out" / name).read_text()
    (tmp_path / "in/t.csv").unlink()
    assert report(tmp_path, "in", "-o", "out").returncode == 0
    for name in ("index.html", "cleanup-plan.md"):
        assert "not taken" not in (tmp_path / "out" / name).read_text()


def test_nothing_in_a_table_is_no_pass(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,target\n")
    arguments = [
        word for word in command("t.csv", "-o", "out", "-j", "1") if word not in ("-q", "--exit-zero")
    ]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 3
    assert "0 documents; 0 findings" in done.stdout
    assert "nothing was checked" in done.stdout


def test_documents_in_the_folder_to_write(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry leaves.")
    done = report(tmp_path, ".", "-o", ".")
    assert done.returncode == 2
    assert "all documents lie in ., the folder to write" in done.stderr


def test_standard_input_and_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry leaves.\n")
    done = report(tmp_path, "a.txt", "gone.txt", "also-gone/", "-o", "out")
    assert done.returncode == 0
    table = pd.read_csv(tmp_path / "out/documents.csv")
    assert list(table["path"]) == ["a.txt", "also-gone/", "gone.txt"]
