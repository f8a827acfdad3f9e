"""Sections of a document that were never translated: paragraph after paragraph in another language.

Every segment is weighed: foreign (nearly all its letters belong to another script or to stretches of another
language), own, or neither (figures, credits, a word or two). A section is a run of foreign segments with
nothing of the target language between them, long enough to be no quotation. Runs are grouped before single
stretches are believed: many a line of a section would be doubtful by itself. A run is judged by its sentences, so
that lists of names and titles are none, and by how many of its segments the judgement of stretches believes.
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
LEFT_SHARE = 0.2  # of the segments of a run hold something that was likely left behind …
SURE_SHARE, CERTAIN_SHARE = 0.5, 0.25  # … so many, and so many for certain, in a run beyond doubt
MANY = 10  # segments from which what is likely is beyond doubt together
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
    confidence: Confidence
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
    found = []
    for run in runs:
        letters = sum(foreign[index] for index in run)
        confidence = _confidence(view, run) if letters >= FEWEST_LETTERS else None
        if confidence is not None:
            found.append((run, letters, confidence))
    share = sum(letters for _, letters, _ in found) / max(1, every)
    if len(found) > 1 and share >= WHOLE:
        # A translated heading here and there does not make several sections of a document left as it was.
        whole = [index for run, _, _ in found for index in run]
        best = Confidence.CERTAIN if any(c is Confidence.CERTAIN for _, _, c in found) else Confidence.LIKELY
        found = [(whole, sum(letters for _, letters, _ in found), best)]
    sections = []
    for run, letters, confidence in found:
        start, end = view.bounds(run[0])[0], view.bounds(run[-1])[1]
        language = _language(view, run, start, end)
        sections.append(Section(run[0], run[-1], start, end, len(run), letters, language, confidence, share))
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


def _speaks(view: TextView, run: list[int]) -> bool:
    """True for a run that speaks in sentences, as lists of names and titles do not."""
    inside = range(run[0], run[-1] + 1)
    speaking = {
        item.index
        for item in candidates(view)
        if item.index in inside and (item.small_words or (not is_spaced(item.script) and item.whole))
    }
    return len(speaking) >= SPEAKING_SHARE * len(run)


def _confidence(view: TextView, run: list[int]) -> Confidence | None:
    """How sure it is that a run was left behind, by the judgement on its stretches; None when it was not."""
    start, end = view.bounds(run[0])[0], view.bounds(run[-1])[1]
    shown: set[int] = set()
    certain: set[int] = set()
    items = leftovers(view)
    for item in items[bisect_left(items, start, key=lambda item: item.start) :]:
        if item.start >= end:
            break
        if item.confidence is not Confidence.POSSIBLE:
            shown.add(view.segment_at(item.start))
        if item.confidence is Confidence.CERTAIN:
            certain.add(view.segment_at(item.start))
    count = len(run)
    if len(shown) < LEFT_SHARE * count:
        return None
    if len(shown) < SURE_SHARE * count:
        return Confidence.LIKELY
    return Confidence.CERTAIN if count >= MANY or len(certain) >= CERTAIN_SHARE * count else Confidence.LIKELY


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
    return [run for run in runs if len(run) >= FEWEST_SEGMENTS and _speaks(view, run)]


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
