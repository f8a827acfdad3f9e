"""Frames: words around a word that show in which sense it stands."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from audit.language.place_names import mentions

HOLE = "{}"
LONGEST = 90  # code points beside the word that a frame may reach
_WORD = re.compile(r"\w[\w'’-]*")
_GAP = "[ \u00a0\u202f]+"
_START = '(?:^|[.!?…:;¿¡—"“„«»(\\[\x00\n])[ \u00a0"“„«(¿¡*_>-]*'
_NAME = "Xx"
_PLACE = "Place"


class Frame(NamedTuple):
    """One frame, ready: what must stand right before the word, what right behind it, and whether a place must."""

    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    place: bool

    def fits(self, text: str, start: int, end: int, tag: str, spaced: bool) -> bool:
        """True when the word `[start, end)` of a text stands in it; `tag` is the base tag of the text's language."""
        if self.before is not None and not self.before.search(text, max(0, start - LONGEST), start):
            return False
        stop = min(len(text), end + LONGEST)
        if self.behind is not None and not self.behind.match(text, end, stop):
            return False
        if not self.place:
            return True
        rest = text[end:stop]
        return any(found.start <= 1 for found in mentions(rest, tag, spaced))


@lru_cache(4096)
def frame(written: str, spaced: bool) -> Frame:
    """A frame as the data has it: see the comment at the top of `data/senses/en.toml`. Raises ValueError."""
    head, hole, tail = written.partition(HOLE)
    if not hole:
        raise ValueError(f"the frame {written!r} has no {HOLE}")
    gap = _GAP if spaced else ""
    first = [_part(token, gap, before=True) for token in head.split()]
    place = tail.split() == [_PLACE]
    last = [] if place else [_part(token, gap, before=False) for token in tail.split()]
    # A word that is cut at the left edge of the window is none: the frame must begin at a word.
    edge = "(?<![\\w-])" if spaced and first and not head.lstrip().startswith("^") else ""
    before = re.compile(f"{edge}{''.join(first)}\\Z") if first else None
    behind = re.compile("".join(last)) if last else None
    return Frame(before, behind, place)


def _part(token: str, gap: str, *, before: bool) -> str:
    """One token with the gap that parts it from the word."""
    if token == "^":
        return _START
    wanted = token.startswith("(") and token.endswith(")")
    inner = token[1:-1] if wanted else token
    barred = inner.startswith("!")
    choices = "|".join(_word(one) for one in inner.removeprefix("!").split("|"))
    if barred:
        return f"(?!(?:{gap}|-)(?:{choices}))"
    part = f"(?:{choices}){gap}" if before else f"{gap}(?:{choices})"
    return f"(?:{part})?" if wanted else part


def _word(choice: str) -> str:
    """One word of a frame: "_" is any, "#" a number, "Xx" one with a capital; an asterisk stands for any letters."""
    if choice == "_":
        return "\\w[\\w'’-]*"
    if choice == "#":
        return "[0-9][0-9.,]*(?:st|nd|rd|th|-[a-zа-я]{1,3})?%?(?![\\w])"
    if choice == _NAME:
        return "[A-ZÀ-ÞА-ЯЁЄІЇҐ][\\w'’-]+"
    body = re.escape(choice).replace("\\*", "\\w*")
    body = body.replace("'", "['’]")
    return f"(?i:{body})(?!\\w)" if not choice.endswith("*") else f"(?i:{body})"


def has_word(words: Sequence[str]) -> Callable[[str], bool]:
    """A test whether a text in lower case holds one of some words; an asterisk stands for any letters, and one of
    several words, or in a language without spaces, stands anywhere."""
    parts = tuple(word.strip("*") for word in words if " " in word or word.strip("*")[0] >= "\u2e80")
    simple = [word for word in words if " " not in word and word.strip("*")[0] < "\u2e80"]
    whole = frozenset(word for word in simple if "*" not in word)
    stems = tuple(word[:-1] for word in simple if word.endswith("*") and not word.startswith("*"))
    ends = tuple(word[1:] for word in simple if word.startswith("*") and not word.endswith("*"))
    inner = tuple(word[1:-1] for word in simple if word.startswith("*") and word.endswith("*"))
    roots = (*whole, *stems, *ends, *inner)

    def test(text: str) -> bool:
        if any(part in text for part in parts):
            return True
        if not any(root in text for root in roots):
            return False
        return any(
            word in whole
            or word.startswith(stems)
            or word.endswith(ends)
            or any(root in word for root in inner)
            for word in _WORD.findall(text)
        )

    return test
