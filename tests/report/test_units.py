"""Reports of translation files: the unit by its name, and the source where it stands."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit.cli.main import main
from audit.files.find_documents import FoundDocument
from audit.model.result import Result
from audit.model.settings import Configuration, Settings
from audit.report.pages.html_report import document_page
from audit.report.terminal.text_report import TextReport
from audit.run.audit_many import audit_many
from audit.run.auditor import Auditor

from .test_json_contract import report_of
from .test_service_formats import valid_sarif, written

PO = """msgid ""
msgstr ""
"Language: {language}\\n"

#, python-brace-format
msgid "{{user}} opened the gate {{count}} times."
msgstr "{target}"
"""
FAULTY = "{user} hat das Tor geöffnet"


def audited(folder: Path, *, language: str = "de", target: str = FAULTY) -> Result:
    file = folder / "texts.po"
    file.write_text(PO.format(language=language, target=target), "utf-8")
    return Auditor(settings=Settings(source="en")).check_file(file)


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """A file whose sources lie in another."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locales").mkdir()
    english = '\ufeff{\r\n  "gate": "{user} opened the gate {count} times."\r\n}'
    (tmp_path / "locales" / "en.json").write_bytes(english.encode())
    (tmp_path / "locales" / "de.json").write_text(f'{{"gate": "{FAULTY}"}}', "utf-8")
    return Auditor(settings=Settings(source="en")).check_file("locales/de.json")


def lacking(records: list[dict[str, Any]], key: str = "check") -> dict[str, Any]:
    return next(record for record in records if record[key] == "missing-placeholder")


def test_json_names_the_unit_and_the_source(tmp_path: Path, beside: Result) -> None:
    one, other = report_of(audited(tmp_path), beside)["documents"]
    found = lacking(one["findings"])
    text = (tmp_path / "texts.po").read_text("utf-8")
    assert found["segment"] == "{user} opened the gate {count} times."
    assert found["form"] == 0
    assert found["source"]["path"] is None
    assert text[found["source"]["start"] : found["source"]["end"]] == "{count}"
    found = lacking(other["findings"])
    assert found["segment"] == "gate"
    assert found["source"]["path"] == "locales/en.json"
    english = (tmp_path / "locales" / "en.json").read_bytes().decode()
    assert english[found["source"]["start"] : found["source"]["end"]] == "{count}"


def test_sarif_leads_to_the_source(tmp_path: Path, beside: Result) -> None:
    run = valid_sarif(written("sarif", audited(tmp_path), beside))
    here, there = (item for item in run["results"] if item["ruleId"] == "missing-placeholder")
    for item in (here, there):
        (related,) = item["relatedLocations"]
        assert related["message"]["text"] == "source: {user} opened the gate {count} times."
        assert related["physicalLocation"]["region"]["snippet"]["text"] == "{count}"
    assert here["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 6
    place = there["relatedLocations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "locales/en.json"
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (2, 35)
    assert there["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "locales/de.json"


def test_what_is_said_otherwise_elsewhere_has_its_place(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = 'msgid "The gate of the harbour opens at nine."\nmsgstr "{}"\n'
    said = ("Das Hafentor öffnet um neun Uhr.", "Um neun Uhr geht es am Hafen los.")
    documents = []
    for name, text in zip("ab", said, strict=True):
        (tmp_path / f"{name}.po").write_text(head + entry.format(text), encoding="utf-8")
        documents.append(FoundDocument(str(tmp_path / f"{name}.po"), f"{name}.po"))
    configuration = Configuration(select=("inconsistent-translation",), source="en")
    outcomes = list(audit_many(documents, configuration))
    _, second = report_of(*outcomes)["documents"]
    (found,) = second["findings"]
    assert (found["other"]["path"], found["other"]["line"]) == (str(tmp_path / "a.po"), 7)
    (item,) = valid_sarif(written("sarif", *outcomes))["results"]
    place = item["relatedLocations"][-1]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("a.po")
    assert place["region"] == {"startLine": 7, "startColumn": 9}


@pytest.mark.parametrize(
    "name", ["junit", "checkstyle", "gitlab", "rdjson", "rdjsonl", "github", "github-summary"]
)
def test_every_service_takes_units(name: str, tmp_path: Path, beside: Result) -> None:
    text = written(name, audited(tmp_path), beside)
    assert "count" in text


def test_the_terminal_underlines_what_is_missing_in_the_source(beside: Result) -> None:
    lines = TextReport().add(beside).splitlines()
    number = next(number for number, line in enumerate(lines) if "source: " in line)
    start = lines[number].index("{count}")
    assert lines[number + 1][start:] == "^" * len("{count}")
    assert "^" not in lines[number - 1]


def test_a_source_in_right_to_left_writing_has_no_empty_marks(tmp_path: Path) -> None:
    text = "שלום לכולם, ברוכים הבאים לגן שלנו."
    file = tmp_path / "a.po"
    entry = f'msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgid "{text}"\nmsgstr "Willkommen  im im Garten."\n'
    file.write_text(entry, "utf-8")
    result = Auditor(settings=Settings(source="he")).check_file(file)
    assert "⟦⟧" not in "".join(
        line for line in TextReport(True).add(result).splitlines() if "source:" in line
    )


def test_the_schema_wants_sources(tmp_path: Path) -> None:
    from .test_json_contract import VALIDATOR

    record = report_of(audited(tmp_path))
    record["documents"][0]["findings"][0]["source"] = {"start": 1}
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(record)
    assert json.dumps(record)


def test_the_page_marks_both_sides(tmp_path: Path, beside: Result) -> None:
    page = document_page(beside)
    assert "<code>gate</code>" in page
    number = next(n for n, found in enumerate(beside.shown, 1) if found.check == "missing-placeholder")
    target, source = page.split('class="source"')
    assert f'<mark id="m{number}"' in target
    assert f'data-n="{number}">{{count}}</mark>' in source
    assert f'id="m{number}"' not in source
    assert 'dir="rtl"' in document_page(audited(tmp_path, language="ar", target="افتح الباب"))


def test_the_page_of_a_long_file_shows_what_was_found(tmp_path: Path) -> None:
    entries = [
        f'msgid "The gate number {number} of the garden."\nmsgstr "Das Gartentor Nummer {number}."\n'
        for number in range(100, 1100)
    ]
    entries[500] = 'msgctxt "sign"\nmsgid "Hello %s."\nmsgstr "Hallo\\n an alle."\n'
    file = tmp_path / "long.po"
    file.write_text('msgid ""\nmsgstr ""\n"Language: de\\n"\n\n' + "\n".join(entries), "utf-8")
    result = Auditor(settings=Settings(source="en", select=("missing-placeholder",))).check_file(file)
    page = document_page(result)
    assert page.count('class="block entry') == 3
    assert page.count("texts without findings are left out") == 2
    assert "499 texts" in page
    assert "498 texts" in page
    assert "<bdi>sign</bdi>" in page
    assert "Nummer 599" in page
    assert "Nummer 100." not in page


def test_states_forms_and_line_ends_are_told(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n\n#, fuzzy\nmsgid "One bed\\nhere"\nmsgid_plural "Many beds\\nhere"\n'
        'msgstr[0] "Ein Beet\\nhier"\nmsgstr[1] "Viele Beete\\nhier"\n',
        "utf-8",
    )
    page = document_page(Auditor(settings=Settings(source="en")).check_file(file))
    assert '<span class="state">draft</span>' in page
    assert '<span class="form">1</span>' in page
    assert 'Viele Beete<span class="end">↵</span><br>hier' in page


def test_a_repair_is_told_as_it_reads_not_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.xlf"
    file.write_text(
        '<xliff version="1.2"><file source-language="en" target-language="de" original="a" datatype="plaintext"><body>'
        '<trans-unit id="a"><source>See https://garden.example/?a=1&amp;b=2 for more.</source>'
        "<target>Mehr unter https://garden.example/?a=1&amp;b=3 lesen.</target></trans-unit></body></file></xliff>",
        "utf-8",
    )
    shown = TextReport().add(Auditor(settings=Settings(source="en")).check_file(file))
    assert "write “https://garden.example/?a=1&b=2”" in shown


def test_a_report_folder_names_the_file_of_sources_as_it_names_the_translation(beside: Result) -> None:
    assert main(["report", "--no-config", "-q", "locales", "-o", "out"]) in (0, 1)
    summary = Path("out/summary.json").read_text("utf-8")
    documents = {document["path"]: document for document in json.loads(summary)["documents"]}
    (path,) = (name for name in documents if name.endswith("de.json"))
    found = lacking(documents[path]["findings"])
    assert found["source"]["path"] == path.replace("de.json", "en.json")
    assert str(Path.cwd()) not in summary
    plan = Path("out/cleanup-plan.md").read_text("utf-8")
    assert f"`{path}:1:11` (`gate`)" in plan
