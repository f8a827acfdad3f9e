"""Spaces at the inner side of brackets."""

import re
from collections.abc import Iterable
from functools import cache

from audit.analysis.gaps import gap_kinds
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

SPACED = ("( ", " )", "[ ", " ]", "(\u00a0", "\u00a0)")
ROW = (" / ", " · ", " | ")  # between the links of a row
FEWEST = 3  # what is done so often, and never otherwise, is a way of writing: "[ Music ]"
_SPACED = re.compile(r"(?<![\w{])\[ [^\[\]\x00]*[^\W\d_] ?[^\[\]\x00]* \]")
_TIGHT = re.compile(r"[(\[][^\W\d_]")
CODE = frozenset("=<>{}|&+*\\;$#")


@cache
def bracketed() -> re.Pattern[str]:
    """A pair of brackets without another inside."""
    return re.compile(r"\(([^()\x00]*)\)|\[([^\[\]\x00]*)\]")


@check(
    id="space-inside-brackets",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="No space belongs inside the brackets",
    roles=PROSE,
    examples=(
        bad("en", "The town ⟦( and its port )⟧ was sold.", fixed="The town (and its port) was sold."),
        bad("fr", "La ville ⟦( et son port)⟧ fut vendue.", fixed="La ville (et son port) fut vendue."),
        good("en", "[ ] milk, [ x ] bread, f( x ) and ( i = 0 )", why="boxes to tick, and code"),
        good("en", "I like it : ) and a ) is first.", why="an emoticon, a list letter"),
    ),
)
def space_inside_brackets(view: TextView) -> Iterable[Detection]:
    """A space follows an opening bracket or stands before a closing one.

    It looks careless, and the bracket may be left alone at the end of a line; tokenised text has it.

    A row of links in brackets, and what a text does with all its square brackets, is only a possible fault; the same
    words again are listed with the first.

    Left alone: boxes to tick, brackets with code or without words in them, and brackets without a partner.
    """
    text = view.text
    if not any(pair in gap for gap in gap_kinds(view) for pair in SPACED):
        return
    seen: set[str] = set()
    habit = len(_SPACED.findall(text)) >= FEWEST and not _TIGHT.search(text)
    for match in bracketed().finditer(text):
        inner = match[1] if match[1] is not None else match[2]
        bare = inner.strip()
        if (
            len(bare) == len(inner)
            or len(bare) < 2
            or bare[-1] in ":="
            or not any(map(str.isalpha, bare))
            or CODE.intersection(bare)
        ):
            continue
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] == "{"):
            continue  # f( x ), {[ plural(n) ]}
        start, end = match.span()
        left, right = len(inner) - len(inner.lstrip()), len(inner) - len(inner.rstrip())
        edits = []
        if left:
            edits.append(Edit(start + 1, start + 1 + left, ""))
        if right:
            edits.append(Edit(end - 1 - right, end - 1, ""))
        yield view.detection(
            start,
            end,
            confidence=Confidence.POSSIBLE if habit or any(sign in inner for sign in ROW) else None,
            severity=Severity.NEUTRAL if inner in seen else None,
            fix=Fix(tuple(edits), Safety.SAFE),
        )
        seen.add(inner)
