"""The trend on a terminal."""

from collections.abc import Sequence

from audit.report.terminal.paint import Paint
from audit.report.trends.run_record import ALL
from audit.report.trends.shown import Paired, sentence
from audit.report.trends.trend import FEWEST, PER, Direction, Line, Trend
from audit.report.visible_text import display_width, visible
from audit.report.wording import clipped, counted

BLOCKS, PLAIN = "▁▂▃▄▅▆▇█", "_.-~=+*#"
LONGEST_NAME = 30  # columns
STYLES = {Direction.BETTER: "green", Direction.WORSE: "bold red"}
APART = "the earlier runs looked for other things (signatures differ) or in other outlets"
SCORE_DIGITS, RATE_DIGITS = 1, 2


class TrendText:
    """Tables for people. `blocks` says whether the stream can show block characters."""

    def __init__(self, color: bool = False, blocks: bool = True) -> None:
        self.paint = Paint(color)
        self.levels = BLOCKS if blocks else PLAIN
        self.bar, self.to, self.times, self.dash = "│→×–" if blocks else "|>x-"

    def report(self, source: str, trend: Trend, outlet: str | None, check: str | None) -> str:
        """Everything; `outlet` and `check` narrow it to one, with each line of it."""
        parts = [self.head(source, trend)]
        if outlet is not None or check is not None:
            parts.append(self.table(trend, trend.part(outlet, check), ""))
        else:
            parts.append(self.one_by_one(trend.paired))
            parts.append(self.table(trend, trend.part(ALL, ALL), ""))
            parts.append(self.table(trend, [n for n in trend.part(check=ALL) if n.outlet], "Outlets"))
            parts.append(self.table(trend, [n for n in trend.part(ALL) if n.check], "Checks, in all outlets"))
            parts.append(self.table(trend, trend.clear, "Clear changes of one check in one outlet"))
        return "\n".join(part for part in parts if part)

    def head(self, source: str, trend: Trend) -> str:
        """Which runs, and what is compared with what."""
        last = trend.last
        lines = [self.paint(f"{visible(source)}: {counted(len(trend.runs), 'run')}", "bold")]
        paired = None if trend.paired is None else f"  {sentence(trend.paired)}"
        if paired and trend.paired and trend.paired.same:
            lines.append(paired)
        lines.append(f"  last run       {self.run(trend, len(trend.runs) - 1)}")
        if trend.base is not None:
            lines.append(f"  compared with  {self.run(trend, trend.base)}")
            if paired and trend.paired and not trend.paired.same:
                lines.append(paired)
        elif len(trend.runs) == 1:
            lines.append("  only one run: there is nothing to compare it with")
        else:
            lines.append(f"  {APART},")
            lines.append("  so nothing is called better or worse")
            lines.append(f"    now    {visible(last.signature)}")
            lines.append(f"    before {visible(trend.runs[trend.other].signature)}")
        if trend.breaks:
            lines.append(f"  {self.bar} in a curve: from here on with other checks, settings or data")
        return "\n".join(lines) + "\n"

    def one_by_one(self, paired: Paired | None) -> str:
        """What became of the findings of each check."""
        moved = [(name, count) for name, count in paired.checks if count.gone or count.new] if paired else []
        if not moved:
            return ""
        width = max(len("Findings"), *(len(name) for name, _ in moved))
        rows = [self.paint(f"{'Findings':{width}}     gone      new     open", "bold")]
        rows += [f"{name:{width}}  {count.gone:7,}  {count.new:7,}  {count.open:7,}" for name, count in moved]
        return "\n".join(rows) + "\n"

    def run(self, trend: Trend, place: int) -> str:
        """One run in a line."""
        run = trend.runs[place]
        score = "no score" if run.score is None else f"score {run.score:.1f}"
        label = f"{visible(run.label)}, " if run.label else ""
        time = run.time.replace("T", " ")[:16]
        return f"{label}{visible(time)} UTC: {counted(run.documents, 'document')}, {score}"

    def table(self, trend: Trend, lines: Sequence[Line], title: str) -> str:
        """Lines with curve, score, rate and verdict."""
        if not lines:
            return ""
        names = [clipped(visible(line.title), LONGEST_NAME) for line in lines]
        width = max(map(display_width, names))
        # What a check takes from a score depends on the other checks too: its curve is that of its findings.
        curves = [
            self.curve(line.rates, trend.breaks, RATE_DIGITS)
            if line.check
            else self.curve(line.scores, trend.breaks, SCORE_DIGITS)
            for line in lines
        ]
        across = max(len("findings"), *map(len, curves))
        kinds = {"findings" if line.check else "score" for line in lines}
        curve = kinds.pop() if len(kinds) == 1 else "curve"
        head = f"{'':{width}}  {curve:{across}}    now         per {PER:,} words"
        rows = [
            self.paint(
                f"{title:{width}}{head[width:]}" if len(title) <= width else f"{title}\n{head}", "bold"
            )
        ]
        for name, curve, line in zip(names, curves, lines, strict=True):
            pad = " " * (width - display_width(name))
            rows.append(
                f"{name}{pad}  {curve:{across}}  {self.figures(trend, line)}  {self.verdict(trend, line)}".rstrip()
            )
        return "\n".join(rows) + "\n"

    def curve(self, values: Sequence[float | None], breaks: Sequence[int], digits: int) -> str:
        """One character a run, from the lowest to the highest value there is. Drawn is what is said: what rounding
        hides is no rise."""
        values = [None if value is None else round(value, digits) for value in values]
        known = [value for value in values if value is not None]
        low, high = (min(known), max(known)) if known else (0.0, 0.0)
        out = ""
        for place, value in enumerate(values):
            out += self.bar if place in breaks else ""
            if value is None:
                out += " "
            elif high == low:
                out += self.levels[3]
            else:
                out += self.levels[round((value - low) / (high - low) * (len(self.levels) - 1))]
        return out

    def figures(self, trend: Trend, line: Line) -> str:
        """Score and rate of the last run, and those they are compared with."""
        score, rate = line.scores[-1], line.rates[-1]
        shown = f"    {self.dash}" if score is None else f"{score:5.1f}"
        before = line.scores[trend.base] if trend.base is not None else None
        moved = "" if score is None or before is None else f"{score - before:+.1f}"
        old = line.rates[trend.base] if trend.base is not None else None
        rates = f"{'' if old is None else f'{old:.2f}':>7} {self.to} {self.dash if rate is None else f'{rate:.2f}':<7}"
        return f"{shown} {moved:>6}  {rates if trend.base is not None else ' ' * 10 + rates[10:]}"

    def verdict(self, trend: Trend, line: Line) -> str:
        """The verdict in words, with the ratio and its interval."""
        change = line.change
        if trend.base is None:
            return ""  # said once, above
        text = self.paint(str(change.direction), STYLES.get(change.direction, "dim"))
        if change.low is None or change.ratio is None:
            return text
        high = "" if change.high is None else f"{change.high:.2f}"
        return f"{text} {self.times}{change.ratio:.2f} ({change.low:.2f}{self.dash}{high})"


def reading(trend: Trend) -> str:
    """How to read the verdicts."""
    return (
        f"better, worse: findings per word changed, and the interval of the ratio ({trend.level:.3%} each, so that\n"
        f"all lines together raise a false alarm once in twenty times) leaves 1 out. Below {FEWEST} documents with\n"
        "findings nothing is said. A change is no proof of a cause: the texts changed too."
    )
