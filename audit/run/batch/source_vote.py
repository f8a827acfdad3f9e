"""What the files of a batch say together of where they come from."""

from collections.abc import Sequence

from audit.model.corpus_source import CorpusSource
from audit.model.settings import Configuration
from audit.run.batch.plan_tasks import Source, kind_of
from audit.run.corpus_vote import corpus_vote
from audit.run.find_documents import FoundDocument


def source_vote(sources: Sequence[Source], configuration: Configuration) -> tuple[CorpusSource, ...]:
    """See `corpus_vote`. Rows of tables and pages of web archives are not asked: reaching one of them means
    reading all before it, and tables can say the languages of their rows themselves."""
    return corpus_vote(
        [FoundDocument(source.path, source.relative) for source in sources if kind_of(source) == "file"],
        configuration,
    )
