"""A mark between a small word and what it belongs to."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import compress

from audit.analysis.gaps import gap_kinds, gaps
from audit.analysis.leftovers.word_lists import common_cost
from audit.analysis.text_view import TextView
from audit.language.relatives import list_of
from audit.language.word_grammar import WordGrammar, word_grammar
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

CUTS = frozenset({", ", "; ", ": ", ". ", "? ", "! "})
LONGEST = 20  # code points looked back for a small word
FULL_ARTICLE = 3  # letters; shorter ones abbreviate: "et al."
RARE = 12.5  # cost of a word from which on it may be somebody's name
LEAST_WORDS, BEHIND = 4, 80  # words of the sentence before the mark, looked for in so many code points
AHEAD = 60  # code points in which an insertion like ", so to speak," ends


@cache
def before_closed_word(words: frozenset[str]) -> re.Pattern[str]:
    """A semicolon or colon with one of the words behind it."""
    return re.compile(rf"[;:] (?=(?:{'|'.join(sorted(map(re.escape, words)))})(?![\w'’-]))")


@cache
def pause() -> re.Pattern[str]:
    """A semicolon or colon between words."""
    return re.compile(r"[;:] (?=\w)")


@check(
    id="phrase-cut-by-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="“{mark}” cuts “{word}” off from what it belongs to",
    roles=PROSE,
    confidence=Confidence.POSSIBLE,
    yields_to=("sentence-broken-by-mark",),
    examples=(
        bad("en", "They crossed ⟦the,⟧ river near a sign ⟦of:⟧ the old border."),
        bad("ru", "Они шли ⟦из:⟧ города к реке."),
        bad("en", "The lower half⟦: of⟧ the valley was dry."),
        bad("en", "The lower half of the valley has long ⟦been:⟧ dry.", confidence=Confidence.LIKELY),
        bad("en", "It looks just as a valley ⟦should;⟧ nobody asks why.", confidence=Confidence.POSSIBLE),
        good("en", "Filed in: valleys, rivers. Best for: walkers.", why="labels"),
        good("en", "They crossed the, so to speak, dry river.", why="an insertion between two commas"),
        good(
            "en",
            "It has vitamins a, b and c. What is it made of? Tell me.",
            why="letters, and a question that ends with its preposition",
        ),
        good("de", "Er kam um acht an, dann ging er.", why="the small word belongs to the verb"),
    ),
)
def phrase_cut_by_mark(view: TextView) -> Iterable[Detection]:
    """A comma, colon or other mark follows an article or preposition that needs what comes next.

    The reader's phrase breaks in two, and the second half has nothing to lean on. Likewise a semicolon or
    colon before a word such as “of” or “than”, which cannot begin a clause. Only “and” or “or”
    with a semicolon behind it, and an article with a comma, colon or full stop, is beyond doubt: prepositions are
    stranded, listed and used in labels.

    Left alone: insertions between two commas, single letters in a list, questions that end with their
    preposition, and every word that may also stand alone.
    """
    grammar = word_grammar(view.language.tag)
    if grammar.binders:
        yield from after_binders(view, grammar)
    if "; " not in view.text and ": " not in view.text:
        return
    weak = grammar.weak_binders | grammar.leaning
    if weak:
        for match in pause().finditer(view.text):
            # The text before cut at its last space: a word after anything else is not in running text.
            word = view.text[max(0, match.start() - LONGEST) : match.start()].rpartition(" ")[2]
            if word in weak:
                start = match.start() - len(word)
                joins = match[0][0] == ";" and word in grammar.coordinators
                open_end = word not in grammar.leaning or may_end(grammar, word, match[0][0])
                sure = joins or (not open_end and runs_on(view, start, match.end()))
                if not sure and word not in grammar.weak_binders:
                    continue  # "Filed under:" is a label
                yield view.detection(
                    start,
                    match.end() - 1,
                    confidence=Confidence.LIKELY if sure else None,
                    mark=match[0][0],
                    word=word,
                )
    if grammar.never_first:
        for match in before_closed_word(grammar.never_first).finditer(view.text):
            end = match.end() + len(re.split(r"\W", view.text[match.end() : match.end() + 20], maxsplit=1)[0])
            opener = view.text[match.end() : end]
            sure = opener not in grammar.leaning and is_listed_before(view, match.start())
            sure = sure and runs_on(view, match.start(), match.end())  # "of course" may open a clause
            yield view.detection(
                match.start(),
                end,
                confidence=Confidence.LIKELY if sure else None,
                mark=match[0][0],
                word=opener,
            )


def is_listed_before(view: TextView, place: int) -> bool:
    """True behind an everyday word in small letters; a name there is that of a speaker."""
    word = view.text[max(0, place - LONGEST) : place].rpartition(" ")[2]
    listed = list_of(view.language.tag, view.language.scripts[0])
    return word.islower() and common_cost(word).get(listed or "", RARE) < RARE


def may_end(grammar: WordGrammar, word: str, mark: str) -> bool:
    """True for what a clause may leave at its end before a semicolon: "as it should;", "what it is made of;"."""
    return mark == ";" and (word in grammar.clause_words or word in grammar.prepositions)


def runs_on(view: TextView, start: int, small: int) -> bool:
    """True where a sentence of some words goes on with a small letter behind the mark, and no markup begins or ends there:
    no label, no list of links."""
    index = view.segment_at(start)
    base = view.starts[index]
    if not view.text[small : small + 1].islower():
        return False
    if not view.segments[index].map.unbroken(max(start - base - 1, 0), small + 1 - base):
        return False
    before = re.split(r"[.!?:;…]", view.text[max(base, start - BEHIND) : start])[-1]
    return len(before.split()) >= LEAST_WORDS


def after_binders(view: TextView, grammar: WordGrammar) -> Iterable[Detection]:
    """Marks after words that cannot end a phrase."""
    cuts = gap_kinds(view) & CUTS
    if not cuts:
        return
    between, words, binders = gaps(view), view.words, grammar.binders
    cut_at = compress(range(len(between)), map(cuts.__contains__, between))
    for index in [index for index in cut_at if words[index] in binders]:
        word = words[index]
        start = view.word_starts[index]
        place = start + len(word)
        mark, written = view.text[place], view.text[start:place]
        if written != word:
            continue
        if len(word) == 1 and (mark == "." or letters_around(view, index)):
            continue
        rest = view.text[place + 1 : place + AHEAD].split("\x00")[0]
        article = word in grammar.articles and len(word) >= FULL_ARTICLE
        if mark in ".?!" and not rest[1:2].islower() and not article:
            continue  # a sentence may end with its preposition
        if mark == "," and "," in rest:
            continue
        sure = article or (len(word) > 1 and word in grammar.articles and mark in ",;:")
        runs = mark in ":;" and not may_end(grammar, word, mark) and runs_on(view, start, place + 2)
        sure = sure or runs
        confidence = Confidence.LIKELY if sure else Confidence.POSSIBLE
        yield view.detection(start, place + 1, confidence=confidence, mark=mark, word=written)


def letters_around(view: TextView, index: int) -> bool:
    """True for "a, b": letters that stand for themselves."""
    return len(view.words[index + 1]) == 1 or (index > 0 and len(view.words[index - 1]) == 1)
