"""See `ragged-table`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.raw_markdown import in_fence, is_markdown
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

WIDEST = 2_000  # code points of a row
_LINE = re.compile(r"[^\r\n]*")
_QUOTE = re.compile(r"[ \t>]*")


@cache
def delimiters() -> re.Pattern[str]:
    """The row of hyphens under the head of a table, with what stands before it on the line."""
    return re.compile(
        r"^([ \t>]{0,12})(\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)++\|?|\|[ \t]*+:?-+:?[ \t]*+\|)[ \t]*\r?$",
        re.MULTILINE,
    )


@check(
    id="ragged-table",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="{what}",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "Die Preise:\n\n⟦| Schiff | Preis |⟧\n|---|---|---|\n| Fähre | 12 Euro | täglich |\n\nKarten gibt es hier.\n",
            format="markdown",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "fr",
            "Les prix :\n\n| Bateau | Prix |\n|---|---|\n⟦| Bac | 12 euros | chaque jour |⟧\n| Yole | 8 euros |\n",
            format="markdown",
            confidence=Confidence.LIKELY,
        ),
        good(
            "fr",
            "Les prix :\n\n| Bateau | Prix |\n|:--|--:|\n| Bac | 12 euros |\n| Yole |\n| A \\| B | 3 euros | |\n",
            format="markdown",
            why="a table as it should be, with empty cells",
        ),
        good(
            "de",
            "```\n| a | b |\n|---|---|---|\n```\n\nKarten | Kai\n--- | ---\nheute | morgen\n",
            format="markdown",
            why="code, and a table without outer bars",
        ),
    ),
)
def ragged_table(view: TextView) -> Iterator[Detection]:
    """A table has fewer cells in its head than under it, or a row has more than the table has columns.

    Why it hurts a reader: in the first case no table shows but bars and hyphens, in the second the last cells vanish.

    Left alone: rows with fewer cells, whose last ones are empty, and code.
    """
    text = view.file_text
    if "|" not in text or not is_markdown(view):
        return
    done = 0  # where the last table ends
    for match in delimiters().finditer(text):
        if match.start() < done:
            continue
        end = match.start() - 1
        begin = max(text.rfind("\n", 0, max(end, 0)) + 1, end - WIDEST)
        head = text[begin : max(end, begin)]
        if "|" not in head or in_fence(view, match.start()) or delimiters().match(head):
            continue
        columns, named = len(cells(match.group(2))), len(cells(head))
        if columns != named:
            if abs(columns - named) < columns and not head.lstrip(" \t>").startswith(("-", "=")):
                first = begin + len(head) - len(head.lstrip(" \t>"))
                what = f"This table has {named} cells in its head and {columns} in the row under it: it shows as text"
                yield view.in_file(first, begin + len(head.rstrip()), cause="head", what=what)
            continue
        rows, done = long_rows(text, match.end(), columns)
        for start, end, given in rows:
            what = f"This row has {given} cells in a table of {columns} columns: the last ones do not show"
            yield view.in_file(start, end, confidence=Confidence.LIKELY, cause="rows", what=what)


def long_rows(text: str, start: int, columns: int) -> tuple[list[tuple[int, int, int]], int]:
    """The rows behind the head with text in cells that no column shows, each with its number of cells; where the table
    ends."""
    found: list[tuple[int, int, int]] = []
    while (start := text.find("\n", start) + 1) > 0:
        line = _LINE.match(text, start)
        row = line.group() if line else ""
        if "|" not in row or len(row) > WIDEST:
            break
        given = cells(row)
        if len(given) > columns and any(cell.strip() for cell in given[columns:]):
            lead = _QUOTE.match(row)
            found.append((start + (lead.end() if lead else 0), start + len(row.rstrip()), len(given)))
        start += len(row)
    return found, start if start > 0 else len(text)


def cells(row: str) -> list[str]:
    """The cells of a row, between bars that no backslash escapes and that are no code."""
    inner = row.strip(" \t\r>")
    inner = re.sub(r"\\.", "  ", inner)
    inner = re.sub(r"`[^`]*`", lambda match: "x" * len(match.group()), inner)
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") else inner
    return inner.split("|")
