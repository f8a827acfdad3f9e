"""Candidates for the list of terms: what a run took for leftovers and a user may want to keep.

The report is itself a valid list (`language/term_list.py`): a candidate a line, what speaks for it as a
comment. A run with the saved list is silent at those places.
"""

from collections.abc import Iterator
from heapq import nsmallest

import msgspec

from audit.language.latin_tokens import is_particle
from audit.language.notices import find_notices
from audit.language.set_phrases import set_phrases
from audit.language.term_list import fold_term, parse_terms
from audit.model.finding import Finding
from audit.model.mqm import Category
from audit.model.result import Outcome, Unreadable
from audit.report.tally import Tally, shown_findings
from audit.report.visible_text import visible

CATEGORIES = frozenset({Category.UNTRANSLATED, Category.INCONSISTENT_TERM})
MOST_WORDS, LONGEST = 5, 60  # words and code points of a term; what is longer was left behind, not meant
MOST_KEPT = 100_000  # candidates in memory; the rarest go first
# A stretch with one of these says something; names have no such marks, but for the dot of "St." inside.
SENTENCE_MARKS = frozenset("!?…;:,。！？；،؟।\n\t")
HEAD = """\
# Words that checks took for leftovers: candidates for terms.txt. Keep the lines that are right as they stand,
# delete the others: what is kept is not reported again. The most widespread stand first.
"""
NOTHING = "# Nothing to propose: no leftover looks like a name or occurs twice.\n"


class Candidate(msgspec.Struct):
    """A stretch that may be a term, as it was first written, and what is known of it."""

    text: str
    place: str
    last: int  # number of the last document that has it
    times: int = 0
    documents: int = 0
    checks: tuple[str, ...] = ()


class TermProposals:
    """The report: nothing while documents come, the list at the end."""

    def __init__(self, possible: bool) -> None:
        self._possible = possible
        self._number = 0
        self._found: dict[str, Candidate] = {}
        self._let_go = 0

    def begin(self) -> str:
        """The head, valid by itself: a list may be empty."""
        return HEAD

    def add(self, outcome: Outcome) -> str:
        """Take in one document."""
        if isinstance(outcome, Unreadable):
            return ""
        self._number += 1
        path = visible(outcome.document.path)
        for finding in shown_findings(outcome, self._possible):
            if finding.category in CATEGORIES and could_be_term(finding.text):
                self._take(finding, path)
        if len(self._found) > MOST_KEPT:
            self._thin_out()
        return ""

    def _take(self, finding: Finding, path: str) -> None:
        key = fold_term(finding.text)
        found = self._found.get(key)
        if found is None:
            text = " ".join(finding.text.split())
            place = f"{path}:{finding.line}:{finding.column}"
            found = self._found[key] = Candidate(text, place, self._number - 1)
        found.times += 1
        if found.last != self._number:
            found.last = self._number
            found.documents += 1
        if finding.check not in found.checks:
            found.checks = (*found.checks, finding.check)

    def _thin_out(self) -> None:
        """Keep the half that would stand first in the list."""
        kept = nsmallest(MOST_KEPT // 2, self._found.items(), key=rank)
        self._let_go += len(self._found) - len(kept)
        self._found = dict(kept)

    def end(self, tally: Tally) -> str:
        """The list."""
        return "".join(self._lines())

    def _lines(self) -> Iterator[str]:
        proposed = 0
        for key, found in sorted(self._found.items(), key=rank):
            if (found.times > 1 or looks_like_name(found.text)) and not is_set_phrase(key):
                proposed += 1
                yield f"{found.text}  # {described(found)}\n"
        if not proposed:
            yield NOTHING
        if self._let_go:
            yield f"# {self._let_go:,} rare ones were let go: too many to remember.\n"


def rank(item: tuple[str, Candidate]) -> tuple[int, int, str]:
    """By how many documents have it, then how often it occurs, then by its letters."""
    key, found = item
    return -found.documents, -found.times, key


def described(found: Candidate) -> str:
    """What speaks for a candidate, in one line."""
    times = {1: "once", 2: "twice"}.get(found.times, f"{found.times:,} times")
    documents = "1 document" if found.documents == 1 else f"{found.documents:,} documents"
    return f"{times} in {documents}; {', '.join(sorted(found.checks))}; {found.place}"


def could_be_term(text: str) -> bool:
    """True for a few words without a sentence's marks, which the list can hold as they are."""
    line = " ".join(text.split())
    return (
        len(line) <= LONGEST
        and len(line.split(" ")) <= MOST_WORDS
        and any(map(str.isalpha, line))
        and SENTENCE_MARKS.isdisjoint(text.strip())
        and parse_terms(line) == (line,)
        and visible(line) == line
    )


def looks_like_name(text: str) -> bool:
    """True when every word begins with a capital, but for figures and the "van" and "of" between."""
    words = [word.lstrip("'\"«»„“”‘’([-") for word in text.split()]
    names = [word for word in words if word and not word[0].isdigit() and not is_particle(word.lower())]
    return bool(names) and all(word[0].isupper() for word in names)


def is_set_phrase(folded: str) -> bool:
    """True for what translation services and language models leave behind: never right as it stands."""
    return next(set_phrases().find_folded(folded), None) is not None or bool(find_notices(folded, folded))
