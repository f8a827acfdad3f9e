"""Documents that are audited together tell each other where they come from.

One page of an archive may hold a single foreign word, too little to name its language by; forty pages
name it without doubt. Before a run, a few documents spread evenly over it are asked; what most of those
that can tell agree on is evidence for every document with the same target language. Which documents are
asked depends on their order alone, so one worker or many vote the same.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import isqrt
from typing import TypeVar

from audit.config.path_settings import settings_for
from audit.files.find_documents import STDIN, FoundDocument
from audit.model.corpus_source import CorpusSource
from audit.model.document import Document
from audit.model.errors import UnreadableError, UsageError
from audit.model.settings import Configuration, Settings
from audit.one.draft import languages_of
from audit.readers.read_document import read_file

FEWEST = 5  # documents: fewer are no corpus
MOST_ASKED = 200
FEWEST_AGREEING = 3  # documents that name the same source language
AGREEING = 0.7  # share of those that name any
T = TypeVar("T")
Guess = tuple[str, str]  # language tags: target, source


def spread(items: Sequence[T]) -> list[T]:
    """About the root of their number, and never more than MOST_ASKED, at even distances."""
    if len(items) < FEWEST:
        return []
    return evenly(items, min(MOST_ASKED, max(FEWEST_AGREEING, isqrt(len(items) - 1) + 1)))


def evenly(items: Sequence[T], number: int) -> list[T]:
    """So many of the items, at even distances."""
    return [items[index * len(items) // number] for index in range(number)]


def agreed(guesses: Iterable[Guess]) -> tuple[CorpusSource, ...]:
    """What (target, source) tags agree on, for every target language where they do."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for target, source in guesses:
        told[target.split("-")[0]][source.split("-")[0]] += 1
    found = []
    for target, sources in sorted(told.items()):
        source, count = min(sources.items(), key=lambda item: (-item[1], item[0]))
        asked = sources.total()
        if count >= FEWEST_AGREEING and count >= AGREEING * asked:
            found.append(CorpusSource(target, source, count, asked))
    return tuple(found)


def vote(items: Sequence[T], ask: Callable[[T], Guess | None]) -> tuple[CorpusSource, ...]:
    """What those of the items that are asked agree on."""
    guesses = map(ask, spread(items))
    return agreed(guess for guess in guesses if guess is not None)


def corpus_vote(documents: Sequence[FoundDocument], configuration: Configuration) -> tuple[CorpusSource, ...]:
    """What a run's documents say together. Documents with a given source language are not asked."""
    return vote(documents, lambda document: told_by_file(document, configuration))


def told_by_file(document: FoundDocument, configuration: Configuration) -> Guess | None:
    """The languages of a file, None when it is not asked or cannot tell both."""
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

    return told(read, settings)


def told(read: Callable[[], Document], settings: Settings) -> Guess | None:
    """The languages of a document, None when its source language is given or it cannot tell both.

    What cannot be read, or names an unknown language, is passed over here: the audit itself will say so.
    """
    if settings.source:
        return None
    try:
        target, source = languages_of(read(), settings)
    except (UnreadableError, UsageError):
        return None
    return (target.tag, source.tag) if target.tag and source.tag else None
