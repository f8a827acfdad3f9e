"""What the checks found: each finding can only raise what is deducted."""

from math import log

from audit.model.mqm import Category, Confidence, Severity
from audit.score.estimate.sign import Sign, sign
from audit.score.estimate.translated import Translated

FULLY = (
    4  # findings that each count in full; of more, one fault found again and again is hardly more than one
)


def counted(found: int) -> float:
    """A number of findings, as it weighs; more always weigh more."""
    return float(found) if found <= FULLY else FULLY + log(found / FULLY)


def graded(stretch: Translated, severity: Severity) -> float:
    """Findings that are shown, of a severity."""
    return counted(
        sum(
            finding.severity is severity and finding.confidence is not Confidence.POSSIBLE
            for finding in stretch.findings
        )
    )


def of_kind(stretch: Translated, kind: Category) -> float:
    """Findings that are shown, of a category."""
    return counted(
        sum(
            finding.category is kind
            and finding.confidence is not Confidence.POSSIBLE
            and finding.severity is not Severity.NEUTRAL
            for finding in stretch.findings
        )
    )


@sign("critical findings", against=True)
def critical_findings(stretch: Translated) -> float:
    return graded(stretch, Severity.CRITICAL)


@sign("major findings", against=True)
def major_findings(stretch: Translated) -> float:
    return graded(stretch, Severity.MAJOR)


@sign("minor findings", against=True)
def minor_findings(stretch: Translated) -> float:
    return graded(stretch, Severity.MINOR)


@sign("findings too doubtful to be shown", against=True)
def possible_findings(stretch: Translated) -> float:
    return counted(sum(finding.confidence is Confidence.POSSIBLE for finding in stretch.findings))


@sign("findings of what was left out", against=True)
def omission_findings(stretch: Translated) -> float:
    return of_kind(stretch, Category.OMISSION)


@sign("findings of what was added", against=True)
def addition_findings(stretch: Translated) -> float:
    return of_kind(stretch, Category.ADDITION)


@sign("findings of what was not translated", against=True)
def untranslated_findings(stretch: Translated) -> float:
    return of_kind(stretch, Category.UNTRANSLATED)


@sign("findings of another meaning: numbers, names, denials", against=True)
def meaning_findings(stretch: Translated) -> float:
    return of_kind(stretch, Category.MISTRANSLATION)


FINDINGS: tuple[Sign, ...] = (
    critical_findings,
    major_findings,
    minor_findings,
    possible_findings,
    omission_findings,
    addition_findings,
    untranslated_findings,
    meaning_findings,
)
