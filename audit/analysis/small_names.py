"""Names that are always written small: of programs, commands, brands."""

import re
from functools import cache

from audit.analysis.closed_words import closed_words
from audit.analysis.leftovers.document_facts import code_of
from audit.analysis.listed_words import is_known_word
from audit.analysis.text_view import TextView

TWICE = 2  # a word met once may as well be a common name whose capital was lost


def is_small_name(view: TextView, word: str) -> bool:
    """True for a word in small letters that the language does not know and the text never writes large, or that
    stands in its code.

    Addresses and file names count as well. False where the words of the language are not known.
    """
    head, hyphen, _ = word.partition("-")
    if hyphen:  # "git-flow": no word list has such, so its first part speaks for it
        unknown = head.islower() and is_known_word(view.language, head) is False
        return unknown and (view.file_text or view.text).count(word) >= TWICE
    if word in closed_words(view) or is_known_word(view.language, word) is not False:
        return False
    return word in in_code(view) or (_is_written_often(view, word) and word not in _capitalised(view))


def in_code(view: TextView) -> frozenset[str]:
    """The words of the file's code, as they stand there. Cached on the view."""
    return view.remember(
        "words in code",
        lambda: frozenset(word for code in code_of(view.file_text) for word in _word().findall(code)),
    )


def _is_written_often(view: TextView, word: str) -> bool:
    """True for a word that the file has in small letters more than once."""
    if not word.islower() or not _word().fullmatch(word):
        return False
    # The letters come first so that the search jumps from one place to the next; then it looks around.
    alone = re.compile(rf"{word}(?<![^\W\d_]{word})(?![^\W\d_])")
    return len(alone.findall(view.file_text or view.text)) >= TWICE


def _capitalised(view: TextView) -> frozenset[str]:
    """The words, in small letters, that the text writes with one capital somewhere: of all capitals are
    abbreviations, which a program may be named after. Cached on the view."""
    return view.remember("capitalised words", lambda: _find_capitalised(view.text))


def _find_capitalised(text: str) -> frozenset[str]:
    return frozenset(
        word.lower() for word in _word().findall(text) if word[0].isupper() and word[1:].islower()
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
