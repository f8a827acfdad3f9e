"""The page of one document: its text with the findings in place, the list beside it, and what it comes to."""

from audit.language.profiles import profile
from audit.model.finding import Finding
from audit.model.mqm import Confidence, Severity
from audit.model.result import Outcome, Result, Unreadable
from audit.model.score import Score
from audit.report.html_page import attribute, marked_text, page, raw_attribute, text
from audit.report.html_text import text_blocks
from audit.report.repair_text import repair_of
from audit.report.tally import Tally, shown_with_costs
from audit.report.wording import clipped, counted, language_name, severity_counts, source_phrase, sureness


class HtmlReport:
    """One document as one page."""

    def __init__(self, possible: bool = False) -> None:
        self.possible = possible

    def begin(self) -> str:
        return ""

    def add(self, outcome: Outcome) -> str:
        return document_page(outcome, self.possible)

    def end(self, tally: Tally) -> str:
        return ""


def document_page(outcome: Outcome, possible: bool = False, up: str | None = None) -> str:
    """The page. `up` is the address of the index it belongs to."""
    if isinstance(outcome, Unreadable):
        body = (
            header(outcome.path, '<span class="verdict unchecked">not checked</span>', "", up)
            + f'<main class="alone"><p class="why">{text(outcome.why)}</p></main>'
        )
        return page(outcome.path, body, "en", "document")
    path = outcome.document.path
    findings = [(n, f, c) for n, (f, c) in enumerate(shown_with_costs(outcome, possible), 1)]
    shown = [(number, finding) for number, finding, _ in findings]
    items = "\n".join(item(outcome, *each) for each in findings)
    target = outcome.target_language.tag or ""
    direction = "rtl" if target and profile(target).right_to_left else "ltr"
    body = (
        header(path, verdict_badge(outcome), facts(outcome), up)
        + '<div class="columns">'
        + f'<main class="text" lang="{attribute(target)}" dir="{direction}">'
        + text_blocks(outcome.document, shown)
        + "</main><aside>"
        + score_panel(outcome)
        + unchecked_panel(outcome)
        + f'<section class="findings" aria-label="Findings">{filters([f for _, f in shown])}'
        + f"<ol>{items}</ol></section>"
        + evidence_panel(outcome)
        + checks_panel(outcome)
        + "</aside></div>"
    )
    return page(f"{path}: {counted(len(findings), 'finding')}", body, "en", "document")


def header(path: str, badge: str, facts: str, up: str | None) -> str:
    """The strip on top."""
    back = f'<a class="up" href="{attribute(up)}">All documents</a>' if up else ""
    return f'<header class="top">{back}<h1><bdi>{text(path)}</bdi></h1>{badge}{facts}</header>'


def verdict_badge(result: Result) -> str:
    """The verdict as a coloured word."""
    if not result.checks_run:
        return '<span class="verdict unchecked">not checked</span>'
    return f'<span class="verdict {result.score.verdict}">{result.score.verdict}</span>'


def facts(result: Result) -> str:
    """Languages, length and format."""
    parts = []
    if result.target_language.tag:
        parts.append(language_name(result.target_language))
    if result.target_language.tag:
        parts.append(source_phrase(result.source_language))
    parts += [counted(result.score.words, "word"), result.document.format]
    return f'<p class="facts">{" · ".join(map(text, parts))}</p>'


def score_panel(result: Result) -> str:
    """The score on its scale, with the interval and the mark to reach."""
    score = result.score
    if not result.checks_run:
        return ""
    listed = "".join(
        f'<li class="{severity}"><b>{count:,}</b> {severity}</li>'
        for severity, count in severity_counts(result.shown).items()
    )
    return (
        f'<section class="score"><p class="figure"><b>{score.value:.1f}</b> of 100</p>{gauge(score)}'
        f'<p class="why">{text(score.reason)}.</p><ul class="counts">{listed or "<li>no findings</li>"}</ul>'
        "<details><summary>How it is reckoned</summary><dl>"
        f"<dt>penalty points</dt><dd>{score.penalty:g} in {counted(score.words, 'word')}</dd>"
        f"<dt>95% interval</dt><dd>{score.interval[0]:.1f}–{score.interval[1]:.1f}</dd>"
        f"<dt>mark to reach</dt><dd>{score.threshold:g}</dd><dt>raw score</dt><dd>{score.raw:.1f}</dd>"
        f'<dt>signature</dt><dd class="signature">{text(score.signature).replace("|", "|<wbr>")}</dd>'
        "</dl></details></section>"
    )


def gauge(score: Score) -> str:
    """0–100 as a bar: the interval shaded, the score a dot, the mark a line."""
    low, high = score.interval
    what = f"score {score.value:.1f}, interval {low:.1f} to {high:.1f}, mark {score.threshold:g}"
    return (
        f'<svg class="gauge" viewBox="-3 0 106 16" role="img" aria-label="{attribute(what)}">'
        '<rect class="scale" x="0" y="6" width="100" height="4" rx="2"/>'
        f'<rect class="interval" x="{low:.1f}" y="6" width="{max(high - low, 0.5):.1f}" height="4" rx="2"/>'
        f'<line class="mark" x1="{score.threshold:g}" x2="{score.threshold:g}" y1="2" y2="14"/>'
        f'<circle class="{score.verdict}" cx="{score.value:.1f}" cy="8" r="3"/></svg>'
    )


def filters(findings: list[Finding]) -> str:
    """Buttons and choices that narrow the list and the marks."""
    if not findings:
        return "<h2>No findings</h2>"
    severities = [
        severity for severity in reversed(Severity) if any(f.severity is severity for f in findings)
    ]
    buttons = "".join(
        f'<button type="button" class="{severity}" data-severity="{severity}" '
        f'aria-pressed="true">{severity}</button>'
        for severity in severities
    )
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.check] = counts.get(finding.check, 0) + 1
    checks = "".join(
        f'<option value="{check}">{check} ({counts[check]})</option>' for check in sorted(counts)
    )
    grades = [grade for grade in Confidence if any(finding.confidence is grade for finding in findings)]
    confidences = "".join(f'<option value="{grade}">{grade}</option>' for grade in grades)
    return (
        f'<h2>{counted(len(findings), "finding")} <span id="showing"></span></h2><div class="filters" hidden>'
        f'<div role="group" aria-label="Severities">{buttons}</div>'
        f'<select id="check" aria-label="Check"><option value="">all checks</option>{checks}</select>'
        '<select id="confidence" aria-label="Confidence"><option value="">any confidence</option>'
        f"{confidences}</select>"
        '<p class="keys"><kbd>j</kbd> next <kbd>k</kbd> previous</p></div>'
    )


def item(result: Result, number: int, finding: Finding, cost: float) -> str:
    """One finding of the list."""
    doubt = "" if finding.confidence is Confidence.CERTAIN else f" · {finding.confidence}"
    points = f" · {cost:g} {'point' if cost == 1 else 'points'}" if cost else ""
    return (
        f'<li id="f{number}" class="{finding.severity}" tabindex="0" data-severity="{finding.severity}" '
        f'data-check="{attribute(finding.check)}" data-confidence="{finding.confidence}">'
        f'<p class="message"><a href="#m{number}">{text(clipped(finding.message, 600))}</a></p>'
        f"{repair_box(result, finding)}"
        f'<p class="meta"><span class="severity">{finding.severity}</span>{doubt}{points} · '
        f"line {finding.line}:{finding.column} · <code>{text(finding.check)}</code></p></li>"
    )


def repair_box(result: Result, finding: Finding) -> str:
    """The suggested text, with a button that copies it."""
    repair = repair_of(result.document, finding)
    if repair is None or finding.fix is None:
        return ""
    # Spaces that stand alone would not show.
    old = repair.before if repair.before.strip() else repair.before.replace(" ", "␣")
    before = f"<del><bdi>{marked_text(old)}</bdi></del>" if old else ""
    after = f"→ <ins><bdi>{marked_text(repair.after)}</bdi></ins>" if repair.after else ""
    verb = "remove " if repair.verb == "remove" else "insert " if repair.verb == "insert" else ""
    copy = (
        f'<button type="button" class="copy" data-copy="{raw_attribute(repair.after)}" hidden>Copy</button>'
        if repair.after
        else ""
    )
    return f'<div class="repair {finding.fix.safety}"><p>{verb}{before} {after}</p>{copy}</div>'


def unchecked_panel(result: Result) -> str:
    """What was not looked at."""
    if not result.unchecked:
        return ""
    items = "".join(
        f'<li class="{"fatal" if item.fatal else "note"}"><b>{text(item.what)}</b>: {text(item.why)}</li>'
        for item in result.unchecked
    )
    return f'<section class="unchecked"><h2>Not checked</h2><ul>{items}</ul></section>'


def evidence_panel(result: Result) -> str:
    """Why the tool takes the languages for what it takes them for."""
    rows = ""
    for label, guess in (("Language", result.target_language), ("Translated from", result.source_language)):
        evidence = "".join(
            f'<li><meter min="0" max="1" value="{item.weight:.2f}"></meter> {text(item.detail)}</li>'
            for item in guess.evidence
        )
        name = f"{language_name(guess)} ({sureness(guess)})" if guess.tag else "not known"
        rows += f"<h3>{label}: {text(name)}</h3><ul>{evidence}</ul>"
    return f'<details class="evidence" open><summary>Languages and the evidence</summary>{rows}</details>'


def checks_panel(result: Result) -> str:
    """Which checks ran, and why the others did not."""
    run = ", ".join(f"<code>{text(check)}</code>" for check in result.checks_run)
    skipped = "".join(
        f"<li><code>{text(item.check)}</code>: {text(item.why)}</li>" for item in result.checks_skipped
    )
    head = f"{counted(len(result.checks_run), 'check')} ran, {len(result.checks_skipped)} did not"
    return f'<details class="checks"><summary>{head}</summary><p>{run}</p><ul>{skipped}</ul></details>'
