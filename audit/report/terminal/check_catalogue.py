"""The checks as a list, and one check in full, for the terminal and for scripts."""

from collections.abc import Iterable
from itertools import groupby
from textwrap import wrap
from typing import Any

from audit.model.check import MARK_CLOSE, MARK_OPEN, Check, Example
from audit.report.terminal.paint import Paint
from audit.report.terminal.text_report import SEVERITY_STYLE
from audit.report.visible_text import marked_visible, visible


def check_record(check: Check) -> dict[str, Any]:
    """One check for scripts."""
    return {
        "id": check.id,
        "category": str(check.category),
        "severity": str(check.severity),
        "confidence": str(check.confidence),
        "preview": check.preview,
        "summary": check.summary,
        "doc": check.doc,
        "roles": sorted(map(str, check.roles)),
        "needs": sorted(map(str, check.traits)),
        "yields_to": list(check.yields_to),
    }


def check_list(checks: Iterable[Check], paint: Paint, width: int) -> str:
    """All checks by category: id, severity, summary."""
    ordered = sorted(checks, key=lambda check: (check.category, check.id))
    column = max((len(check.id) for check in ordered), default=0) + 2
    lines = []
    for category, group in groupby(ordered, key=lambda check: check.category):
        lines += ["", paint(str(category), "bold")]
        for check in group:
            severity = paint(f"{check.severity:<9}", SEVERITY_STYLE[check.severity])
            summary = f"(in preview) {check.summary}" if check.preview else check.summary
            first, *rest = wrap(summary, max(width - column - 12, 30)) or [""]
            lines.append(f"  {check.id:<{column}}{severity} {first}")
            lines += [" " * (column + 12) + line for line in rest]
    lines += ["", f"{len(ordered)} checks. `audit explain ID` shows one with its examples."]
    return "\n".join(lines[1:]) + "\n"


def check_in_full(check: Check, paint: Paint, width: int) -> str:
    """What a check looks for, why it matters, what it leaves alone, and its examples."""
    severity = paint(str(check.severity), SEVERITY_STYLE[check.severity])
    lines = [f"{paint(check.id, 'bold')}  {severity} · {check.category} · {check.confidence}", ""]
    if check.preview:
        lines += ["In preview: new, and run only with --preview (preview = true in the configuration).", ""]
    for paragraph in check.doc.split("\n\n"):
        lines += [*wrap(" ".join(paragraph.split()), width), ""]
    lines.append(paint("Found", "bold") + f", the fault {MARK_OPEN}marked{MARK_CLOSE}:")
    for example in check.examples:
        if example.faults:
            lines += ["", *example_lines(example, paint, width)]
    lines += ["", paint("Left alone", "bold") + ":"]
    for example in check.examples:
        if not example.faults:
            lines += ["", *example_lines(example, paint, width)]
    if check.traits:
        needs = ", ".join(sorted(map(str, check.traits)))
        lines += ["", f"Runs for languages with: {needs}."]
    if check.yields_to:
        lines += ["", f"Steps back for: {', '.join(check.yields_to)}."]
    lines += [
        "",
        paint(f'Turn it off with --ignore {check.id}, or ignore = ["{check.id}"] in audit.toml.', "dim"),
        paint(
            "Excuse one finding in an HTML or Markdown file with the comment (before the paragraph)", "dim"
        ),
        paint(f"  <!-- audit-disable-next-block {check.id}: why it is right -->", "dim"),
        paint("and in a text file with a line that begins with %% in place of <!--.", "dim"),
    ]
    return "\n".join(lines) + "\n"


def example_lines(example: Example, paint: Paint, width: int) -> list[str]:
    """An example, with the fixed text or the reason below it."""
    pair = f"{example.source}→{example.language}" if example.source else example.language
    label, margin = f"  {pair:<8}", " " * 10
    lines = wrapped(marked_example(example, paint), width - 10)
    out = [label + lines[0], *(margin + line for line in lines[1:])]
    if example.fixed is not None:
        first, *rest = wrapped(marked_visible(example.fixed) or "(nothing is left)", width - 17)
        out += [f"{margin}{paint('fixed:', 'green')} {first}", *(margin + " " * 7 + line for line in rest)]
    if example.why:
        first, *rest = wrapped(visible(example.why), width - 19)
        out += [f"{margin}{paint('because', 'dim')} {first}", *(margin + " " * 8 + line for line in rest)]
    return out


def marked_example(example: Example, paint: Paint) -> str:
    """The text with ⟦ ⟧ around every fault."""
    out, place = "", 0
    for fault in example.faults:
        found = marked_visible(example.text[fault.start : fault.end])
        out += lines_of(example.text[place : fault.start]) + paint(f"{MARK_OPEN}{found}{MARK_CLOSE}", "red")
        place = fault.end
    return out + lines_of(example.text[place:])


def lines_of(text: str) -> str:
    """Hidden characters shown, line breaks kept."""
    return "\n".join(map(visible, text.split("\n")))


def wrapped(text: str, width: int) -> list[str]:
    """Wrapped line by line; never empty."""
    lines = [part for line in text.split("\n") for part in (wrap(line, max(width, 30)) or [""])]
    return lines or [""]
