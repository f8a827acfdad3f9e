"""How currencies are written, in all languages."""

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from audit.language.catalogue import table


BEFORE = ("d’", "d'", "l’", "l'", "ال", "و", "ב", "ה")  # articles and the like, written together with a name


class Currencies(msgspec.Struct, frozen=True, eq=False):
    """Finds a currency in a lower-cased text; `kinds` says which ones a sign or the beginning of a word may be."""

    pattern: re.Pattern[str]
    kinds: dict[str, frozenset[str]]


class _Entry(msgspec.Struct, frozen=True):
    signs: tuple[str, ...]
    stems: tuple[str, ...]


@cache
def currencies() -> Currencies:
    """All currencies that are known."""
    entries = msgspec.json.decode(table("currencies")["currencies"], type=dict[str, _Entry])
    kinds: dict[str, set[str]] = {}
    signs: set[str] = set()
    words: set[str] = set()
    loose: set[str] = set()
    for name, entry in entries.items():
        for sign in entry.signs:
            kinds.setdefault(sign.lower(), set()).add(name)
            signs.add(sign.lower())
        for stem in entry.stems:
            kinds.setdefault(stem, set()).add(name)
            (loose if stem[0] > "\u0e00" else words).add(stem)
    lettered = [sign for sign in signs if sign[-1].isalpha()]
    others = [sign for sign in signs if not sign[-1].isalpha()]
    either = "|".join(
        (
            f"{_heads(loose)}({_longest_first(loose)})",
            rf"(?<![^\W\d_]){_heads(lettered)}({_longest_first(lettered)})(?![^\W\d_])",
            f"{_heads(others)}({_longest_first(others)})",
            rf"(?<![^\W\d_]){_heads((*words, *BEFORE))}(?:{_longest_first(BEFORE)})?({_longest_first(words)})"
            r"[^\W\d_]{0,8}(?![^\W\d_])",
        )
    )
    return Currencies(re.compile(either), {form: frozenset(names) for form, names in kinds.items()})


def _longest_first(forms: Iterable[str]) -> str:
    """One of some forms, the longest that fits. Those with one first letter stand together."""
    heads: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        heads.setdefault(form[0], []).append(re.escape(form[1:]))
    return "|".join(f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in sorted(heads.items()))


def _heads(forms: Iterable[str]) -> str:
    """That one of some forms may begin here: one look at a class, where a text would be asked for hundreds of words."""
    return f"(?=[{''.join(re.escape(head) for head in sorted({form[0] for form in forms}))}])"
