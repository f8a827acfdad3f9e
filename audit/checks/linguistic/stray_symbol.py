"""A sign of the keyboard's edge at the end of a word."""

import re
from collections.abc import Iterable
from functools import cache

from audit.analysis.closed_words import closed_words
from audit.analysis.gaps import matches_in_gaps
from audit.analysis.text_view import SEPARATOR, TextView, suggested_fix
from audit.model.check import Trait, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.role import PROSE

BACK = 300  # code points looked back for the first sign of a pair


RAISED = re.compile(r"\^[^\s^]{1,12}\Z")


@cache
def glued() -> re.Pattern[str]:
    """One of the signs right after a word or its mark, with a space behind it."""
    return re.compile(r"(?<![\s\x00(\[~^@])[~^@](?=[ \u00a0][^\W\d_]?|[,;:])")


@cache
def opening(symbol: str) -> re.Pattern[str]:
    """The sign before a word, as the first half of a pair."""
    return re.compile(rf"(?<![^\s\x00(]){re.escape(symbol)}(?=\w)")


@check(
    id="stray-symbol",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="“{symbol}” has no business after “{word}”",
    roles=PROSE,
    traits={Trait.SPACES, Trait.CASE},
    flows=(Flow.PROSE, Flow.CUES),
    examples=(
        bad(
            "en",
            "The results⟦~⟧ were good and the report⟦_⟧ was short.",
            fixed="The results were good and the report was short.",
        ),
        bad(
            "pl", "Wyniki⟦@⟧ były dobre,⟦^⟧ ale raport krótki.", fixed="Wyniki były dobre, ale raport krótki."
        ),
        good("en", "Write to desk@example.org, or see ~/notes and x^2.", why="an address, a path, a formula"),
        good("en", "See you soon~ Bye~", why="a drawn-out ending in chats", format="text"),
        good("en", "It was _really_ good, and so was my_file.", why="emphasis and a name of a file"),
        good("de", "Das ~Motu~ lag weit draußen.", why="a pair of signs marks a foreign word"),
    ),
)
def stray_symbol(view: TextView) -> Iterable[Detection]:
    """A tilde, caret, at sign or low line is glued to the end of a word in running text.

    It belongs to no language's spelling; it comes from markup, a keyboard slip or a broken conversion.

    Left alone: addresses, paths, formulas, code names, words between a pair of such signs, and a tilde before a
    capital or at the end of a text, as people write in chats.
    """
    text = view.text
    for match in matches_in_gaps(view, glued()):
        word, follower = view.words[match.after], text[match.end + 1 : match.end + 2]
        if not word or (text[match.start] == "^" and len(word) == 1 and text[match.start - 1].isalnum()):
            continue
        if text[match.start] == "^" and RAISED.search(text, max(0, match.start - BACK), match.start):
            continue  # 2^10^: Pandoc's way to raise
        if text[match.start] == "~" and not follower.islower() and word not in closed_words(view):
            continue
        if opening(text[match.start]).search(
            text, max(view.bounds_at(match.start)[0], match.start - BACK), match.start
        ):
            continue  # ~Tahiti~: a pair of them marks a word
        after = view.words[match.after + 1]
        if text[match.start] == "@" and re.match(
            rf"{re.escape(after)}\.\w", text[match.end + 1 : match.end + 90].lower()
        ):
            continue  # an address written with a space
        yield found(view, match.start, word)
    place = text.find("_ ")
    while place >= 0:
        start, _ = view.bounds_at(place)
        if (
            place > start
            and not text[place - 1].isspace()
            and text[place - 1] not in "_*" + SEPARATOR
            and not opened(text[max(start, place - BACK) : place])
        ):
            head = re.split(r"[\s_]", text[max(start, place - 40) : place])[-1]
            yield found(view, place, head.rstrip(",.;:"))
        place = text.find("_ ", place + 1)


def opened(head: str) -> bool:
    """True when a low line before may be the other half of an emphasis or of a code name."""
    return "_" in head


def found(view: TextView, place: int, word: str) -> Detection:
    """The detection of one sign."""
    symbol = view.text[place]
    return view.detection(place, place + 1, fix=suggested_fix(place, place + 1, ""), symbol=symbol, word=word)
