"""A page is checked beside the page it translates, wherever that lies."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit.cli.main import main
from audit.model.document import Document
from audit.run.auditor import Auditor

OLD = 1_700_000_000
MASTER = (
    "# The harbour\n\nThe ferry leaves at 9 from [the pier](https://hive.example/pier). It costs 20 euros.\n"
)
RIGHT = "# Der Hafen\n\nDie Fähre fährt um 9 Uhr vom [Kai](https://hive.example/pier). Sie kostet 20 Euro.\n"
WRONG = RIGHT.replace("um 9 Uhr", "um 8 Uhr")


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("content/en/harbour.md", MASTER), ("content/de/harbour.md", WRONG)):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (OLD, OLD))
    return tmp_path


def test_places_are_exact_on_both_sides(pages: Path) -> None:
    result = Auditor("de").check_files(pages / "content/de/harbour.md", pages / "content/en/harbour.md")
    (finding,) = result.findings
    assert finding.check == "altered-number"
    assert WRONG[finding.start : finding.end] == "8"
    assert finding.source is not None
    assert MASTER[finding.source.start : finding.source.end] == "9"
    assert finding.source_path == str(pages / "content/en/harbour.md")
    assert finding.unit is None
    shown = result.document.segments[finding.segment].text
    assert shown[finding.segment_start : finding.segment_end] == "8"
    assert result.source_language.tag == "en"


def test_a_text_beside_a_text() -> None:
    auditor = Auditor("de", "en")
    wrong = auditor.check_text(WRONG, source_text=MASTER, format="markdown")
    assert [finding.check for finding in wrong.findings] == ["altered-number"]
    assert not auditor.check_text(RIGHT, source_text=MASTER, format="markdown").findings


def test_two_sided_checks_say_why_they_did_not_run_without_a_source() -> None:
    result = Auditor("de", "en").check_text(WRONG, format="markdown")
    why = {skipped.check: skipped.why for skipped in result.checks_skipped}
    assert why["altered-number"] == "needs the source text beside the translation"


def test_a_source_without_text_is_said() -> None:
    result = Auditor("de", "en").check_text(WRONG, source_text=" \n", format="markdown")
    assert [item.what for item in result.unchecked] == ["source"]


@pytest.mark.parametrize(
    "pattern", ["content/{lang}/**", "auto", "content/en/{name}", "content/en/harbour.md"]
)
def test_the_command_line(pages: Path, capsys: pytest.CaptureFixture[str], pattern: str) -> None:
    code = main(["check", "content/de", "--source-file", pattern, "--format", "json"])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert code == 0, "a likely finding in a short text decides nothing"
    assert [finding["check"] for finding in document["findings"]] == ["altered-number"]
    assert document["findings"][0]["source"]["path"].endswith("content/en/harbour.md")


def test_a_source_that_cannot_be_read_is_said(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "content/en/harbour.md").write_bytes(b"\x00\x01\x02" * 50)
    assert main(["check", "content/de", "--source-file", "auto", "--format", "json"]) in (0, 3)
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert any("only the translation was checked" in item["why"] for item in document["unchecked"])


def test_a_report_looks_again_when_the_source_changes(pages: Path) -> None:
    command = [
        *(sys.executable, "-m", "audit", "report", "content/de", "-o", "out", "--source-file", "auto"),
        *("--exit-zero", "-q", "--no-history", "-j", "1"),
    ]

    def found() -> list[str]:
        subprocess.run(command, cwd=pages, check=True, timeout=120)
        with (pages / "out" / "findings.csv").open(encoding="utf-8") as file:
            return [row["text"] for row in csv.DictReader(file)]

    assert found() == ["8"]
    (pages / "content/en/harbour.md").write_text(MASTER.replace(" 9 ", " 8 "), encoding="utf-8")
    assert found() == []


def test_the_document_of_the_source_hangs_on_the_document(pages: Path) -> None:
    result = Auditor("de").check_files(pages / "content/de/harbour.md", pages / "content/en/harbour.md")
    assert isinstance(result.document.source, Document)
    assert [segment.source_text for segment in result.document.segments] == [
        "The harbour",
        "The ferry leaves at 9 from the pier. It costs 20 euros.",
    ]


def test_pages_without_their_source_are_said(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "content/de/pier.md").write_text(
        "# Der Kai\n\nDer Kai ist am Abend geschlossen.\n", encoding="utf-8"
    )
    main(["check", "content", "--source-file", "content/{lang}/**", "--source", "en", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    told = {
        document["path"]: [item["why"] for item in document["unchecked"] if item["what"] == "source"]
        for document in report["documents"]
    }
    assert [path for path, why in told.items() if why] == ["content/de/pier.md"]
    assert report["summary"]["beside_source"] == report["summary"]["without_source"] == 1
    paths = [document.get("source_path") for document in report["documents"]]
    assert [path for path in paths if path] == ["content/en/harbour.md"]
    main(["check", "content", "--source-file", "auto", "--source", "en"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "1 document was compared with what it translates; of 1 document no source was found" in shown
    main(["report", "content", "--source-file", "auto", "--source", "en", "-o", "out", "--quiet"])
    rows = list(csv.DictReader((pages / "out/documents.csv").read_text(encoding="utf-8").splitlines()))
    assert {
        row["path"].rpartition("/")[2]: bool(row["source_path"]) for row in rows if "de/" in row["path"]
    } == {
        "harbour.md": True,
        "pier.md": False,
    }


def test_a_page_beside_the_source_of_another(pages: Path) -> None:
    words = (
        "Wind",
        "Turm",
        "Boot",
        "Fisch",
        "Netz",
        "Anker",
        "Segel",
        "Brot",
        "Hund",
        "Katze",
        "Vogel",
        "Regen",
    )
    text = "\n\n".join(f"Der {one} steht bei dem {other} im Garten." for one in words for other in words[:3])
    other = "\n\n".join(
        f"Chapter {number} tells of kings and of {number * 7} battles." for number in range(60)
    )
    result = Auditor("de", "en").check_text(text, source_text=other, format="markdown")
    assert any("no translation of the source" in item.why for item in result.unchecked)
    assert not any(finding.source for finding in result.findings)


def test_figures_that_went_to_the_next_sentence() -> None:
    source = "The old ferry Tern was built in Frederikshavn and carries cars. It has sailed since 1984 with 12 sailors.\n"
    text = "Die alte Fähre Tern wurde 1984 in Frederikshavn gebaut und trägt Autos. Seitdem fährt sie mit 12 Seeleuten.\n"
    result = Auditor("de", "en").check_text(text, source_text=source, format="markdown")
    assert not [finding for finding in result.shown if "number" in finding.check]


@pytest.mark.parametrize("source", ["#", "```\n", "- a\n" * 50, "|a|\n|-|\n" * 20, "---\n", "![](a.png)"])
def test_sources_that_hold_next_to_nothing(source: str) -> None:
    result = Auditor("de", "en").check_text(RIGHT, source_text=source, format="markdown")
    assert [item.what for item in result.unchecked if "check" not in item.what] == ["source"]
