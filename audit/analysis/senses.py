"""Words in a sense that the source did not mean, as far as the words around them tell."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.text_view import SEPARATOR, TextView, word_pattern
from audit.language.profile import LanguageProfile
from audit.language.sense_frames import Around, begins
from audit.language.senses import Mistaken, Mistakes, mistakes, places_of

ENDS = ".!?…。！？\n" + SEPARATOR
QUOTING = "\"'“”„«»‘’‹›「」"
LONGEST_SENTENCE = 600  # code points on either side that are looked at


class OddSense(NamedTuple):
    """`[start, end)` of a view's text, and what is meant instead, written as it would stand there."""

    start: int
    end: int
    meant: str


def base(language: LanguageProfile | None) -> str:
    """The tag of a language without its variant; "" for none."""
    return "" if language is None else language.tag.partition("-")[0]


def odd_senses(view: TextView) -> list[OddSense]:
    """Words whose frame is that of another sense; the source is not there to be asked, its language must be known."""
    return view.remember("odd senses", lambda: list(_odd_senses(view)))


def _odd_senses(view: TextView) -> Iterator[OddSense]:
    language, listed = view.language, _listed(view)
    if listed is None:
        return
    there: Iterable[str] = listed
    if language.has_spaces:
        words = view.vocabulary  # others need it too, and it is soon asked
        there = [word for word in listed if first_word(word) in words]
    for start, end in places_of(there, view.lower, language.has_spaces):
        around = Around(view.text, start)
        for word, mistaken in listed[view.lower[start:end]]:
            if is_written(view.text, start, end, word) and fits(mistaken, around, end, language):
                if is_mentioned(view.text, start, end):
                    continue
                meant = as_there(view.text, start, mistaken.words[word])
                yield OddSense(start, end, meant)
                break


def _listed(view: TextView | PairView) -> Mistakes | None:
    if view.source is None:
        return None
    return mistakes(base(view.source), base(view.language), view.language.has_spaces)


def false_friends(view: PairView) -> list[tuple[int, OddSense]]:
    """Words of translations whose source has the word they are mistaken for; with the number of the pair. Places
    count in the pair's own target."""
    return view.remember("false friends", lambda: list(_false_friends(view)))


def _false_friends(view: PairView) -> Iterator[tuple[int, OddSense]]:
    listed = _listed(view)
    if listed is None:
        return
    beside: _Beside | None = None
    for first, stop in places_of(listed, view.lower, view.language.has_spaces):
        index = view.pair_at(first)
        begin = view.bounds(index)[0]
        if beside is None or beside.index != index:
            pair = view.pairs[index]
            beside = _Beside(index, pair.source.text, pair.target.text, view.language.has_spaces)
        text, start, end = beside.target, first - begin, stop - begin
        around = Around(text, start)
        for word, mistaken in listed[view.lower[first:stop]]:
            meant = mistaken.words[word]
            if not is_written(text, start, end, word) or not beside.may_be(mistaken, meant):
                continue
            if mistaken.sure or fits(mistaken, around, end, view.language, beside=True):
                if is_mentioned(text, start, end):
                    continue
                yield index, OddSense(start, end, as_there(text, start, meant))
                break


class _Beside:
    """The two sides of one pair, and what was asked of them already."""

    def __init__(self, index: int, source: str, target: str, spaced: bool) -> None:
        self.index = index
        self.source = source.lower()
        self.target = target
        self.spaced = spaced
        self.lower = target.lower()
        self._known: dict[tuple[int, str], bool] = {}

    def may_be(self, mistaken: Mistaken, meant: str) -> bool:
        """True when the source has the word that is mistaken and none that means what the translation says, and the
        translation has not what is meant as well."""
        key = id(mistaken), meant
        if key not in self._known:
            self._known[key] = (
                mistaken.in_source(self.source)
                and not mistaken.excused(self.source)
                and not places_of((meant.lower(),), self.lower, self.spaced)
            )
        return self._known[key]


def fits(
    mistaken: Mistaken, around: Around, end: int, language: LanguageProfile, *, beside: bool = False
) -> bool:
    """True when a word stands in one of the frames of a mistake, and near what must be there."""
    tag, spaced = base(language), language.has_spaces
    if beside and any(frame.fits(around, end, tag, spaced) for frame in mistaken.beside):
        return True
    if not any(frame.fits(around, end, tag, spaced) for frame in mistaken.frames):
        return False
    if mistaken.near is None:
        return True
    first, last = sentence_around(around.text, around.start, end)
    return mistaken.near(around.text[first:last].lower())


@cache
def first_word(phrase: str) -> str:
    """The first word of a phrase, as views cut words."""
    return word_pattern(False).split(phrase)[0]


def is_mentioned(text: str, start: int, end: int) -> bool:
    """True for a word in quotation marks of its own: the text speaks of it."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 2].lstrip("!?.,")[:1]
    return before in QUOTING and behind in QUOTING and before != "" and behind != ""


def is_written(text: str, start: int, end: int, word: str) -> bool:
    """True when a word stands as it is listed: with a capital that it does not have in the list it is a name, unless a
    sentence begins with it."""
    found = text[start:end]
    if found == word:
        return True
    return found[1:] == word[1:] and found[0].lower() == word[0] and begins(text, start)


def as_there(text: str, start: int, meant: str) -> str:
    """What is meant, with a capital where the word it stands for has one at the beginning of a sentence."""
    return meant[0].upper() + meant[1:] if text[start].isupper() and meant else meant


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between final marks, or the ends of the segment, around a place; the mark belongs to it."""
    first, last = start, end
    while first > 0 and start - first < LONGEST_SENTENCE and text[first - 1] not in ENDS:
        first -= 1
    while last < len(text) and last - end < LONGEST_SENTENCE and text[last] not in ENDS:
        last += 1
    if last < len(text) and text[last] not in SEPARATOR + "\n":
        last += 1
    while first < start and text[first].isspace():
        first += 1
    return first, last
