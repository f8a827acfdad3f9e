"""The JSON report and its schema say the same."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.cli.main import main
from audit.model.mqm import Confidence, Severity
from audit.model.result import Outcome, Unreadable
from audit.model.role import Role
from audit.model.score import Verdict
from audit.model.unchecked import Unchecked
from audit.report.json_report import JsonReport, schema_text
from audit.report.tally import Tally

from .made_results import made_finding, made_result

SCHEMA: dict[str, Any] = json.loads(schema_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def report_of(*outcomes: Outcome, possible: bool = False) -> dict[str, Any]:
    report, tally = JsonReport(possible), Tally()
    written = report.begin()
    for outcome in outcomes:
        tally.add(outcome)
        written += report.add(outcome)
    record: dict[str, Any] = json.loads((written + report.end(tally)).encode())
    VALIDATOR.validate(record)
    return record


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_schema_knows_every_name() -> None:
    definitions = SCHEMA["$defs"]
    assert set(definitions["severity"]["enum"]) == set(Severity)
    assert set(definitions["finding"]["properties"]["role"]["enum"]) == set(Role)
    assert set(definitions["finding"]["properties"]["confidence"]["enum"]) == set(Confidence)
    assert set(definitions["score"]["properties"]["verdict"]["enum"]) == set(Verdict)


def test_no_documents() -> None:
    assert report_of()["documents"] == []


@given(st.text(max_size=30), st.text(st.characters(codec=None, categories=["Cs", "L"]), max_size=5))
def test_any_text_and_undecodable_bytes(text: str, rest: str) -> None:
    whole = f"x{text}{rest}"
    result = made_result(whole, made_finding(whole, 0, len(whole), replacement=rest), path=whole)
    assert report_of(result, Unreadable(whole, rest))["summary"]["documents"] == 2


def test_possible_findings_come_on_request() -> None:
    doubtful = made_finding("some text", 0, 4, confidence=Confidence.POSSIBLE)
    result = made_result("some text", made_finding("some text", 5, 9), doubtful)
    assert len(report_of(result)["documents"][0]["findings"]) == 1
    assert len(report_of(result, possible=True)["documents"][0]["findings"]) == 2
    assert report_of(result)["summary"]["possible"] == 1


def test_what_is_unchecked_is_said() -> None:
    fatal = made_result("text", unchecked=(Unchecked("check x", "it broke", fatal=True),))
    record = report_of(fatal, Unreadable("b", "gone"), made_result("text", unchecked=(Unchecked("a", "b"),)))
    assert record["summary"]["incomplete"] == 2
    assert [len(document["unchecked"]) for document in record["documents"]] == [1, 1, 1]


def test_places_are_those_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = "\ufeff<p>\r\nThe caf&eacute; shop shop is open.</p>"
    (tmp_path / "a.html").write_bytes(page.encode())
    code = main(
        ["check", "-t", "en", "--select", "doubled-word", "--format", "json", str(tmp_path / "a.html")]
    )
    record = json.loads(capsys.readouterr().out)
    VALIDATOR.validate(record)
    (finding,) = record["documents"][0]["findings"]
    assert page[finding["start"] : finding["end"]] == "shop shop"
    assert (finding["line"], finding["column"]) == (2, 17)
    assert code == (0 if record["documents"][0]["score"]["passed"] else 1)
