"""Sitemaps saved to disk: the pages they list, as files beside them.

A page `https://example.org/news/a.html` is looked for, from the folder of the sitemap, as `news/a.html` and as
`example.org/news/a.html` (the way mirrors are laid out); `news/` is `news/index.html`, and a path without an
ending may be a file with one. The versions of a page in other languages that it names (`xhtml:link` with `hreflang`)
tell which page it translates.
"""

import gzip
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

import msgspec

from audit.model.errors import UnreadableError

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_BYTES = 512 * 1024 * 1024  # of an unpacked sitemap; the standard allows 50 MB
LONGEST = 4096  # of an address
BLOCK = 1 << 16
LINK, DEFAULT = "http://www.w3.org/1999/xhtml link", "x-default"
MOST_VERSIONS = 200  # of a page


class Listed(msgspec.Struct, frozen=True):
    """An address of a sitemap, and the file it was found as, or why there is none. `versions` are the files of its other
    languages, by tag."""

    url: str
    path: str | None
    why: str = ""
    versions: tuple[tuple[str, str], ...] = ()

    def source(self, tag: str | None) -> str | None:
        """The version that it translates: the one in the language `tag`, else the one for everybody, else English; None
        for the page that is it."""
        names = {name.lower(): path for name, path in self.versions}
        for wanted in (tag.lower(), tag.lower().partition("-")[0]) if tag else (DEFAULT, "en"):
            if wanted in names:
                same = self.path is not None and os.path.realpath(names[wanted]) == os.path.realpath(
                    self.path
                )
                return None if same else names[wanted]
        return None


def is_sitemap(path: str) -> bool:
    """True for a file named *.xml or *.xml.gz that begins like a sitemap."""
    if not path.lower().endswith((".xml", ".xml.gz")) or not os.path.isfile(path):
        return False
    try:
        with _opened(path) as file:
            head = file.read(4096)
    except (OSError, EOFError):
        return False
    return b"<urlset" in head or b"<sitemapindex" in head


def read_sitemap(path: str, depth: int = 0) -> Iterator[Listed]:
    """Every page of a sitemap, and of those that a sitemap index names.

    Raises UnreadableError when it is no well-formed sitemap; one that an index names is listed as such.
    """
    folder = os.path.dirname(path)
    top = os.path.realpath(folder)
    for kind, url, links in _addresses(path):
        found = _local(folder, top, url)
        if not url:
            yield Listed(path, None, "an entry has no address")
        elif kind == "page":
            why = "" if found else f"{os.path.basename(path)} lists it, but there is no such file beside it"
            places = ((tag, _local(folder, top, address)) for tag, address in links)
            versions = tuple((tag, place) for tag, place in places if place is not None)
            yield Listed(url, found, why, versions)
        elif found is None:
            yield Listed(url, None, f"{os.path.basename(path)} names this sitemap, but it is not beside it")
        elif depth:
            yield Listed(url, None, "a sitemap index must not name another one")
        else:
            try:
                yield from read_sitemap(found, 1)
            except UnreadableError as error:
                yield Listed(url, None, str(error))


def _opened(path: str) -> Any:
    return gzip.open(path, "rb") if path.lower().endswith(".gz") else open(path, "rb")


Links = tuple[tuple[str, str], ...]


def _addresses(path: str) -> Iterator[tuple[str, str, Links]]:
    """("page" or "sitemap", address, addresses in other languages by tag) as they come."""
    found: list[tuple[str, str, Links]] = []
    open_elements: list[str] = []
    texts: list[str] = []
    pages: list[str] = []
    links: list[tuple[str, str]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name == LINK and open_elements[-1:] == ["url"] and len(links) < MOST_VERSIONS:
            tag, address = attributes.get("hreflang", ""), attributes.get("href", "")
            if tag and address:
                links.append((tag, address[:LONGEST]))
        open_elements.append(name.removeprefix(f"{NAMESPACE} "))
        if len(open_elements) > 8:
            raise UnreadableError(f"{path}: is no sitemap: its elements are too deep")
        texts.clear()

    def end(_: str) -> None:
        name = open_elements.pop()
        if name == "loc" and open_elements[-1:] in (["url"], ["sitemap"]):
            address = "".join(texts).strip()[:LONGEST]
            if open_elements[-1] == "url":
                pages.append(address)
            else:
                found.append(("sitemap", address, ()))
        elif name == "url":
            found.extend(("page", address, tuple(links)) for address in pages)
            pages.clear()
            links.clear()

    def text(data: str) -> None:
        if open_elements[-1:] == ["loc"] and len(texts) < LONGEST:
            texts.append(data)

    def refuse(*_: object) -> None:
        raise UnreadableError(f"{path}: declares entities, which no sitemap needs; not read")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = text, refuse
    size = 0
    try:
        with _opened(path) as file:
            while block := file.read(BLOCK):
                size += len(block)
                if size > MOST_BYTES:
                    raise UnreadableError(f"{path}: is larger than {MOST_BYTES:,} bytes; split it")
                parser.Parse(block, False)
                yield from found
                found.clear()
            parser.Parse(b"", True)
    except (expat.ExpatError, EOFError, OSError) as error:
        raise UnreadableError(f"{path}: is no whole sitemap: {error}") from error
    yield from found


# A sitemap may list a million pages, nearly all of them in few folders.
_is_folder = lru_cache(1024)(os.path.isdir)


def _local(folder: str, top: str, url: str) -> str | None:
    """The file of an address, never one outside `folder`, whose real path is `top`."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    path = unquote(parts.path).lstrip("/")
    if "\0" in path or ".." in path.replace("\\", "/").split("/"):
        return None
    within, _, last = path.rpartition("/")
    if not last:
        names = ["index.html", "index.htm"]
    else:
        names = [last, f"{last}.html", f"{last}.htm", f"{last}/index.html"]
    if parts.query:
        names.insert(0, f"{names[0]}?{parts.query}")
    for base in ("", host):
        place = os.path.join(base, within)
        if not _is_folder(os.path.join(top, place)):
            continue
        for name in names:
            candidate = os.path.join(folder, place, name)
            if os.path.isfile(candidate) and os.path.realpath(candidate).startswith(top + os.sep):
                return candidate
    return None
