"""What the rest of the document says of a stretch: how often it stands there, in what company."""

from math import log, log1p

from audit.analysis.leftovers.document_facts import DocumentFacts, is_strong
from audit.analysis.leftovers.evidence import evidence
from audit.analysis.leftovers.stretch import Stretch
from audit.model.role import Role


@evidence("it also stands in the document's code")
def in_code(stretch: Stretch, document: DocumentFacts) -> float:
    return sum(word in document.code_words for word in stretch.lower) / stretch.count


@evidence("it also stands in the document's addresses")
def in_addresses(stretch: Stretch, document: DocumentFacts) -> float:
    return sum(word in document.address_words for word in stretch.lower) / stretch.count


@evidence("much of the document is code")
def code_share(stretch: Stretch, document: DocumentFacts) -> float:
    return min(1.0, document.code_share * 2)


@evidence("code stands all over the document")
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


@evidence("clauses of another language were left in the text")
def other_clauses(stretch: Stretch, document: DocumentFacts) -> float:
    return min(1.0, log1p(document.strong - is_strong(stretch)) / 3)


@evidence("the text has many such stretches")
def foreign_rate(stretch: Stretch, document: DocumentFacts) -> float:
    return min(1.0, log1p((len(document.stretches) - 1) * document.per_thousand) / 5)


@evidence("words in several other scripts stand in the text")
def many_scripts(stretch: Stretch, document: DocumentFacts) -> float:
    return log(max(1, document.other_scripts))


@evidence("much of the text is foreign")
def foreign_share(stretch: Stretch, document: DocumentFacts) -> float:
    return document.foreign_share


@evidence("foreign words that are no clauses make up much of the text")
def foreign_words(stretch: Stretch, document: DocumentFacts) -> float:
    return document.foreign_words_share


DOCUMENT = (
    in_code, in_addresses, code_share, code_rate, repeated, repeated_line, familiar_words, neighbours_whole,
    takes_turns, others_in_line, one_of_many_entries, other_clauses, foreign_rate, foreign_share, foreign_words, many_scripts,
)  # fmt: skip
