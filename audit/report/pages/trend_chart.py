"""How a run compares with those before it: two small lines and the figures behind them."""

from collections.abc import Sequence

from audit.report.pages.html_page import attribute, text
from audit.report.wording import counted

# (label, documents, words, score, findings)
Run = tuple[str, int, int, float | None, int]
LISTED_RUNS = 30
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 460, 96, 34, 12, 14, 20


def trend_card(runs: Sequence[Run]) -> str:
    """The card, the newest run last; nothing when there is no run to compare with."""
    if len(runs) < 2:
        return ""
    runs = runs[-LISTED_RUNS:]
    labels = [run[0] for run in runs]
    # Drawn is what is said: what rounding hides is no rise.
    scores = [None if score is None else round(score, 1) for _, _, _, score, _ in runs]
    rates = [round(1000 * findings / words, 1) if words else None for _, _, words, _, findings in runs]
    rows = "".join(
        f"<tr><td>{text(label)}</td><td class=n>{documents:,}</td><td class=n>{words:,}</td>"
        f"<td class=n>{'–' if score is None else f'{score:.1f}'}</td><td class=n>{findings:,}</td></tr>"
        for label, documents, words, score, findings in reversed(runs)
    )
    return (
        '<section class="card trend"><h2>Trend</h2>'
        f"<figure><figcaption>Mean score</figcaption>{line(scores, labels, 100.0)}</figure>"
        f"<figure><figcaption>Findings in a thousand words</figcaption>{line(rates, labels)}</figure>"
        f"<details><summary>The figures of {counted(len(runs), 'run')}</summary>"
        '<div class="wide"><table><thead><tr><th scope="col">run</th><th class="n" scope="col">documents</th>'
        '<th class="n" scope="col">words</th><th class="n" scope="col">mean score</th>'
        f'<th class="n" scope="col">findings</th></tr></thead><tbody>{rows}</tbody></table></div></details></section>'
    )


def line(values: Sequence[float | None], labels: Sequence[str], most: float | None = None) -> str:
    """One line through the values that there are. `most` is the highest value there can be."""
    known = [value for value in values if value is not None]
    if not known:
        return "<p class=why>Nothing to draw.</p>"
    low, high = min(known), max(known)
    margin = (high - low) * 0.15 or max(high * 0.1, 1.0)
    low, high = max(0.0, low - margin), high + margin
    if most is not None:
        high = min(high, most)
    if high <= low:
        low = high - 1

    def x(number: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (number / max(len(values) - 1, 1))

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / (high - low))

    points = [
        (x(number), y(value), value, labels[number])
        for number, value in enumerate(values)
        if value is not None
    ]
    path = " ".join(f"{left:.1f},{top:.1f}" for left, top, _, _ in points)
    dots = "".join(
        f'<circle cx="{left:.1f}" cy="{top:.1f}" r="{4 if number == len(points) - 1 else 2.5}">'
        f"<title>{text(label)}: {value:.1f}</title></circle>"
        for number, (left, top, value, label) in enumerate(points)
    )
    grid = "".join(
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}"/>'
        f'<text x="{LEFT - 6}" y="{y(value) + 3.5:.1f}" text-anchor="end">{value:.0f}</text>'
        for value in ((low, high) if high - low >= 1 else (low,))
    )
    last = points[-1]
    names = f'<text x="{LEFT}" y="{HEIGHT - 5}">{text(short(labels[0]))}</text>'
    names += f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 5}" text-anchor="end">{text(short(labels[-1]))}</text>'
    what = f"from {points[0][2]:.1f} to {last[2]:.1f} over {len(points)} runs"
    return (
        f'<svg class="line" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{attribute(what)}">'
        f'{grid}<polyline points="{path}"/>{dots}{names}'
        f'<text class="now" x="{min(last[0], WIDTH - RIGHT):.1f}" y="{max(last[1] - 8, 9):.1f}" '
        f'text-anchor="end">{last[2]:.1f}</text></svg>'
    )


def short(label: str) -> str:
    """A label that fits below the line."""
    return label if len(label) <= 22 else label[:21] + "…"
