"""Words that the language does not know and that are one slip away from one of its common words."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import compress
from typing import NamedTuple

from audit.analysis.small_names import in_code
from audit.analysis.text_view import TextView
from audit.language.capital_words import capital_words
from audit.language.spelling import RARE, REMEMBERED, UNTOLD, Slip, Speller, has_vowel, speller
from audit.language.word_grammar import word_grammar
from audit.model.mqm import Confidence

DOUBT = 1.2  # what a slip that is only possible may lack
# A text in an older spelling or a dialect is full of words that are nearly those of today: so much weaker slips, so
# many of them, and the share of strong ones that still speaks for slips.
WEAKER, MANY, STRONG_SHARE = 3.0, 5, 0.25
BESIDE = "@-/._#\\'’`´&=:+~$%^*<>|"  # signs right before a word that make it part of a name, a form or code
BEHIND = "-_/'’`´@=(~^*<>|\\"
QUOTES = "\"'“”„«»‚‘’"
AROUND, REACH = 3, 80  # words, and code points, looked at on either side
NEVER = 99.0
# Letters up to which another letter or one more makes a word of a trade, and what such a word needs more.
SHORT, SHORT_MORE = 5, 4.0
VOWELLESS = 4  # letters of a word that may be an abbreviation, but for words so common
EVERYDAY = 8.5
OPENING = 1.5  # what a word needs more that opens a sentence and may be a name
LISTED = 3.0  # and a rare word
ABROAD = 2.5  # and one that another language has
SHORTEST = 3
# Accents that were lost everywhere: so few accented letters among all, so many words that miss theirs.
ACCENTED_SHARE, FEWEST_BARE, OF_WORDS = 0.002, 3, 25


class Misspelt(NamedTuple):
    """`[start, end)` of the view was meant to be `meant`."""

    start: int
    end: int
    meant: str
    confidence: Confidence
    accents: bool = False  # the whole text lost its accented letters


def misspelt_words(view: TextView) -> list[Misspelt]:
    """Every such word in order. Cached on the view."""
    return view.remember("misspelt words", lambda: sorted(_find(view)))


def _find(view: TextView) -> Iterator[Misspelt]:
    for script in view.language.scripts:
        knows = speller(view.language.tag, script)
        if knows is None:
            continue
        bare = _without_accents(view, knows)
        if bare:
            yield from _restored(view, bare)
        yield from _slips(view, knows, bare)


def _slips(view: TextView, knows: Speller, bare: dict[str, str]) -> Iterator[Misspelt]:
    found: list[tuple[int, str, Slip]] = []
    weak = strong = 0
    strange = knows.strange
    once = {
        word for word, times in view.vocabulary.items() if times == 1 and strange[word] and word not in bare
    }
    for word, start in compress(
        zip(view.words, view.word_starts, strict=False), map(once.__contains__, view.words)
    ):
        if not _may_be_plain(view, word, start):
            continue
        slip = knows.slip(word)
        if slip is None or slip.score < -WEAKER:
            continue
        weak += 1
        strong += slip.score >= 0
        if slip.score >= -DOUBT:
            found.append((start, word, slip))
    old = weak >= MANY and strong < STRONG_SHARE * weak
    for start, word, slip in found:
        least = _asked(view, knows, word, slip, start)
        if least is not None and least < NEVER:
            sure = slip.score >= least and not old
            yield Misspelt(
                start,
                start + len(word),
                _as_written(view.text[start : start + len(word)], slip.meant),
                Confidence.LIKELY if sure else Confidence.POSSIBLE,
            )


def _may_be_plain(view: TextView, word: str, start: int) -> bool:
    """False for what is written as a name is, before anything dearer is asked: most words that nobody lists are names."""
    stands = view.text[start : start + len(word)]
    if not stands[1:].islower() or word in in_code(view):
        return False
    if stands[0].islower():
        return True
    if not word_grammar(view.language.tag).capital_nouns and _opens(view, start):
        return True
    return _is_near_capital(view.language.tag, word)


@lru_cache(REMEMBERED)
def _is_near_capital(tag: str, word: str) -> bool:
    """True for what may be a slip of a word that is always written with a capital."""
    return any(
        abs(len(large) - len(word)) <= 1 and len(set(large).symmetric_difference(word)) <= 2
        for large in capital_words(tag)
    )


def _as_written(word: str, meant: str) -> str:
    return meant.capitalize() if word[:1].isupper() else meant


def _asked(view: TextView, knows: Speller, word: str, slip: Slip, start: int) -> float | None:
    """The score that makes it likely that a word is a slip: 0 for a plain word among plain words; None for no word
    of the text, like a name, a form or code."""
    end = start + len(word)
    stands = view.text[start:end]
    if view.is_listed(start, end) or not (stands.islower() or stands[1:].islower()):
        return None
    before, after = view.text[max(0, start - 1) : start], view.text[end : end + 2]
    joined = (before and before in BESIDE) or (after[:1] and after[0] in BEHIND)
    if joined and not _hyphenated(view, knows, start, end):
        return None
    if after[:1] in (".", ":") and after[1:].isalnum():
        return None
    if before and before in QUOTES and after[:1] and after[0] in QUOTES:
        return None
    index = view.segment_at(start)
    base = view.starts[index]
    if not view.segments[index].map.unbroken(start - base, end - base):
        return None  # markup stands in it: two words were glued
    if _parted_by_markup(view, index, start - base - 1) or _parted_by_markup(view, index, end - base):
        return None
    if view.file_text and len(_alone(word).findall(_lowered_file(view))) > 1:
        return None
    least = _company(view, knows, start)
    if stands[0].isupper() and slip.meant not in capital_words(view.language.tag):
        if word_grammar(view.language.tag).capital_nouns or not _opens(view, start):
            return None
        least += OPENING
    if slip.listed and slip.kind != "swapped":
        least += LISTED
    if len(word) <= SHORT and slip.kind in UNTOLD:
        least += SHORT_MORE
    if (before == "(" and after[:1] == ")") or (len(word) <= SHORTEST and slip.cost > EVERYDAY):
        least += NEVER  # an abbreviation
    if slip.abroad:
        least += ABROAD
    if slip.ending:
        least += NEVER
    if len(word) <= VOWELLESS and not has_vowel(word) and (slip.kind != "lost" or slip.cost > EVERYDAY):
        least += NEVER
    return least


def _lowered_file(view: TextView) -> str:
    return view.remember("file in lower case", lambda: view.file_text.lower())


def _parted_by_markup(view: TextView, index: int, place: int) -> bool:
    """True for a blank of a segment that only its markup makes: "fin j</span><span>anvier"."""
    segment = view.segments[index]
    if not view.file_text or not 0 <= place < len(segment.text) or not segment.text[place].isspace():
        return False
    span = segment.map.to_file(place, place + 1)
    written = view.file_text[span.start : span.end]
    return not any(map(str.isspace, written)) and not written.startswith("&")


def _opens(view: TextView, start: int) -> bool:
    """True for the first word of a paragraph or sentence, before a word in small letters."""
    first, last = view.bounds_at(start)
    head = view.text[max(first, start - 4) : start].rstrip(" \"“„«»”'(")
    following = re.match(r"[^\W\d_]+ ([^\W\d_]+)", view.text[start : min(last, start + 60)])
    return (not head or head[-1] in view.language.sentence_ends) and bool(
        following and following[1].islower()
    )


def _hyphenated(view: TextView, knows: Speller, start: int, end: int) -> bool:
    """True for a word joined by a hyphen to common words in small letters, and by no other sign."""
    text = view.text[max(0, start - 30) : end + 30]
    whole = next((m for m in re.finditer(r"[^\s\x00]+", text) if m.start() <= min(start, 30) < m.end()), None)
    if whole is None:
        return False
    parts = whole[0].strip('.,;:!?()"“”„«»').split("-")
    others = [part for part in parts if part != view.text[start:end]]
    return len(others) == len(parts) - 1 and all(
        part.islower() and knows.cost(part) < RARE for part in others
    )


def _company(view: TextView, knows: Speller, start: int) -> float:
    """0 where the words around are of the language, else so much that nothing is likely."""
    first, last = view.bounds_at(start)
    low, high = max(first, start - REACH), min(last, start + REACH)
    words = list(_word().finditer(view.lower, low, high))
    at = next((i for i, match in enumerate(words) if match.start() == start), None)
    if at is None:
        return NEVER
    beside = [m[0] for m in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])]
    around = [m[0] for m in (*words[max(0, at - AROUND) : at], *words[at + 1 : at + 1 + AROUND])]
    known = sum(not knows.is_foreign(other) for other in around)
    strange = [
        other for other in beside if knows.is_foreign(other) and not _written_large(view, words, other)
    ]
    return NEVER if strange or known < AROUND or known * 3 < len(around) * 2 else 0.0


def _written_large(view: TextView, words: list[re.Match[str]], word: str) -> bool:
    return any(match[0] == word and view.text[match.start()].isupper() for match in words)


def _without_accents(view: TextView, knows: Speller) -> dict[str, str]:
    """Words that miss an accented letter, with what they were, in a text that lost them all; else nothing."""
    if not knows.accented:
        return {}
    own = set(knows.accented)
    letters = sum(map(len, view.words))
    if own & {char.lower() for char in view.rare_characters}:
        accented = sum(view.lower.count(char) for char in own)
        if accented > ACCENTED_SHARE * letters:
            return {}
    found: dict[str, str] = {}
    proofs = 0
    for word in view.vocabulary:
        meant = knows.restored(word)
        if meant is not None:
            proofs += knows.cost(word) >= RARE
            found[word] = meant
    enough = proofs >= FEWEST_BARE and proofs * OF_WORDS >= len(view.vocabulary)
    return found if enough else {}


def _restored(view: TextView, bare: dict[str, str]) -> Iterator[Misspelt]:
    for word, meant in bare.items():
        for start in view.places_of(word):
            text = view.text[start : start + len(word)]
            if text.isupper() and len(text) > 1:
                continue
            yield Misspelt(start, start + len(word), _as_written(text, meant), Confidence.LIKELY, True)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def _alone(word: str) -> re.Pattern[str]:
    """A word by itself. The letters come first so that the search jumps from one place to the next."""
    return re.compile(rf"{word}(?<![^\W\d_]{word})(?![^\W\d_])")
