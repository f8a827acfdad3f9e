"""Names that are always written small: of programs, commands, brands."""

from audit.analysis.closed_words import closed_words
from audit.analysis.listed_words import is_known_word
from audit.analysis.text_view import TextView

TWICE = 2  # a word met once may as well be a common name whose capital was lost


def is_small_name(view: TextView, word: str) -> bool:
    """True for a word in small letters that the language does not know and the text never writes large.

    False where the words of the language are not known.
    """
    if word in closed_words(view) or view.vocabulary[word] < TWICE:
        return False
    return is_known_word(view.language, word) is False and word[0].upper() + word[1:] not in view.text
