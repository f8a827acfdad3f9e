"""What was left behind in a document, graded."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.analysis.leftovers.candidates import candidates
from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.judgement import judge, reasons
from audit.analysis.leftovers.stretch import Stretch, StretchKind, is_spaced
from audit.analysis.leftovers.word_lists import small_words_of
from audit.analysis.text_view import TextView
from audit.analysis.told_apart import told_apart
from audit.language.scripts import COMMON, script_of
from audit.model.finding import Reason
from audit.model.mqm import Confidence
from audit.model.role import Role

TELLING_WORDS = 3  # named in a message


LABEL_WORDS = 2


class Leftover(NamedTuple):
    """A stretch `[start, end)` of the view in another language, and how sure it is that it was left behind."""

    start: int
    end: int
    kind: StretchKind
    script: str  # ISO 15924, COMMON where it is the target's
    language: str | None  # tag; None when it is only sure that it is not the target language
    words: int
    small_words: int  # function words of the other language among them
    whole: bool  # all that its segment says
    confidence: Confidence
    listed: tuple[str, ...]  # its most telling words, lower case
    reasons: tuple[Reason, ...]


def leftovers(view: TextView) -> list[Leftover]:
    """Everything that may have been left behind, in order; what surely was not is left out. Cached on the view."""
    return view.remember("leftovers", lambda: _find(view))


def _is_label(view: TextView, stretch: Stretch) -> bool:
    """True for an entry of a program of few words: names and terms stand in such entries as often as leftovers, and
    the weights were found on pages. Its source, where there is one, tells more."""
    return stretch.count <= LABEL_WORDS and view.segments[view.segment_at(stretch.start)].role is Role.UNIT


def _find(view: TextView) -> list[Leftover]:
    stretches = candidates(view)
    if not stretches:
        return []
    document = DocumentFacts(view, stretches)
    judged = [(stretch, judge(stretch, document)) for stretch in stretches]
    shown = (Confidence.CERTAIN, Confidence.LIKELY)
    hint = _hint(view, [stretch for stretch, weighed in judged if weighed.grade in shown])
    found = []
    for stretch, weighed in judged:
        if weighed.grade is None:
            continue
        language = _named(view, stretch, hint)
        found.append(
            Leftover(
                stretch.start,
                stretch.end,
                stretch.kind,
                stretch.script,
                language,
                stretch.count,
                len(stretch.small_words),
                stretch.whole,
                Confidence.POSSIBLE if _is_label(view, stretch) else weighed.grade,
                _telling(stretch, language),
                reasons(stretch, weighed, language),
            )
        )
    return found


def _telling(stretch: Stretch, language: str | None) -> tuple[str, ...]:
    """Words that show which language it is, most telling first."""
    if language == stretch.language:
        gains = stretch.listed_gains
        return tuple(
            sorted((word for word in gains if gains[word] > 0), key=lambda word: (-gains[word], word))
        )[:TELLING_WORDS]
    own = small_words_of(stretch.view.language.tag)
    known = small_words_of(language) if language else frozenset()
    return tuple(dict.fromkeys(word for word in stretch.lower if word in known and word not in own))[
        :TELLING_WORDS
    ]


def _hint(view: TextView, judged: Sequence[Stretch]) -> str | None:
    """The language that more than one stretch speaks for: that of the source, or of all that was left together."""
    if view.source is not None:
        return view.source.tag.split("-")[0]
    same = [word for stretch in judged if stretch.kind is StretchKind.SAME for word in stretch.words]
    return _told(view, same, None) if same else None


def _told(view: TextView, words: Sequence[str], hint: str | None) -> str | None:
    script = next((script_of(char) for word in words for char in word if char.isalpha()), COMMON)
    return told_apart(words, script, view.language.tag.split("-")[0], hint)


def _named(view: TextView, stretch: Stretch, hint: str | None) -> str | None:
    """The language of a stretch where it has words or letters that no other likely language has."""
    if not is_spaced(stretch.script):
        return stretch.language
    return _told(view, stretch.words, hint)
