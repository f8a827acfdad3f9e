"""Dashes that stand for speech: at the beginning of a paragraph, behind a full stop, before a source."""

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from audit.analysis.attribution import is_attributed
from audit.analysis.quotation_signs import ALL_MARKS, role_of
from audit.analysis.quotes import lone_marks
from audit.analysis.text_view import TextView
from audit.model.role import Role

DASHES = "—–―-"
CLOSERS = "\"'”’»“)"
QUOTED = frozenset('"“”„«»')
# Words of a paragraph with a dash before it from which on it is taken for speech, not for a signature.
WORDS_OF_SPEECH = 6
WORDS_OF_SENTENCE = 4
SPOKEN_ROLES = frozenset({Role.BODY, Role.ITEM, Role.UNIT})


class SpeechDash(NamedTuple):
    """A dash, with the space after it `[start, end)`, that opens a paragraph of speech.

    `proof` is True when the paragraph itself shows that it is speech: it closes with a quotation mark
    that nothing opened (`closing`, its offset), or the speaker is named between dashes.
    """

    start: int
    end: int
    proof: bool
    closing: int | None


class ResumedDash(NamedTuple):
    """A dash `[start, end)` behind the full stop at `stop`, before at least a sentence of text.

    `spoken` is True when speech in quotation marks or behind a dash stands before it and is over: elsewhere a
    dash may part two thoughts, or go on within what one person says.
    """

    stop: int
    start: int
    end: int
    spoken: bool = False


class SourceNote(NamedTuple):
    """`. — Newspaper` within brackets: `[start, end)` from the full stop to the bracket."""

    start: int
    end: int


@cache
def _speaker_between() -> re.Pattern[str]:
    return re.compile(r"[,!?…][\"”»]? [—–-] ?[^\W\d_]")


def speech_dashes(view: TextView) -> list[SpeechDash]:
    """Paragraphs of speech that open with a dash, lists and signatures left out. Cached on the view."""
    return view.remember("speech dashes", lambda: _speech_dashes(view))


def _speech_dashes(view: TextView) -> list[SpeechDash]:
    opened = [
        index for index, segment in enumerate(view.segments) if segment.text and segment.text[0] in DASHES
    ]
    out: list[SpeechDash] = []
    run: list[int] = []
    for index in opened:
        if run and index != run[-1] + 1:
            out += _of_run(view, run, any(dash.proof for dash in out))
            run = []
        run.append(index)
    return out + _of_run(view, run, any(dash.proof for dash in out)) if run else out


def _of_run(view: TextView, run: list[int], spoken: bool) -> list[SpeechDash]:
    """Speech among neighbouring paragraphs that all open with a dash. Alone it is easily told from a list, and more so
    where the text has `spoken` already."""
    found = [(index, dash) for index in run if (dash := _candidate(view, index))]
    ends = [_ends_as_sentence(view, index) for index in run]
    if len(run) > 1:
        proven = sum(dash.proof for _, dash in found)
        lively = any(view.segments[index].text.rstrip(CLOSERS)[-1:] in "?!" for index in run)
        told = view.source is not None and view.source.dialogue_dash
        if proven * 2 < len(run) and not (proven or ((lively or told) and all(ends))):
            return []
        return [dash for _, dash in found]
    # A last paragraph with a dash before it is a note on the author as often as speech.
    last = run[0] == len(view.segments) - 1 > 0
    return [
        dash
        for index, dash in found
        if dash.proof or (ends[0] and not last and (spoken or _is_long(view, index)))
    ]


def _candidate(view: TextView, index: int) -> SpeechDash | None:
    segment = view.segments[index]
    text = segment.text
    if segment.role not in SPOKEN_ROLES or (segment.role is Role.ITEM and segment.role_known):
        return None
    after = 1
    while text[after : after + 1].isspace():
        after += 1
    first = text[after : after + 1]
    if first in "\"“«„'‘(¿¡…" and first:
        first = text[after + 1 : after + 2]
    if not first.isalpha() or first.islower() or (text[0] == "-" and after == 1):
        return None
    start, end = view.bounds(index)
    closing = _closing_mark(view, start, end)
    proof = (
        closing is not None
        or _speaker_between().search(text, after) is not None
        or is_attributed(text[after:], view.language.tag)
    )
    if text[0] == "-" and not proof:
        return None
    return SpeechDash(start, start + after, proof, closing)


def _closing_mark(view: TextView, start: int, end: int) -> int | None:
    """Offset of a mark in `[start, end)` that closes a quotation which no mark opened."""
    marks = lone_marks(view)
    first = bisect_left(marks, start, key=lambda mark: mark.offset)
    for mark in marks[first : first + 3]:
        if mark.offset < end and mark.opening is not True:
            return mark.offset
    return None


def _ends_as_sentence(view: TextView, index: int) -> bool:
    return view.segments[index].text.rstrip(CLOSERS)[-1:] in view.language.sentence_ends


def _is_long(view: TextView, index: int) -> bool:
    """Enough words for speech, and not all of them names as in a signature."""
    words = view.segments[index].text.split()
    return len(words) > WORDS_OF_SPEECH and sum(word[:1].islower() for word in words) * 2 >= len(words)


def resumed_dashes(view: TextView) -> list[ResumedDash]:
    """Dashes behind a finished sentence with another sentence after them, in the middle of a paragraph."""
    found = []
    for stop, dash, after_dash, _ in _behind_stops(view):
        start, end = view.bounds_at(stop)
        # Two hundred code points tell, and keep a line of a million dashes cheap.
        before = view.text[max(start, stop - 200) : stop]
        after = view.text[after_dash : min(end, after_dash + 200)]
        if before.count("(") > before.count(")"):
            continue
        if view.text[dash] != "-" and _enough(after) and not _is_dateline(before, view):
            opened_with_dash = view.text[start] in DASHES
            spoken = _speech_is_over(before, view) or _is_spoken(after, view)
            found.append(ResumedDash(stop, dash, after_dash, opened_with_dash or spoken))
    return found


def _is_spoken(after: str, view: TextView) -> bool:
    """True when the sentence behind a dash names who says it, and no quotation mark does the same."""
    sentence = re.split(r"(?<=[.])\s", after, maxsplit=1)[0]
    return QUOTED.isdisjoint(sentence) and is_attributed(sentence, view.language.tag)


def _speech_is_over(before: str, view: TextView) -> bool:
    """True when the last quotation mark in the text before closes."""
    last = max(map(before.rfind, ALL_MARKS))
    return last >= 0 and role_of(before, last, view.language) is False


def source_notes(view: TextView) -> list[SourceNote]:
    """Full stop, dash and source within brackets: the mark of words an editor put in."""
    found = []
    for stop, _, after_dash, _ in _behind_stops(view):
        start, end = view.bounds_at(stop)
        close = view.text.find(")", after_dash, min(end, after_dash + 40))
        if close < 0 or not view.text[after_dash].isupper():
            continue
        opened = view.text.rfind("(", max(start, stop - 300), stop)
        if opened >= 0 and ")" not in view.text[opened:stop] and "(" not in view.text[after_dash:close]:
            found.append(SourceNote(stop, close))
    return found


def _behind_stops(view: TextView) -> list[ResumedDash]:
    return view.remember("dashes behind full stops", lambda: _find_behind_stops(view))


def _find_behind_stops(view: TextView) -> list[ResumedDash]:
    text = view.text
    found = []
    for dash in DASHES:
        if dash not in text:
            continue
        place = text.find(f" {dash} ")
        while place > 0:
            stop = place - 1
            if text[stop] in '"”»' and stop > 0:
                stop -= 1
            after = text[place + 3 : place + 5].lstrip('"“«„')[:1]
            if text[stop] in ".!?…" and after.isalpha():
                found.append(ResumedDash(stop, place + 1, place + 3))
            place = text.find(f" {dash} ", place + 2)
    return sorted(found)


def _enough(after: str) -> bool:
    """A sentence of its own: a signature is shorter, or mostly names."""
    words = after[:200].split()
    lower = sum(word[:1].islower() for word in words[1:])
    return after[:1].isupper() and len(words) >= WORDS_OF_SPEECH and lower * 2 >= len(words) - 1


def _is_dateline(before: str, view: TextView) -> bool:
    """`ST. LOUIS, Mo. — The …`: a place before the dash, or an abbreviation."""
    last = before.split()[-1:]
    if len(before.split()) < WORDS_OF_SENTENCE or not last:
        return True
    word = last[0].strip("\"'”’»“„«(").lower()
    return len(word) < 3 or "." in word or word in view.language.abbreviations or last[0].isupper()
