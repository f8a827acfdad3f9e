"""The front page of a report folder: what it comes to, what to clean up first, and the way to everything."""

from collections.abc import Sequence
from typing import Any

import msgspec

from audit.measures.catalogue import MEASURES
from audit.model.score import Verdict
from audit.report.pages.html_page import attribute, page, text
from audit.report.pages.trend_chart import Run, trend_card
from audit.report.plan.cleanup_plan import Cause, Plan
from audit.report.plan.markdown_report import effort, gain, where
from audit.report.tally import Tally
from audit.report.wording import clipped, counted

BINS = 10
LISTED_CAUSES = 8
LISTED_UNCHECKED = 12
LISTED_WORST = 50
LONGEST = 140  # code points of a cause
LONGEST_WHY = 240  # code points


class IndexFigures(msgspec.Struct):
    """What the index knows of the rows behind it. All of it is bounded, however many documents there are.

    `bins` counts documents by score, in tens. `unchecked` holds the first rows of which something was not
    checked, `unchecked_rows` counts them all; `passed_over` are sentences about what was not looked at;
    `worst` holds the rows with the lowest scores, ascending.
    `estimated` counts documents with an estimate: the table has a column for it where there are some.
    `files` and `rows` count the data files and the rows in them, by kind. `tables` are the other files of the
    folder: (label, ((format, name), …)), the format "" where there is one.
    """

    bins: list[int] = msgspec.field(default_factory=lambda: [0] * BINS)
    unchecked: list[dict[str, Any]] = []
    unchecked_rows: int = 0
    passed_over: tuple[str, ...] = ()
    worst: list[dict[str, Any]] = []
    files: dict[str, int] = msgspec.field(default_factory=lambda: {"documents": 0, "findings": 0})
    rows: dict[str, int] = msgspec.field(default_factory=lambda: {"documents": 0, "findings": 0})
    estimated: int = 0
    tables: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


def index_page(figures: IndexFigures, tally: Tally, plan: Plan, trend: Sequence[Run] = ()) -> str:
    """The page. `trend` holds earlier runs, the oldest first; this run is added to them."""
    runs = [*trend, ("this run", tally.documents, tally.words, tally.score, tally.findings)]
    body = (
        '<header class="top"><h1>Translation audit</h1>'
        f'<p class="facts">{counted(tally.documents, "document")} · {counted(tally.words, "word")}</p></header>'
        f'<main class="index">{tiles(tally)}{unchecked_card(figures)}{passed_over(figures)}'
        f'<div class="pair"><div class="stack">{distribution(figures.bins)}{trend_card(runs)}</div>'
        f"{causes(plan, figures)}</div>{explorer(figures)}</main>{footer(tally)}"
    )
    data = "".join(
        f' data-{kind}="{figures.rows[kind]}" data-{kind}-files="{figures.files[kind]}"'
        for kind in figures.rows
    )
    data += f' data-estimated="{figures.estimated}"' if figures.estimated else ""
    return page("Translation audit", body, "index", "", f' class="overview" data-folder=""{data}')


def tiles(tally: Tally) -> str:
    """The figures that matter; those of verdicts lead to their documents."""
    score = "–" if tally.score is None else f"{tally.score:.1f}"
    items = f'<li class="main"><b>{score}</b>mean score of 100, by words</li>'
    for verdict in Verdict:
        count = tally.verdicts[verdict]
        items += (
            f'<li class="{verdict if count else "none"}"><a href="#documents?verdict={verdict}">'
            f"<b>{count:,}</b>{verdict}</a></li>"
        )
    count = tally.incomplete
    noun = "finding" if tally.findings == 1 else "findings"
    noun += f", {tally.unlisted:,} more not listed" if tally.unlisted else ""
    items += (
        f'<li class="{"unchecked" if count else "none"}"><a href="#documents?unchecked=1">'
        f"<b>{count:,}</b>not checked</a></li>"
        f'<li><a href="#findings"><b>{tally.findings:,}</b>{noun}</a></li>'
    )
    for one in tally.measures:
        of = f", {counted(one.documents, 'document')}" if one.documents != tally.documents else ""
        title = attribute(one.signature)
        items += f'<li title="{title}"><b>{one.score:.1f}</b>{text(MEASURES[one.id].label)}{of}</li>'
    if tally.beside or tally.alone:
        without = f", {tally.alone:,} without" if tally.alone else ""
        items += f"<li><b>{tally.beside:,}</b>beside their source{without}</li>"
    if count := tally.excused.total():
        items += f'<li><a href="#documents?suppressed=1"><b>{count:,}</b>excused</a></li>'
    return f'<ul class="tiles" aria-label="In short">{items}</ul>'


def unchecked_card(figures: IndexFigures) -> str:
    """What nobody looked at: silence about it must not pass for praise."""
    if not figures.unchecked_rows:
        return ""
    items = "".join(
        f"<li>{link(row)}: {text(clipped(row['unchecked'], LONGEST_WHY))}</li>" for row in figures.unchecked
    )
    more = figures.unchecked_rows - len(figures.unchecked)
    rest = f'<p><a href="#documents?unchecked=1">and {counted(more, "more document")}</a></p>' if more else ""
    head = f"{counted(figures.unchecked_rows, 'document')} not or not wholly checked"
    return f'<section class="card unchecked"><h2>{head}</h2><ul>{items}</ul>{rest}</section>'


def passed_over(figures: IndexFigures) -> str:
    """What might have been meant and was not looked at."""
    return "".join(f'<p class="card meta">{text(sentence)}</p>' for sentence in figures.passed_over)


def distribution(bins: Sequence[int]) -> str:
    """How many documents have which score, in tens; each bar leads to its documents."""
    top = max(bins)
    if not top:
        nothing = '<p class="why">No document has a score.</p>'
        return f'<section class="card scores"><h2>Documents by score</h2>{nothing}</section>'
    bars = ""
    for number, count in enumerate(bins):
        low, high = number * 10, number * 10 + 10
        # A single document among thousands still shows; above the highest bar there is room for its figure.
        height = max(88 * count / top, 2) if count else 0
        label = f"{counted(count, 'document')} scored {low} to {high}"
        bars += (
            f'<li><a href="#documents?score={low}-{high}"><span class="aside">{label}</span>'
            f'<span class="column" aria-hidden="true"><span>{brief(count) if count else ""}</span>'
            f'<svg viewBox="0 0 1 1" preserveAspectRatio="none" width="100%" height="{height:.2f}%" aria-hidden="true">'
            f'<rect width="1" height="1"/></svg></span><span aria-hidden="true">{low}</span></a></li>'
        )
    return f'<section class="card scores"><h2>Documents by score</h2><ol class="bars">{bars}</ol></section>'


def brief(count: int) -> str:
    """A count that fits over a narrow bar: "950", "9,500", "12k"."""
    return f"{count:,}" if count < 10_000 else f"{count / 1000:,.0f}k"


def causes(plan: Plan, figures: IndexFigures) -> str:
    """The clean-up plan in short."""
    if not plan.causes:
        done = (
            "No check saw anything to clean up." if figures.rows["documents"] else "There are no documents."
        )
        return (
            f'<section class="card"><h2>Nothing to clean up</h2><p class="why">{done}</p>'
            f"{files(figures)}</section>"
        )
    rows = "".join(map(cause_line, plan.causes[:LISTED_CAUSES]))
    more = plan.total - LISTED_CAUSES
    rest = f"and {counted(more, 'other cause')}: " if more > 0 else ""
    return (
        '<section class="card causes"><h2>What to clean up first</h2><div class="wide"><table><thead><tr>'
        '<th scope="col">cause</th><th class="n" scope="col">findings</th><th class="n" scope="col">documents</th>'
        f'<th class="n" scope="col">points gained</th></tr></thead><tbody>{rows}</tbody></table></div>'
        f'<p class="meta">{rest}<a href="cleanup-plan.md">the whole clean-up plan</a></p>'
        f"{files(figures)}</section>"
    )


def files(figures: IndexFigures) -> str:
    """The tables of the folder, each with its formats."""
    listed = []
    for label, there in figures.tables:
        if there[0][0]:
            formats = ", ".join(f'<a href="{attribute(name)}">{form}</a>' for form, name in there)
            listed.append(f"{text(label)} ({formats})")
        else:
            listed.append(f'<a href="{attribute(there[0][1])}">{text(label)}</a>')
    return f'<p class="meta">Tables: {", ".join(listed)}</p>' if listed else ""


def cause_line(cause: Cause) -> str:
    """One cause: what it is, where, what it takes; it leads to its findings."""
    check = attribute(cause.check)
    place = text(clipped(f"{where(cause)} · {effort(cause)}", LONGEST))
    return (
        f'<tr><td><a href="#findings?cause={cause.id}"><bdi>{text(clipped(cause.title, LONGEST))}</bdi></a>'
        f'<small class="why" title="{check}"><bdi>{place}</bdi></small></td>'
        f'<td class="n">{cause.count:,}</td><td class="n">{cause.documents:,}</td>'
        f'<td class="n">{text(gain(cause))}</td></tr>'
    )


def explorer(figures: IndexFigures) -> str:
    """The place of the tables that the script fills; without scripts, the documents with the lowest scores."""
    rows = "".join(map(worst_line, figures.worst))
    return (
        '<section id="explorer" class="card" aria-label="Documents and findings"><noscript>'
        f"<h2>The {counted(len(figures.worst), 'document')} with the lowest scores</h2>"
        "<p class=why>Scripts are off: searching and the list of findings need them. The tables beside this page "
        "hold everything.</p>"
        '<div class="wide"><table><thead><tr><th scope="col">document</th><th scope="col">verdict</th>'
        '<th class="n" scope="col">score</th><th class="n" scope="col">words</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></noscript></section>"
    )


def worst_line(row: dict[str, Any]) -> str:
    """One row of the table that needs no script."""
    verdict = row.get("verdict")
    score = "–" if row.get("score") is None else f"{row['score']:.1f}"
    return (
        f'<tr><td>{link(row)}</td><td><span class="verdict {verdict or "unchecked"}">{verdict or "not checked"}'
        f'</span></td><td class="n">{score}</td><td class="n">{row["words"]:,}</td></tr>'
    )


def link(row: dict[str, Any]) -> str:
    """A document's name, leading to its page where it has one."""
    name = f"<bdi>{text(row['path'])}</bdi>"
    return f'<a href="{attribute(row["page"])}">{name}</a>' if row.get("page") else name


def footer(tally: Tally) -> str:
    """What could change the figures."""
    lines = [tally.signature] if tally.signature else []
    lines += [f"{MEASURES[one.id].label}|{one.signature} = {one.score:.1f}" for one in tally.measures]
    listed = "".join(f"<p>{text(line).replace('|', '|<wbr>')}</p>" for line in lines)
    return f"<footer>{listed}</footer>" if listed else ""
