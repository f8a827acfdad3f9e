"""Where the formats go: standard output, or files written whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO

from audit.cli.terminal import wants_color, width
from audit.files.whole_file import whole_file
from audit.model.errors import UsageError
from audit.model.result import Outcome
from audit.report.formats import FORMATS as REPORTS
from audit.report.formats import report_in
from audit.report.report import Report
from audit.report.tally import Tally

FORMATS = ("text", *REPORTS)
# What GitHub and GitLab call the folder that holds the repository.
SERVICE_FOLDERS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
SCREEN = ("-", "/dev/stdout")  # what people write for standard output where a file is asked for
TERMS = "--propose-terms"  # stands among the formats asked for, but is an option of its own


class Output:
    """One format on its way to one stream."""

    def __init__(self, report: Report, stream: TextIO) -> None:
        self.report = report
        self.stream = stream

    def begin(self) -> None:
        self.stream.write(self.report.begin())

    def add(self, outcome: Outcome) -> None:
        self.stream.write(self.report.add(outcome))

    def end(self, tally: Tally) -> None:
        self.stream.write(self.report.end(tally))


@contextmanager
def open_outputs(
    wanted: list[str],
    possible: bool,
    quiet: bool,
    documents: int,
    excused: bool = False,
    verbose: bool = False,
    clean: bool = True,
) -> Iterator[list[Output]]:
    """The outputs of `FORMAT` and `FORMAT=FILE` words.

    Raises UsageError for an unknown format, for two that want standard output, and for a page of several
    documents. Files appear under their name only when everything went well.
    """
    pairs = [
        (name, "" if file in SCREEN else file) for name, _, file in (word.partition("=") for word in wanted)
    ]
    for name, _ in pairs:
        if name not in (*FORMATS, TERMS):
            near = get_close_matches(name, FORMATS, 1, 0.6)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"--format: unknown format {name!r}{hint}; there are {', '.join(FORMATS)}")
        if name == "html" and documents > 1:
            raise UsageError(
                f"--format html shows one document, not {documents}; "
                "`audit report PATH… -o DIR` writes a page for each"
            )
    on_screen = [name for name, file in pairs if not file]
    if TERMS in on_screen and len(on_screen) > 1:
        raise UsageError(
            f"{TERMS}: only one thing fits the screen; write --format {on_screen[0]}=FILE or {TERMS}=FILE"
        )
    if len(on_screen) > 1:
        raise UsageError(
            f"--format: only one format fits the screen; write {on_screen[1]}=FILE for the other"
        )
    files = [os.path.realpath(file) for _, file in pairs if file]
    if len(set(files)) < len(files):
        raise UsageError("--format: two formats cannot share a file; name a FILE for each")
    with ExitStack() as stack:
        outputs = []
        for name, file in pairs:
            if file:
                outputs.append(
                    Output(
                        report(name, possible, quiet, None, excused, verbose, clean),
                        stack.enter_context(whole_file(Path(file))),
                    )
                )
            else:
                if name != "text":
                    machine_readable(sys.stdout)
                outputs.append(
                    Output(report(name, possible, quiet, sys.stdout, excused, verbose, clean), sys.stdout)
                )
        yield outputs


def report(
    name: str,
    possible: bool,
    quiet: bool,
    screen: TextIO | None,
    excused: bool,
    verbose: bool = False,
    clean: bool = True,
) -> Report:
    """A fresh report of a format; `screen` is where it will be shown, None for a file."""
    if name == "text":
        from audit.report.terminal.text_report import TextReport

        color = screen is not None and wants_color(screen)
        return TextReport(possible, quiet, color, width(screen) if screen else 80, excused, verbose, clean)
    if name == TERMS:
        from audit.report.plan.term_proposals import TermProposals

        return TermProposals(possible)
    return report_in(name, possible, top_folder(), excused)


def top_folder() -> str:
    """Where the paths of a service start: the folder it checked the repository out to, else here."""
    here = os.getcwd()
    for name in SERVICE_FOLDERS:
        top = os.path.realpath(os.environ.get(name, ""))
        if os.environ.get(name) and (here == top or here.startswith(top.rstrip(os.sep) + os.sep)):
            return top
    return here


def machine_readable(stream: TextIO) -> None:
    """UTF-8 with plain line feeds, whatever the locale."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="strict", newline="\n")
