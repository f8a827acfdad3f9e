"""A language as inferred or given, with what speaks for it."""

import msgspec


class Evidence(msgspec.Struct, frozen=True):
    """One thing that speaks for a language. `kind` is a short name, `detail` is for people, `weight` in 0–1."""

    kind: str
    detail: str
    weight: float


class LanguageGuess(msgspec.Struct, frozen=True):
    """A language tag (None when nothing is known), how sure (0–1) and why, strongest evidence first."""

    tag: str | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()
