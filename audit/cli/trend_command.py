"""`audit trend`: what got better or worse since earlier runs."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from audit.cli.exit_codes import ExitCode
from audit.cli.outputs import machine_readable
from audit.cli.parser import Parser
from audit.cli.terminal import wants_color
from audit.model.errors import UsageError

if TYPE_CHECKING:
    from audit.report.trends.run_record import Run

USAGE = "audit trend [options] [DIR|FILE]"
DESCRIPTION = """\
Show what got better or worse from run to run, per outlet and check, from the history that `audit report`
keeps: DIR is a report folder, FILE its history.sqlite or the one named with --history (default: the folder
you are in)."""
EPILOG = """\
examples:
  audit trend audit-report
  audit trend audit-report --outlet north          each check of one outlet
  audit trend press.sqlite --check dialogue-dash   one check in each outlet
  audit trend audit-report --against 2026-01       since January
  audit trend audit-report --format html -o trend.html

The last run is compared with the newest earlier one that looked for the same things in the same way (equal
signatures). A change is called better or worse only when chance alone does not explain it: see
docs/history.md. The same history gives the same bytes. Exit code 0, or 2 for wrong use; a trend is no gate."""
FORMATS = ("text", "json", "html")
LAST = 30


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("trend", USAGE, DESCRIPTION, EPILOG)
    parser.add_argument(
        "history", nargs="?", default=".", metavar="DIR|FILE", help="a report folder, or a history"
    )
    parser.add_argument("--outlet", metavar="NAME", help="this outlet only")
    parser.add_argument("--check", metavar="ID", help="this check only")
    parser.add_argument(
        "--against", metavar="RUN", help="compare with this run: its label or the beginning of its time"
    )
    parser.add_argument("--last", metavar="N", type=int, default=LAST, help=f"so many runs (default: {LAST})")
    parser.add_argument("--format", choices=FORMATS, default="text", metavar="NAME", help=", ".join(FORMATS))
    parser.add_argument("-o", "--output", metavar="FILE", help="write there rather than on the screen")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_args(arguments)
    if options.last < 1:
        raise UsageError("--last: at least one run is needed")
    from audit.files.whole_file import write_whole
    from audit.report.trends.run_record import ALL
    from audit.report.trends.shown import paired
    from audit.report.trends.trend import trend
    from audit.run.history import HISTORY, runs, shown_by

    file = Path(options.history)
    if file.is_dir():
        file /= HISTORY
    found = runs(file, options.last)
    if not found:
        raise UsageError(f"{file}: no run is in this history yet; `audit report` appends one")
    whole = trend(found, None if options.against is None else place_of(found, options.against))
    # What a history keeps one by one is not kept by outlet.
    if whole.base is not None and options.outlet is None:
        before, after = (shown_by(file, run) for run in (whole.runs[whole.base], whole.last))
        whole = msgspec.structs.replace(whole, paired=paired(before, after, options.check))
    source = os.path.join(options.history, HISTORY) if Path(options.history).is_dir() else options.history
    source = os.path.normpath(source).replace(os.sep, "/")
    for name, value, known in (
        ("--outlet", options.outlet, {line.outlet for line in whole.lines} - {ALL}),
        ("--check", options.check, {line.check for line in whole.lines} - {ALL}),
    ):
        if value is not None and value not in known:
            raise unknown(name, value, known)
    lines = whole.part(options.outlet, options.check)
    if options.format == "json":
        from audit.report.json_report import encoded
        from audit.report.trends.trend import trend_record

        shown = encoded(trend_record(whole, lines), 0) + "\n"
    elif options.format == "html":
        from audit.report.pages.trend_page import trend_page

        shown = trend_page(source, whole, lines)
    else:
        from audit.report.terminal.trend_text import TrendText, reading

        screen = None if options.output else sys.stdout
        color = screen is not None and wants_color(screen)
        report = TrendText(color, screen is None or shows_blocks(screen.encoding))
        shown = report.report(source, whole, options.outlet, options.check)
        if len(found) > 1:
            shown += f"\n{reading(whole)}\n"
    if options.output:
        write_whole(Path(options.output), shown)
    else:
        if options.format != "text":
            machine_readable(sys.stdout)
        sys.stdout.write(shown)
    return ExitCode.PASSED


def place_of(found: "Sequence[Run]", name: str) -> int:
    """The newest run but the last of a label, or whose time (UTC) begins like that. Raises UsageError for none."""
    time = name.replace(" ", "T")
    for place in range(len(found) - 2, -1, -1):
        if found[place].label == name or found[place].time.startswith(time):
            return place
    names = ", ".join(run.name for run in found[:-1][-12:])
    raise UsageError(f"--against: no run {name!r} before the last one; there are {names or 'none'}")


def shows_blocks(encoding: str) -> bool:
    """True when a stream can carry the characters of the curves."""
    from audit.report.terminal.trend_text import BLOCKS

    try:
        (BLOCKS + "│→×–").encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return os.environ.get("TERM") != "dumb"


def unknown(option: str, value: str, known: set[str]) -> UsageError:
    """What to say to a name that is not in the history."""
    from difflib import get_close_matches

    near = get_close_matches(value, known, 1, 0.6)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    names = ", ".join(sorted(known)[:12]) + (", …" if len(known) > 12 else "")
    return UsageError(
        f"{option}: no {option.lstrip('-')} {value!r} in this history{hint}\nThere are: {names}"
    )
