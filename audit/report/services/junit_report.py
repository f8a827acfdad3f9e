"""JUnit XML: a suite for each document, a case for each finding, and one suite for the gate."""

from audit.model.mqm import Severity
from audit.model.result import Outcome, Unreadable
from audit.report.services.diagnostics import Diagnostic, Level, diagnostics, path_of
from audit.report.services.service_path import service_path
from audit.report.services.xml_text import xml
from audit.report.tally import Tally


class JUnitReport:
    """Findings that cost points are failures, what could not be checked is an error, the rest passes."""

    def __init__(self, possible: bool, top: str) -> None:
        self.possible = possible
        self.top = top

    def begin(self) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="translation-audit">\n'

    def add(self, outcome: Outcome) -> str:
        path = xml(service_path(path_of(outcome), self.top))
        items = list(diagnostics(outcome, self.possible))
        findings = [item for item in items if item.finding is not None]
        errors = [item for item in items if item.finding is None and item.level is Level.ERROR]
        notes = [item for item in items if item.finding is None and item.level is not Level.ERROR]
        cases = [finding_case(item, path) for item in findings] + [error_case(item, path) for item in errors]
        if not cases:
            cases = [f'    <testcase name="no findings" classname="{path}"/>']
        lines = [
            f'  <testsuite name="{path}" tests="{len(cases)}" failures="{sum(map(costs, findings))}" '
            f'errors="{len(errors)}" skipped="0">',
            *properties(outcome),
            *cases,
        ]
        if notes:
            lines.append(f"    <system-out>{'; '.join(xml(item.message) for item in notes)}</system-out>")
        return "\n".join([*lines, "  </testsuite>"]) + "\n"

    def end(self, tally: Tally) -> str:
        failed = tally.gates_failed
        cases = [
            f'    <testcase name="{xml(gate.gate)}" classname="gate">\n'
            f'      <failure type="gate" message="{xml(gate.why)}"/>\n    </testcase>'
            for gate in failed
        ] or ['    <testcase name="passed" classname="gate"/>']
        head = (
            f'  <testsuite name="gate" tests="{len(cases)}" failures="{len(failed)}" errors="0" skipped="0">'
        )
        return "\n".join([head, *cases, "  </testsuite>", "</testsuites>"]) + "\n"


def costs(item: Diagnostic) -> bool:
    """True for a finding that is an error rather than clean-up work."""
    return item.finding is not None and item.finding.severity is not Severity.NEUTRAL


def properties(outcome: Outcome) -> list[str]:
    """Score and languages of a document."""
    if isinstance(outcome, Unreadable) or not outcome.checks_run:
        return []
    values = {
        "score": f"{outcome.score.value:g}",
        "verdict": str(outcome.score.verdict),
        "words": str(outcome.score.words),
        "target-language": outcome.target_language.tag or "",
        "source-language": outcome.source_language.tag or "",
    }
    lines = [f'      <property name="{name}" value="{xml(value)}"/>' for name, value in values.items()]
    return ["    <properties>", *lines, "    </properties>"]


def finding_case(item: Diagnostic, path: str) -> str:
    """One finding. Its name holds its place, so that two of one check in a document stay apart."""
    assert item.finding is not None
    finding = item.finding
    place = f"{finding.line}:{finding.column}"
    head = f'    <testcase name="{xml(item.check)} at {place}" classname="{path}" file="{path}"'
    if not costs(item):
        return f"{head}>\n      <system-out>{xml(item.message)}</system-out>\n    </testcase>"
    body = f"{path}:{place}: {xml(item.message)} [{xml(item.check)}, {finding.category}]"
    return (
        f'{head}>\n      <failure type="{finding.severity}" message="{xml(item.message)}">{body}</failure>\n'
        "    </testcase>"
    )


def error_case(item: Diagnostic, path: str) -> str:
    """What could not be checked."""
    return (
        f'    <testcase name="{xml(item.check)} {item.identity}" classname="{path}" file="{path}">\n'
        f'      <error type="unchecked" message="{xml(item.message)}"/>\n    </testcase>'
    )
