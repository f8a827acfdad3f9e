"""Checks of the MQM dimension this folder is named after."""

from audit.checks.locale.dash_resumed_speech import dash_resumed_speech
from audit.checks.locale.dialogue_dash import dialogue_dash
from audit.checks.locale.editorial_insertion import editorial_insertion
from audit.checks.locale.foreign_number_format import foreign_number_format
from audit.model.check import Check

LOCALE_CHECKS: tuple[Check, ...] = (
    dash_resumed_speech,
    dialogue_dash,
    editorial_insertion,
    foreign_number_format,
)
