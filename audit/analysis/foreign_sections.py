"""Sections of a document that were never translated: paragraph after paragraph in another language.

Every segment is weighed: foreign (nearly all its letters belong to another script or to stretches of another
language), own, or neither (figures, credits, a word or two). A section is a run of foreign segments with
nothing of the target language between them, long enough to be no quotation. Runs are grouped before single
stretches are believed: many a line of a section would be doubtful by itself. A run is judged by its sentences, so
that lists of names and titles are none, and by its best stretch.
"""

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from audit.analysis.language_guess import guess_language
from audit.analysis.leftovers.candidates import candidates
from audit.analysis.leftovers.leftovers import leftovers
from audit.analysis.leftovers.stretch import WORD, is_spaced
from audit.analysis.text_view import TextView
from audit.analysis.told_apart import told_apart
from audit.language.scripts import script_of
from audit.model.mqm import Confidence
from audit.model.role import Role

FOREIGN_SHARE = 0.7  # of a segment's letters
FEWEST_SEGMENTS = 3
WHOLE = 0.9  # share of a document from which all of it is in another language
FEWEST_LETTERS = 120
SPEAKING_SHARE = 0.6  # of the segments of a run hold small words of the other language
FEW_LETTERS = 12  # a segment with fewer letters belongs to what surrounds it
SURE_OF_A_SCRIPT = 0.7  # where words are not parted by spaces, the letters tell
PASSED_OVER = frozenset({Role.CREDIT, Role.NOTICE, Role.METADATA, Role.ATTRIBUTE})


class Section(NamedTuple):
    """Whole segments `first` to `last` of the view; `[start, end)` is their text."""

    first: int
    last: int
    start: int
    end: int
    segments: int  # foreign ones
    letters: int  # in these
    language: str | None  # tag; None when it is only sure that it is not the target language
    share: float  # of the document's letters that stand in untranslated sections, this and all others


def foreign_sections(view: TextView) -> list[Section]:
    """Untranslated sections, in order. Cached on the view."""
    return view.remember("foreign sections", lambda: _find(view))


def _find(view: TextView) -> list[Section]:
    foreign = _foreign_letters(view)
    if len(foreign) < FEWEST_SEGMENTS:
        return []
    runs = _runs(view, foreign)
    if not runs:
        return []
    every = sum(map(str.isalpha, view.text))
    found = [
        (run, letters) for run in runs if (letters := sum(foreign[index] for index in run)) >= FEWEST_LETTERS
    ]
    share = sum(letters for _, letters in found) / max(1, every)
    if len(found) > 1 and share >= WHOLE:
        # A translated heading here and there does not make several sections of a document left as it was.
        found = [([index for run, _ in found for index in run], sum(letters for _, letters in found))]
    sections = []
    for run, letters in found:
        start, end = view.bounds(run[0])[0], view.bounds(run[-1])[1]
        language = _language(view, run, start, end)
        sections.append(Section(run[0], run[-1], start, end, len(run), letters, language, share))
    return sections


def _foreign_letters(view: TextView) -> dict[int, int]:
    """Foreign letters of every segment that is foreign as a whole."""
    letters: dict[int, int] = {}
    for item in candidates(view):
        if (item.count > 1 or not is_spaced(item.script)) and item.segment.role not in PASSED_OVER:
            letters[item.index] = letters.get(item.index, 0) + sum(map(str.isalpha, item.text))
    return {
        index: count
        for index, count in letters.items()
        if count > FEW_LETTERS and count >= FOREIGN_SHARE * _letters(view, index)
    }


def _is_text(view: TextView, run: list[int]) -> bool:
    """True for a run that speaks in sentences, at least one of which was surely left behind."""
    inside = range(run[0], run[-1] + 1)
    speaking = {
        item.index
        for item in candidates(view)
        if item.index in inside and (item.small_words or (not is_spaced(item.script) and item.whole))
    }
    if len(speaking) < SPEAKING_SHARE * len(run):
        return False
    start, end = view.bounds(run[0])[0], view.bounds(run[-1])[1]
    return any(
        start <= item.start < end and item.confidence is not Confidence.POSSIBLE for item in leftovers(view)
    )


def _letters(view: TextView, index: int) -> int:
    return sum(map(str.isalpha, view.segments[index].text))


def _runs(view: TextView, foreign: dict[int, int]) -> list[list[int]]:
    """Foreign segments with nothing of the target language between them, at least FEWEST_SEGMENTS."""
    runs: list[list[int]] = []
    indexes = sorted(foreign)
    for index in indexes:
        if runs and all(
            view.segments[between].role in PASSED_OVER or _letters(view, between) <= FEW_LETTERS
            for between in range(runs[-1][-1] + 1, index)
        ):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) >= FEWEST_SEGMENTS and _is_text(view, run)]


def _language(view: TextView, run: list[int], start: int, end: int) -> str | None:
    """The language of a section, told from all its words."""
    text = "\n".join(view.segments[index].text for index in run)
    items = leftovers(view)
    inside = items[bisect_left(items, start, key=lambda item: item.start) :]
    scripts = Counter(map(script_of, filter(str.isalpha, text)))
    script = scripts.most_common(1)[0][0]
    own = view.language.tag.split("-")[0]
    if not is_spaced(script):
        guess = guess_language(text)
        return guess.tag if guess.tag and guess.confidence >= SURE_OF_A_SCRIPT and guess.tag != own else None
    named = Counter(item.language for item in inside if item.start < end and item.language)
    hint = named.most_common(1)[0][0] if named else None
    return told_apart(WORD.findall(text), script, own, hint)
