"""What was left behind in a document, graded."""

from typing import NamedTuple

from audit.analysis.leftovers.candidates import candidates
from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.judgement import judge, reasons
from audit.analysis.leftovers.stretch import Stretch, StretchKind
from audit.analysis.same_script import same_script_vote
from audit.analysis.text_view import TextView
from audit.model.finding import Reason
from audit.model.mqm import Confidence

TELLING_WORDS = 3  # named in a message
OWN_SMALL_WORDS = 2  # small words of one language that name it


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


def _find(view: TextView) -> list[Leftover]:
    stretches = candidates(view)
    if not stretches:
        return []
    document = DocumentFacts(view, stretches)
    found = []
    for stretch in stretches:
        judged = judge(stretch, document)
        if judged.grade is None:
            continue
        telling = sorted(
            (word for word, gain in stretch.listed_gains.items() if gain > 0),
            key=lambda word: (-stretch.listed_gains[word], word),
        )
        found.append(
            Leftover(
                stretch.start,
                stretch.end,
                stretch.kind,
                stretch.script,
                _named(view, stretch),
                stretch.count,
                len(stretch.small_words),
                stretch.whole,
                judged.grade,
                tuple(telling[:TELLING_WORDS]),
                reasons(stretch, judged),
            )
        )
    return found


def _named(view: TextView, stretch: Stretch) -> str | None:
    """The language of a stretch where more than a likeness speaks for it."""
    if stretch.language is None:
        return None
    if view.source is not None and view.source.tag.split("-")[0] == stretch.language:
        return stretch.language
    if len(stretch.small_words) >= OWN_SMALL_WORDS:
        return stretch.language
    vote = same_script_vote(view)
    return stretch.language if vote is not None and vote.sure and vote.language == stretch.language else None
