"""Rows of tables and pages of web archives tell each other where they come from, as files do."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.language.language_model import model_digest
from audit.model.settings import Configuration
from audit.run.batch import source_vote as module
from audit.run.batch.job import Job
from audit.run.batch.plan_tasks import Source
from audit.run.batch.source_vote import HEAD, source_vote

CLEAN = (
    "The harbour office was closed on Monday because the storm had torn two roofs from the old warehouses."
)
GERMAN = "Die Kinder sind in die Bücherei umgezogen, und niemand wollte Geld dafür nehmen."
ENGLISH = Configuration(target="en")


def table(path: Path, rows: int, **columns: str) -> Source:
    lines = [json.dumps({"id": n, "target": f"{CLEAN}\n\n{GERMAN}", **columns}) for n in range(rows)]
    data = "\n".join(lines).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return Source(path.name, path.name, str(path))


def voted(*sources: Source, configuration: Configuration = ENGLISH) -> list[tuple[str, str]]:
    return [(item.target, item.source) for item in source_vote(sources, configuration).sources]


def test_rows_are_asked(tmp_path: Path) -> None:
    assert voted(table(tmp_path / "t.jsonl", 12)) == [("en", "de")]
    assert voted(table(tmp_path / "few.jsonl", 4)) == []
    # Small tables together are a corpus too.
    assert voted(*(table(tmp_path / f"{n}.jsonl.gz", 2) for n in range(6))) == [("en", "de")]


def test_what_rows_say_themselves_is_not_asked(tmp_path: Path) -> None:
    assert voted(table(tmp_path / "t.jsonl", 12, source_lang="nl")) == []
    said = table(tmp_path / "u.jsonl", 12, target_lang="en")
    assert voted(said, configuration=Configuration()) == [("en", "de")]
    assert voted(table(tmp_path / "v.jsonl", 12, target_lang="xx-nothing")) == []


def test_pages_are_asked(tmp_path: Path) -> None:
    head = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\n"
    page = f"<html lang=en><p>{CLEAN}</p><p>{GERMAN}</p></html>".encode()
    data = b"".join(
        f"{head}WARC-Target-URI: https://example.org/{n}\r\nContent-Length: {len(page)}\r\n\r\n".encode()
        + page
        + b"\r\n\r\n"
        for n in range(12)
    )
    path = tmp_path / "c.warc"
    path.write_bytes(data)
    assert voted(Source("c.warc", "c.warc", str(path)), configuration=Configuration()) == [("en", "de")]


def test_only_the_head_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0
    real = module.documents_of

    def counting(*arguments: object) -> Iterator[object]:
        nonlocal read
        for placed in real(*arguments):  # type: ignore[arg-type]
            read += 1
            yield placed

    monkeypatch.setattr(module, "documents_of", counting)
    voted(table(tmp_path / "t.jsonl", 3 * HEAD))
    assert read == HEAD
    read = 0
    sources = [table(tmp_path / f"{n}.jsonl", 1) for n in range(2 * module.MOST_CONTAINERS)]
    voted(*sources)
    assert read == module.MOST_CONTAINERS


@pytest.mark.parametrize("name", ["t.jsonl", "t.csv", "t.parquet", "t.warc", "t.jsonl.gz", "t.warc.gz"])
def test_what_cannot_be_read_stops_no_vote(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x1f\x8b\x08 broken \0")
    good = table(tmp_path / "good.jsonl", 12)
    for broken in (
        Source(name, name, str(tmp_path / name)),
        Source(name, name, str(tmp_path / "gone" / name)),
    ):
        assert voted(broken, good) == [("en", "de")]


def test_another_language_model_is_another_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(Configuration())
    before = job.digest
    assert job.digest == before
    other = tmp_path / "model.bin"
    other.write_bytes(b"WORDLM01 of other words")
    monkeypatch.setattr("audit.language.language_model.PATH", str(other))
    model_digest.cache_clear()
    try:
        assert job.digest != before
    finally:
        model_digest.cache_clear()
