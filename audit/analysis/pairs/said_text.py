"""What a unit says to people: both sides with everything blanked out that is for a program.

Placeholders, tags, entities, addresses, options, file names and other code become `BLANK`, code point by code point, so
that places hold in the exact text. A message with choices by number or gender (ICU) is blanked as a whole: its words
stand in several sentences at once.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.analysis.text_view import SEPARATOR, lowered

BLANK = "\ufffc"
A = "[A-Za-z0-9_]"  # what names in code are made of
ADDRESS = r"[^\s<>\"'«»“”\x00]"
PATH = r"[A-Za-z0-9_.@*~+/-]"
# What code looks like, by groups of kinds that have signs in common (`_GROUPS`).
CODE = (
    # A message with choices, then what a program fills in.
    (
        "{",
        rf"(?:(?<={SEPARATOR})|^)[^{SEPARATOR}{{]*\{{\s*[\w$.-]+\s*,\s*(?:plural|select|selectordinal)\s*,[^{SEPARATOR}]*",
    ),
    ("{", rf"\{{\s*\$[\w-]+\s*->[^{SEPARATOR}]*"),
    ("{", rf"\{{\{{[^{{}}{SEPARATOR}]{{0,200}}\}}\}}|[#$%]?\{{[^{{}}{SEPARATOR}]{{0,200}}\}}"),
    (
        "%",
        rf"%\([^()\s{SEPARATOR}]{{1,80}}\)[-+#0]*\d*(?:\.\d+)?[a-zA-Z]|%<[\w.]{{1,80}}>[-+#0]*\d*(?:\.\d+)?[a-zA-Z]",
    ),
    (
        "%",
        r"%(?:\d+\$)?[-+#0']*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|q|L|j|z|t|I64)?[diouxXeEfFgGaAcCsSpmn@]",
    ),
    ("%", r"%L?\d+|%%|%-?[A-Za-z](?![A-Za-z])"),
    ("%", r"\$\([\w.]{1,80}\)|\$t\([^()\s]{1,200}\)|\$[A-Za-z_]\w*(?:[.:]\w+)*"),
    (":", r"(?<![\w:]):[a-z_]{2,40}\b(?!:)"),
    # Markup and escapes.
    ("<", rf"<!--[^{SEPARATOR}]{{0,1000}}?-->|</?[A-Za-z0-9_][^<>{SEPARATOR}]{{0,1000}}>"),
    ("<", r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"),
    ("<", r"\\(?:[abfnrtv0\\\"']|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})"),
    ("<", rf"(`+)[^`'{SEPARATOR}]{{1,400}}\1"),
    # Addresses, files, options, names of code.
    (":", rf"(?:[A-Za-z][A-Za-z0-9+.-]{{1,20}}://|mailto:|tel:|urn:){ADDRESS}*(?<![.,;:!?)])"),
    (":", rf"www\.{ADDRESS}*(?<![.,;:!?)])"),
    (":", r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    (":", r"(?<![\w-])--?[A-Za-z][\w-]*(?:=[\w.,:/{}<>|*-]*)?(?![\w'’])"),
    (":", rf"(?<![\w.])(?:~|\.{{1,2}})?/{PATH}*(?:{PATH}|/)(?<![.,])"),
    ("<", r"\b[A-Za-z]:\\[^\s\x00]*"),
    # Values in a row and names of code: "off|on", "name=value", "a,b,c", "file.txt", "call()", "std::map".
    (
        "_",
        rf"(?<!{A})[A-Za-z]{A}*+(?:(?:[|;]{A}+)+;?|=[A-Za-z0-9_./:$-]*(?:\([A-Za-z0-9_./:$-]*\))?|:[A-Za-z]{A}*|(?:,[A-Za-z]{A}*){{2,}}"
        rf"|(?:-{A}+)*\.[a-z][a-z0-9]{{1,4}}(?!{A}|\.{A})|(?:\.{A}+)*\(\)|(?:::{A}+)+)",
    ),
    ("_", rf"(?<!{A})[A-Za-z]+[0-9]*_{A}+|(?<![A-Za-z0-9])_{A}+_{A}*"),
    ("_", rf"(?<!{A})[A-Za-z]+[a-z0-9][A-Z]{A}*"),
)
# What every kind of code has in it. Begins with one class, which is what makes it fast.
_SIGN = re.compile(
    r"[{%$<&\\`@/|=_:;,.(A-Z-]"
    r"(?:(?<=[{%$<&\\`@/|=_])|(?<=[:;,])[A-Za-z_:]|(?<=;)|(?<=[.])[a-z]|(?<=[(])[)]|(?<=[-])[A-Za-z-]|(?<=[a-z0-9][A-Z]))"
)


class SaidTexts(NamedTuple):
    """`target` and `source` are as long as `text` and `source_text` of the view."""

    target: str
    source: str


def said_texts(view: PairView) -> SaidTexts:
    """Both sides of a view, what is code blanked out. Made once."""
    return view.remember(
        "said texts",
        lambda: SaidTexts(SEPARATOR.join(said_targets(view)), SEPARATOR.join(said_sources(view))),
    )


def said_targets(view: PairView) -> list[str]:
    """The said text of each target."""
    return view.remember("said targets", lambda: [said(pair.target.text) for pair in view.pairs])


def said_sources(view: PairView) -> list[str]:
    """The said text of each source."""
    return view.remember("said sources", lambda: [said(pair.source.text) for pair in view.pairs])


def small_targets(view: PairView) -> list[str]:
    """The said text of each target in lower case, same length."""
    return view.remember("small targets", lambda: lowered(said_texts(view).target).split(SEPARATOR))


def small_sources(view: PairView) -> list[str]:
    """The said text of each source in lower case, same length."""
    return view.remember("small sources", lambda: lowered(said_texts(view).source).split(SEPARATOR))


def said(text: str) -> str:
    """A text of the same length with its code blanked out."""
    # Most texts have no code, and one pass for its signs costs a tenth of looking for all kinds of it.
    if not _SIGN.search(text):
        return text
    groups = tuple(group for group, has in _GROUPS if has(text) is not None)
    return _code(groups).sub(_blanked, text) if groups else text


def _blanked(match: re.Match[str]) -> str:
    return BLANK * (match.end() - match.start())


# What a text must hold for the kinds of code of each group: a group is not looked for where none of it is.
_GROUPS = tuple(
    (group, re.compile(pattern).search)
    for group, pattern in (
        ("{", r"\{"),
        ("%", r"[%$]"),
        ("<", r"[<&\\`]"),
        (":", r"[:@/-]|www\."),
        ("_", r"[_|;=:(]|,[A-Za-z]|\.[a-z]|[a-z0-9][A-Z]"),
    )
)


@lru_cache(64)
def _code(groups: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the kinds of code of some groups."""
    return re.compile("|".join(kind for group, kind in CODE if group in groups))
