"""In which languages the documents of a run lie beside each other, as their paths tell: `guide.md`, `de/guide.md`.

A pure function of the paths of a run: what is said of one document depends neither on the order of the others
nor on who asks. Kept are 8 bytes and the tags of every document that names a language.
"""

from collections.abc import Iterable
from hashlib import blake2b

from audit.analysis.path_language import without_language


class PathVersions:
    """The versions of documents, by path."""

    def __init__(self, paths: Iterable[str]) -> None:
        tags: dict[bytes, tuple[str, ...]] = {}
        for path in paths:
            plain, tag = without_language(path)
            if tag is not None:
                key = _key(plain)
                known = tags.get(key, ())
                if tag not in known:
                    tags[key] = tuple(sorted((*known, tag)))
        self._tags = tags

    def of(self, path: str) -> tuple[str, ...]:
        """The tags of the other languages in which the document at a path lies there, sorted."""
        if not self._tags:
            return ()
        plain, own = without_language(path)
        return tuple(tag for tag in self._tags.get(_key(plain), ()) if tag != own)


def _key(path: str) -> bytes:
    return blake2b(path.encode("utf-8", "surrogateescape"), digest_size=8).digest()
