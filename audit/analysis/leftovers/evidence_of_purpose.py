"""Why foreign words may stand there on purpose: an original beside its translation, a source, a term, a quotation."""

import re
from math import log1p

from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.evidence import OF_ONE_WORD, evidence
from audit.analysis.leftovers.evidence_of_place import (
    around_in_file,
    bold,
    clauses_left,
    in_brackets,
    is_explained,
    link_target,
    quoted,
    unmarked_clauses,
)
from audit.analysis.leftovers.stretch import Stretch
from audit.analysis.leftovers.word_lists import small_words_of
from audit.language.language_names import stems_of
from audit.language.profiles import known_tags
from audit.model.role import SENTENCES

MEANING_REACH = 160  # code points behind a stretch in which a quotation may tell its meaning
OWN_CLOSING = "\"'”»’›」』*_.,;:!? "
OPENING_QUOTE = re.compile(r"(?:[“„«‘「『]|(?<=\s)[\"'])(?=[^\W\d_])")
OPENING_MARKS = frozenset("“„«»‘‚‹「『《\"'”")
CLOSING_MARKS = frozenset("”“»«’‘›」』》\"'")
STARTS_QUOTED = frozenset("“„«‘「『\"'")
YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
# "Tolin, D. F. (2010)." "Lindqvist, Aina.": a surname, a comma, first names or initials, at the start of a line.
AUTHOR = re.compile(r"\W{0,9}(?:\d{1,3}[.)]\s)?[^\W\d_][\w'’-]{1,40},\s[^\W\d_][\w-]{0,20}\.")
LONGEST_ENTRY = 600  # code points of an entry of a bibliography
ABBREVIATION_REACH = 120  # code points of the file to either side
TITLE_OF_ABBREVIATION = re.compile(r"<(?:abbr|acronym)\b[^<>]{0,80}\btitle=[\"']?\Z", re.IGNORECASE)
WORDS = re.compile(r"[^\W\d_]+")
EMPHASIS = frozenset("~_*=|^")
TERM_WORDS = 3  # at most
PARTS_OF_ADDRESS = re.compile(r"[^a-zA-Z]+")


@evidence("it spells out an abbreviation beside it", dear=True)
def spells_abbreviation(stretch: Stretch, document: DocumentFacts) -> float:
    before, behind = around_in_file(stretch, ABBREVIATION_REACH)
    near = {*WORDS.findall(before), *WORDS.findall(behind)}
    own = {word for word in stretch.words if word.isupper()}  # "a content management system (CMS"
    capitals = "".join(word[0] for word in stretch.words if word[0].isupper())
    if len(capitals) > 1 and capitals in near:
        return 1.0
    small = small_words_of(stretch.language) if stretch.language else frozenset()
    spelt = [word for word in stretch.words if word not in own]
    for words in (spelt, [word for word in spelt if word.lower() not in small]):
        initials = "".join(word[0] for word in words).upper()
        # Two small letters stand beside many an abbreviation by chance.
        if len(initials) > 1 and (initials in own or (len(initials) > 2 and initials in near)):
            return 1.0
        if any(len(word) > 2 and word in initials for word in own):
            return 1.0
    return float(TITLE_OF_ABBREVIATION.search(before) is not None)


@evidence("it is all that a quotation inside its line says")
def whole_quotation(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.whole or stretch.before[-1:] not in OPENING_MARKS:
        return 0.0
    return float(stretch.after.lstrip(".,!?…;")[:1] in CLOSING_MARKS)


@evidence("a quotation behind it tells what it means")
def quotation_behind(stretch: Stretch, document: DocumentFacts) -> float:
    text = stretch.view.text
    end = stretch.end
    while end < stretch.segment_end and text[end] in OWN_CLOSING:
        end += 1
    found = OPENING_QUOTE.search(text, end, min(stretch.segment_end, end + MEANING_REACH))
    if found is None and end == stretch.segment_end:
        below = document.own_segment_after(stretch.index)
        return float(below is not None and stretch.view.segments[below].text[:1] in STARTS_QUOTED)
    return float(found is not None)


@evidence("it stands in an entry with an author and a year")
def cited_entry(stretch: Stretch, document: DocumentFacts) -> float:
    text = stretch.segment.text
    if len(text) > LONGEST_ENTRY or YEAR.search(text) is None:
        return 0.0
    author = AUTHOR.match(text)
    return float(author is not None and text[author.end() - 2].isalpha())


@evidence("lines of the original stand beside as many lines of translation", dear=True)
def original_beside(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.segment.role not in SENTENCES or not document.is_whole(stretch.index):
        return 0.0
    return float(document.has_twin_lines(stretch.index))


@evidence("the text explains or quotes its words in another place", dear=True)
def marked_elsewhere(stretch: Stretch, document: DocumentFacts) -> float:
    own = is_explained(stretch, document)
    return sum(document.explained_with(word, is_explained) > own for word in stretch.lower) / stretch.count


@evidence(
    "it is a single word, and no clause of {foreign} was left in the text", dear=True, kinds=OF_ONE_WORD
)
def lone_word(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.count > 1 or stretch.whole:
        return 0.0
    return float(not clauses_left(stretch, document))


@evidence("it stands between marks, and no clause of another language was left in the text", dear=True)
def lone_marked(stretch: Stretch, document: DocumentFacts) -> float:
    if not is_explained(stretch, document):
        return 0.0
    return float(not unmarked_clauses(document))


@evidence("it is a term without grammar in a technical text")
def technical_term(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.whole or stretch.count > TERM_WORDS or stretch.small_words:
        return 0.0
    return document.code_rate


@evidence("a technical text names a control or message so", dear=True)
def named_control(stretch: Stretch, document: DocumentFacts) -> float:
    if stretch.whole:
        return 0.0
    marked = any(piece.measure(stretch, document) for piece in (quoted, bold, in_brackets))
    return document.code_rate if marked else 0.0


@evidence("its link leads to a page in another language", dear=True)
def link_to_language(stretch: Stretch, document: DocumentFacts) -> float:
    target = link_target(stretch)
    if not target:
        return 0.0
    own = stretch.view.language.tag.split("-")[0]
    path = target.partition("://")[2].partition("/")[2] if "://" in target else target
    parts = set(PARTS_OF_ADDRESS.split(path.lower()))
    return float(any(len(part) == 2 and part != own and part in known_tags() for part in parts))


@evidence("the text speaks of {foreign} again and again", dear=True)
def language_in_text(stretch: Stretch, document: DocumentFacts) -> float:
    stems = stems_of(stretch.language, stretch.view.language.tag)
    return min(1.0, log1p(document.count_of_stems(stems) * document.per_thousand) / 3)


@evidence("marks of emphasis stand around it")
def between_marks(stretch: Stretch, document: DocumentFacts) -> float:
    before, after = stretch.before[-1:], stretch.after.lstrip(".,!?")[:1]
    return float(before in EMPHASIS and before == after)


PURPOSE = (
    whole_quotation, spells_abbreviation, quotation_behind, cited_entry, original_beside, marked_elsewhere, lone_word,
    lone_marked, technical_term, named_control, link_to_language, language_in_text, between_marks,
)  # fmt: skip
