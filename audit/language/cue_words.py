"""Words that announce a foreign word or name, a work, a quotation: "engl.", "so-called", "the song".

What stands right after (or before) such a word is there on purpose in another language. Only the words beside
a place are looked at, so a look-up costs the same however long the text is.
"""

import re
from functools import cache
from typing import NamedTuple

import msgspec

from audit.language.catalogue import decode, table
from audit.language.phrases import AROUND, fold
from audit.language.profiles import profile, resolve

EVERYWHERE = "any"  # the file of cues that every language uses: "lat.", "a.k.a."
NEAR = 80  # code points looked at beside a place
WORDS_TO_WORK = 5  # "the song by an unknown Irish poet": words that may stand between the cue and the title
LETTERS_TO_WORK = 12  # the same where no spaces part words
MARKS = AROUND + "=≈/\\&→⇒"


class CueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`data/cue_words/<tag>.toml`. Cues are folded; one that ends in "*" is the start of a word, for
    languages whose words change their ends.

    `gloss_before`: what stands right before a foreign word or name ("engl.", "called", "also known as").
    `gloss_after`: what stands right after one ("genannt", "という"). `work_before`: names of works and
    of words quoted as they are (song, novel, motto, inscription). `work_after`: the same behind the title.
    """

    gloss_before: tuple[str, ...] = ()
    gloss_after: tuple[str, ...] = ()
    work_before: tuple[str, ...] = ()
    work_after: tuple[str, ...] = ()


class Cues(NamedTuple):
    """One list of one language, ready for look-up: whole words and phrases, starts of words."""

    whole: frozenset[str]
    starts: frozenset[str]
    longest: int
    spaces: bool  # words are parted by spaces


def gloss_cue_before(text_before: str, target: str) -> bool:
    """True when the text up to the place ends in a word that announces a foreign word or name."""
    cues = _cues("gloss_before", resolve(target))
    return _ends_in_cue(_tail(text_before), cues)


def gloss_cue_after(text_after: str, target: str) -> bool:
    """True when the text from the place on begins with a word for what a foreign word or name is."""
    return _begins_with_cue(_head(text_after), _cues("gloss_after", resolve(target)))


def work_cue_before(text_before: str, target: str) -> bool:
    """True when a word for a work or a quotation stands shortly before the place, in the same sentence."""
    cues = _cues("work_before", resolve(target))
    tail = _sentence_ends().split(text_before[-NEAR:])[-1]
    tail = _tail(tail)
    step = _without_last_word if cues.spaces else _without_last_letter
    for _ in range(WORDS_TO_WORK if cues.spaces else LETTERS_TO_WORK):
        if _ends_in_cue(tail, cues):
            return True
        tail = step(tail)
    return False


def work_cue_after(text_after: str, target: str) -> bool:
    """True when a word for a work or a quotation stands right after the place."""
    return _begins_with_cue(_head(text_after), _cues("work_after", resolve(target)))


def _tail(text: str) -> str:
    return " ".join(fold(text[-NEAR:]).split()).rstrip(MARKS)


def _head(text: str) -> str:
    return " ".join(fold(text[:NEAR]).split()).lstrip(MARKS)


def _without_last_word(tail: str) -> str:
    return tail.rpartition(" ")[0].rstrip(MARKS)


def _without_last_letter(tail: str) -> str:
    return tail[:-1]


def _ends_in_cue(tail: str, cues: Cues) -> bool:
    for length in range(1, min(cues.longest, len(tail)) + 1):
        apart = not cues.spaces or length == len(tail) or not tail[-length - 1].isalnum()
        if apart and tail[-length:] in cues.whole:
            return True
    return bool(cues.starts) and _starts_as_cue(_last_word().search(tail), cues)


def _begins_with_cue(head: str, cues: Cues) -> bool:
    for length in range(1, min(cues.longest, len(head)) + 1):
        apart = not cues.spaces or length == len(head) or not head[length].isalnum()
        if apart and head[:length] in cues.whole:
            return True
    return bool(cues.starts) and _starts_as_cue(_first_word().match(head), cues)


def _starts_as_cue(word: re.Match[str] | None, cues: Cues) -> bool:
    return word is not None and any(word[0][:length] in cues.starts for length in range(2, cues.longest + 1))


@cache
def _cues(field: str, tag: str) -> Cues:
    """One list for a resolved tag: its own or its language's, with what every language uses."""
    known = table("cue_words")
    files = [name for name in dict.fromkeys((EVERYWHERE, tag.partition("-")[0], tag)) if name in known]
    cues = [cue for name in files for cue in getattr(decode("cue_words", name, CueWords), field)]
    whole = frozenset(cue for cue in cues if not cue.endswith("*"))
    starts = frozenset(cue.rstrip("*") for cue in cues if cue.endswith("*"))
    return Cues(whole, starts, max(map(len, cues), default=0), profile(tag).has_spaces)


@cache
def _last_word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+\Z")


@cache
def _first_word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _sentence_ends() -> re.Pattern[str]:
    return re.compile(r"[.!?…](?=\s)|[\n\x00。！？؟।۔]")
