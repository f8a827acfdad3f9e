"""Which language a few words are in, told from the words themselves; none where they could be of several.

Every language written in their script is asked what the words cost it (negative natural logarithms of shares):
a listed word what the list says, a small word of a language without a list little, any other word of such a
language what words cost on average; a letter that a language does not have is dear. A language of which nothing is
known takes part as well: text in Hausa is nearer to no language than to any. The cheapest names the words, when it
is clearly ahead of every other. Close relatives share most words: what parts them is the few that one of them
lists and the other does not. Commoner languages are likelier, by little.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import islice

from audit.analysis.leftovers.word_lists import common_cost
from audit.language.function_words import telling_words
from audit.language.profiles import languages_of_script, profile
from audit.language.relatives import list_of, related
from audit.language.source_priors import prior_cost

SMALL_WORD = 6.0  # what a small word costs a language without a list
ANY_WORD, ANY_LETTER = 7.0, 0.75  # what any word costs it, and each of its letters: about what lists say
BORROWED = 1.0  # on top of what it costs a close relative that has a list
NO_WORD = 17.0  # a word that a list of the commonest hundred thousand lacks
NOT_MINE = 4.0  # a small word that a language lacks and the relative it shares its list with has
STRANGE_LETTER = 6.0  # a letter that the language does not have
CLEARLY, CLEARLY_OF_KIN = (
    4.0,
    8.0,
)  # by so much the cheapest must be ahead of any other, and of a close relative
HINTED = 6.0  # what it counts that something else speaks for a language
UNKNOWN = ""  # stands for the languages of which nothing is known
MOST_WORDS = 400  # looked at


def told_apart(words: Iterable[str], script: str, own: str, hint: str | None = None) -> str | None:
    """The base tag of the language of some words as they are written, or None.

    `own` is the base tag of the language they are surely not in, `hint` that of one that something else speaks for.
    Words with a capital may be names: they are left out where other words are there.
    """
    languages = [tag for tag in languages_of_script(script) if tag != own]
    if len(languages) == 1 and len(languages_of_script(script)) == 1:
        return languages[0]
    wanted = _plain(words)
    if not wanted:
        return None
    known = [_word_costs(word, script) for word in wanted]
    costs = {tag: prior_cost(tag) + sum([cost[tag] for cost in known]) for tag in languages}
    costs[UNKNOWN] = prior_cost(UNKNOWN) + sum(map(_any_word, wanted))
    if hint in costs:
        costs[hint] -= HINTED
    return _cheapest(costs) or None


def nearest(words: Iterable[str], script: str, languages: Iterable[str]) -> str | None:
    """The one of some languages that words are in; None where no other is clearly dearer."""
    wanted = _plain(words)
    return _cheapest(
        {tag: prior_cost(tag) + sum([_cost(word, tag, script) for word in wanted]) for tag in languages}
    )


def _plain(words: Iterable[str]) -> list[str]:
    """Different words in lower case, without possible names where other words are there."""
    every = list(islice((word for word in words if word.isalpha()), MOST_WORDS))
    plain = [word for word in every if not word[0].isupper()] or every
    return list(dict.fromkeys(word.lower() for word in plain))


def _cheapest(costs: Mapping[str, float]) -> str | None:
    """The language with the least cost, when it is clearly ahead of every other."""
    best = min(costs, key=lambda tag: (costs[tag], tag))
    near = [tag for tag, cost in costs.items() if cost - costs[best] < CLEARLY_OF_KIN and tag != best]
    ahead = all(costs[tag] - costs[best] >= CLEARLY and not related(tag, best) for tag in near)
    return best if ahead else None


@lru_cache(maxsize=5_000)
def _word_costs(word: str, script: str) -> dict[str, float]:
    """What a word costs every language of a script: words of a text are asked for again and again."""
    return {tag: _cost(word, tag, script) for tag in languages_of_script(script)}


def _cost(word: str, tag: str, script: str) -> float:
    alphabet = _alphabet(tag)
    if not alphabet.issuperset(word):
        return NO_WORD + STRANGE_LETTER * sum([char not in alphabet for char in word])
    small = tag in telling_words().get(word, ())
    known = common_cost(word)
    name = list_of(tag, script)
    if name is not None:
        cost = known.get(name, NO_WORD)
    elif small:
        return SMALL_WORD
    else:
        relatives = _listed_relatives(tag, script)
        near = [known[other] + BORROWED for other in relatives if other in known]
        cost = min(near, default=NO_WORD if relatives else _any_word(word))
    if not small and any(related(tag, other) for other in telling_words().get(word, ())):
        cost += NOT_MINE
    return min(NO_WORD, cost)


def _any_word(word: str) -> float:
    """What a word costs a language of which nothing is known: the more, the longer it is."""
    return min(NO_WORD, ANY_WORD + ANY_LETTER * len(word))


@cache
def _listed_relatives(tag: str, script: str) -> tuple[str, ...]:
    """The lists of close relatives: what they know, a language without a list is taken to know."""
    return tuple(
        name
        for other in languages_of_script(script)
        if other != tag and related(tag, other) and (name := list_of(other, script))
    )


@cache
def _alphabet(tag: str) -> frozenset[str]:
    facts = profile(tag)
    return frozenset(facts.letters + facts.extra_letters)
