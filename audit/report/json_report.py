"""The JSON contract; `schema.json` beside this file describes it and the tests hold both together."""

from importlib.resources import files
from typing import Any

import msgspec

from audit.model.finding import Finding
from audit.model.language_evidence import LanguageGuess
from audit.model.measured import Measured
from audit.model.modelled import Modelled
from audit.model.mqm import Severity
from audit.model.place import Place
from audit.model.result import Outcome, Result, Unreadable
from audit.model.score import Score, Verdict
from audit.model.suppression import SuppressionKind
from audit.report.tally import Tally, shown_excused, shown_with_costs
from audit.report.visible_text import encodable
from audit.version import __version__

SCHEMA_VERSION = 1
READ_FIRST = 20  # segments that are named to be read first
NOTHING_KNOWN = (
    "format",
    "encoding",
    "digest",
    "target_language",
    "source_language",
    "language_evidence",
    "score",
)


class JsonReport:
    """One JSON object, written as the documents come."""

    def __init__(self, possible: bool = False) -> None:
        self.possible = possible
        self.first = True

    def begin(self) -> str:
        tool = {"name": "translation-audit", "version": __version__}
        return f'{{\n  "schema": {SCHEMA_VERSION},\n  "tool": {encoded(tool)},\n  "documents": ['

    def add(self, outcome: Outcome) -> str:
        opening = "\n    " if self.first else ",\n    "
        self.first = False
        return opening + encoded(document_record(outcome, self.possible), 4)

    def end(self, tally: Tally) -> str:
        close = "]" if self.first else "\n  ]"
        summary = encoded(summary_record(tally), 2)
        return f'{close},\n  "signature": {encoded(tally.signature)},\n  "summary": {summary}\n}}\n'


def schema_text() -> str:
    """The JSON Schema (2020-12) of the report."""
    return files("audit.report").joinpath("schema.json").read_text(encoding="utf-8")


def encoded(record: Any, indent: int | None = None) -> str:
    """A record as JSON; `indent` is the column of the line it stands on, None for one line."""
    try:
        raw = msgspec.json.encode(record)
    except UnicodeEncodeError:
        raw = msgspec.json.encode(_encodable(record))
    if indent is None:
        return raw.decode()
    return msgspec.json.format(raw, indent=2).decode().replace("\n", "\n" + " " * indent)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return [_encodable(item) for item in value] if isinstance(value, list) else value


def document_record(outcome: Outcome, possible: bool = False) -> dict[str, Any]:
    """One document. What could not be read has no format, languages or score, and says why in `unchecked`."""
    if isinstance(outcome, Unreadable):
        unchecked = [{"what": "whole document", "why": outcome.why, "fatal": True}]
        nothing = dict.fromkeys(NOTHING_KNOWN)
        return {
            "path": outcome.path,
            **nothing,
            "words": 0,
            "findings": [],
            "unlisted": {},
            "unchecked": unchecked,
            "suppressed": [],
            "notes": [],
            "measures": [],
            "models": [],
        }
    return {
        "path": outcome.document.path,
        "format": outcome.document.format,
        "encoding": outcome.document.encoding,
        "digest": digest_of(outcome.document.data),
        "target_language": outcome.target_language.tag,
        "source_language": outcome.source_language.tag,
        "language_evidence": {
            "target": language_record(outcome.target_language),
            "source": language_record(outcome.source_language),
        },
        "score": score_record(outcome.score) if outcome.checks_run else None,
        **({} if outcome.source_path is None else {"source_path": outcome.source_path}),
        "words": outcome.score.words,
        "findings": [
            finding_record(outcome, finding, cost) for finding, cost in shown_with_costs(outcome, possible)
        ],
        "unlisted": unlisted(outcome),
        "unchecked": [
            {"what": item.what, "why": item.why, "fatal": item.fatal} for item in outcome.unchecked
        ],
        "suppressed": [
            {
                **finding_record(outcome, item.finding, 0.0),
                "suppression": {
                    "kind": str(item.kind),
                    "by": item.by,
                    "reason": item.reason,
                    "expires": item.expires,
                },
            }
            for item in shown_excused(outcome, possible)
        ],
        "notes": [
            {
                "kind": str(note.kind),
                "start": note.start,
                "end": note.end,
                "line": note.line,
                "column": note.column,
                "message": note.message,
            }
            for note in outcome.notes
        ],
        "measures": [measured_record(one) for one in outcome.measures],
        "models": [
            {
                "kind": model.kind,
                "figure": model.figure,
                "signature": model.signature,
                "unjudged": [
                    {
                        "why": one.why,
                        "segments": [
                            segment_named(outcome, number) for number in dict.fromkeys(one.segments)
                        ],
                    }
                    for one in model.unjudged
                ],
                **({"read_first": read_first(outcome, model)} if model.order else {}),
            }
            for model in outcome.models
        ],
    }


def segment_named(result: Result, number: int) -> int | str:
    """A segment as findings name it: by the id of its unit, else by its number."""
    unit = result.document.segments[number].id
    return number if unit is None else unit


def read_first(result: Result, model: Modelled) -> list[int | str]:
    """The segments that a model says to read first, as findings name them."""
    first = dict.fromkeys(model.places[part] for part in model.order)
    return [segment_named(result, number) for number in list(first)[:READ_FIRST]]


def measured_record(measured: Measured) -> dict[str, Any]:
    """A figure beside a reference. Those of single segments are in the table of segments: here they would be most of
    the report."""
    return {
        "id": measured.id,
        "score": measured.score,
        "signature": measured.signature,
        "statistics": measured.statistics,
    }


def unlisted(result: Result) -> dict[str, int]:
    """By check, how many findings more there are than are listed."""
    counts: dict[str, int] = {}
    for item in result.unlisted:
        counts[item.check] = counts.get(item.check, 0) + item.count
    return counts


def digest_of(data: bytes | None) -> str | None:
    """What names the bytes of a file in a report: `sha256sum` gives the same figures."""
    from hashlib import sha256

    return None if data is None else f"sha256:{sha256(data).hexdigest()}"


def language_record(guess: LanguageGuess) -> dict[str, Any]:
    """How sure a language is, and why."""
    return {
        "confidence": guess.confidence,
        "evidence": [
            {"kind": item.kind, "detail": item.detail, "weight": round(item.weight, 4)}
            for item in guess.evidence
        ],
    }


def score_record(score: Score) -> dict[str, Any]:
    """A score, with the verdict spelled out."""
    return {
        "value": score.value,
        "raw": score.raw,
        "verdict": str(score.verdict),
        "passed": score.passed,
        "penalty": score.penalty,
        "errors": score.errors,
        "interval": list(score.interval),
        "threshold": score.threshold,
        "reason": score.reason,
        "estimate": score.estimate,
        "signature": score.signature,
    }


def finding_record(result: Result, finding: Finding, cost: float) -> dict[str, Any]:
    """A finding. `segment` is the unit id where the file has such, else the number of the segment, from 0."""
    fix, source = finding.fix, finding.source
    return {
        "check": finding.check,
        "category": str(finding.category),
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "penalty": cost,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "message": finding.message,
        "values": dict(finding.values),
        "evidence": [
            {"name": reason.name, "says": reason.says, "weight": reason.weight} for reason in finding.reasons
        ],
        "segment": finding.segment if finding.unit is None else finding.unit,
        "segment_start": finding.segment_start,
        "segment_end": finding.segment_end,
        "segments": finding.segments,
        "form": finding.form,
        "source": None
        if source is None
        else {"path": finding.source_path, "start": source.start, "end": source.end},
        "role": str(finding.role),
        "fix": None
        if fix is None
        else {
            "safety": str(fix.safety),
            "edits": [
                {"start": edit.start, "end": edit.end, "replacement": edit.replacement} for edit in fix.edits
            ],
        },
        **({} if finding.other is None else {"other": other_record(finding.other)}),
        "fingerprint": finding.fingerprint,
        "repeats": finding.repeats,
        "repeat_of": finding.repeat_of,
    }


def other_record(other: Place) -> dict[str, Any]:
    """The place of what a finding does not agree with; the path is null for the document itself."""
    return {
        "path": other.path,
        "start": other.start,
        "end": other.end,
        "line": other.line,
        "column": other.column,
    }


def summary_record(tally: Tally) -> dict[str, Any]:
    """Counts over all documents. `score` is the mean of the documents' scores, weighted by words."""
    return {
        "documents": tally.documents,
        "incomplete": tally.incomplete,
        **(
            {"beside_source": tally.beside, "without_source": tally.alone}
            if tally.beside + tally.alone
            else {}
        ),
        "words": tally.words,
        "score": tally.score,
        "penalty": tally.penalty,
        "verdicts": {str(verdict): tally.verdicts[verdict] for verdict in Verdict},
        "findings": {str(severity): tally.severities[severity] for severity in Severity},
        "unlisted": tally.unlisted,
        "possible": tally.possible,
        "checks": dict(sorted(tally.checks.items())),
        "checks_run": len(tally.checks_run),
        "gates_failed": [{"gate": gate.gate, "why": gate.why} for gate in tally.gates_failed],
        "changes": None if tally.changes is None else msgspec.structs.asdict(tally.changes),
        "suppressed": {str(kind): tally.excused[kind] for kind in SuppressionKind},
        "measures": [msgspec.structs.asdict(figure) for figure in tally.measures],
    }
