"""A sentence that stands twice."""

from collections import Counter, deque
from collections.abc import Iterable
from itertools import compress, pairwise

from audit.analysis.gaps import gap_kinds, gaps
from audit.analysis.loops import loops, spoils
from audit.analysis.one_flow import in_one_flow
from audit.analysis.sentences import is_abbreviation, sentences
from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT

LEAST, LEAST_UNSPACED = 40, 20  # code points
NEARBY, NEARBY_UNSPACED = 16, 6  # the same for a sentence said twice without a break
EDGE = 30  # the same for one that ends a paragraph and opens the next
NEARBY_WORDS = 3  # so many words at least have those twenty characters
GRAVE = 5  # times from which on a sentence said in a row is no slip
SENTENCES = tuple((size, 3) for size in range(2, 7))  # that come round together, how often at least
ABOVE = "This sentence stands above already"
OFTEN = 3  # what stands more often is a refrain or a set formula


@check(
    id="repeated-sentence",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MINOR,
    message="{what}",
    roles=frozenset({Role.BODY, Role.ITEM}),
    yields_to=("repeated-paragraph", "looping-phrase"),
    flows=(Flow.PROSE, Flow.CUES),
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
        bad(
            "en",
            "The ferry was late again. ⟦The ferry was late again. The ferry was late again⟧. We took the bus.",
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

    The reader thinks to have lost the place; translation by chunks repeats what stood at their edges, and a
    model that lost its way says the same without end: that is one finding, `critical` where it spoils the text.

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
    everyone = list(sentences(view))
    long_ones = [(start, end) for start, end in everyone if end - start >= nearby]
    counted = Counter(text[start:end] for start, end in long_ones)
    if spaced and len(counted) == counted.total():
        return
    seen: dict[str, tuple[bool, int]] = {}
    places: dict[str, int] = {}
    last = last_start = round_until = 0
    rounds = circles(view, everyone, nearby)
    said = 1
    begin = 0  # of what is said in a row, the first copy left out
    for start, end in [*long_ones, (len(text), len(text))]:
        sentence = text[start:end]
        # Said twice without a break, it need not be long; and a list may do that no more than running text.
        at_once = 0 < last < start <= last + 4 and text.endswith(sentence, 0, last)
        earlier = last_start if at_once else places.get(sentence, -1)
        places[sentence] = last_start = start
        # "Read more on `a`. Read more on `b`."
        is_other = (
            earlier >= 0 and INLINE_OBJECT in sentence and not is_same_code(view, earlier, start, end - start)
        )
        if (
            sentence
            and at_once
            and not is_other
            and opens(view, start)
            and (start > view.bounds(view.segment_at(start))[0] or goes_on(view, earlier, start, end))
        ):
            if start >= round_until:
                begin, said = (start if said == 1 else begin), said + 1
            last = end
            continue
        if said > 1:
            yield in_a_row(view, begin, last, said)
            said = 1
        while rounds and rounds[0][0] < end:
            first, round_until, size, times = rounds.popleft()
            yield circle(view, first, round_until, size, times)
        last = end
        if start < round_until or counted[sentence] < 2 or is_other or not opens(view, start):
            continue
        index = view.segment_at(start)
        first, final = view.bounds(index)
        alone = start <= first + 1 and end >= final - 2
        if end - start < least or view.segments[index].role is not Role.BODY:
            continue
        if not any(map(str.isalpha, sentence)):
            continue  # a rule
        if sentence in seen:
            was_alone, before = seen[sentence]
            sure = counted[sentence] <= OFTEN and alone is was_alone and in_one_flow(view, before, index)
            yield view.detection(
                start, end, confidence=Confidence.LIKELY if sure else Confidence.POSSIBLE, what=ABOVE
            )
        seen[sentence] = (alone, index)


def goes_on(view: TextView, earlier: int, start: int, end: int) -> bool:
    """True when a paragraph begins with the sentence that the one before ends with: one edge of two chunks, no refrain."""
    before, here = view.segment_at(earlier), view.segment_at(start)
    roles = {view.segments[index].role for index in (before, here)}
    return (
        roles == {Role.BODY}
        and here == before + 1
        and earlier > view.bounds(before)[0]
        and end - start >= (EDGE if view.language.has_spaces else LEAST_UNSPACED)
    )


def in_a_row(view: TextView, start: int, end: int, times: int) -> Detection:
    """A sentence that is said again at once, by all its copies but the first."""
    what = ABOVE if times == 2 else f"This sentence is said {times:,} times in a row"
    return view.detection(
        start, end, confidence=Confidence.CERTAIN, severity=gravity(view, start, end, times), what=what
    )


def circle(view: TextView, start: int, end: int, size: int, times: int) -> Detection:
    """Several sentences that come round together, by all their copies but the first."""
    what = f"These {size} sentences are said {times:,} times in a row"
    return view.detection(
        start, end, confidence=Confidence.CERTAIN, severity=gravity(view, start, end, times), what=what
    )


def gravity(view: TextView, start: int, end: int, times: int) -> Severity:
    """How bad it is that something is said over and over."""
    if spoils(times, end - start, len(view.text)):
        return Severity.CRITICAL
    return Severity.MAJOR if times >= GRAVE else Severity.MINOR


def circles(view: TextView, everyone: list[tuple[int, int]], least: int) -> deque[tuple[int, int, int, int]]:
    """Where several sentences come round in one paragraph: start and end of the copies, how many, how often."""
    said = [view.text[start:end] for start, end in everyone]
    breaks = [view.text[end:start] for (_, end), (start, _) in pairwise(everyone)]
    found = []
    for loop in loops(said, SENTENCES, breaks, SEPARATOR):
        last = loop.start + loop.size * loop.times - 1
        start, end = everyone[loop.start + loop.size][0], everyone[last][1]
        if sum(map(len, said[loop.start : loop.start + loop.size])) >= 2 * least:
            found.append((start, end, loop.size, loop.times))
    return deque(sorted(found))


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
    if view.text[start - 1 : start] == "." and view.text[start].islower():
        return False  # "facebook.com": no sentence begins right behind a full stop
    head = view.text[max(0, start - 6) : start].rstrip()
    if not head or SEPARATOR in view.text[max(0, start - 2) : start]:
        return True
    point = start - 1
    while point > 0 and view.text[point] not in view.language.sentence_ends:
        point -= 1
    return view.text[point] != "." or not is_abbreviation(view, point)
