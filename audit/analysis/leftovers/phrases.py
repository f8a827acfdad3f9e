"""Foreign phrases amid sentences, by digests: what documents of a run can compare without keeping their text.

A phrase that many documents say amid different sentences is a term of theirs. A line of its own is none of these:
what stands on every page and is not translated was left behind on every page. Nor is a clause, nor a small word.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from audit.analysis.leftovers.candidates import candidates
from audit.analysis.leftovers.document_facts import is_strong
from audit.analysis.leftovers.stretch import Stretch
from audit.analysis.text_view import TextView

DIGEST = 8  # bytes


class Phrase(NamedTuple):
    """The digests of a phrase and of the segment in which it stands."""

    digest: bytes
    segment: bytes


def phrases(view: TextView) -> Iterator[Phrase]:
    """The foreign phrases of a document, in order."""
    for stretch in candidates(view):
        if may_be_term(stretch):
            yield Phrase(digest_of(stretch), _digest(stretch.segment.text.lower()))


def may_be_term(stretch: Stretch) -> bool:
    """True for words amid a sentence that are neither a clause nor small words alone."""
    return not stretch.whole and not is_strong(stretch) and len(stretch.small_words) < stretch.count


def digest_of(stretch: Stretch) -> bytes:
    """The same for the same words, whatever marks, spaces and capitals they are written with."""
    return _digest(" ".join(stretch.lower))


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=DIGEST).digest()


def documents_saying(stretch: Stretch) -> int:
    """How many documents of the run, at least, say a phrase amid a sentence; 0 where that is not known."""
    known = stretch.view.run_phrases
    return known.get(digest_of(stretch), 0) if known and may_be_term(stretch) else 0
