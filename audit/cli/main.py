"""Arguments in, exit code out."""

import os
import sys
from importlib import import_module

from audit.cli.exit_codes import ExitCode
from audit.model.errors import AuditError
from audit.version import __version__

# Command → its module and one line for the overview. A module has `main(arguments) -> ExitCode` and is
# imported only when its command is called.
COMMANDS = {
    "check": ("audit.cli.check_command", "findings on the terminal; exit code for CI"),
    "report": ("audit.cli.report_command", "a folder: a page per document, tables, one clean-up plan"),
    "compare": ("audit.cli.compare_command", "two versions or systems, side by side; is one worse?"),
    "trend": ("audit.cli.trend_command", "what got better or worse since earlier reports"),
    "baseline": ("audit.cli.baseline_command", "accept today's findings; only new ones count"),
    "fix": ("audit.cli.fix_command", "safe repairs: shown as a diff, or written"),
    "apply": ("audit.cli.apply_command", "the repairs of a JSON report, as they were reviewed"),
    "calibrate": ("audit.cli.calibrate_command", "weights of the estimate, fitted to labels of your own"),
    "checks": ("audit.cli.checks_command", "what is looked for"),
    "explain": ("audit.cli.explain_command", "one check: what, why, examples"),
    "models": ("audit.cli.models_command", "the models that are set up: list, check, time, convert"),
    "languages": ("audit.cli.languages_command", "the languages known"),
    "schema": ("audit.cli.schema_command", "the JSON Schema of --format json"),
    "lsp": ("audit.cli.lsp_command", "the language server, for editors"),
    "completion": ("audit.cli.completion_command", "commands and options completed, in bash, zsh and fish"),
    "init": ("audit.cli.init_command", "write a commented audit.toml"),
}
HELP = f"""\
translation-audit {__version__}: the linter for translated text

usage: audit COMMAND …

commands:
{{commands}}

examples:
  audit check article.html               languages are told from the text
  audit check -t en -s ru site/          a folder; English, translated from Russian
  pandoc a.docx -t plain | audit check - from standard input
  audit report site/ -o audit-report     pages and tables to hand on
  audit fix site/                        what can be repaired safely, as a diff

exit codes:
  0  passed        1  a text fails        2  wrong use or configuration
  3  something could not be checked (wins over 1; the report says what)

`audit COMMAND --help` shows a command's options and examples.
"""


def run() -> None:
    """The console entry point."""
    sys.exit(main(None))


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code. `argv` has no program name; None means the process's own."""
    arguments = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not end the run.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
    try:
        code = dispatch(arguments)
        sys.stdout.flush()
    except AuditError as error:
        complain(str(error))
        return ExitCode.WRONG_USE
    except BrokenPipeError:
        # Whoever read us (head, less) has seen enough; the interpreter must not complain at shutdown.
        # The rest was not looked at, so this is no pass.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.UNCHECKED
    except OSError as error:  # a full disk, a folder in the way
        complain(f"{error.filename or 'output'}: {error.strerror}")
        return ExitCode.WRONG_USE
    except KeyboardInterrupt:
        complain("interrupted")
        return ExitCode.INTERRUPTED
    except SystemExit as left:  # `--help` leaves this way
        return left.code if isinstance(left.code, int) else ExitCode.PASSED
    return code


def dispatch(arguments: list[str]) -> int:
    """Find the command and hand it its arguments."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        if len(arguments) > 1 and arguments[1] in COMMANDS:
            return dispatch([arguments[1], "--help"])
        sys.stdout.write(overview())
        return ExitCode.PASSED if arguments else ExitCode.WRONG_USE
    if arguments[0] in ("-V", "--version"):
        sys.stdout.write(f"translation-audit {__version__}\n")
        return ExitCode.PASSED
    command, rest = arguments[0], arguments[1:]
    if command not in COMMANDS:
        raise unknown_command(command)
    code: int = import_module(COMMANDS[command][0]).main(rest)
    return code


def overview() -> str:
    """The help of the whole program."""
    return HELP.format(commands="\n".join(f"  {name:<10} {text}" for name, (_, text) in COMMANDS.items()))


def unknown_command(command: str) -> AuditError:
    """What to say to a word that is no command."""
    from difflib import get_close_matches

    from audit.model.errors import UsageError

    if os.path.exists(command):
        return UsageError(f"{command!r} is a path, not a command; did you mean `audit check {command}`?")
    near = get_close_matches(command, COMMANDS, 1, 0.6)
    hint = f"; did you mean {near[0]}?" if near else ""
    return UsageError(f"unknown command {command!r}{hint}\nCommands: {', '.join(COMMANDS)}")


def complain(message: str) -> None:
    """An error for people, on standard error."""
    from audit.cli.terminal import wants_color
    from audit.report.terminal.paint import Paint
    from audit.report.visible_text import no_command, visible

    first, *rest = message.splitlines() or [""]
    lines = [f"{Paint(wants_color(sys.stderr))('audit:', 'bold red')} {visible(first)}", *map(visible, rest)]
    sys.stderr.write(no_command("\n".join(lines)) + "\n")
