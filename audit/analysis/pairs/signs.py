"""Brackets and quotation marks of both sides: what the source pairs and the target leaves open."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.said_text import said_sources, said_targets
from audit.analysis.pairs.said_words import source_language_of
from audit.analysis.quotation_signs import ALL_MARKS, is_in_word
from audit.language.profile import LanguageProfile

# Opening and closing signs of one kind, in the widths and scripts they have.
KINDS = (
    ("(", ")"),
    ("（", "）"),
    ("[", "]"),
    ("［", "］"),
    ("{", "}"),
    ("｛", "｝"),
    ("【", "】"),
    ("〔", "〕"),
)
OPENS = dict(KINDS)
CLOSES = {close: open_ for open_, close in KINDS}
# The kind of a sign whatever its width.
CLASS = {
    sign: number for number, signs in enumerate(("()（）", "[]［］【】〔〕", "{}｛｝")) for sign in signs
}
QUOTING = frozenset(ALL_MARKS + "'`‘’‚‹›")
BEFORE = frozenset(" \u00a0\u202f\u2009([{—–/-\n\t¿¡")  # what an opening mark may follow


class OddSign(NamedTuple):
    """A bracket or quotation mark of the target of `pair` that does not come out: `[start, end)` there.

    `partner` is where its partner stands that is of another form, None when it has none. An empty stretch is the place
    where a sign is missing that the source has.
    """

    pair: int
    start: int
    end: int
    partner: int | None = None


def odd_brackets(view: PairView) -> list[OddSign]:
    """Brackets that come out in the source and not in the target. Made once."""
    return view.remember("odd brackets", lambda: list(_odd_brackets(view)))


def odd_quotes(view: PairView) -> list[OddSign]:
    """Quotation marks that come out in the source and not in the target. Made once."""
    return view.remember("odd quotes", lambda: list(_odd_quotes(view)))


def _odd_brackets(view: PairView) -> Iterator[OddSign]:
    holds = _bracket().search
    for index, (source, target) in enumerate(zip(said_sources(view), said_targets(view), strict=True)):
        if not holds(target) and (not holds(source) or _balance(source) == {}):
            continue
        if any(_is_quoted(source, match.start()) for match in _bracket().finditer(source)):
            continue  # a sign is spoken of
        mixed, lone = _matched(target)
        for place, partner in mixed:
            yield OddSign(index, place, place + 1, partner)
        if mixed or _balance(source) == _balance(target):
            continue
        of_source = [source[place] for place in _matched(source)[1]]
        more = list(_more_than(lone, target, of_source))
        yield from (OddSign(index, place, place + 1) for place in more)
        missing = _missing_label(source, target) if not more else None
        if missing is not None:
            yield OddSign(index, missing, missing)


def _balance(text: str) -> dict[int, int]:
    """Opening signs without closing ones, by class, zeros left out."""
    found: dict[int, int] = {}
    for match in _bracket().finditer(text):
        sign = match[0]
        if _is_quoted(text, match.start()):
            continue
        kind = CLASS[sign]
        found[kind] = found.get(kind, 0) + (1 if sign in OPENS else -1)
    return {kind: count for kind, count in found.items() if count}


def _matched(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Places of closing signs of another form than their partner, with the partner's; and of signs without one."""
    stack: list[int] = []
    mixed, lone = [], []
    for match in _bracket().finditer(text):
        sign, place = match[0], match.start()
        if _is_quoted(text, place):
            continue
        if sign in OPENS:
            stack.append(place)
        elif stack and CLASS[text[stack[-1]]] == CLASS[sign]:
            first = stack.pop()
            if OPENS[text[first]] != sign:
                mixed.append((place, first))
        else:
            lone.append(place)
    return mixed, sorted(lone + stack)


def _is_quoted(text: str, place: int) -> bool:
    """True for a sign alone in quotation marks: it is spoken of."""
    return (
        text[place - 1 : place] in QUOTING
        and text[place + 1 : place + 2] in QUOTING
        and 0 < place < len(text) - 1
    )


def _more_than(lone: list[int], text: str, of_source: list[str]) -> Iterator[int]:
    """The lone signs of a target that are more than those of the source."""
    left = [CLASS[sign] * 2 + (sign in OPENS) for sign in of_source]
    for place in lone:
        kind = CLASS[text[place]] * 2 + (text[place] in OPENS)
        if kind in left:
            left.remove(kind)
        else:
            yield place


def _missing_label(source: str, target: str) -> int | None:
    """Where the target lacks the bracket of a label: "a) dig; b) plant" with "b" alone."""
    labels = _label().findall(source)
    if len(labels) < 2:
        return None
    bare = list(_bare_label().finditer(target))
    return bare[-1].end() if bare else len(target.rstrip())


def _odd_quotes(view: PairView) -> Iterator[OddSign]:
    source_language = source_language_of(view)
    holds = _quote().search
    for index, target in enumerate(said_targets(view)):
        if not holds(target):
            continue
        source = said_sources(view)[index]
        if source_language is not None and _is_odd(source):
            continue
        found = _unmatched(target, view.language)
        yield from (OddSign(index, place, place + 1, partner) for place, partner in found)


def _quotes(text: str) -> list[int]:
    """Places of double quotation marks, without those inside words."""
    return [
        place
        for place in map(re.Match.start, _quote().finditer(text))
        if not is_in_word(text, place)
        and not (text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit())
    ]


def _is_odd(source: str) -> bool:
    """True for a source that leaves a mark open, or speaks of a mark."""
    marks = _quotes(source)
    if len(marks) % 2 and sum(not _is_measure(source, place) for place in marks) % 2:
        return True
    return not any(map(str.isalpha, source))


def _is_measure(text: str, place: int) -> bool:
    """True for a mark that may be inches or seconds."""
    return text[place] in '"”' and text[place - 1 : place].isdigit()


def _unmatched(text: str, language: LanguageProfile) -> list[tuple[int, int | None]]:
    """Marks without a partner, and closing marks whose partner is of another form."""
    every = _quotes(text)
    odd = _left_over(text, every, language)
    if odd and any(_is_measure(text, place) for place in every):
        odd = _left_over(text, [place for place in every if not _is_measure(text, place)], language)
    return odd


def _left_over(text: str, places: list[int], language: LanguageProfile) -> list[tuple[int, int | None]]:
    pairs = _pairs(language)
    stack: list[int] = []
    odd: list[tuple[int, int | None]] = []
    for place in places:
        sign = text[place]
        if stack and (text[stack[-1]], sign) in pairs:
            stack.pop()
        elif (stack and not _opens(text, place) and not _may_open(text[place])) or (
            stack and sign == '"' and not _opens(text, place)
        ):
            odd.append((place, stack.pop()))
        else:
            stack.append(place)
    return sorted([*odd, *((place, None) for place in stack)])


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or before in BEFORE) and bool(after) and not after.isspace()


def _may_open(sign: str) -> bool:
    return sign in "„“«»「『‟"


@cache
def _pairs(language: LanguageProfile) -> frozenset[tuple[str, str]]:
    """What opens and what closes it, in good use anywhere; an inverted pair only where the language has it."""
    general = {
        ('"', '"'),
        ("“", "”"),
        ("„", "“"),
        ("„", "”"),
        ("”", "”"),
        ("«", "»"),
        ("「", "」"),
        ("『", "』"),
    }
    own = {(pair.open, pair.close) for pair in language.quotes}
    if not own:
        own = {("»", "«"), ("»", "»"), ("“", "“")}
    return frozenset(general | own)


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(OPENS) + ''.join(CLOSES))}]")


@cache
def _quote() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(ALL_MARKS)}]")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])[^\W_]\)")


@cache
def _bare_label() -> re.Pattern[str]:
    return re.compile(r"(?:(?<=[;,:] )|^)[^\W_](?= )")
