"""The trend as one page: curves drawn here, no script but the one that narrows the table, no network."""

from collections.abc import Sequence
from itertools import pairwise

from audit.report.pages.html_page import attribute, page, text
from audit.report.terminal.trend_text import APART, reading
from audit.report.trends.run_record import ALL, Run
from audit.report.trends.shown import Paired, sentence
from audit.report.trends.trend import PER, Direction, Line, Trend
from audit.report.wording import clipped, counted

MOST_CURVES = 24  # cards of one section; the table has every line
MOST_ROWS = 2000
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 100.0, 44.0, 9.0, 3.0, 6.0
STEP = 5  # points of score between the values at which an axis may begin
LONGEST = 60  # code points of a name
CLASSES = {Direction.BETTER: "pass", Direction.WORSE: "fail"}


def trend_page(source: str, trend: Trend, lines: Sequence[Line]) -> str:
    """The page. `lines` are those of the table."""
    title = f"Trend: {source}"
    outlets = by_words([line for line in trend.part(check=ALL) if line in lines])
    checks = sorted(
        (line for line in trend.part(ALL) if line.check and line in lines),
        key=lambda line: (-max((rate or 0.0 for rate in line.rates), default=0.0), line.check),
    )
    body = (
        f'<header class="top"><h1><bdi>{text(title)}</bdi></h1>'
        f'<p class="facts">{counted(len(trend.runs), "run")}</p></header><main class="index">'
        f"{head(trend)}{cards('Scores', trend, outlets, True)}"
        f"{cards(f'Findings per {PER:,} words', trend, checks, False)}{table(trend, lines)}</main>"
    )
    return page(title, body, "trend")


def by_words(lines: Sequence[Line]) -> list[Line]:
    """All outlets together first, then those with most words in the last run."""
    return sorted(
        lines,
        key=lambda line: (
            line.outlet != ALL,
            -(line.figures[-1].words if line.figures[-1] else 0),
            line.outlet,
        ),
    )


def head(trend: Trend) -> str:
    """What is compared with what."""
    rows = f"<dt>last run</dt><dd>{run_line(trend.last)}</dd>"
    paired = "" if trend.paired is None else one_by_one(trend.paired)
    if trend.base is not None:
        rows += f"<dt>compared with</dt><dd>{run_line(trend.runs[trend.base])}</dd>"
    elif len(trend.runs) > 1:
        rows += (
            f"<dt>compared with</dt><dd>nothing: {APART}"
            f'<br><code class="signature">{text(trend.last.signature)}</code>'
            f'<br><code class="signature">{text(trend.runs[trend.other].signature)}</code></dd>'
        )
    if trend.breaks:
        rows += "<dt>dashed upright line</dt><dd>from here on with other checks, settings or data</dd>"
    return f'<section class="card history">{paired}<dl>{rows}</dl><p class="meta">{text(reading(trend))}</p></section>'


def one_by_one(paired: Paired) -> str:
    """What became of the findings, in a sentence and check by check."""
    said = sentence(paired)
    moved = [(name, count) for name, count in paired.checks if count.gone or count.new]
    rows = "".join(
        f'<tr><td>{text(name)}</td><td class="n">{count.gone:,}</td><td class="n">{count.new:,}</td>'
        f'<td class="n">{count.open:,}</td></tr>'
        for name, count in moved[:MOST_ROWS]
    )
    heads = "".join(f'<th class="n" scope="col">{name}</th>' for name in ("gone", "new", "still open"))
    table = (
        f'<div class="wide"><table><thead><tr><th scope="col">check</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
    return f"<p><strong>{text(said[0].upper() + said[1:])}.</strong></p>{table if moved else ''}"


def run_line(run: Run) -> str:
    """One run."""
    score = "no score" if run.score is None else f"score {run.score:.1f}"
    label = f"<bdi>{text(run.label)}</bdi>, " if run.label else ""
    time = text(run.time.replace("T", " ")[:16])
    return f"{label}{time} UTC · {counted(run.documents, 'document')} · {score}"


def cards(title: str, trend: Trend, lines: Sequence[Line], scores: bool) -> str:
    """A section of curves."""
    if not lines:
        return ""
    items = "".join(card(trend, line, scores) for line in lines[:MOST_CURVES])
    more = len(lines) - MOST_CURVES
    rest = f'<p class="meta">and {counted(more, "other")} in the table</p>' if more > 0 else ""
    return f'<section class="history"><h2>{text(title)}</h2><div class="curves">{items}</div>{rest}</section>'


def card(trend: Trend, line: Line, scores: bool) -> str:
    """One curve with its name, last value and verdict."""
    values = line.scores if scores else line.rates
    last = "–" if values[-1] is None else f"{values[-1]:.1f}" if scores else f"{values[-1]:.2f}"
    name = text(clipped(line.title, LONGEST))
    return (
        f'<figure class="card"><figcaption><bdi>{name}</bdi> <b>{last}</b> {verdict(line)}</figcaption>'
        f"{curve(trend, values, 100.0 if scores else None)}</figure>"
    )


def curve(trend: Trend, values: Sequence[float | None], ceiling: float | None) -> str:
    """Values over the runs: from 0 to the highest, or what there is below a ceiling. Gaps stay gaps."""
    known = [value for value in values if value is not None]
    top = ceiling or max(known, default=0.0) or 1.0
    bottom = 0.0 if ceiling is None else max(0.0, (min(known, default=ceiling) - 1) // STEP * STEP)
    step = (WIDTH - LEFT - 3) / max(len(values) - 1, 1)
    floor = HEIGHT - BOTTOM

    def across(place: float) -> float:
        return LEFT + place * step

    def up(value: float) -> float:
        return floor - (floor - TOP) * min((value - bottom) / (top - bottom), 1.0)

    parts = [
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - 2}" y1="{floor}" y2="{floor}"/>',
        f'<text x="{LEFT - 1}" y="{TOP + 2:.1f}" text-anchor="end">{top:.3g}</text>',
        f'<text x="{LEFT - 1}" y="{floor + 0.5:.1f}" text-anchor="end">{bottom:.3g}</text>',
    ]
    for place in trend.breaks:
        x = across(place - 0.5)
        parts.append(f'<line class="break" x1="{x:.2f}" x2="{x:.2f}" y1="{TOP}" y2="{floor}"/>')
    for (here, value), (there, other) in pairwise(enumerate(values)):
        if value is not None and other is not None:
            kind = "apart" if there in trend.breaks else "curve"
            parts.append(
                f'<line class="{kind}" x1="{across(here):.2f}" y1="{up(value):.2f}" '
                f'x2="{across(there):.2f}" y2="{up(other):.2f}"/>'
            )
    for place, (run, value) in enumerate(zip(trend.runs, values, strict=True)):
        if value is not None:
            parts.append(
                f'<circle cx="{across(place):.2f}" cy="{up(value):.2f}" r="1.1">'
                f"<title>{text(clipped(run.name, LONGEST))}: {value:.2f}</title></circle>"
            )
    for place, anchor in ((0, "start"), (len(values) - 1, "end")):
        if place or len(values) > 1:
            name = clipped(trend.runs[place].name, 20)
            parts.append(
                f'<text x="{across(place):.2f}" y="{HEIGHT - 0.8:.1f}" text-anchor="{anchor}">{text(name)}</text>'
            )
    said = ", ".join("no value" if value is None else f"{value:.2f}" for value in values[-30:])
    return f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{attribute(said)}">{"".join(parts)}</svg>'


def verdict(line: Line) -> str:
    """The verdict as a word with its colour."""
    direction = line.change.direction
    return f'<span class="change {CLASSES.get(direction, "none")}">{direction}</span>'


def table(trend: Trend, lines: Sequence[Line]) -> str:
    """Every line, worse ones first."""
    order = {direction: place for place, direction in enumerate((Direction.WORSE, Direction.BETTER))}
    ranked = sorted(lines, key=lambda line: (order.get(line.change.direction, 2), line.outlet, line.check))
    rows = "\n".join(row(trend, line) for line in ranked[:MOST_ROWS])
    more = len(ranked) - MOST_ROWS
    rest = f'<p class="meta">{more:,} more lines: audit trend --format json lists all</p>' if more > 0 else ""
    heads = "".join(
        f'<th class="{kind}">{name}</th>'
        for name, kind in (
            ("outlet", ""), ("check", ""), ("score", "n"), (f"per {PER:,} words", "n"), ("before", "n"),
            ("ratio", "n"), ("change", ""),
        )
    )  # fmt: skip
    return (
        '<section class="card"><h2>Every line</h2><input class="search" type="search" hidden '
        'placeholder="Narrow by outlet, check or change" aria-label="Narrow the table"><div class="wide">'
        f'<table id="lines"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{rest}</section>'
    )


def row(trend: Trend, line: Line) -> str:
    """One line of the table."""
    base = line.rates[trend.base] if trend.base is not None else None
    change = line.change
    ratio = ""
    if change.ratio is not None and change.low is not None:
        high = "" if change.high is None else f"{change.high:.2f}"
        ratio = f"×{change.ratio:.2f} ({change.low:.2f}–{high})"
    return (
        f"<tr><td><bdi>{text(line.outlet or 'all')}</bdi></td><td>{text(line.check or 'all')}</td>"
        f'<td class="n">{number(line.scores[-1], 1)}</td><td class="n">{number(line.rates[-1], 2)}</td>'
        f'<td class="n">{number(base, 2)}</td><td class="n">{ratio}</td><td>{verdict(line)}</td></tr>'
    )


def number(value: float | None, digits: int) -> str:
    """A figure, or a dash."""
    return "–" if value is None else f"{value:.{digits}f}"
