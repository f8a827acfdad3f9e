"""The front page of a report folder: what it comes to, what to clean up first, and every document."""

from typing import Any

from audit.model.score import Verdict
from audit.report.cleanup_plan import Cause, Plan
from audit.report.html_page import attribute, page, text
from audit.report.markdown_report import effort, gain, where
from audit.report.tally import Tally
from audit.report.wording import clipped, counted

BINS = 10
LISTED_CAUSES = 12
LONGEST = 140  # code points of a cause


def index_page(rows: list[dict[str, Any]], tally: Tally, plan: Plan) -> str:
    """`rows` are those of the table of documents; `page` in them is an address relative to this page."""
    body = (
        '<header class="top"><h1>Translation audit</h1>'
        f'<p class="facts">{counted(tally.documents, "document")} · {counted(tally.words, "word")}</p></header>'
        f'<main class="index">{tiles(tally)}<div class="pair">{distribution(rows)}{causes(plan)}</div>'
        f"{documents(rows)}{footer(tally)}</main>"
    )
    return page("Translation audit", body, "en", "index")


def tiles(tally: Tally) -> str:
    """The figures that matter."""
    score = "–" if tally.score is None else f"{tally.score:.1f}"
    figures = [("", score, "mean score, by words")]
    figures += [(verdict, f"{tally.verdicts[verdict]:,}", f"verdict {verdict}") for verdict in Verdict]
    if tally.incomplete:
        figures.append(("unchecked", f"{tally.incomplete:,}", "not or not wholly checked"))
    figures.append(("", f"{tally.findings:,}", "findings"))
    items = "".join(f'<li class="{name}"><b>{figure}</b>{label}</li>' for name, figure, label in figures)
    return f'<ul class="tiles">{items}</ul>'


def distribution(rows: list[dict[str, Any]]) -> str:
    """How many documents have which score, in tens."""
    scores = [row["score"] for row in rows if row.get("score") is not None]
    if not scores:
        return ""
    bins = [0] * BINS
    for score in scores:
        bins[min(int(score * BINS / 100), BINS - 1)] += 1
    top = max(bins)
    bars = ""
    for number, count in enumerate(bins):
        height = 30 * count / top
        what = f"{counted(count, 'document')} from {number * 10} to {number * 10 + 10}"
        bars += (
            f'<g><title>{what}</title><rect x="{number * 10 + 0.7:.1f}" y="{36 - height:.2f}" width="8.6" '
            f'height="{height:.2f}" rx=".8"/>'
            + (
                f'<text x="{number * 10 + 5}" y="{34.6 - height:.2f}" text-anchor="middle">{count}</text>'
                if count
                else ""
            )
            + "</g>"
        )
    marks = "".join(f'<text x="{x}" y="41" text-anchor="middle">{x}</text>' for x in range(0, 101, 20))
    return (
        '<section class="card"><h2>Documents by score</h2><svg class="bars" viewBox="-3 0 106 43" role="img" '
        f'aria-label="Documents by score"><line x1="0" x2="100" y1="36" y2="36"/>{bars}{marks}</svg></section>'
    )


def causes(plan: Plan) -> str:
    """The clean-up plan in short."""
    if not plan.causes:
        return '<section class="card"><h2>Nothing to clean up</h2></section>'
    rows = "".join(map(cause_line, plan.causes[:LISTED_CAUSES]))
    more = plan.total - LISTED_CAUSES
    rest = f"and {counted(more, 'other cause')}: " if more > 0 else ""
    return (
        '<section class="card"><h2>What to clean up first</h2><div class="wide"><table><thead><tr><th>cause</th>'
        '<th class="n">findings</th><th class="n">documents</th><th class="n">gain</th><th>it takes</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
        f'<p class="meta">{rest}<a href="cleanup-plan.md">the whole clean-up plan</a> '
        '(<a href="cleanup-plan.json">JSON</a>) · tables: '
        '<a href="documents.csv">documents</a>, <a href="findings.csv">findings</a> · '
        '<a href="summary.json">JSON</a></p></section>'
    )


def cause_line(cause: Cause) -> str:
    """One cause."""
    place = f" · {text(clipped(where(cause), LONGEST))}"
    return (
        f"<tr><td><bdi>{text(clipped(cause.title, LONGEST))}</bdi><br>"
        f'<small class="meta"><code>{text(cause.check)}</code>{place}</small></td>'
        f"<td class=n>{cause.count:,}</td><td class=n>{cause.documents:,}</td>"
        f"<td class=n>{text(gain(cause))}</td><td>{text(effort(cause))}</td></tr>"
    )


def documents(rows: list[dict[str, Any]]) -> str:
    """The table of documents: those not checked, then the worst first. It sorts by any column."""
    worst_first = sorted(
        rows, key=lambda row: (-1.0 if row.get("score") is None else row["score"], row["path"])
    )
    heads = [
        ("document", ""),
        ("verdict", ""),
        ("score", "n"),
        ("findings", "n"),
        ("words", "n"),
        ("from", ""),
        ("to", ""),
    ]
    head = "".join(
        f'<th class="{kind}"{" aria-sort=ascending" if name == "score" else ""}>'
        f'<button type="button">{name}</button></th>'
        for name, kind in heads
    )
    body = "\n".join(map(document_line, worst_first))
    return (
        '<section class="card"><h2>Documents</h2><input class="search" type="search" hidden '
        'placeholder="Narrow by path or verdict" aria-label="Narrow the table"><div class="wide">'
        f'<table id="documents"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></section>'
    )


def document_line(row: dict[str, Any]) -> str:
    """One row; `data-value` is what it sorts by."""
    verdict = row.get("verdict") or "unchecked"
    label = row.get("verdict") or "not checked"
    score = row.get("score")
    shown = "–" if score is None else f"{score:.1f}"
    count = sum(row.get(name) or 0 for name in ("critical", "major", "minor", "neutral"))
    note = f'<br><small class="why">{text(row["unchecked"])}</small>' if row.get("unchecked") else ""
    return (
        f'<tr><td data-value="{attribute(row["path"])}"><a href="{attribute(row["page"])}">'
        f"<bdi>{text(row['path'])}</bdi></a>{note}</td>"
        f'<td data-value="{verdict}"><span class="verdict {verdict}">{label}</span></td>'
        f'<td class="n" data-value="{-1 if score is None else score}">{shown}</td>'
        f'<td class="n" data-value="{count}">{count:,}</td>'
        f'<td class="n" data-value="{row["words"]}">{row["words"]:,}</td>'
        f'<td data-value="{attribute(row.get("source_language") or "")}">{text(row.get("source_language") or "")}</td>'
        f'<td data-value="{attribute(row.get("target_language") or "")}">{text(row.get("target_language") or "")}</td></tr>'
    )


def footer(tally: Tally) -> str:
    """What could change the figures."""
    return f"<footer>{text(tally.signature)}</footer>" if tally.signature else ""
