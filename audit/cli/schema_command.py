"""`audit schema`: the contracts others script against."""

import sys

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser

DESCRIPTION = """\
Print a JSON Schema (2020-12): of what `--format json` and summary.json hold, or of cleanup-plan.json."""
EPILOG = """\
examples:
  audit schema
  audit schema cleanup-plan"""
REPORT, PLAN = "report", "cleanup-plan"


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("schema", "audit schema [NAME]", DESCRIPTION, EPILOG)
    parser.add_argument(
        "name",
        nargs="?",
        default=REPORT,
        choices=(REPORT, PLAN),
        metavar="NAME",
        help=f"{REPORT} (default) or {PLAN}",
    )
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    if parser().parse_args(arguments).name == PLAN:
        from audit.report.plan.cleanup_json import plan_schema_text as text
    else:
        from audit.report.json_report import schema_text as text
    sys.stdout.write(text())
    return ExitCode.PASSED
