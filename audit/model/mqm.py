"""MQM-Core 2.0 names and multipliers, as closed lists.

Category slugs are `dimension/type`; the types are those of MQM-Core 2.0 that this tool can see
evidence for, written in kebab-case. Severity multipliers are those of the MQM scoring model.
"""

from enum import StrEnum


class Category(StrEnum):
    """An error type, `dimension/type`."""

    ADDITION = "accuracy/addition"
    OMISSION = "accuracy/omission"
    MISTRANSLATION = "accuracy/mistranslation"
    UNTRANSLATED = "accuracy/untranslated"
    DO_NOT_TRANSLATE = "accuracy/do-not-translate"
    GRAMMAR = "linguistic-conventions/grammar"
    PUNCTUATION = "linguistic-conventions/punctuation"
    SPELLING = "linguistic-conventions/spelling"
    UNINTELLIGIBLE = "linguistic-conventions/unintelligible"
    CHARACTER_ENCODING = "linguistic-conventions/character-encoding"
    TEXTUAL_CONVENTIONS = "linguistic-conventions/textual-conventions"
    NUMBER_FORMAT = "locale-conventions/number-format"
    DATE_FORMAT = "locale-conventions/date-format"
    CURRENCY_FORMAT = "locale-conventions/currency-format"
    MEASUREMENT_FORMAT = "locale-conventions/measurement-format"
    SHORTCUT_KEY = "locale-conventions/shortcut-key"
    LOCALE_PUNCTUATION = "locale-conventions/punctuation"
    INCONSISTENT_TERM = "terminology/inconsistent-use"
    TERM_RESOURCE = "terminology/inconsistent-with-terminology-resource"
    AWKWARD_STYLE = "style/awkward-style"
    MARKUP_TAG = "design-and-markup/markup-tag"
    LAYOUT = "design-and-markup/layout"
    TRUNCATION = "design-and-markup/truncation-text-expansion"


class Severity(StrEnum):
    """How grave an error is."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def multiplier(self) -> int:
        """Penalty points of one error of this severity."""
        return MULTIPLIERS[self]

    @property
    def rank(self) -> int:
        """0 for neutral up to 3 for critical, for comparisons."""
        return RANKS[self]


MULTIPLIERS = {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25}
RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Confidence(StrEnum):
    """How sure a finding is. `possible` is hidden unless asked for, and never costs points."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"
