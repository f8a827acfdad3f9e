"""`audit compare`: two versions or two systems, side by side."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from audit.cli.auditing_options import add_auditing_options, configured, listed, tell_in_force
from audit.cli.exit_codes import ExitCode
from audit.cli.model_progress import ModelProgress
from audit.cli.outputs import machine_readable
from audit.cli.parser import Parser
from audit.cli.progress_bar import progress
from audit.cli.terminal import wants_color, width
from audit.model.errors import UsageError
from audit.model.extras import REPORT
from audit.neural.watching import watched
from audit.report.visible_text import no_command, visible
from audit.report.wording import counted

if TYPE_CHECKING:
    from audit.report.comparison.comparison import Comparison
    from audit.report.comparison.version import Entry

USAGE = "audit compare [options] A B [C…]"
DESCRIPTION = """\
Put versions of the same documents side by side: two systems, two prompts, before and after an edit. What was
gained and lost, which figures differ, and whether chance alone explains it. The first is the baseline.

A, B, C are each one of:
  folder        documents, paired by their path in it
  file          a document; two files are two versions of one
  table         .jsonl .csv .tsv .parquet, .gz of the first three; rows are paired by id, else by source
  report        a folder that `audit report` has finished; nothing is audited again

What has no counterpart is named and in no figure. Where there are references (a column `reference`, or
--reference-file), sacrebleu measures BLEU, chrF, chrF++ and TER."""
EPILOG = """\
examples:
  audit compare old/ new/                            what did the new engine gain and lose?
  audit compare a.csv b.csv c.csv --names A,B,C      three systems over the same rows
  audit compare report-may report-june -o compared   a page, tables and JSON to hand on
  audit compare old.po new.po --fail-if-worse        a gate: 1 when new.po is worse, and not by chance
  audit compare a.jsonl b.jsonl --fail-if-worse --by score,ter --test randomisation

yardsticks (--by): score (penalty points in 1,000 words), estimate, bleu, chrf, chrf++, ter.
p-values are those of sacrebleu, from the same seed and number of samples (SACREBLEU_SEED, or --seed).

exit codes:
  0  compared; with --fail-if-worse: nothing is worse
  1  --fail-if-worse: a later version is worse than the first
  2  wrong use or configuration
  3  nothing to compare, or something could not be read; with --fail-if-worse: not all of it could be compared"""
FORMATS = ("text", "json", "html")
SIGNIFICANTLY, ANY = "significantly", "any"
TESTS = ("bootstrap", "randomisation")


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("compare", USAGE, DESCRIPTION, EPILOG)
    add_auditing_options(
        parser,
        references=True,
        gates=False,
        paths="versions of the same documents; the first is the baseline",
    )
    test = parser.add_argument_group("the comparison")
    test.add_argument(
        "--names", metavar="A,B", action="append", default=[], help="what to call the versions, in order"
    )
    test.add_argument("--test", choices=TESTS, default=TESTS[0], metavar="NAME", help=" or ".join(TESTS))
    test.add_argument(
        "--samples", metavar="N", help="resamples or trials (default: 1000 of a bootstrap, else 10000)"
    )
    test.add_argument("--seed", metavar="N", help="of the samples; none: anew each time (default: 12345)")
    gate = parser.add_argument_group("the gate")
    gate.add_argument(
        "--fail-if-worse",
        nargs="?",
        const=SIGNIFICANTLY,
        choices=(SIGNIFICANTLY, ANY),
        metavar="HOW",
        help="fail when a later version is worse than the first: significantly (default), or =any",
    )
    gate.add_argument(
        "--by", metavar="NAMES", action="append", default=[], help="by these yardsticks (default: score)"
    )
    gate.add_argument("--alpha", metavar="P", default="0.05", help="significant below this p (default: 0.05)")
    gate.add_argument(
        "--allow-missing", action="store_true", help="later versions may lack documents of the first"
    )
    output = parser.add_argument_group("the output")
    output.add_argument("--format", choices=FORMATS, default="text", metavar="NAME", help=", ".join(FORMATS))
    output.add_argument(
        "-o", "--output", metavar="DIR", help="write compare.html, comparison.json and tables there"
    )
    output.add_argument("-q", "--quiet", action="store_true", help="figures only, no progress bar")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_intermixed_args(list(spelt_out(arguments)))
    if len(options.paths) < 2:
        raise UsageError(
            "name two versions at least, the baseline first\n(for instance: audit compare old/ new/)"
        )
    REPORT.require("a comparison needs")
    names = names_of(options)
    alpha = share(options.alpha)
    from audit.measures.catalogue import USUAL, measure_ids
    from audit.report.comparison.comparison import compare
    from audit.report.comparison.figures import ESTIMATE, SCORE
    from audit.report.comparison.resampling import Scheme, sampling
    from audit.run.comparison.read_versions import read_versions

    by = list(listed(options.by)) or [SCORE]
    own = [name for name in by if name in (SCORE, ESTIMATE)]
    try:
        asked = measure_ids(name for name in by if name not in own)
    except UsageError as error:
        raise UsageError(f"--by: {error}, {SCORE}, {ESTIMATE}") from error
    found = configured(options)
    tell_in_force(found, options.quiet)
    configuration = found.configuration
    if asked:
        wanted = USUAL if configuration.metrics is None else configuration.metrics
        configuration = msgspec.structs.replace(configuration, metrics=measure_ids((*wanted, *asked)))
    samples = None if options.samples is None else count(options.samples)
    how = sampling(Scheme(options.test), samples, options.seed)
    if options.output:
        from audit.run.comparison.write_folder import ready

        ready(Path(options.output))

    def watch(entries: "Iterable[Entry]", total: int) -> "Iterator[Entry]":
        return progress(entries, total, sys.stderr, options.quiet)

    with watched(ModelProgress(sys.stderr, options.quiet)):
        versions = read_versions(
            options.paths, names, found.configuration, found.folder, options.possible, watch
        )
    comparison = compare(versions, how, alpha)
    if options.output:
        from audit.run.comparison.write_folder import write_folder

        write_folder(Path(options.output), comparison)
    show(options, comparison)
    return verdict(options, comparison, (*own, *asked))


def spelt_out(arguments: list[str]) -> Iterator[str]:
    """The arguments with `--fail-if-worse` as `--fail-if-worse=significantly`, so that it takes no path for its word."""
    words = iter(arguments)
    for word in words:
        yield f"{word}={SIGNIFICANTLY}" if word == "--fail-if-worse" else word
        if word == "--":
            yield from words


def show(options: Namespace, comparison: "Comparison") -> None:
    """What goes to the screen."""
    if options.format == "text":
        from audit.report.terminal.comparison_text import ComparisonText

        text = ComparisonText(wants_color(sys.stdout), width(sys.stdout), options.quiet)
        shown = text.report(comparison)
        if options.output and not options.quiet:
            shown += f"\n{visible(os.path.join(options.output, 'compare.html'))}: the versions side by side\n"
    elif options.format == "json":
        from audit.report.comparison.comparison_json import comparison_json

        machine_readable(sys.stdout)
        shown = comparison_json(comparison)
    else:
        from audit.report.pages.comparison_page import comparison_page

        machine_readable(sys.stdout)
        shown = comparison_page(comparison)
    sys.stdout.write(shown)


def verdict(options: Namespace, comparison: "Comparison", by: Sequence[str]) -> ExitCode:
    """The exit code, and on standard error the reason for any but 0."""
    if not comparison.pairs:
        what = "nothing that they have in common could be checked"
        if not any(len(item.versions) == len(comparison.sides) for item in comparison.alone):
            what = "the versions have no document in common"
        return said(ExitCode.UNCHECKED, [f"nothing to compare: {what}"])
    why = [f"could not be looked at: {what}" for what in comparison.incomplete[:1]]
    if options.fail_if_worse is None:
        return said(ExitCode.UNCHECKED, why) if why else ExitCode.PASSED
    if comparison.lost_documents and not options.allow_missing:
        first = comparison.sides[0].name
        noun, key = counted(len(comparison.lost_documents), comparison.noun), comparison.lost_documents[0].key
        why.append(
            f"could not be compared: {noun} of {first} missing in a later version, for instance {key} "
            "(--allow-missing lets that pass)"
        )
    if comparison.uneven:
        why.append(f"could not be compared: not looked at in the same way ({comparison.uneven})")
    for name in by:
        if comparison.figure(name) is None:
            notes = "; ".join(note for note in comparison.notes if note.startswith((f"{name}:", "measures ")))
            why.append(f"could not be compared by {name}: {notes or 'no version has what it needs'}")
    worse = worse_lines(comparison, by, options.fail_if_worse == ANY)
    if why:
        return said(ExitCode.UNCHECKED, [*why, *worse])
    return said(ExitCode.FAILED, worse) if worse else ExitCode.PASSED


def worse_lines(comparison: "Comparison", by: Sequence[str], anyhow: bool) -> list[str]:
    """A sentence for each figure by which a version is worse."""
    lines = []
    for figure, number in comparison.worse(by, anyhow):
        first, own = figure.values[0], figure.values[number]
        names = comparison.sides[number].name, comparison.sides[0].name
        p = "" if own.p is None else f", p = {own.p:.4f}"
        lines.append(
            f"{names[0]} is worse than {names[1]} by {figure.id}: {figure.label} "
            f"{own.value:.{figure.digits}f} instead of {first.value:.{figure.digits}f}{p}"
        )
    return lines


def said(code: ExitCode, lines: Sequence[str]) -> ExitCode:
    """Say why, and hand the code on."""
    for line in lines:
        sys.stderr.write(no_command(f"audit: {visible(line)}\n"))
    return code


def names_of(options: Namespace) -> list[str]:
    """What the versions are called: as asked, else by their paths. Raises UsageError for names that do not fit."""
    names = list(listed(options.names))
    if not names:
        names = [os.path.normpath(path).replace(os.sep, "/") for path in options.paths]
        last = [os.path.basename(name) for name in names]
        if len({ending for _, ending in map(os.path.splitext, last)}) == 1:
            last = [stem for stem, _ in map(os.path.splitext, last)]
        names = last if len(set(last)) == len(last) and "" not in last else names
    if len(names) != len(options.paths):
        raise UsageError(f"--names: {len(names)} names for {len(options.paths)} versions")
    if len(set(names)) < len(names):
        raise UsageError("two versions have the same name; tell them apart with --names A,B")
    return names


def share(text: str) -> float:
    """Raises UsageError when the text is no probability."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < 1:
        raise UsageError(f"--alpha: {text!r} is no probability between 0 and 1")
    return value


def count(text: str) -> int:
    """Raises UsageError when the text is no number of samples."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 1_000_000:
        raise UsageError(f"--samples: {text!r} is no whole number from 1 to 1,000,000")
    return int(text)
