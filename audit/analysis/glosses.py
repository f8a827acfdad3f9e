"""Tells a foreign word that is cited on purpose from one that was left behind."""

import re

from audit.analysis.cited import is_cited
from audit.analysis.text_view import TextView
from audit.language.romanisation import foreign_skeletons, skeleton

OPENING, CLOSING = "([（【［", ")]）】］"
LABEL = 60  # code points between an opening bracket and the word: "(Russian: …", "(from the Greek …"
QUOTE_MARKS = "\"'“”„‟«»‘’‚‹›「」『』《》〈〉"
MEANING = re.compile(
    r"[\"'”»’›」』]?,?\s*(?:[(（]|[=—–-]\s*[\"'“„«‘‚‹(]|,\s+[\"'“„«‘‚‹])[^\x00]{0,3}[^\W\d_]"
)
WORD_BEFORE = re.compile(r"([^\W\d_][^\s\x00]*)[\"”»’›]?,?\s*$")


def is_gloss(view: TextView, start: int, end: int) -> bool:
    """True for a foreign run that the text explains or that explains the text.

    `Moscow (Москва)`: the native name behind its translation. `“мир” (peace)`: a citation with its
    meaning. A run in brackets behind an ordinary small word is no gloss: translations leave those too.
    """
    segment_start, segment_end = view.bounds_at(start)
    text = view.text
    if meaning_follows(text, start, end, segment_end):
        return True
    opening = max(
        (text.rfind(mark, max(segment_start, start - LABEL), start) for mark in OPENING), default=-1
    )
    if opening < 0 or any(mark in text[opening:start] for mark in CLOSING):
        return False
    if not any(text.find(mark, end, min(segment_end, end + 200)) >= 0 for mark in CLOSING):
        return False
    label = text[opening + 1 : start].strip()
    if label and label.strip(QUOTE_MARKS):
        return label[-1] in ":;,=" or label[-1] in QUOTE_MARKS or any(char.isalpha() for char in label)
    before = WORD_BEFORE.search(text, max(segment_start, opening - 60), opening)
    if not before:
        return False
    first = text[start]
    caseless = not (first.isupper() or first.islower())
    if is_cited(view, before.start(1), before.end(1)):
        return True
    if before[1][0].isupper() and (caseless or first.isupper()):
        return True
    return same_sound(before[1], text[start:end])


def meaning_follows(text: str, start: int, end: int, limit: int) -> bool:
    """True when the run is followed by a bracket or quotation that explains it."""
    match = MEANING.match(text, end, limit)
    if not match:
        return False
    quoted = start > 0 and text[start - 1] in QUOTE_MARKS
    return quoted or match[0].lstrip()[:1] in "(（" or text[start].isupper()


def same_sound(latin: str, foreign: str) -> bool:
    """True when a Latin word is a romanisation of a foreign one: `perestroika (перестройка)`."""
    return skeleton(latin) in foreign_skeletons(foreign.split()[0], None)
