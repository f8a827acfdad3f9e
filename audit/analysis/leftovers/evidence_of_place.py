"""What stands around a stretch says: marks, markup, glosses, the kind of line it stands in."""

import re
from collections import Counter

from audit.analysis.cited import is_cited
from audit.analysis.glosses import is_gloss
from audit.analysis.leftovers.document_facts import (
    AROUND,
    CLOSING,
    OPENING,
    DocumentFacts,
    is_strong,
    pair_side,
)
from audit.analysis.leftovers.evidence import Evidence, evidence
from audit.analysis.leftovers.stretch import Stretch
from audit.analysis.quoted_stretch import is_quoted
from audit.language.language_names import stems_of
from audit.language.loan_phrases import is_loan_phrase
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT

FILE_REACH = 80  # code points of the file to either side in which markup is looked for
QUOTES = frozenset("\"“„«'‘「『《")
BOLD_BEFORE = re.compile(r"(?:\*\*|__|<b>|<strong[^<>]{0,80}>)[^*_<>]{0,6}\Z")
BOLD_BEHIND = re.compile(r"[^*_<>]{0,6}(?:\*\*|__|</b>|</strong>)")
LINK_BEFORE = re.compile(r"\[[^\[\]\n]{0,60}\Z|<a\b[^<>]{0,300}>[^<]{0,40}\Z")
LINK_BEHIND = re.compile(r"[^\[\]\n<]{0,60}(?:\]\(|\]\[|\]:|</a>)")
HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]{1,300})""", re.I)
ROUND_TARGET = re.compile(r"[^\[\]\n<]{0,60}\]\(([^)\s]{1,300})")
BRACKET_BEHIND = re.compile(r"[\"'”»*_]{0,3}\s?[(（\[［]\s?[^\W\d_]")
SLASH_BEFORE, SLASH_BEHIND = re.compile(r"\w\s?/\s?\Z"), re.compile(r"\s?/\s?\w")
DASH_BEFORE = re.compile(r"\w\S?\s?[–—-]\s?\Z|[:：=]\s?[\"“„*]*\Z")
DASH_BEHIND = re.compile(r"[\"”*]*(?:\s[–—-]\s|\s?[:：=])")
LANGUAGE_TAG = re.compile(r"\b(?:href)?lang\s*=", re.I)
FILE_TAG_REACH = 300
FEW_OTHERS = 2  # so many unexplained words are added to every text
COLONS = frozenset(":：")
LATER = 160  # code points behind a stretch in which brackets may explain it


def around_in_file(stretch: Stretch, reach: int) -> tuple[str, str]:
    """What stands before and behind a stretch in the file, markup and all."""
    text = stretch.view.file_text
    if not text:
        return "", ""
    place = stretch.segment.map.to_file(
        stretch.start - stretch.segment_start, stretch.end - stretch.segment_start
    )
    return text[max(0, place.start - reach) : place.start], text[place.end : place.end + reach]


@evidence("it stands in italics")
def italic(stretch: Stretch, document: DocumentFacts) -> float:
    return float(is_cited(stretch.view, stretch.start, stretch.end))


@evidence("it stands in quotation marks", dear=True)
def quoted(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.before[-1:] in QUOTES or is_quoted(stretch.view, stretch.start, stretch.end))


@evidence("it is set in bold", dear=True)
def bold(stretch: Stretch, document: DocumentFacts) -> float:
    before, behind = around_in_file(stretch, FILE_REACH)
    return float(BOLD_BEFORE.search(before) is not None and BOLD_BEHIND.match(behind) is not None)


@evidence("it is the text of a link", dear=True)
def link(stretch: Stretch, document: DocumentFacts) -> float:
    before, behind = around_in_file(stretch, 5 * FILE_REACH)
    return float(LINK_BEFORE.search(before) is not None and LINK_BEHIND.match(behind) is not None)


def link_target(stretch: Stretch) -> str:
    """Where the link leads whose text a stretch is; empty where it is none."""
    before, behind = around_in_file(stretch, 5 * FILE_REACH)
    if (tag := LINK_BEFORE.search(before)) and LINK_BEHIND.match(behind):
        address = HREF.search(tag[0]) or ROUND_TARGET.match(behind)
        return address[1] if address else ""
    return ""


@evidence("it stands beside code")
def beside_code(stretch: Stretch, document: DocumentFacts) -> float:
    return float(INLINE_OBJECT in stretch.before[-4:] or INLINE_OBJECT in stretch.after[:4])


@evidence("it explains the words beside it, or they explain it", dear=True)
def gloss(stretch: Stretch, document: DocumentFacts) -> float:
    return float(is_gloss(stretch.view, stretch.start, stretch.end))


@evidence("it stands in brackets")
def in_brackets(stretch: Stretch, document: DocumentFacts) -> float:
    for place in range(len(stretch.before) - 1, -1, -1):
        if stretch.before[place] in CLOSING:
            return 0.0
        if stretch.before[place] in OPENING:
            return float(not CLOSING.isdisjoint(stretch.after))
    return 0.0


@evidence("words in brackets follow it")
def bracket_behind(stretch: Stretch, document: DocumentFacts) -> float:
    return float(BRACKET_BEHIND.match(stretch.after) is not None)


@evidence("a slash parts it from other words")
def slash(stretch: Stretch, document: DocumentFacts) -> float:
    return float(bool(SLASH_BEFORE.search(stretch.before) or SLASH_BEHIND.match(stretch.after)))


@evidence("a dash or colon parts it from other words")
def dash(stretch: Stretch, document: DocumentFacts) -> float:
    return float(bool(DASH_BEFORE.search(stretch.before) or DASH_BEHIND.match(stretch.after)))


@evidence("its tag names a language", dear=True)
def language_tag(stretch: Stretch, document: DocumentFacts) -> float:
    before, _ = around_in_file(stretch, FILE_TAG_REACH)
    return float(LANGUAGE_TAG.search(before, max(0, before.rfind("<"))) is not None and "<" in before)


@evidence("many languages use this phrase")
def loan(stretch: Stretch, document: DocumentFacts) -> float:
    return float(is_loan_phrase(stretch.text))


@evidence("other words of the text stand in such pairs, too")
def one_of_many_pairs(stretch: Stretch, document: DocumentFacts) -> float:
    side = pair_side(stretch)
    return min(1.0, (document.paired[side] - 1) / 4) if side else 0.0


@evidence("the text before it ends with a colon")
def after_colon(stretch: Stretch, document: DocumentFacts) -> float:
    if not stretch.at_start:
        return float(stretch.before.rstrip(AROUND)[-1:] in COLONS)
    above = document.own_segment_before(stretch.index)
    return float(above is not None and document.view.segments[above].text.rstrip()[-1:] in COLONS)


@evidence("its line explains it in brackets")
def bracket_later(stretch: Stretch, document: DocumentFacts) -> float:
    rest = stretch.view.text[stretch.end : min(stretch.segment_end, stretch.end + LATER)]
    opening = min((place for mark in OPENING if (place := rest.find(mark)) >= 0), default=-1)
    return float(opening >= 0 and rest[opening + 1 : opening + 2].isalpha())


@evidence("the text speaks of {foreign}", dear=True)
def language_spoken_of(stretch: Stretch, document: DocumentFacts) -> float:
    introduction = document.introduction(stretch.index)
    return float(any(stem in introduction for stem in stems_of(stretch.language, stretch.view.language.tag)))


EXPLAINING = (in_brackets, bracket_behind, italic, gloss, quoted)  # the cheapest first


@evidence("the text explains other foreign words, or quotes them", dear=True)
def explained_around(stretch: Stretch, document: DocumentFacts) -> float:
    explained = document.count_of("explained", is_explained)
    others = len(document.stretches) - 1
    return (explained - is_explained(stretch, document)) / (others + FEW_OTHERS)


def is_explained(stretch: Stretch, document: DocumentFacts) -> bool:
    """True for a stretch with a gloss or between marks: somebody put it there knowingly."""
    if stretch.explained is None:
        stretch.explained = pair_side(stretch) is not None or any(
            piece.measure(stretch, document) for piece in EXPLAINING
        )
    return stretch.explained


def is_unmarked_clause(stretch: Stretch, document: DocumentFacts) -> bool:
    """True for a clause that nobody marked as foreign."""
    return is_strong(stretch) and not is_explained(stretch, document)


def clauses_left(stretch: Stretch, document: DocumentFacts) -> int:
    """How many other clauses of the same language, or of the same script where that is all that is known, stand
    in the text without a mark that they are foreign."""
    return unmarked_clauses(document)[_tongue(stretch)] - is_unmarked_clause(stretch, document)


def unmarked_clauses(document: DocumentFacts) -> Counter[str]:
    """How many clauses of each language, or script, nobody marked as foreign."""
    return document.tally("unmarked clauses", _tongue_of_clause)


def _tongue(stretch: Stretch) -> str:
    return stretch.language or stretch.script


def _tongue_of_clause(stretch: Stretch, document: DocumentFacts) -> str | None:
    return _tongue(stretch) if is_unmarked_clause(stretch, document) else None


def role_of(role: Role, says: str) -> Evidence:
    """A stretch that is all or part of a segment of one role."""
    return Evidence(f"in_{role.value}", says, lambda stretch, document: float(stretch.segment.role is role))


ROLES = (
    role_of(Role.HEADLINE, "it stands in a heading"),
    role_of(Role.ITEM, "it stands in a list or table"),
    role_of(Role.CAPTION, "it stands in a caption"),
    role_of(Role.NAVIGATION, "it stands in a menu"),
    role_of(Role.CONTROL, "it is a button or label"),
    role_of(Role.ATTRIBUTE, "it is an alternative text or tooltip"),
    role_of(Role.METADATA, "it is page metadata"),
)
PLACE = (
    italic, quoted, bold, link, beside_code, gloss, in_brackets, bracket_behind, slash, dash, language_tag, loan,
    one_of_many_pairs, after_colon, bracket_later, language_spoken_of, explained_around, *ROLES,
)  # fmt: skip
