"""The page of one document: its text with the findings in place, the list beside it, and what it comes to."""

import re
from collections.abc import Sequence
from functools import lru_cache

from audit.measures.catalogue import MEASURES
from audit.model.finding import Finding
from audit.model.mqm import Confidence
from audit.model.result import Outcome, Result, SkippedCheck, Unreadable
from audit.model.score import Score, Verdict
from audit.model.suppression import SuppressedFinding
from audit.report.pages.check_panels import check_panels, knows
from audit.report.pages.heat_strip import heat_of, heat_panel
from audit.report.pages.html_page import attribute, marked_text, page, raw_attribute, text
from audit.report.pages.html_text import Cells, direction, text_blocks
from audit.report.pages.html_units import unit_blocks
from audit.report.repair_text import repair_of
from audit.report.tally import Tally, shown_excused, shown_with_costs
from audit.report.visible_text import has_right_to_left
from audit.report.wording import (
    clipped,
    counted,
    evidence_sentences,
    excuse_sentence,
    language_name,
    listed_of,
    name_of_unit,
    piece_name,
    severity_counts,
    source_phrase,
    sureness,
)

QUOTED = re.compile("“([^”]*)”")
LONGEST_UNIT = 60  # code points of the name of an entry in the list
LONGEST_TEXT = 300  # code points of the found words that a baseline keeps for its readers


class HtmlReport:
    """One document as one page that stands alone."""

    def __init__(self, possible: bool = False) -> None:
        self.possible = possible

    def begin(self) -> str:
        return ""

    def add(self, outcome: Outcome) -> str:
        return document_page(outcome, self.possible)

    def end(self, tally: Tally) -> str:
        return ""


def document_page(outcome: Outcome, possible: bool = False, index_href: str | None = None) -> str:
    """The page. `index_href` is the address of the index it belongs to ("../index.html"): its style sheet
    and scripts then lie in `assets/` beside the index. Without one the page holds all it needs."""
    folder = None if index_href is None else index_href[: index_href.rfind("/") + 1]
    path = outcome.path if isinstance(outcome, Unreadable) else outcome.document.path
    attributes = f' class="document" data-path="{raw_attribute(path)}"'
    if folder is not None:
        attributes += f' data-folder="{attribute(folder)}"'
    if isinstance(outcome, Unreadable):
        body = (
            header(path, '<span class="verdict unchecked">not checked</span>', "", index_href)
            + '<main class="alone"><section class="card unchecked"><h2>This document was not checked</h2>'
            f"<p>{text(outcome.why)}</p></section></main>"
        )
        return page(f"{path}: not checked", body, "document", folder, attributes)
    findings = [(n, f, c) for n, (f, c) in enumerate(shown_with_costs(outcome, possible), 1)]
    items = "\n".join(item(outcome, *each) for each in findings)
    excused = shown_excused(outcome, possible)
    target, source = outcome.target_language.tag or "", outcome.source_language.tag or ""
    listed = [finding for _, finding, _ in findings]
    heat = heat_of(outcome, listed)
    cells = Cells(lines={}) if heat is None else heat.cells()
    blocks = (unit_blocks if outcome.document.units else text_blocks)(
        outcome.document, listed, [one.finding for one in excused], target, source, cells
    )
    bilingual = any(segment.source_text is not None for segment in outcome.document.segments)
    sides = '<p class="sides"><span>translation</span><span>source</span></p>' if bilingual else ""
    head = listed_of(len(findings), outcome.more) if findings else "No findings"
    if not outcome.checks_run:
        head = "Nothing was checked"
    body = (
        header(path, verdict_badge(outcome), facts(outcome), index_href)
        + heat_panel(outcome, heat, cells.lines)
        + '<div class="columns">'
        + f'<main class="text{" bilingual" if bilingual else ""}" aria-label="The text" '
        + f'lang="{attribute(target)}" dir="{direction(target)}">{sides}'
        + (blocks or '<p class="why" lang="en" dir="ltr">There is no text in this document.</p>')
        + '</main><aside aria-label="What was found">'
        + score_panel(outcome)
        + measures_panel(outcome)
        + models_panel(outcome)
        + unchecked_panel(outcome)
        + f'<section class="findings"><h2>{head} <span id="showing"></span></h2>'
        + f'<div id="tools"></div>{nothing(outcome, len(findings))}<ol>{items}</ol></section>'
        + check_panels(finding.check for finding in listed)
        + excused_panel(outcome, excused)
        + evidence_panel(outcome)
        + checks_panel(outcome.checks_run, outcome.checks_skipped)
        + "</aside></div>"
    )
    return page(f"{path}: {listed_of(len(findings), outcome.more)}", body, "document", folder, attributes)


def header(path: str, badge: str, facts: str, index_href: str | None) -> str:
    """The strip on top."""
    back = f'<a class="up" href="{attribute(index_href)}">All documents</a>' if index_href else ""
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
    if result.more:
        listed += f"<li><b>{result.more:,}</b> not listed</li>"
    counts = f'<ul class="counts">{listed}</ul>' if listed else ""
    return (
        f'<section class="score" data-penalty="{score.penalty:.6g}" data-scale="{score.scale:.6g}">'
        f'<h2 class="figure"><b>{score.value:.1f}</b> of 100</h2>{gauge(score)}'
        f'<p class="why">{text(in_short(result))}</p>{counts}'
        f"<details><summary>How it is reckoned</summary><p>{text(score.reason)}.</p><dl>"
        f"<dt>penalty points</dt><dd>{score.penalty:g} in {counted(score.words, 'word')}</dd>"
        f"<dt>95% interval</dt><dd>{score.interval[0]:.1f}–{score.interval[1]:.1f}</dd>"
        f"<dt>mark to reach</dt><dd>{score.threshold:g}</dd><dt>raw score</dt><dd>{score.raw:.1f}</dd>"
        f'<dt>signature</dt><dd class="signature">{in_pieces(score.signature)}</dd>'
        "</dl></details></section>"
    )


SHORT = {
    Verdict.PASS: "Ready",
    Verdict.FAIL: "Not ready",
    Verdict.UNDECIDED: "Too short to say for sure",
}


def in_short(result: Result) -> str:
    """The verdict as people say it."""
    score = result.score
    graves = severity_counts(result.shown)
    faults = ", ".join(f"{count:,} {severity}" for severity, count in graves.items())
    noun = "fault" if sum(graves.values()) == 1 else "faults"
    return f"{SHORT[score.verdict]}: {f'{faults} {noun}' if faults else 'no fault'} in {counted(score.words, 'word')}."


def measures_panel(result: Result) -> str:
    """The figures beside the reference, and what they depend on."""
    if not result.measures:
        return ""
    figures = "".join(
        f"<li><b>{one.score:.1f}</b> {text(MEASURES[one.id].label)}</li>" for one in result.measures
    )
    signatures = "".join(
        f'<dt>{text(MEASURES[one.id].label)}</dt><dd class="signature">{in_pieces(one.signature)}</dd>'
        for one in result.measures
    )
    return (
        f'<section class="score"><h2>Beside the reference</h2><ul class="counts">{figures}</ul>'
        f"<details><summary>Signatures</summary><dl>{signatures}</dl></details></section>"
    )


def models_panel(result: Result) -> str:
    """What each model says of the document, of how much of it it said nothing and why, and what that depends on."""
    if not result.models:
        return ""
    figures = signatures = silent = ""
    for model in result.models:
        value = "–" if model.figure is None else f"{model.figure:.2f}".replace("-", "\N{MINUS SIGN}")
        figures += f"<li><b>{value}</b> {text(model.kind)}</li>"
        signatures += f'<dt>{text(model.kind)}</dt><dd class="signature">{in_pieces(model.signature)}</dd>'
        for one in model.unjudged:
            where = counted(len(one.segments), "segment")
            silent += f"<li>{text(model.kind)} did not judge {where}: {text(one.why)}</li>"
    return (
        f'<section class="score"><h2>What models say</h2><ul class="counts">{figures}</ul>'
        '<p class="why">Means over the segments; higher is better.</p>'
        + (f'<ul class="why">{silent}</ul>' if silent else "")
        + f"<details><summary>Models and their revisions</summary><dl>{signatures}</dl></details></section>"
    )


def in_pieces(signature: str) -> str:
    """A signature that may be broken between its parts."""
    return text(signature).replace("|", "|<wbr>")


def gauge(score: Score) -> str:
    """0–100 as a bar: the interval shaded, the score a dot, the mark a line."""
    low, high = score.interval
    what = f"score {score.value:.1f}, interval {low:.1f} to {high:.1f}, mark {score.threshold:g}"
    return (
        f'<svg class="gauge" viewBox="-3 1 106 14" role="img" aria-label="{attribute(what)}">'
        '<rect class="scale" x="0" y="6" width="100" height="4" rx="2"/>'
        f'<rect class="interval" x="{low:.1f}" y="6" width="{max(high - low, 0.5):.1f}" height="4" rx="2"/>'
        f'<line class="mark" x1="{score.threshold:g}" x2="{score.threshold:g}" y1="2" y2="14"/>'
        f'<circle class="{score.verdict}" cx="{score.value:.1f}" cy="8" r="3"/></svg>'
    )


def item(result: Result, number: int, finding: Finding, cost: float) -> str:
    """One finding of the list. Its id names the finding by its content, so that a link to it lasts."""
    doubt = "" if finding.confidence is Confidence.CERTAIN else f" · {finding.confidence}"
    points = f" · {cost:g} {'point' if cost == 1 else 'points'}" if cost else ""
    name, check = attribute(finding.fingerprint), attribute(finding.check)
    found = raw_attribute(clipped(finding.text, LONGEST_TEXT))
    where = piece_name(finding.role, result.document.segments[finding.segment].path)
    code = f"<code>{check}</code>"
    if knows(finding.check):
        code = f'<a class="explain" href="#why-{check}">why: {code}</a>'
    return (
        f'<li id="f-{name}" class="{finding.severity}" data-check="{check}" '
        f'data-confidence="{finding.confidence}" data-cost="{cost:.6g}" data-text="{found}">'
        f'<p class="message"><a href="#m{number}">{message(clipped(finding.message, 600))}</a></p>'
        f"{repair_box(result, finding)}{reasons_box(finding)}"
        f'<p class="meta"><span class="severity">{finding.severity}</span>{doubt}{points} · '
        f'<a class="place" href="#f-{name}">line {finding.line}:{finding.column}</a> · {where} · {code}'
        f"{unit_named(result, finding)}"
        "</p></li>"
    )


def unit_named(result: Result, finding: Finding) -> str:
    """The entry of a translation file that a finding stands in."""
    name = name_of_unit(result, finding)
    return f' · <code class="unit">{text(clipped(name, LONGEST_UNIT))}</code>' if name else ""


def reasons_box(finding: Finding) -> str:
    """What decided about a finding, folded; nothing where no evidence was weighed."""
    sentences = "".join(f"<li>{text(sentence)}</li>" for sentence in evidence_sentences(finding.reasons))
    return (
        f'<details class="reasons"><summary>Why?</summary><ul>{sentences}</ul></details>' if sentences else ""
    )


def nothing(result: Result, listed: int) -> str:
    """What an empty list means, and what a list does not hold."""
    sentences = []
    left_out = len(result.findings) - listed
    if not listed and result.checks_run:
        ran, left = counted(len(result.checks_run), "check"), len(result.checks_skipped)
        what = "nothing certain or likely" if left_out else "nothing"
        what += " but what is excused" if result.suppressed else ""
        rest = f"; {counted(left, 'check')} did not run" if left else ""
        sentences.append(f"{ran} saw {what} in {counted(result.score.words, 'word')}{rest}.")
        sentences.append("That is no proof that the text is right.")
    if left_out:
        verb, them = ("is", "it") if left_out == 1 else ("are", "them")
        more = " more" if listed else ""
        sentences.append(f"{left_out:,}{more} {verb} merely possible: --possible lists {them}.")
    return f'<p class="why">{" ".join(sentences)}</p>' if sentences else ""


def excused_panel(result: Result, excused: Sequence[SuppressedFinding]) -> str:
    """Findings that somebody excused, and what is wrong with excuses; folded."""
    if not result.suppressed and not result.notes:
        return ""
    parts = [f"{len(result.suppressed):,} excused"] if result.suppressed else []
    parts += [counted(len(result.notes), "note") + " on excuses"] if result.notes else []
    why = "They cost nothing. A dotted line marks them in the text while this is open." if excused else ""
    if left_out := len(result.suppressed) - len(excused):
        why += f" {left_out:,} more would be merely possible; with --possible they are listed."
    items = "".join(excused_item(number, one) for number, one in enumerate(excused, 1))
    notes = "".join(f"<li>line {note.line}: {text(note.message)}</li>" for note in result.notes)
    return (
        f'<details class="excused"><summary>{", ".join(parts)}</summary>'
        + (f'<p class="why">{why.strip()}</p>' if why else "")
        + (f"<ol>{items}</ol>" if items else "")
        + (f"<ul>{notes}</ul>" if notes else "")
        + "</details>"
    )


def excused_item(number: int, one: SuppressedFinding) -> str:
    """One excused finding, and who excused it."""
    finding = one.finding
    return (
        f'<li><p class="message"><a href="#x{number}">{message(clipped(finding.message, 600))}</a></p>'
        f'<p class="excuse">{text(clipped(excuse_sentence(one), 600))}</p>'
        f'<p class="meta">{finding.severity} · line {finding.line}:{finding.column} · '
        f"<code>{text(finding.check)}</code></p></li>"
    )


def message(sentence: str) -> str:
    """What is wrong; words that read from right to left keep to themselves."""
    html = text(sentence)
    return QUOTED.sub(r"“<bdi>\1</bdi>”", html) if has_right_to_left(sentence) else html


def repair_box(result: Result, finding: Finding) -> str:
    """The suggested text; `data-copy` is what a script may put on the clipboard."""
    repair = repair_of(result.document, finding)
    if repair is None or finding.fix is None:
        return ""
    if repair.removed:
        gone = " ".join(f"<del><bdi>{marked_text(piece)}</bdi></del>" for piece in repair.removed)
        return f'<div class="repair {finding.fix.safety}"><p>remove {gone}</p></div>'
    # Spaces that stand alone would not show.
    old = repair.before if repair.before.strip() else repair.before.replace(" ", "␣")
    before = f"<del><bdi>{marked_text(old)}</bdi></del>" if old else ""
    after = f"→ <ins><bdi>{marked_text(repair.after)}</bdi></ins>" if repair.after else ""
    verb = "remove " if repair.verb == "remove" else "insert " if repair.verb == "insert" else ""
    copy = f' data-copy="{raw_attribute(repair.after)}"' if repair.after else ""
    return f'<div class="repair {finding.fix.safety}"{copy}><p>{verb}{before} {after}</p></div>'


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
        evidence = "".join(f"<li>{text(item.detail)}</li>" for item in guess.evidence)
        name = f"{language_name(guess)} ({sureness(guess)})" if guess.tag else "not known"
        rows += f"<p><b>{label}: {text(name)}</b></p>" + (f"<ul>{evidence}</ul>" if evidence else "")
    return f'<details class="evidence"><summary>Languages and the evidence</summary>{rows}</details>'


@lru_cache(256)
def checks_panel(run: tuple[str, ...], skipped: tuple[SkippedCheck, ...]) -> str:
    """Which checks ran, and why the others did not. Documents of one kind share it."""
    listed = "".join(f"<li>{text(item.check)}: {text(item.why)}</li>" for item in skipped)
    notes = f"<ul>{listed}</ul>" if listed else ""
    head = f"{counted(len(run), 'check')} ran, {len(skipped)} did not"
    return f'<details class="checks"><summary>{head}</summary><p>{text(", ".join(run))}</p>{notes}</details>'
