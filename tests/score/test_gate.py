"""What makes a run fail, and what it says then."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.cli.main import main
from audit.config.path_settings import limits_for
from audit.model.gate import Limits
from audit.model.mqm import Confidence, Severity
from audit.model.result import Result, Unreadable
from audit.model.score import Verdict
from audit.model.settings import Configuration, PathRule
from audit.score.gate import Gate
from tests.report.made_results import made_finding, made_result

TEXT = "word " * 100


def document(
    *severities: Severity,
    path: str = "a.txt",
    value: float = 50.0,
    words: int = 1000,
    high: float = 60.0,
    verdict: Verdict = Verdict.PASS,
    confidence: Confidence = Confidence.CERTAIN,
) -> Result:
    findings = [
        made_finding(TEXT, n * 5, n * 5 + 4, severity=severity, confidence=confidence)
        for n, severity in enumerate(severities)
    ]
    result = made_result(TEXT, *findings, path=path, verdict=verdict)
    score = msgspec.structs.replace(result.score, value=value, words=words, interval=(0.0, high))
    return msgspec.structs.replace(result, score=score)


def said(limits: Limits, *results: Result | Unreadable, strict: bool = False) -> list[str]:
    gate = Gate(strict)
    for result in results:
        gate.add(result, limits)
    return [failure.why for failure in gate.failures()]


def test_verdict() -> None:
    limits = Limits()
    fails = document(verdict=Verdict.FAIL)
    open_ = document(verdict=Verdict.UNDECIDED)
    assert said(limits, document(), open_) == []
    assert said(limits, fails, document()) == ["verdict: 1 document with the verdict fail"]
    assert said(limits, fails, fails, open_, strict=True) == [
        "verdict: 2 documents with the verdict fail and 1 document with the verdict undecided"
    ]


def test_fail_on() -> None:
    limits = Limits(verdict=False, fail_on=Severity.MAJOR)
    assert said(limits, document(Severity.MINOR, Severity.NEUTRAL, verdict=Verdict.FAIL)) == []
    doubtful = document(Severity.CRITICAL, confidence=Confidence.POSSIBLE)
    assert said(limits, doubtful) == []
    both = document(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL)
    assert said(limits, document(), both) == [
        "fail-on major: 2 major or graver findings, the first at a.txt:1:6"
    ]


def test_max_findings_counts_all_documents_together() -> None:
    limits = Limits(verdict=False, max_findings=2)
    one = document(Severity.MINOR)
    assert said(limits, one, one) == []
    assert said(limits, one, one, one) == ["max-findings 2: 3 findings"]
    assert said(Limits(verdict=False, max_findings=0, group="legal/**"), one) == [
        "max-findings 0: 1 finding in legal/**"
    ]


def test_fail_under() -> None:
    limits = Limits(verdict=False, fail_under=80.0, floor=500)
    assert said(limits, document(value=80.0)) == []
    assert said(limits, document(value=79.9), document(value=12.3, path="b")) == [
        "fail-under 80: 2 documents below, the worst b with 12.3"
    ]


def test_short_documents_fail_when_surely_below() -> None:
    limits = Limits(verdict=False, fail_under=80.0, floor=500)
    short = document(value=50.0, words=100, high=90.0)
    sure = document(value=50.0, words=100, high=79.0)
    assert said(limits, short) == []
    assert len(said(limits, short, strict=True)) == 1
    assert len(said(limits, sure)) == 1


def test_many_short_documents_are_judged_together() -> None:
    limits = Limits(verdict=False, fail_under=80.0, floor=500)
    short = document(value=70.0, words=100, high=90.0)
    assert said(limits, *[short] * 4) == []
    assert said(limits, *[short] * 5) == ["fail-under 80: the mean of all documents is 70.0"]


def test_what_was_not_checked_is_not_judged() -> None:
    limits = Limits(fail_under=100.0, fail_on=Severity.NEUTRAL, max_findings=0)
    unchecked = msgspec.structs.replace(document(Severity.CRITICAL), checks_run=())
    assert said(limits, Unreadable("a", "gone"), unchecked) == []
    assert said(limits) == []


@given(st.lists(st.lists(st.sampled_from(Severity), max_size=4), max_size=6), st.sampled_from(Severity))
def test_a_stricter_gate_never_lets_more_pass(runs: list[list[Severity]], least: Severity) -> None:
    results = [document(*severities) for severities in runs]
    looser = [other for other in Severity if other.rank >= least.rank]
    if not said(Limits(verdict=False, fail_on=least), *results):
        assert not any(said(Limits(verdict=False, fail_on=other), *results) for other in looser)
    count = sum(map(len, runs))
    assert bool(said(Limits(verdict=False, max_findings=count), *results)) is False
    if count:
        assert said(Limits(verdict=False, max_findings=count - 1), *results)


def test_a_named_gate_takes_the_place_of_the_verdict() -> None:
    assert limits_for(Configuration(), "a").verdict
    assert not limits_for(Configuration(fail_under=0.0), "a").verdict
    assert not limits_for(Configuration(max_findings=0), "a").verdict
    assert limits_for(Configuration(fail_on=Severity.MAJOR, strict=True), "a").verdict


def test_rules_for_paths() -> None:
    rules = (
        PathRule(match="legal/**", max_findings=0, fail_on=Severity.MINOR),
        PathRule(match="legal/old/**", fail_under=20.0, profile="gist"),
    )
    configuration = Configuration(max_findings=9, path=rules)
    general, legal, old = (limits_for(configuration, path) for path in ("a", "legal/a", "legal/old/a"))
    assert (general.max_findings, general.group, general.fail_on) == (9, "", None)
    assert (legal.max_findings, legal.group, legal.fail_on, legal.fail_under) == (
        0,
        "legal/**",
        "minor",
        None,
    )
    assert (old.max_findings, old.group, old.fail_under) == (0, "legal/**", 20.0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fail-under", "x"], "--fail-under: 'x' is no number"),
        (["--fail-under", "101"], "scores go from 0 to 100"),
        (["--fail-under", "nan"], "scores go from 0 to 100"),
        (["--max-findings", "-1"], "--max-findings: name 0 or more"),
        (["--max-findings", "1.5"], "--max-findings: '1.5' is no number"),
        (["--fail-on", "grave"], "there are neutral, minor, major, critical"),
    ],
)
def test_wrong_gates(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The ferry leaves.\n")
    assert main(["check", *arguments, "a.txt"]) == 2
    assert words in capsys.readouterr().err


def test_the_command_line_wins_over_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The ferry ferry leaves in the morning and comes back at night.\n")
    Path("audit.toml").write_text('target = "en"\n[[path]]\nmatch = "*.txt"\nmax-findings = 0\n')
    assert main(["check", "-q", "a.txt"]) == 1
    assert main(["check", "-q", "--max-findings", "1", "a.txt"]) == 0
    assert main(["check", "-q", "--exit-zero", "a.txt"]) == 0


def test_unchecked_wins_over_a_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The ferry ferry leaves in the morning and comes back at night.\n")
    Path("b.txt").write_text("")
    assert main(["check", "-q", "-t", "en", "--max-findings", "0", "."]) == 3
