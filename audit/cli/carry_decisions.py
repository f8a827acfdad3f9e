"""What decisions come to, file by file, and what is said of those that could not be carried out."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from audit.cli.auditing_options import add_auditing_options, configured
from audit.cli.exit_codes import ExitCode
from audit.cli.new_files import NewFiles
from audit.cli.parser import Parser
from audit.config.read_settings import BASELINE_FILE, FoundConfiguration
from audit.excuses.baseline import Baseline, today
from audit.excuses.read_baseline import read_baseline
from audit.excuses.renew_baseline import merged, write_baseline
from audit.files.find_documents import FoundDocument, find_documents
from audit.model.baseline_entry import BaselineEntry
from audit.model.decision import Decision
from audit.report.visible_text import visible
from audit.report.wording import clipped, counted
from audit.run.repairs.carry_out import Carrier

LONGEST = 200  # code points of a reason


def carry_out(decisions: Sequence[Decision], options: argparse.Namespace, files: NewFiles) -> ExitCode:
    """Carry decisions out as the command line says."""
    found = as_for_check(options)
    root = Path(options.root)
    file = Path(options.baseline or found.configuration.baseline or found.folder / BASELINE_FILE)
    baseline = read_baseline(file) if file.exists() else Baseline((), str(file), file.parent, today())
    carrier = Carrier(decisions, found.configuration, found.folder, root, baseline)
    documents: list[FoundDocument] = []
    if any(decision.cause for decision in decisions):
        paths = options.paths or [options.root]
        documents, nothing = find_documents(paths, found.configuration, found.folder)
        for missing in nothing:
            files.add(missing)
    kept: list[BaselineEntry] = []
    troubled = files.troubled
    for outcome in carrier.of_documents(documents):
        files.add(outcome.file)
        failed, troubled = files.troubled > troubled, files.troubled
        kept += outcome.kept_before if failed else outcome.kept
        for item in outcome.refused:
            lost(files, options.report, item.decision, f"{item.path}: {item.why}")
            troubled = files.troubled
    for decision in decisions:
        if decision.line not in carrier.answered:
            quoted = f" “{visible(clipped(decision.text, 60))}”" if decision.text else ""
            lost(files, options.report, decision, f"{decision.about}{quoted} matches nothing any more")
    if files.changed or files.troubled or not kept:
        files.end()
    accept(baseline, file, tuple(kept), files)
    return files.exit_code()


def as_for_check(options: argparse.Namespace) -> FoundConfiguration:
    """The configuration by which `audit check` would audit."""
    parser = Parser("apply", "", "", "")
    add_auditing_options(parser)
    words = [f"--{name}={value}" for name in ("config", "baseline") if (value := getattr(options, name))]
    return configured(parser.parse_args(words))


def lost(files: NewFiles, shown: str, decision: Decision, why: str) -> None:
    """A decision that was not carried out; not even --quiet hides it."""
    files.lost(f"{shown}:{decision.line}: {decision.do} was not carried out: {clipped(why, 2 * LONGEST)}")


def accept(baseline: Baseline, file: Path, kept: tuple[BaselineEntry, ...], files: NewFiles) -> None:
    """Put what may stay into the baseline, or say that it would be put there."""
    if not kept:
        return
    entries, new = merged(baseline.entries, kept)
    shown, findings = visible(os.path.relpath(file)), counted(new, "finding")
    if not files.write:
        files.say(f"{findings} would go into {shown}")
    elif entries != baseline.entries:
        write_baseline(file, entries)
        files.say(f"{findings} accepted in {shown}")
