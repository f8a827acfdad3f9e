"""`audit init`: a configuration to start from."""

import sys
from pathlib import Path

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.model.errors import UsageError
from audit.run.read_settings import OWN_FILE

DESCRIPTION = """\
Write audit.toml with every key, what it means and its default, all commented out."""
EPILOG = """\
examples:
  audit init
  audit init --force          write it anew over the one there is

next: `audit check .` finds it from here and from every folder below."""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("init", "audit init [--force]", DESCRIPTION, EPILOG)
    parser.add_argument("--force", action="store_true", help="overwrite an audit.toml that exists")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_args(arguments)
    file = Path(OWN_FILE)
    if file.exists() and not options.force:
        raise UsageError(f"{OWN_FILE} exists already; edit it, or write it anew with --force")
    from audit.run.settings_template import settings_template
    from audit.run.whole_file import write_whole

    write_whole(file, settings_template())
    sys.stdout.write(f"wrote {OWN_FILE}; every key in it is commented out\nnext: audit check .\n")
    return ExitCode.PASSED
