"""`audit schema`: the contract others script against."""

import sys

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser

DESCRIPTION = "Print the JSON Schema (2020-12) of what `--format json` writes."


def parser() -> Parser:
    """The options of this command."""
    return Parser("schema", "audit schema", DESCRIPTION)


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    parser().parse_args(arguments)
    from audit.report.json_report import schema_text

    sys.stdout.write(schema_text())
    return ExitCode.PASSED
