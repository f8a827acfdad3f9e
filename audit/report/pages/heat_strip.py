"""Where to read first: one strip with a cell for each segment, and the segments that most is wrong with.

What is shown is an estimate, of the document's stretches and of the models that were asked; findings are elsewhere. The
cells have a level for each figure there is, so that a script can colour them by another one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from audit.model.finding import Finding
from audit.model.result import Result
from audit.model.segment_estimate import Estimates
from audit.report.pages.html_page import attribute, text
from audit.report.pages.html_text import Cells
from audit.report.wording import clipped, counted

ESTIMATE = "estimate"
# From so many points, and from such a probability of being wrong, the next level begins.
POINTS = (1.5, 2.5, 4.0, 6.0, 12.0)
PROBABILITIES = (0.1, 0.3, 0.5, 0.7, 0.9)
# Figures of models have no scale of their own: they are ordered inside the document. Of the segments with the lowest
# figures this share is at each level, the gravest first.
SHARES = (0.05, 0.1, 0.25, 0.5, 0.75)
LEVELS = len(POINTS) + 1
UNJUDGED = "x"
MOST_CELLS = (
    600  # of a longer document each cell stands for some neighbours, with the gravest of their levels
)
LISTED = 6
STANDS_OUT = 1  # place in POINTS from which a segment is listed: worse than segments mostly are
FEWEST = 2  # with one segment there is no order to read in
LONGEST = 90  # code points of a segment in the list
LONGEST_WHY = 160


class Row(msgspec.Struct, frozen=True):
    """One figure of all segments: what it is called, by segment its value and its level. `scale` says what the levels
    are made of: points, share or probability."""

    name: str
    scale: str
    values: dict[int, float]
    levels: dict[int, int]


class Heat(msgspec.Struct, frozen=True):
    """What the strip of a document shows. `segments` have a cell each; `first` are to be read first, with the reason.
    `unjudged` says why a model had nothing to say of a segment."""

    rows: tuple[Row, ...]
    segments: tuple[int, ...]
    first: tuple[tuple[int, str], ...]
    unjudged: dict[int, str]

    def level(self, segment: int) -> int | None:
        """The level of a segment by the estimate."""
        return self.rows[0].levels.get(segment)

    def cells(self) -> Cells:
        """The same for the blocks of text."""
        levels = {segment: self.level(segment) for segment in self.segments}
        return Cells(levels, frozenset(segment for segment, _ in self.first), {})


def heat_of(result: Result, findings: Sequence[Finding]) -> Heat | None:
    """The strip of a document; None for one without a source, or of a single segment. `findings` are those listed."""
    stretches = [one for one in result.estimates.all if one.segments]
    values = {segment: one.value for one in stretches for segment in one.segments}
    if len(values) < FEWEST:
        return None
    levels = {segment: bisect_right(POINTS, -value) for segment, value in values.items()}
    rows = [Row(ESTIMATE, "points", values, levels), *rows_of_models(result)]
    places = [place for place, one in enumerate(result.estimates.all) if one.segments]
    worst = sorted(places, key=lambda place: (result.estimates.all[place].value, place))[:LISTED]
    gravest, doubtful = by_segment(findings), by_segment(result.findings)
    first = tuple(
        (result.estimates.all[place].segments[0], strongest(result.estimates, place, gravest, doubtful))
        for place in worst
        if -result.estimates.all[place].value >= POINTS[STANDS_OUT]
    )
    unjudged: dict[int, str] = {}
    for model in result.models:
        for reason in model.unjudged:
            for segment in reason.segments:
                unjudged.setdefault(segment, f"{model.kind}: {reason.why}")
    segments = tuple(sorted({*values, *(each for row in rows for each in row.values), *unjudged}))
    return Heat(tuple(rows), segments, first, unjudged)


def strongest(
    estimates: Estimates, place: int, gravest: Mapping[int, str], doubtful: Mapping[int, str]
) -> str:
    """What speaks most against a stretch: a finding, a model, a doubtful finding, a sign of the estimate."""
    segments, reason = estimates.all[place].segments, estimates.reason(place)
    listed = next((gravest[each] for each in segments if each in gravest), "")
    if listed or reason.sure:
        return listed or reason.says
    maybe = next((doubtful[each] for each in segments if each in doubtful), "")
    return f"possibly: {maybe}" if maybe else reason.says


def rows_of_models(result: Result) -> list[Row]:
    """The figures of each model, and of each head over one."""
    rows = []
    for model in result.models:
        figures = model.by_segment()
        if figures:
            rows.append(Row(model.kind, "share", figures, shares(figures)))
        for name, values in model.heads_by_segment().items():
            levels = {segment: bisect_right(PROBABILITIES, value) for segment, value in values.items()}
            if values:
                rows.append(Row(name, "probability", values, levels))
    return rows


def shares(values: Mapping[int, float]) -> dict[int, int]:
    """Levels by the place among all values, the lowest being the gravest."""
    ordered = sorted(values.values())
    return {
        segment: LEVELS - 1 - bisect_right(SHARES, (bisect_left(ordered, value) + 0.5) / len(ordered))
        for segment, value in values.items()
    }


def by_segment(findings: Sequence[Finding]) -> dict[int, str]:
    """What the gravest finding of each segment says, the first of equals."""
    found: dict[int, Finding] = {}
    for finding in findings:
        other = found.get(finding.segment)
        if other is None or finding.severity.rank > other.severity.rank:
            found[finding.segment] = finding
    return {segment: finding.message for segment, finding in found.items()}


def heat_panel(result: Result, heat: Heat | None, lines: Mapping[int, int]) -> str:
    """The strip with its legend and its list. `lines` are the segments that are on the page, with their lines."""
    if heat is None:
        return ""
    names = " ".join(f"{row.name}:{row.scale}" for row in heat.rows)
    size = -(-len(heat.segments) // MOST_CELLS)
    groups = [heat.segments[start : start + size] for start in range(0, len(heat.segments), size)]
    cells = "".join(cell(heat, group, lines, first=not number) for number, group in enumerate(groups))
    each = "one cell a segment" if size == 1 else f"one cell for {size} segments"
    items = "".join(list_item(result, heat, segment, why, lines) for segment, why in heat.first)
    items = f"<ol>{items}</ol>" if items else "<p>No segment stands out.</p>"
    return (
        f'<section class="heat" aria-label="Where to read first" data-by="{attribute(names)}">'
        f'<div class="head"><h2>Where to read first</h2><span class="by">estimate</span>'
        f"{legends(heat)}</div>"
        f'<div class="cells" role="toolbar" aria-label="Segments by the estimate, {each}">{cells}</div>'
        f"<details open><summary>Read these first</summary>{items}"
        '<p class="why">An order to read in, no proof of an error: the estimate is what a professional would deduct, '
        "in points.</p></details></section>"
    )


def cell(heat: Heat, group: Sequence[int], lines: Mapping[int, int], first: bool) -> str:
    """One cell: a level for each figure, the first of them its colour."""
    levels = [
        max((row.levels[segment] for segment in group if segment in row.levels), default=None)
        for row in heat.rows
    ]
    written = "".join(UNJUDGED if level is None else str(level) for level in levels)
    said = attribute(told(heat, group, lines))
    place = next((segment for segment in group if segment in lines), None)
    classes = f'class="h{written[0]}" data-h="{written}" title="{said}"'
    if place is None:
        return f'<span {classes} role="img" aria-label="{said}"></span>'
    return f'<a href="#s{place}" {classes} aria-label="{said}" tabindex="{0 if first else -1}"></a>'


def told(heat: Heat, group: Sequence[int], lines: Mapping[int, int]) -> str:
    """What a cell says in words."""
    where = place_of(group[0], lines) if len(group) == 1 else f"{counted(len(group), 'segment')}"
    parts = [where]
    for row in heat.rows:
        values = [row.values[segment] for segment in group if segment in row.values]
        if values:
            worst = max(values) if row.scale == "probability" else min(values)
            parts.append(f"{row.name} {signed(worst)}")
    parts += dict.fromkeys(f"not judged by {heat.unjudged[one]}" for one in group if one in heat.unjudged)
    return clipped(", ".join(parts), 300)


def place_of(segment: int, lines: Mapping[int, int]) -> str:
    """A segment by its line; by its number where it is not on the page."""
    return f"line {lines[segment]}" if segment in lines else f"segment {segment + 1}"


def signed(value: float) -> str:
    """A figure with a real minus."""
    return f"{value + 0.0:.2f}".replace("-", "\N{MINUS SIGN}")


def list_item(result: Result, heat: Heat, segment: int, why: str, lines: Mapping[int, int]) -> str:
    """A segment to be read first, with what speaks most against it."""
    shown = clipped(result.document.segments[segment].text, LONGEST) or "(no text)"
    place = text(place_of(segment, lines))
    link = f'<a href="#s{segment}">{place}</a>' if segment in lines else place
    language = attribute(result.target_language.tag or "")
    reason = f'<span class="why">{text(clipped(why, LONGEST_WHY))}</span>' if why else ""
    return (
        f'<li class="h{heat.level(segment)}"><span class="figure">{signed(heat.rows[0].values[segment])}</span> {link} '
        f'<bdi lang="{language}">{text(shown)}</bdi>{reason}</li>'
    )


def legends(heat: Heat) -> str:
    """What the colours mean, for each scale in use; the script shows the one that is in use."""
    scales = dict.fromkeys(row.scale for row in heat.rows)
    partly = any(len(row.values) < len(heat.segments) for row in heat.rows)
    return "".join(legend(scale, partly, hidden=scale != "points") for scale in scales)


def legend(scale: str, partly: bool, hidden: bool) -> str:
    """The levels of one scale."""
    if scale == "points":
        names = [
            f"under {POINTS[0]:g}",
            *(f"{low:g}–{high:g}" for low, high in pairwise(POINTS)),
        ]
        names.append(f"{POINTS[-1]:g} points and more")
    elif scale == "probability":
        low = PROBABILITIES
        names = [f"under {low[0]:g}", *(f"{one:g}–{two:g}" for one, two in pairwise(low))]
        names.append(f"{low[-1]:g} and more")
    else:
        names = ["highest quarter", *(f"lowest {100 * share:g} %" for share in reversed(SHARES))]
    items = "".join(f'<li class="h{level}">{text(name)}</li>' for level, name in enumerate(names))
    if partly:
        items += f'<li class="h{UNJUDGED}">not judged</li>'
    return f'<ul class="legend" data-scale="{scale}"{" hidden" if hidden else ""}>{items}</ul>'
