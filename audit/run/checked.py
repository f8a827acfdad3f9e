"""What a program gets for a text: the result, with what one does next at hand."""

from typing import TYPE_CHECKING, Any

import msgspec

from audit.model.fix import Safety
from audit.model.mqm import Severity
from audit.model.result import Result

if TYPE_CHECKING:
    from pandas import DataFrame

# Of a mark in a notebook, whose own colours may be light or dark.
UNDERLINE = {
    Severity.NEUTRAL: "#4a7fb5",
    Severity.MINOR: "#c98a00",
    Severity.MAJOR: "#d1432f",
    Severity.CRITICAL: "#8f1d9e",
}
MOST_SHOWN = 200  # segments that a notebook shows


class Checked(Result, frozen=True):
    """A result that shows itself in one line, in a notebook as the text with its marks, and turns into tables."""

    def __repr__(self) -> str:
        """The document, its language, the verdict and how much was found."""
        language = self.target_language.tag or "language not known"
        found = len(self.shown) + self.more
        findings = f"{found:,} finding{'' if found == 1 else 's'}"
        verdict = f"{self.score.value:.1f} {self.score.verdict}" if self.checks_run else "not checked"
        return f"<Result {self.document.path}: {language}, {verdict}, {findings}>"

    def to_dict(self, possible: bool = False) -> dict[str, Any]:
        """The result as the JSON report has it (docs/json.md). `possible`: doubtful findings too."""
        from audit.report.json_report import document_record

        record: dict[str, Any] = msgspec.to_builtins(document_record(self, possible))
        return record

    def to_frame(self, possible: bool = False) -> "DataFrame":
        """The findings as a table with the columns of findings.parquet (docs/tables.md).

        `possible`: doubtful findings too. Raises UsageError where pandas is not installed.
        """
        from audit.model.extras import REPORT
        from audit.report.column import Kind
        from audit.report.tables.rows import FINDINGS, finding_rows

        REPORT.require("a table needs")
        import pandas as pd

        kinds = {Kind.TEXT: "string", Kind.WHOLE: "Int64", Kind.NUMBER: "Float64"}
        types = {column.name: kinds[column.kind] for column in FINDINGS}
        table = pd.DataFrame(finding_rows(self, possible), columns=list(types))
        return table.astype(types)

    @property
    def fixed_text(self) -> str:
        """The decoded file with every safe repair made that touches no other.

        `audit fix` does more: it audits what came out, and takes back a repair that does harm.
        """
        from audit.repair.edits import apply_edits
        from audit.repair.rounds import edits_of, side_by_side

        safe = [item for item in self.findings if item.fix is not None and item.fix.safety is Safety.SAFE]
        return apply_edits(self.document.text, edits_of(side_by_side(safe)))

    def _repr_html_(self) -> str:
        """The text as a reader sees it, with every finding underlined; what is wrong stands in its tooltip."""
        from html import escape

        by_segment: dict[int, list[tuple[int, int, str]]] = {}
        for finding in self.shown:
            mark = (
                f'<span style="text-decoration:underline wavy {UNDERLINE[finding.severity]}" '
                f'title="{escape(f"{finding.severity}: {finding.message} [{finding.check}]")}">'
            )
            by_segment.setdefault(finding.segment, []).append(
                (finding.segment_start, finding.segment_end, mark)
            )
        blocks = []
        for number, segment in enumerate(self.document.segments[:MOST_SHOWN]):
            blocks.append(f"<p>{_marked(segment.value, by_segment.get(number, []))}</p>")
        more = len(self.document.segments) - MOST_SHOWN
        if more > 0:
            blocks.append(f"<p>… {more:,} more segments</p>")
        return f"<div><code>{escape(repr(self))}</code>{''.join(blocks)}</div>"


def _marked(text: str, marks: list[tuple[int, int, str]]) -> str:
    """HTML of a text; a mark that meets an earlier one stays out, and its words are in the first one's place."""
    from html import escape

    out, place = [], 0
    for start, end, mark in sorted(marks):
        if start >= place:
            out += [escape(text[place:start]), mark, escape(text[start:end]) or "⟨⟩", "</span>"]
            place = end
    return "".join([*out, escape(text[place:])])


def checked(result: Result) -> Checked:
    """The same result, for programs."""
    return Checked(**{name: getattr(result, name) for name in Result.__struct_fields__})
