"""Checks of the MQM dimension this folder is named after."""

from audit.checks.accuracy.untranslated_text import untranslated_text
from audit.model.check import Check

ACCURACY_CHECKS: tuple[Check, ...] = (untranslated_text,)
