"""What a model is asked about a document: its parts, what may contradict, and words whose sense is in doubt."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from audit.analysis.page_view import PageView
from audit.analysis.pair_view import Pair
from audit.analysis.senses import OddSense, odd_senses, sentence_around
from audit.analysis.sentences import sentence_starts
from audit.analysis.text_view import TextView
from audit.model.document import Flow
from audit.model.model_choice import ModelKind
from audit.model.segment import INLINE_OBJECT
from audit.model.span import Span
from audit.neural.question import Question
from audit.neural.scorer import Scorer
from audit.neural.statements import contradiction_questions
from audit.one.draft import Draft

SENSES = "mistaken-sense"  # the check whose proposals models decide
MOST_PREMISES = 3  # sentences of a text that are laid beside one whose sense is in doubt
OBJECT = "…"  # for code and the like, which a model shall not read as a letter; one code point, so that places hold


class Sensed(NamedTuple):
    """A word whose sense is in doubt, by its number among those of the view, and the sentence as it stands and with what
    may be meant."""

    number: int
    as_is: Question
    meant: Question


class Asking(NamedTuple):
    """The questions to one model about one document.

    `parts` are the pairs of source and translation, or the segments of a text without a source; `statements` two
    sentences each, by their places; `senses` two questions each.
    """

    parts: tuple[Question, ...] = ()
    statements: tuple[tuple[Span, Span, Question], ...] = ()
    senses: tuple[Sensed, ...] = ()

    @property
    def questions(self) -> list[Question]:
        """All of them, in the order in which they are answered."""
        return [
            *self.parts,
            *(question for _, _, question in self.statements),
            *(question for one in self.senses for question in (one.as_is, one.meant)),
        ]


def asking(draft: Draft, scorer: Scorer) -> Asking:
    """What to ask a model about a document."""
    view = draft.view
    if view is None:
        return Asking()
    parts = parts_for(draft, scorer)
    if scorer.kind is ModelKind.NLI:
        prose = draft.document.flow is Flow.PROSE
        statements = tuple(statements_of(view)) if prose else ()
        return Asking(parts, statements, tuple(entailed(draft, view)))
    if scorer.kind is ModelKind.FLUENCY:
        return Asking(parts, (), tuple(read_both_ways(draft, view)))
    return Asking(parts)


def pairs_of(draft: Draft) -> Sequence[Pair]:
    """The pairs that models are asked about: of a page, those with text."""
    view = draft.pairs
    if view is None:
        return ()
    return view.pairs[: view.whole] if isinstance(view, PageView) else view.pairs


def parts_for(draft: Draft, scorer: Scorer) -> tuple[Question, ...]:
    """One question for each pair, in order; without a source one for each segment, of a model that needs none."""
    if draft.pairs is not None:
        tag = draft.pairs.language.tag
        return tuple(
            Question(pair.target.text, pair.source.text or None, tag, draft.source.tag)
            for pair in pairs_of(draft)
        )
    view = draft.view
    if view is None or scorer.needs_source:
        return ()
    return tuple(
        Question(shown(segment.text), None, view.language.tag, draft.source.tag) for segment in view.segments
    )


def shown(text: str) -> str:
    """A text as a model reads it, code point for code point."""
    return text.replace(INLINE_OBJECT, OBJECT)


def statements_of(view: TextView) -> list[tuple[Span, Span, Question]]:
    """Sentences of a text that may speak of the same, two by two."""
    places = sentences_of(view)
    texts = [shown(view.text[place.start : place.end]) for place in places]
    return [
        (places[earlier], places[later], question)
        for earlier, later, question in contradiction_questions(texts, view.language.tag)
    ]


def sentences_of(view: TextView) -> list[Span]:
    """The sentences of all segments, without the space behind them."""

    def made() -> list[Span]:
        found = []
        for index in range(len(view.segments)):
            start, end = view.bounds(index)
            starts = [*sentence_starts(view, start, end), end]
            for first, stop in pairwise(starts):
                text = view.text[first:stop]
                last = first + len(text.rstrip())
                if last > first:
                    found.append(Span(last - len(text.strip()), last))
        return found

    return view.remember("sentences for models", made)


def doubtful_senses(draft: Draft, view: TextView) -> list[OddSense]:
    """The words whose sense is in doubt; none where nobody looks for them, or where the source tells."""
    wanted = any(check.id == SENSES for check in draft.checks)
    return odd_senses(view) if wanted and not view.compared else []


def both_ways(view: TextView, odd: OddSense) -> tuple[str, str]:
    """A sentence as it stands, and with what may be meant."""
    first, last = sentence_around(view.text, odd.start, odd.end)
    before, behind = view.text[first : odd.start], view.text[odd.end : last]
    return shown(view.text[first:last]), shown(before + odd.meant + behind)


def read_both_ways(draft: Draft, view: TextView) -> list[Sensed]:
    """Sentences to be read with either word."""
    found = []
    for number, odd in enumerate(doubtful_senses(draft, view)):
        as_is, meant = both_ways(view, odd)
        tag = view.language.tag
        found.append(Sensed(number, Question(as_is, None, tag), Question(meant, None, tag)))
    return found


def entailed(draft: Draft, view: TextView) -> list[Sensed]:
    """The same, each beside other sentences of the text that have the word that may be meant: do they say so?"""
    found = []
    for number, odd in enumerate(doubtful_senses(draft, view)):
        as_is, meant = both_ways(view, odd)
        for premise in premises(view, odd):
            tag = view.language.tag
            found.append(
                Sensed(number, Question(as_is, premise, tag, tag), Question(meant, premise, tag, tag))
            )
    return found


def premises(view: TextView, odd: OddSense) -> Sequence[str]:
    """Other sentences of the text with the word that may be meant, the first of them."""
    wanted = odd.meant.lower()
    found = []
    for place in sentences_of(view):
        own = place.start < odd.end and odd.start < place.end
        if not own and wanted in view.lower[place.start : place.end]:
            found.append(shown(view.text[place.start : place.end]))
            if len(found) == MOST_PREMISES:
                break
    return found
