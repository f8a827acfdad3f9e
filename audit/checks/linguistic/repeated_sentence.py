"""A sentence that stands twice."""

from collections import Counter
from collections.abc import Iterable
from itertools import compress

from audit.analysis.gaps import gap_kinds, gaps
from audit.analysis.one_flow import in_one_flow
from audit.analysis.sentences import is_abbreviation, sentences
from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT

LEAST, LEAST_UNSPACED = 40, 20  # code points
NEARBY, NEARBY_UNSPACED = 20, 6  # the same for a sentence said twice without a break
NEARBY_WORDS = 3  # so many words at least have those twenty characters
OFTEN = 3  # what stands more often is a refrain or a set formula


@check(
    id="repeated-sentence",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MINOR,
    message="This sentence stands above already",
    roles=frozenset({Role.BODY, Role.ITEM}),
    yields_to=("repeated-paragraph", "looping-phrase"),
    examples=(
        bad(
            "en",
            "The bridge was closed for repairs in the spring of last year. Drivers took the ferry. "
            "⟦The bridge was closed for repairs in the spring of last year⟧.",
        ),
        bad(
            "fr",
            "Le pont a été fermé pour travaux au printemps dernier. ⟦Le pont a été fermé pour travaux au "
            "printemps dernier⟧.",
        ),
        good(
            "en",
            "Read all about the long command `pull` in the book. Read all about the long command `push` in the book.",
            format="markdown",
            why="said of two things",
        ),
        good(
            "en",
            "He did not know. She asked again. He did not know.",
            why="short sentences are often said again",
        ),
        good(
            "en",
            "The bridge was closed for repairs in the spring of last year, he said. She agreed: the bridge "
            "was closed for repairs in the spring of last year.",
            why="one is part of a longer sentence",
        ),
    ),
)
def repeated_sentence(view: TextView) -> Iterable[Detection]:
    """A sentence stands word for word in two places of the text.

    The reader thinks to have lost the place; translation by chunks repeats what stood at their edges.

    Left alone: sentences of less than forty characters (twenty in scripts without spaces) unless they follow
    each other at once, and headings, captions, lists. What stands more than three times, once as a paragraph
    by itself like a pulled quote, far away, or in another section, is only a possible fault.
    """
    spaced = view.language.has_spaces
    text = view.text
    nearby = NEARBY if spaced else NEARBY_UNSPACED
    if spaced and not has_doubles(view):
        return
    least = LEAST if spaced else LEAST_UNSPACED
    long_ones = [(start, end) for start, end in sentences(view) if end - start >= nearby]
    counted = Counter(text[start:end] for start, end in long_ones)
    if spaced and len(counted) == counted.total():
        return
    seen: dict[str, tuple[bool, int]] = {}
    places: dict[str, int] = {}
    last = last_start = 0
    for start, end in long_ones:
        sentence = text[start:end]
        # Said twice without a break, it need not be long; and a list may do that no more than running text.
        at_once = 0 < last < start <= last + 4 and text.endswith(sentence, 0, last)
        before_it, last, last_start = last_start, end, start
        if (not at_once and counted[sentence] < 2) or not opens(view, start):
            continue
        index = view.segment_at(start)
        first, final = view.bounds(index)
        at_once = at_once and start > first
        alone = start <= first + 1 and end >= final - 2
        if not at_once and (end - start < least or view.segments[index].role is not Role.BODY):
            continue
        earlier = before_it if at_once else places.get(sentence, -1)
        places[sentence] = start
        if INLINE_OBJECT in sentence and earlier >= 0 and not is_same_code(view, earlier, start, end - start):
            continue  # "Read more on `a`. Read more on `b`."
        if at_once:
            yield view.detection(start, end, confidence=Confidence.CERTAIN)
        elif sentence in seen:
            was_alone, before = seen[sentence]
            sure = counted[sentence] <= OFTEN and alone is was_alone and in_one_flow(view, before, index)
            yield view.detection(start, end, confidence=Confidence.LIKELY if sure else Confidence.POSSIBLE)
        seen[sentence] = (alone, index)


def is_same_code(view: TextView, first: int, second: int, length: int) -> bool:
    """True when the same stands in the file at both places, code and pictures too."""
    written = []
    for start in (first, second):
        index = view.segment_at(start)
        base = view.starts[index]
        segment = view.segments[index]
        if start + length - base > segment.map.length:
            return True
        place = segment.map.to_file(start - base, start + length - base)
        written.append(view.file_text[place.start : place.end].split())
    return written[0] == written[1]


def has_doubles(view: TextView) -> bool:
    """False when no sentence can stand twice: a quick look at words that spares the slow one at text."""
    marks = set(view.language.sentence_ends + SEPARATOR)
    final = {gap for gap in gap_kinds(view) if not marks.isdisjoint(gap)}
    words, between = view.words, gaps(view)
    seen: dict[tuple[int, str, str, str], int] = {}
    start = 0
    for last in compress(range(len(between)), map(final.__contains__, between)):
        size = last + 1 - start
        if size >= NEARBY_WORDS:
            first = seen.setdefault((size, words[start], words[start + 1], words[last]), start)
            if first != start and words[start : last + 1] == words[first : first + size]:
                return True
        start = last + 1
    rest = words[start:]
    # Without a mark at the end of the text the last sentence is still open.
    return len(rest) >= NEARBY_WORDS and (len(rest), rest[0], rest[1], rest[-1]) in seen


def opens(view: TextView, start: int) -> bool:
    """True when a sentence begins at `start`, not the rest of one after an abbreviation."""
    if view.language.has_case and view.text[start].islower():
        return False
    head = view.text[max(0, start - 6) : start].rstrip()
    if not head or SEPARATOR in view.text[max(0, start - 2) : start]:
        return True
    point = start - 1
    while point > 0 and view.text[point] not in view.language.sentence_ends:
        point -= 1
    return view.text[point] != "." or not is_abbreviation(view, point)
