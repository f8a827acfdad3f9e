"""What the form of a stretch says: its length, its capitals, how much of its segment it is."""

import re
from math import log

from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.evidence import OF_ONE_WORD, OF_SEVERAL_WORDS, evidence
from audit.analysis.leftovers.evidence_of_words import clause, english
from audit.analysis.leftovers.stretch import Stretch
from audit.analysis.leftovers.word_lists import small_words_of
from audit.language.latin_tokens import is_particle
from audit.model.role import SENTENCES, Role

INSIDE = re.compile(r"[\w,;)]\s*[\"'“„«(*_]*\s*\Z")
AT_SENTENCE = re.compile(r"[.!?:]\s*\Z")
MIXED_CASE = re.compile(r"[a-z][A-Z]|[A-Z]{2}(?!s\b)[a-z]")  # "URLs" is a plural
TITLE_WORDS = 8  # at most
TERM_WORDS = 3  # at most
SENTENCE_INSIDE = re.compile(r"[.!?…:;]\s|[(\[]|,\s+[^\W\d_A-ZÀ-ÞА-ЯЁΑ-Ω]")
CODE_MARKS = re.compile(r"[=<>{}$\\_|/@#&]|\s--?[a-z]|\(\)|::|\b[a-z]{2,12}:[a-z]")


@evidence("it is one word", kinds=OF_ONE_WORD)
def one_word(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.count == 1)


@evidence("it is two words", kinds=OF_SEVERAL_WORDS)
def two_words(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.count == 2)


@evidence("it is a long stretch")
def letters(stretch: Stretch, document: DocumentFacts) -> float:
    return log(sum(map(len, stretch.words)))


@evidence("it is one short word", kinds=OF_ONE_WORD)
def short_word(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.count == 1 and len(stretch.words[0]) <= 3)


@evidence("it is all that its line says")
def whole(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.whole)


@evidence("")
def share_of_line(stretch: Stretch, document: DocumentFacts) -> float:
    return (stretch.end - stretch.start) / max(1, stretch.segment_end - stretch.segment_start)


@evidence("it ends like a sentence", kinds=OF_SEVERAL_WORDS)
def ends_sentence(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.count >= 3 and (stretch.text + stretch.after[:1])[-1:] in ".!?。？！")


@evidence("its words are written small, as names are not")
def plain_share(stretch: Stretch, document: DocumentFacts) -> float:
    return len(stretch.plain) / stretch.count if stretch.has_case else 0.5


@evidence("none of its words has a capital")
def all_small(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.has_case and not stretch.capitals)


@evidence("it is written in capitals, as abbreviations are")
def all_capitals(stretch: Stretch, document: DocumentFacts) -> float:
    return float(all(len(word) > 1 and word.isupper() for word in stretch.words))


@evidence("it is capitalised like a heading or a title", kinds=OF_SEVERAL_WORDS)
def title_case(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.segment.role is Role.CONTROL:  # buttons are written so in any case
        return 0.0
    small = small_words_of(stretch.language) if stretch.language else frozenset()
    first = stretch.words[0].lower() in small
    if stretch.count < 2 or len([word for word in stretch.capitals if word.lower() not in small]) + first < 2:
        return 0.0
    return float(
        all(word[0].isupper() or word.lower() in small or is_particle(word) for word in stretch.words)
    )


@evidence("it is written like a name")
def like_a_name(stretch: Stretch, document: DocumentFacts) -> float:
    if not stretch.has_case or stretch.plain:
        return 0.0
    return float(not (stretch.whole and len(stretch.listed) == stretch.count))


@evidence("it has a capital amid a sentence")
def capital_inside(stretch: Stretch, document: DocumentFacts) -> float:
    if not stretch.words[0][0].isupper():
        return 0.0
    return float(INSIDE.search(stretch.before) is not None and not AT_SENTENCE.search(stretch.before))


@evidence("it is written like the title of a work amid a sentence", kinds=OF_SEVERAL_WORDS)
def like_a_title(stretch: Stretch, document: DocumentFacts) -> float:
    if not 1 < stretch.count <= TITLE_WORDS or not capital_inside.measure(stretch, document):
        return 0.0
    return float(not SENTENCE_INSIDE.search(stretch.text))


@evidence("small letters and capitals are mixed in a word")
def mixed_case(stretch: Stretch, document: DocumentFacts) -> float:
    return float(any(MIXED_CASE.search(word) for word in stretch.words))


@evidence("hyphens join its words, as in borrowed compounds")
def hyphenated(stretch: Stretch, document: DocumentFacts) -> float:
    return float("-" in stretch.text and " " not in stretch.text)


@evidence("it is part of an address, a path or code", dear=True)
def technical(stretch: Stretch, document: DocumentFacts) -> float:
    return stretch.technical


@evidence("it holds signs of code")
def code_marks(stretch: Stretch, document: DocumentFacts) -> float:
    return float(CODE_MARKS.search(stretch.text) is not None)


@evidence("it is an English term without grammar amid a sentence", kinds=OF_SEVERAL_WORDS)
def bare_term(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.whole or stretch.capitals or stretch.small_words or stretch.count > TERM_WORDS:
        return 0.0
    if not english.measure(stretch, document):
        return 0.0
    return float(stretch.segment.role in SENTENCES or stretch.segment.role is Role.ITEM)


@evidence("it stands amid an item of a list and is no clause", kinds=OF_SEVERAL_WORDS)
def amid_item(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.whole or stretch.segment.role is not Role.ITEM:
        return 0.0
    return float(not clause.measure(stretch, document))


FORM = (
    one_word, two_words, letters, short_word, whole, share_of_line, ends_sentence, plain_share, all_small,
    all_capitals, title_case, like_a_name, capital_inside, like_a_title, mixed_case, hyphenated, technical, code_marks,
    bare_term, amid_item,
)  # fmt: skip
