"""The same mark typed twice."""

import re
from collections.abc import Iterable
from functools import cache

from audit.analysis.gaps import matches_in_gaps
from audit.analysis.text_view import TextView, safe_fix, suggested_fix
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import PROSE


@cache
def twice() -> re.Pattern[str]:
    """Two of a mark that is never doubled, after a word or a closing mark."""
    # What stands in front must not be a space: ",,so“ opens a quotation typed with commas, " .." pauses.
    front = r"(?<![\s\x00(\[.…?!])"
    commas = r",(?: ?,)+|;(?: ?;)+|،(?: ?،)+|，{2,}|、{2,}|；{2,}|：{2,}"
    return re.compile(
        rf"{front}(?:{commas}|::(?=\s)|!(?: !)+|\?(?: \?)+|(?:(?:\.\.|。。)(?=[\s\x00\"”’»)])|\. \.(?=\x00))(?!\s?[.…]))"
    )


@check(
    id="repeated-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="“{found}” for “{mark}”",
    roles=PROSE,
    yields_to=("entity-residue",),
    examples=(
        bad("en", "We waited⟦,,⟧ then left⟦..⟧", fixed="We waited, then left."),
        bad("zh", "我们等了一会儿⟦，，⟧然后走了。", fixed="我们等了一会儿，然后走了。"),
        bad("ja", "それから彼は帰りました⟦。。⟧"),
        bad("it", "Aspettammo⟦;;⟧ poi partimmo.", fixed="Aspettammo; poi partimmo."),
        bad("de", "Die Fähre fährt erst am Montag⟦. .⟧", fixed="Die Fähre fährt erst am Montag."),
        good(
            "en",
            "Wait... what?! No!! See ../notes or 1..10.",
            why="a pause, emphasis, a path, a range in code",
        ),
        good("pl", "Powiedział: ,,chodź”.", why="a quotation opened with two commas"),
        good("ru", "Ну что?.. Иди!..", why="a pause after a question"),
    ),
)
def repeated_mark(view: TextView) -> Iterable[Detection]:
    """A comma, semicolon or full stop stands twice.

    A slip of typing or of putting sentences together, and a reader looks for what is missing between.

    Left alone: ellipses of three points and more, doubled question and exclamation marks, quotations opened
    with two commas, and points in code. Two points may be a short pause, so their repair is only suggested, and
    two East Asian stops have none. The first of a kind counts as an error, the others are listed.
    """
    seen: set[str] = set()
    for match in matches_in_gaps(view, twice()):
        found = view.text[match.start : match.end]
        mark = found[0]
        if not view.words[match.after] or (mark == "," and beside_digits(view, match.start, match.end)):
            continue
        fix = suggested_fix if mark == "." else safe_fix
        sure = Confidence.LIKELY if mark in ".。:" else Confidence.CERTAIN
        if not is_behind_word(view.text, match.start):
            sure = (
                Confidence.POSSIBLE
            )  # "press alt-..": the first is a key or a sign, the second ends the sentence
        if mark == ":" and view.segments[view.segment_at(match.start)].notation == Notation.PLAIN:
            sure = Confidence.POSSIBLE  # what markup for plain text puts behind a term, or before a block
        yield view.detection(
            match.start,
            match.end,
            confidence=sure,
            severity=Severity.NEUTRAL if found in seen else None,
            fix=None if mark == "。" else fix(match.start + 1, match.end, ""),
            mark=mark,
        )
        seen.add(found)


def is_behind_word(text: str, place: int) -> bool:
    """True where a word, a figure or what closes one stands before a mark."""
    return text[place - 1 : place] not in ("-", "+", "/", "\\", "=", "<", "~")


def beside_digits(view: TextView, start: int, end: int) -> bool:
    """True for "1,,2": columns of figures with one left empty."""
    return view.text[start - 1].isdigit() and view.text[end : end + 1].isdigit()
