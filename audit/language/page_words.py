"""Words that a page says, not its article: furniture, controls, photo credits and caption labels.

Plain look-ups over all languages at once: the furniture of a translated page may be in the source
language, in the target language or in neither. Lines are looked up folded (`phrases.fold`, white space
and closing colon, ellipsis, arrow or full stop aside: `key`).
"""

from functools import cache
from typing import NamedTuple

import msgspec

from audit.language.catalogue import decode, table
from audit.language.phrases import fold

_CLOSING = " \t:：….,，。>»›→▸▶►▼▾^↑·•|"
_OPENING = " \t<«‹←◂◀◄▲▴↑·•|>»›→▸▶►+"


class PageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`data/page_words/<lang>.toml`. Every list but the agencies is in the form that `key` gives, sorted.

    `furniture`: whole lines that are site furniture and scarcely ever article text. `rendered`: such
    lines as machine translation of other languages' furniture writes them. `controls`: short labels
    that are furniture only beside other furniture. `credit_labels`: the words before the name of a photo
    credit. `caption_labels`: the words that open a caption. `navigation_words`: names of site sections.
    `credit_agencies`: picture and news agencies, as they sign, in their own case (only in `any.toml`).
    """

    evidence: str
    furniture: tuple[str, ...] = ()
    rendered: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    credit_labels: tuple[str, ...] = ()
    caption_labels: tuple[str, ...] = ()
    navigation_words: tuple[str, ...] = ()
    credit_agencies: tuple[str, ...] = ()


class FurnitureEntry(NamedTuple):
    """A furniture line and the tags of the languages that write it so.

    `rendered`: only machine translation of another language's furniture writes it so.
    """

    text: str
    languages: frozenset[str]
    rendered: bool


def key(line: str) -> str:
    """A line in the form it is looked up by: folded, without surrounding marks."""
    return fold(line).lstrip(_OPENING).rstrip(_CLOSING)


def furniture(line: str) -> FurnitureEntry | None:
    """The furniture entry for a whole line (any case), if it is one."""
    return _furniture().get(key(line))


def control(line: str) -> frozenset[str]:
    """The languages in which the line is a control label; empty when it is none."""
    return _words("controls").get(key(line), frozenset())


def is_control(line: str) -> bool:
    """True for a short label that is furniture only beside other furniture."""
    return key(line) in _words("controls")


def is_navigation(line: str) -> bool:
    """True for the name of a site section."""
    return key(line) in _words("navigation_words")


def labels() -> dict[str, frozenset[str]]:
    """Everything that is a label of a page in some language as people write it: key → languages."""
    found = dict(_words("furniture"))
    for field in ("controls", "navigation_words"):
        for word, languages in _words(field).items():
            found[word] = found[word] | languages if word in found else languages
    return found


def credit_labels() -> dict[str, frozenset[str]]:
    """Label of a photo credit, folded → languages."""
    return _words("credit_labels")


def caption_labels() -> dict[str, frozenset[str]]:
    """Label of a caption, folded → languages."""
    return _words("caption_labels")


@cache
def agencies() -> frozenset[str]:
    """Picture and news agencies, folded. Many are ordinary words as well: they count in a credit only."""
    return frozenset(fold(name) for name in agency_names())


def agency_names() -> frozenset[str]:
    """Picture and news agencies as they sign: "AFP", "Getty Images", "ТАСС"."""
    return frozenset(_words("credit_agencies"))


@cache
def _files() -> dict[str, PageWords]:
    return {name: decode("page_words", name, PageWords) for name in table("page_words")}


@cache
def _words(field: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for language, words in _files().items():
        alone = frozenset((language,))  # shared by every word that only this language has
        for word in getattr(words, field):
            found[word] = found[word] | alone if word in found else alone
    return found


@cache
def _furniture() -> dict[str, FurnitureEntry]:
    written = _words("furniture")
    entries = {word: FurnitureEntry(word, languages, False) for word, languages in written.items()}
    for word, languages in _words("rendered").items():
        if word not in entries:
            entries[word] = FurnitureEntry(word, languages, True)
    return entries
