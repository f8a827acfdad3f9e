"""A stretch of a translation with its source, as the signs of the estimate see it."""

from collections.abc import Sequence
from functools import cached_property

from audit.language.text_lengths import ratio_in_prose
from audit.model.finding import Finding
from audit.score.estimate.side import Side


class Translated:
    """A translation beside its source, with what was found in it. Languages are base tags."""

    def __init__(
        self,
        target: str,
        source: str,
        target_language: str,
        source_language: str,
        findings: Sequence[Finding] = (),
    ) -> None:
        self.target = Side(target, target_language)
        self.source = Side(source, source_language)
        self.findings = findings

    def length_in(self, language: str) -> float:
        """Code points that the source would have in a language."""
        return len(self.source.text) * ratio_in_prose(self.source.language, language)

    @cached_property
    def copied(self) -> frozenset[str]:
        """Words that both sides have."""
        return self.source.vocabulary & self.target.vocabulary
