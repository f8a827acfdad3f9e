"""Words for the four seasons."""

from functools import cache

import msgspec

from audit.language.catalogue import table
from audit.language.profile import LanguageProfile


@cache
def season_words(language: LanguageProfile) -> tuple[tuple[str, ...], ...]:
    """The words of each season in a language, lower case; what ends with "*" goes on. Empty where none are known."""
    tables = msgspec.json.decode(table("seasons")["seasons"], type=dict[str, dict[str, tuple[str, ...]]])
    found = tuple(words.get(language.tag.split("-")[0], ()) for words in tables.values())
    return found if all(found) else ()
