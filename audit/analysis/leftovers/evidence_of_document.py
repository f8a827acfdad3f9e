"""What the rest of the document, and of the run, says of a stretch: how often it stands there, in what company."""

from math import log, log1p

from audit.analysis.leftovers.document_facts import MOST_TERM_WORDS, DocumentFacts, is_strong
from audit.analysis.leftovers.evidence import IN_TARGET_SCRIPT, evidence
from audit.analysis.leftovers.evidence_of_form import capital_inside, ends_sentence, like_a_title
from audit.analysis.leftovers.evidence_of_place import clauses_left
from audit.analysis.leftovers.phrases import documents_saying
from audit.analysis.leftovers.stretch import Stretch, StretchKind
from audit.model.role import Role

VOUCHED = 6.0  # gain of listed words from which a stretch is vouched for
USUALLY_UNKNOWN = 0.05  # share of unknown words that most texts have
OFTEN_UNKNOWN = 0.1  # so much more says all that it can
MANY = 20  # stretches, from which a text is full of them


@evidence("it also stands in the document's code", dear=True)
def in_code(stretch: Stretch, document: DocumentFacts) -> float:
    return _share_among(stretch, document.code_words)


@evidence("it also stands in the document's addresses", dear=True)
def in_addresses(stretch: Stretch, document: DocumentFacts) -> float:
    return _share_among(stretch, document.address_words)


def _share_among(stretch: Stretch, words: frozenset[str]) -> float:
    """The share of its words that are among some; small words count for nothing, for they stand everywhere."""
    small = stretch.small_words
    return sum(word in words and word not in small for word in stretch.lower) / stretch.count


@evidence("much of the document is code", dear=True)
def code_share(stretch: Stretch, document: DocumentFacts) -> float:
    return min(1.0, document.code_share * 2)


@evidence("code stands all over the document", dear=True)
def code_rate(stretch: Stretch, document: DocumentFacts) -> float:
    return document.code_rate


@evidence("the text says it again and again")
def repeated(stretch: Stretch, document: DocumentFacts) -> float:
    return 0.0 if stretch.whole else log(document.repeats[stretch.text.lower()])


@evidence("the same line stands there several times")
def repeated_line(stretch: Stretch, document: DocumentFacts) -> float:
    return log(document.repeats[stretch.text.lower()]) if stretch.whole else 0.0


@evidence("the text uses its words again and again")
def familiar_words(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.count > 3:
        return 0.0
    counts = stretch.view.vocabulary
    return log1p(min(counts.get(word.split("'")[0], 0) for word in stretch.lower))


@evidence("lines around it are foreign, too")
def neighbours_whole(stretch: Stretch, document: DocumentFacts) -> float:
    return document.neighbours_whole(stretch.index)


@evidence("foreign lines and lines of the target language take turns")
def takes_turns(stretch: Stretch, document: DocumentFacts) -> float:
    return document.takes_turns(stretch.index)


@evidence("its line holds several such stretches")
def others_in_line(stretch: Stretch, document: DocumentFacts) -> float:
    return min(1.0, (document.per_segment[stretch.index] - 1) / 4)


@evidence("it is one of many foreign entries of lists or tables")
def one_of_many_entries(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.segment.role is not Role.ITEM or not document.is_whole(stretch.index):
        return 0.0
    return min(1.0, log1p(document.list_whole - 1) / 4)


@evidence("clauses of {foreign} were left in the text")
def other_clauses(stretch: Stretch, document: DocumentFacts) -> float:
    return min(1.0, log1p(clauses_left(stretch, document)) / 3)


@evidence("the text has many such stretches")
def foreign_rate(stretch: Stretch, document: DocumentFacts) -> float:
    return min(1.0, log1p((len(document.stretches) - 1) * document.per_thousand) / 5)


@evidence(
    "it is written like a title or name, and no clause of another language was left in the text", dear=True
)
def lone_title(stretch: Stretch, document: DocumentFacts) -> float:
    if not capital_inside.measure(stretch, document):
        return 0.0
    clauses = document.count_of("plain clauses", is_plain_clause) - is_plain_clause(stretch, document)
    return float(not clauses)


def is_plain_clause(stretch: Stretch, document: DocumentFacts) -> bool:
    """True for a clause that does not look like a title."""
    return is_strong(stretch) and not like_a_title.measure(stretch, document)


@evidence(
    "the text is full of words that no list vouches for, as names and noise are",
    dear=True,
    kinds=IN_TARGET_SCRIPT,
)
def unvouched(stretch: Stretch, document: DocumentFacts) -> float:
    every = document.count_of("same script", lambda other, _: other.kind is StretchKind.SAME)
    vouched = document.count_of("vouched", is_vouched)
    return (1 - vouched / every) * min(1.0, every / MANY)


def is_vouched(stretch: Stretch, document: DocumentFacts) -> bool:
    """True for a stretch whose words a word list of its language vouches for."""
    return stretch.kind is StretchKind.SAME and sum(stretch.listed_gains.values()) >= VOUCHED


@evidence(
    "{target} does not know many other words of the text, and no clause of {foreign} was left in it",
    dear=True,
)
def unknown_around(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.whole or stretch.kind is not StretchKind.SAME or clauses_left(stretch, document):
        return 0.0
    return min(1.0, max(0.0, document.unknown_share - USUALLY_UNKNOWN) / OFTEN_UNKNOWN)


@evidence("words in several other scripts stand in the text")
def many_scripts(stretch: Stretch, document: DocumentFacts) -> float:
    return log(max(1, document.other_scripts))


@evidence("much of the text is foreign")
def foreign_share(stretch: Stretch, document: DocumentFacts) -> float:
    return document.foreign_share


@evidence("foreign words that are no clauses make up much of the text")
def foreign_words(stretch: Stretch, document: DocumentFacts) -> float:
    return document.foreign_words_share


@evidence("{documents} or more documents of the run say it amid their sentences", dear=True)
def said_across_run(stretch: Stretch, document: DocumentFacts) -> float:
    return float(documents_saying(stretch) > 0)


@evidence("the text uses it as a term amid its sentences", dear=True)
def term_of_text(stretch: Stretch, document: DocumentFacts) -> float:
    if not stretch.whole or stretch.count > MOST_TERM_WORDS or ends_sentence.measure(stretch, document):
        return 0.0
    return float(stretch.text.lower() in document.terms)


DOCUMENT = (
    in_code, in_addresses, code_share, code_rate, repeated, repeated_line, familiar_words, neighbours_whole,
    takes_turns, others_in_line, one_of_many_entries, other_clauses, foreign_rate, foreign_share, foreign_words,
    many_scripts, lone_title, unvouched, said_across_run, unknown_around,
    term_of_text,
)  # fmt: skip
