"""Checks of the MQM dimension this folder is named after."""

from audit.model.check import Check

ACCURACY_CHECKS: tuple[Check, ...] = ()
