"""Which output formats there are. A new one is a new row."""

from importlib import import_module
from typing import Any

import msgspec

from audit.report.report import Report


class Format(msgspec.Struct, frozen=True):
    """An output format.

    `place` is `module:class` below `audit.report`, imported when the format is asked for. `top` says that
    its paths are relative to the top of a repository, `excused` that it shows excused findings on request.
    `what` is for people.
    """

    place: str
    what: str
    top: bool = False
    excused: bool = False


# "text" is not in the table: it needs to know the screen.
FORMATS: dict[str, Format] = {
    "json": Format("json_report:JsonReport", "everything, for scripts (audit schema)"),
    "markdown": Format("plan.markdown_report:MarkdownReport", "the clean-up plan"),
    "html": Format("pages.html_report:HtmlReport", "a page for one document"),
    "csv": Format("tables.csv_report:CsvReport", "the table of findings", excused=True),
    "sarif": Format("services.sarif_report:SarifReport", "SARIF 2.1.0, for code scanning", top=True),
    "junit": Format("services.junit_report:JUnitReport", "JUnit XML, for test reports", top=True),
    "checkstyle": Format("services.checkstyle_report:CheckstyleReport", "Checkstyle XML", top=True),
    "github": Format("services.github_report:GitHubReport", "annotations of GitHub Actions", top=True),
    "github-summary": Format(
        "services.job_summary:JobSummary", "Markdown for the summary of a job", top=True
    ),
    "gitlab": Format("services.gitlab_report:GitLabReport", "code quality report of GitLab", top=True),
    "rdjson": Format("services.rdjson_report:RdjsonReport", "reviewdog, one object", top=True),
    "rdjsonl": Format("services.rdjson_report:RdjsonlReport", "reviewdog, a line each", top=True),
}


def report_in(name: str, possible: bool, top: str, excused: bool = False) -> Report:
    """A fresh report of a format of the table.

    `top` is the folder that paths for services start at; `excused` asks for excused findings too.
    """
    row = FORMATS[name]
    module, _, kind = row.place.partition(":")
    made: Any = getattr(import_module(f"audit.report.{module}"), kind)
    report: Report = made(possible, *([top] if row.top else []), *([excused] if row.excused else []))
    return report
