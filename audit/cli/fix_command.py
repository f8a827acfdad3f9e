"""`audit fix`: the repairs that can be made unseen, as a diff or in the files."""

import sys
from collections.abc import Iterator

from audit.cli.auditing_options import add_auditing_options, configured_for_paths
from audit.cli.exit_codes import ExitCode
from audit.cli.new_files import NewFiles, add_output_options
from audit.cli.parser import Parser
from audit.cli.progress_bar import progress
from audit.files.find_documents import find_documents
from audit.model.errors import UsageError
from audit.model.result import Unreadable
from audit.repair.rounds import Wanted
from audit.run.repairs.repair_document import NewFile
from audit.run.repairs.repair_many import repair_many

USAGE = "audit fix [options] PATH…"
DESCRIPTION = """\
Repair what can be repaired safely, and show it as a diff; with --write, in the files.

A repair is made only when a second audit of the result agrees: the finding is gone, no new one appears, the
score is no worse. Every other byte of the file stays: encoding, byte-order mark, line ends."""
EPILOG = """\
examples:
  audit fix article.html                       what would change
  audit fix site/ --write                      change it
  audit fix --select doubled-word --suggested text.md
  audit fix site/ > repairs.diff; git apply repairs.diff
  audit fix --as html --write - < old.html > new.html

exit codes:
  0  nothing to repair; with --write: all repairs were made
  1  the diff is not empty
  2  wrong use or configuration; no file was touched
  3  a file could not be read, checked or written (wins over 1); the other files were done

next:
  audit check PATH…            what is left, which wants a person"""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("fix", USAGE, DESCRIPTION, EPILOG)
    add_auditing_options(parser)
    repairs = parser.add_argument_group("the repairs")
    repairs.add_argument(
        "--suggested", action="store_true", help="make suggested repairs too: they want a human eye"
    )
    add_output_options(parser)
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_intermixed_args(arguments)
    if not options.paths:
        raise UsageError("name what to repair: files, folders, or - for standard input")
    files = NewFiles.of(options)
    found = configured_for_paths(options)
    documents, nothing = find_documents(
        options.paths, found.configuration, found.folder, options.force_exclude
    )
    if not documents and not nothing and options.force_exclude:
        sys.stderr.write("audit: nothing to repair: all that was named is excluded\n")
        return ExitCode.PASSED
    if not documents and not any(item.closed for item in nothing):
        raise UsageError("nothing to repair\n" + "\n".join(f"{item.path}: {item.why}" for item in nothing))
    for missing in nothing:
        files.add(missing)
    wanted = Wanted(options.suggested, options.possible)
    repaired: Iterator[NewFile | Unreadable] = repair_many(documents, found.configuration, wanted)
    for file in progress(repaired, len(documents), sys.stderr, options.quiet):
        files.add(file)
    files.end("" if options.suggested else "audit fix --suggested")
    return files.exit_code(options.exit_zero)
