"""Runs of letters in a script that the target language is not written in."""

import re
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile
from audit.language.scripts import all_scripts, character_class, script_of

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


def foreign_runs(view: TextView) -> list[ForeignRun]:
    """Every run of foreign letters, in order. Cached on the view."""
    return view.remember("foreign runs", lambda: _find(view))


def _find(view: TextView) -> list[ForeignRun]:
    if view.ascii_only and "Latn" in view.language.scripts:
        return []
    found = []
    pattern = foreign_pattern(view.language.scripts)
    for match in pattern.finditer(view.text):
        found.append(ForeignRun(match.start(), match.end(), script_of(match[0][0])))
    return found


def written_in(profile: LanguageProfile, script: str) -> bool:
    """True when a language's ordinary text uses a script."""
    return script in profile.scripts
