"""Checks of the MQM dimension this folder is named after."""

from audit.checks.linguistic.doubled_word import doubled_word
from audit.checks.linguistic.homoglyph import homoglyph
from audit.checks.linguistic.hyphen_as_dash import hyphen_as_dash
from audit.checks.linguistic.invisible_character import invisible_character
from audit.checks.linguistic.looping_phrase import looping_phrase
from audit.checks.linguistic.missing_space import missing_space
from audit.checks.linguistic.mixed_range import mixed_range
from audit.checks.linguistic.mojibake import mojibake
from audit.checks.linguistic.repeated_paragraph import repeated_paragraph
from audit.checks.linguistic.repeated_sentence import repeated_sentence
from audit.checks.linguistic.replacement_character import replacement_character
from audit.checks.linguistic.space_before_mark import space_before_mark
from audit.checks.linguistic.space_inside_quotes import space_inside_quotes
from audit.checks.linguistic.unpaired_bracket import unpaired_bracket
from audit.checks.linguistic.unpaired_quote import unpaired_quote
from audit.model.check import Check

LINGUISTIC_CHECKS: tuple[Check, ...] = (
    doubled_word,
    homoglyph,
    hyphen_as_dash,
    invisible_character,
    looping_phrase,
    missing_space,
    mixed_range,
    mojibake,
    repeated_paragraph,
    repeated_sentence,
    replacement_character,
    space_before_mark,
    space_inside_quotes,
    unpaired_bracket,
    unpaired_quote,
)
