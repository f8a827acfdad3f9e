"""Every stretch of a document that may have been left behind: found generously, judged afterwards."""

import re
from collections import Counter
from collections.abc import Container

from audit.analysis.foreign_script import ForeignRun, foreign_runs
from audit.analysis.language_switchers import outside_switchers
from audit.analysis.leftovers.stretch import Stretch, StretchKind
from audit.analysis.leftovers.word_lists import small_words_of
from audit.analysis.same_script import ALWAYS_ASKED, costs_of, same_script_stretches
from audit.analysis.text_view import TextView
from audit.language.function_words import telling_words
from audit.language.language_model import language_model
from audit.language.latin_tokens import is_unit
from audit.language.profiles import scripts_of
from audit.model.role import Role

# In these scripts a word of two alphabets is a look-alike or a half-translated word: other checks' business.
ALPHABETS = frozenset(("Latn", "Cyrl", "Grek", "Armn"))
SMALL_LETTERS = re.compile(r"(?<![^\W\d_])[a-zß-öø-ÿ]")  # at the start of a word
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
                stretch, ALWAYS_ASKED if run.script == "Latn" else None
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
        start = view.word_starts[item.first]
        end = view.word_starts[item.last] + len(view.words[item.last])
        place = costs.languages.index(item.language)
        words = {word for word in view.words[item.first : item.last + 1] if word.isalpha()}
        listed = {word: costs.listed_gains(word).get(place, 0.0) for word in words}
        stretch = Stretch(
            view, start, end, StretchKind.SAME, item.language, gain=item.gain, listed_gains=listed
        )
        if stretch.count:
            found.append(stretch)
    return found


def _by_small_words(view: TextView, taken: set[int]) -> list[Stretch]:
    """Lines told by small words alone: of languages that the word lists lack, or of any where they lack the target."""
    own = small_words_of(view.language.tag)
    telling = telling_words()
    scripts = frozenset(view.language.scripts)
    base = view.language.tag.split("-")[0]
    listed: Container[str] = language_model().number if base in language_model().number else ()
    different: Counter[str] = Counter()
    for word in view.vocabulary:
        if word in telling and word not in own:
            different.update(tag for tag in telling[word] if tag not in listed)
    asked = frozenset(
        tag
        for tag, count in different.items()
        if count >= SMALL_WORDS_OF_A_LINE and tag != base and not scripts.isdisjoint(scripts_of(tag))
    )
    if not asked:
        return []
    found = []
    for index, segment in enumerate(view.segments):
        if index in taken or segment.role is Role.CREDIT:
            continue
        words = [word.strip('.,;:!?…()"“”„«»') for word in segment.text.lower().split()]
        if any(word in own for word in words):
            continue
        counts = Counter(tag for word in words for tag in telling.get(word, ()) if tag in asked)
        if not counts:
            continue
        best, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if most >= SMALL_WORDS_OF_A_LINE:
            start, end = view.bounds(index)
            found.append(Stretch(view, start, end, StretchKind.SAME, best))
    return found


def language_by_small_words(stretch: Stretch, default: str | None) -> str | None:
    """The language most of whose small words stand in a stretch; `default` where none is ahead of it."""
    counts: Counter[str] = Counter()
    for word in stretch.lower:
        counts.update(telling_words().get(word, ()))
    own = stretch.view.language.tag.split("-")[0]
    counts.pop(own, None)
    if not counts:
        return default
    best, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return best if default is None or most > counts[default] else default


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
