"""Decisions: read strictly, carried out document by document."""

import json
from pathlib import Path
from typing import Any

import pytest

from audit.cli.main import main
from audit.excuses.read_baseline import read_baseline
from audit.excuses.read_decisions import is_decisions, read_decisions
from audit.model.decision import Do
from audit.model.errors import SettingsError
from audit.run.auditor import Auditor

PRINT = "4fd25d955424bc5b"
TEXT = "The boat lay at at the pier , and nobody saw it leave. The end end of it came at noon in the harbour."


def decisions(*entries: dict[str, Any], schema: object = 1) -> bytes:
    return json.dumps({"schema": schema, "decisions": entries}, indent=1).encode()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pier.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def found(path: str = "pier.txt") -> dict[str, str]:
    """Found words → fingerprint."""
    return {finding.text: finding.fingerprint for finding in Auditor(target="en").check_file(path).findings}


def apply(folder: Path, *entries: dict[str, Any], write: bool = True) -> int:
    (folder / "decisions.json").write_bytes(decisions(*entries))
    return main(["apply", "decisions.json", *(["--write"] if write else [])])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"[]", ":1: this is no decision file"),
        (b'{"schema": 1, "decisions": [\n{]}', ":2:2: not valid JSON"),
        (decisions(schema=2), ":2: this version reads decisions of schema 1"),
        (decisions(schema=True), "schema 1"),
        (decisions({"do": "fix", "path": "a", "fingerprint": PRINT, "when": "now"}), ':4: unknown key "when"'),
        (decisions({"do": "mend", "path": "a", "fingerprint": PRINT}), 'needs a "do", one of fix'),
        (decisions({"do": ["fix"], "path": "a", "fingerprint": PRINT}), 'needs a "do"'),
        (decisions({"do": "fix", "path": "a"}), 'needs a "path" and a "fingerprint"'),
        (decisions({"do": "fix", "fingerprint": PRINT}), 'needs a "path" and a "fingerprint"'),
        (decisions({"do": "fix", "path": "a", "fingerprint": PRINT, "cause": "ad37ca90"}), "instead of both"),
        (decisions({"do": "fix", "path": "a", "fingerprint": "nonsense"}), "is no fingerprint"),
        (decisions({"do": "fix", "cause": "1"}), "is no cause"),
        (decisions({"do": "fix", "cause": 7}), '"cause" must be a text'),
        (decisions({"do": "write", "cause": "ad37ca90"}), '"write" needs "words"'),
        (decisions({"do": "fix", "cause": "ad37ca90", "words": "x"}), 'not to "fix"'),
        (decisions({"do": "write", "cause": "ad37ca90", "words": "x\u2028y"}), "on one line"),
        (decisions({"do": "accept", "cause": "ad37ca90", "reason": " "}), 'needs a "reason"'),
        (decisions(*[{"do": "fix", "cause": "ad37ca90"}] * 2), ":8: line 4 decides about the same"),
        (b'{"schema": 1, "decisions": ["fix"]}', "must hold objects"),
        (b'{"decisions": "\xff"}', ":1: not UTF-8"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_its_line(data: bytes, why: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_decisions(data, "d.json")
    assert str(error.value).startswith("d.json:")
    assert why in str(error.value)


def test_a_decision_file_is_told_from_a_report() -> None:
    assert is_decisions(decisions())
    assert not is_decisions(b'{"schema": 9, "documents": [{"path": "decisions"}]}')


def test_paths_are_read_as_baselines_have_them() -> None:
    (one,) = read_decisions(decisions({"do": "fix", "path": ".\\a\\b.txt", "fingerprint": PRINT}), "d.json")
    assert (one.do, one.path, one.line) == (Do.FIX, "a/b.txt", 4)


def test_one_sentence_may_be_mended_and_accepted(here: Path) -> None:
    names = found()
    code = apply(
        here,
        {"do": "fix", "path": "pier.txt", "fingerprint": names["at at"]},
        {"do": "accept", "path": "pier.txt", "fingerprint": names[" ,"], "reason": "so they write"},
        {"do": "write", "path": "pier.txt", "fingerprint": names["end end"], "words": "very end"},
    )
    assert code == 0
    text = (here / "pier.txt").read_text(encoding="utf-8")
    assert text == TEXT.replace("at at", "at").replace("end end", "very end")
    baseline = read_baseline(here / "audit-baseline.json")
    assert [(entry.text, entry.reason) for entry in baseline.entries] == [(" ,", "so they write")]
    again = Auditor(target="en", baseline=baseline).check_file("pier.txt")
    assert not again.findings


def test_nothing_is_written_without_write(here: Path) -> None:
    names = found()
    code = apply(
        here,
        {"do": "fix", "path": "pier.txt", "fingerprint": names["at at"]},
        {"do": "dismiss", "path": "pier.txt", "fingerprint": names[" ,"]},
        write=False,
    )
    assert code == 1
    assert (here / "pier.txt").read_text(encoding="utf-8") == TEXT
    assert not (here / "audit-baseline.json").exists()


def test_what_was_not_decided_about_is_left_alone(here: Path) -> None:
    (here / "pier.txt").write_text(
        "He lay at at the pier of of the old town at noon, and nobody saw him leave.", encoding="utf-8"
    )
    second = [finding.fingerprint for finding in Auditor(target="en").check_file("pier.txt").findings][1]
    apply(here, {"do": "fix", "path": "pier.txt", "fingerprint": second})
    assert "lay at at the pier of the old" in (here / "pier.txt").read_text(encoding="utf-8")


def test_an_accepted_finding_is_accepted_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = {"do": "accept", "path": "pier.txt", "fingerprint": found()[" ,"], "reason": "so they write"}
    assert apply(here, entry) == 0
    before = (here / "audit-baseline.json").read_text(encoding="utf-8")
    assert apply(here, entry) == 0
    assert (here / "audit-baseline.json").read_text(encoding="utf-8") == before


def test_files_outside_are_not_touched(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = here / "in"
    folder.mkdir()
    names = found()
    (here / "decisions.json").write_bytes(
        decisions({"do": "fix", "path": "../pier.txt", "fingerprint": names["at at"]})
    )
    assert main(["apply", "decisions.json", "--root", "in", "--write"]) == 3
    assert "lies outside" in capsys.readouterr().err
    assert (here / "pier.txt").read_text(encoding="utf-8") == TEXT


def test_own_words_do_not_delete_markup(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = here / "a.html"
    page.write_text(
        "<p>The boat lay at <b>at</b> the pier for two days in the fog of the morning.</p>", encoding="utf-8"
    )
    names = found("a.html")
    assert names, "the example has a finding"
    apply(
        here,
        *({"do": "write", "path": "a.html", "fingerprint": one, "words": "by"} for one in names.values()),
    )
    assert "<b>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--suggested", "--only=4fd25d955424bc5b"])
def test_options_of_reports_say_nothing_here(here: Path, option: str) -> None:
    (here / "decisions.json").write_bytes(decisions())
    assert main(["apply", "decisions.json", option]) == 2
