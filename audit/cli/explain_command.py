"""`audit explain`: one check in full."""

import sys
from collections.abc import Iterable

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.cli.terminal import wants_color, width
from audit.model.errors import UsageError

DESCRIPTION = "Say what a check finds, why it hurts a reader, what it leaves alone, with examples."
EPILOG = """\
examples:
  audit explain doubled-word

next: `audit checks` lists all ids."""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("explain", "audit explain ID…", DESCRIPTION, EPILOG)
    parser.add_argument("ids", nargs="+", metavar="ID", help="ids of checks")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_args(arguments)
    from audit.registry.known_checks import known_checks
    from audit.report.terminal.check_catalogue import check_in_full
    from audit.report.terminal.paint import Paint

    known = {check.id: check for check in known_checks()}
    for name in options.ids:
        if name not in known:
            raise UsageError(f"no check is called {name!r}{near(name, known)}\n(`audit checks` lists all)")
    paint, columns = Paint(wants_color(sys.stdout)), min(width(sys.stdout), 90)
    sys.stdout.write("\n".join(check_in_full(known[name], paint, columns) for name in options.ids))
    return ExitCode.PASSED


def near(name: str, known: Iterable[str]) -> str:
    """`; did you mean …?` with ids that look alike or share a word."""
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), known, 3, 0.5)
    words = set(name.lower().replace("_", "-").split("-"))
    close += [other for other in known if words & set(other.split("-")) and other not in close]
    return f"; did you mean {', '.join(close[:4])}?" if close else ""
