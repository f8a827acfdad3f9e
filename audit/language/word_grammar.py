"""Small closed classes of words that tell where a mark or a capital can stand."""

from functools import cache

import msgspec

from audit.language.catalogue import decode, table


class WordGrammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`data/word_grammar/<tag>.toml`; every word in lower case. A list left out means: not known.

    `clitic_openings` and `clitic_endings` are written without their apostrophe. `verb_echoes` are pairs
    "noun-ending verb-ending" on the same stem.
    """

    coordinators: frozenset[str] = frozenset()  # "and", "or": join two of a kind, or two halves of a compound
    suspenders: frozenset[str] = (
        frozenset()
    )  # as good as those behind "pre-" in "pre- as well as post-war": "als"
    articles: frozenset[str] = frozenset()  # binders that a noun must follow: "the", "my", "zum"
    binders: frozenset[str] = frozenset()  # words that cannot end a phrase: articles, some prepositions
    weak_binders: frozenset[str] = frozenset()  # never right before a semicolon or colon: "and", "should"
    # Lean on what follows, and are no particle of a verb and no verb: "from", but not the "in" of "fill in"
    leaning: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    never_first: frozenset[str] = frozenset()  # words that cannot begin a clause: "of", "than"
    capital_pronouns: frozenset[str] = (
        frozenset()
    )  # may be written with a capital anywhere: "I", German "Sie"
    doubled_after_comma: frozenset[str] = frozenset()  # of the doubling words, those that open a clause
    clitic_openings: frozenset[str] = frozenset()  # lean on the next word: French "l'"
    clitic_endings: frozenset[str] = frozenset()  # lean on the word before: English "'s"
    clitic_negation: frozenset[str] = frozenset()  # what follows n and an apostrophe: English "n't"
    clause_words: frozenset[str] = frozenset()  # seldom in headings, often in sentences: "is", "they", "said"
    speech_verbs: frozenset[str] = (
        frozenset()
    )  # name who speaks, behind or amid the speech: "said"; where a dash does not open it
    nominal_endings: tuple[str, ...] = ()  # endings of abstract nouns
    capital_nouns: bool = False  # every noun has a capital
    # Verse, speech or dialect drops the end of a word and writes an apostrophe: German "hab'", Italian "po'".
    cuts_words: bool = False
    verb_echoes: tuple[str, ...] = ()


class CommonWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`data/word_grammar/any.toml`: words of no one language, lower case."""

    doubled_names: frozenset[str]
    doubled_sounds: frozenset[str]
    name_particles: frozenset[str]  # "von", "bin"
    names_with_marks: frozenset[str]  # "Yahoo!"; the last word of the name


@cache
def word_grammar(tag: str) -> WordGrammar:
    """What is known of a language; of its base language if there is no file for the variant; else nothing."""
    for name in (tag, tag.partition("-")[0]):
        if name in table("word_grammar"):
            return decode("word_grammar", name, WordGrammar)
    return WordGrammar()


@cache
def common_words() -> CommonWords:
    """Names and sounds that no rule of a language explains."""
    return decode("word_grammar", "any", CommonWords)
