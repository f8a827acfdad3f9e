"""The formats of services: valid by their schemas, true to the file, and closed to hostile text."""

import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import Auditor
from audit.cli.main import main
from audit.model.finding import Finding
from audit.model.gate import GateFailure
from audit.model.mqm import Severity
from audit.model.result import Outcome, Result, Unreadable
from audit.model.unchecked import Unchecked
from audit.registry.builtin_checks import builtin_checks
from audit.report.formats import FORMATS, report_in
from audit.report.services.service_path import as_uri, service_path
from audit.report.tables.rows import FINDING_COLUMNS
from audit.report.tally import Tally

from .made_results import made_finding, made_result

ROOT = Path(__file__).resolve().parents[2]
SARIF: dict[str, Any] = json.loads((ROOT / "tests/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SARIF, format_checker=jsonschema.FormatChecker())
SERVICES = [name for name, row in FORMATS.items() if row.top]
EVIL = [
    "<script>&\"'>",
    "]]><!--",
    "\x00\x01\x1b[31m\x7f\x85",
    "a\r\nb\nc",
    "::error file=x::y",
    "100%0A::add-mask::x,y:z",
    "\ud800\udfff",
    "\ufffe\uffff",
    "\u202edlrow\u2066",
    "[here](https://example.org)",
    "{0} {{1}}",
    "=1+1",
]


class Failing:
    def __init__(self, *failures: GateFailure) -> None:
        self.all = failures

    def failures(self) -> tuple[GateFailure, ...]:
        return self.all


def written(name: str, *outcomes: Outcome, possible: bool = False, gates: Failing | None = None) -> str:
    report, tally = report_in(name, possible, str(Path.cwd())), Tally(gates)
    text = report.begin()
    for outcome in outcomes:
        tally.add(outcome)
        text += report.add(outcome)
    text += report.end(tally)
    text.encode()  # no lone surrogate may be left
    return text


def evil_outcomes(evil: str) -> list[Outcome]:
    text = f"before {evil} after"
    finding = made_finding(text, 7, 7 + len(evil), message=f"found {evil}", replacement=evil)
    # What a file system can hold: no NUL, and any other bytes.
    path = os.fsdecode(evil.replace("\x00", "").encode("utf-8", "surrogatepass")) or "x"
    result = made_result(text, finding, path=f"{path}.txt", unchecked=(Unchecked(evil, evil),), detail=evil)
    return [result, Unreadable(path, evil)]


def valid_sarif(text: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(text)
    VALIDATOR.validate(record)
    (run,) = record["runs"]
    return dict(run)


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("name", SERVICES)
def test_every_format_takes_hostile_text(name: str, evil: str) -> None:
    hold(name, evil)


@settings(deadline=None)
@given(st.text(st.characters(codec=None), min_size=1, max_size=30))
def test_every_format_takes_any_text(evil: str) -> None:
    for name in SERVICES:
        hold(name, evil)


def hold(name: str, evil: str) -> None:
    """Three diagnostics went in; three come out, whatever they say."""
    gates = Failing(GateFailure("fail-on", f"fail-on {evil}"))
    text = written(name, *evil_outcomes(evil), gates=gates)
    match name:
        case "sarif":
            run = valid_sarif(text)
            assert len(run["results"]) == 1
            assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2
        case "junit":
            root = ET.fromstring(text)
            assert [suite.get("errors") for suite in root] == ["0", "1", "0"]
            assert len(root.findall(".//failure")) == 2
        case "checkstyle":
            assert len(ET.fromstring(text).findall("file/error")) == 3
        case "github":
            commands = list(github_commands(text))
            assert [kind for kind, _, _ in commands] == ["error", "warning", "notice", "notice"]
            assert all(set(values) <= GITHUB_PROPERTIES for _, values, _ in commands)
        case "github-summary":
            assert text.count("\n- ") == 4
            outside = re.sub(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)", "", text)
            assert not re.search(r"(?<!\\)[<\[]", outside)
            assert all(line[:1] in ("", "#", "|", "-", "2") for line in text.split("\n"))
        case "gitlab":
            assert len(json.loads(text)) == 3
        case "rdjson":
            assert len(json.loads(text)["diagnostics"]) == 3
        case "rdjsonl":
            assert [json.loads(line)["source"]["name"] for line in text.split("\n")[:-1]] == [
                "translation-audit"
            ] * 3
        case _:
            raise AssertionError(f"{name} is not tested")


GITHUB_PROPERTIES = {"file", "line", "endLine", "col", "endColumn", "title"}


def github_commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """What the runner of GitHub makes of a log: every line that begins with ::, taken apart."""
    for line in re.split(r"\r\n|[\r\n]", text.removesuffix("\n")):
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        pairs = [pair.split("=", 1) for pair in match[2].split(",")]
        unescaped = {
            key: value.replace("%0D", "\r")
            .replace("%0A", "\n")
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%")
            for key, value in pairs
        }
        yield match[1], unescaped, match[3]


@pytest.mark.parametrize("name", SERVICES)
def test_a_run_without_documents(name: str) -> None:
    text = written(name)
    match name:
        case "sarif":
            assert valid_sarif(text)["results"] == []
        case "junit" | "checkstyle":
            ET.fromstring(text)
        case "gitlab" | "rdjson":
            json.loads(text)
        case _:
            assert "None" not in text


def sample_results() -> list[Result]:
    auditor = Auditor()
    return [auditor.check_file(path) for path in sorted((ROOT / "samples" / "dirty").iterdir())]


SAMPLES = sample_results()


def test_sarif_of_the_samples_is_valid_and_complete() -> None:
    run = valid_sarif(written("sarif", *SAMPLES))
    assert len(run["results"]) == sum(len(result.shown) for result in SAMPLES)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.id for check in builtin_checks()]
    for rule in rules:
        assert len(rule["help"]["text"]) > 200
        assert rule["help"]["markdown"].startswith(rule["shortDescription"]["text"][:10].replace("`", ""))
    for found in run["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        location = found["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][location["index"]]["location"]["uri"] == location["uri"]
    levels = Counter(found["level"] for found in run["results"])
    assert set(levels) == {"error", "warning", "note"}
    prints = Counter(
        (
            found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            found["ruleId"],
            found["partialFingerprints"]["primaryLocationLineHash"],
        )
        for found in run["results"]
    )
    assert max(prints.values()) == 1


HARD_PAGES = {
    "entities.html": "<p>\r\nThe caf&eacute; shop shop <b>is</b> 🚢 open open.</p>\r\n<p>It\rcan can wait.</p>",
    "mark.txt": "\ufeffThe shop shop is open.\n\nIt 🚢 is is far.\n",
    "old.txt": "The shop\rshop is open.\r\rIt is is far.\r",
    "page.md": "# The *harbour* harbour\n\nThe [ferry](x.html) ferry leaves `at` 9.\n\n> It is is far.\n",
}


@pytest.mark.parametrize("name", HARD_PAGES)
def test_regions_resolve_to_the_finding(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(HARD_PAGES[name].encode())
    result = Auditor(target="en").check_file(name)
    assert result.shown
    check_regions(result, Path(name).read_bytes())


@pytest.mark.parametrize("result", SAMPLES, ids=lambda result: Path(result.document.path).name)
def test_regions_of_the_samples_resolve(result: Result) -> None:
    check_regions(result, Path(result.document.path).read_bytes())


def check_regions(result: Result, data: bytes) -> None:
    """Read the file as a viewer would: by offset, by line and column, by byte column."""
    text = data.decode(result.document.encoding).removeprefix("\ufeff")
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    run = valid_sarif(written("sarif", result))
    diagnostics = json.loads(written("rdjson", result))["diagnostics"]
    diagnostics = [item for item in diagnostics if "range" in item["location"]]
    assert len(run["results"]) == len(diagnostics) == len(result.shown)
    for found, item, finding in zip(run["results"], diagnostics, result.shown, strict=True):
        wanted = result.document.text[finding.start : finding.end]
        region = found["locations"][0]["physicalLocation"]["region"]
        assert region["charLength"] == len(wanted)
        assert text[region["charOffset"] : region["charOffset"] + region["charLength"]] == wanted
        places = (
            (region["startLine"], region["startColumn"] - 1),
            (region["endLine"], region["endColumn"] - 1),
        )
        assert stretch(lines, *places) == wanted
        where = item["location"]["range"]
        byte_lines = [line.encode() for line in lines]
        ends = [(where[end]["line"], where[end]["column"] - 1) for end in ("start", "end")]
        assert stretch(byte_lines, *ends).decode() == wanted
        check_fix(found, finding, text)


def stretch(lines: list[Any], start: tuple[int, int], end: tuple[int, int]) -> Any:
    """What stands between two places (line from 1, column from 0)."""
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] : end[1]]
    inner = lines[start[0] : end[0] - 1]
    first, last = lines[start[0] - 1][start[1] :], lines[end[0] - 1][: end[1]]
    return type(first)().join([first, *inner, last])


def check_fix(found: dict[str, Any], finding: Finding, text: str) -> None:
    """The fix written in SARIF makes of the file what the finding's own edits make of it."""
    if finding.fix is None:
        assert "fixes" not in found
        return
    shift = len(text)
    out = text
    for part in reversed(found["fixes"][0]["artifactChanges"][0]["replacements"]):
        region = part["deletedRegion"]
        start = region["charOffset"]
        assert start + region["charLength"] <= shift
        shift = start
        out = out[:start] + part["insertedContent"]["text"] + out[start + region["charLength"] :]
    assert out != text


@pytest.mark.parametrize("name", SERVICES)
def test_the_same_run_gives_the_same_bytes(name: str) -> None:
    assert written(name, *SAMPLES) == written(name, *SAMPLES)


def test_nothing_knows_the_machine() -> None:
    for name in SERVICES:
        assert str(Path.home()) not in written(name, made_result("a b", made_finding("a b", 0, 1)))


def test_github_shows_the_gravest_and_says_how_many_more() -> None:
    text = "word " * 60
    minor = [made_finding(text, place * 5, place * 5 + 4) for place in range(14)]
    grave = [made_finding(text, 100, 104, severity=Severity.MAJOR, message="grave") for _ in range(10)]
    worst = made_finding(text, 200, 204, severity=Severity.CRITICAL, message="worst")
    result = made_result(text, *minor, *grave, worst)
    shown = written("github", result)
    kinds = Counter(kind for kind, _, _ in github_commands(shown))
    assert kinds == {"error": 10, "warning": 10, "notice": 1}
    assert "worst" in shown.split("\n")[0]
    assert shown.endswith("::1 more error; the gravest are shown; 4 more warnings; the gravest are shown\n")


def test_github_never_writes_more_than_ten_of_a_kind() -> None:
    text = "word " * 60
    notes = [made_finding(text, n * 5, n * 5 + 4, severity=Severity.NEUTRAL) for n in range(10)]
    assert written("github", made_result(text, *notes)).count("::notice") == 10
    gates = Failing(GateFailure("fail-on", "fail-on neutral"))
    shown = written("github", made_result(text, *notes), gates=gates)
    assert shown.count("::notice") == 10
    assert shown.endswith("::gate failed: fail-on neutral; 1 more notice; the gravest are shown\n")


def test_the_summary_of_a_job_stays_short() -> None:
    text = "word " * 400
    findings = [made_finding(text, n * 5, n * 5 + 4) for n in range(300)]
    shown = written("github-summary", *[made_result(text, *findings, path=f"{n}.txt") for n in range(80)])
    assert len(shown) < 20_000
    assert "… and 23,950 more lines" in shown
    assert "… and 30 more documents" in shown


def test_junit_says_what_is_an_error_and_what_is_clean_up() -> None:
    text = "one two three"
    result = made_result(
        text, made_finding(text, 0, 3), made_finding(text, 4, 7, severity=Severity.NEUTRAL), path="a.txt"
    )
    root = ET.fromstring(written("junit", result, made_result("fine", path="b.txt"), Unreadable("c", "gone")))
    # The shape that consumers agree on: suites hold properties, cases and output, in this order.
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        assert {"name", "tests", "failures", "errors", "skipped"} == set(suite.keys())
        order = [("properties", "testcase", "system-out").index(part.tag) for part in suite]
        assert order == sorted(order)
        cases = suite.findall("testcase")
        assert int(suite.get("tests") or 0) == len(cases) > 0
        assert int(suite.get("failures") or 0) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors") or 0) == len(suite.findall("testcase/error"))
        assert all({"name", "classname"} <= set(case.keys()) for case in cases)
        assert len({case.get("name") for case in cases}) == len(cases)
    counts = [(suite.get("name"), suite.get("failures"), suite.get("errors")) for suite in root]
    assert counts == [("a.txt", "1", "0"), ("b.txt", "0", "0"), ("c", "0", "1"), ("gate", "0", "0")]


def test_gitlab_tells_equal_findings_apart_without_line_numbers() -> None:
    def prints(before: str) -> list[str]:
        text = f"{before}the the and the the"
        start = len(before)
        findings = [made_finding(text, start, start + 7), made_finding(text, start + 12, start + 19)]
        outcomes = [made_result(text, *findings, path=path) for path in ("a.txt", "b.txt")]
        return [issue["fingerprint"] for issue in json.loads(written("gitlab", *outcomes))]

    assert len(set(prints(""))) == 4
    assert prints("") == prints("Moved down by this. ")


def test_sarif_tells_of_excuses_that_do_not_work() -> None:
    directives = "<!-- audit-disable-line photo-credit: why --> <!-- audit-disable-line [a](b\x1b) -->"
    text = f"\ufeff{directives}\n\nThe boat lay here.\n"
    log = json.loads(written("sarif", Auditor(target="en").check_text(text, format="markdown")))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    notes = run["invocations"][0]["toolExecutionNotifications"]
    notes = [note for note in notes if note["level"] == "note"]
    assert [note["descriptor"]["id"] for note in notes] == ["unused-suppression", "unknown-suppression"]
    assert {note["descriptor"]["id"] for note in notes} <= {
        row["id"] for row in run["tool"]["driver"]["notifications"]
    }
    regions = [note["locations"][0]["physicalLocation"]["region"] for note in notes]
    assert regions == [{"startLine": 1, "startColumn": 1}, {"startLine": 1, "startColumn": 47}]
    assert "\\[a\\](b" in notes[1]["message"]["text"]
    assert "\x1b" not in notes[1]["message"]["text"]


def test_csv_has_rows_for_what_went_unchecked() -> None:
    outcomes = evil_outcomes("=cmd()\x1b")
    rows = list(csv.reader(io.StringIO(written("csv", *outcomes), newline="")))
    assert tuple(rows[0]) == FINDING_COLUMNS
    check = FINDING_COLUMNS.index("check")
    assert [row[check] for row in rows[1:]] == ["doubled-word", "unchecked", "unchecked"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b.txt", "a%20b.txt"),
        ("ру.md", "%D1%80%D1%83.md"),
        ("a:b%.txt", "a%3Ab%25.txt"),
        ('a\udcff\n".txt', "a%FF%0A%22.txt"),
        ("/x/y.txt", "file:///x/y.txt"),
        ("//x/y.txt", "file:///x/y.txt"),
        ("a?b#c", "a%3Fb%23c"),
    ],
)
def test_uris(path: str, uri: str) -> None:
    assert as_uri(path) == uri


def test_paths_start_at_the_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    assert service_path("a.txt", str(tmp_path)) == "site/a.txt"
    assert service_path("../b.txt", str(tmp_path)) == "b.txt"
    assert service_path(str(tmp_path / "site" / "a.txt"), str(tmp_path)) == "site/a.txt"
    assert service_path("../b.txt", str(tmp_path / "site")) == "../b.txt"
    assert service_path("-", str(tmp_path)) == "-"


def test_sarif_says_what_is_excused_and_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["-t", "en", "--select", "doubled-word"]
    Path("a.md").write_text("The ferry left left at noon.\n")
    main(["baseline", *words, "-q", "--reason", "from before", "-o", "base.json", "a.md"])
    Path("a.md").write_text(
        "The ferry left left at noon.\n\nNobody noticed noticed it.\n\n"
        "<!-- audit-disable-next-block doubled-word: a refrain -->\n\nRowing rowing the boat.\n"
    )

    def results(*more: str) -> list[dict[str, Any]]:
        main(["check", *words, "--format", "sarif=out.sarif", *more, "a.md"])
        log = json.loads(Path("out.sarif").read_text("utf-8"))
        VALIDATOR.validate(log)
        found: list[dict[str, Any]] = log["runs"][0]["results"]
        return found

    assert [("baselineState" in result, "suppressions" in result) for result in results()] == [
        (False, False),
        (False, False),
        (False, True),
    ]
    told = {
        result["locations"][0]["physicalLocation"]["region"]["startLine"]: (
            result["baselineState"],
            [(item["kind"], item["justification"]) for item in result.get("suppressions", [])],
        )
        for result in results("--baseline", "base.json")
    }
    assert told == {
        1: ("unchanged", [("external", "from before")]),
        3: ("new", []),
        7: ("new", [("inSource", "a refrain")]),
    }
