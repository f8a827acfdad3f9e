"""Results made by hand, so that reports are tested apart from what checks find."""

from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.fix import Edit, Fix, Safety
from audit.model.language_evidence import Evidence, LanguageGuess
from audit.model.mqm import Category, Confidence, Severity
from audit.model.offset_map import OffsetMap
from audit.model.result import Result, SkippedCheck
from audit.model.role import Role
from audit.model.score import Score, Verdict
from audit.model.segment import Segment
from audit.model.side import Side
from audit.model.unchecked import Unchecked


def made_finding(
    text: str,
    start: int,
    end: int,
    *,
    message: str = "A fault",
    check: str = "doubled-word",
    replacement: str | None = None,
    severity: Severity = Severity.MINOR,
    confidence: Confidence = Confidence.CERTAIN,
    fingerprint: str = "0123456789abcdef",
    segment: int = 0,
    category: Category = Category.SPELLING,
    role: Role = Role.BODY,
    safety: Safety = Safety.SUGGESTED,
) -> Finding:
    fix = None if replacement is None else Fix((Edit(start, end, replacement),), safety)
    return Finding(
        check, category, severity, confidence, start, end, 1, start + 1, text[start:end], message,
        segment, start, end, role, fix, fingerprint,
    )  # fmt: skip


def made_result(
    text: str,
    *findings: Finding,
    path: str = "a.txt",
    unchecked: tuple[Unchecked, ...] = (),
    detail: str = "because",
    verdict: Verdict = Verdict.FAIL,
    role: Role = Role.BODY,
    target: str = "en",
    source: str = "ru",
    source_text: str | None = None,
    score: float = 50.0,
    element: str = "",
    scale: float = 1.0,
) -> Result:
    source_side = None if source_text is None else Side(source_text, OffsetMap.verbatim(0, len(source_text)))
    segment = Segment(text, OffsetMap.verbatim(0, len(text)), role, source=source_side, path=element)
    costs = tuple(
        0.0 if f.confidence is Confidence.POSSIBLE else float(f.severity.multiplier) for f in findings
    )
    scored = Score(
        score, 90.0, verdict, sum(costs), 100, len(costs), (40.0, 60.0), "misses the mark", "tool:1|checks:2",
        threshold=90.0, scale=scale, costs=costs,
    )  # fmt: skip
    guess = LanguageGuess(target, 0.9, (Evidence("kind", detail, 0.5),))
    return Result(
        Document(path, "text", text, (segment,)), findings, scored, unchecked, guess,
        LanguageGuess(source, 0.6, (Evidence("kind", detail, 0.5),)), ("doubled-word",), (SkippedCheck("other", "why"),),
    )  # fmt: skip
