"""Checks of the MQM dimension this folder is named after."""

from audit.checks.linguistic.unpaired_bracket import unpaired_bracket
from audit.checks.linguistic.unpaired_quote import unpaired_quote
from audit.model.check import Check

LINGUISTIC_CHECKS: tuple[Check, ...] = (unpaired_bracket, unpaired_quote)
