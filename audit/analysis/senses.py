"""Words in a sense that the source did not mean, as far as the words around them tell."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.profile import LanguageProfile
from audit.language.senses import Mistaken, Mistakes, mistakes, places_of

ENDS = ".!?…。！？\n" + SEPARATOR
LONGEST_SENTENCE = 600  # code points on either side that are looked at


class OddSense(NamedTuple):
    """`[start, end)` of a view's text, and what is meant instead, written as it would stand there.

    `sentence` is the stretch that a model compares with the same, once `meant` has been put in.
    """

    start: int
    end: int
    meant: str
    sentence: tuple[int, int]


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
    for start, end in places_of(listed, view.lower, language.has_spaces):
        for word, mistaken in listed[view.lower[start:end]]:
            if not is_written(view.text, start, end, word):
                continue
            sentence = sentence_around(view.text, start, end)
            if fits(mistaken, view.text, start, end, sentence, language):
                yield OddSense(start, end, as_there(view.text, start, mistaken.words[word]), sentence)
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
    spaced = view.language.has_spaces
    for first, stop in places_of(listed, view.lower, spaced):
        index = view.pair_at(first)
        begin = view.bounds(index)[0]
        pair = view.pairs[index]
        text, source = pair.target.text, pair.source.text.lower()
        start, end = first - begin, stop - begin
        for word, mistaken in listed[view.lower[first:stop]]:
            meant = mistaken.words[word]
            if (
                not mistaken.in_source(source)
                or mistaken.excused(source)
                or not is_written(text, start, end, word)
            ):
                continue
            # Both stand there: the one is that of another word.
            if meant.lower() in text.lower():
                continue
            sentence = sentence_around(text, start, end)
            if (
                mistaken.sure
                or any(one.fits(text, start, end, base(view.language), spaced) for one in mistaken.beside)
                or fits(mistaken, text, start, end, sentence, view.language)
            ):
                yield index, OddSense(start, end, as_there(text, start, meant), sentence)
                break


def fits(
    mistaken: Mistaken, text: str, start: int, end: int, sentence: tuple[int, int], language: LanguageProfile
) -> bool:
    """True when a word stands in one of the frames of a mistake, and near what must be there."""
    tag, spaced = base(language), language.has_spaces
    if not any(frame.fits(text, start, end, tag, spaced) for frame in mistaken.frames):
        return False
    return mistaken.near is None or mistaken.near(text[sentence[0] : sentence[1]].lower())


def is_written(text: str, start: int, end: int, word: str) -> bool:
    """True when a word stands as it is listed: with a capital that it does not have in the list it is a name, unless a
    sentence begins with it."""
    found = text[start:end]
    if found == word:
        return True
    return found[1:] == word[1:] and found[0].lower() == word[0] and begins(text, start)


def begins(text: str, start: int) -> bool:
    """True when a sentence may begin at `start`."""
    head = text[max(0, start - 8) : start].rstrip(" \u00a0\"“„«»'(¿¡*_#>-")
    return not head or head[-1] in ENDS + ":;—–"


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
