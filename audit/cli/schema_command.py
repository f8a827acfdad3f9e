"""`audit schema`: the contracts others script against."""

import sys

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser

DESCRIPTION = """\
Print a JSON Schema (2020-12): of what `--format json` and summary.json hold, of cleanup-plan.json, of
comparison.json, or of decisions.json."""
EPILOG = """\
examples:
  audit schema
  audit schema cleanup-plan
  audit schema comparison
  audit schema decisions"""
REPORT, PLAN, COMPARISON, DECISIONS = "report", "cleanup-plan", "comparison", "decisions"


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("schema", "audit schema [NAME]", DESCRIPTION, EPILOG)
    parser.add_argument(
        "name",
        nargs="?",
        default=REPORT,
        choices=(REPORT, PLAN, COMPARISON, DECISIONS),
        metavar="NAME",
        help=f"{REPORT} (default), {PLAN}, {COMPARISON} or {DECISIONS}",
    )
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    name = parser().parse_args(arguments).name
    if name == PLAN:
        from audit.report.plan.cleanup_json import plan_schema_text as text
    elif name == COMPARISON:
        from audit.report.comparison.comparison_json import comparison_schema_text as text
    elif name == DECISIONS:
        from audit.excuses.read_decisions import decisions_schema_text as text
    else:
        from audit.report.json_report import schema_text as text
    sys.stdout.write(text())
    return ExitCode.PASSED
