"""Excuses and the baseline in a batch: what they say holds, and a change of theirs is noticed."""

import json
import os
from pathlib import Path

import pytest

from audit.cli.main import main

TEXT = "The ferry left left at noon and nobody saw it go.\n"
RULE = '[[ignore-where]]\ncheck = "doubled-word"\ninside = "left left"\nreason = "they say so here"\n'
WORDS = ["-t", "en", "--select", "doubled-word"]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(TEXT)
        os.utime(name, (1_000_000_000, 1_000_000_000))


def summary(*words: str) -> tuple[int, dict[str, int]]:
    """Findings that count and excused ones by kind, of a report."""
    main(["report", *WORDS, "-j", "1", "-o", "out", "-q", *words, "a.txt", "b.txt"])
    told = json.loads(Path("out/summary.json").read_text("utf-8"))["summary"]
    return sum(told["findings"].values()), told["suppressed"]


def test_a_baseline_that_comes_and_goes() -> None:
    assert summary() == (2, {"in-source": 0, "pattern": 0, "baseline": 0})
    main(["baseline", *WORDS, "-q", "-o", "base.json", "a.txt"])
    assert summary("--baseline", "base.json") == (1, {"in-source": 0, "pattern": 0, "baseline": 1})
    main(["baseline", *WORDS, "-q", "--update", "-o", "base.json", "a.txt", "b.txt"])
    assert summary("--baseline", "base.json") == (0, {"in-source": 0, "pattern": 0, "baseline": 2})
    assert summary() == (2, {"in-source": 0, "pattern": 0, "baseline": 0})


def test_a_side_file_that_comes_and_goes() -> None:
    assert summary()[0] == 2
    Path("a.txt.audit.toml").write_text(RULE)
    assert summary() == (1, {"in-source": 0, "pattern": 1, "baseline": 0})
    Path("a.txt.audit.toml").unlink()
    assert summary()[0] == 2


def test_gates_do_not_count_what_is_excused() -> None:
    main(["baseline", *WORDS, "-q", "-o", "base.json", "a.txt", "b.txt"])
    gate = ["--max-findings", "0", "a.txt", "b.txt"]
    for command in (["check"], ["report", "-j", "1", "-o", "out"]):
        assert main([*command, *WORDS, *gate]) == 1
        assert main([*command, *WORDS, "--baseline", "base.json", *gate]) == 0
