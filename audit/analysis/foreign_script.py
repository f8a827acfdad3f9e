"""Runs of letters in a script that the target language is not written in."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.language.scripts import COMMON, all_scripts, character_class, ranges, script_of

# Scripts that are written together in one text: a run of one may be joined to a run of the other.
JOINED = ({"Hani", "Hira", "Kana", "Hang", "Bopo"},)
# Between two foreign words of one run: spaces, quotation marks, hyphens, figures and the like.
BETWEEN = r"[^\w\x00]{1,4}|[^\w\x00]{0,3}\d{1,8}[^\w\x00]{0,3}"


class ForeignRun(NamedTuple):
    """Words of one foreign script, `[start, end)` in the view, from the first letter to the last."""

    start: int
    end: int
    script: str  # ISO 15924 of its first letter


@cache
def foreign_pattern(scripts: tuple[str, ...]) -> re.Pattern[str]:
    """Matches a run of words whose letters are of none of `scripts`."""
    others = character_class(script for script in all_scripts() if script not in scripts)
    return re.compile(f"[{others}]+(?:(?:{BETWEEN})[{others}]+)*")


@cache
def suspect_pattern(scripts: tuple[str, ...]) -> re.Pattern[str]:
    """Matches one character that may be foreign, twenty times faster than the exact class of 150 scripts.

    It may err on the side of suspicion (whole blocks beside the letters in them), never on the other.
    """
    blocks: set[int] = set()
    for script in all_scripts():
        if script not in scripts:
            for first, last in ranges(script):
                blocks.update(range(first >> 7, (last >> 7) + 1))
    # Latin letters share their first blocks with punctuation and digits: there the exact ranges count.
    latin = "" if "Latn" in scripts else "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
    wide = merged(
        (block << 7, (block << 7) + 127) for block in sorted(blocks) if block >= 5 and block not in EVERYDAY
    )
    return re.compile(f"[{latin}{''.join(f'{chr(first)}-{chr(last)}' for first, last in wide)}]")


# Blocks of 128 code points that hold everyday marks, so that suspicion would cost more than it saves:
# 2000–20FF punctuation, superscripts and currency, 2100–217F letter-like symbols, 1F300–1F9FF emoji.
EVERYDAY = frozenset((*range(0x2000 >> 7, 0x2180 >> 7), *range(0x1F300 >> 7, 0x1FA00 >> 7)))


def merged(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ascending ranges with small gaps closed: beyond the BMP each range is one more test per character."""
    out: list[tuple[int, int]] = []
    for first, last in pairs:
        if out and first - out[-1][1] <= (1 if first < 0x10000 else 0x8000):
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out


def foreign_runs(view: TextView) -> list[ForeignRun]:
    """Every run of foreign letters, in order. Cached on the view."""
    return view.remember("foreign runs", lambda: _find(view))


def _find(view: TextView) -> list[ForeignRun]:
    scripts = view.language.scripts
    if "Latn" in scripts and all(script_of(char) in (COMMON, *scripts) for char in view.rare_characters):
        return []
    found = []
    search = suspect_pattern(scripts).search
    suspect = search(view.text)
    while suspect:
        place = suspect.start()
        # The exact class is slow, to make and to match, so it looks only where a suspect stands; a run begins with one.
        run = foreign_pattern(scripts).match(view.text, place)
        if run:
            found.append(ForeignRun(place, run.end(), script_of(run[0][0])))
        suspect = search(view.text, run.end() if run else place + 1)
    return found
