"""How currencies are written, in all languages."""

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from audit.language.catalogue import table


class Currencies(msgspec.Struct, frozen=True, eq=False):
    """Finds a currency in a lower-cased text; the last group that matched is the sign or word, as a key of `kinds`.

    `kinds` says which currencies it may be. `weak` are words that mean something else as often.
    """

    pattern: re.Pattern[str]
    kinds: dict[str, frozenset[str]]
    weak: frozenset[str]


class _Entry(msgspec.Struct, frozen=True):
    signs: tuple[str, ...]
    words: tuple[str, ...]
    weak: tuple[str, ...]


_LETTER = r"[^\W\d_]"
ARTICLES = ("d’", "d'", "l’", "l'", "ال", "و", "ב", "ה")  # written together with a name
_FIRST_WITHOUT_SPACES = "\u0e00"  # Thai, and behind it the scripts of East Asia


@cache
def currencies() -> Currencies:
    """All currencies that are known."""
    entries = msgspec.json.decode(table("currencies")["currencies"], type=dict[str, _Entry])
    kinds: dict[str, set[str]] = {}
    weak: set[str] = set()
    signs: set[str] = set()
    words: set[str] = set()
    stems: set[str] = set()
    loose: set[str] = set()
    for name, entry in entries.items():
        for sign in entry.signs:
            kinds.setdefault(sign.lower(), set()).add(name)
            signs.add(sign.lower())
        weak.update(word.rstrip("*") for word in entry.weak)
        for word in (*entry.words, *entry.weak):
            bare = word.rstrip("*")
            kinds.setdefault(bare, set()).add(name)
            (loose if bare[0] >= _FIRST_WITHOUT_SPACES else stems if word.endswith("*") else words).add(bare)
    words |= {sign for sign in signs if sign.isalpha()}
    marks = [sign for sign in signs if not sign.isalpha()]
    article = f"(?:{_longest_first(ARTICLES)})?"
    either = "|".join(
        (
            f"{_heads(loose)}({_longest_first(loose)})",
            f"{_heads(marks)}({_longest_first(marks)})",
            f"(?<!{_LETTER}){_heads((*words, *ARTICLES))}{article}({_longest_first(words)})(?!{_LETTER})",
            f"(?<!{_LETTER}){_heads((*stems, *ARTICLES))}{article}({_longest_first(stems)}){_LETTER}{{0,5}}(?!{_LETTER})",
        )
    )
    return Currencies(
        re.compile(either), {form: frozenset(names) for form, names in kinds.items()}, frozenset(weak)
    )


def _longest_first(forms: Iterable[str]) -> str:
    """One of some forms, the longest that fits. Those with one first letter stand together."""
    heads: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        heads.setdefault(form[0], []).append(re.escape(form[1:]))
    return "|".join(f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in sorted(heads.items()))


def _heads(forms: Iterable[str]) -> str:
    """That one of some forms may begin here: one look at a class, where a text would be asked for hundreds of words."""
    return f"(?=[{''.join(re.escape(head) for head in sorted({form[0] for form in forms}))}])"
