"""The gates of a batch: asked anew in every run, without auditing anything again."""

from pathlib import Path

import pytest

from audit.cli.main import main

TEXT = "The ferry left left at noon and nobody saw it go.\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(5):
        Path(f"{number}.txt").write_text(TEXT)


def report(*words: str) -> int:
    return main(["report", "-t", "en", "--select", "doubled-word", "-j", "1", "-o", "out", "-q", *words, "."])


def test_gates_are_asked_anew_of_what_was_audited_before() -> None:
    assert report("--partition", "2", "--max-findings", "5") == 0
    parts = sorted(Path("out/.work/partitions").glob("*/*"))
    assert len(parts) > 1
    assert report("--partition", "2", "--max-findings", "4") == 1
    assert '"max-findings 4: 5 findings"' in Path("out/summary.json").read_text("utf-8")
    assert report("--partition", "2", "--max-findings", "4") == 1  # nothing is written again
    assert report("--partition", "2", "--max-findings", "5") == 0
    assert sorted(Path("out/.work/partitions").glob("*/*")) == parts


def test_the_closing_words_name_the_gate(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--select", "doubled-word", "-t", "en", "-o", "out", "--fail-on", "minor", "."]
    assert main(["report", *words]) == 1
    assert "gate failed: fail-on minor: 5 minor or graver findings, the first at 0.txt:1:11" in (
        capsys.readouterr().out
    )


def test_gates_of_paths_are_those_of_the_documents() -> None:
    Path("audit.toml").write_text("max-findings = 0\n[[path]]\nmatch = '*.txt'\nmax-findings = 5\n")
    assert report() == 0
