"""Two reports of the same pages: what was mended is gone, finding by finding."""

import json
from pathlib import Path

import pytest

from audit.cli.main import main


def test_gone_and_still_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    site = tmp_path / "site"
    site.mkdir()
    for name in "abc":
        (site / f"{name}.md").write_text(
            f"# Page {name}\n\nThe the office of {name} opens at nine and and closes.\n"
        )
    report = ["report", "site", "-o", "out", "-q", "-j", "1", "--exit-zero", "-t", "en"]
    assert main([*report, "--label", "first"]) == 0
    (site / "a.md").write_text("# Page a\n\nThe office of a opens at nine and and closes.\n")
    assert main([*report, "--label", "second"]) == 0
    assert main(report) == 0, "a run with nothing to do is kept as well"
    capsys.readouterr()
    main(["trend", "out", "--format", "json", "--against", "first"])
    paired = json.loads(capsys.readouterr().out)["paired"]
    assert (paired["documents"], paired["only_before"], paired["only_now"]) == (3, 0, 0)
    assert paired["new"] <= 1, "an edited sentence may hold its other finding anew"
    assert paired["gone"] == 1 + paired["new"]
    assert paired["open"] == 5 - paired["new"]
    main(["trend", "out"])
    assert "the same 3 documents, finding by finding: 0 gone, 0 new, 5 still open" in capsys.readouterr().out
