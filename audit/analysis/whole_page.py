"""A page that is wholly in another language than it should be in.

Sections are judged paragraph by paragraph; here the page is judged at once, so that a short one, one in a close
relative of its language and one in a script no supported language is written in are seen as well. Three things
must agree: the script or the small words speak for another language, next to nothing speaks for its own, and
what is looked at is running text, not names, labels or code.
"""

from collections import Counter
from unicodedata import normalize

from audit.analysis.language_guess import guess_language, letters_by_script
from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile
from audit.language.profiles import languages_of_script, profile
from audit.language.relatives import related
from audit.language.script_names import script_name
from audit.language.scripts import script_of
from audit.model.language_evidence import Evidence, LanguageGuess
from audit.model.role import PROSE

FEWEST_WORDS = 12
FEWEST_LETTERS = 40
ALL_OF_IT = 0.9  # of its letters in scripts the language is not written in
SMALL_SHARE = (
    0.12  # of the words of running text are small words of its language, in every one that has a list
)
FEWEST_SMALL = 4
AGAINST = 6  # so many small words of the other language for each of its own
LETTERS_AGAINST = 0.01  # share of letters its alphabet does not have: between relatives they must speak too
SURE = 0.75


def page_in_another_language(view: TextView) -> LanguageGuess | None:
    """What the page is in, when that is surely not its language; the tag is None for one without a profile.

    Cached on the view.
    """
    return view.remember("whole page", lambda: _find(view))


def _find(view: TextView) -> LanguageGuess | None:
    language = view.language
    text = normalize("NFC", "\n".join(s.text for s in view.segments if s.role in PROSE))
    letters = letters_by_script(text)
    if letters.total() < FEWEST_LETTERS:
        return None
    strange = sum(count for script, count in letters.items() if script not in language.scripts)
    if strange >= ALL_OF_IT * letters.total():
        return _in_other_script(text, letters, language)
    if not language.has_spaces:
        return None
    guess = guess_language(text)
    base = language.tag.split("-")[0]
    if guess.tag is None or guess.confidence < SURE or guess.tag.split("-")[0] == base:
        return None
    if frozenset(language.scripts).isdisjoint(profile(guess.tag).scripts):
        return None  # its own letters stand on the page, so that it is not wholly in another script
    if not _speaks(text, profile(guess.tag), language):
        return None
    if related(guess.tag, language.tag) and not _letters_speak(text, profile(guess.tag), language):
        return None
    return guess


def _in_other_script(text: str, letters: Counter[str], language: LanguageProfile) -> LanguageGuess | None:
    script, count = letters.most_common(1)[0]
    if count < ALL_OF_IT * letters.total():
        return None
    known = languages_of_script(script)
    if not known:
        detail = f"{script_name(script)} script"
        return LanguageGuess(None, 0.0, (Evidence("unsupported script", detail, 1.0),))
    guess = guess_language(text)
    if guess.tag is None or guess.confidence < SURE:
        return None
    other = profile(guess.tag)
    return (
        guess if not other.function_words or not other.has_spaces or _speaks(text, other, language) else None
    )


def _speaks(text: str, other: LanguageProfile, own: LanguageProfile) -> bool:
    """True when the small words of the other language fill the text and those of its own are missing."""
    words = Counter(word.strip(".,;:!?…()[]«»„“”\"'’") for word in text.lower().split())
    total = sum(count for word, count in words.items() if word[:1].isalpha())
    if total < FEWEST_WORDS:
        return False
    theirs, ours = set(other.function_words), set(own.function_words)
    every = sum(words[word] for word in theirs)
    only_theirs = sum(words[word] for word in theirs - ours)
    only_ours = sum(words[word] for word in ours - theirs)
    return (
        every >= max(FEWEST_SMALL, SMALL_SHARE * total)
        and only_theirs >= FEWEST_SMALL - 1
        and only_theirs >= AGAINST * only_ours
    )


def _letters_speak(text: str, other: LanguageProfile, own: LanguageProfile) -> bool:
    """True when letters that the other language has and its own has not stand all over the text."""
    alphabet = set(own.letters + own.extra_letters)
    letters = Counter(char for char in text.lower() if char.isalpha() and script_of(char) in own.scripts)
    telling = sum(n for char, n in letters.items() if char in other.letters and char not in alphabet)
    return telling >= max(3, LETTERS_AGAINST * letters.total())
