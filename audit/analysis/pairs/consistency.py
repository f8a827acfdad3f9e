"""Units that say the same in the source and not in the target, and the other way round.

Compared are texts without accelerators, white space at the edges and, of targets, capitals and a final mark. Units of
different contexts are different texts, and so are the forms of a plural. Units of other documents of the run stand before
those of the view (`Pair.place`): a label that only they say otherwise may mean something else there.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.copies import is_whole_copy
from audit.analysis.pairs.plural_forms import form_in_key
from audit.analysis.pairs.said_text import said as said_text
from audit.analysis.pairs.said_words import source_language_of, words_of
from audit.language.negation_words import is_negation
from audit.language.opposites import opposites
from audit.model.mqm import Confidence
from audit.model.unit import State

LONGEST = 400  # code points of a text that is compared: longer ones are seldom said again
MARKS = " \t\n\r\u00a0.:…。：!！?？"
ROOT = 3  # letters that forms of one word share
FEW = 4  # words of a text that may rightly have two translations: a label says different things in different places


class Differing(NamedTuple):
    """Pair `pair` has another translation than pair `other`, for the same source."""

    pair: int
    other: int
    confidence: Confidence


class Shared(NamedTuple):
    """Pair `pair` has the translation of pair `other`, for another source."""

    pair: int
    other: int
    confidence: Confidence


def differing(view: PairView) -> Iterator[Differing]:
    """Pairs whose source is translated otherwise elsewhere, more often or earlier."""
    groups: dict[tuple[str, str | None], list[int]] = {}
    for index, pair in enumerate(view.pairs):
        source = pair.source.text
        if len(source) <= LONGEST and len(pair.unit.targets) == 1 and pair.target.text.strip():
            groups.setdefault((bare(source), pair.unit.context), []).append(index)
    for (source, _), everyone in groups.items():
        if len(everyone) < 2 or not any(map(str.isalpha, source)):
            continue
        said_by = {index: key_of(view.pairs[index].target.text) for index in everyone}
        if len(set(said_by.values())) < 2:
            continue
        # Not those that are not translated at all: what the others say is right; nor the forms of a plural.
        indexes = [
            index
            for index in everyone
            if form_in_key(view.pairs[index].unit) is None and not is_whole_copy(view, index)
        ]
        said = {index: said_by[index] for index in indexes}
        if len(set(said.values())) < 2:
            continue
        # What was not translated is no example for the others.
        translated = {index: text for index, text in said.items() if text != key_of(source)} or said
        counts: Counter[str] = Counter()
        for index, text in translated.items():
            counts[text] += view.pairs[index].times
        usual = counts.most_common(1)[0][0]
        first = first_of([index for index in indexes if said[index] == usual], view)
        beside = sum(
            view.pairs[index].times for index in indexes if said[index] == usual and is_near(view, index)
        )
        label = len(words_of(said_text(source))) <= FEW
        for index in indexes:
            if said[index] == key_of(source) and not any(
                map(str.isalpha, said_text(view.pairs[index].source.text))
            ):
                continue  # code is no text to translate
            if said[index] != usual:
                if view.pairs[first].place is not None and view.pairs[index].unit.state is State.DRAFT:
                    continue  # somebody will look at it again
                # Once so and once so: of a label, the forms of one word may be meant, in a menu and on a button.
                doubtful = label and (beside == 0 or (beside == 1 and akin(said[index], usual)))
                yield Differing(index, first, Confidence.POSSIBLE if doubtful else Confidence.LIKELY)


def shared(view: PairView) -> Iterator[Shared]:
    """Pairs with the translation of another source that must not be translated alike, or is unlike (doubtful)."""
    groups: dict[str, list[int]] = {}
    for index, pair in enumerate(view.pairs):
        target = pair.target.text
        if len(target) <= LONGEST and len(pair.unit.targets) == 1 and target.strip():
            groups.setdefault(key_of(target), []).append(index)
    language = source_language_of(view)
    tag = language.tag if language is not None else "en"
    for indexes in groups.values():
        if len(indexes) < 2:
            continue
        first = indexes[0]
        theirs = words_in(view, first)
        for index in indexes[1:]:
            mine = words_in(view, index)
            if sorted(mine) != sorted(theirs) and excludes(mine, theirs, tag):
                yield Shared(index, first, Confidence.LIKELY)


def first_of(indexes: list[int], view: PairView) -> int:
    """The first of some pairs, of this document if it can be."""
    return next((index for index in indexes if view.pairs[index].place is None), indexes[0])


def is_near(view: PairView, index: int) -> bool:
    """True for a pair of the document itself, and of its table."""
    return view.pairs[index].place is None or view.pairs[index].near


def akin(one: str, other: str) -> bool:
    """True for two texts with words that begin alike, or of which one is in the other."""
    one, other = bare_letters(one), bare_letters(other)
    if one in other or other in one:
        return True
    mine, theirs = ({word.text[:ROOT] for word in words_of(text)} for text in (one, other))
    return not mine.isdisjoint(theirs)


def bare_letters(text: str) -> str:
    """A text without the accents of its letters: stress moves between the forms of a word."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")


def excludes(one: list[str], other: list[str], tag: str) -> bool:
    """True for two texts that differ in words which exclude each other, or in a negation, and in nothing else."""
    mine, theirs = Counter(one) - Counter(other), Counter(other) - Counter(one)
    if mine.total() == theirs.total() == 1:
        word, counter = next(iter(mine)), next(iter(theirs))
        return (word, counter) in opposites(tag)
    extra = mine + theirs
    return extra.total() == 1 and is_negation(next(iter(extra)), tag)


def words_in(view: PairView, index: int) -> list[str]:
    """The words of a source, lower case, and its figures and placeholders as they stand."""
    text = bare(view.pairs[index].source.text)
    return [word.text.lower() for word in words_of(text)]


def bare(text: str) -> str:
    """A text without white space around and marks of accelerators."""
    return without_accelerator(text).strip()


def key_of(target: str) -> str:
    """What two targets must share to be the same: small differences of form are not this check's."""
    return " ".join(without_accelerator(target).casefold().strip(MARKS).split())


def without_accelerator(text: str) -> str:
    """A text without the mark before the letter of an accelerator: "&File", "_File", "ファイル(&F)"."""
    if "&" not in text and "_" not in text and "~" not in text:
        return text
    for mark in "&_~":
        place = text.find(mark)
        if text.count(mark) == 1 and text[place + 1 : place + 2].isalnum():
            if text[place - 1 : place] == "(" and text[place + 2 : place + 3] == ")":
                return text[: place - 1].rstrip() + text[place + 3 :]
            return text[:place] + text[place + 1 :]
    return text


def edges(text: str) -> tuple[int, int]:
    """Start and end of a text without white space around."""
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))
