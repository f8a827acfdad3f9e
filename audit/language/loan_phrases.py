"""Phrases that many languages use in their own spelling: déjà vu, status quo, last but not least."""

from functools import cache

import msgspec

from audit.language.catalogue import decode


class LoanPhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of `data/loan_phrases/`."""

    phrases: tuple[str, ...]


@cache
def _phrases() -> frozenset[str]:
    return frozenset(map(_key, decode("loan_phrases", "phrases", LoanPhrases).phrases))


def _key(words: str) -> str:
    return words.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("-", " ").replace(",", "")


def is_loan_phrase(words: str) -> bool:
    """True for a phrase that is at home in many languages."""
    return _key(words) in _phrases()
