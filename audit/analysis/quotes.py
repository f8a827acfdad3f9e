"""Quotation marks in pairs, and those that have no partner.

Nothing is decided by the mark alone. `"` opens and closes, `“` opens in English and closes in German, `»`
opens in Danish and closes in French; a measure in inches, a Hebrew abbreviation and a long quotation of
several paragraphs leave marks without a partner and are right. So the spacing around a mark speaks first,
then the profile, then habit; and only segments whose marks do not add up are looked at one by one.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from audit.analysis.cut_short import is_cut_short
from audit.analysis.mismatched_quotes import mismatched_places
from audit.analysis.named_marks import is_named, stands_alone
from audit.analysis.quotation_look_alikes import is_arrow_or_ditto
from audit.analysis.quotation_signs import (
    CLOSED_BEFORE,
    DOUBLED,
    FAMILIES,
    STRAIGHT,
    Mark,
    is_in_word,
    is_measure,
    marks_of,
    signs_in,
)
from audit.analysis.spoken_text import is_spoken
from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile
from audit.model.role import Role

LONGEST_NAME = 40  # code points of a name before a name within it
# Segments, and code points, within which a quotation opened in one segment is closed in a later one: verses and
# wrapped lines are many and short, the paragraphs of a letter few and long.
LOOK_AHEAD, LONGEST_QUOTATION = 40, 6000
EXCERPT = 20  # marks of a story from which on its first and its last quotation may lie partly outside of it
BESIDE = 8  # segments looked past for the next paragraph of a quotation
# Roles that may stand between two paragraphs of one quotation.
BETWEEN_PARAGRAPHS = frozenset(
    {Role.CAPTION, Role.CREDIT, Role.NAVIGATION, Role.CONTROL, Role.NOTICE, Role.METADATA, Role.ATTRIBUTE}
)


class LoneMark(NamedTuple):
    """A quotation mark without a partner, at `offset` in the view.

    `opening` is None when its surroundings do not tell. `sure` is False when another mark of the same
    paragraph might as well be the odd one, when the text is only half of a quotation, or when the mark is named.
    """

    offset: int
    opening: bool | None
    sure: bool


class Quotation(NamedTuple):
    """A quotation with its marks: `[start, end)` in the view, `open` at `start`, `close` at `end - 1`."""

    start: int
    end: int
    open: str
    close: str


def lone_marks(view: TextView) -> list[LoneMark]:
    """Every quotation mark without a partner, in order. Cached on the view."""
    return view.remember("lone quotation marks", lambda: _lone_marks(view))


def quotations(view: TextView, signs: str, telling: str) -> Iterator[Quotation]:
    """Quotations within a segment whose marks are all among `signs`, outer before inner.

    Only segments that hold one of the signs in `telling` are looked at.
    """
    telling = "".join(sign for sign in telling if sign in signs and sign in signs_in(view))
    if not telling:
        return
    for index, segment in enumerate(view.segments):
        text = segment.text
        if not any(sign in text for sign in telling):
            continue
        base = view.starts[index]
        found = []
        stack: list[Mark] = []
        for mark in marks_of(text, signs, view.language):
            if mark.opening or (mark.opening is None and not stack):
                stack.append(mark)
            elif stack:
                first = stack.pop()
                found.append(Quotation(base + first.place, base + mark.place + 1, first.sign, mark.sign))
        yield from sorted(found)


def _lone_marks(view: TextView) -> list[LoneMark]:
    present = [family for family in FAMILIES if any(sign in signs_in(view) for sign in family)]
    if not present:
        return []
    texts = [segment.text for segment in view.segments]
    lone: dict[int, list[Mark]] = {}
    for index in sorted({i for family in present for i in _suspicious(texts, family, view.language)}):
        text = texts[index]
        if any(sign in text for sign in DOUBLED):
            continue
        found = _paired_across(mark for family in present for mark in _lone_of(text, family, view.language))
        found = [mark for mark in found if not is_arrow_or_ditto(text, mark, view.language)]
        if found:
            lone[index] = found
    _continued(view, texts, lone)
    out = []
    matched = mismatched_places(view)
    for index, marks in sorted(lone.items()):
        base = view.starts[index]
        for mark in marks:
            if base + mark.place in matched:
                continue
            if mark.opening is not False and is_cut_short(texts[index], mark.place):
                continue
            sure = not (
                _half(texts, index, mark)
                or _torn(view, index, mark)
                or _shares_closing_mark(texts[index], mark)
                or _beyond_the_text(view, base + mark.place, mark)
                or (mark.sign == STRAIGHT and stands_alone(texts[index], mark.place))
                or is_named(texts[index], mark.place)
            )
            out.append(LoneMark(base + mark.place, mark.opening, sure))
    return out


def _suspicious(texts: Sequence[str], family: str, profile: LanguageProfile) -> list[int]:
    """Segments whose marks of one family do not add up."""
    if family == STRAIGHT:
        return [index for index, text in enumerate(texts) if text.count(STRAIGHT) & 1]
    first = next((pair for pair in profile.quotes if pair.open in family and pair.close in family), None)
    if first is None or first.open == first.close or first.open + first.close not in (family, family[1:3]):
        return [index for index, text in enumerate(texts) if sum(map(text.count, family)) & 1]
    opening, closing = first.open, first.close
    return [index for index, text in enumerate(texts) if text.count(opening) != text.count(closing)]


def _lone_of(text: str, family: str, profile: LanguageProfile) -> list[Mark]:
    """Marks of one family without a partner in one segment."""
    marks = marks_of(text, family, profile)
    if family == STRAIGHT:
        return _lone_straight(text, marks)
    stack: list[Mark] = []
    lone = []
    for mark in marks:
        if mark.opening or (mark.opening is None and not stack):
            stack.append(mark)
        elif stack:
            stack.pop()
        else:
            lone.append(mark)
    return sorted([*lone, *stack])


def _lone_straight(text: str, marks: list[Mark]) -> list[Mark]:
    """The odd one among straight marks.

    Taking out the right one leaves opening, closing, opening, closing …; sums from both ends find it in
    one pass. Where several would do, nearest marks pair: the first of several opening ones and the last
    of several closing ones is odd.
    """
    if _fits([mark for mark in marks if not is_measure(text, mark.place)]):
        return []
    if any(is_in_word(text, mark.place) for mark in marks):
        return []
    best = _odd_one(text, marks)
    return [] if is_measure(text, best.place) else [best]


def _odd_one(text: str, marks: list[Mark]) -> Mark:
    after = [0]
    for index in range(len(marks) - 1, 0, -1):
        # Behind the odd one every mark has moved up by one place.
        after.append(after[-1] + (marks[index].opening is (index % 2 == 0)))
    after.reverse()
    costs, before = [], 0
    for index, mark in enumerate(marks):
        costs.append(before + after[index])
        before += mark.opening is (index % 2 == 1)
    lowest = min(costs)
    candidates = [mark for mark, cost in zip(marks, costs, strict=True) if cost == lowest]
    for mark in candidates:
        if (
            mark.opening is None
            and text[mark.place - 1 : mark.place].islower()
            and text[mark.place + 1 : mark.place + 2].islower()
        ):
            return mark  # inside a word
    return candidates[0] if candidates[0].opening else candidates[-1]


def _fits(marks: list[Mark]) -> bool:
    """True when opening and closing marks alternate as they should."""
    return len(marks) % 2 == 0 and all(
        mark.opening is not (index % 2 == 1) for index, mark in enumerate(marks)
    )


def _paired_across(marks: Iterator[Mark]) -> list[Mark]:
    """Takes out an opening and a later closing mark of two kinds: `„so"` is badly matched, not unpaired."""
    lone: list[Mark] = []
    for mark in sorted(marks):
        if lone and mark.opening is not True and lone[-1].opening is not False and lone[-1].sign != mark.sign:
            lone.pop()
        else:
            lone.append(mark)
    return lone


def _continued(view: TextView, texts: Sequence[str], lone: dict[int, list[Mark]]) -> None:
    """Takes out the marks of quotations that run over several segments.

    What opens in one segment is closed by the next mark without a partner, however many lines of a poem, a
    letter or a wrapped text stand between, as long as it is not far away; and where each paragraph of a long
    quotation opens with a mark, only the last one closes it.
    """
    pending: tuple[int, Mark] | None = None  # what is open so far, and in which segment
    paired: set[tuple[int, int]] = set()
    for index in sorted(lone):
        for mark in lone[index]:
            if pending is not None and (
                _far_apart(view, pending[0], index) or not _same_family(pending[1].sign, mark.sign)
            ):
                pending = None
            if pending is not None and index > pending[0] and mark.place == 0:
                paired.add((index, 0))  # repeated before a paragraph or a line
            elif pending is not None and index > pending[0] and mark.opening is not True:
                paired |= {(pending[0], pending[1].place), (index, mark.place)}
                pending = None
            elif mark.opening is not False:
                pending = (index, mark)
    for index in list(lone):
        lone[index] = _but_twins(
            [
                mark
                for mark in lone[index]
                if (index, mark.place) not in paired
                and not (mark.opening and _goes_on(view, texts, index, mark))
            ]
        )


def _but_twins(marks: list[Mark]) -> list[Mark]:
    """Without pairs of one and the same mark (`”so”`): badly written, but each has its partner."""
    kept: list[Mark] = []
    for mark in marks:
        if kept and kept[-1].sign == mark.sign != STRAIGHT:
            kept.pop()
        else:
            kept.append(mark)
    return kept


def _same_family(first: str, second: str) -> bool:
    return any(first in family and second in family for family in FAMILIES)


def _far_apart(view: TextView, first: int, last: int) -> bool:
    return last - first > LOOK_AHEAD and view.starts[last] - view.starts[first] > LONGEST_QUOTATION


def _goes_on(view: TextView, texts: Sequence[str], index: int, mark: Mark) -> bool:
    """True when the next paragraph opens with the same kind of mark: the quotation goes on there."""
    for later in range(index + 1, min(index + 1 + BESIDE, len(texts))):
        if texts[later][:1] and _same_family(mark.sign, texts[later][0]):
            return True
        if view.segments[later].role not in BETWEEN_PARAGRAPHS:
            return False
    return False


def _shares_closing_mark(text: str, mark: Mark) -> bool:
    """`«Trade house «North»`: where two closing marks would meet, some languages write one."""
    if not mark.opening:
        return False
    following = text.find(mark.sign, mark.place + 1, mark.place + LONGEST_NAME)
    return following > 0 and CLOSED_BEFORE.isdisjoint(text[mark.place : following])


def _half(texts: Sequence[str], index: int, mark: Mark) -> bool:
    """True when the text is one sentence that may have been cut out of a quotation."""
    if len(texts) > 1:
        return False
    text = texts[index]
    return (mark.place == 0 and mark.opening is not False) or (
        mark.place >= len(text) - 2 and mark.opening is not True
    )


def _torn(view: TextView, index: int, mark: Mark) -> bool:
    """True for a closing mark where the beginning of the paragraph is lost, and its opening mark with it."""
    text = view.segments[index].text
    return mark.opening is False and view.language.has_case and text[:1].islower()


def _beyond_the_text(view: TextView, offset: int, mark: Mark) -> bool:
    """True for the first or last mark of a story, which may be cut out of a longer one amid a quotation."""
    if mark.opening is None or not is_spoken(view):
        return False
    number = next(number for number, family in enumerate(FAMILIES) if mark.sign in family)
    first, last, count = view.remember("extent of quotation marks", lambda: _extents(view.text))[number]
    return count >= EXCERPT and offset == (last if mark.opening else first)


def _extents(text: str) -> list[tuple[int, int, int]]:
    """Of every family of marks the first place, the last place, and how many there are."""
    out = []
    for family in FAMILIES:
        present = [sign for sign in family if sign in text]
        first = min(map(text.find, present), default=-1)
        out.append((first, max(map(text.rfind, present), default=-1), sum(map(text.count, present))))
    return out


def straight_roles(view: TextView, index: int) -> dict[int, bool]:
    """Offset in the view of every paired `"` of a segment → whether it opens. The odd one is left out.

    Empty where the marks are not (only) quotation marks: measures, code, Hebrew abbreviations.
    """
    known: dict[int, dict[int, bool]] = view.remember("straight roles", dict)
    if index not in known:
        known[index] = _straight_roles(view, index)
    return known[index]


def _straight_roles(view: TextView, index: int) -> dict[int, bool]:
    text = view.segments[index].text
    if any(sign in text for sign in DOUBLED):
        return {}
    base = view.starts[index]
    badly_matched = mismatched_places(view)
    marks = [
        mark for mark in marks_of(text, STRAIGHT, view.language) if base + mark.place not in badly_matched
    ]
    if any(is_measure(text, mark.place) or is_in_word(text, mark.place) for mark in marks):
        return {}
    if len(marks) % 2:
        odd = _odd_one(text, marks)
        marks = [mark for mark in marks if mark is not odd]
    return {base + mark.place: number % 2 == 0 for number, mark in enumerate(marks)}


@cache
def one_sided_marks(profile: LanguageProfile) -> tuple[str, str]:
    """Double marks that only open, and those that only close, in pairs that are set without spaces."""
    opening = {pair.open for pair in profile.quotes}
    closing = {pair.close for pair in profile.quotes}
    spaced = {sign for pair in profile.quotes if pair.spaced for sign in (pair.open, pair.close)}
    double = set("„“”«»") - spaced
    return "".join(sorted((opening - closing) & double)), "".join(sorted((closing - opening) & double))
