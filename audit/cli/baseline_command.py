"""`audit baseline`: accept what is found today, so that only what is new counts."""

import os
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

import msgspec

from audit.cli.auditing_options import add_auditing_options, configured_for_paths
from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.cli.progress_bar import progress
from audit.config.read_settings import BASELINE_FILE, FoundConfiguration
from audit.excuses.baseline import STANDARD_INPUT, today
from audit.excuses.read_baseline import read_baseline
from audit.excuses.renew_baseline import Renewal, merged, write_baseline
from audit.files.find_documents import find_documents
from audit.model.errors import UsageError
from audit.model.in_force import InForce
from audit.model.result import Unreadable, complete
from audit.model.settings import Configuration
from audit.report.visible_text import no_command, visible
from audit.report.wording import counted
from audit.run.audit_many import audit_many

USAGE = "audit baseline [options] PATH… [-o FILE]"
DESCRIPTION = """\
Write down what is found today as accepted: from then on only what is new counts. audit-baseline.json is found
beside the configuration, or at the top of the repository; another file is named with `audit check --baseline FILE`,
or baseline = "FILE" in audit.toml. Findings are known by what they say: moving or re-wrapping a sentence, editing
another one or renaming a file does not revive them, an edit of the sentence does."""
EPILOG = f"""\
examples:
  audit baseline site/                          writes {BASELINE_FILE}
  audit baseline --update site/                 accept what is new since, keep the reasons
  audit baseline --prune site/                  remove what was mended, add nothing
  audit baseline --merge picked.json            add the entries of another file
  audit baseline site/ --reason 'before 2030' --expires 2031-06-30

exit codes: 0 written, 2 wrong use, 3 written, but something could not be checked (its entries are kept)."""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("baseline", USAGE, DESCRIPTION, EPILOG)
    add_auditing_options(parser)
    what = parser.add_argument_group("the baseline")
    what.add_argument(
        "-o", "--output", metavar="FILE", help=f"the file (default: as configured, or {BASELINE_FILE})"
    )
    what.add_argument("--update", action="store_true", help="accept what is new as well; drop what is gone")
    what.add_argument("--prune", action="store_true", help="only drop what is gone")
    what.add_argument("--merge", metavar="FILE", help="add the entries of this file; audits nothing")
    what.add_argument("--reason", metavar="TEXT", help="why the new entries are accepted")
    what.add_argument(
        "--expires",
        metavar="DATE",
        help="the last day they hold, for instance 2030-12-31; with --update it renews expired ones too",
    )
    what.add_argument("-q", "--quiet", action="store_true", help="no progress bar, no closing words")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_intermixed_args(arguments)
    if sum(map(bool, (options.update, options.prune, options.merge))) > 1:
        raise UsageError("--update, --prune and --merge are three ways to go on; give one")
    found = configured_for_paths(options, baselines=False)
    if options.merge:
        merge(target(options, found), options)
        return ExitCode.PASSED
    if not options.paths or STANDARD_INPUT in options.paths:
        raise UsageError("name what to audit: files or folders\n(for instance: audit baseline .)")
    expires = day(options.expires)
    configuration = nothing_accepted(found.configuration)
    documents, nothing = find_documents(options.paths, configuration, found.folder, options.force_exclude)
    if not documents and not any(item.closed for item in nothing):
        raise UsageError("nothing to audit\n" + "\n".join(f"{item.path}: {item.why}" for item in nothing))
    folders = [folder for folder, _ in configuration.every()]
    by_folder = dict(zip(folders, (target(options, one) for one in found.every()), strict=True))
    places = [by_folder[folder_of(configuration, document.relative)] for document in documents]
    # A folder that could not be looked into holds documents of nobody knows which configuration.
    renewals = {file: renewal(file, options) for file in dict.fromkeys(places or [target(options, found)])}
    unchecked = [f"{item.path}: {item.why}" for item in nothing]
    outcomes = progress(audit_many(documents, configuration), len(documents), sys.stderr, options.quiet)
    for file, outcome in zip(places, outcomes, strict=True):
        renewals[file].add(outcome, options.possible)
        if isinstance(outcome, Unreadable):
            unchecked.append(f"{outcome.path}: {outcome.why}")
        elif not complete(outcome):
            unchecked.append(f"{outcome.document.path}: not, or not wholly, checked")
    for file, one in renewals.items():
        entries = one.entries(not options.prune, options.reason, expires)
        if not entries and one.baseline is None and len(renewals) > 1:
            continue  # nothing to accept in a folder is no reason for a file in it
        write_baseline(file, entries)
        said(options.quiet, f"{os.path.relpath(file)}: {', '.join(changes(one, len(entries), options))}")
    found_again = {(one.folder / BASELINE_FILE).resolve() for one in found.every()}
    named = [f"--baseline {os.path.relpath(file)} " for file in renewals if file.resolve() not in found_again]
    said(options.quiet, f"next: audit check {named[0] if named else ''}PATH…")
    for line in unchecked:
        sys.stderr.write(f"not checked, so its entries are as they were: {visible(line)}\n")
    return ExitCode.UNCHECKED if unchecked and not options.exit_zero else ExitCode.PASSED


def target(options: Namespace, found: FoundConfiguration) -> Path:
    """The file that holds what is accepted of a configuration's documents. Raises UsageError for a folder."""
    file = Path(options.output or found.configuration.baseline or found.folder / BASELINE_FILE)
    if file.is_dir():
        raise UsageError(f"{os.path.relpath(file)} is a folder; name a file with -o")
    return file


def merge(file: Path, options: Namespace) -> None:
    """Add the entries of another file."""
    old = read_baseline(file).entries if file.exists() else ()
    more = read_baseline(Path(options.merge)).entries
    entries, new = merged(old, more)
    write_baseline(file, entries)
    said(
        options.quiet,
        f"{os.path.relpath(file)}: {entry_count(len(entries))}, {new:,} new from {options.merge}",
    )


def nothing_accepted(configuration: Configuration) -> Configuration:
    """The configurations of a run as if none had a baseline."""
    bare = msgspec.structs.replace(configuration, baseline=None)
    if not isinstance(bare, InForce):
        return bare
    below = tuple(
        msgspec.structs.replace(one, configuration=nothing_accepted(one.configuration)) for one in bare.below
    )
    return msgspec.structs.replace(bare, below=below)


def folder_of(configuration: Configuration, relative: str) -> str:
    """The folder of the configuration that is nearest to a document."""
    nearest, _ = configuration.nearest(relative)
    return next(folder for folder, one in configuration.every() if one is nearest)


def renewal(file: Path, options: Namespace) -> Renewal:
    """What becomes of one file. Raises UsageError when it is there and should not be, or the other way round."""
    there, shown = file.exists(), os.path.relpath(file)
    if there and not (options.update or options.prune):
        raise UsageError(
            f"{shown} exists; --update accepts what is new and keeps the reasons, --prune only removes"
        )
    if options.prune and not there:
        raise UsageError(f"{shown}: there is no such baseline to prune; name it with -o")
    return Renewal(read_baseline(file) if there else None, file.parent)


def changes(renewal: Renewal, entries: int, options: Namespace) -> list[str]:
    """What became of the entries, in parts of a sentence."""
    gone = len(renewal.gone)
    new = 0 if options.prune else len(renewal.fresh)
    parts = [
        entry_count(entries),
        *([f"{new:,} new"] if new else []),
        *([f"{gone:,} gone"] if gone else []),
    ]
    if renewal.expired:
        found_again = counted(renewal.expired, "finding")
        parts.append(
            f"{found_again} accepted anew until {options.expires}"
            if options.expires and options.update
            else f"{found_again} counted again: the entry has expired (--update --expires DATE renews it)"
        )
    return parts


def entry_count(number: int) -> str:
    """ "1 entry", "2 entries"."""
    return "1 entry" if number == 1 else f"{number:,} entries"


def said(quiet: bool, *lines: str) -> None:
    """Closing words."""
    if not quiet:
        sys.stdout.write(no_command("".join(f"{visible(line)}\n" for line in lines)))


def day(written: str | None) -> date | None:
    """A date as given. Raises UsageError when it is none, or over."""
    if written is None:
        return None
    try:
        last = date.fromisoformat(written)
    except ValueError:
        raise UsageError(f"--expires: {written!r} is no date; write for instance 2030-12-31") from None
    if last < today():
        raise UsageError(f"--expires: {written} is over; name the last day that the entries shall hold")
    return last
