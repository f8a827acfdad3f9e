"""The user's terms on both sides: asked for, forbidden, or to be kept as they are.

A term of the source is found as whole words, in any case, its plural and other short endings included. A term of the
target counts as used when its words stand there in any form that begins like them: endings differ, the beginning
seldom does.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.said_text import said_texts
from audit.analysis.text_view import lowered
from audit.language.profile import LanguageProfile
from audit.model.span import Span

REQUIRED, FORBIDDEN, KEEP = "required", "forbidden", "keep"
ENDING = 3  # letters a word of the source may have behind the term's own: "sheds", "seedlings"
SHORT = 4  # letters of a word that is looked for as it is
LONG_MARK = "ー"
LEAST_STEM = 3  # letters that a form must share with its term
STEM = 0.7  # … and this part of them
ALIKE = 0.5  # likeness from which a word may stand for a term


class TermFault(NamedTuple):
    """The target of `pair` breaks a rule of the glossary: `[start, end)` is the wrong term, or an empty place.

    `source` is the term in the source, `term` what is asked for or what is forbidden.
    """

    pair: int
    start: int
    end: int
    source: Span
    asked: str
    term: str
    rule: str


def term_faults(view: PairView) -> list[TermFault]:
    """Where the glossary is not kept to. Made once."""
    return view.remember("term faults", lambda: list(_term_faults(view)))


def _term_faults(view: PairView) -> Iterator[TermFault]:
    if not view.glossary:
        return
    said = lowered(said_texts(view).source)
    taken: dict[int, list[Span]] = {}  # places of longer terms
    for term, wanted, rules in _by_source(view.glossary):
        seen: set[int] = set()
        for match in _term(term, KEEP in rules).finditer(view.source_text if KEEP in rules else said):
            index = view.pair_at_source(match.start())
            base = view.source_starts[index]
            place = Span(match.start() - base, match.end() - base)
            longer = taken.setdefault(index, [])
            if any(span.start <= place.start and place.end <= span.end for span in longer):
                continue
            longer.append(place)
            if index not in seen and view.pairs[index].target.text.strip():
                seen.add(index)
                yield from _broken(view, index, place, term, wanted)


def _by_source(
    glossary: Sequence[tuple[str, str, str]],
) -> Iterator[tuple[str, list[tuple[str, str]], frozenset[str]]]:
    """The rows of each source term: what is said of which target term. Longer terms come first."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for term, wanted, rule in glossary:
        if term.strip():
            rows.setdefault(term.strip(), []).append((wanted.strip() or term.strip(), rule))
    for term, said in sorted(rows.items(), key=lambda item: -len(item[0])):
        yield term, said, frozenset(rule for _, rule in said)


def _broken(
    view: PairView, index: int, place: Span, term: str, rows: list[tuple[str, str]]
) -> Iterator[TermFault]:
    target = view.pairs[index].target.text
    small = lowered(target)
    forbidden = False
    for wanted, rule in rows:
        if rule == FORBIDDEN:
            for start, end in _forms_of(wanted, small, view.language):
                forbidden = True
                yield TermFault(index, start, end, place, term, target[start:end], FORBIDDEN)
    asked = [wanted for wanted, rule in rows if rule == REQUIRED]
    kept = [wanted for wanted, rule in rows if rule == KEEP]
    if asked and not forbidden and not any(_has(wanted, small, view.language) for wanted in asked):
        start, end = _instead(asked[0], target)
        yield TermFault(index, start, end, place, term, asked[0], REQUIRED)
    for wanted in kept:
        if not _holds(wanted, target):
            start, end = _instead(wanted, target)
            yield TermFault(index, start, end, place, term, wanted, KEEP)


def _has(term: str, text: str, language: LanguageProfile) -> bool:
    """True when a lower-case text holds a term in some form, alone or in a compound."""
    return (
        _loose(without_accents(lowered(term)), language.has_spaces).search(without_accents(text)) is not None
    )


def _forms_of(term: str, text: str, language: LanguageProfile) -> Iterator[tuple[int, int]]:
    """Where a term stands in a lower-case text, with an ending at most."""
    found = _strict(lowered(term), language.has_spaces).finditer(text)
    return ((match.start(), match.end()) for match in found)


def without_accents(text: str) -> str:
    """A text without its accents, for words that change a vowel: "Haus", "Häuser"."""
    if text.isascii():
        return text
    return "".join(char for char in normalize("NFD", text) if not combining(char))


@lru_cache(4096)
def _strict(term: str, spaced: bool) -> re.Pattern[str]:
    if not spaced:
        return _unspaced(term)
    words = [re.escape(word) + rf"\w{{0,{ENDING if len(word) > SHORT else 2}}}" for word in term.split()]
    return re.compile(r"(?<!\w)" + r"[\s-]+".join(words) + r"(?!\w)")


@lru_cache(4096)
def _loose(term: str, spaced: bool) -> re.Pattern[str]:
    if not spaced:
        return _unspaced(term)
    before = "" if len(term) >= SHORT else r"(?<!\w)"
    return re.compile(before + r"[\s-]+(?:\w+\s+)?".join(map(_form, term.split())))


def _unspaced(term: str) -> re.Pattern[str]:
    # A long mark behind a word makes another spelling of it.
    return re.compile(re.escape(term) + ("" if term.endswith(LONG_MARK) else f"(?!{LONG_MARK})"))


def _form(word: str) -> str:
    """A pattern of what the forms of a word begin with."""
    letters = len(word)
    if letters <= SHORT or not word.isalpha():
        return re.escape(word)
    return re.escape(word[: max(LEAST_STEM, round(letters * STEM), letters - 3)]) + r"\w*"


def _holds(term: str, text: str) -> bool:
    """True for a term that stands in a text as it is, not as a part of a longer word of its script."""
    pattern = _exact(term)
    return pattern.search(text) is not None


@lru_cache(4096)
def _exact(term: str) -> re.Pattern[str]:
    before = r"(?<![A-Za-z0-9])" if term[:1].isascii() and term[:1].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if term[-1:].isascii() and term[-1:].isalnum() else ""
    return re.compile(before + re.escape(term) + after)


@lru_cache(4096)
def _term(term: str, case: bool) -> re.Pattern[str]:
    """A term of the source, its last word with a short ending."""
    text = term if case else lowered(term)
    parts = [re.escape(word) for word in text.split()]
    ending = rf"\w{{0,{ENDING}}}" if text[-1:].isalpha() and not case else ""
    before = r"(?<!\w)" if text[:1].isalnum() else r"(?<!\S)"
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return re.compile(before + r"\s+".join(parts) + ending + after)


def _instead(term: str, target: str) -> tuple[int, int]:
    """The stretch of a target that stands for a term it does not have; where nothing looks like it, the whole."""
    best: tuple[float, int, int] | None = None
    for match in _token().finditer(target):
        likeness = _likeness(lowered(term), lowered(match[0]))
        if best is None or likeness > best[0]:
            best = likeness, match.start(), match.end()
    if best is not None and best[0] >= ALIKE:
        return best[1], best[2]
    start = len(target) - len(target.lstrip())
    return start, max(start, len(target.rstrip()))


def _likeness(term: str, word: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, term, word, autojunk=False).ratio()


@lru_cache(1)
def _token() -> re.Pattern[str]:
    return re.compile(r"[\w-]+(?:[.'’][\w-]+)*")
