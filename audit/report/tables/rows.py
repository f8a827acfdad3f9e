"""The documents, segments and findings of a run as tables, for spreadsheets and data frames.

The columns here are the schema: `docs/tables.md` is written from them, and every row is made by name.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from audit.measures.catalogue import MEASURES
from audit.model.finding import Finding
from audit.model.model_choice import ModelKind
from audit.model.mqm import Severity
from audit.model.result import Outcome, Result, Unreadable
from audit.report.cause_key import cause_key
from audit.report.column import Column, Kind
from audit.report.outlet import outlet_of
from audit.report.repair_text import repair_of
from audit.report.tally import shown_excused, shown_with_costs
from audit.report.visible_text import encodable
from audit.report.wording import evidence_sentences, excuse_sentence

NOT_READ = "the document could not be read"
NOT_SCORED = "nothing of the document was checked"
NO_FIX = "no repair is offered"
NO_SOURCE = "no check of two sides found it, or it is about no stretch of the source"

NOT_MEASURED = "there is no reference, or nobody wanted it"
NOT_ASKED = "no such model was asked, or it had nothing to say"
# Heads over an encoder that have a column of their own: those of this package.
HEADS = ("detached", "omission", "critical", "changed")


def model_column(kind: str) -> str:
    """The column with the figures of a kind of model."""
    return f"model_{kind.replace('-', '_')}"


def model_columns(of: str) -> tuple[Column, ...]:
    """A column for each kind of model; `of` is what a figure is of."""
    return tuple(
        Column(model_column(kind), Kind.NUMBER, f"model for {kind}, higher is better: {of}", NOT_ASKED)
        for kind in ModelKind
    )


DOCUMENTS = (
    Column(
        "path", Kind.TEXT, "the document's name: a path, TABLE#ID for a row of a table, the URL of a page"
    ),
    Column(
        "outlet",
        Kind.TEXT,
        "what the row or a `[[path]]` rule names; else the host of its URL, its table, or the first folder it lies in",
    ),
    Column("format", Kind.TEXT, "format it was read as", NOT_READ),
    Column("target_language", Kind.TEXT, "language tag of the text", "it could not be told"),
    Column("source_language", Kind.TEXT, "language tag it was translated from", "it could not be told"),
    Column("source_confidence", Kind.NUMBER, "how sure the source language is, 0–1", "there is none"),
    Column("source_path", Kind.TEXT, "the file it translates, which it was compared with", "there is none"),
    Column("service", Kind.TEXT, "translation service that left its notice; see service-notice", "none did"),
    Column("words", Kind.WHOLE, "evaluation words"),
    Column("score", Kind.NUMBER, "calibrated MQM score, 0–100", NOT_SCORED),
    Column("interval_low", Kind.NUMBER, "lower end of the score's 95 % interval", NOT_SCORED),
    Column("interval_high", Kind.NUMBER, "upper end of it", NOT_SCORED),
    Column("verdict", Kind.TEXT, "pass, fail or undecided", NOT_SCORED),
    Column("penalty", Kind.NUMBER, "penalty points in all", NOT_SCORED),
    Column(
        "estimate", Kind.NUMBER, "what a professional would deduct, in points below 0", "there is no source"
    ),
    *(
        Column(str(severity), Kind.WHOLE, f"{severity} findings that are not merely possible", NOT_READ)
        for severity in reversed(Severity)
    ),
    Column(
        "unlisted",
        Kind.WHOLE,
        "findings that are neither listed nor in these counts; they cost points",
        NOT_READ,
    ),
    Column("suppressed", Kind.WHOLE, "findings that somebody excused: they are in no other count", NOT_READ),
    Column(
        "unchecked", Kind.TEXT, "what could not be checked, and why", "all that was asked for was checked"
    ),
    Column(
        "notes", Kind.TEXT, "what was left alone or cut short, and why; it fails no run", "there are none"
    ),
    Column("page", Kind.TEXT, "address of its page, relative to the folder", "pages were not wanted"),
    *(
        Column(kind.id, Kind.NUMBER, f"{kind.label}: {kind.meaning}", NOT_MEASURED)
        for kind in MEASURES.values()
    ),
    *model_columns("mean of its segments"),
    Column(
        "models",
        Kind.TEXT,
        "what each model's answers depend on, name and revision among it",
        "none was asked",
    ),
)
SEGMENTS = (
    Column("path", Kind.TEXT, "the document's name"),
    Column("segment", Kind.TEXT, "unit id where the file has such, else the number of the segment, from 0"),
    Column("role", Kind.TEXT, "what a reader takes it for: headline, body, caption …"),
    Column("language", Kind.TEXT, "language tag that the markup declares for it", "it declares none"),
    Column("start", Kind.WHOLE, "where it begins in the decoded file, in code points"),
    Column("end", Kind.WHOLE, "where it ends, exclusive"),
    Column("characters", Kind.WHOLE, "length of its text in code points"),
    Column("findings", Kind.WHOLE, "findings in it"),
    Column("penalty", Kind.NUMBER, "penalty points of these"),
    Column("text", Kind.TEXT, "its text, white space folded"),
    *(
        Column(kind.id, Kind.NUMBER, f"{kind.label} of this segment alone", NOT_MEASURED)
        for kind in MEASURES.values()
    ),
    Column(
        "estimate",
        Kind.NUMBER,
        "what a professional would deduct for it, in points below 0; of paragraphs that translate one at the first of them",
        "there is no source, or it is part of the one before",
    ),
    *model_columns("of this segment alone, of several sentences the lowest"),
    *(Column(f"head_{name}", Kind.NUMBER, f"probability by the head {name}", NOT_ASKED) for name in HEADS),
    Column("unjudged", Kind.TEXT, "models that had nothing to say of it, and why", "none, or none was asked"),
)
FINDINGS = (
    Column("path", Kind.TEXT, "the document's name"),
    Column("segment", Kind.TEXT, "the segment it lies in, as in the table of segments"),
    Column("line", Kind.WHOLE, "line in the decoded file, from 1"),
    Column("column", Kind.WHOLE, "column in code points, from 1"),
    Column("check", Kind.TEXT, "id of the check"),
    Column("category", Kind.TEXT, "MQM category, dimension/type"),
    Column("severity", Kind.TEXT, "neutral, minor, major or critical"),
    Column("confidence", Kind.TEXT, "certain, likely or possible"),
    Column("penalty", Kind.NUMBER, "penalty points it costs"),
    Column("text", Kind.TEXT, "the faulty stretch as a reader sees it"),
    Column("message", Kind.TEXT, "what is wrong, for people"),
    Column("role", Kind.TEXT, "role of its segment"),
    Column("service", Kind.TEXT, "translation service of a service-notice", "it is none"),
    Column("repair", Kind.TEXT, "remove, insert or write", NO_FIX),
    Column("replacement", Kind.TEXT, "the text that the repair puts there", NO_FIX),
    Column("safety", Kind.TEXT, "safe or suggested", NO_FIX),
    Column("start", Kind.WHOLE, "where it begins in the decoded file, in code points"),
    Column("end", Kind.WHOLE, "where it ends, exclusive"),
    Column("fingerprint", Kind.TEXT, "name of the finding by its content, whatever its place"),
    Column("cause", Kind.TEXT, "id of its cause, as in cleanup-plan.json"),
    Column("evidence", Kind.TEXT, "what decided, for and against it, strongest first", "nothing was weighed"),
    Column(
        "repeats",
        Kind.WHOLE,
        "so many equal findings stand in equal segments further down; they cost nothing",
    ),
    Column(
        "repeat_of",
        Kind.TEXT,
        "fingerprint of the finding that this one repeats and that counts",
        "it counts itself",
    ),
    Column("segment_start", Kind.WHOLE, "where it begins in its segment, of a unit in the exact value"),
    Column("segment_end", Kind.WHOLE, "where it ends there, exclusive"),
    Column("form", Kind.WHOLE, "place of the text among the plural forms of its unit, from 0"),
    Column("source_start", Kind.WHOLE, "where what it is about begins in the file of the source", NO_SOURCE),
    Column("source_end", Kind.WHOLE, "where that ends, exclusive", NO_SOURCE),
)
TABLES: Mapping[str, tuple[Column, ...]] = {
    "documents": DOCUMENTS,
    "segments": SEGMENTS,
    "findings": FINDINGS,
}
DOCUMENT_COLUMNS = tuple(column.name for column in DOCUMENTS)
SEGMENT_COLUMNS = tuple(column.name for column in SEGMENTS)
FINDING_COLUMNS = tuple(column.name for column in FINDINGS)
EXCUSED = "excused"  # a column of `--format csv --show-excused` alone: who excused the finding, and why
# A cell that begins like this is a formula to a spreadsheet, whoever wrote it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Escape sequences have no business in a table; tab and line breaks are quoted by the CSV writer.
CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if code not in (9, 10, 13)
}
NOTICE_CHECK = "service-notice"


def document_row(outcome: Outcome, page: str | None, outlet: str) -> dict[str, Any]:
    """One line of the table of documents; `page` is the document's page in the report folder."""
    if isinstance(outcome, Unreadable):
        path = outcome.path
        return {
            "path": path,
            "outlet": outlet,
            "words": 0,
            "unchecked": outcome.why,
            "page": page,
        }
    score, scored = outcome.score, bool(outcome.checks_run)
    counts = dict.fromkeys(map(str, reversed(Severity)), 0)
    service = None
    for finding in outcome.shown:
        counts[str(finding.severity)] += 1
        service = service or service_of(finding)
    return {
        "path": outcome.document.path,
        "outlet": outlet,
        "format": outcome.document.format,
        "target_language": outcome.target_language.tag,
        "source_language": outcome.source_language.tag,
        "source_confidence": outcome.source_language.confidence if outcome.source_language.tag else None,
        "source_path": outcome.source_path,
        "service": service,
        "words": score.words,
        "score": score.value if scored else None,
        "interval_low": score.interval[0] if scored else None,
        "interval_high": score.interval[1] if scored else None,
        "verdict": str(score.verdict) if scored else None,
        "penalty": float(score.penalty) if scored else None,
        "estimate": score.estimate if scored else None,
        **counts,
        "unlisted": outcome.more,
        "suppressed": len(outcome.suppressed),
        "unchecked": told(outcome, fatal=True),
        "notes": told(outcome, fatal=False),
        "page": page,
        **{one.id: one.score for one in outcome.measures},
        **{model_column(model.kind): model.figure for model in outcome.models},
        "models": "; ".join(model.signature for model in outcome.models) or None,
    }


def told(result: Result, fatal: bool) -> str | None:
    """What went unchecked and counts as that (`fatal`), or is only noted; None where there is nothing."""
    return "; ".join(f"{item.what}: {item.why}" for item in result.unchecked if item.fatal is fatal) or None


def segment_rows(result: Result, possible: bool) -> list[dict[str, Any]]:
    """The lines of one document in the table of segments."""
    counts: dict[int, int] = {}
    costs: dict[int, float] = {}
    for finding, cost in shown_with_costs(result, possible):
        counts[finding.segment] = counts.get(finding.segment, 0) + 1
        costs[finding.segment] = costs.get(finding.segment, 0.0) + cost
    figures: dict[int, dict[str, float]] = {}
    for one in result.measures:
        for each in one.segments:
            figures.setdefault(each.segment, {})[one.id] = each.score
    modelled = figures_of_models(result)
    estimates = result.estimates.by_segment()
    rows = []
    for number, segment in enumerate(result.document.segments):
        place = segment.map.to_file(0, len(segment.text))
        rows.append(
            {
                "path": result.document.path,
                "segment": segment_name(result, number),
                "role": str(segment.role),
                "language": segment.language,
                "start": place.start,
                "end": place.end,
                "characters": len(segment.text),
                "findings": counts.get(number, 0),
                "penalty": costs.get(number, 0.0),
                "text": segment.text,
                **figures.get(number, {}),
                "estimate": estimates.get(number),
                **modelled.get(number, {}),
            }
        )
    return rows


def figures_of_models(result: Result) -> dict[int, dict[str, Any]]:
    """By segment: the cells that models fill."""
    found: dict[int, dict[str, Any]] = {}
    for model in result.models:
        columns = {model_column(model.kind): model.by_segment()}
        columns |= {
            f"head_{name}": values for name, values in model.heads_by_segment().items() if name in HEADS
        }
        for column, values in columns.items():
            for segment, value in values.items():
                found.setdefault(segment, {})[column] = value
        for one in model.unjudged:
            for segment in dict.fromkeys(one.segments):
                cells_of = found.setdefault(segment, {})
                said = f"{model.kind}: {one.why}"
                cells_of["unjudged"] = f"{cells_of['unjudged']}; {said}" if "unjudged" in cells_of else said
    return found


def finding_rows(result: Result, possible: bool, outlet: str | None = None) -> list[dict[str, Any]]:
    """The lines of one document in the table of findings; None: the outlet is what its name tells (`outlet_of`).

    Each has the cell `joint` besides, which is no column: the id of its cause if the outlet turns out small.
    """
    outlet = encodable(outlet or outlet_of(result.document.path))
    return [
        finding_row(result, finding, cost, outlet) for finding, cost in shown_with_costs(result, possible)
    ]


def excused_rows(result: Result, possible: bool) -> list[dict[str, Any]]:
    """The lines of a document's excused findings, which cost nothing, with the cell EXCUSED."""
    outlet = encodable(outlet_of(result.document.path))
    return [
        finding_row(result, item.finding, 0.0, outlet) | {EXCUSED: excuse_sentence(item)}
        for item in shown_excused(result, possible)
    ]


def repair_cells(result: Result, finding: Finding) -> dict[str, Any]:
    """The cells that say what to do about a finding, and which service left it."""
    repair = repair_of(result.document, finding)
    return {
        "service": service_of(finding),
        "repair": repair.verb if repair else None,
        "replacement": repair.after if repair else None,
        "safety": str(finding.fix.safety) if finding.fix else None,
    }


def finding_row(result: Result, finding: Finding, cost: float, outlet: str) -> dict[str, Any]:
    """One finding of a document of an outlet."""
    cause = cause_key(result, finding, outlet)
    return {
        "path": result.document.path,
        "segment": segment_name(result, finding.segment),
        "line": finding.line,
        "column": finding.column,
        "check": finding.check,
        "category": str(finding.category),
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "penalty": cost,
        "text": finding.text,
        "message": finding.message,
        "role": str(finding.role),
        **repair_cells(result, finding),
        "start": finding.start,
        "end": finding.end,
        "fingerprint": finding.fingerprint,
        "cause": cause.id,
        "evidence": "; ".join(evidence_sentences(finding.reasons)) or None,
        "repeats": finding.repeats,
        "repeat_of": finding.repeat_of,
        "segment_start": finding.segment_start,
        "segment_end": finding.segment_end,
        "form": finding.form,
        "source_start": finding.source.start if finding.source else None,
        "source_end": finding.source.end if finding.source else None,
        "joint": cause.joint.id,
    }


def segment_name(result: Result, number: int) -> str:
    """The unit id of a segment where the file has such, else its number."""
    unit = result.document.segments[number].id
    return str(number) if unit is None else unit


def service_of(finding: Finding) -> str | None:
    """The translation service whose notice a finding is about, by the name of its data file."""
    return _service(finding.text) if finding.check == NOTICE_CHECK else None


@lru_cache(1024)
def _service(text: str) -> str | None:
    from audit.language.notices import provider_of

    return provider_of(text)


def cells(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> list[list[Any]]:
    """Rows as lists in the order of the columns; text that no file can hold becomes U+FFFD."""
    return [
        [encodable(cell) if isinstance(cell, str) else cell for cell in map(row.get, columns)] for row in rows
    ]


def csv_head(columns: Sequence[str]) -> str:
    """The first line of a CSV file."""
    return ",".join(columns) + "\r\n"


def csv_lines(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV (RFC 4180, UTF-8 when written): text that a spreadsheet would run is disarmed with `'`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([disarmed(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def csv_text(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """A whole table as CSV."""
    return csv_head(columns) + csv_lines(cells(rows, columns))


def disarmed(text: str) -> str:
    """A cell that no spreadsheet takes for a formula. Numbers never come here, so they stay numbers."""
    text = encodable(text)
    if not text.isprintable():
        text = text.translate(CONTROLS)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
