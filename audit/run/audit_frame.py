"""A table of texts in, tables of segments and findings out: the unit of batch work."""

from typing import TYPE_CHECKING, Any

import msgspec

from audit.model.errors import UsageError
from audit.model.result import Unreadable
from audit.model.settings import Settings
from audit.report.cause_key import cause_key
from audit.report.tables.rows import told
from audit.report.wording import evidence_sentences
from audit.run.audit_record import Preparations, Record, audit_with

if TYPE_CHECKING:
    from pandas import DataFrame


REQUIRED = ("id", "target")
OPTIONAL = ("source", "reference", "target_lang", "source_lang")
SEGMENT_COLUMNS = {
    "id": "object", "target_language": "object", "source_language": "object", "words": "int64",
    "score": "float64", "raw": "float64", "verdict": "object", "penalty": "float64", "findings": "int64",
    "suppressed": "int64", "unchecked": "object", "notes": "object",
}  # fmt: skip
FINDING_COLUMNS = {
    "id": "object", "check": "object", "category": "object", "severity": "object", "confidence": "object",
    "start": "int64", "end": "int64", "line": "int64", "column": "int64", "text": "object", "message": "object",
    "role": "object", "fix": "object", "fingerprint": "object", "cause": "object",
    "evidence": "object", "repeats": "int64", "repeat_of": "object",
}  # fmt: skip

# Of a text that could not be audited at all.
NOTHING = {"words": 0, "score": None, "raw": None, "penalty": None, "findings": 0, "suppressed": 0}


def audit_frame(made: Preparations, chosen: Settings, frame: "DataFrame") -> "tuple[DataFrame, DataFrame]":
    """See `Auditor.check_frame`. Raises UsageError when a required column is missing."""
    import pandas as pd

    missing = [name for name in REQUIRED if name not in frame.columns]
    if missing:
        raise UsageError(
            f"the frame lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            f"it needs {', '.join(REQUIRED)} and may have {', '.join(OPTIONAL)}"
        )
    twice = sorted(name for name in (*REQUIRED, *OPTIONAL) if list(frame.columns).count(name) > 1)
    if twice:
        raise UsageError(f"two columns of the frame are called {', '.join(twice)}: rename one of them")
    segments: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    for row in frame.to_dict("records"):
        cell: dict[str, Any] = {name: present(row.get(name)) for name in ("target", *OPTIONAL)}
        text = cell.pop("target")
        fault = "target holds no text" if text is None else None
        record = Record(str(row["id"]), "", text=text, fault=fault, **cell)
        result = audit_with(made, chosen, record)
        if isinstance(result, Unreadable):
            segments.append({"id": row["id"], **NOTHING, "unchecked": result.why})
            continue
        score, scored = result.score, bool(result.checks_run)
        segments.append(
            {
                "id": row["id"],
                "target_language": result.target_language.tag,
                "source_language": result.source_language.tag,
                "words": score.words,
                "score": score.value if scored else None,
                "raw": score.raw if scored else None,
                "verdict": str(score.verdict) if scored else None,
                "penalty": score.penalty if scored else None,
                "findings": len(result.findings),
                "suppressed": len(result.suppressed),
                "unchecked": told(result, fatal=True),
                "notes": told(result, fatal=False),
            }
        )
        findings += [
            {
                "id": row["id"],
                **{
                    name: plain(getattr(finding, name))
                    for name in FINDING_COLUMNS
                    if name not in ("id", "fix", "cause", "evidence")
                },
                "fix": msgspec.json.encode(finding.fix).decode() if finding.fix else None,
                # Cells come from no outlet: one cause is one cause in all of them, whoever cut the frame.
                "cause": cause_key(result, finding, "").id,
                "evidence": "; ".join(evidence_sentences(finding.reasons)) or None,
            }
            for finding in result.findings
        ]
    return (
        pd.DataFrame(segments, columns=list(SEGMENT_COLUMNS)).astype(SEGMENT_COLUMNS),
        pd.DataFrame(findings, columns=list(FINDING_COLUMNS)).astype(FINDING_COLUMNS),
    )


def present(value: Any) -> str | None:
    """A cell's text, or None for every way a table says "nothing"."""
    return value if isinstance(value, str) else None


def plain(value: Any) -> Any:
    """Enumeration members as plain strings, so that a table holds no types of ours."""
    return str(value) if isinstance(value, str) else value
