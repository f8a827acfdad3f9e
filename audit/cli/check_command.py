"""`audit check`: look, say, and let the exit code tell."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from audit.cli.auditing_options import (
    add_auditing_options,
    configured_for_paths,
    refuse_shared_reference,
)
from audit.cli.exit_codes import ExitCode
from audit.cli.judged_run import JudgedRun, closing_lines, exit_code
from audit.cli.outputs import FORMATS, TERMS, Output, open_outputs
from audit.cli.parser import Parser
from audit.cli.passed_over import passed_over
from audit.cli.stale_baselines import Renewals
from audit.cli.unused_rules import unused_rules
from audit.files.find_documents import STDIN, FoundDocument, find_documents
from audit.model.errors import UsageError
from audit.model.result import Outcome
from audit.report.tally import Tally
from audit.report.visible_text import visible

PROPOSE = "--propose-terms"
USAGE = "audit check [options] PATH…"
DESCRIPTION = """\
Find what the translation left behind: in files, folders, globs, or standard input (-).
No option is needed: the target language is told from the document, the source language from evidence.

Pages and texts: HTML, Markdown, plain text, DOCX, ODT. Subtitles: SRT, WebVTT, ASS.
Translation files, both sides compared: PO, XLIFF, TMX, Qt TS, xcstrings; and, with the file of
sources beside them (en.json, values/, Base.lproj): JSON, ARB, YAML, .strings, .stringsdict,
.properties, Fluent, Android XML, RESX. In folders, files that may be anything (.json, .yml, .xml,
.properties, .ts) are read where translations lie: locales/, i18n/, values-de/, de.json."""
EPILOG = """\
examples:
  audit check article.html
  audit check -t en-US -s ru site/ --exclude 'drafts/'
  audit check --select accuracy,doubled-word --possible text.md
  audit check --format sarif=audit.sarif --format text site/
  audit check --changed-since origin/main --fail-on major .
  audit check --propose-terms site/ > proposed.txt
  audit check --reference-file human.md --fail-under chrf=50 machine.md
  curl -s https://example.org/ | audit check --as html -

exit codes:
  0  passed
  1  a gate failed: the one named (--fail-under, --fail-on, --max-findings),
     else the verdict of a document is fail (with --strict: or undecided)
  2  wrong use or configuration; nothing was audited
  3  a document could not be checked, or not wholly (wins over 1)

next:
  audit explain ID             what a check looks for, with examples
  audit baseline PATH…         accept what there is today; only what is new counts
  audit report PATH… -o DIR    a page per document, tables, one clean-up plan"""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("check", USAGE, DESCRIPTION, EPILOG)
    add_auditing_options(parser, changes=True, references=True)
    output = parser.add_argument_group("the output")
    output.add_argument(
        "--format",
        action="append",
        default=[],
        help=f"{', '.join(FORMATS)}; NAME=FILE writes to a file; repeatable (default: text)",
    )
    output.add_argument(
        PROPOSE,
        nargs="?",
        metavar="FILE",
        help="words that may belong into terms.txt, to trim and save: on the screen instead of the report, "
        "or with =FILE into a new file",
    )
    output.add_argument(
        "--all", action="store_true", help="text: of many documents, name those without findings too"
    )
    output.add_argument("-q", "--quiet", action="store_true", help="text: one line a document, no hints")
    output.add_argument(
        "-v", "--verbose", action="store_true", help="text: say what speaks for and against a finding"
    )
    output.add_argument(
        "--show-excused",
        "--show-baselined",
        action="store_true",
        help="text, csv: show excused findings too, with the reasons",
    )
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_intermixed_args(list(spelt_out(arguments)))
    if not options.paths:
        raise UsageError(
            "name what to check: files, folders, or - for standard input\n(for instance: audit check .)"
        )
    found = configured_for_paths(options, output=True)
    passed: Counter[str] = Counter()
    documents, nothing = find_documents(
        options.paths, found.configuration, found.folder, options.force_exclude, passed=passed
    )
    if not documents and not nothing and options.force_exclude:
        sys.stderr.write("audit: nothing to check: all that was named is excluded\n")
        return ExitCode.PASSED
    if not documents and not any(item.closed for item in nothing):
        raise UsageError("nothing to check\n" + "\n".join(f"{item.path}: {item.why}" for item in nothing))
    refuse_shared_reference(found.configuration, len(documents))
    shown = found.configuration.output
    formats = wanted(options, shown.format)
    spare(documents, formats)
    run = JudgedRun(documents, found.configuration, options.changed_since)
    # Of documents that are left out, or in part, nobody knows what the baseline still accepts.
    renewals = Renewals(found.configuration) if run.tally.changes is None else None
    with open_outputs(
        formats,
        options.possible,
        options.quiet,
        len(run.documents),
        options.show_excused,
        options.verbose,
        options.all or shown.all or found.configuration.strict or len(run.documents) == 1,
    ) as outputs:
        for output in outputs:
            output.begin()
        for missing in nothing:
            add(missing, run.tally, outputs)
        for document, outcome in zip(run.documents, run.outcomes(options.quiet), strict=True):
            add(outcome, run.tally, outputs)
            if renewals:
                renewals.add(document.relative, outcome, options.possible)
        for output in outputs:
            output.end(run.tally)
    if "text" not in formats:
        sys.stderr.writelines(f"audit: {visible(line)}\n" for line in closing_lines(run.tally))
    if renewals and not options.quiet:
        sys.stderr.writelines(renewals.out_of_date())
    # A rule that some files named one by one do not need may be needed by the others.
    if run.tally.changes is None and not options.quiet and any(map(os.path.isdir, options.paths)):
        sys.stderr.writelines(unused_rules(found, run.tally))
    if passed and not options.quiet:
        sys.stderr.write(f"audit: {passed_over(passed)}\n")
    return ExitCode.PASSED if options.exit_zero else exit_code(run.tally)


def spelt_out(arguments: list[str]) -> Iterator[str]:
    """The arguments with `--propose-terms` as `--propose-terms=`, so that it takes no path for its file."""
    words = iter(arguments)
    for word in words:
        yield f"{PROPOSE}=" if word == PROPOSE else word
        if word == "--":
            yield from words


def wanted(options: argparse.Namespace, usual: str) -> list[str]:
    """The formats asked for, else the `usual` one; proposed terms among them.

    Raises UsageError for a file that exists already.
    """
    formats: list[str] = options.format
    if options.propose_terms is None:
        return formats or [usual]
    if not options.propose_terms:
        return [*formats, TERMS]
    if os.path.lexists(options.propose_terms):
        # A list that somebody trimmed is work; its terms are not proposed again.
        raise UsageError(
            f"{PROPOSE}={options.propose_terms}: there is such a file; name a new one, or add to it with "
            f"`audit check {PROPOSE} … >> {options.propose_terms}`"
        )
    return [*(formats or [usual]), f"{TERMS}={options.propose_terms}"]


def spare(documents: Sequence[FoundDocument], formats: Sequence[str]) -> None:
    """Raises UsageError when a format would be written over a document that is to be checked."""
    files = {os.path.realpath(file): word for word in formats if (file := word.partition("=")[2])}
    if not any(map(os.path.exists, files)):
        return
    for document in documents:
        if document.shown != STDIN and (word := files.get(os.path.realpath(document.shown))):
            raise UsageError(
                f"--format {word}: this is one of the documents to check; name another file, or leave it out "
                f"with --exclude {document.relative}"
            )


def add(outcome: Outcome, tally: Tally, outputs: list[Output]) -> None:
    """One more document."""
    tally.add(outcome)
    for output in outputs:
        output.add(outcome)
