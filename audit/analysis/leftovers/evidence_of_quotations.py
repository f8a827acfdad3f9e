"""Whether a foreign paragraph is a quotation set apart: a block of its own, with its author or its translation."""

import re

from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.evidence import Evidence, evidence
from audit.analysis.leftovers.evidence_of_place import around_in_file, link_target
from audit.analysis.leftovers.stretch import Stretch
from audit.model.role import SENTENCES, Role
from audit.model.segment import Segment

FEWEST_WORDS = 4  # of a quotation
EMPHASIS_BEFORE = re.compile(r"(?:[_*]|<(?:i|em|cite|q)\b[^<>]{0,80}>)[^\w<>*_]{0,3}\Z")
EMPHASIS_BEHIND = re.compile(r"[^\w<>*_]{0,3}(?:[_*]|</(?:i|em|cite|q)>)")
MARKUP_REACH = 90  # code points of the file to either side
CREDIT = re.compile(r"[–—―~-]{1,2}\s?[^\W\d_@]?[\w@]")  # "— A. Writer, a talk"
LONGEST_CREDIT = 160  # code points
LIKE_LENGTHS = 0.5, 2.0  # of a paragraph and its translation
GAP = re.compile(r"(?:[\s>_*\"“”„«»‘’'()]|</?(?:p|em|i|br|cite|q)\b[^<>]{0,60}>)*+")
LONGEST_GAP = 200  # code points of the file
OTHER_SITE = re.compile(r"https?://", re.IGNORECASE)
FEWEST_OF_A_TITLE = 3  # words
FEWEST_PAGES = 2
LINK_END = re.compile(r"\]\(https?://", re.IGNORECASE)
AUTHOR_BEHIND = re.compile(r"[\s\"”»]{0,3}(?:[,(（–—]|- )\s?[^\W\d_]")


@evidence("it is a quotation set apart, and no sentence of {foreign} was left outside such", dear=True)
def quotation_apart(stretch: Stretch, document: DocumentFacts) -> float:
    if not is_set_apart(stretch, document):
        return 0.0
    return float(not document.count_of("plain sentences", is_plain_sentence))


@evidence("it is a quotation beside its translation", dear=True)
def translated_quotation(stretch: Stretch, document: DocumentFacts) -> float:
    if not is_set_apart(stretch, document):
        return 0.0
    length = len(stretch.segment.text)
    for place in (stretch.index - 1, stretch.index + 1):
        if not 0 <= place < len(stretch.view.segments) or document.is_whole(place):
            continue
        beside = stretch.view.segments[place]
        alike = LIKE_LENGTHS[0] <= len(beside.text) / length <= LIKE_LENGTHS[1]
        if beside.role in SENTENCES and alike and in_one_block(stretch, beside):
            return 1.0
    return 0.0


def in_one_block(stretch: Stretch, beside: Segment) -> bool:
    """True where only marks of emphasis and of quotation part a paragraph from the one beside it."""
    first, second = sorted((stretch.segment, beside), key=lambda segment: segment.map.pieces[0].file_start)
    start = first.map.to_file(len(first.text) - 1, len(first.text)).end
    end = second.map.to_file(0, 1).start
    if end - start > LONGEST_GAP or ("blockquote" in first.path) != ("blockquote" in second.path):
        return False
    return GAP.fullmatch(stretch.view.file_text, start, end) is not None


def is_set_apart(stretch: Stretch, document: DocumentFacts) -> bool:
    """True for a paragraph in a block of quotation, all in italics, or with the name of who said it below."""
    if (
        stretch.count < FEWEST_WORDS
        or stretch.segment.role not in SENTENCES
        or not document.is_whole(stretch.index)
    ):
        return False
    if "blockquote" in stretch.segment.path:
        return True
    if stretch.index + 1 < len(stretch.view.segments):
        below = stretch.view.segments[stretch.index + 1].text
        if len(below) <= LONGEST_CREDIT and CREDIT.match(below):
            return True
    before, behind = around_in_file(stretch, MARKUP_REACH)
    return bool(EMPHASIS_BEFORE.search(before) and EMPHASIS_BEHIND.match(behind))


def is_plain_sentence(stretch: Stretch, document: DocumentFacts) -> bool:
    """True for a paragraph or heading of sentences that is no quotation."""
    if len(stretch.small_words) < 2 or stretch.count < FEWEST_WORDS or not stretch.whole:
        return False
    return stretch.segment.role in SENTENCES and not is_set_apart(stretch, document)


@evidence("it names a page of another site", dear=True)
def page_elsewhere(stretch: Stretch, document: DocumentFacts) -> float:
    return float(names_a_page(stretch))


@evidence("it is one of a list of pages of other sites, told with their authors", dear=True)
def reading_list(stretch: Stretch, document: DocumentFacts) -> float:
    if not names_a_page(stretch):
        return 0.0
    return float(document.count_of("pages with an author", is_page_with_author) >= FEWEST_PAGES)


def names_a_page(stretch: Stretch) -> bool:
    """True for the text of a link to another site that reads like a title; the stretch may go on behind the link."""
    if stretch.count < FEWEST_OF_A_TITLE or not stretch.words[0][0].isupper():
        return False
    return OTHER_SITE.match(link_target(stretch)) is not None or _links_inside(stretch)


def _links_inside(stretch: Stretch) -> bool:
    before, _ = around_in_file(stretch, 1)
    place = stretch.segment.map.to_file(
        stretch.start - stretch.segment_start, stretch.end - stretch.segment_start
    )
    found = LINK_END.search(stretch.view.file_text, place.start, place.end)
    return before == "[" and found is not None


def is_page_with_author(stretch: Stretch, document: DocumentFacts) -> bool:
    """True for an entry of a list that names a page first and then in few words who wrote it, or where."""
    if stretch.segment.role is not Role.ITEM or not stretch.at_start or not names_a_page(stretch):
        return False
    behind = stretch.view.text[stretch.end : stretch.segment_end]
    return len(behind) <= LONGEST_CREDIT and (
        AUTHOR_BEHIND.match(behind) is not None or _links_inside(stretch)
    )


QUOTATIONS: tuple[Evidence, ...] = (quotation_apart, translated_quotation, page_elsewhere, reading_list)
