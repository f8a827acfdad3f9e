"""An argument parser that teaches: examples in the help, and errors that say what to do next.

`argparse` rather than a larger library: it costs a cold start 15 ms less, and the command line is how
most people meet the tool, once per saved file.
"""

import argparse
import sys
from difflib import get_close_matches
from typing import NoReturn

from audit.model.errors import UsageError


class Parser(argparse.ArgumentParser):
    """The parser of one command. Raises UsageError instead of leaving the program."""

    def __init__(self, command: str, usage: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=f"audit {command}",
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=HelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.command = command
        self._positionals.title, self._optionals.title = "arguments", "options"
        self.add_argument("-h", "--help", action="help", help="show this text")

    def error(self, message: str) -> NoReturn:
        """Every complaint of the standard library, with a near match and the place to read on."""
        hint = ""
        if message.startswith("unrecognized arguments: "):
            unknown = message.removeprefix("unrecognized arguments: ").split()[0].split("=")[0]
            near = get_close_matches(unknown, self._option_string_actions, 1, 0.6)
            what = "option" if unknown.startswith("-") else "argument"
            message = f"unknown {what} {unknown!r}"
            hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"{message}{hint}\n(`audit {self.command} --help` shows the options)")


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Keeps paragraphs as written, and uses the width there is up to 100 columns."""

    def __init__(self, prog: str) -> None:
        from audit.cli.terminal import width

        super().__init__(prog, max_help_position=26, width=min(width(sys.stdout), 100))

    def _format_action_invocation(self, action: argparse.Action) -> str:
        """`-t, --target LANG` rather than `-t LANG, --target LANG`."""
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        return f"{', '.join(action.option_strings)} {self._format_args(action, action.dest.upper())}"
