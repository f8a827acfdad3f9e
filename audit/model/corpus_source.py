"""What the documents of a run, asked together, say about where they come from."""

import msgspec


class CorpusSource(msgspec.Struct, frozen=True):
    """Of `asked` documents in a target language whose source could be told, `documents` name `source`.

    Both languages are base tags ("en", "ru").
    """

    target: str
    source: str
    documents: int
    asked: int
