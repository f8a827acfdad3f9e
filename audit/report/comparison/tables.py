"""A comparison as tables: the figures, the documents, and what became of every finding."""

from typing import TYPE_CHECKING, Any

from audit.report.column import Column, Kind
from audit.report.comparison.changes import Fate, Fates
from audit.report.comparison.comparison import Comparison
from audit.report.comparison.figures import PER

if TYPE_CHECKING:
    from pandas import DataFrame

FIRST = "it is the first version"
FIGURES = (
    Column("version", Kind.TEXT, "name of the version"),
    Column("figure", Kind.TEXT, "score, estimate, bleu, chrf, chrf_pp or ter"),
    Column("better", Kind.TEXT, "higher or lower"),
    Column("value", Kind.NUMBER, "the figure; of score: penalty points in 1,000 words"),
    Column("difference", Kind.NUMBER, "less the value of the first version", FIRST),
    Column("p", Kind.NUMBER, "how often chance alone gives a larger difference", f"{FIRST}, or there is one segment"),
    Column("low", Kind.NUMBER, "lower end of the 95 % interval of the difference", "the test gives none"),
    Column("high", Kind.NUMBER, "upper end of it", "the same"),
    Column("mean", Kind.NUMBER, "mean of the figure over the resamples", "it is no measure, or there are no resamples"),
    Column("margin", Kind.NUMBER, "half of its 95 % interval", "the same"),
    Column("verdict", Kind.TEXT, "better, worse, no clear difference, no difference, too little to tell", FIRST),
    Column("drawn", Kind.TEXT, "what the samples were drawn from"),
    Column("signature", Kind.TEXT, "how it was reckoned and tested"),
)  # fmt: skip
DOCUMENTS = (
    Column("key", Kind.TEXT, "what the document is paired by"),
    Column("version", Kind.TEXT, "name of the version"),
    Column("path", Kind.TEXT, "what the document is called there"),
    Column("target_language", Kind.TEXT, "language tag of the text", "it could not be told"),
    Column("words", Kind.WHOLE, "evaluation words"),
    Column("score", Kind.NUMBER, "calibrated MQM score, 0–100", "nothing of the document was checked"),
    Column("penalty", Kind.NUMBER, "penalty points"),
    Column("penalty_difference", Kind.NUMBER, "less those of the first version"),
    Column("penalty_per_1000_words", Kind.NUMBER, "penalty points in 1,000 words", "there are no words"),
    Column("estimate", Kind.NUMBER, "what a professional would deduct, negated", "there is none"),
    Column("findings", Kind.WHOLE, "findings, unlisted ones included"),
    Column("gained", Kind.WHOLE, "findings that the first version has not"),
    Column("lost", Kind.WHOLE, "findings that only the first version has"),
    Column("kept", Kind.WHOLE, "findings that both have"),
    Column("same_text", Kind.WHOLE, "1 where all versions read alike, else 0"),
)
CHANGES = (
    Column("key", Kind.TEXT, "what the document is paired by"),
    Column("version", Kind.TEXT, "name of the later version"),
    Column("fate", Kind.TEXT, "gained, lost or kept, by fingerprint"),
    Column("reworded", Kind.WHOLE, "1 where the other version has it on the same words in a reworded sentence, else 0"),
    Column("check", Kind.TEXT, "id of the check"),
    Column("severity", Kind.TEXT, "neutral, minor, major or critical"),
    Column("confidence", Kind.TEXT, "certain, likely or possible"),
    Column("penalty", Kind.NUMBER, "penalty points it costs"),
    Column("path", Kind.TEXT, "where it stands; a lost one in the first version"),
    Column("line", Kind.WHOLE, "line there, from 1"),
    Column("column", Kind.WHOLE, "column in code points, from 1"),
    Column("text", Kind.TEXT, "the faulty stretch as a reader sees it"),
    Column("message", Kind.TEXT, "what is wrong, for people"),
    Column("fingerprint", Kind.TEXT, "name of the finding by its content, whatever its place"),
)  # fmt: skip
TABLES = {"comparison": FIGURES, "documents": DOCUMENTS, "changes": CHANGES}
Rows = list[dict[str, Any]]


def table_rows(comparison: Comparison) -> dict[str, Rows]:
    """The rows of each table."""
    return {
        "comparison": figure_rows(comparison),
        "documents": document_rows(comparison),
        "changes": change_rows(comparison),
    }


def frames(comparison: Comparison) -> "dict[str, DataFrame]":
    """The tables as pandas frames."""
    import pandas as pd

    kinds = {Kind.TEXT: "object", Kind.WHOLE: "int64", Kind.NUMBER: "float64"}
    return {
        name: pd.DataFrame(rows, columns=[column.name for column in TABLES[name]]).astype(
            {column.name: kinds[column.kind] for column in TABLES[name]}
        )
        for name, rows in table_rows(comparison).items()
    }


def figure_rows(comparison: Comparison) -> Rows:
    """A row for each figure of each version."""
    return [
        {
            "version": side.name,
            "figure": figure.id,
            "better": "higher" if figure.rising else "lower",
            "value": value.value,
            "difference": value.difference,
            "p": value.p,
            "low": value.low,
            "high": value.high,
            "mean": value.mean,
            "margin": value.margin,
            "verdict": None if value.verdict is None else str(value.verdict),
            "drawn": figure.drawn,
            "signature": figure.signature,
        }
        for figure in comparison.figures
        for side, value in zip(comparison.sides, figure.values, strict=True)
    ]


def document_rows(comparison: Comparison) -> Rows:
    """A row for each document of each version."""
    rows: Rows = []
    for pair in comparison.pairs:
        for number, (side, entry) in enumerate(zip(comparison.sides, pair.entries, strict=True)):
            fates = Fates()
            for change in pair.told[number - 1] if number else ():
                fates.add(change)
            rows.append(
                {
                    "key": pair.key,
                    "version": side.name,
                    "path": entry.path,
                    "target_language": entry.target,
                    "words": entry.words,
                    "score": entry.score,
                    "penalty": entry.penalty,
                    "penalty_difference": entry.penalty - pair.entries[0].penalty,
                    "penalty_per_1000_words": PER * entry.penalty / entry.words if entry.words else None,
                    "estimate": entry.estimate,
                    "findings": len(entry.found) + entry.unlisted,
                    "gained": fates.gained,
                    "lost": fates.lost,
                    "kept": fates.kept if number else len(entry.found),
                    "same_text": int(pair.same_text),
                }
            )
    return rows


def change_rows(comparison: Comparison) -> Rows:
    """A row for each finding of each comparison with the first version."""
    rows: Rows = []
    for pair in comparison.pairs:
        for number, told in enumerate(pair.told, 1):
            for change in told:
                found = change.found
                rows.append(
                    {
                        "key": pair.key,
                        "version": comparison.sides[number].name,
                        "fate": str(change.fate),
                        "reworded": int(change.reworded),
                        "check": found.check,
                        "severity": found.severity,
                        "confidence": found.confidence,
                        "penalty": found.penalty,
                        "path": pair.entries[0 if change.fate is Fate.LOST else number].path,
                        "line": found.line,
                        "column": found.column,
                        "text": found.text,
                        "message": found.message,
                        "fingerprint": found.fingerprint,
                    }
                )
    return rows
