"""What the documents of a batch say together of where they come from."""

from collections.abc import Iterator, Sequence

import msgspec

from audit.config.path_settings import settings_for
from audit.files.find_documents import FoundDocument
from audit.model.corpus_source import CorpusSource
from audit.model.settings import Configuration
from audit.run.audit_record import Record, record_document
from audit.run.batch.cut import MOST_BYTES
from audit.run.batch.plan_tasks import Source, kind_of
from audit.run.batch.read_container import BROKEN, documents_of
from audit.run.corpus_vote import Guess, evenly, told, told_by_file, vote

# Reaching the rows in the middle of a table means reading all before them: only the first ones can be asked.
HEAD = 256  # documents of a container
MOST_CONTAINERS = 32  # that are opened
MOST_READ = 16 * MOST_BYTES  # bytes of one of them


def source_vote(sources: Sequence[Source], configuration: Configuration) -> tuple[CorpusSource, ...]:
    """See `corpus_vote`. Of tables and web archives, the first documents stand for all."""
    containers = [source for source in sources if kind_of(source) == "container"]
    opened = set(evenly(containers, min(MOST_CONTAINERS, len(containers))))
    documents: list[FoundDocument | Record] = []
    for source in sources:
        if kind_of(source) == "file":
            documents.append(FoundDocument(source.path, source.relative))
        elif source in opened:
            documents += head(source, configuration)

    def ask(document: FoundDocument | Record) -> Guess | None:
        if isinstance(document, Record):
            return told_by_record(document, configuration)
        return told_by_file(document, configuration)

    return vote(documents, ask)


def head(source: Source, configuration: Configuration) -> Iterator[Record]:
    """The first documents of a container, about MOST_BYTES of them; larger ones are passed over."""
    settings = settings_for(configuration, source.relative)
    size = count = 0
    try:
        for record, _ in documents_of(source.path, source.relative, settings, MOST_READ):
            length = len(record.data or record.text or "")
            if 0 < length <= MOST_BYTES:
                yield record
                size += length
            count += 1
            if count >= HEAD or size > MOST_BYTES:
                return
    except BROKEN:
        return


def told_by_record(record: Record, configuration: Configuration) -> Guess | None:
    """The languages of a row or page; what its row says of them is taken for true."""
    if record.source_lang:
        return None
    settings = settings_for(configuration, record.relative)
    if record.target_lang:
        settings = msgspec.structs.replace(settings, target=record.target_lang)
    return told(lambda: record_document(record, settings), settings)
