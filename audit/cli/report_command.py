"""`audit report`: a folder to hand on."""

import os
import sqlite3
import sys
from argparse import Namespace
from collections import Counter
from pathlib import Path

import msgspec

from audit.cli.auditing_options import (
    add_auditing_options,
    configured_for_paths,
    refuse_shared_reference,
)
from audit.cli.batch_progress import BatchProgress
from audit.cli.exit_codes import ExitCode
from audit.cli.judged_run import closing_lines, exit_code
from audit.cli.parser import Parser
from audit.cli.passed_over import passed_over
from audit.cli.unused_rules import unused_rules
from audit.measures.catalogue import installed
from audit.model.errors import UsageError
from audit.model.extras import REPORT, XLSX
from audit.model.in_force import InForce
from audit.report.outlet import outlet_root
from audit.report.visible_text import no_command, visible
from audit.report.wording import counted, totals_sentence
from audit.run.batch.engine import Engine
from audit.run.batch.find_sources import find_sources
from audit.run.batch.job import INDEX, Job, accepted, model_keys
from audit.run.batch.page_names import legible
from audit.run.batch.read_container import ending_of
from audit.run.batch.run_batch import run_batch
from audit.run.batch.source_vote import source_vote
from audit.run.history import HISTORY, check_ready

USAGE = "audit report [options] PATH… -o DIR"
DESCRIPTION = """\
Audit many documents and write a folder: index.html with a page per document, cleanup-plan.md with what to
do first, tables of documents, segments and findings (CSV and Parquet), summary.json for scripts.

PATH is a document, a folder, a glob, - for standard input, or a file that holds many documents:
  table         .jsonl .csv .tsv .parquet; columns id and target (or text), optionally source, reference,
                target_lang, source_lang, format, outlet; .gz of the first three
  web archive   .warc .warc.gz: every HTML page under its URL
  sitemap       .xml .xml.gz: the pages it lists, as files beside it"""
EPILOG = """\
examples:
  audit report site/ -o audit-report
  audit report -t en -s ru 'articles/**/*.html' -o report --exit-zero
  audit report translations.jsonl crawl.warc.gz -o report --no-pages --xlsx
  audit report archive/*.parquet -o /shared/report --engine dask --scheduler tcp://host:8786

The same documents and settings give the same bytes, whatever --jobs is. The folder is its own memory: run the
command again after a kill and it goes on, after a change and only what changed is audited. The figures of every
run are kept in history.sqlite: `audit trend DIR` shows what got better or worse. Exit codes are those of
`audit check`."""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("report", USAGE, DESCRIPTION, EPILOG)
    add_auditing_options(parser, references=True)
    output = parser.add_argument_group("the output")
    output.add_argument("-o", "--output", metavar="DIR", help="the folder to write (required)")
    output.add_argument("--no-pages", action="store_true", help="no page per document")
    output.add_argument("--no-segments", action="store_true", help="no table of segments")
    output.add_argument("--xlsx", action="store_true", help="the tables as report.xlsx too")
    output.add_argument(
        "--history", metavar="FILE", help=f"append the run's figures to this file (default: DIR/{HISTORY})"
    )
    output.add_argument("--no-history", action="store_true", help="append them nowhere")
    output.add_argument("--label", metavar="TEXT", default="", help="what the history calls this run")
    output.add_argument("-q", "--quiet", action="store_true", help="no progress bar, no closing words")
    work = parser.add_argument_group("the work")
    work.add_argument("-j", "--jobs", metavar="N", help="processes (default: one a core)")
    work.add_argument(
        "--partition", metavar="N", default="128", help="documents done in one go at most (default: 128)"
    )
    work.add_argument("--engine", metavar="NAME", default="local", help="local (default) or dask")
    work.add_argument(
        "--scheduler", metavar="ADDRESS", help="dask: the scheduler, for instance tcp://host:8786"
    )
    work.add_argument("--scheduler-file", metavar="FILE", help="dask: the file the scheduler wrote")
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
    found = configured_for_paths(options, output=True)
    jobs = positive("--jobs", options.jobs) if options.jobs else cores()
    job = Job(
        InForce.of(found.configuration),
        possible=options.possible,
        pages=not options.no_pages,
        segments=not options.no_segments,
        spread=positive("--partition", options.partition),
        root=legible(outlet_root(options.paths)),
        accepted=accepted(found.configuration),
        here=os.path.relpath(os.curdir, folder)
        if any(one.baseline for _, one in found.configuration.every())
        else "",
        installed=installed(),
        models=model_keys(found.configuration),
    )
    refuse_contradictions(options)
    REPORT.require("a report needs")
    if options.xlsx:
        XLSX.require("--xlsx needs")
    passed: Counter[str] = Counter()
    sources, nothing, tables = find_sources(
        options.paths, found.configuration, found.folder, folder, options.force_exclude, passed
    )
    left_out = not_taken(tables) + ([passed_over(passed)] if passed else [])
    if not sources:
        why = [f"{item.path}: {item.why}" for item in nothing] + left_out
        why = why or [f"all documents lie in {options.output}, the folder to write; name another one with -o"]
        raise UsageError("\n".join(["nothing to report on", *why]))

    refuse_shared_reference(found.configuration, len(sources))
    job = msgspec.structs.replace(job, beside=source_vote(sources, found.configuration))

    progress = BatchProgress(sys.stderr, options.quiet)

    def make_engine(folder: Path, digest: bytes) -> Engine:
        if options.engine == "dask":
            from audit.run.batch.dask_engine import DaskEngine

            return DaskEngine(folder, digest, options.scheduler, options.scheduler_file)
        from audit.run.batch.local_engine import LocalEngine

        return LocalEngine(folder, digest, jobs, progress.asked)

    try:
        tally = run_batch(
            folder,
            sources,
            job,
            make_engine,
            progress,
            options.xlsx,
            history,
            options.label,
            left_out,
        )
    except sqlite3.OperationalError as error:
        hint = "make room on the disk and run the same command again"
        raise UsageError(f"{options.output}: cannot keep notes of the run: {error}; {hint}") from error
    finally:
        progress.close()
    if not options.quiet:
        from audit.report.terminal.text_report import TextReport

        sys.stdout.write(no_command(f"{os.path.join(options.output, INDEX)}: {TextReport().total(tally)}\n"))
        nothing_there = [] if tally.documents else ["nothing was checked: what was named holds no documents"]
        measures = [totals_sentence(tally.measures, tally.documents)] if tally.measures else []
        closing = (*measures, *nothing_there, *left_out, *closing_lines(tally))
        sys.stdout.writelines(no_command(f"{visible(line)}\n") for line in closing)
        sys.stderr.writelines(unused_rules(found, tally))
    if options.exit_zero:
        return ExitCode.PASSED
    return exit_code(tally) if tally.documents else ExitCode.UNCHECKED


def not_taken(tables: list[str]) -> list[str]:
    """What people must know of tables that lay in a folder; nothing where there were none."""
    if not tables:
        return []
    endings = sorted({ending_of(path) for path in tables})
    which = " or ".join(f"--include '*{ending}*'" for ending in endings)
    return [
        f"{counted(len(tables), 'table')} not taken (rows may be documents, or data): name them, or {which}"
    ]


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


def refuse_contradictions(options: Namespace) -> None:
    """Raises UsageError for options that do not go together."""
    if options.engine not in ("local", "dask"):
        raise UsageError(f"--engine: unknown engine {options.engine!r}; there are local and dask")
    named = options.scheduler or options.scheduler_file
    if options.engine == "dask":
        if not named or (options.scheduler and options.scheduler_file):
            raise UsageError("--engine dask needs --scheduler ADDRESS or --scheduler-file FILE, one of them")
        if options.jobs:
            raise UsageError("--jobs is for --engine local; with dask the scheduler knows its workers")
    elif named:
        raise UsageError("--scheduler and --scheduler-file go with --engine dask")


def positive(option: str, text: str) -> int:
    """A whole number above 0. Raises UsageError, naming the option."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 1_000_000:
        raise UsageError(f"{option}: {text!r} is no whole number above 0")
    return int(text)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
