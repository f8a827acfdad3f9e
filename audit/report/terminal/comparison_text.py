"""A comparison on a terminal: the figures side by side, then what was gained and what was lost."""

from collections import Counter
from collections.abc import Iterator, Sequence

from audit.measures.catalogue import MEASURES
from audit.report.comparison.changes import Change, Fate
from audit.report.comparison.comparison import Comparison
from audit.report.comparison.figures import Figure, Value, Verdict
from audit.report.comparison.pair_up import Alone
from audit.report.comparison.resampling import Scheme
from audit.report.terminal.paint import Paint
from audit.report.visible_text import display_width, no_command, visible
from audit.report.wording import clipped, counted

LONGEST_NAME = 16  # columns of the name of a version in the head of a table
LONGEST_TEXT = 40  # code points of an example
LISTED_CHECKS = 12  # of those gained, and of those lost
LISTED_ALONE = 4  # documents without counterpart that are told by name, of one kind
LISTED_FAULTS = 6
STYLES = {Verdict.BETTER: "green", Verdict.WORSE: "bold red"}
SIGNS = {Fate.GAINED: "+", Fate.LOST: "−"}


class ComparisonText:
    """Tables for people."""

    def __init__(self, color: bool = False, width: int = 80, quiet: bool = False) -> None:
        self.paint = Paint(color)
        self.width = width
        self.quiet = quiet

    def report(self, comparison: Comparison) -> str:
        """Everything: each later version against the first one."""
        parts = ["\n".join(self.head(comparison))]
        for number in range(1, len(comparison.sides)) if comparison.pairs else ():
            parts.append("\n".join(self.table(comparison, number)))
            if not self.quiet:
                parts += ["\n".join(lines) for lines in self.findings(comparison, number) if lines]
        parts += ["\n".join(lines) for lines in (self.alone(comparison), self.notes(comparison)) if lines]
        return no_command("\n\n".join(parts) + "\n")

    def head(self, comparison: Comparison) -> Iterator[str]:
        """Which versions, over what."""
        first, *others = comparison.sides
        names = f"{visible(first.name)} → {', '.join(visible(other.name) for other in others)}"
        where = "in both" if len(others) == 1 else "in every version"
        yield self.paint(f"{names}: {counted(first.documents, comparison.noun)} {where}", "bold")
        if comparison.uneven:
            yield self.paint("  not looked at in the same way, so findings differ for that alone:", "yellow")
            yield f"  {visible(comparison.uneven)}"

    def table(self, comparison: Comparison, number: int) -> Iterator[str]:
        """The figures of one later version beside those of the first."""
        first, own = comparison.sides[0], comparison.sides[number]
        rows: list[tuple[str, str, str, str, str, str]] = [
            ("words", f"{first.words:,}", f"{own.words:,}", "", "", ""),
            (
                "findings",
                f"{first.findings:,}",
                f"{own.findings:,}",
                signed(own.findings - first.findings, 0),
                "",
                "",
            ),
        ]
        if first.score is not None and own.score is not None:
            change = signed(own.score - first.score, 1)
            rows.append(("score", f"{first.score:.1f}", f"{own.score:.1f}", change, "", ""))
        rows += [figure_row(figure, figure.values[0], figure.values[number]) for figure in comparison.figures]
        heads = ("", short(first.name), short(own.name), "difference", "p", "")
        widths = [max(display_width(row[column]) for row in (heads, *rows)) for column in range(6)]
        yield "  " + self.paint(line(heads, widths).rstrip(), "dim")
        for row in rows:
            verdict = row[5]
            shown = line((*row[:5], ""), widths).rstrip()
            style = STYLES.get(Verdict(verdict), "dim") if verdict else ""
            yield f"  {shown}" + (f"  {self.paint(verdict, style) if style else verdict}" if verdict else "")
        yield "  " + self.paint(how_tested(comparison), "dim")

    def findings(self, comparison: Comparison, number: int) -> Iterator[list[str]]:
        """What was gained and what was lost, by check, each with an example."""
        fates = comparison.fates[number - 1]
        own = visible(comparison.sides[number].name)
        counts = f"gained {fates.gained:,}, lost {fates.lost:,}, kept {fates.kept:,}"
        yield [f"{self.paint('Findings', 'bold')} of {own}: {counts}", *reworded_line(fates.reworded)]
        for fate in (Fate.GAINED, Fate.LOST):
            found: dict[str, list[tuple[str, Change]]] = {}
            for pair in comparison.by_change:
                for change in pair.told[number - 1]:
                    if change.fate is fate:
                        path = pair.entries[number if fate is Fate.GAINED else 0].path
                        found.setdefault(change.found.check, []).append((path, change))
            if found:
                yield list(self.by_check(fate, found))

    def by_check(self, fate: Fate, found: dict[str, list[tuple[str, Change]]]) -> Iterator[str]:
        """One fate: the checks with most findings first."""
        style = "red" if fate is Fate.GAINED else "green"
        yield self.paint(str(fate).capitalize(), f"bold {style}")
        ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        shown = ranked[:LISTED_CHECKS]
        name = max(len(check) for check, _ in shown)
        count = max(len(f"{len(items):,}") for _, items in shown) + 1
        for check, items in shown:
            path, change = min(items, key=lambda item: (item[1].reworded, -item[1].found.penalty))
            item = change.found
            number = self.paint(f"{SIGNS[fate]}{len(items):,}".rjust(count), style)
            text = clipped(visible(item.text), LONGEST_TEXT)
            place = f"{visible(path)}:{item.line}:{item.column}"
            room = self.width - 2 - count - 2 - name - 2
            example = f"{place}  “{text}”" if text else place
            if display_width(example) > room:
                yield f"  {number}  {check}"
                yield f"  {' ' * count}  {clipped(example, max(self.width - count - 4, 40))}"
            else:
                yield f"  {number}  {check.ljust(name)}  {example}"
        if len(ranked) > LISTED_CHECKS:
            more = sum(len(items) for _, items in ranked[LISTED_CHECKS:])
            yield f"  and {more:,} of {counted(len(ranked) - LISTED_CHECKS, 'other check')}"

    def alone(self, comparison: Comparison) -> list[str]:
        """What has no counterpart, or could not be read: it is in no figure."""
        if not comparison.alone:
            return []
        title = f"{counted(len(comparison.alone), comparison.noun)} left out of every figure"
        lines = [self.paint(title, "bold yellow")]
        for why, items in grouped(comparison.alone):
            names = ", ".join(clipped(visible(item.key), 60) for item in items[:LISTED_ALONE])
            more = f" and {len(items) - LISTED_ALONE:,} more" if len(items) > LISTED_ALONE else ""
            lines.append(f"  {visible(why)}: {names}{more}")
        return lines

    def notes(self, comparison: Comparison) -> list[str]:
        """What a reader must know."""
        lines = [f"note: {visible(note)}" for note in comparison.notes]
        lines += [
            self.paint(f"not read: {visible(fault)}", "magenta")
            for fault in comparison.faults[:LISTED_FAULTS]
        ]
        if (more := len(comparison.faults) - LISTED_FAULTS) > 0:
            lines.append(f"and {more:,} more that could not be read")
        unchecked = [
            f"{entry.path}: {entry.unchecked}"
            for pair in comparison.pairs
            for entry in pair.entries
            if entry.unchecked
        ]
        lines += [
            self.paint(f"not wholly checked: {visible(clipped(what, 160))}", "magenta")
            for what in unchecked[:LISTED_FAULTS]
        ]
        if (more := len(unchecked) - LISTED_FAULTS) > 0:
            lines.append(f"and {more:,} more that were not wholly checked")
        return lines


def figure_row(figure: Figure, first: Value, own: Value) -> tuple[str, str, str, str, str, str]:
    """A line of the table."""
    digits = figure.digits
    difference = "" if own.difference is None else signed(own.difference, digits)
    if own.low is not None and own.high is not None and own.verdict is not Verdict.SAME:
        difference += f" ({signed(own.low, digits)} to {signed(own.high, digits)})"
    p = "" if own.p is None or own.verdict is Verdict.SAME else p_text(own.p)
    return (
        figure.label,
        f"{first.value:.{digits}f}",
        f"{own.value:.{digits}f}",
        difference,
        p,
        str(own.verdict or ""),
    )


def how_tested(comparison: Comparison) -> str:
    """How significance was found out, in a line."""
    how = comparison.sampling
    name = "bootstrap resamples" if how.test is Scheme.BOOTSTRAP else "randomisation trials"
    seed = "no seed" if how.seed is None else f"seed {how.seed}"
    drawn: dict[str, list[str]] = {}
    for figure in comparison.figures:
        drawn.setdefault(figure.drawn, []).append(figure.label if figure.id in MEASURES else figure.id)
    said = [f"{', '.join(names)}: {what}" if len(drawn) > 1 else what for what, names in drawn.items()]
    return f"p by {how.samples:,} paired {name}, {seed}; drawn from {'; '.join(said)}"


def reworded_line(count: int) -> list[str]:
    """Findings that are new by their sentence and old by their words."""
    if not count:
        return []
    verb = "stands" if count == 1 else "stand"
    return [
        f"  {count:,} of the gained {verb} in a reworded sentence, on the same words as one that was lost"
    ]


def grouped(alone: Sequence[Alone]) -> list[tuple[str, list[Alone]]]:
    """Those of one reason together, the commonest reason first."""
    counts = Counter(item.why for item in alone)
    return [(why, [item for item in alone if item.why == why]) for why, _ in counts.most_common(20)]


def p_text(p: float) -> str:
    """A p-value for people, as sacrebleu prints it."""
    return f"{p:.4f}" if p >= 0.00005 else "<0.0001"


def signed(number: float, digits: int) -> str:
    """ "+1.2", "−0.3", "0.0"."""
    shown = f"{abs(number):,.{digits}f}"
    if not any(char in "123456789" for char in shown):
        return shown
    return ("+" if number > 0 else "−") + shown


def short(name: str) -> str:
    """The name of a version for the head of a column."""
    return clipped(visible(name), LONGEST_NAME)


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """A line of the table: the first cell to the left, the others to the right."""
    out = []
    for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - display_width(cell))
        out.append(cell + space if number in (0, 3) else space + cell)
    return "  ".join(out)
