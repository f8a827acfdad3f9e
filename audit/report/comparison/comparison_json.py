"""A comparison for programs; `schema.json` beside this file describes it and the tests hold both together."""

from importlib.resources import files
from typing import Any

from audit.report.comparison.changes import Change, Fate, Fates, by_check
from audit.report.comparison.comparison import Comparison, Paired, Side
from audit.report.comparison.figures import PER, Figure
from audit.report.json_report import encoded
from audit.version import __version__

SCHEMA_VERSION = 1


def comparison_schema_text() -> str:
    """The JSON Schema (2020-12) of a comparison."""
    return files("audit.report.comparison").joinpath("schema.json").read_text(encoding="utf-8")


def comparison_json(comparison: Comparison) -> str:
    """The whole comparison as JSON."""
    return encoded(comparison_record(comparison), 0) + "\n"


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """The same as plain values."""
    names = [side.name for side in comparison.sides]
    how = comparison.sampling
    return {
        "schema": SCHEMA_VERSION,
        "tool": {"name": "translation-audit", "version": __version__},
        "versions": [side_record(side) for side in comparison.sides],
        "sampling": {
            "test": str(how.test),
            "samples": how.samples,
            "seed": how.seed,
            "alpha": comparison.alpha,
        },
        "figures": [figure_record(figure, names) for figure in comparison.figures],
        "changes": [
            {
                "version": names[number],
                **fates_record(comparison.fates[number - 1]),
                "checks": {
                    check: fates_record(counts)
                    for check, counts in by_check(
                        [change for pair in comparison.pairs for change in pair.told[number - 1]]
                    ).items()
                },
            }
            for number in range(1, len(names))
        ],
        "documents": [pair_record(pair, names) for pair in comparison.pairs],
        "left_out": [
            {"key": item.key, "versions": [names[number] for number in item.versions], "why": item.why}
            for item in comparison.alone
        ],
        "incomplete": comparison.incomplete,
        "uneven": comparison.uneven or None,
        "notes": list(comparison.notes),
    }


def side_record(side: Side) -> dict[str, Any]:
    """One version in sums."""
    return {
        "name": side.name,
        "from": str(side.origin),
        "documents": side.documents,
        "words": side.words,
        "penalty": rounded(side.penalty),
        "penalty_per_1000_words": rounded(PER * side.penalty / side.words) if side.words else None,
        "score": side.score,
        "findings": side.findings,
        "target_languages": list(side.targets),
        "signature": side.signature,
    }


def figure_record(figure: Figure, names: list[str]) -> dict[str, Any]:
    """One yardstick over the versions."""
    return {
        "id": figure.id,
        "label": figure.label,
        "better": "higher" if figure.rising else "lower",
        "drawn": figure.drawn,
        "signature": figure.signature,
        "values": [
            {
                "version": name,
                "value": value.value,
                "difference": value.difference,
                "p": value.p,
                "low": value.low,
                "high": value.high,
                "mean": value.mean,
                "margin": value.margin,
                "verdict": None if value.verdict is None else str(value.verdict),
            }
            for name, value in zip(names, figure.values, strict=True)
        ],
    }


def fates_record(fates: Fates) -> dict[str, int]:
    """Counts."""
    return {
        "gained": fates.gained,
        "lost": fates.lost,
        "kept": fates.kept,
        "reworded": fates.reworded,
    }


def pair_record(pair: Paired, names: list[str]) -> dict[str, Any]:
    """One document, with the findings that came and went."""
    return {
        "key": pair.key,
        "same_text": pair.same_text,
        "versions": [
            {
                "version": name,
                "path": entry.path,
                "words": entry.words,
                "score": entry.score,
                "penalty": rounded(entry.penalty),
                "estimate": entry.estimate,
                "findings": len(entry.found) + entry.unlisted,
                "target_language": entry.target,
                "unchecked": entry.unchecked or None,
            }
            for name, entry in zip(names, pair.entries, strict=True)
        ],
        "changes": [
            change_record(change, name)
            for name, told in zip(names[1:], pair.told, strict=True)
            for change in told
            if change.fate is not Fate.KEPT
        ],
    }


def change_record(change: Change, version: str) -> dict[str, Any]:
    """One finding that was gained or lost; a lost one stands in the first version."""
    found = change.found
    return {
        "version": version,
        "fate": str(change.fate),
        "reworded": change.reworded,
        "check": found.check,
        "severity": found.severity,
        "confidence": found.confidence,
        "penalty": rounded(found.penalty),
        "line": found.line,
        "column": found.column,
        "text": found.text,
        "message": found.message,
        "fingerprint": found.fingerprint,
    }


def rounded(number: float) -> float:
    """Six digits behind the point: sums of many points carry noise beyond."""
    return round(number, 6)
