"""Checks of the MQM dimension this folder is named after."""

from audit.checks.terminology.inconsistent_name import inconsistent_name
from audit.model.check import Check

TERMINOLOGY_CHECKS: tuple[Check, ...] = (
    inconsistent_name,
)
