"""Frames: words around a word that show in which sense it stands."""

import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from audit.language.place_names import mentions

HOLE = "{}"
LONGEST = 90  # code points beside the word that a frame may reach
_WORD = re.compile(r"\w[\w'’-]*")
_GAP = "[ \u00a0\u202f]+"
SPACES = " \u00a0\u202f"
OPENING = SPACES + "\"“„«»'(¿¡*_#>-"
ENDS = ".!?…。！？\n\x00:;—–"  # behind these a sentence may begin
SHORT = 12  # signs before the word that a frame reaches in a language without spaces
MOST_WORDS = 6  # words before the word
LONGEST_WORD = 40  # code points
_NAME = "Xx"
_PLACE = "Place"


class Frame(NamedTuple):
    """One frame, ready: what must stand right before the word, what right behind it.

    `opens`: a sentence begins there; `place`: a place is named behind: one that is listed, or a name that the text has
    elsewhere behind one of `behind_places`. `last` are the words one of which must stand right
    before, None where it may be any: asked first, because most places fail there.
    """

    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    opens: bool = False
    place: bool = False
    last: frozenset[str] | None = None
    behind_places: tuple[str, ...] = ()

    def fits(self, around: "Around", end: int, tag: str, spaced: bool) -> bool:
        """True when the word that ends at `end` stands in it; `tag` is the base tag of the text's language."""
        text = around.text
        stop = min(len(text), end + LONGEST)
        if self.behind is not None and not self.behind.match(text, end, stop):
            return False
        if self.last is not None and around.word_before not in self.last:
            return False
        if not self._follows(around, spaced):
            return False
        if not self.place:
            return True
        if any(found.start <= 1 for found in mentions(text[end:stop], tag, spaced)):
            return True
        name = _name().match(text, end, stop)
        return name is not None and name[1] in _names_behind(text, self.behind_places)

    def _follows(self, around: "Around", spaced: bool) -> bool:
        """True when what stands before the word fits."""
        start = around.start
        if self.before is None:
            return not self.opens or begins(around.text, start)
        firsts = around.words if spaced else range(max(0, start - SHORT), start)
        return any(
            self.before.fullmatch(around.text, first, start)
            and (not self.opens or begins(around.text, first))
            for first in firsts
        )


class Around:
    """What stands before a word at `start` of a text, looked at once for all frames."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start

    @cached_property
    def words(self) -> list[int]:
        """Where the last words before it begin."""
        low = max(0, self.start - LONGEST)
        found = [match.start() for match in _WORD.finditer(self.text, low, self.start)]
        # The first may be the end of a word that the window cuts.
        return found[-MOST_WORDS:] if low == 0 else found[1:][-MOST_WORDS:]

    @cached_property
    def word_before(self) -> str:
        """The last word before it in lower case; "" where none stands right there."""
        head = self.text[max(0, self.start - LONGEST_WORD) : self.start].split()
        return head[-1].lstrip(OPENING).lower().replace("’", "'") if head else ""


@cache
def _name() -> re.Pattern[str]:
    return re.compile("[ \u00a0]([A-ZÀ-Þ][\\w'’-]+(?: [A-ZÀ-Þ][\\w'’-]+)?)")


@lru_cache(8)
def _names_behind(text: str, words: tuple[str, ...]) -> frozenset[str]:
    """The names, of one word or two, that a text has behind some small words."""
    if not words:
        return frozenset()
    pattern = re.compile(f"(?<!\\w)(?:{'|'.join(map(re.escape, words))}){_name().pattern}")
    return frozenset(match[1] for match in pattern.finditer(text))


def begins(text: str, start: int) -> bool:
    """True when a sentence may begin at `start`."""
    head = text[max(0, start - 8) : start].rstrip(OPENING)
    return not head or head[-1] in ENDS


@lru_cache(4096)
def frame(written: str, spaced: bool, behind_places: tuple[str, ...] = ()) -> Frame:
    """A frame as the data has it: see the comment at the top of `data/senses/en.toml`. Raises ValueError."""
    head, hole, tail = written.partition(HOLE)
    if not hole:
        raise ValueError(f"the frame {written!r} has no {HOLE}")
    gap = _GAP if spaced else ""
    tokens = head.split()
    opens = tokens[:1] == ["^"]
    tokens = tokens[opens:]
    first = [_part(token, gap, before=True) for token in tokens]
    place = tail.split() == [_PLACE]
    rest = [] if place else [_part(token, gap, before=False) for token in tail.split()]
    before = re.compile("".join(first)) if first else None
    behind = re.compile("".join(rest)) if rest else None
    return Frame(before, behind, opens, place, _last(tokens) if spaced else None, behind_places)


def _last(tokens: list[str]) -> frozenset[str] | None:
    """The words that the last token allows; None where it may be missing or any word."""
    if not tokens:
        return None
    choices = tokens[-1].lower().split("|")
    plain = all(choice not in ("_", "#", "xx") and not set(choice) & set("*()!") for choice in choices)
    return frozenset(choices) if plain else None


def _part(token: str, gap: str, *, before: bool) -> str:
    """One token with the gap that parts it from the word."""
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
