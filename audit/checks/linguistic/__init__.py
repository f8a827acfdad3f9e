"""Checks of the MQM dimension this folder is named after."""

from audit.checks.linguistic.added_capital import added_capital
from audit.checks.linguistic.added_end_mark import added_end_mark
from audit.checks.linguistic.capital_after_insertion import capital_after_insertion
from audit.checks.linguistic.changed_end_mark import changed_end_mark
from audit.checks.linguistic.clashing_marks import clashing_marks
from audit.checks.linguistic.dangling_apostrophe import dangling_apostrophe
from audit.checks.linguistic.dangling_hyphen import dangling_hyphen
from audit.checks.linguistic.doubled_word import doubled_word
from audit.checks.linguistic.echoed_word import echoed_word
from audit.checks.linguistic.endless_repetition import endless_repetition
from audit.checks.linguistic.entity_residue import entity_residue
from audit.checks.linguistic.glued_inline import glued_inline
from audit.checks.linguistic.homoglyph import homoglyph
from audit.checks.linguistic.hyphen_as_dash import hyphen_as_dash
from audit.checks.linguistic.invisible_character import invisible_character
from audit.checks.linguistic.looping_phrase import looping_phrase
from audit.checks.linguistic.lost_capital import lost_capital
from audit.checks.linguistic.lost_sign import lost_sign
from audit.checks.linguistic.lower_case_start import lower_case_start
from audit.checks.linguistic.miscounted_step import miscounted_step
from audit.checks.linguistic.mismatched_bracket import mismatched_bracket
from audit.checks.linguistic.mismatched_quotation_mark import mismatched_quotation_mark
from audit.checks.linguistic.mismatched_quotes import mismatched_quotes
from audit.checks.linguistic.missing_end_mark import missing_end_mark
from audit.checks.linguistic.missing_final_mark import missing_final_mark
from audit.checks.linguistic.missing_opening_mark import missing_opening_mark
from audit.checks.linguistic.missing_plural_form import missing_plural_form
from audit.checks.linguistic.missing_space import missing_space
from audit.checks.linguistic.misspelt_word import misspelt_word
from audit.checks.linguistic.mixed_address import mixed_address
from audit.checks.linguistic.mixed_digits import mixed_digits
from audit.checks.linguistic.mixed_han import mixed_han
from audit.checks.linguistic.mixed_range import mixed_range
from audit.checks.linguistic.mixed_scripts import mixed_scripts
from audit.checks.linguistic.mixed_variants import mixed_variants
from audit.checks.linguistic.mojibake import mojibake
from audit.checks.linguistic.phrase_cut_by_mark import phrase_cut_by_mark
from audit.checks.linguistic.repeated_mark import repeated_mark
from audit.checks.linguistic.repeated_paragraph import repeated_paragraph
from audit.checks.linguistic.repeated_sentence import repeated_sentence
from audit.checks.linguistic.replacement_character import replacement_character
from audit.checks.linguistic.sentence_after_comma import sentence_after_comma
from audit.checks.linguistic.sentence_broken_by_mark import sentence_broken_by_mark
from audit.checks.linguistic.small_acronym import small_acronym
from audit.checks.linguistic.small_noun import small_noun
from audit.checks.linguistic.space_before_mark import space_before_mark
from audit.checks.linguistic.space_inside_brackets import space_inside_brackets
from audit.checks.linguistic.space_inside_quotes import space_inside_quotes
from audit.checks.linguistic.spaced_wide_mark import spaced_wide_mark
from audit.checks.linguistic.split_contraction import split_contraction
from audit.checks.linguistic.split_file_name import split_file_name
from audit.checks.linguistic.stray_symbol import stray_symbol
from audit.checks.linguistic.surplus_plural_form import surplus_plural_form
from audit.checks.linguistic.tokeniser_residue import tokeniser_residue
from audit.checks.linguistic.unpaired_bracket import unpaired_bracket
from audit.checks.linguistic.unpaired_quote import unpaired_quote
from audit.model.check import Check

LINGUISTIC_CHECKS: tuple[Check, ...] = (
    added_capital,
    added_end_mark,
    capital_after_insertion,
    changed_end_mark,
    clashing_marks,
    dangling_apostrophe,
    dangling_hyphen,
    doubled_word,
    echoed_word,
    endless_repetition,
    entity_residue,
    glued_inline,
    homoglyph,
    hyphen_as_dash,
    invisible_character,
    looping_phrase,
    lost_capital,
    lost_sign,
    lower_case_start,
    miscounted_step,
    mismatched_bracket,
    mismatched_quotation_mark,
    mismatched_quotes,
    missing_end_mark,
    missing_final_mark,
    missing_opening_mark,
    missing_plural_form,
    missing_space,
    misspelt_word,
    mixed_address,
    mixed_digits,
    mixed_han,
    mixed_range,
    mixed_scripts,
    mixed_variants,
    mojibake,
    phrase_cut_by_mark,
    repeated_mark,
    repeated_paragraph,
    repeated_sentence,
    replacement_character,
    sentence_after_comma,
    sentence_broken_by_mark,
    small_acronym,
    small_noun,
    space_before_mark,
    space_inside_brackets,
    space_inside_quotes,
    spaced_wide_mark,
    split_contraction,
    split_file_name,
    stray_symbol,
    surplus_plural_form,
    tokeniser_residue,
    unpaired_bracket,
    unpaired_quote,
)
