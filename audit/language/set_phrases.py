"""Every set phrase the tool knows, searched together: one pass over a text instead of one per kind."""

from functools import cache

from audit.language.notices import Notice, notices
from audit.language.phrases import AnchoredPatterns
from audit.language.residue import Residue, residue


@cache
def set_phrases() -> AnchoredPatterns[Notice | Residue]:
    """Service notices, then residue of language models: where both would fit a stretch, the notice wins."""
    return AnchoredPatterns((*notices().entries, *residue().entries))
