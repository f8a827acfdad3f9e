"""`audit checks`: what is looked for."""

import sys

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.cli.terminal import wants_color, width
from audit.model.errors import UsageError

USAGE = "audit checks [--format text|json] [WORD…]"
DESCRIPTION = "List the checks: id, severity, what it finds; by MQM category. WORDs narrow the list."
EPILOG = """\
examples:
  audit checks
  audit checks number punctuation
  audit checks --format json"""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("checks", USAGE, DESCRIPTION, EPILOG)
    parser.add_argument(
        "words", nargs="*", metavar="WORD", help="only checks with this in id, category or summary"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_intermixed_args(arguments)
    from audit.registry.known_checks import known_checks
    from audit.report.json_report import encoded
    from audit.report.terminal.check_catalogue import check_list, check_record
    from audit.report.terminal.paint import Paint

    checks = [
        check
        for check in known_checks()
        if all(
            word.lower() in f"{check.id} {check.category} {check.summary}".lower() for word in options.words
        )
    ]
    if not checks:
        raise UsageError(
            f"no check has {' and '.join(options.words)} in its name or summary\n(`audit checks` lists all)"
        )
    if options.format == "json":
        sys.stdout.write(encoded([check_record(check) for check in checks], 0) + "\n")
    else:
        sys.stdout.write(check_list(checks, Paint(wants_color(sys.stdout)), min(width(sys.stdout), 110)))
    return ExitCode.PASSED
