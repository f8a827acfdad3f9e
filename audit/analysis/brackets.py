"""Brackets without a partner."""

import re
from collections.abc import Container, Sequence
from functools import cache
from typing import NamedTuple

from audit.analysis.cut_short import is_cut_short
from audit.analysis.named_marks import is_named, stands_alone
from audit.analysis.text_view import TextView

# Opening and closing signs that may close each other: half and full width are mixed in East Asian texts.
KINDS = (
    ("(（", ")）"),
    ("[［", "]］"),
    ("{｛", "}｝"),
    ("【", "】"),
    ("《", "》"),
    ("〈", "〉"),
    ("〔", "〕"),
)
LONGEST_LABEL = 12  # code points
LOOK_AHEAD = 40  # segments within which a bracket of an earlier segment may be closed


class LoneBracket(NamedTuple):
    """A bracket without a partner, at `offset` in the view.

    `sure` is False for a closing round bracket that may be a smile: behind a word, before a new sentence; and for
    one that is spoken of or stands alone, as no round one does that closes.
    """

    offset: int
    opening: bool
    sure: bool


@cache
def _smiley() -> re.Pattern[str]:
    return re.compile(
        r"(?:[:;=]|(?<![^\W_])[8xX])['’]?[-–^oо]?[()\[\]{}]+|：[（）](?=\s|\Z)|[(\[][-^o]?[:;=](?!\w)|[()]{2,}(?=\s|$)|¯\\_\([^)]{1,3}\)_/¯"
    )


@cache
def _list_marker() -> re.Pattern[str]:
    """`a)`, `1)`, `1.)`, `iv)`, `12.3)` at the beginning, after a space or behind other punctuation; `1 )`
    at the beginning only."""
    free = r"(?<![^\s;,:/—–，。；：、）】」.-])"
    number = r"(?:\d{1,3}(?:\.\d{1,2}){0,2}\.?|[^\W\d_]|[ivxIVX]{1,5}|\d{1,2}[^\W\d_])"
    return re.compile(rf"\A\d{{1,3}} \)|{free}{number}[)）\]]")


@cache
def _interval() -> re.Pattern[str]:
    """`[0, 1)`: brackets of two kinds that belong together."""
    number = r"[-−+]?(?:\d{1,9}(?:[.,]\d{1,9})?|∞|[^\W\d_])"
    return re.compile(rf"[\[\](]\s?{number}\s?[,;]\s?{number}\s?[\[\])]")


@cache
def _end_of_template() -> re.Pattern[str]:
    """`hint}}` on a line of its own, which closes `{{hint` above."""
    return re.compile(r"[\w-]{1,40}[}｝]{2}")


def lone_brackets(view: TextView) -> list[LoneBracket]:
    """Every bracket without a partner within its neighbourhood, in order."""
    texts = [segment.text for segment in view.segments]
    out = []
    for opening, closing in KINDS:
        if not any(sign in view.text for sign in opening + closing):
            continue
        lone: dict[int, list[tuple[int, bool]]] = {}
        for index in _unequal(view, texts, opening, closing):
            found = (
                [] if _end_of_template().fullmatch(texts[index]) else _lone_of(texts[index], opening, closing)
            )
            if found and _list_marker().match(texts[index]):
                found = _behind_marker(found, lone.get(index - 1, []))
            named = {item for item in found if is_named(texts[index], item[0])}
            if named:
                # What is spoken of closes nothing, nor do others of its paragraph that stand alone: "(, [ or {".
                others = [
                    item for item in found if item not in named and not stands_alone(texts[index], item[0])
                ]
                kept = set(others)
                out += [
                    LoneBracket(view.starts[index] + item[0], item[1], False)
                    for item in found
                    if item not in kept
                ]
                found = others
            if found:
                lone[index] = found
        _continued(lone)
        for index, found in lone.items():
            base = view.starts[index]
            for place, opens in found:
                text = texts[index]
                alone = (opens or text[place] not in ")）") and stands_alone(text, place)
                sure = not (alone or (not opens and _may_smile(text, place)))
                out.append(LoneBracket(base + place, opens, sure))
    return sorted(out)


def _unequal(view: TextView, texts: Sequence[str], opening: str, closing: str) -> list[int]:
    wide = opening[-1] in view.text or closing[-1] in view.text
    if len(opening) == 1 or not wide:
        left, right = opening[0], closing[0]
        return [index for index, text in enumerate(texts) if text.count(left) != text.count(right)]
    return [
        index
        for index, text in enumerate(texts)
        if sum(map(text.count, opening)) != sum(map(text.count, closing))
    ]


def _lone_of(text: str, opening: str, closing: str) -> list[tuple[int, bool]]:
    """(place, opening?) of the brackets of one segment without a partner."""
    if "[" in text or "]" in text:
        text = _interval().sub(lambda match: " " * len(match[0]), text)
    lone = _without_partner(text, opening, closing)
    if lone:
        # With its smileys the text may come out odd, without them even: "(so it is ;) )".
        smileys = {place for match in _smiley().finditer(text) for place in range(match.start(), match.end())}
        rest = _without_partner(text, opening, closing, smileys) if smileys else lone
        lone = min(rest, [item for item in lone if item[0] not in smileys], key=len)
    if any(not opens for _, opens in lone) and (marker := _list_marker().search(text)):
        # The line may begin with the end of what opened in the line before: "(as in\nB) …".
        kept = lone[0][0] + 1 == marker.end() and marker.start() == 0
        lone = [item for item in lone if item[1] or (kept and item is lone[0])]
    return [item for item in lone if not (item[1] and is_cut_short(text, item[0]))]


def _behind_marker(found: list[tuple[int, bool]], before: list[tuple[int, bool]]) -> list[tuple[int, bool]]:
    """What looks like a marker is no bracket unless the line before left one open."""
    opened = bool(before) and before[-1][1]
    return found if opened or found[0][1] else found[1:]


def _without_partner(
    text: str, opening: str, closing: str, skipped: Container[int] = ()
) -> list[tuple[int, bool]]:
    stack: list[int] = []
    lone = []
    for match in _signs(opening + closing).finditer(text):
        if match.start() in skipped:
            continue
        if match[0] in opening:
            stack.append(match.start())
        elif stack:
            stack.pop()
        else:
            lone.append((match.start(), False))
    return sorted(lone + [(place, True) for place in stack])


@cache
def _signs(signs: str) -> re.Pattern[str]:
    return re.compile("[" + re.escape(signs) + "]")


def _may_smile(text: str, place: int) -> bool:
    if (
        text[place] in ")）"
        and place <= LONGEST_LABEL
        and " " in text[place + 1 : place + 2]
        and text[:place].replace(" ", "").isalpha()
    ):
        return True  # a label before its line: "cf) …"
    after = text[place + 1 : place + 3]
    return text[place] == ")" and text[place - 1 : place].isalpha() and (not after or after.strip().isupper())


def _continued(lone: dict[int, list[tuple[int, bool]]]) -> None:
    """Takes out brackets that open in one segment and close in a later one."""
    for index in sorted(lone):
        while lone[index] and lone[index][-1][1]:
            later = next(
                (j for j in range(index + 1, index + 1 + LOOK_AHEAD) if lone.get(j) and not lone[j][0][1]),
                None,
            )
            if later is None:
                break
            lone[index].pop()
            lone[later].pop(0)
