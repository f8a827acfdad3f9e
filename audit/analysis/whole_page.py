"""A page that is wholly in another language than it should be in.

Sections are judged paragraph by paragraph; here the page is judged at once, so that a short one, one in a close
relative of its language and one in a script no supported language is written in are seen as well. Three things
must agree: the script or the small words speak for another language, next to nothing speaks for its own, and
what is looked at is running text, not names, labels or code.
"""

from collections import Counter, defaultdict
from unicodedata import normalize

from audit.analysis.language_guess import WORD, guess_language, letters_by_script, main_script
from audit.analysis.text_view import TextView
from audit.analysis.told_apart import told_apart
from audit.language.function_words import telling_words
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
LATIN = "Latn"
SOURCES_MOSTLY = "en"
AGAINST = 6  # so many small words of the other language for each of its own
LETTERS_AGAINST = 0.01  # share of letters its alphabet does not have: between relatives they must speak too
SURE = 0.75
AROUND_WORDS = ".,;:!?…()[]«»„“”\"'’"


def page_in_another_language(view: TextView) -> LanguageGuess | None:
    """What the page is in, when that is surely not its language; the tag is None for one without a profile, and
    where its words could be of several languages.

    Cached on the view.
    """
    return view.remember("whole page", lambda: _named(view, _find(view)))


def _named(view: TextView, guess: LanguageGuess | None) -> LanguageGuess | None:
    """The guess, with the name of the language only where the words tell it apart from every other."""
    if guess is None or guess.tag is None or not profile(guess.tag).has_spaces:
        return guess
    text = "\n".join(s.text for s in view.segments if s.role in PROSE)
    script = main_script(letters_by_script(text))[0]
    told = told_apart(WORD.findall(text), script, view.language.tag.split("-")[0], guess.tag)
    if told == guess.tag:
        return guess
    if view.segments[0].side is not None:
        return None  # many labels in several languages are one that is half translated
    return LanguageGuess(None, 0.0, (Evidence("unknown language", "another language", 1.0), *guess.evidence))


def _find(view: TextView) -> LanguageGuess | None:
    language = view.language
    text = normalize("NFC", "\n".join(s.text for s in view.segments if s.role in PROSE))
    if _has_strange_letters(view) and not _opens_in_own_letters(text, language):
        letters = letters_by_script(text)
        strange = sum(count for script, count in letters.items() if script not in language.scripts)
        if letters.total() >= FEWEST_LETTERS and strange >= ALL_OF_IT * letters.total():
            return _in_other_script(text, letters, language)
    if not language.has_spaces:
        return None
    # On nearly every page its own small words end the matter, before the dear guess.
    speaking = _speaking(text, language)
    if not speaking or letters_by_script(text).total() < FEWEST_LETTERS:
        return None
    guess = guess_language(text)
    base = language.tag.split("-")[0]
    if guess.tag is None or guess.tag not in speaking or guess.confidence < SURE:
        return None
    if guess.tag.split("-")[0] == base:
        return None
    if view.segments[0].side is not None and guess.tag != (
        view.source.tag if view.source else SOURCES_MOSTLY
    ):
        return None  # labels are too short to be told apart; a file left in its source language is no matter of chance
    if frozenset(language.scripts).isdisjoint(profile(guess.tag).scripts):
        # Its own letters stand on the page, so that it is not wholly in another script.
        return None
    if related(guess.tag, language.tag) and not _letters_speak(text, profile(guess.tag), language):
        return None
    return guess


def _has_strange_letters(view: TextView) -> bool:
    """True when letters of scripts the language is not written in may stand in the text at all."""
    scripts = view.language.scripts
    return LATIN not in scripts or any(
        char.isalpha() and script_of(char) not in scripts for char in view.rare_characters
    )


def _opens_in_own_letters(text: str, language: LanguageProfile) -> bool:
    """True when the letters of its own scripts in the first quarter are enough for the whole of a text."""
    letters = letters_by_script(text[: len(text) // 4])
    own = sum(letters[script] for script in language.scripts)
    return own > (1 - ALL_OF_IT) * len(text)


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
    if not other.function_words or not other.has_spaces or guess.tag in _speaking(text, language):
        return guess
    return None


def _speaking(text: str, own: LanguageProfile) -> frozenset[str]:
    """Languages whose small words fill the text while those of its own are missing."""
    words = Counter(text.lower().split())
    total = words.total()
    marked = [word for word in words if not word.isalpha()]
    for word, count in [(word.strip(AROUND_WORDS), words.pop(word)) for word in marked]:
        words[word] = words.get(word, 0) + count
        if not word[:1].isalpha():
            total -= count
    if total < FEWEST_WORDS:
        return frozenset()
    telling, ours = telling_words(), frozenset(own.function_words)
    different: defaultdict[str, int] = defaultdict(int)  # words that its own language has not
    for word in (words.keys() & telling.keys()) - ours:
        for tag in telling[word]:
            different[tag] += words[word]
    missing = {
        tag: 0 for tag, count in different.items() if count >= FEWEST_SMALL - 1
    }  # words of its own alone
    # The commonest of its own words first: on nearly every page the first few rule out all others.
    own_words = sorted(words.keys() & ours, key=lambda word: -words[word])
    for word in own_words:
        for tag in missing.keys() - telling.get(word, ()):
            missing[tag] += words[word]
            if AGAINST * missing[tag] > different[tag]:
                del missing[tag]
        if not missing:
            return frozenset()
    every = sum(words[word] for word in own_words)
    return frozenset(
        tag
        for tag, count in missing.items()
        if different[tag] + every - count >= max(FEWEST_SMALL, SMALL_SHARE * total)
    )


def _letters_speak(text: str, other: LanguageProfile, own: LanguageProfile) -> bool:
    """True when letters that the other language has and its own has not stand all over the text."""
    alphabet = set(own.letters + own.extra_letters)
    letters = Counter(char for char in text.lower() if char.isalpha() and script_of(char) in own.scripts)
    telling = sum(n for char, n in letters.items() if char in other.letters and char not in alphabet)
    return telling >= max(3, LETTERS_AGAINST * letters.total())
