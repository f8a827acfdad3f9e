"""`audit report`: a folder to hand on."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from audit.cli.auditing_options import add_auditing_options, configured
from audit.cli.check_command import exit_code
from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.cli.progress_bar import progress
from audit.model.errors import UsageError
from audit.model.result import Outcome, Unreadable
from audit.report.outlet import outlet_root
from audit.run.audit_many import audit_many
from audit.run.find_documents import FoundDocument, find_documents
from audit.run.history import HISTORY, check_ready
from audit.run.report_folder import INDEX, renamed, report_names, write_report_folder

USAGE = "audit report [options] PATH… -o DIR"
DESCRIPTION = """\
Audit many documents and write a folder: index.html with a page per document, cleanup-plan.md with what to
do first, findings.csv and documents.csv for spreadsheets, summary.json for scripts (`audit schema`)."""
EPILOG = """\
examples:
  audit report site/ -o audit-report
  audit report -t en -s ru 'articles/**/*.html' -o report --exit-zero

The same documents and settings give the same bytes. The figures of every run are kept in history.sqlite:
`audit trend DIR` shows what got better or worse. Exit codes are those of `audit check`."""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("report", USAGE, DESCRIPTION, EPILOG)
    add_auditing_options(parser)
    output = parser.add_argument_group("the output")
    output.add_argument("-o", "--output", metavar="DIR", help="the folder to write (required)")
    output.add_argument(
        "--history", metavar="FILE", help=f"append the run's figures to this file (default: DIR/{HISTORY})"
    )
    output.add_argument("--no-history", action="store_true", help="append them nowhere")
    output.add_argument("--label", metavar="TEXT", default="", help="what the history calls this run")
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
    history = history_file(options, folder)
    found = configured(options)
    documents, nothing = find_documents(options.paths, found.configuration, found.folder)
    documents = [document for document in documents if not inside(document, folder)]
    if not documents:
        raise UsageError("nothing to report on\n" + "\n".join(f"{item.path}: {item.why}" for item in nothing))
    names = report_names([*(item.path for item in nothing), *(document.shown for document in documents)])

    def outcomes() -> Iterator[Outcome]:
        every: list[Unreadable] = nothing
        yield from (renamed(outcome, names) for outcome in every)
        audited = audit_many(documents, found.configuration)
        for outcome in progress(audited, len(documents), sys.stderr, options.quiet):
            yield renamed(outcome, names)

    root = outlet_root(options.paths)
    tally = write_report_folder(folder, outcomes(), options.possible, root, history, options.label)
    if not options.quiet:
        sys.stdout.write(f"{os.path.join(options.output, INDEX)}: ")
        from audit.report.text_report import TextReport

        sys.stdout.write(TextReport().total(tally) + "\n")
    return ExitCode.PASSED if options.exit_zero else exit_code(tally, found.configuration.strict)


def history_file(options: Namespace, folder: Path) -> Path | None:
    """Where the run's figures go, None for nowhere. Raises UsageError when they could not go there."""
    if options.no_history:
        if options.history or options.label:
            raise UsageError(
                "--no-history leaves nothing for --history or --label to do; give one or the other"
            )
        return None
    history = Path(options.history) if options.history else folder / HISTORY
    if options.history or history.exists():
        check_ready(history)
    return history


def inside(document: FoundDocument, folder: Path) -> bool:
    """True for the pages of an earlier report: auditing those would never end."""
    output = os.path.realpath(folder)
    return os.path.realpath(document.shown).startswith(output + os.sep)
