"""How currencies are written, in all languages."""

import re
import unicodedata
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
    sign: re.Pattern[str]
    firsts: frozenset[str]
    stems: tuple[str, ...]
    known: dict[str, bool] = {}

    def may_stand_in(self, text: str) -> bool:
        """False where the pattern finds nothing in a lower-cased text, for a part of the cost: most texts hold neither a
        sign nor a word that a name of a currency begins with."""
        if self.sign.search(text):
            return True
        known = self.known
        for word in _RUN.findall(text):
            begins = known.get(word)
            if begins is None:
                if len(known) > MOST_KNOWN:
                    known.clear()
                begins = known[word] = self._begins(word)
            if begins:
                return True
        return False

    def _begins(self, word: str) -> bool:
        rests = [word[len(article) :] for article in _JOINED if word.startswith(article)]
        return any(form in self.firsts or form.startswith(self.stems) for form in (word, *rests))


class _Entry(msgspec.Struct, frozen=True):
    signs: tuple[str, ...]
    words: tuple[str, ...]
    weak: tuple[str, ...]


_LETTER = r"[^\W\d_]"
_RUN = re.compile(rf"{_LETTER}+")
MOST_KNOWN = 100_000  # words of which it is remembered whether a currency begins with them
ARTICLES = ("d’", "d'", "l’", "l'", "ال", "و", "ב", "ה")  # written together with a name
_JOINED = tuple(article for article in ARTICLES if article.isalpha())
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
    listed = [form for form in (*words, *stems) if form[0].isalpha()]
    firsts = {form: _RUN.match(form) for form in listed}
    heads = {form: match[0] for form, match in firsts.items() if match is not None}
    # A sign of several code points is known by the one that no word has.
    signs_of = {_telling(mark) for mark in marks} | {form[0] for form in loose}
    signs_of |= {form[0] for form in (*words, *stems) if not form[0].isalpha()}
    return Currencies(
        re.compile(either),
        {form: frozenset(names) for form, names in kinds.items()},
        frozenset(weak),
        re.compile(f"[{''.join(map(re.escape, sorted(signs_of)))}]"),
        frozenset(head for form, head in heads.items() if form in words or head != form),
        tuple(head for form, head in heads.items() if form in stems and head == form),
    )


def _telling(mark: str) -> str:
    return next((char for char in mark if unicodedata.category(char) == "Sc"), None) or next(
        char for char in mark if not char.isalpha()
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
