"""A hyphen with nothing at its right."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from audit.analysis.closed_words import closed_words
from audit.analysis.gaps import matches_in_gaps
from audit.analysis.text_view import TextView
from audit.language.word_grammar import word_grammar
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import PROSE

AHEAD = 60  # code points in which the other compound of "left- as well as right-wing" must come
PREFIX = 4  # letters: so short a part may be a prefix that is talked about
HABIT = 3  # places that count; more have the same cause: lines that were divided, endings written apart


@cache
def hyphen_and_space() -> re.Pattern[str]:
    """A hyphen right after a word and a space behind it."""
    return re.compile(r"\A[-\u2010\u2011][ \u00a0]\Z")


@cache
def compound() -> re.Pattern[str]:
    """A word with a hyphen in it or in front."""
    return re.compile(r"[^\W\d_]?[-\u2010\u2011][^\W\d_]")


@cache
def opened_before() -> re.Pattern[str]:
    """A hyphen before a word, as it opens an insertion that a hyphen behind a word closes: " -so to speak-"."""
    return re.compile(r"[\s(][-\u2010\u2011](?=[^\W\d_])[^.!?\x00]*\Z")


@check(
    id="dangling-hyphen",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="The hyphen after “{word}” joins it to nothing",
    roles=PROSE,
    traits={Trait.SPACES},
    examples=(
        bad("en", "The village had a public⟦-⟧ well by the road."),
        bad("fr", "Le village avait un puits⟦-⟧ public au bord de la route."),
        good(
            "en",
            "Pre- and post-war homes, two- to three-year plans, left- as well as right-wing votes.",
            why="suspended hyphens",
        ),
        good("de", "Vor- und Nachteile, Haupt- bzw. Nebenfach.", why="suspended hyphens"),
        good("en", "They lived under the iron rule of the World-\nMarket.", why="a compound at a line's end"),
        bad(
            "de",
            "Das gilt ein⟦-⟧ für allemal. Man sagt es ein⟦-⟧ für allemal.",
            confidence=Confidence.POSSIBLE,
        ),
        good("en", "The village - a small one - had a well.", why="a hyphen typed for a dash"),
    ),
)
def dangling_hyphen(view: TextView) -> Iterable[Detection]:
    """A hyphen is glued to the end of a word, and a space follows.

    It reads as half of a compound whose other half never comes; also what is left of a word that was
    divided at the end of a line, or of a dash that lost a space.

    One cause is one error: in a text that has many, from divided lines or endings written apart, the first three
    count, and the others are listed so that they can be repaired with them.

    Left alone: suspended hyphens before “and”, “or” and the like, or with another compound soon after;
    figures; insertions between two hyphens; words that the line breaks of a plain text divide. After a part of
    three letters or less it is only a possible fault, as prefixes are written so, and where the same small word
    follows it again.
    """
    language = view.language
    grammar = word_grammar(language.tag)
    joiners = grammar.coordinators | grammar.suspenders
    exempt = joiners.union(language.range_joiners) if joiners else frozenset(language.function_words)
    exempt |= frozenset(language.abbreviations)
    known = closed_words(view)
    told = 0
    places = list(matches_in_gaps(view, hyphen_and_space()))
    often = Counter((view.words[match.after], view.words[match.after + 1]) for match in places)
    for match in places:
        word, after = view.words[match.after], view.words[match.after + 1]
        if not word[-1:].isalpha() or after in exempt or not (after[:1].isalpha() or word in known):
            continue
        rest = view.text[match.end : match.end + AHEAD].split("\x00")[0]
        if compound().search(rest):
            continue
        if ends_line(view, match.start):
            continue
        if opened_before().search(view.text, max(0, match.start - AHEAD), match.start):
            continue
        is_prefix = len(word) < PREFIX and word not in known
        sure = (
            Confidence.POSSIBLE
            if is_prefix or (after in known and often[word, after] > 1)
            else Confidence.LIKELY
        )
        yield view.detection(
            match.start,
            match.start + 1,
            confidence=sure,
            severity=Severity.NEUTRAL if told >= HABIT else None,
            word=word,
        )
        told += sure is not Confidence.POSSIBLE


def ends_line(view: TextView, place: int) -> bool:
    """True when a line of plain text ends behind the hyphen at `place`; elsewhere a space shows there."""
    index = view.segment_at(place)
    if view.segments[index].notation != Notation.PLAIN:
        return False
    base, end = view.bounds(index)
    behind = view.segments[index].map.to_file(place + 1 - base, min(place + 2, end) - base)
    return "\n" in view.file_text[behind.start : behind.end]
