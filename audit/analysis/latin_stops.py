"""Latin full stops that end sentences where the language has a sign of its own: "." amid dandas.

Only against the habit of the text: whole newspapers write the Latin stop. Abbreviations, initials, numbers and names of
files are no ends of sentences.
"""

import re
from functools import cache

from audit.analysis.sentences import is_abbreviation, word_before
from audit.analysis.text_view import TextView
from audit.language.scripts import script_of

LEAST = 3  # own signs from which on they are the habit
CLEARLY = 2  # times as many as Latin stops must they be
SHORTEST = 3  # code points of the word before; shorter ones are initials, but for small words


def latin_stops(view: TextView) -> list[int]:
    """Where such stops stand in the view, in order."""
    own = view.language.sentence_ends[:1]
    if own in (".", "") or own not in view.rare_characters or not view.language.has_spaces:
        return []
    habit = view.text.count(own)
    if habit < LEAST or "." not in view.text:
        return []
    found = [match.start() for match in _stop().finditer(view.text) if _ends_a_sentence(view, match.start())]
    return found if len(found) * CLEARLY <= habit else []


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"\.(?= [^\W0-9_]|\x00|\Z)")


def _ends_a_sentence(view: TextView, place: int) -> bool:
    word = word_before(view.text, place)
    if "." in word or is_abbreviation(view, place):
        return False
    if len(word) < SHORTEST and word not in view.language.function_words:
        return False
    letters = [char for char in word if char.isalpha()]
    return bool(letters) and all(script_of(char) in view.language.scripts for char in letters)
