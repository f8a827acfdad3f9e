"""The code quality report of GitLab: a JSON array of issues."""

from hashlib import blake2b
from typing import Any

from audit.model.mqm import Severity
from audit.model.result import Outcome
from audit.report.json_report import encoded
from audit.report.services.diagnostics import Diagnostic, Level, diagnostics, path_of
from audit.report.services.service_path import service_path
from audit.report.tally import Tally

SEVERITY = {
    Severity.NEUTRAL: "info",
    Severity.MINOR: "minor",
    Severity.MAJOR: "major",
    Severity.CRITICAL: "critical",
}


class GitLabReport:
    """GitLab compares two reports by fingerprint: it holds path and content, never a line number."""

    def __init__(self, possible: bool, top: str) -> None:
        self.possible = possible
        self.top = top
        self.first = True

    def begin(self) -> str:
        return "["

    def add(self, outcome: Outcome) -> str:
        path = service_path(path_of(outcome), self.top)
        out = []
        for item in diagnostics(outcome, self.possible):
            out.append(("\n  " if self.first else ",\n  ") + encoded(issue_record(item, path), 2))
            self.first = False
        return "".join(out)

    def end(self, tally: Tally) -> str:
        return "]\n" if self.first else "\n]\n"


def issue_record(item: Diagnostic, path: str) -> dict[str, Any]:
    """One finding, or one thing that went unchecked (on line 1)."""
    named = f"{path}\0{item.check}\0{item.identity}".encode("utf-8", "surrogatepass")
    if item.finding is None:
        severity = "critical" if item.level is Level.ERROR else "info"
    else:
        severity = SEVERITY[item.finding.severity]
    return {
        "description": item.message,
        "check_name": item.check,
        "fingerprint": blake2b(named, digest_size=16).hexdigest(),
        "severity": severity,
        "location": {
            "path": path,
            "lines": {
                "begin": item.region.start_line if item.region else 1,
                "end": item.region.end_line if item.region else 1,
            },
        },
    }
