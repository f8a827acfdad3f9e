"""A comparison as one page: the versions side by side, what differs marked inside the words, no network."""

from collections.abc import Iterable, Sequence

from audit.report.comparison.changes import Change, Fate, by_check
from audit.report.comparison.comparison import Comparison, Paired
from audit.report.comparison.figures import Figure, Value, Verdict
from audit.report.comparison.version import Found, Piece
from audit.report.comparison.word_diff import Stretch, changed, joined
from audit.report.pages.html_page import attribute, page, text
from audit.report.pages.html_text import direction
from audit.report.pages.painted import Pointer, painted
from audit.report.terminal.comparison_text import grouped, how_tested, p_text, signed
from audit.report.wording import clipped, counted

MOST_DOCUMENTS = 400  # that are shown, those that changed most
MOST_ROWS = 4000  # segments in all
MOST_CODE_POINTS = (
    3_000_000  # of texts that are compared word by word; further ones stand side by side unmarked
)
LONGEST = 6000  # code points of a segment; what goes beyond is left out
LONGEST_NAME = 60
LONGEST_MESSAGE = 300
LISTED_ALONE = 30
CLASSES = {Verdict.BETTER: "pass", Verdict.WORSE: "fail"}
WIDEST = 6  # versions that stand in one row


def comparison_page(comparison: Comparison) -> str:
    """The whole page."""
    names = [side.name for side in comparison.sides]
    title = f"{names[0]} → {', '.join(names[1:])}"
    body = (
        f'<header class="top"><h1>Compared: <bdi>{text(title)}</bdi></h1>'
        f'<p class="facts">{counted(len(comparison.pairs), comparison.noun)} in every version</p></header>'
        f'<main class="index compare">{uneven(comparison)}{figures(comparison)}{checks(comparison)}'
        f"{left_out(comparison)}{notes(comparison)}{documents(comparison)}</main>"
    )
    return page(title, body, "compare", style="compare")


def uneven(comparison: Comparison) -> str:
    """A warning where the versions were looked at in different ways."""
    if not comparison.uneven:
        return ""
    return (
        '<section class="card unchecked"><h2>Not looked at in the same way</h2><p>Findings differ for that alone: '
        f'<span class="signature">{text(comparison.uneven)}</span></p></section>'
    )


def figures(comparison: Comparison) -> str:
    """The figures of all versions, a row each."""
    if not comparison.pairs:
        return '<section class="card"><h2>Nothing to compare</h2><p>The versions have nothing in common.</p></section>'
    heads = "".join(
        f'<th class="n" scope="col"><bdi>{name(side.name)}</bdi></th>' for side in comparison.sides
    )
    first = comparison.sides[0]
    rows = [
        plain_row("words", [f"{side.words:,}" for side in comparison.sides]),
        plain_row("findings", [beside(side.findings, first.findings, 0) for side in comparison.sides]),
        plain_row("score", [beside(side.score, first.score, 1) for side in comparison.sides]),
    ]
    rows += [
        plain_row(text(figure.label), [value_cell(figure, value) for value in figure.values])
        for figure in comparison.figures
    ]
    return (
        '<section class="card"><h2>Figures</h2><div class="wide"><table class="figures"><thead><tr><th scope="col"></th>'
        f"{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        f'<p class="meta">{text(how_tested(comparison))}; against <bdi>{name(first.name)}</bdi>, significant below '
        f"{comparison.alpha:g}</p></section>"
    )


def beside(value: float | None, first: float | None, digits: int) -> str:
    """A value, and how far it is from that of the first version."""
    if value is None:
        return "–"
    shown = f"{value:,.{digits}f}"
    return (
        shown
        if first is None or value == first
        else f"{shown} <small>{signed(value - first, digits)}</small>"
    )


def plain_row(label: str, cells: Iterable[str]) -> str:
    """A row of figures; label and cells are HTML."""
    listed = "".join(f'<td class="n">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row">{label}</th>{listed}</tr>'


def value_cell(figure: Figure, value: Value) -> str:
    """A value, and how it differs from the first."""
    shown = f"{value.value:.{figure.digits}f}"
    if value.difference is None or value.verdict is None:
        return shown
    p = "" if value.p is None or value.verdict is Verdict.SAME else f" p {p_text(value.p)}"
    return (
        f"{shown} <small>{signed(value.difference, figure.digits)}{p}</small> "
        f'<span class="change {CLASSES.get(value.verdict, "none")}">{value.verdict}</span>'
    )


def checks(comparison: Comparison) -> str:
    """What was gained and lost, by check, for each later version."""
    cards = ""
    for number, side in enumerate(comparison.sides[1:]):
        told = [change for pair in comparison.pairs for change in pair.told[number]]
        counts = by_check(told)
        fates = comparison.fates[number]
        rows = "".join(
            f'<tr><td><button type="button" class="pick" data-check="{attribute(check)}">{text(check)}</button></td>'
            f'<td class="n gained">{plus(of.gained, "+")}</td><td class="n lost">{plus(of.lost, "−")}</td>'
            f'<td class="n">{of.kept:,}</td></tr>'
            for check, of in sorted(
                counts.items(), key=lambda item: (-item[1].gained - item[1].lost, item[0])
            )
        )
        reworded = (
            f'<p class="meta">{fates.reworded:,} of the gained stand in reworded sentences, on the same words as one '
            "that was lost</p>"
            if fates.reworded
            else ""
        )
        table = (
            '<div class="wide"><table><thead><tr><th scope="col">check</th><th class="n" scope="col">gained</th>'
            f'<th class="n" scope="col">lost</th><th class="n" scope="col">kept</th></tr></thead><tbody>{rows}</tbody>'
            f"</table></div>{reworded}"
        )
        cards += (
            f'<section class="card"><h2>Findings of <bdi>{name(side.name)}</bdi></h2>'
            f'<p class="sum"><b class="gained">{plus(fates.gained, "+")}</b> gained '
            f'<b class="lost">{plus(fates.lost, "−")}</b> lost '
            f"<b>{fates.kept:,}</b> kept</p>{table if rows else ''}</section>"
        )
    return cards if comparison.pairs else ""


def plus(count: int, sign: str) -> str:
    """ "+3", or "0"."""
    return f"{sign}{count:,}" if count else "0"


def left_out(comparison: Comparison) -> str:
    """What is in no figure, and why."""
    if not comparison.alone:
        return ""
    items = "".join(
        f"<li>{text(why)}: "
        + ", ".join(f"<bdi>{text(clipped(item.key, LONGEST_NAME))}</bdi>" for item in group[:LISTED_ALONE])
        + (f" and {len(group) - LISTED_ALONE:,} more" if len(group) > LISTED_ALONE else "")
        + "</li>"
        for why, group in grouped(comparison.alone)
    )
    title = f"{counted(len(comparison.alone), comparison.noun)} left out of every figure"
    return f'<section class="card unchecked"><h2>{title}</h2><ul>{items}</ul></section>'


def notes(comparison: Comparison) -> str:
    """What a reader must know, and what could not be read."""
    lines = [*comparison.notes, *(f"not read: {fault}" for fault in comparison.faults[:LISTED_ALONE])]
    lines += [
        f"not wholly checked: {entry.path}: {clipped(entry.unchecked, LONGEST_MESSAGE)}"
        for pair in comparison.pairs
        for entry in pair.entries
        if entry.unchecked
    ][:LISTED_ALONE]
    if not lines:
        return ""
    items = "".join(f"<li>{text(line)}</li>" for line in lines)
    return f'<section class="card unchecked"><h2>To know</h2><ul>{items}</ul></section>'


def documents(comparison: Comparison) -> str:
    """The documents that changed, those that changed most first."""
    moved = [pair for pair in comparison.by_change if not pair.same_text or any(pair.moved)]
    painter = Painter(comparison)
    articles, shown = list[str](), 0
    for pair in moved[:MOST_DOCUMENTS]:
        if painter.rows >= MOST_ROWS:
            break
        articles.append(painter.article(pair))
        shown += 1
    alike = len(comparison.pairs) - len(moved)
    said = [f"{counted(alike, comparison.noun)} without any difference"] if alike else []
    if len(moved) > shown:
        said.append(
            f"{counted(len(moved) - shown, comparison.noun)} that changed less than those above: see changes.csv"
        )
    if painter.unmarked:
        said.append(
            f"{counted(painter.unmarked, 'segment')} beyond the first ones: differences are not marked in them"
        )
    tail = f'<p class="left-out">Not shown: {"; ".join(map(text, said))}</p>' if said else ""
    if not articles:
        return f'<section class="card"><h2>No differences</h2>{tail}</section>' if comparison.pairs else ""
    return (
        f'<section id="changes"><h2>What changed most</h2>{TOOLS}<p id="none" class="why" hidden>Nothing matches.</p>'
        f"{''.join(articles)}{tail}</section>"
    )


TOOLS = (
    '<div class="filters card" hidden role="group" aria-label="Narrow the list">'
    '<input class="search" type="search" placeholder="Narrow by name, text or message" aria-label="Narrow the list">'
    '<button type="button" data-show="gained" aria-pressed="false">gained</button>'
    '<button type="button" data-show="lost" aria-pressed="false">lost</button>'
    '<button type="button" data-show="text" aria-pressed="false">text only</button>'
    '<select aria-label="Check"><option value="">every check</option></select>'
    '<span class="meta" id="showing" role="status"></span></div>'
)


class Painter:
    """Makes HTML of documents, and keeps count of how much it was."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.names = [side.name for side in comparison.sides]
        self.rows = self.unmarked = self.compared = 0

    def article(self, pair: Paired) -> str:
        """One document."""
        told = [change for changes in pair.told for change in changes if change.fate is not Fate.KEPT]
        gained = sum(change.fate is Fate.GAINED for change in told)
        lost = len(told) - gained
        first = pair.entries[0].penalty
        points = [entry.penalty - first for entry in pair.entries[1:]]
        most = max(points, key=abs)
        delta = ""
        if most:
            kind = "fail" if most > 0 else "pass"
            delta = f'<span class="change {kind}">{signed(most, 1)} points</span>'
        counts = "".join(
            f'<span class="badge {kind}">{sign}{count:,}</span>'
            for kind, sign, count in (("gained", "+", gained), ("lost", "−", lost))
            if count
        )
        names = " ".join(sorted({change.found.check for change in told}))
        return (
            f'<article class="card" data-gained="{gained}" data-lost="{lost}" data-checks="{attribute(names)}">'
            f"<h3><bdi>{text(clipped(pair.key, 200))}</bdi> {counts} {delta}</h3>"
            f"{self.body(pair)}{self.told(pair)}</article>"
        )

    def body(self, pair: Paired) -> str:
        """The rows of a document in which something differs."""
        pointers = [self.pointers(pair, number) for number in range(len(pair.entries))]
        out, alike = list[str](), 0
        rows = list(pair.rows)
        entries = any(piece.name for piece in pair.entries[0].pieces)
        if entries:  # each stands by itself: those with findings first
            rows.sort(key=lambda row: not any(of_row(row, pointers)))
        for row in rows:
            pieces = [
                None if place is None else entry.pieces[place]
                for place, entry in zip(row, pair.entries, strict=True)
            ]
            here = of_row(row, pointers)
            texts = {None if piece is None else piece.text for piece in pieces}
            if len(texts) == 1 and not any(here):
                alike += 1
                continue
            if self.rows >= MOST_ROWS:
                out.append('<p class="left-out">The rest of this document is left out.</p>')
                break
            if not entries:
                out += skipped(alike)
                alike = 0
            self.rows += 1
            out.append(self.row(pair, pieces, here))
        return "".join(out) + "".join(skipped(alike))

    def row(self, pair: Paired, pieces: Sequence[Piece | None], here: Sequence[Sequence[Pointer]]) -> str:
        """One segment in every version; its source and its reference above, where they are known."""
        gone, new = self.differences([None if piece is None else piece.text for piece in pieces])
        cells = ""
        for number, (piece, entry) in enumerate(zip(pieces, pair.entries, strict=True)):
            head = f'<span class="version"><bdi>{name(self.names[number])}</bdi></span>'
            if piece is None:
                cells += f'<div class="cell none">{head}<p class="why">not in this version</p></div>'
                continue
            tag = entry.target or ""
            shown, rest = piece.text[:LONGEST], len(piece.text) - LONGEST
            differing = new[number] if number else gone
            html = painted(
                shown,
                bounded(differing, len(shown)),
                "ins" if number else "del",
                fitting(here[number], shown),
            )
            more = f' <span class="why">… {rest:,} more characters</span>' if rest > 0 else ""
            cells += f'<div class="cell">{head}<p lang="{attribute(tag)}" dir="{direction(tag)}">{html}{more}</p></div>'
        above = ""
        for label in ("source", "reference"):
            known = next((value for piece in pieces if piece and (value := getattr(piece, label))), None)
            if known:
                shown = text(clipped(known, LONGEST))
                above += f'<p class="beside"><span class="version">{label}</span> <bdi>{shown}</bdi></p>'
        key = next((piece.name for piece in pieces if piece and piece.name), "")
        source = next((piece.source for piece in pieces if piece and piece.source), None)
        unit = (
            f'<code class="unit">{text(clipped(key, 160))}</code>'
            if key not in ("", pair.key, source)
            else ""
        )
        counts = "".join(
            f' data-{fate}="{sum(pointer.fate is fate for own in here for pointer in own)}"'
            for fate in (Fate.GAINED, Fate.LOST)
        )
        columns = f'<div class="cells of-{min(len(pieces), WIDEST)}">{cells}</div>'
        return f'<div class="row"{counts}>{unit}{above}{columns}</div>'

    def differences(self, texts: Sequence[str | None]) -> tuple[list[Stretch], list[list[Stretch]]]:
        """What later versions lack of the first, and what each of them has beside it."""
        first = texts[0]
        gone: list[Stretch] = []
        new: list[list[Stretch]] = [[] for _ in texts]
        marked = True
        for number, other in enumerate(texts):
            if not number or first is None or other is None or first == other:
                continue
            self.compared += len(first) + len(other)
            if self.compared > MOST_CODE_POINTS:
                marked = False
                continue
            lost, new[number] = changed(first[:LONGEST], other[:LONGEST])
            gone += lost
        self.unmarked += not marked
        return joined(sorted(gone)), new

    def pointers(self, pair: Paired, number: int) -> dict[int, list[Pointer]]:
        """What findings point at in one version, by the place of the segment."""
        if number:
            fates: dict[int, Fate] = {
                id(change.found): change.fate
                for change in pair.told[number - 1]
                if change.fate is not Fate.LOST
            }
        else:
            lost = {id(change.found) for told in pair.told for change in told if change.fate is Fate.LOST}
            fates = {
                id(found): Fate.LOST if id(found) in lost else Fate.KEPT for found in pair.entries[0].found
            }
        out: dict[int, list[Pointer]] = {}
        for found in pair.entries[number].found:
            fate = fates.get(id(found), Fate.KEPT)
            if found.piece is not None and fate is not Fate.KEPT:
                kind = f"{found.severity} {fate}"
                title = f"{fate}: {clipped(found.message, LONGEST_MESSAGE)}"
                out.setdefault(found.piece, []).append(Pointer(found.start, found.end, kind, title, fate))
        return out

    def told(self, pair: Paired) -> str:
        """The findings gained and lost, in words."""
        items = ""
        for number, told in enumerate(pair.told, 1):
            for change in told:
                if change.fate is not Fate.KEPT:
                    items += item(change, self.names[number] if len(pair.told) > 1 else "")
        return f'<ul class="told">{items}</ul>' if items else ""


def of_row(row: Sequence[int | None], pointers: Sequence[dict[int, list[Pointer]]]) -> list[list[Pointer]]:
    """What points at the segments of a row, for each version."""
    return [[] if place is None else own.get(place, []) for place, own in zip(row, pointers, strict=True)]


def item(change: Change, version: str) -> str:
    """One finding that came or went."""
    found: Found = change.found
    sign = "+" if change.fate is Fate.GAINED else "−"
    of = f" · <bdi>{name(version)}</bdi>" if version else ""
    again = " · same words in a reworded sentence" if change.reworded else ""
    return (
        f'<li class="{change.fate}" data-check="{attribute(found.check)}"><b>{sign}</b> '
        f"{text(clipped(found.message, LONGEST_MESSAGE))} "
        f'<span class="meta"><span class="severity {attribute(found.severity)}">{text(found.severity)}</span> · line '
        f"{found.line}:{found.column} · <code>{text(found.check)}</code>{of}{again}</span></li>"
    )


def skipped(count: int) -> list[str]:
    """A line for segments that are alike; nothing for none."""
    if not count:
        return []
    return [f'<p class="left-out">{counted(count, "segment")} alike</p>']


def bounded(stretches: Sequence[Stretch], length: int) -> list[Stretch]:
    """Those that lie in the part of the text that is shown."""
    return [(start, min(end, length)) for start, end in stretches if start < length]


def fitting(pointers: Sequence[Pointer], shown: str) -> list[Pointer]:
    """The same of findings, in order."""
    return sorted(
        (pointer for pointer in pointers if pointer.start <= len(shown)),
        key=lambda pointer: (pointer.start, -pointer.end),
    )


def name(version: str) -> str:
    """The name of a version."""
    return text(clipped(version, LONGEST_NAME))
