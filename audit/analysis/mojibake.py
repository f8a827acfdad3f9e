"""Finds UTF-8 that was read in a legacy encoding, and what it was.

Every character beyond ASCII is two to four bytes in UTF-8: a lead byte and continuation bytes. Read in a
legacy encoding each byte becomes a character of its own, so the damage has a shape: the character of a lead
byte, then characters of continuation bytes. Good text has that shape too (French closes a quotation after
“é” with a no-break space and “»”), so a stretch counts only when it holds a pair that no good text writes,
and when what it decodes to are letters of a living language or ordinary marks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from audit.analysis.garbled_letters import garbled_letters
from audit.analysis.garbled_runs import garbled_runs
from audit.analysis.plausible_letters import is_plausible
from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile
from audit.model.mqm import Confidence

# Legacy encodings that text in the wild was taken for. C1 controls stand in for bytes an encoding leaves
# open.
ENCODINGS = ("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "koi8-r", "cp866", "cp850", "mac-roman")
LEADS = range(0xC2, 0xF5)
CONTINUATIONS = range(0x80, 0xC0)
# What good text sets straight behind a letter, whichever byte it stands for.
NATURAL = frozenset("\u00a0\u00ad«»‹›“”‘’…–—·•¿¡")
# What good text sets behind a capital, a unit or a word in capitals: "CAFÉ™", "10 Å²", "N.º".
MATHS = "²³¹±µπΩ∂∑∏∫≤≥∞≠"
SIGNS = frozenset("®™©°ªº´¨†‡‰" + MATHS)
# Characters of lead bytes that no letter follows in good text.
STRANGE = frozenset("├┬┼─╨╤╫╪┘√ƒ≈")
REACH = 60  # code points to the left that belong to a damaged word
LONGEST = 2400  # code points to the right
ROUNDS = 3  # so often the damage may have been done


class Mojibake(NamedTuple):
    """`[start, end)` of the view was meant to be `meant`."""

    start: int
    end: int
    meant: str
    confidence: Confidence


class _Shape:
    """One legacy encoding: its characters by byte, the telling ones, and the pattern of damage in it."""

    def __init__(self, byte_of: dict[str, int], odd: str) -> None:
        self.byte_of = byte_of
        self.leads = frozenset(char.lower() for char, byte in byte_of.items() if byte in LEADS)
        self.odd = (
            odd  # continuation characters that good text does not set behind the character of a lead byte
        )

    @cached_property
    def run(self) -> re.Pattern[str]:
        """Sequences of characters whose bytes are UTF-8."""

        def these(first: int, last: int) -> str:
            return "".join(re.escape(char) for char, byte in self.byte_of.items() if first <= byte < last)

        tail = f"[{these(0x80, 0xC0)}]"
        two, three, four = these(0xC2, 0xE0), these(0xE0, 0xF0), these(0xF0, 0xF5)
        return re.compile(f"(?:[{two}]{tail}|[{three}]{tail}{{2}}|[{four}]{tail}{{3}})+")


def mojibake(view: TextView) -> list[Mojibake]:
    """Every damaged stretch, whole words, in order. Cached on the view."""
    return view.remember("mojibake", lambda: _joined(view, _all(view)))


def _all(view: TextView) -> list[Mojibake]:
    """What shows in whole paragraphs, and elsewhere what shows in single words."""
    whole = [Mojibake(*found, Confidence.CERTAIN) for found in garbled_runs(view)]
    single = _chosen([*_find(view), *_letters(view)])
    starts, ends = [item.start for item in whole], [item.end for item in whole]
    apart = [item for item in single if bisect_left(ends, item.start + 1) == bisect_left(starts, item.end)]
    return sorted([*whole, *apart])


def _letters(view: TextView) -> Iterator[Mojibake]:
    for start, end, meant in garbled_letters(view):
        yield Mojibake(start, end, meant, Confidence.LIKELY)


def _find(view: TextView) -> Iterator[Mojibake]:
    if not view.rare_characters:
        return
    telling = _telling(frozenset(char.lower() for char in view.rare_characters), view.language)
    if telling:
        yield from _in_view(view, telling)


def _chosen(found: Iterable[Mojibake]) -> list[Mojibake]:
    """Of readings that overlap the one that mends most."""
    kept: list[Mojibake] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
        elif item.end - item.start - len(item.meant) > kept[-1].end - kept[-1].start - len(kept[-1].meant):
            kept[-1] = item
    return kept


def _joined(view: TextView, found: list[Mojibake]) -> list[Mojibake]:
    """Neighbouring damaged words as one stretch."""
    out: list[Mojibake] = []
    for item in found:
        between = view.text[out[-1].end : item.start] if out else ""
        if (
            out
            and item.end - out[-1].start <= LONGEST
            and len(between) <= 3
            and "\x00" not in between
            and between.isascii()
        ):
            out[-1] = Mojibake(
                out[-1].start, item.end, out[-1].meant + between + item.meant, Confidence.CERTAIN
            )
        else:
            out.append(item)
    return out


@lru_cache(maxsize=512)
def _telling(used: frozenset[str], language: LanguageProfile) -> dict[str, list[_Shape]]:
    """Telling characters among those in use → the encodings they tell of. Most texts use one of few sets."""
    if used <= NATURAL:
        return {}  # nothing but curly quotes and dashes, as most texts
    own = frozenset(language.letters + language.extra_letters)
    telling: dict[str, list[_Shape]] = {}
    for encoding in ENCODINGS:
        shape = _shape(encoding)
        if not used.isdisjoint(shape.leads):
            for char in shape.odd:
                if char.lower() in used and char.lower() not in own:
                    telling.setdefault(char, []).append(shape)
    return telling


def _in_view(view: TextView, telling: dict[str, list[_Shape]]) -> Iterator[Mojibake]:
    """The damage around every telling character, in each encoding in which it tells."""
    text = view.text
    sure: set[tuple[int, int, _Shape]] = set()  # segments with sound evidence of an encoding
    end = 0
    for hit in re.finditer(f"[{''.join(map(re.escape, sorted(telling)))}]", text):
        place = hit.start()
        if place < end:
            continue
        shapes = [
            shape
            for shape in telling[hit[0]]
            if shape.byte_of.get(text[place - 1], 0) in LEADS
            or shape.byte_of.get(text[place - 2], 0) in LEADS
        ]
        if not shapes:
            continue
        first, last = view.bounds_at(place)
        start, stop = _word(text, place, max(first, end), last)
        for shape in shapes:
            item = _decoded(text, start, stop, shape)
            if item is not None:
                end = stop
                sure.add((first, last, shape))
                yield item
    for first, last, shape in sorted(sure, key=lambda found: found[:2]):
        # Where the damage is proven, what might have been good text is damaged too.
        for match in shape.run.finditer(text, first, last):
            if (meant := _meant(match[0], shape)) is not None:
                yield Mojibake(match.start(), match.end(), meant, Confidence.LIKELY)


def _word(text: str, place: int, first: int, last: int) -> tuple[int, int]:
    """The stretch without blanks around a place."""
    start, low = place, max(first, place - REACH)
    while start > low and not text[start - 1].isspace():
        start -= 1
    end, high = place + 1, min(last, place + LONGEST)
    while end < high and (
        not text[end].isspace() or (text[end] in "\u00a0\u0085" and not text[end - 1].isascii())
    ):
        end += 1
    return start, end


def _decoded(text: str, start: int, end: int, shape: _Shape) -> Mojibake | None:
    """The stretch with its damage undone, or None when there is none to be sure of."""
    raw = text[start:end]
    meant, sequences, proofs = raw, 0, 0
    for _ in range(ROUNDS):
        result = _undo(meant, shape)
        if result is None:
            break
        meant = result[0]
        sequences, proofs = sequences + result[1], proofs + result[2]
    if not proofs:
        return None
    head, tail = 0, 0
    while head < len(meant) and raw[head] == meant[head] and not raw[head].isalnum():
        head += 1
    while tail < len(meant) - head and raw[-1 - tail] == meant[-1 - tail] and not raw[-1 - tail].isalnum():
        tail += 1
    confidence = Confidence.CERTAIN if sequences > 1 or proofs > 1 else Confidence.LIKELY
    return Mojibake(start + head, end - tail, meant[head : len(meant) - tail], confidence)


def _undo(raw: str, shape: _Shape) -> tuple[str, int, int] | None:
    """(text, sequences decoded, proofs): None when nothing can be decoded or nothing proves the damage."""
    out: list[str] = []
    place = sequences = proofs = 0
    for match in shape.run.finditer(raw):
        meant = _meant(match[0], shape)
        if meant is None:
            continue
        out += (raw[place : match.start()], meant)
        sequences += len(meant)
        proofs += _proofs(raw, match.start(), match.end(), shape, meant)
        place = match.end()
    return ("".join(out) + raw[place:], sequences, proofs) if proofs else None


def _meant(run: str, shape: _Shape) -> str | None:
    """What a run was in UTF-8, or None when that is no plausible text."""
    try:
        meant = bytes(shape.byte_of[char] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return meant if all(map(is_plausible, meant)) else None


def _proofs(raw: str, start: int, end: int, shape: _Shape, meant: str) -> int:
    """How much of the run good text would not write; 0 when it might be good text."""
    run = raw[start:end]
    before, after = raw[start - 1 : start] if start else "", raw[end : end + 1]
    signs = [char for char in run if char in shape.odd and (not char.isalpha() or char in SIGNS)]
    if len(run) == 2 and run[1] in SIGNS:
        # The sign itself with a stray lead before it: "25 Â°C". Else it may be "CAFÉ™" or "10 Å²".
        lone = not before.isalpha() and not after.isalpha()
        capitals = run[0].isupper() and (before.isupper() or not before) and not after.isalpha()
        if meant == run[1]:
            return 0 if before.isupper() else 1
        if run[0] in STRANGE:
            return int(before.isalpha() and run[1] not in MATHS)
        if lone or capitals or not run[0].isalpha():
            return 0
    if len(meant) == 1 and "\N{NO-BREAK SPACE}" in run:
        return 0  # French sets one before the next sign
    if signs:
        return len(signs)
    if run[0] in STRANGE or (run[0] == "‚" and (before.isalpha() or not after.isalpha())):
        return 1
    # Nothing but letters: good text does not go on with a capital after a small letter.
    return sum(a.islower() and b.isupper() for a, b in pairwise(before + run))


@cache
def _shape(encoding: str) -> _Shape:
    byte_of = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in (*CONTINUATIONS, *LEADS):
        if char := bytes([byte]).decode(encoding, "ignore"):
            byte_of[char] = byte

    odd = "".join(char for char, byte in byte_of.items() if byte in CONTINUATIONS and char not in NATURAL)
    return _Shape(byte_of, odd)
