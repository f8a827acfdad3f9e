"""A report's repairs are made in the file it is about, and in no other."""

import json
from pathlib import Path
from typing import Any

import pytest

from audit.cli.main import main
from audit.model.errors import UsageError
from audit.model.result import Unreadable
from audit.repair.rounds import Wanted
from audit.run.replay_report import read_report, replay

TEXT = "\ufeffThe boat in in the bay , and nobody saw it at at the pier.\r\n"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(TEXT.encode("utf-16-le"))
    assert (
        main(["check", "--no-config", "-t", "en", "--exit-zero", "-q", "--format", "json=r.json", "a.txt"])
        == 0
    )
    return tmp_path / "r.json"


def changed(report: Path, **keys: Any) -> bytes:
    record = json.loads(report.read_text("utf-8"))
    record["documents"][0] |= keys
    return json.dumps(record).encode()


def outcomes(data: bytes, only: tuple[str, ...] = ()) -> list[Any]:
    return list(replay(read_report(data, "r.json"), Path("."), Wanted(), only))


def test_the_file_as_fix_would_write_it(report: Path) -> None:
    assert main(["apply", "r.json", "--write", "-q"]) == 0
    written = Path("a.txt").read_bytes()
    Path("a.txt").write_bytes(TEXT.encode("utf-16-le"))
    assert main(["fix", "--no-config", "-t", "en", "--write", "-q", "a.txt"]) == 0
    assert Path("a.txt").read_bytes() == written
    assert written.decode("utf-16-le") == "\ufeffThe boat in the bay, and nobody saw it at the pier.\r\n"


def test_chosen_findings(report: Path) -> None:
    record = json.loads(report.read_text("utf-8"))
    mark = next(
        f["fingerprint"] for f in record["documents"][0]["findings"] if f["check"] == "space-before-mark"
    )
    (file,) = outcomes(report.read_bytes(), (mark,))
    assert file.new.decode("utf-16-le") == TEXT.replace(" ,", ",")
    assert file.made == ("space-before-mark",)


def test_the_diff_names_files_from_here(
    report: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def name() -> bytes:
        head: bytes = capfdbinary.readouterr().out.split(b"\n", 1)[0]
        return head

    top = report.parent
    here = top / "sub" / "deep"
    here.mkdir(parents=True)
    Path("a.txt").rename(here.parent / "a.txt")
    report.write_bytes(changed(report, path="sub/a.txt"))
    monkeypatch.chdir(here.parent)
    main(["apply", "../r.json", "--root", ".."])
    assert name() == b"--- a/a.txt"
    main(["fix", "-t", "en", str(here.parent / "a.txt")])
    assert name() == b"--- a/a.txt"
    monkeypatch.chdir(top)
    main(["apply", "r.json", "--root", str(top)])
    assert name() == b"--- a/sub/a.txt"
    monkeypatch.chdir(here)
    main(["fix", "-t", "en", "../a.txt"])
    assert name() == b"--- a/../a.txt"


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"digest": None}, "holds no digest"),
        ({"digest": "sha256:" + "0" * 64}, "has changed since"),
        ({"encoding": "no-such"}, "cannot be written in the encoding"),
        ({"encoding": "utf-16-be", "findings": []}, None),
        ({"path": "../a.txt"}, "lies outside"),
        ({"path": "/etc/passwd"}, "lies outside"),
        ({"path": "lost.txt"}, "no such file"),
        ({"path": "a\0.txt"}, "no file can have this name"),
        ({"path": "link.txt"}, "lies outside"),
    ],
)
def test_other_files_are_left_alone(report: Path, keys: dict[str, Any], why: str | None) -> None:
    Path("link.txt").symlink_to("/etc/passwd")
    found = outcomes(changed(report, **keys))
    if why is None:
        assert found == []
    else:
        assert isinstance(found[0], Unreadable)
        assert why in found[0].why


def test_edits_that_do_not_fit_are_not_made(report: Path) -> None:
    record = json.loads(report.read_text("utf-8"))
    findings = record["documents"][0]["findings"]
    findings[0]["fix"]["edits"][0]["end"] = 10_000
    findings[1]["fix"]["edits"] = findings[2]["fix"]["edits"]
    (file,) = outcomes(json.dumps(record).encode())
    assert [item.why for item in file.not_made] == [
        "its edits do not fit the file",
        "it overlaps another repair; audit the file again afterwards",
    ]
    assert len(file.made) == 1


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b'{"schema": 1, "documents": [{"path": 3}]}'])
def test_what_is_no_report(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"r\.json is no JSON report"):
        read_report(data, "r.json")


def test_another_schema() -> None:
    with pytest.raises(UsageError, match="schema 2"):
        read_report(b'{"schema": 2, "documents": []}', "r.json")
