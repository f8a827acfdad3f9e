"""Documents that are audited together tell each other what none of them knows alone.

One page of an archive may hold a single foreign word, too little to name its language by; forty pages name it without
doubt. And a foreign phrase that page after page says amid its sentences is a term, where on one page it may have been
left behind. Before a run, a few of its documents are asked. Which ones depends on their names alone, so that one
worker or many vote the same, and a document more or less seldom changes what is known, and so what must be audited
again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from math import isqrt
from typing import TypeVar

from audit.config.path_settings import settings_for
from audit.files.find_documents import STDIN, FoundDocument
from audit.model.corpus_source import CorpusSource
from audit.model.document import Document
from audit.model.errors import UnreadableError, UsageError
from audit.model.run_facts import RunFacts, SharedPhrases
from audit.model.settings import Configuration, Settings
from audit.one.draft import Answer, asked
from audit.readers.read_document import read_file

FEWEST = 5  # documents: fewer are no corpus
# So many are asked: about the root of their number, in steps, so that a few more documents ask no one else.
ASKED = (8, 12, 16, 24, 32, 48, 64, 96, 128, 200)
MOST_ASKED = ASKED[-1]
FEWEST_AGREEING = 3  # documents that name the same source language
AGREEING = 0.7  # share of those that name any
# A phrase is shared from the first number on; above, it is known only between which of them its documents are.
SHARED = (3, 5, 10, 20, 50, 100)
T = TypeVar("T")


def chosen(items: Sequence[T], name: Callable[[T], str]) -> list[T]:
    """Those that are asked: about the root of their number, and never more than MOST_ASKED."""
    if len(items) < FEWEST:
        return []
    root = isqrt(len(items) - 1) + 1
    return drawn(items, next((number for number in ASKED if number >= root), MOST_ASKED), name)


def drawn(items: Sequence[T], number: int, name: Callable[[T], str]) -> list[T]:
    """So many of the items, as if by lot, but always the same ones of the same names."""

    def lot(item: T) -> bytes:
        return blake2b(name(item).encode("utf-8", "surrogatepass"), digest_size=8).digest()

    return sorted(items, key=lot)[:number]


def agreed(answers: Iterable[Answer]) -> tuple[CorpusSource, ...]:
    """What they agree on of their source language, for every target language where they do."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for answer in answers:
        if answer.source is not None:
            told[answer.target][answer.source.split("-")[0]] += 1
    found = []
    for target, sources in sorted(told.items()):
        source, count = min(sources.items(), key=lambda item: (-item[1], item[0]))
        every = sources.total()
        if count >= FEWEST_AGREEING and count >= AGREEING * every:
            found.append(CorpusSource(target, source, count, every))
    return tuple(found)


def shared(answers: Iterable[Answer]) -> tuple[SharedPhrases, ...]:
    """The phrases that several of them say, for every target language.

    A document counts where it says a phrase in a segment that none before it has: one teaser on many pages, or one
    page under many addresses, is one document.
    """
    counts: defaultdict[str, Counter[bytes]] = defaultdict(Counter)
    segments: defaultdict[tuple[str, bytes], set[bytes]] = defaultdict(set)
    for answer in answers:
        said: defaultdict[bytes, set[bytes]] = defaultdict(set)
        for phrase in answer.phrases:
            said[phrase.digest].add(phrase.segment)
        for digest, places in said.items():
            known = segments[answer.target, digest]
            if not places <= known:
                counts[answer.target][digest] += 1
                known |= places
    found = []
    for target, said_by in sorted(counts.items()):
        for least, beyond in zip(SHARED, (*SHARED[1:], MOST_ASKED + 1), strict=True):
            digests = tuple(sorted(digest for digest, count in said_by.items() if least <= count < beyond))
            if digests:
                found.append(SharedPhrases(target, least, digests))
    return tuple(found)


def vote(items: Sequence[T], ask: Callable[[T], Answer | None], name: Callable[[T], str]) -> RunFacts:
    """What those of the items that are asked say together."""
    answers = [answer for answer in map(ask, chosen(items, name)) if answer is not None]
    return RunFacts(agreed(answers), shared(answers))


def corpus_vote(documents: Sequence[FoundDocument], configuration: Configuration) -> RunFacts:
    """What a run's documents say together."""
    return vote(
        documents, lambda document: asked_file(document, configuration), lambda document: document.relative
    )


def asked_file(document: FoundDocument, configuration: Configuration) -> Answer | None:
    """What a file says, None when it is not asked or cannot tell its own language."""
    if document.shown == STDIN:
        return None
    settings = settings_for(configuration, document.relative)

    def read() -> Document:
        return read_file(
            document.shown,
            format=settings.format,
            encoding=settings.encoding,
            max_bytes=settings.max_bytes,
        )

    return answer_of(read, settings)


def answer_of(read: Callable[[], Document], settings: Settings) -> Answer | None:
    """What a document says, None when it cannot tell its own language.

    What cannot be read, or names an unknown language, is passed over here: the audit itself will say so.
    """
    try:
        return asked(read(), settings)
    except (UnreadableError, UsageError):
        return None
