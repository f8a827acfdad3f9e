"""Units of a run's files that do not agree."""

from pathlib import Path

import pytest

from audit.files.find_documents import FoundDocument
from audit.model.mqm import Confidence
from audit.model.result import Result
from audit.model.settings import Configuration
from audit.run.across.across_files import AcrossFiles, File
from audit.run.audit_many import audit_many

HEAD = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
LINE = "Open the drawbridge before the boats arrive."


def entry(source: str, target: str, context: str = "", flag: str = "") -> str:
    lines = [f"#, {flag}"] if flag else []
    lines += [f'msgctxt "{context}"'] if context else []
    return "\n".join([*lines, f'msgid "{source}"', f'msgstr "{target}"', ""])


def audited(folder: Path, **files: str) -> dict[str, Result]:
    for name, text in files.items():
        (folder / f"{name}.po").write_text(f"{HEAD}\n{text}", encoding="utf-8")
    documents = [FoundDocument(str(folder / f"{name}.po"), f"{name}.po") for name in files]
    configuration = Configuration(select=("inconsistent-translation", "shared-translation"), source="en")
    results = dict(zip(files, audit_many(documents, configuration), strict=True))
    assert all(isinstance(result, Result) for result in results.values())
    return {name: result for name, result in results.items() if isinstance(result, Result)}


def shown(results: dict[str, Result]) -> list[tuple[str, str, str]]:
    return [
        (name, finding.check, finding.confidence)
        for name, result in results.items()
        for finding in result.findings
    ]


def test_a_sentence_said_otherwise_in_another_file(tmp_path: Path) -> None:
    one = entry(LINE, "Öffnen Sie die Zugbrücke, bevor die Boote ankommen.")
    other = entry(LINE, "Vor Ankunft der Boote ist die Klappbrücke zu heben.")
    results = audited(tmp_path, a=one, b=other)
    assert shown(results) == [("b", "inconsistent-translation", Confidence.LIKELY)]
    (finding,) = results["b"].findings
    assert finding.other is not None
    assert finding.other.path == str(tmp_path / "a.po")
    text = (tmp_path / "a.po").read_text("utf-8")
    assert text[finding.other.start : finding.other.end].startswith("Öffnen Sie")
    assert text.splitlines()[finding.other.line - 1][finding.other.column - 1 :].startswith("Öffnen Sie")
    assert finding.other.path in finding.message


def test_the_more_frequent_counts_over_all_files(tmp_path: Path) -> None:
    one, other = "Öffnen Sie die Zugbrücke vor den Booten.", "Die Klappbrücke ist vorher zu heben."
    twice = entry(LINE, one) + "\n" + entry(f"&{LINE}", one)
    results = audited(tmp_path, a=twice, b=entry(LINE, other), c=entry(LINE, other), d=entry(LINE, other))
    assert shown(results) == [("a", "inconsistent-translation", Confidence.LIKELY)] * 2


def test_in_one_file_the_place_is_in_it(tmp_path: Path) -> None:
    text = (
        entry(LINE, "Öffnen Sie die Zugbrücke rechtzeitig.")
        + "\n"
        + entry(f"&{LINE}", "Brücke auf, Boote kommen.")
    )
    (finding,) = audited(tmp_path, a=text)["a"].findings
    assert finding.other is not None
    assert finding.other.path is None
    assert finding.other.line < finding.line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entry(LINE, "Öffnen Sie die Zugbrücke.", "menu"), entry(LINE, "Die Brücke ist zu heben.", "button")),
        (entry(LINE, "Öffnen Sie die Zugbrücke."), entry(LINE, "Die Brücke ist zu heben.", flag="fuzzy")),
        (entry(LINE, "Öffnen Sie die Zugbrücke."), entry(LINE, LINE)),
        (entry(LINE, "Öffnen Sie die Brücke."), entry(LINE, "öffnen Sie die  Brücke")),
        (entry(LINE, "Öffnen Sie die Brücke."), entry(LINE, "")),
        (entry("%d + %d", "%d + %d"), entry("%d + %d", "%d und %d")),
    ],
)
def test_what_is_no_contradiction(tmp_path: Path, one: str, other: str) -> None:
    results = audited(tmp_path, a=one, b=other)
    assert [item for item in shown(results) if item[1] == "inconsistent-translation"] == []


def test_a_label_of_another_file_is_doubtful(tmp_path: Path) -> None:
    results = audited(tmp_path, a=entry("Departure", "Abfahrt"), b=entry("Departure", "Auslaufen"))
    assert shown(results) == [("b", "inconsistent-translation", Confidence.POSSIBLE)]


def test_one_translation_for_opposites(tmp_path: Path) -> None:
    results = audited(
        tmp_path, a=entry("Show the harbour map", "Hafenkarte"), b=entry("Hide the harbour map", "Hafenkarte")
    )
    assert shown(results) == [("b", "shared-translation", Confidence.LIKELY)]
    (finding,) = results["b"].findings
    assert finding.other is not None
    assert finding.other.path == str(tmp_path / "a.po")


def test_nothing_is_read_where_nothing_compares(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(HEAD, encoding="utf-8")
    files = [File(name, name, str(tmp_path / "a.po")) for name in ("a.po", "b.po")]
    across = AcrossFiles(files, Configuration(select=("empty-translation",)))
    assert across.others("a.po") == ()
    across.close()
