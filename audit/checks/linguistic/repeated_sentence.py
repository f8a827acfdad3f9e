"""A sentence that stands twice."""

from collections import Counter
from collections.abc import Iterable

from audit.analysis.sentences import is_abbreviation, sentences
from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role

LEAST, LEAST_UNSPACED = 40, 20  # code points
OFTEN = 3  # what stands more often is a refrain or a set formula


@check(
    id="repeated-sentence",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MINOR,
    message="This sentence stands above already",
    roles=frozenset({Role.BODY}),
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

    Left alone: sentences of less than forty characters (twenty in scripts without spaces), and headings,
    captions, lists. What stands more than three times, or once as a paragraph by itself like a pulled quote,
    is only a possible fault.
    """
    least = LEAST if view.language.has_spaces else LEAST_UNSPACED
    text = view.text
    long_ones = [(start, end) for start, end in sentences(view) if end - start >= least]
    counted = Counter(text[start:end] for start, end in long_ones)
    if len(counted) == counted.total():
        return
    seen: dict[str, bool] = {}
    for start, end in long_ones:
        sentence = text[start:end]
        if counted[sentence] < 2 or not opens(view, start):
            continue
        index = view.segment_at(start)
        if view.segments[index].role is not Role.BODY:
            continue
        first, last = view.bounds(index)
        alone = start <= first + 1 and end >= last - 2
        if sentence in seen:
            doubtful = counted[sentence] > OFTEN or alone is not seen[sentence]
            sure = Confidence.POSSIBLE if doubtful else Confidence.CERTAIN
            yield view.detection(start, end, confidence=sure)
        seen.setdefault(sentence, alone)


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
