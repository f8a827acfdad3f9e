"""`audit apply`: the repairs of a report after somebody has read it, or what somebody decided."""

import sys
from pathlib import Path

from audit.cli.auditing_options import listed
from audit.cli.carry_decisions import carry_out
from audit.cli.exit_codes import ExitCode
from audit.cli.new_files import NewFiles, add_output_options
from audit.cli.parser import Parser
from audit.excuses.read_decisions import is_decisions, read_decisions
from audit.files.find_documents import STDIN
from audit.model.errors import UsageError
from audit.repair.rounds import Wanted
from audit.run.replay_report import read_report, replay

USAGE = "audit apply [options] REPORT | DECISIONS [PATH…]"
DESCRIPTION = """\
Make the repairs of a JSON report, exactly as it lists them: first as a diff, with --write in the files. A file that
is not, byte for byte, the one that was audited is left alone, and nothing is audited again. `audit fix` looks for
itself.

Or carry out decisions.json, which the pages of `audit report` save: repairs and own words, proved by a second audit,
and with --write what may stay into the baseline. What matches nothing any more is listed."""
EPILOG = """\
examples:
  audit check --format json=findings.json site/
  audit apply findings.json                          the safe repairs, as a diff
  audit apply findings.json --suggested --write      all that were reviewed
  audit apply findings.json --only 3f1c9a2e5b7d8046 --write
  audit apply decisions.json --write

exit codes:
  0  nothing to repair; with --write: all repairs were made
  1  the diff is not empty
  2  wrong use, or no JSON report; no file was touched
  3  a file has changed, or could not be read or written, or a decision could not be carried out (wins over 1);
     the rest was done"""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("apply", USAGE, DESCRIPTION, EPILOG)
    parser.add_argument(
        "report", metavar="REPORT", help="a report of --format json, or decisions; - is standard input"
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="where decisions about causes look (default: the root)"
    )
    parser.add_argument(
        "--root", metavar="DIR", default=".", help="where the report's paths start (default: here)"
    )
    repairs = parser.add_argument_group("the repairs")
    repairs.add_argument("--suggested", action="store_true", help="suggested repairs too")
    repairs.add_argument(
        "--only", metavar="FINGERPRINT", action="append", default=[], help="these findings alone; repeatable"
    )
    decisions = parser.add_argument_group("decisions")
    decisions.add_argument("--config", metavar="FILE", help="the configuration (default: the nearest)")
    decisions.add_argument(
        "--baseline", metavar="FILE", help="what may stay goes here (default: as configured)"
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
    data = report_bytes(options.report)
    if is_decisions(data):
        if options.suggested or options.only:
            raise UsageError("decisions say themselves what is repaired; leave --suggested and --only out")
        return carry_out(read_decisions(data, options.report), options, files)
    if options.paths or options.config or options.baseline:
        raise UsageError("a report is taken as it is; PATH, --config and --baseline go with decisions")
    run = read_report(data, options.report)
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
