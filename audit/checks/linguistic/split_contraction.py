"""A contraction taken apart."""

import re
from collections.abc import Iterable
from functools import cache

from audit.analysis.text_view import TextView, safe_fix
from audit.language.word_grammar import WordGrammar, word_grammar
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.role import PROSE

APOSTROPHE = "['’]"


@cache
def torn(tag: str) -> re.Pattern[str] | None:
    """A space inside what is written as one: "could n't", "it 's", "l' eau"."""
    grammar: WordGrammar = word_grammar(tag)
    options = []
    if grammar.clitic_negation:
        options.append(rf" n{APOSTROPHE}(?:{'|'.join(sorted(grammar.clitic_negation))})(?![\w'’-])")
    if grammar.clitic_endings:
        options.append(rf" {APOSTROPHE}(?:{'|'.join(sorted(grammar.clitic_endings))})(?![\w'’-])")
    if grammar.clitic_openings:
        options.append(rf"{APOSTROPHE} (?=\w)")
    return re.compile("|".join(options), re.IGNORECASE) if options else None


@check(
    id="split-contraction",
    category=Category.SPELLING,
    severity=Severity.MINOR,
    message="“{found}” is written without a space",
    roles=PROSE,
    examples=(
        bad("en", "They ⟦could n't⟧ see that ⟦it 's⟧ late.", fixed="They couldn't see that it's late."),
        bad("fr", "Elle boit de ⟦l' eau⟧ fraîche.", fixed="Elle boit de l'eau fraîche."),
        good("en", "The '60s, rock 'n' roll, the teachers' room.", why="apostrophes of other kinds"),
        good("it", "Un po' di pane.", why="a word cut short keeps its space"),
        good("nl", "Zij gaat 's avonds uit.", why="a word of its own in this language"),
    ),
)
def split_contraction(view: TextView) -> Iterable[Detection]:
    """A space stands inside a contraction.

    It comes from text that was cut into tokens and never put together again.

    Left alone: decades, dropped letters, possessives, and words that are cut short and keep their space.
    """
    pattern = torn(view.language.tag)
    if pattern is None or not ("'" in view.text or "’" in view.text):
        return
    text = view.text
    openings = word_grammar(view.language.tag).clitic_openings
    for match in pattern.finditer(text):
        space = match.start() if match[0][0] == " " else match.end() - 1
        start = match.start()
        head = text[max(0, start - 20) : start]
        word = re.split(r"[\W_]", head)[-1]
        if not word or (space > start and (word.lower() not in openings)):
            continue
        after = re.match(r"\w*", text[match.end() : match.end() + 60])
        end = match.end() + (after.end() if after and space > start else 0)
        yield view.detection(start - len(word), end, fix=safe_fix(space, space + 1, ""))
