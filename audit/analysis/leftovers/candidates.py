"""Every stretch of a document that may have been left behind: found generously, judged afterwards."""

import re
from collections import Counter, defaultdict
from collections.abc import Container
from functools import cache

from audit.analysis.foreign_script import ForeignRun, foreign_runs
from audit.analysis.language_switchers import outside_switchers
from audit.analysis.leftovers.stretch import COMMON_WORD, Stretch, StretchKind
from audit.analysis.leftovers.word_lists import has_strange_letters, small_words_of
from audit.analysis.same_script import ALWAYS_ASKED, costs_of, same_script_stretches
from audit.analysis.text_view import TextView
from audit.language.function_words import telling_words
from audit.language.language_model import language_model
from audit.language.latin_tokens import is_unit
from audit.language.profiles import languages_of_script, scripts_of
from audit.language.relatives import are_kin, related
from audit.model.role import Role

# In these scripts a word of two alphabets is a look-alike or a half-translated word: other checks' business.
ALPHABETS = frozenset(("Latn", "Cyrl", "Grek", "Armn"))
SMALL_LETTERS = re.compile(r"(?<![^\W\d_])[a-zß-öø-ÿ]")  # at the start of a word
JOINING = frozenset("-_")
AT_HOME = 11.0  # cost up to which a word is an everyday one of the target language
FAR_DEARER = 4.0  # so much dearer in the target than in a relative, a word is one of the relative
UNLISTED = 16.0  # what a word that a list lacks costs in this comparison: lists of relatives have gaps
SMALL_WORDS_OF_A_LINE = 3  # of one language and none of the target's, where no word list can tell


def candidates(view: TextView) -> list[Stretch]:
    """Stretches of other languages, in order; none overlaps another. Cached on the view."""
    return view.remember("leftover candidates", lambda: _find(view))


def _find(view: TextView) -> list[Stretch]:
    found = _same_script(view)
    found += _by_small_words(view, {stretch.index for stretch in found})
    found = [stretch for stretch in found if outside_switchers(view, stretch.start, stretch.end)]
    latin_is_foreign = "Latn" not in view.language.scripts
    for run in _runs(view):
        if is_symbol(view, run) or (run.script in ALPHABETS and torn_word(view, run)):
            continue
        latin = latin_is_foreign and run.script == "Latn"
        if latin and is_bare_name(view, run):
            continue
        kind = StretchKind.LATIN if latin else StretchKind.OTHER
        stretch = Stretch(view, run.start, run.end, kind, None, run.script)
        if stretch.count:
            stretch.language = language_by_small_words(
                stretch, ALWAYS_ASKED if run.script == "Latn" else only_language_of(run.script)
            )
            found.append(stretch)
    found.sort(key=lambda stretch: (stretch.start, stretch.end))
    return found


def _runs(view: TextView) -> list[ForeignRun]:
    """Runs of other scripts, without the names of languages that a page offers."""
    runs = []
    for run in foreign_runs(view):
        for start, end in outside_switchers(view, run.start, run.end):
            if (start, end) == (run.start, run.end):
                runs.append(run)
                continue
            letters = [at for at in range(start, end) if view.text[at].isalpha()]
            if letters:
                runs.append(ForeignRun(letters[0], letters[-1] + 1, run.script))
    return runs


def _same_script(view: TextView) -> list[Stretch]:
    costs = costs_of(view)
    if costs is None:
        return []
    found = []
    for item in same_script_stretches(view):
        first = _first_of_its_own(view, item.first, item.last)
        if first > item.last:
            continue
        start = view.word_starts[first]
        end = view.word_starts[item.last] + len(view.words[item.last])
        place = costs.languages.index(item.language)
        words = {word for word in view.words[first : item.last + 1] if word.isalpha()}
        listed = {word: costs.listed_gains(word).get(place, 0.0) for word in words}
        stretch = Stretch(
            view, start, end, StretchKind.SAME, item.language, gain=item.gain, listed_gains=listed
        )
        if stretch.count and not _all_at_home(view, stretch) and not _may_be_own(view, stretch):
            found.append(stretch)
    return found


def _first_of_its_own(view: TextView, first: int, last: int) -> int:
    """The first word of a stretch that no hyphen joins to one before the stretch: "half-built tool"."""
    text = view.text
    start = view.word_starts[first]
    if start < 2 or text[start - 1] not in JOINING or not text[start - 2].isalnum():
        return first
    while first <= last and text[view.word_starts[first] - 1] in JOINING:
        first += 1
    return first


def _all_at_home(view: TextView, stretch: Stretch) -> bool:
    """True amid a line where every word is an everyday word of the target language, and hardly dearer there."""
    own, other = view.language.tag.split("-")[0], stretch.language or ""
    return not stretch.whole and all(
        costs.get(own, UNLISTED) < AT_HOME and costs[own] - costs.get(other, UNLISTED) < FAR_DEARER
        for costs in stretch.costs
    )


def _may_be_own(view: TextView, stretch: Stretch) -> bool:
    """True for words of a relative of the target language that may as well be rare words of the target itself:
    no small word, letter or usual word of the relative is among them that the target does not have, or as many
    small words of the target that the relative does not have."""
    other, own = stretch.language, view.language.tag.split("-")[0]
    if other is None or not (are_kin(other, own) or related(other, own)):
        return False
    if view.source is not None and view.source.tag.split("-")[0] == other:
        return False
    theirs = small_words_of(other)
    ours = sum(word in small_words_of(own) and word not in theirs for word in stretch.lower)
    if ours and ours >= len(stretch.small_words):
        return True
    telling = [
        word
        for word, costs in zip(stretch.lower, stretch.costs, strict=True)
        if word in stretch.small_words and costs.get(own, UNLISTED) >= COMMON_WORD
    ]
    return not telling and not any(
        has_strange_letters(view, word) or costs.get(own, UNLISTED) - costs.get(other, UNLISTED) >= FAR_DEARER
        for word, costs in zip(stretch.lower, stretch.costs, strict=True)
    )


def _by_small_words(view: TextView, taken: set[int]) -> list[Stretch]:
    """Lines told by small words alone: of languages that the word lists lack, or of any where they lack the target."""
    own = small_words_of(view.language.tag)
    telling = telling_words()
    scripts = frozenset(view.language.scripts)
    base = view.language.tag.split("-")[0]
    beyond_lists = _beyond_lists(costs_of(view) is not None)
    different: Counter[str] = Counter()
    for word in view.vocabulary.keys() & beyond_lists.keys():
        if word not in own:
            different.update(beyond_lists[word])
    asked = frozenset(
        tag
        for tag, count in different.items()
        if count >= SMALL_WORDS_OF_A_LINE and tag != base and not scripts.isdisjoint(scripts_of(tag))
    )
    if not asked:
        return []
    asked_words = _small_words_of_any(asked)
    found = []
    for index, segment in enumerate(view.segments):
        if index in taken or segment.role is Role.CREDIT:
            continue
        written = segment.text.lower().split()
        if not own.isdisjoint(written):
            continue
        words = [word.strip('.,;:!?…()"“”„«»') for word in written]
        if not own.isdisjoint(words) or asked_words.isdisjoint(words):
            continue
        counts = Counter(tag for word in words for tag in telling.get(word, ()) if tag in asked)
        best, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if most >= SMALL_WORDS_OF_A_LINE:
            start, end = view.bounds(index)
            found.append(Stretch(view, start, end, StretchKind.SAME, best))
    return found


@cache
def _small_words_of_any(tags: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word, known in telling_words().items() if not tags.isdisjoint(known))


@cache
def _beyond_lists(has_list: bool) -> dict[str, tuple[str, ...]]:
    """Small word → the languages that have it and no word list; every language where the target has none."""
    listed: Container[str] = language_model().number if has_list else ()
    found = {word: tuple(tag for tag in tags if tag not in listed) for word, tags in telling_words().items()}
    return {word: tags for word, tags in found.items() if tags}


def language_by_small_words(stretch: Stretch, default: str | None) -> str | None:
    """The language most of whose small words stand in a stretch; `default` where none is ahead of it."""
    counts: defaultdict[str, int] = defaultdict(int)
    telling = telling_words()
    for word in stretch.lower:
        for tag in telling.get(word, ()):
            counts[tag] += 1
    own = stretch.view.language.tag.split("-")[0]
    counts.pop(own, None)
    if not counts:
        return default
    best, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return best if default is None or most > counts[default] else default


@cache
def only_language_of(script: str) -> str | None:
    """The one language that is written in a script; None where there are several."""
    tags = languages_of_script(script)
    return tags[0] if len(tags) == 1 else None


def is_symbol(view: TextView, run: ForeignRun) -> bool:
    """Greek letters one at a time are symbols; a lone letter amid marks is part of an emoticon."""
    words = [word for word in view.text[run.start : run.end].split() if any(map(str.isalpha, word))]
    if run.script == "Grek" and all(sum(map(str.isalpha, word)) == 1 for word in words):
        return True
    if run.end - run.start == 1:
        around = view.text[max(0, run.start - 1) : run.start] + view.text[run.end : run.end + 1]
        return len(around) == 2 and not any(
            char.isspace() or char.isalnum() or char in "\x00()«»“”\"'.,;:!?" for char in around
        )
    return False


def torn_word(view: TextView, run: ForeignRun) -> bool:
    """True when the run is one word that grows into letters of the target's own alphabet."""
    text = view.text
    before = text[run.start - 1] if run.start else " "
    after = text[run.end] if run.end < len(text) else " "
    return (before.isalpha() or after.isalpha()) and not any(
        char.isspace() for char in text[run.start : run.end]
    )


def is_bare_name(view: TextView, run: ForeignRun) -> bool:
    """True for Latin words that nobody translates: an abbreviation, a unit, a name amid a line of another script."""
    text = view.text[run.start : run.end]
    if " " not in text and (
        len(text) == 1 or is_unit(text) or text.isupper() or any(map(str.isupper, text[1:]))
    ):
        return True
    if SMALL_LETTERS.search(text):
        return False
    start, end = view.bounds_at(run.start)
    amid = any(map(str.isalpha, view.text[start : run.start] + view.text[run.end : end]))
    return amid and small_words_of(None).isdisjoint(text.lower().split())
