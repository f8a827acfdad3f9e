"""`audit completion`: what a shell needs to complete the words of a command line, made from the parsers."""

import argparse
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import msgspec

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.model.errors import UsageError

DESCRIPTION = """\
Print a script with which a shell completes commands, options and their values: for bash, zsh or fish."""
EPILOG = """\
examples:
  eval "$(audit completion bash)"                    in ~/.bashrc
  audit completion zsh > ~/.zfunc/_audit             in a folder of $fpath
  audit completion fish > ~/.config/fish/completions/audit.fish

The script holds what this version knows: print it again after an upgrade."""
SHELLS = ("bash", "zsh", "fish")
FILES = ("FILE", "DIR", "PATH", "FOLDER", "DIR|FILE")  # what parsers call the values that are files


class Option(msgspec.Struct, frozen=True):
    """One option. `value`: what its value is called, "" where it takes none; `words`: the values there are, none where
    it may be anything; `files`: it is a file."""

    names: tuple[str, ...]
    help: str
    value: str = ""
    words: tuple[str, ...] = ()
    files: bool = False
    repeatable: bool = False


class Command(msgspec.Struct, frozen=True):
    """One command with its options. `words`: its arguments, where they are no files."""

    name: str
    help: str
    options: tuple[Option, ...]
    words: tuple[str, ...] = ()


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("completion", "audit completion SHELL", DESCRIPTION, EPILOG)
    parser.add_argument("shell", metavar="SHELL", help="bash, zsh or fish")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    from audit.cli.completion_scripts import bash_script, fish_script, zsh_script

    shell = parser().parse_args(arguments).shell
    if shell not in SHELLS:
        raise UsageError(f"no completion for {shell!r}; there is {', '.join(SHELLS)}")
    script = {"bash": bash_script, "zsh": zsh_script, "fish": fish_script}[shell]
    sys.stdout.write(script(list(commands())))
    return ExitCode.PASSED


def commands() -> Iterator[Command]:
    """All commands, as their parsers tell."""
    from audit.cli.main import COMMANDS

    for name, (module, said) in COMMANDS.items():
        own: Parser = import_module(module).parser()
        options = tuple(option(own, action) for action in own._actions if action.option_strings)
        words = tuple(
            word for action in own._actions if not action.option_strings for word in values(name, action)
        )
        yield Command(name, said, options, words)


def option(own: Parser, action: argparse.Action) -> Option:
    """One option of a parser."""
    said = " ".join(own._get_formatter()._expand_help(action).split())
    names = tuple(action.option_strings)
    if action.nargs == 0:
        return Option(names, said)
    metavar = str(action.metavar or action.dest.upper())
    repeatable = isinstance(action, argparse._AppendAction)
    words = values(own.command, action)
    return Option(names, said, metavar, words, metavar in FILES, repeatable)


def values(command: str, action: argparse.Action) -> tuple[str, ...]:
    """The values that an option or an argument may have, where they can be listed."""
    if action.choices:
        return tuple(map(str, action.choices))
    if action.dest == "shell":
        return SHELLS
    if action.dest == "action" and command == "models":
        from audit.cli.models_command import ACTIONS

        return ACTIONS
    return listed(str(action.metavar), action.dest, command)


@cache
def listed(metavar: str, dest: str, command: str) -> tuple[str, ...]:
    """The same by what the value is called, and by what it is for."""
    from audit.model.mqm import Severity

    if metavar in ("ID", "IDS"):
        from audit.registry.known_checks import known_checks

        return tuple(sorted(check.id for check in known_checks()))
    if metavar == "LANG":
        from audit.language.profiles import known_tags

        return known_tags()
    if metavar == "SEVERITY":
        return tuple(map(str, Severity))
    if dest == "profile":
        from audit.score.scoring_profile import profile_names

        return profile_names()
    if dest == "format_in":
        from audit.readers.formats import FORMATS as READ

        return tuple(READ)
    if dest == "format" and command == "check":
        from audit.cli.outputs import FORMATS as WRITTEN

        return WRITTEN
    return ()
