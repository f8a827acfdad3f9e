"""What the documents of a run, asked together, say that none of them knows alone."""

from functools import cached_property

import msgspec

from audit.model.corpus_source import CorpusSource


class SharedPhrases(msgspec.Struct, frozen=True, array_like=True):
    """Foreign phrases that `documents` or more of the asked documents in a target language say amid a sentence.

    `target` is a base tag ("en"). Phrases are digests, sorted (`analysis/leftovers/phrases.py`)."""

    target: str
    documents: int
    digests: tuple[bytes, ...]


class RunFacts(msgspec.Struct, frozen=True, dict=True):
    """`sources`: what they agree on of where they come from; `phrases`: what many of them say."""

    sources: tuple[CorpusSource, ...] = ()
    phrases: tuple[SharedPhrases, ...] = ()

    def phrases_in(self, target: str) -> dict[bytes, int]:
        """Digest → in how many documents at least, of the phrases for a base tag."""
        return self._by_target.get(target, {})

    @cached_property
    def _by_target(self) -> dict[str, dict[bytes, int]]:
        found: dict[str, dict[bytes, int]] = {}
        for shared in self.phrases:
            found.setdefault(shared.target, {}).update(dict.fromkeys(shared.digests, shared.documents))
        return found


ALONE = RunFacts()  # what a document knows that is audited by itself
