"""An apostrophe at the end of a word that has none."""

import re
from collections.abc import Iterable
from functools import cache

from audit.analysis.closed_words import closed_words
from audit.analysis.gaps import matches_in_gaps
from audit.analysis.single_quotes import may_close
from audit.analysis.text_view import TextView
from audit.language.word_grammar import WordGrammar, word_grammar
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

SHORTEST = 4  # letters: shorter words are often cut short, "po'", "ol'", "an'"
SIBILANTS = "sxzßç"  # possessives of words that end so take the apostrophe alone


@cache
def apostrophe_and_space() -> re.Pattern[str]:
    """An apostrophe after a word or its mark, and a space behind it."""
    return re.compile(r"\A[,;:%]?(['’])(?=[ \u00a0])")


@check(
    id="dangling-apostrophe",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The apostrophe after “{word}” stands for nothing",
    roles=PROSE,
    traits={Trait.SPACES, Trait.CASE},
    yields_to=("unpaired-quote",),
    examples=(
        bad("en", "The village⟦'⟧ lies by the sea, and some⟦'⟧ of it is old."),
        bad("de", "Das Dorf⟦'⟧ liegt am Meer.", confidence=Confidence.POSSIBLE),
        good(
            "en",
            "The teachers' union and James' goin' home, rock 'n' roll.",
            why="possessives and dropped letters",
        ),
        good("it", "Un po' di pane, va' a casa.", why="words cut short"),
        good("en", "He called it a 'small village' and left.", why="the mark closes a quotation"),
    ),
)
def dangling_apostrophe(view: TextView) -> Iterable[Detection]:
    """An apostrophe follows a word without a letter after it.

    It looks like a possessive or a quotation that ends, and the reader searches for what it belongs to.

    Left alone: possessives of words in s, x or z unless a small word follows, dropped letters, words cut
    short, words that lean on the next one, and the end of a quotation in single marks. In languages whose
    verse, speech or dialect cuts words at their end (German “das hab' ich”) it is only a possible fault.
    """
    language = view.language
    grammar = word_grammar(language.tag)
    closed = closed_words(view)
    for match in matches_in_gaps(view, apostrophe_and_space()):
        word = view.words[match.after]
        place = match.end - 1
        bare = place == match.start  # no other mark between word and apostrophe
        if bare and not wrong_after(view, match.after, grammar, closed):
            continue
        if not bare and not word:
            continue
        if may_close(view, place):
            continue
        named = (
            view.text[view.word_starts[match.after]].isupper() and view.words[match.after + 1] not in closed
        )
        doubtful = bare and (named or grammar.cuts_words)
        yield view.detection(
            place, match.end, confidence=Confidence.POSSIBLE if doubtful else Confidence.LIKELY, word=word
        )


def wrong_after(view: TextView, index: int, grammar: WordGrammar, closed: frozenset[str]) -> bool:
    """True when word `index` has no use for an apostrophe at its end."""
    word = view.words[index]
    if word == "s" and index and view.gaps[index - 1] in ("'", "’"):
        return True  # "the town's' walls"
    if word in closed and len(word) > 1:
        return not grammar.clitic_openings  # "di' pure" where such words are also cut short
    if len(word) < SHORTEST or word.isdigit() or word.endswith("in") or word in grammar.clitic_openings:
        return False
    return (
        word[-1] not in SIBILANTS
        or view.words[index + 1] in grammar.never_first | grammar.binders | grammar.prepositions
    )
