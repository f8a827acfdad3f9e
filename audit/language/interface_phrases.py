"""Labels of pages and apps: "Read more", "Log in", "In den Warenkorb", and what other languages say instead.

Two kinds of data files of one shape: `data/interface_phrases/` is built from the translations that software
packages bring, `data/page_labels/` is made by hand for what those lack. The furniture lists (`page_words`)
count as labels too, but know no counterparts.
"""

import re
from functools import cache
from unicodedata import category, normalize

import msgspec

from audit.language import page_words
from audit.language.catalogue import decode, table
from audit.language.phrases import AROUND, fold
from audit.language.profiles import resolve
from audit.model.errors import UsageError

KINDS = ("page_labels", "interface_phrases")  # where both have a counterpart, the hand-made one comes first
ENGLISH = "en"
EVERYWHERE = "any"  # stands for all languages: "Blog", "RSS", "OK"
LONGEST = 160  # code points; a longer text is no label
# "#" stands for a number.
MARKS = AROUND.replace("#", "") + "<>←→‹›«»▸►▶▼▾▲▴◂◀↑↓↗↩+=&@.…:;,"


class InterfaceLabels(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`data/interface_phrases/<tag>.toml` and `data/page_labels/<tag>.toml`.

    `labels`: a usual English label, folded → how this language says it, the commonest first, as a person
    would type it; "#" stands for a number. `at_home`: labels that this language took over from another and
    uses as its own ("Home" in German); in `any.toml` those that every language uses.
    """

    labels: dict[str, tuple[str, ...]] = {}
    at_home: tuple[str, ...] = ()


def label_key(text: str) -> str:
    """A label as it is looked up: folded, one space between words, "#" for numbers, no marks around."""
    if text.isalpha() and text.isascii():  # most labels, spared the rest
        return text.lower()
    words = " ".join(fold(text[:LONGEST]).split())
    if any(map(str.isdigit, words)):
        words = _numbers().sub("#", words)
    return words.strip(MARKS)


def interface_phrase(text: str) -> frozenset[str] | None:
    """The languages in which the text as a whole is a usual label, or None when it is one in none.

    Tags are those of `known_tags` without variants; "any" stands for every language.
    """
    if len(text) > LONGEST:
        return None
    return _languages().get(label_key(text))


def is_usual_label(text: str, target: str) -> bool:
    """True when the text is a label in the target language itself: "Home", "Blog", "Menü" in German.

    So is one that lacks its accents ("Opinion" in Spanish): whoever wrote it spelt badly, but translated.
    """
    languages = interface_phrase(text) or frozenset()
    if EVERYWHERE in languages or _base(target) in languages:
        return True
    key = label_key(text)
    return bool(languages) and key.isascii() and key in _without_accents(_base(target))


def counterparts(text: str, language: str, target: str) -> tuple[str, ...]:
    """What the target language says for a label of another one, the commonest first; () when unknown.

    A number in the label is put into the counterpart where that wants exactly one.
    """
    key = label_key(text)
    found: dict[str, None] = {}
    meanings = _meanings(_base(language)).get(key, ())
    for english in (key, *meanings) if _base(language) == ENGLISH else meanings:
        for tag in dict.fromkeys((_resolved(target), _base(target))):
            said = [label for labels in _labels(tag) for label in labels.get(english, ())]
            found |= dict.fromkeys(said)
            if said:  # a variant that has its own word does not borrow its language's
                break
        if _base(target) == ENGLISH:
            found[english[:1].upper() + english[1:]] = None
    numbers = _numbers().findall(fold(text))
    filled = (_with_numbers(label, numbers) for label in found if label_key(label) != key)
    return tuple(label for label in filled if label)


def instead_of_english(text: str, target: str) -> str:
    """What the target language says for a usual English label, the commonest; "" where it may say the same, or nobody
    knows."""
    languages = interface_phrase(text) or frozenset()
    if _base(target) == ENGLISH or ENGLISH not in languages or is_usual_label(text, target):
        return ""
    return next(iter(counterparts(text, ENGLISH, target)), "")


def _with_numbers(label: str, numbers: list[str]) -> str:
    """The label with its number in place; "" when numbers and places do not fit one another."""
    if label.count("#") != len(numbers):
        return ""
    for number in numbers:
        label = label.replace("#", number, 1)
    return label


@cache
def _languages() -> dict[str, frozenset[str]]:
    """Key of a label → the languages that use it."""
    found: dict[str, frozenset[str]] = {}
    in_english = frozenset((ENGLISH,))
    for kind in KINDS:
        for tag in table(kind):
            alone = frozenset((tag.partition("-")[0],))  # shared by every label that only this language has
            content = decode(kind, tag, InterfaceLabels)
            for label in (*content.at_home, *(label for same in content.labels.values() for label in same)):
                _add(found, label_key(label), alone)
            for english in content.labels:
                _add(found, english, in_english)
    for word, tags in page_words.labels().items():
        _add(found, label_key(word), frozenset(_base(tag) for tag in tags))
    found.pop("", None)
    return found


@cache
def _without_accents(language: str) -> frozenset[str]:
    """The labels of one language that are written with accents, without them."""
    own = (key for key, tags in _languages().items() if language in tags and not key.isascii())
    bare = ("".join(char for char in normalize("NFD", key) if category(char) != "Mn") for key in own)
    return frozenset(key for key in bare if key.isascii())


def _add(found: dict[str, frozenset[str]], key: str, languages: frozenset[str]) -> None:
    known = found.get(key)
    if known is None:
        found[key] = languages
    elif not languages <= known:
        found[key] = known | languages


@cache
def _meanings(language: str) -> dict[str, tuple[str, ...]]:
    """Key of a label of one language → the English labels it stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in KINDS:
        for tag in table(kind):
            if tag.partition("-")[0] == language:
                for english, labels in decode(kind, tag, InterfaceLabels).labels.items():
                    for key in map(label_key, labels):
                        if english not in found.get(key, ()):
                            found[key] = (*found.get(key, ()), english)
    return found


@cache
def _labels(tag: str) -> tuple[dict[str, tuple[str, ...]], ...]:
    """The labels of one tag by their English meaning, hand-made ones first."""
    return tuple(decode(kind, tag, InterfaceLabels).labels for kind in KINDS if tag in table(kind))


@cache
def _resolved(tag: str) -> str:
    try:
        return tag if tag == EVERYWHERE else resolve(tag)
    except UsageError:  # of a language that is not supported nobody says anything
        return tag


def _base(tag: str) -> str:
    return _resolved(tag).partition("-")[0]


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,  ]\d+)*")
