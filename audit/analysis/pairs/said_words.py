"""The words of both sides, and what each speaks for: the language of the source or that of the target."""

import re
from functools import cache, lru_cache

import msgspec

from audit.analysis.leftovers.word_lists import ONE_LETTER, common_cost
from audit.analysis.pair_view import PairView
from audit.analysis.pairs.said_text import small_sources, small_targets
from audit.language.function_words import telling_words
from audit.language.profile import LanguageProfile
from audit.language.profiles import profile, scripts_of
from audit.language.relatives import list_of
from audit.language.scripts import script_of

LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff"
KATAKANA = "\u30a1-\u30fa\u30fc"  # foreign words and names in Japanese stand between other signs
SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0d7f\u0e31-\u0e4e"
SHORTEST = 3  # letters of a word that says something, small words aside
UNKNOWN = 16.0  # what a word costs a language whose list lacks it: a little above the dearest that lists have
MOST = 7.0  # a word alone proves no more than so much
SMALL = 2.0  # a small word of the one language that is none of the other says so much more


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of one side, as it is written, and where it starts there."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@lru_cache(1024)  # several checks in a row ask for those of each pair of a page
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, letters only; marks of accelerators inside them belong to them."""
    return tuple([Word(match[0], match.start()) for match in _word().finditer(text)])


def first_word_of(text: str) -> Word | None:
    """The first of `words_of`."""
    match = _word().search(text)
    return None if match is None else Word(match[0], match.start())


def plain(word: str) -> str:
    """A word in lower case, without the mark of an accelerator."""
    return word.replace("&", "").replace("_", "").replace("''", "'").lower()


def vocabulary(view: PairView) -> tuple[list[list[str]], list[list[str]]]:
    """The plain words of each source, and of each target."""

    def made() -> tuple[list[list[str]], list[list[str]]]:
        return [*map(plain_words, small_sources(view))], [*map(plain_words, small_targets(view))]

    return view.remember("vocabulary of pairs", made)


def plain_words(small: str) -> list[str]:
    """The plain words of a text in lower case."""
    if _BESIDE.search(small) is None and _TOUCHED.search(small) is None:
        return _LETTERS.findall(small)
    words: list[str] = _word().findall(small)
    if "&" in small or "_" in small or "''" in small:
        return [plain(word) for word in words]
    return words


def base(language: LanguageProfile | None) -> str | None:
    """The tag of a language without its variant."""
    return language.tag.partition("-")[0] if language is not None else None


def source_language_of(view: PairView) -> LanguageProfile | None:
    """The language of the sources: what the view knows, else what the file says of its first source."""
    if view.source is not None:
        return view.source
    said = next((pair.source.language for pair in view.pairs[:1] if pair.source.language), None)
    try:
        return profile(said) if said else None
    except ValueError:
        return None


def same_tongue(view: PairView) -> bool:
    """True when both sides are in one language, or nobody knows the language of the sources."""
    source = source_language_of(view)
    return source is None or base(source) == base(view.language)


@lru_cache(maxsize=200_000)
def leaning(word: str, source: str, target: str) -> float:
    """How much a plain word speaks for the language `source` against `target`, both base tags; below 0 against it.

    In natural logarithms, like the costs of the lists. 0 for a word that neither knows.
    """
    small = telling_words().get(word, ())
    if len(word) < SHORTEST and not (source in small or target in small):
        return 0.0
    if len(word) == 1:
        return 1.5 if is_small_of(word, source, target) and word in ONE_LETTER else 0.0
    script = script_of(word[0])
    own_scripts = scripts_of(target)
    foreign = bool(own_scripts) and script not in own_scripts
    costs = common_cost(word)
    known_source, known_target = list_of(source, script), list_of(target, script)
    if known_source is None:
        return SMALL + 2 if source in small and target not in small else 0.0
    mine = costs.get(known_source, UNKNOWN)
    if foreign:
        return min(MOST, UNKNOWN - mine)
    if known_target is None:
        if target in small:
            return -SMALL
        return min(MOST, (UNKNOWN - mine) / 2 + SMALL * (source in small)) if mine < UNKNOWN else 0.0
    theirs = costs.get(known_target, UNKNOWN)
    lean = theirs - mine
    if source in small and target not in small:
        lean += SMALL
    elif target in small and source not in small:
        lean -= SMALL
    return max(-MOST, min(MOST, lean))


def is_small_of(word: str, source: str, target: str) -> bool:
    """True for a plain word that is a small word of `source` and none of `target`."""
    small = telling_words().get(word, ())
    return source in small and target not in small


@lru_cache(maxsize=200_000)
def cost_in(word: str, language: str) -> float:
    """What a plain word costs a language by its list, a base tag; UNKNOWN where no list has it."""
    name = list_of(language, script_of(word[0])) if word else None
    return common_cost(word).get(name, UNKNOWN) if name is not None else UNKNOWN


def is_known(word: str, language: str) -> bool:
    """True for a plain word that a language, a base tag, lists; in one without a list every word may be a word."""
    if not word:
        return False
    name = list_of(language, script_of(word[0]))
    return name is None or name in common_cost(word)


# Most texts are words of Latin letters and nothing that joins them, or figures away from them: these need no more.
_LETTERS = re.compile(f"[{LATIN}]+")
_BESIDE = re.compile("[&_'·µ²³¹¼½¾\\-\u02b0-\u1dff\u1f00-\u1fff\u2019\u2070-\ufffb\ufffd-\U0010ffff]")
_TOUCHED = re.compile(f"[0-9](?:(?=[{LATIN}])|(?<=[{LATIN}].))", re.DOTALL)


@cache
def _word() -> re.Pattern[str]:
    # A mark of an accelerator stands before or inside a word: "&File", "E_xit". Scripts are parted, and what touches a
    # figure is a code.
    latin = (
        f"(?<![0-9{LATIN}])[&_]?[{LATIN}]++(?:[&_][{LATIN}]++)?(?:(?:['’]{{1,2}}|[·-])[{LATIN}]++)*(?![0-9])"
    )
    other = f"(?:[^\\W\\d_{LATIN}{KATAKANA}]|[{SIGNS}])"
    return re.compile(
        f"{latin}|[{KATAKANA}]++|(?<![0-9])[&_]?[^\\W\\d_{LATIN}{KATAKANA}]{other}*+(?:[&_]{other}++)?(?:['’-]{other}++)*"
    )
