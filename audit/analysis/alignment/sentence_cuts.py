"""Cuts a segment of any language into sentences: where in doubt, rather not at all.

An alignment joins sentences again where the other side has fewer, so that a cut too many costs less than one too
few. Yet a cut in an abbreviation makes a piece of which nobody can tell what it says.
"""

import re
from functools import cache
from itertools import pairwise
from unicodedata import category

from audit.language.end_marks import MarkKind, end_marks
from audit.language.profile import LanguageProfile
from audit.language.word_grammar import word_grammar

# Marks of every script that end a sentence with or without white space behind them.
SPACED = ".!?…‽⸮"
WIDE = "。！？｡．"
OTHER = "।॥۔؟։።፧။៕᠃᙮܀܂།"
CLOSING = "\"'”’»›)\\]」』）］】〉》*_"
PICTURE = "\u2600-\u27bf\u2b00-\u2bff\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
SHORT = 3  # letters of a word before a full stop that may be an abbreviation nobody listed


@cache
def _ends(own: str) -> re.Pattern[str]:
    """Final marks with what closes behind them and the white space, and one sign or picture that stands by itself."""
    marks = re.escape(SPACED + own + WIDE + OTHER)
    return re.compile(
        f"(?P<marks>[{marks}]+)(?P<close>[{CLOSING}]*)(?P<gap>\\s*)|(?P<picture>[{PICTURE}]\ufe0f?)(?P<behind>\\s+)"
    )


def sentence_cuts(text: str, language: LanguageProfile | None) -> list[tuple[int, int]]:
    """Start and end of every sentence of a text, without the white space around them. Covers all else."""
    cuts = [0]
    own = _own_marks(language.tag, language.sentence_ends) if language is not None else ""
    for match in _ends(own).finditer(text):
        end = match.end()
        if end >= len(text):
            break
        if _ends_here(text, match, language):
            cuts.append(end)
    cuts.append(len(text))
    found = []
    for start, end in pairwise(cuts):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            found.append((start, end))
    return found


@cache
def _own_marks(tag: str, ends: str) -> str:
    """The marks that end a sentence in a language and not in all: the question mark of Greek, the full stop of Armenian."""
    kinds = end_marks(tag).kinds
    found = ends + kinds.get(MarkKind.STOP, "") + kinds.get(MarkKind.QUESTION, "")
    return "".join(mark for mark in dict.fromkeys(found) if mark not in SPACED + WIDE + OTHER)


def _ends_here(text: str, match: re.Match[str], language: LanguageProfile | None) -> bool:
    following = text[match.end()]
    if match["picture"]:
        return following.isupper() and match.start() > 0
    mark, gap = match["marks"], match["gap"]
    last = mark[-1]
    if last in WIDE or last in OTHER:
        return following not in WIDE and following not in ",，、;；"
    if not gap:
        return last in "!?" and _is_wide(following)
    if following.islower():
        return False
    if not following.isalnum() and category(following)[0] != "L" and _goes_on(text, match.end()):
        return False
    return last != "." or len(mark) > 1 or not _abbreviates(text, match.start(), following, language)


def _goes_on(text: str, place: int) -> bool:
    """True when the first letter behind signs that open something is a small one, or a mark follows."""
    behind = text[place : place + 6]
    if behind[0] in ",;:–—-)" and behind[1:2] != " ":
        return behind[0] in ",;:)"
    letter = next((sign for sign in behind if sign.isalnum()), "")
    return letter.islower() and behind[0] in "\"'“”„«»‘’(["


def _abbreviates(text: str, point: int, following: str, language: LanguageProfile | None) -> bool:
    """True when a full stop may belong to an abbreviation, an initial or an ordinal number."""
    start = point
    while start and point - start < 24 and (text[start - 1].isalnum() or text[start - 1] in ".-"):
        start -= 1
    word = text[start:point]
    if not word:
        return False
    if word.isdecimal():
        if len(word) > 2 or (start and text[start - 1] in ":,/"):
            return False
        return language is not None and (start == 0 or _ordinal_before(text, point + 1, language))
    last = word.rpartition(".")[2]
    if len(last) == 1 and last.isalpha() and not _is_wide(last):
        return last.isupper() or "." in word or (start >= 2 and text[start - 2] == ".")
    if language is None:
        return len(last) <= 2 and last[:1].isupper()
    small = word.lower()
    if small in language.abbreviations:
        return not (following.isupper() and last.islower() and len(last) > SHORT)
    return any(small == entry.split()[-1] for entry in language.abbreviations if " " in entry)


def _ordinal_before(text: str, place: int, language: LanguageProfile) -> bool:
    """True where the word behind a number and its full stop goes on: a month, or a noun that has a capital anyway."""
    word = re.match(r"\W*(\w*)", text[place : place + 40])
    small = word[1].lower() if word else ""
    if any(small in forms for forms in language.months):
        return True
    return word_grammar(language.tag.partition("-")[0]).capital_nouns


def _is_wide(sign: str) -> bool:
    return "\u2e80" <= sign <= "\uffdc" and not "\uff01" <= sign <= "\uff5e"
