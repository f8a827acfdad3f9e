"""A word that echoes itself."""

from collections.abc import Iterable
from itertools import compress

from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.word_grammar import WordGrammar, word_grammar
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

SHORTEST = 7  # letters: "more and more", "again and again", "years and years" are short
STEM = 6
BETWEEN = 45  # code points between a subject and its verb: "of the water level"


@check(
    id="echoed-word",
    category=Category.AWKWARD_STYLE,
    severity=Severity.MINOR,
    message="“{found}”: two words of the original became the same one",
    roles=PROSE,
    traits={Trait.SPACES},
    yields_to=("looping-phrase", "doubled-word"),
    examples=(
        bad(
            "en",
            "The talks were about the ⟦inspection and inspection⟧ of bridges, and the ⟦pollution pollutes⟧ the bay.",
        ),
        bad("de", "Es ging um die ⟦Prüfung und Prüfung⟧ von Brücken."),
        good(
            "en",
            "Stronger and stronger, again and again, thousands and thousands.",
            why="set ways to say: a lot",
        ),
        good("en", "They taught education and education policy.", why="the second word belongs to the next"),
        good("fr", "De génération en génération.", why="a set phrase"),
    ),
)
def echoed_word(view: TextView) -> Iterable[Detection]:
    """The same word stands on both sides of “and” or “or”, or a verb says its subject again.

    The original had two words; the reader gets one of them twice and wonders about the difference.

    Left alone: words without the ending of an abstract noun, as in “stronger and stronger”, and pairs whose
    second half may belong to the word that follows.
    """
    grammar = word_grammar(view.language.tag)
    if grammar.coordinators and grammar.nominal_endings:
        yield from around_coordinators(view, grammar)
    if grammar.verb_echoes:
        yield from verbs(view, tuple(echo.split()[0] for echo in grammar.verb_echoes), grammar)


def around_coordinators(view: TextView, grammar: WordGrammar) -> Iterable[Detection]:
    """ "X and X" where X is an abstract noun that stands by itself."""
    words, gaps = view.words, view.gaps
    known = frozenset(view.language.function_words)
    for index in compress(range(len(words) - 2), map(grammar.coordinators.__contains__, words[1:])):
        word = words[index]
        if word != words[index + 2] or len(word) < SHORTEST or not word.endswith(grammar.nominal_endings):
            continue
        if gaps[index] != " " or gaps[index + 1] != " ":
            continue
        before = gaps[index - 1] if index else SEPARATOR
        after = gaps[index + 2] if index + 2 < len(gaps) else SEPARATOR
        leads_on = index + 3 < len(words) and words[index + 3] in grammar.prepositions | grammar.binders
        free_before = (
            leads_on
            or not before.isspace()
            or words[index - 1] in grammar.binders
            or words[index - 1] in known
        )
        free_after = (not after.isspace() and after[0] not in "-'’") or words[index + 3] in known
        if free_before and free_after:
            start = view.word_starts[index]
            end = view.word_starts[index + 2] + len(word)
            yield view.detection(start, end, confidence=Confidence.LIKELY)


def verbs(view: TextView, noun_endings: tuple[str, ...], grammar: WordGrammar) -> Iterable[Detection]:
    """A noun and, soon after it with no mark between, the verb of its stem."""
    nouns = [word for word in view.vocabulary if word.endswith(noun_endings)]
    for echo in grammar.verb_echoes if nouns else ():
        noun_ending, verb_ending = echo.split()
        for noun in nouns:
            if noun.endswith(noun_ending):
                yield from echoes(view, noun, noun[: -len(noun_ending)] + verb_ending, verb_ending)


def echoes(view: TextView, noun: str, verb: str, verb_ending: str) -> Iterable[Detection]:
    """The places where `verb` follows `noun`."""
    if len(verb) < STEM + len(verb_ending) or verb not in view.vocabulary:
        return
    for place in view.places_of(noun):
        after = view.lower[place + len(noun) : place + len(noun) + BETWEEN].partition(SEPARATOR)[0]
        head, found, tail = after.partition(f" {verb}")
        if found and not tail[:1].isalnum() and head.replace(" ", "").isalpha() is bool(head):
            yield view.detection(
                place, place + len(noun) + len(head) + len(found), confidence=Confidence.LIKELY
            )
