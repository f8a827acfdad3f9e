"""What the documents of a batch say together."""

from collections.abc import Iterator, Sequence

import msgspec

from audit.config.path_settings import settings_for
from audit.files.find_documents import FoundDocument
from audit.model.run_facts import RunFacts
from audit.model.settings import Configuration
from audit.one.draft import Answer
from audit.run.audit_record import Record, record_document, record_size
from audit.run.batch.cut import MOST_BYTES
from audit.run.batch.plan_tasks import Source, kind_of
from audit.run.batch.read_container import BROKEN, documents_of
from audit.run.corpus_vote import answer_of, asked_file, drawn, vote

# Reaching the rows in the middle of a table means reading all before them: only the first ones can be asked.
HEAD = 256  # documents of a container
MOST_CONTAINERS = 32  # that are opened
MOST_READ = 16 * MOST_BYTES  # bytes of one of them


def source_vote(sources: Sequence[Source], configuration: Configuration) -> RunFacts:
    """See `corpus_vote`. Of tables and web archives, the first documents stand for all."""
    containers = [source for source in sources if kind_of(source) == "container"]
    opened = set(drawn(containers, MOST_CONTAINERS, lambda source: source.relative))
    documents: list[FoundDocument | Record] = []
    for source in sources:
        if kind_of(source) == "file":
            documents.append(FoundDocument(source.path, source.relative))
        elif source in opened:
            documents += head(source, configuration)

    def ask(document: FoundDocument | Record) -> Answer | None:
        if isinstance(document, Record):
            return asked_record(document, configuration)
        return asked_file(document, configuration)

    return vote(
        documents, ask, lambda document: document.name if isinstance(document, Record) else document.relative
    )


def head(source: Source, configuration: Configuration) -> Iterator[Record]:
    """The first documents of a container, about MOST_BYTES of them; larger ones are passed over."""
    settings = settings_for(configuration, source.relative)
    size = count = 0
    try:
        for record, _ in documents_of(source.path, source.relative, settings, MOST_READ):
            length = record_size(record)
            if 0 < length <= MOST_BYTES:
                yield record
                size += length
            count += 1
            if count >= HEAD or size > MOST_BYTES:
                return
    except BROKEN:
        return


def asked_record(record: Record, configuration: Configuration) -> Answer | None:
    """What a row or page says; what its row says of its languages is taken for true."""
    settings = settings_for(configuration, record.relative)
    if record.source_lang:
        settings = msgspec.structs.replace(settings, source=record.source_lang)
    if record.target_lang:
        settings = msgspec.structs.replace(settings, target=record.target_lang)
    return answer_of(lambda: record_document(record, settings), settings)
