"""How sure it is that a stretch of another language in the same script was left behind, and why.

The decoder (`same_script`) finds what is cheaper in another language. Names, titles, borrowed words,
addresses and code are cheaper there too: what they look like, and how much of the stretch the other
language's word list knows, grades it.
"""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from audit.analysis.latin_in_other_script import technical
from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.same_script import Decoded, Decoding, same_script_decoding, voted_decoding
from audit.analysis.text_view import TextView
from audit.analysis.titles import TITLE_WORDS, is_cited, looks_like_title, mostly_titles
from audit.language.latin_tokens import is_particle
from audit.language.loan_phrases import is_loan_phrase
from audit.language.scripts import COMMON, script_of
from audit.language.word_grammar import word_grammar
from audit.model.mqm import Confidence

TERM_COUNT = 2  # a foreign word that stands alone so often is a term of the text
SURE_WORD = 7.0  # gain of a single word inside a sentence that is shown
SURE_PHRASE = 3.0  # of several words, or of a line
CERTAIN_PHRASE = 15.0  # of listed words in a stretch of three words, or a line of two, that is beyond doubt
SURE_NOUN = 4.0  # gain of a listed noun that is no name
TELLING_MARKS = frozenset("«»„「『《")
SURE_THIRD = 30.0  # gain of listed words
WORDS_OF_A_THIRD = 4  # words of neither the target nor the source language that are believed
ATTESTED = 2.0  # gain of the listed words of a shown stretch; twice that where the source is not known
SPELT = 8.0  # gain from which spelling alone is believed, in a line or in several words
LONE_VOTE = 14.0  # gain of all that is found, below which a single word proves no unknown language
BRACKET = re.compile(r"[*_”\"'»]{0,3} ?[(\[]([^\W\d_])")
VOUCHED = 6.0  # gain of listed words of a stretch that a word list vouches for
MANY, FEW_VOUCHED = (
    10,
    0.5,
)  # stretches of a document, and the share of vouched ones below which none is believed
SHOWN_WORDS = 3  # named as evidence


class Leftover(NamedTuple):
    """Words of another language, `[start, end)` in the view."""

    start: int
    end: int
    language: str | None  # tag; None when it is only sure that it is not the target language
    words: int
    whole: bool  # all that its segment says
    confidence: Confidence
    listed: tuple[str, ...]  # its most telling words, lower case, that the other language's list knows


def leftover_words(view: TextView) -> list[Leftover]:
    """Words of another language in the target's script, graded, in order. Cached on the view."""
    return view.remember("leftover words", lambda: _graded(view, same_script_decoding(view)))


def voted_leftovers(view: TextView) -> list[Leftover]:
    """The same, as if nothing were known of the source language: what speaks for one. Not cached."""
    return _graded(view, voted_decoding(view))


def _graded(view: TextView, decoding: Decoding | None) -> list[Leftover]:
    if decoding is None:
        return []
    alone = Counter(view.words[item.first] for item in decoding.found if item.first == item.last)
    telling = _telling(view, decoding)
    nouns = telling if word_grammar(decoding.language).capital_nouns else frozenset()
    explained = {view.words[item.last] for item in decoding.found if _spelt_natively(view, item)}
    every = sum(item.gain for item in decoding.found)
    found: list[Leftover] = []
    titles = []  # places in `found` of what may be one
    seen = vouched = 0
    for item in decoding.found:
        if item.first == item.last and view.words[item.first] in explained:
            continue
        confidence = _confidence(view, item, alone, nouns, telling)
        if confidence is None:
            continue
        words = {word for word in view.words[item.first : item.last + 1] if word.isalpha()}
        gains = {word: decoding.costs.listed_gains(word).get(decoding.place, 0.0) for word in words}
        listed = sum(gains.values())
        number = item.last - item.first + 1
        seen += 1
        vouched += listed >= VOUCHED
        if confidence is Confidence.LIKELY:
            confidence = _attested(view, item, decoding, len(words), listed, every)
        start, end = view.word_starts[item.first], view.word_starts[item.last] + len(view.words[item.last])
        if is_cited(view, start, end):
            confidence = Confidence.POSSIBLE
        if confidence is not Confidence.POSSIBLE and not item.whole:
            # A name before its verb is no title: of two words the first must be one of the other language.
            named = number == 2 and gains.get(view.words[item.first], 0.0) < ATTESTED
            if not named and looks_like_title(view, start, end):
                titles.append(len(found))
        strongest = sorted((word for word in gains if gains[word] > 0), key=lambda word: (-gains[word], word))
        found.append(
            Leftover(
                start,
                end,
                decoding.language if decoding.sure else None,
                number,
                item.whole,
                confidence,
                tuple(strongest[:SHOWN_WORDS]),
            )
        )
    shown = sum(item.words for item in found if item.confidence is not Confidence.POSSIBLE)
    if mostly_titles(sum(found[place].words for place in titles), shown):
        for place in titles:
            found[place] = found[place]._replace(confidence=Confidence.POSSIBLE)
    if seen >= MANY and vouched < FEW_VOUCHED * seen:
        # Names or noise: what no list vouches for is not believed where there is so much of it.
        return [
            item if item.confidence is Confidence.CERTAIN else item._replace(confidence=Confidence.POSSIBLE)
            for item in found
        ]
    return found


def _telling(view: TextView, decoding: Decoding) -> frozenset[str]:
    """Lower-case words that are surely of the other language, even with a capital: no names."""
    words = {word for item in decoding.found for word in view.words[item.first : item.last + 1]}
    gains = decoding.costs.listed_gains
    return frozenset(
        word for word in words if word.isalpha() and gains(word).get(decoding.place, 0.0) >= SURE_NOUN
    )


def _attested(
    view: TextView, item: Decoded, decoding: Decoding, words: int, listed: float, every: float
) -> Confidence:
    """The grade of a stretch that looks like one: do words that the other language lists speak for it?

    `words` counts its different words, `listed` adds up the gains of the listed ones, `every` the gains of
    all that was found in the document.
    """
    if decoding.known:
        believed = listed >= ATTESTED or (item.gain >= SPELT and (item.whole or words > 1))
    elif not decoding.third:
        believed = listed >= 2 * ATTESTED and (words > 1 or item.whole or every >= LONE_VOTE)
    else:
        believed = listed >= SURE_THIRD and words >= WORDS_OF_A_THIRD
    if not believed:
        return Confidence.POSSIBLE
    certain = listed >= CERTAIN_PHRASE and words >= (2 if item.whole else 3)
    return Confidence.CERTAIN if certain else Confidence.LIKELY


def _confidence(
    view: TextView,
    item: Decoded,
    alone: "Counter[str]",
    nouns: frozenset[str],
    telling: frozenset[str],
) -> Confidence | None:
    """LIKELY for what looks left behind, POSSIBLE for what may be; None for addresses, code, terms, names.

    `nouns` are words that rightly have a capital in the other language, `telling` those no name would be.
    """
    starts = view.word_starts
    stretch = view.text[starts[item.first] : starts[item.last] + len(view.words[item.last])]
    if is_loan_phrase(stretch) or _spelt_natively(view, item):
        return None
    placed = [(starts[index], view.words[index]) for index in range(item.first, item.last + 1)]
    words = [(start, word) for start, word in placed if word]
    prose = [
        (start, word) for start, word in words if not technical(view, start, start + len(word))
    ]  # fmt: skip
    if not prose:
        return None
    small = [word for start, word in prose if view.text[start].islower() or word in nouns]
    # "of" and "van" belong to a name only where there is one.
    plain = small if len(small) == len(words) else [word for word in small if not is_particle(word)]
    # "e-mail" and "l'heure" are one word to a reader.
    number = len(stretch.split())
    if item.whole:
        enough = item.gain >= SURE_PHRASE and (number > 1 or len(words[0][1]) > 2)
        if number > 1 and not plain and not stretch.isupper():  # as names are written
            enough = enough and 2 * len(telling.intersection(word for _, word in words)) >= len(words)
        return Confidence.LIKELY if enough else Confidence.POSSIBLE
    if not plain and not (number > 1 and stretch.isupper()):
        return None  # a name
    if code().search(stretch):
        return Confidence.POSSIBLE
    if number == 1:
        sure = plain and item.gain >= SURE_WORD and alone[words[0][1]] < TERM_COUNT
    else:
        sure = len(plain) * 3 >= number and item.gain >= SURE_PHRASE and not _title(view, item, stretch)
    return Confidence.LIKELY if sure else Confidence.POSSIBLE


def _spelt_natively(view: TextView, item: Decoded) -> bool:
    """True before a bracket that opens with letters of another script: a term with its native spelling."""
    end = view.word_starts[item.last] + len(view.words[item.last])
    opening = BRACKET.match(view.text, end)
    return opening is not None and script_of(opening[1]) not in (COMMON, *view.language.scripts)


def _title(view: TextView, item: Decoded, stretch: str) -> bool:
    """True for a few words between quotation marks that begin with a capital: what a work is called.

    Marks that the target language does not use, right before the words, were left behind with them.
    """
    start, end = view.word_starts[item.first], view.word_starts[item.last] + len(view.words[item.last])
    if item.last - item.first >= TITLE_WORDS or not stretch[0].isupper():
        return False
    mark = view.text[start - 1] if start else ""
    if mark in TELLING_MARKS and all(mark != pair.open for pair in view.language.quotes):
        return False
    return is_quoted(view, start, end)


@cache
def code() -> re.Pattern[str]:
    """Matches what stands in commands and programs, never in sentences."""
    return re.compile(r"\s--?[A-Za-z]|[=<>{}$\\_|]|::|\(\)")
