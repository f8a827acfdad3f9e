"""Checks of the MQM dimension this folder is named after."""

from audit.checks.locale.dash_resumed_speech import dash_resumed_speech
from audit.checks.locale.dialogue_dash import dialogue_dash
from audit.checks.locale.editorial_insertion import editorial_insertion
from audit.checks.locale.foreign_date_form import foreign_date_form
from audit.checks.locale.foreign_end_mark import foreign_end_mark
from audit.checks.locale.foreign_figures import foreign_figures
from audit.checks.locale.foreign_number_format import foreign_number_format
from audit.checks.locale.foreign_punctuation import foreign_punctuation
from audit.checks.locale.foreign_quotation_marks import foreign_quotation_marks
from audit.checks.locale.leading_mark import leading_mark
from audit.checks.locale.missing_accelerator import missing_accelerator
from audit.checks.locale.stray_accelerator import stray_accelerator
from audit.checks.locale.unopened_sentence import unopened_sentence
from audit.checks.locale.unspaced_mark import unspaced_mark
from audit.model.check import Check

LOCALE_CHECKS: tuple[Check, ...] = (
    dash_resumed_speech,
    dialogue_dash,
    editorial_insertion,
    foreign_date_form,
    foreign_end_mark,
    foreign_figures,
    foreign_number_format,
    foreign_punctuation,
    foreign_quotation_marks,
    leading_mark,
    missing_accelerator,
    stray_accelerator,
    unopened_sentence,
    unspaced_mark,
)
