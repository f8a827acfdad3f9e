"""`audit apply`: the repairs of a report, after somebody has read it."""

import sys
from pathlib import Path

from audit.cli.auditing_options import listed
from audit.cli.exit_codes import ExitCode
from audit.cli.new_files import NewFiles, add_output_options
from audit.cli.parser import Parser
from audit.files.find_documents import STDIN
from audit.model.errors import UsageError
from audit.repair.rounds import Wanted
from audit.run.replay_report import read_report, replay

USAGE = "audit apply [options] REPORT"
DESCRIPTION = """\
Make the repairs of a JSON report, exactly as it lists them: first as a diff, with --write in the files.

A file that is not, byte for byte, the one that was audited is left alone. Nothing is audited again: what the
report says was reviewed. `audit fix` looks for itself."""
EPILOG = """\
examples:
  audit check --format json=findings.json site/
  audit apply findings.json                          the safe repairs, as a diff
  audit apply findings.json --suggested --write      all that were reviewed
  audit apply findings.json --only 3f1c9a2e5b7d8046 --write

exit codes:
  0  nothing to repair; with --write: all repairs were made
  1  the diff is not empty
  2  wrong use, or no JSON report; no file was touched
  3  a file has changed, or could not be read or written (wins over 1); the other files were done"""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("apply", USAGE, DESCRIPTION, EPILOG)
    parser.add_argument("report", metavar="REPORT", help="a report of --format json; - is standard input")
    parser.add_argument(
        "--root", metavar="DIR", default=".", help="where the report's paths start (default: here)"
    )
    repairs = parser.add_argument_group("the repairs")
    repairs.add_argument("--suggested", action="store_true", help="suggested repairs too")
    repairs.add_argument(
        "--only", metavar="FINGERPRINT", action="append", default=[], help="these findings alone; repeatable"
    )
    add_output_options(parser)
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_intermixed_args(arguments)
    files = NewFiles.of(options)
    root = Path(options.root)
    if not root.is_dir():
        raise UsageError(f"--root {options.root}: no such folder")
    run = read_report(report_bytes(options.report), options.report)
    # Possible findings stand in a report only if they were asked for.
    for file in replay(run, root, Wanted(options.suggested, possible=True), listed(options.only)):
        files.add(file)
    files.end()
    return files.exit_code()


def report_bytes(name: str) -> bytes:
    """The report's bytes. Raises UsageError when it cannot be read."""
    if name == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from error
