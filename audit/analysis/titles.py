"""What works, papers and institutions are called stays in its own language: does a stretch look like a title?

Half a sentence that was left behind may begin with a capital too. So what looks like a title is only doubtful
where little else was left behind.
"""

import re
from bisect import bisect_right

from audit.analysis.text_view import TextView
from audit.model.role import Role
from audit.model.span import Span

TITLE_WORDS = 8  # at most
# Of all that seems to be left behind, the share that looks like titles from which they are taken for titles.
MOSTLY = 0.75
LEAD = re.compile(r"[\W\d_]*(?:[^\W\d_]+, )?")  # figures, and a word of both languages: “his film, Der …”
BEFORE = 4  # code points in which the mark before a title is looked for
# A title in quotation marks may stand behind a dash, too; words behind a bare dash may be speech.
INSIDE = re.compile(r"[\w,;)\]”’»-]\s*[\s\"'“„‘‚«»(\[]\Z|\s[–—]\s[\"'“„‘‚«»(\[]\Z")
MARKED = re.compile(r"[\"'“„‘‚«»(\[]\Z")
SENTENCE_OR_BRACKET = re.compile(r"[.!?…:;]\s|[(\[]")
COMMA = re.compile(r",\s+")
PROSE = frozenset({Role.HEADLINE, Role.BODY, Role.ITEM, Role.CUE, Role.UNIT})


def looks_like_title(view: TextView, start: int, end: int, most: int = TITLE_WORDS) -> bool:
    """True for a few words that begin with a capital inside a sentence, or that all have one.

    A single word only between brackets or quotation marks.
    """
    index = view.segment_at(start)
    lead = LEAD.match(view.text, start, end)
    start = lead.end() if lead else start
    text = view.text[start:end]
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    if not 0 < len(words) <= most or view.segments[index].role not in PROSE:
        return False
    if not words[0][0].isupper() or (len(words[0]) > 1 and words[0].isupper()):
        return False  # an abbreviation is no name of a work
    if SENTENCE_OR_BRACKET.search(text) or any(part[:1].islower() for part in COMMA.split(text)[1:]):
        return False
    if len(words) == 1:
        return is_marked(view, start)
    return INSIDE.search(_before(view, start)) is not None or all(word[0].isupper() for word in words)


def is_marked(view: TextView, start: int) -> bool:
    """True where a bracket or quotation mark opens, or a quotation mark closes, right before `start`."""
    return MARKED.search(_before(view, start)) is not None


def _before(view: TextView, start: int) -> str:
    return view.text[max(view.starts[view.segment_at(start)], start - BEFORE) : start]


def mostly_titles(titles: int, every: int) -> bool:
    """True when nearly all that seems to be left behind looks like titles. Both in the same measure."""
    return titles >= MOSTLY * every


def is_cited(view: TextView, start: int, end: int) -> bool:
    """True for a stretch that begins and ends in italics, inside a text that is not in them."""
    index = view.segment_at(start)
    cited = view.segments[index].cited
    if not cited:
        return False
    for offset in (start - view.starts[index], end - 1 - view.starts[index]):
        place = bisect_right(cited, Span(offset, len(view.text))) - 1
        if place < 0 or cited[place].end <= offset:
            return False
    return True
