"""Checks of the MQM dimension this folder is named after."""

from audit.checks.terminology.forbidden_term import forbidden_term
from audit.checks.terminology.inconsistent_name import inconsistent_name
from audit.checks.terminology.inconsistent_translation import inconsistent_translation
from audit.checks.terminology.missing_term import missing_term
from audit.checks.terminology.shared_translation import shared_translation
from audit.checks.terminology.translated_term import translated_term
from audit.model.check import Check

TERMINOLOGY_CHECKS: tuple[Check, ...] = (
    forbidden_term,
    inconsistent_name,
    inconsistent_translation,
    missing_term,
    shared_translation,
    translated_term,
)
