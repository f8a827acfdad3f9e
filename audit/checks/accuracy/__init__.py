"""Checks of the MQM dimension this folder is named after."""

from audit.checks.accuracy.added_negation import added_negation
from audit.checks.accuracy.added_part import added_part
from audit.checks.accuracy.added_passage import added_passage
from audit.checks.accuracy.added_sentence import added_sentence
from audit.checks.accuracy.altered_address import altered_address
from audit.checks.accuracy.altered_currency import altered_currency
from audit.checks.accuracy.altered_date import altered_date
from audit.checks.accuracy.altered_number import altered_number
from audit.checks.accuracy.altered_unit import altered_unit
from audit.checks.accuracy.another_language import another_language
from audit.checks.accuracy.changed_name import changed_name
from audit.checks.accuracy.contradicting_sentence import contradicting_sentence
from audit.checks.accuracy.copied_source import copied_source
from audit.checks.accuracy.cut_text import cut_text
from audit.checks.accuracy.empty_translation import empty_translation
from audit.checks.accuracy.false_friend import false_friend
from audit.checks.accuracy.foreign_label import foreign_label
from audit.checks.accuracy.half_translated_word import half_translated_word
from audit.checks.accuracy.implausible_length import implausible_length
from audit.checks.accuracy.llm_closing_note import llm_closing_note
from audit.checks.accuracy.llm_preamble import llm_preamble
from audit.checks.accuracy.llm_refusal import llm_refusal
from audit.checks.accuracy.lost_negation import lost_negation
from audit.checks.accuracy.lost_question import lost_question
from audit.checks.accuracy.missing_address import missing_address
from audit.checks.accuracy.missing_name import missing_name
from audit.checks.accuracy.missing_number import missing_number
from audit.checks.accuracy.missing_passage import missing_passage
from audit.checks.accuracy.missing_translation import missing_translation
from audit.checks.accuracy.mistaken_sense import mistaken_sense
from audit.checks.accuracy.model_self_reference import model_self_reference
from audit.checks.accuracy.neighbour_word import neighbour_word
from audit.checks.accuracy.number_not_shown import number_not_shown
from audit.checks.accuracy.omitted_part import omitted_part
from audit.checks.accuracy.omitted_sentence import omitted_sentence
from audit.checks.accuracy.partly_copied_source import partly_copied_source
from audit.checks.accuracy.prompt_echo import prompt_echo
from audit.checks.accuracy.service_notice import service_notice
from audit.checks.accuracy.stale_part import stale_part
from audit.checks.accuracy.suspected_words import suspected_words
from audit.checks.accuracy.unfinished_translation import unfinished_translation
from audit.checks.accuracy.unknown_address import unknown_address
from audit.checks.accuracy.unknown_name import unknown_name
from audit.checks.accuracy.unknown_number import unknown_number
from audit.checks.accuracy.untranslated_part import untranslated_part
from audit.checks.accuracy.untranslated_section import untranslated_section
from audit.checks.accuracy.untranslated_text import untranslated_text
from audit.checks.accuracy.untranslated_words import untranslated_words
from audit.model.check import Check

ACCURACY_CHECKS: tuple[Check, ...] = (
    added_negation,
    added_part,
    added_passage,
    added_sentence,
    altered_address,
    altered_currency,
    altered_date,
    altered_number,
    altered_unit,
    another_language,
    changed_name,
    contradicting_sentence,
    copied_source,
    cut_text,
    empty_translation,
    false_friend,
    foreign_label,
    half_translated_word,
    implausible_length,
    llm_closing_note,
    llm_preamble,
    llm_refusal,
    lost_negation,
    lost_question,
    missing_address,
    missing_name,
    missing_number,
    missing_passage,
    missing_translation,
    mistaken_sense,
    model_self_reference,
    neighbour_word,
    number_not_shown,
    omitted_part,
    omitted_sentence,
    partly_copied_source,
    prompt_echo,
    service_notice,
    stale_part,
    suspected_words,
    unfinished_translation,
    unknown_address,
    unknown_name,
    unknown_number,
    untranslated_part,
    untranslated_section,
    untranslated_text,
    untranslated_words,
)
