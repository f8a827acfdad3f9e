"""`audit report`: a folder to hand on."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from audit.cli.auditing_options import add_auditing_options, configured
from audit.cli.exit_codes import ExitCode
from audit.cli.judged_run import JudgedRun, exit_code
from audit.cli.parser import Parser
from audit.model.errors import UsageError
from audit.model.result import Outcome, Unreadable
from audit.report.visible_text import visible
from audit.run.find_documents import FoundDocument, find_documents
from audit.run.report_folder import INDEX, renamed, report_names, write_report_folder

USAGE = "audit report [options] PATH… -o DIR"
DESCRIPTION = """\
Audit many documents and write a folder: index.html with a page per document, cleanup-plan.md with what to
do first, findings.csv and documents.csv for spreadsheets, summary.json for scripts (`audit schema`)."""
EPILOG = """\
examples:
  audit report site/ -o audit-report
  audit report -t en -s ru 'articles/**/*.html' -o report --exit-zero

The same documents and settings give the same bytes. Exit codes are those of `audit check`."""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("report", USAGE, DESCRIPTION, EPILOG)
    add_auditing_options(parser)
    output = parser.add_argument_group("the output")
    output.add_argument("-o", "--output", metavar="DIR", help="the folder to write (required)")
    output.add_argument("-q", "--quiet", action="store_true", help="no progress bar, no closing words")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_intermixed_args(arguments)
    if not options.paths:
        raise UsageError("name what to report on: files or folders\n(for instance: audit report . -o report)")
    if not options.output:
        raise UsageError("name the folder to write with -o DIR")
    folder = Path(options.output)
    found = configured(options)
    documents, nothing = find_documents(
        options.paths, found.configuration, found.folder, options.force_exclude
    )
    documents = [document for document in documents if not inside(document, folder)]
    if not documents:
        raise UsageError("nothing to report on\n" + "\n".join(f"{item.path}: {item.why}" for item in nothing))
    run = JudgedRun(documents, found.configuration, options.changed_since)
    documents = list(run.documents)
    names = report_names([*(item.path for item in nothing), *(document.shown for document in documents)])

    def outcomes() -> Iterator[Outcome]:
        every: list[Unreadable] = nothing
        yield from (renamed(outcome, names) for outcome in every)
        for outcome in run.outcomes(options.quiet):
            yield renamed(outcome, names)

    write_report_folder(folder, outcomes(), options.possible, run.tally)
    if not options.quiet:
        sys.stdout.write(f"{os.path.join(options.output, INDEX)}: ")
        from audit.report.text_report import TextReport

        sys.stdout.write(TextReport().total(run.tally) + "\n")
        sys.stdout.writelines(f"{visible(line)}\n" for line in run.closing_lines())
    return ExitCode.PASSED if options.exit_zero else exit_code(run.tally)


def inside(document: FoundDocument, folder: Path) -> bool:
    """True for the pages of an earlier report: auditing those would never end."""
    output = os.path.realpath(folder)
    return os.path.realpath(document.shown).startswith(output + os.sep)
