"""Targets in another language than theirs.

The source takes part: its words may stand in a translation as names, codes and loan words, so they are left out. What is
left is weighed by the word lists of all languages of the script (`told_apart`); the target's own language must be
clearly dearer than another one. Letters of a script that the language does not write need no weighing.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.copies import partial_copies, whole_copies
from audit.analysis.pairs.said_text import said_targets
from audit.analysis.pairs.said_words import base, cost_in, same_tongue, source_language_of, vocabulary
from audit.analysis.told_apart import nearest
from audit.language.profile import LanguageProfile
from audit.language.profiles import known_tags, languages_of_script, name_of, profile, scripts_of
from audit.language.relatives import list_of
from audit.language.script_names import script_name
from audit.language.scripts import COMMON, script_of

FEWEST_WORDS = 3
STRANGE = 13.0  # what a word costs that a language hardly has
USUAL = 11.5  # … and a common one
FEWEST_TELLING = 2  # words that are usual in the other language and strange in the target's
SHARE = 0.4  # of the words that must be strange before anybody asks which language they are
FEWEST_SIGNS = 3  # letters of a foreign script, or of another language in the same one
SIGNS_SHARE = 0.3  # … and this part of all letters


class Tongue(NamedTuple):
    """`[start, end)` of the target of `pair` is in another language; `name` is its English name, or that of a script."""

    pair: int
    start: int
    end: int
    name: str


def other_tongues(view: PairView) -> Iterator[Tongue]:
    """The targets in another language."""
    own = base(view.language)
    if own is None or same_tongue(view) or not view.language.scripts:
        return  # a language of which nothing is known looks like any other
    left = {copy.pair for copy in (*whole_copies(view), *partial_copies(view))}
    sources, targets = vocabulary(view)
    texts = said_targets(view)
    main = view.language.scripts[0]
    language = base(source_language_of(view))
    listed = list_of(own, main) is not None
    every = set(chain.from_iterable(targets)) if listed else set()
    strange = {word for word in every if cost_in(word, own) >= STRANGE}
    for index, words in enumerate(targets):
        if index in left or not words:
            continue
        name = _by_signs(texts[index], sources[index], view.language)
        if (
            name is None
            and listed
            and len(words) >= FEWEST_WORDS
            and sum([word in strange for word in words]) >= FEWEST_TELLING
        ):
            name = _by_words(words, sources[index], language, own, main)
        if name is not None:
            text = texts[index]
            start = len(text) - len(text.lstrip())
            yield Tongue(index, start, max(start, len(text.rstrip())), name)


def _by_words(words: list[str], beside: list[str], language: str | None, own: str, script: str) -> str | None:
    """The language that the words of a target are clearly nearer to than to its own."""
    known = set(beside)
    mine = [word for word in words if word not in known and len(word) > 1 and script_of(word[0]) == script]
    if len(mine) < FEWEST_WORDS:
        return None
    strange = sum(cost_in(word, own) >= STRANGE for word in mine)
    if strange < max(2, SHARE * len(mine)):
        return None
    found = nearest(mine, script, _listed(script))
    if found is None or found in (own, language):
        return None
    telling = sum(cost_in(word, found) < USUAL and cost_in(word, own) >= STRANGE for word in set(mine))
    return name_of(found) if telling >= FEWEST_TELLING else None


@cache
def _listed(script: str) -> tuple[str, ...]:
    """The languages of a script whose words are listed: of the others anything may be a word."""
    return tuple(tag for tag in languages_of_script(script) if list_of(tag, script))


def _by_signs(text: str, beside: list[str], language: LanguageProfile) -> str | None:
    """The language, or script, of letters that the target's own language does not write."""
    if text.isascii():
        return None
    scripts = _foreign_scripts(language)
    if not _has_many_signs(language):
        own = _usual_signs(language)
        strange = set(text) - own
        if strange:
            own.update(char for char in strange if script_of(char) not in scripts)
            if strange <= own:
                return None
        else:
            return None
    letters = Counter(text)
    foreign: Counter[str] = Counter()
    total = 0
    for char, count in letters.items():
        if not char.isalpha():
            continue
        total += count
        script = script_of(char)
        if script in scripts:
            foreign[script] += count
    if foreign:
        script, count = foreign.most_common(1)[0]
        theirs = any(script_of(word[0]) == script for word in beside)
        if count >= FEWEST_SIGNS and count >= SIGNS_SHARE * total and not theirs:
            return _language_of(script)
    return _by_letters(letters, total, language) if _has_many_signs(language) else None


def _by_letters(letters: Counter[str], total: int, language: LanguageProfile) -> str | None:
    """A language of the same signs, for one that writes with thousands: several that it does not have."""
    own = _signs_of(language.tag)
    strange = {
        char: count for char, count in letters.items() if char not in own and script_of(char) == "Hani"
    }
    if sum(strange.values()) < FEWEST_SIGNS - 1 or sum(strange.values()) < SIGNS_SHARE / 2 * total:
        return None
    for tag in languages_of_script("Hani"):
        if tag != base(language) and all(char in _signs_of(tag) for char in strange):
            return name_of(tag)
    return None


@cache
def _usual_signs(language: LanguageProfile) -> set[str]:
    """What was seen in its texts so far that is of no foreign script: texts are made of the same signs."""
    return set()


@cache
def _has_many_signs(language: LanguageProfile) -> bool:
    return "Hani" in language.scripts


@cache
def _signs_of(tag: str) -> frozenset[str]:
    facts = profile(tag)
    return frozenset(facts.letters + facts.extra_letters)


@cache
def _foreign_scripts(language: LanguageProfile) -> frozenset[str]:
    """The scripts that a language does not write. Latin is left out: names and codes are in it everywhere."""
    known = {script for tag in _known() for script in scripts_of(tag)}
    return frozenset(known - set(language.scripts) - {"Latn", COMMON} - ({"Hani"} & set(_borrowed(language))))


def _borrowed(language: LanguageProfile) -> tuple[str, ...]:
    """Chinese signs stand in Korean text as explanations."""
    return ("Hani",) if "Hang" in language.scripts else ()


@cache
def _known() -> tuple[str, ...]:
    return tuple(tag for tag in known_tags() if "-" not in tag)


def _language_of(script: str) -> str:
    """The one language of a script, or the script's name."""
    languages = languages_of_script(script)
    if len(languages) == 1:
        return name_of(languages[0])
    return f"a language in {script_name(script)} letters"
