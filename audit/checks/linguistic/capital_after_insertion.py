"""A capital in mid sentence after a bracket."""

import re
from collections.abc import Iterable
from functools import cache

from audit.analysis.text_view import TextView, suggested_fix
from audit.language.word_grammar import word_grammar
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role

ROLES = frozenset({Role.BODY, Role.CAPTION, Role.CUE, Role.UNIT})
LONGEST_INSERTION = 400  # code points
DATELINE = 6  # words: "LISBON, May 3 (Agency) The …" is no longer and has no small words


@cache
def bracket_and_word() -> re.Pattern[str]:
    """A closing bracket, a space, a word, and the word after."""
    return re.compile(r"\)[ \u00a0]([^\W\d_]{2,20})(?:[ \u00a0](\w{1,40}))?")


@check(
    id="capital-after-insertion",
    category=Category.SPELLING,
    severity=Severity.MINOR,
    message="The sentence goes on after the bracket: “{word}” wants a small letter",
    roles=ROLES,
    traits={Trait.CASE},
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "en",
            "The council, which met twice in May (once without its head) ⟦The⟧ next day, chose a new road.",
            fixed="The council, which met twice in May (once without its head) the next day, chose a new road.",
        ),
        bad(
            "de",
            "Der Rat hat im Mai zweimal getagt (einmal ohne Vorsitz) ⟦Und⟧ dann eine Straße beschlossen.",
            fixed="Der Rat hat im Mai zweimal getagt (einmal ohne Vorsitz) und dann eine Straße beschlossen.",
        ),
        bad(
            "en",
            "Last Monday night (May 4. — Herald) ⟦The⟧ Kamelian side was calm, and so was the Kamelian capital.",
            fixed="Last Monday night (May 4. — Herald) the Kamelian side was calm, and so was the Kamelian capital.",
        ),
        good(
            "en",
            "The council met twice. (Once without its head.) The road was chosen.",
            why="a sentence in brackets",
        ),
        good("en", "LISBON (Agency) The council has met.", why="a dateline"),
        good(
            "de",
            "Bitte sagen Sie uns (gern per Post) Ihre Meinung, damit wir planen können.",
            why="a polite pronoun",
        ),
        good("en", "They read in town and in the country (on Sundays) The Daily Bell.", why="a name"),
    ),
)
def capital_after_insertion(view: TextView) -> Iterable[Detection]:
    """A small word has a capital after an insertion in brackets, though its sentence is not over.

    The reader takes it for a new sentence whose predecessor never ended; translation that cuts sentences at
    brackets leaves this.

    Left alone: names and nouns, polite pronouns, datelines, list numbers, and brackets after or around a whole
    sentence.
    """
    if ") " not in view.text and ")\u00a0" not in view.text:
        return
    language = view.language
    known = frozenset(language.function_words) - word_grammar(language.tag).capital_pronouns
    for match in bracket_and_word().finditer(view.text):
        word = match[1]
        if word.lower() not in known or not word[0].isupper() or not word[1:].islower():
            continue
        first = view.bounds_at(match.start())[0]
        opening = view.text.rfind("(", max(first, match.start() - LONGEST_INSERTION), match.start())
        if opening <= first:
            continue
        before = view.text[max(first, opening - 2) : opening].rstrip()
        inside = view.text[opening + 1 : match.start()]
        if not before or before[-1] in language.sentence_ends + ":;\"'”»“)":
            continue
        if inside[-1:] in language.sentence_ends or len(inside) < 3 or opens_a_name(view, word, match[2]):
            continue
        # Longer than any dateline is enough to look at.
        words = view.text[first : min(opening, first + 100)].split(None, DATELINE)
        if len(words) < DATELINE and not any(map(str.islower, words)):
            continue
        start = match.start(1)
        yield view.detection(
            start, match.end(1), fix=suggested_fix(start, start + 1, word[0].lower()), word=word
        )


def opens_a_name(view: TextView, word: str, after: str | None) -> bool:
    """True for "The Daily Bell"; not for "The Kamelian side" in a text that also writes "the Kamelian capital"."""
    return after is not None and after[0].isupper() and f" {word.lower()} {after} " not in view.text
