"""`audit check`: look, say, and let the exit code tell."""

import sys

from audit.cli.auditing_options import add_auditing_options, configured
from audit.cli.exit_codes import ExitCode
from audit.cli.judged_run import JudgedRun, exit_code
from audit.cli.outputs import FORMATS, Output, open_outputs
from audit.cli.parser import Parser
from audit.model.errors import UsageError
from audit.model.result import Outcome
from audit.report.tally import Tally
from audit.report.visible_text import visible
from audit.run.find_documents import find_documents

USAGE = "audit check [options] PATH…"
DESCRIPTION = """\
Find what the translation left behind: in files, folders, globs, or standard input (-).
No option is needed: the target language is told from the document, the source language from evidence."""
EPILOG = """\
examples:
  audit check article.html
  audit check -t en-US -s ru site/ --exclude 'drafts/'
  audit check --select accuracy,doubled-word --possible text.md
  audit check --format sarif=audit.sarif --format text site/
  audit check --changed-since origin/main --fail-on major .
  curl -s https://example.org/ | audit check --as html -

exit codes:
  0  passed
  1  a gate failed: the one named (--fail-under, --fail-on, --max-findings),
     else the verdict of a document is fail (with --strict: or undecided)
  2  wrong use or configuration; nothing was audited
  3  a document could not be checked, or not wholly (wins over 1)

next:
  audit explain ID             what a check looks for, with examples
  audit report PATH… -o DIR    a page per document, tables, one clean-up plan"""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("check", USAGE, DESCRIPTION, EPILOG)
    add_auditing_options(parser)
    output = parser.add_argument_group("the output")
    output.add_argument(
        "--format",
        action="append",
        default=[],
        help=f"{', '.join(FORMATS)}; NAME=FILE writes to a file; repeatable (default: text)",
    )
    output.add_argument("-q", "--quiet", action="store_true", help="text: one line a document, no hints")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_intermixed_args(arguments)
    if not options.paths:
        raise UsageError(
            "name what to check: files, folders, or - for standard input\n(for instance: audit check .)"
        )
    found = configured(options)
    documents, nothing = find_documents(
        options.paths, found.configuration, found.folder, options.force_exclude
    )
    if not documents and not nothing and options.force_exclude:
        sys.stderr.write("audit: nothing to check: all that was named is excluded\n")
        return ExitCode.PASSED
    if not documents:
        raise UsageError("nothing to check\n" + "\n".join(f"{item.path}: {item.why}" for item in nothing))
    run = JudgedRun(documents, found.configuration, options.changed_since)
    wanted = options.format or ["text"]
    with open_outputs(wanted, options.possible, options.quiet, len(run.documents)) as outputs:
        for output in outputs:
            output.begin()
        for missing in nothing:
            add(missing, run.tally, outputs)
        for outcome in run.outcomes(options.quiet):
            add(outcome, run.tally, outputs)
        for output in outputs:
            output.end(run.tally)
    if "text" not in wanted:
        sys.stderr.writelines(f"audit: {visible(line)}\n" for line in run.closing_lines())
    return ExitCode.PASSED if options.exit_zero else exit_code(run.tally)


def add(outcome: Outcome, tally: Tally, outputs: list[Output]) -> None:
    """One more document."""
    tally.add(outcome)
    for output in outputs:
        output.add(outcome)
