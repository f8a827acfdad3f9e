"""`audit languages`: the languages known."""

import sys

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser

DESCRIPTION = "List the languages the tool has facts about: tag, English name, own name."


def parser() -> Parser:
    """The options of this command."""
    return Parser("languages", "audit languages", DESCRIPTION)


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    parser().parse_args(arguments)
    from audit.language.profiles import known_tags, profile

    for tag in known_tags():
        language = profile(tag)
        sys.stdout.write(f"{tag:<8} {language.name:<26} {language.native_name}\n")
    return ExitCode.PASSED
