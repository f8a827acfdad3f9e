"""What a language model, its prompt or a tokeniser leaves in a text."""

from enum import StrEnum
from functools import cache

import msgspec

from audit.language.catalogue import decode, table
from audit.language.phrases import AnchoredPatterns, Phrase


class ResidueKind(StrEnum):
    """What a piece of residue once was."""

    PREAMBLE = "preamble"  # "Here is the translation:"
    REFUSAL = "refusal"  # "I don't see any text to translate"
    PROMPT_ECHO = "prompt-echo"  # the instruction given to the model
    CLOSING_NOTE = "closing-note"  # "Let me know if you'd like me to adjust anything"
    MODEL_SELF = "model-self"  # "As an AI language model"
    TOKEN = "token"  # a control token: "</think>", "<unk>"
    MASK = "mask"  # a placeholder that was to be filled again: "__INLINE_CODE_39__"
    TOKENISER = "tokeniser"  # marks of a tokeniser: "@-@", "##ing"


class Strength(StrEnum):
    """How sure a match is: weak ones also occur in good texts."""

    STRONG = "strong"
    WEAK = "weak"


class Residue(Phrase, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One piece of residue."""

    kind: ResidueKind
    strength: Strength = Strength.STRONG


class ResidueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/residue/<lang>.toml`."""

    residue: tuple[Residue, ...]


@cache
def residue() -> AnchoredPatterns[Residue]:
    """Residue in every language."""
    return AnchoredPatterns(
        [entry for name in table("residue") for entry in decode("residue", name, ResidueFile).residue]
    )
