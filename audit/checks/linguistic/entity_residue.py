"""See `entity-residue`."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView, safe_fix, suggested_fix
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

# Words of texts about mark-up, which show it on purpose.
MARKUP_WORDS = ("html", "xml", "css", "markup", "unicode", "ascii", "javascript", "json", "url")
LONGEST_ELEMENT = 500  # code points between two tags that belong together
TAGS = "br|p|div|span|b|i|u|em|strong|a|ul|ol|li|h[1-6]|img|table|tr|td|th|font|sup|sub|center|blockquote"


@cache
def entity() -> re.Pattern[str]:
    """A character reference of HTML, perhaps escaped once more."""
    return re.compile(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


@cache
def escaped() -> re.Pattern[str]:
    r"""Characters written as \u0434, in a row."""
    return re.compile(r"(?:\\u[0-9a-fA-F]{4})+")


@cache
def line_break() -> re.Pattern[str]:
    r"""Line breaks and tabs written as \n, \r\n, \t."""
    return re.compile(r"(?:\\[nrt])+")


@cache
def percent() -> re.Pattern[str]:
    """Bytes written as %D0%9F or %20, in a row."""
    return re.compile(r"%20(?:%[0-9A-Fa-f]{2})*|%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2}){2,}")


@cache
def tag() -> re.Pattern[str]:
    """An HTML tag of running text."""
    return re.compile(rf"<(?:/?(?:{TAGS})|(?:{TAGS}) [^<>\x00]{{1,200}})\s?/?>", re.IGNORECASE)


@cache
def spaced_tag() -> re.Pattern[str]:
    """A tag with blanks where no writer puts them: `< b >`, `< / b >`, `</ b >`."""
    return re.compile(
        rf"<(?: +/? *(?:{TAGS})|/ +(?:{TAGS}))(?: +[a-z]+ ?= ?[\"'][^<>\x00]{{0,200}})? */? *>", re.IGNORECASE
    )


@cache
def escaped_tag() -> re.Pattern[str]:
    r"""A tag whose brackets are written as escapes: `\u003cbr\u003e`, `u003c / b u003e`."""
    return re.compile(r"\\?u003c[ /]{0,3}[A-Za-z][^<>\\\x00]{0,100}?\\?u003e", re.IGNORECASE)


@cache
def closing(name: str) -> re.Pattern[str]:
    """The end tag of an element."""
    return re.compile(rf"< ?/ ?{name} ?>", re.IGNORECASE)


@check(
    id="entity-residue",
    category=Category.CHARACTER_ENCODING,
    severity=Severity.MINOR,
    message="“{found}” is code for a character or a line break that readers should not see",
    yields_to=("model-token", "leaked-mask", "prompt-echo"),
    flows=(Flow.PROSE, Flow.CUES),
    examples=(
        bad("en", "Smith⟦&nbsp;⟧said it⟦&#39;⟧s over.", fixed="Smith\u00a0said it's over."),
        bad("fr", "<p>Arts ⟦&amp;amp;⟧ métiers</p>", format="html", fixed="<p>Arts &amp; métiers</p>"),
        bad("ru", "Он сказал ⟦\\u0434\\u0430⟧ и ушёл.", fixed="Он сказал да и ушёл."),
        bad("en", "The first line.⟦\\n⟧The second line.", fixed="The first line. The second line."),
        bad("en", "Annual⟦%20⟧report", fixed="Annual report"),
        bad("de", "Der erste Absatz.⟦<br>⟧Der zweite.", fixed="Der erste Absatz. Der zweite."),
        bad("bg", "Натиснете ⟦< b >⟧тук⟦< / b >⟧ за билет."),
        bad("sr", "Прва реч ⟦u003cbru003e⟧ и друга."),
        bad(
            "en",
            "The captain says it⟦u0027⟧s late.",
            fixed="The captain says it's late.",
            confidence=Confidence.LIKELY,
        ),
        good("en", "AT&T; then R&D; both firms grew.", why="names with an ampersand"),
        good("en", "See https://example.com/a%20b?x=1&copy;=2 for more.", why="an address"),
        bad("en", "In HTML, write ⟦&nbsp;⟧ for a no-break space.", confidence=Confidence.POSSIBLE),
        good("en", "It holds that a < b > c, and b < i > u.", why="comparisons"),
        good("de", "Die Datei liegt in C:\\neu\\test und \\nu ist eine Frequenz.", why="paths and formulas"),
    ),
)
def entity_residue(view: TextView) -> Iterator[Detection]:
    r"""Code for a character is shown instead of the character: `&nbsp;`, `\u0434`, `\n`, `%20`, `<br>`.

    Why it hurts a reader: the words are broken by signs that only machines should see.

    Left alone: addresses, paths, formulas and code. Between quotation marks and in texts about mark-up the
    finding is only `possible`.
    """
    text = view.text
    found: list[Detection | None] = []
    if "&" in text and ";" in text:
        found += [decoded_entity(view, match) for match in entity().finditer(text)]
    if "\\" in text:
        found += [decoded_escape(view, match) for match in escaped().finditer(text)]
        found += [decoded_break(view, match) for match in line_break().finditer(text)]
    if "u00" in text:
        inside: set[int] = set()  # places in such tags
        for match in escaped_tag().finditer(text):
            sure = doubt(view, match) or Confidence.LIKELY
            found.append(view.detection(*match.span(), confidence=sure))
            inside.update(range(*match.span()))
        found += [
            decoded_bare(view, match) for match in bare_escape().finditer(text) if match.start() not in inside
        ]
    if "%" in text:
        found += [decoded_bytes(view, match) for match in percent().finditer(text)]
    if "<" in text:
        found += [shown_tag(view, match) for match in tag().finditer(text)]
        found += torn_tags(view)
    for detection in found:
        if detection is not None:
            yield detection


def decoded_entity(view: TextView, match: re.Match[str]) -> Detection | None:
    """`&nbsp;`, `&#39;`, `&amp;amp;` …"""
    from html import unescape

    if in_address(view, *match.span()):
        return None
    meant = match[0]
    for _ in range(4):
        meant = unescape(meant)
    if meant.endswith(";") or (
        not meant.isprintable() and meant not in "\u00a0\u00ad\u200c\u200d\u2009\u202f"
    ):
        return None
    doubtful = doubt(view, match)
    fix = None if doubtful else safe_fix(*match.span(), meant)
    return view.detection(*match.span(), confidence=doubtful, fix=fix)


def decoded_escape(view: TextView, match: re.Match[str]) -> Detection | None:
    r"""`\u0434\u0430`."""
    units = bytes.fromhex(match[0].replace("\\u", ""))
    try:
        meant = units.decode("utf-16-be")
    except UnicodeDecodeError:
        return None
    if not meant.isprintable() or in_code(view, *match.span()):
        return None
    return view.detection(
        *match.span(), confidence=doubt(view, match), fix=suggested_fix(*match.span(), meant)
    )


def decoded_bare(view: TextView, match: re.Match[str]) -> Detection | None:
    """`u003c`: an escape for a sign of mark-up that lost its backslash."""
    if in_address(view, *match.span()):
        return None
    meant = chr(int(match[1], 16))
    confidence = doubt(view, match) or Confidence.LIKELY
    return view.detection(*match.span(), confidence=confidence, fix=suggested_fix(*match.span(), meant))


@cache
def bare_escape() -> re.Pattern[str]:
    return re.compile(r"(?<![\\+])u(00(?:22|26|27|3[ce]))")


def decoded_break(view: TextView, match: re.Match[str]) -> Detection | None:
    r"""`\n` behind the end of a sentence or before a capital: in a path or a formula small letters stand around it."""
    start, end = match.span()
    first, last = view.bounds_at(start)
    before = view.text[start - 1] if start > first else ""
    after = view.text[end] if end < last else ""
    if (
        before == "\\"
        or in_code(view, start, end)
        or not (before in ".!?…:;,»”\"') " or before == "" or before.isalpha())
    ):
        return None
    if not (after == "" or after.isspace() or after.isupper() or (after.isalpha() and not after.isascii())):
        return None
    if before.isalpha() and not after.isupper():
        return None
    gap = "" if not before or not after or before.isspace() or after.isspace() else " "
    return view.detection(
        start, end, confidence=doubt(view, match) or Confidence.LIKELY, fix=suggested_fix(start, end, gap)
    )


def decoded_bytes(view: TextView, match: re.Match[str]) -> Detection | None:
    """`%20` and `%D0%9F…` in running text."""
    start, end = match.span()
    first, _ = view.bounds_at(start)
    if in_address(view, start, end) or (start > first and view.text[start - 1].isdigit()):
        return None
    try:
        meant = bytes.fromhex(match[0].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not meant.isprintable():
        return None
    return view.detection(
        start, end, confidence=doubt(view, match) or Confidence.LIKELY, fix=suggested_fix(start, end, meant)
    )


def shown_tag(view: TextView, match: re.Match[str]) -> Detection | None:
    """`<br>`, `</p>`, `<b>` shown as text."""
    start, end = match.span()
    first, last = view.bounds_at(start)
    if in_code(view, start, end):
        return None
    before = view.text[start - 1] if start > first else ""
    after = view.text[end] if end < last else ""
    ends = match[0][1] == "/" or match[0][1:3].lower() == "br"
    # "the <b> tag": mentioned, with blanks on both sides.
    sure = ends and not (before.isspace() and after.isspace())
    if not ends and not (before.isspace() and after.isspace()):
        name = re.match(r"<([A-Za-z0-9]+)", match[0])
        opens = start == first and after.isalnum()
        sure = name is not None and (
            opens
            or closing(name[1].lower()).search(view.text, end, min(last, end + LONGEST_ELEMENT)) is not None
        )
    gap = " " if match[0][1:3].lower() == "br" and before and after and not (before + after).isspace() else ""
    confidence = doubt(view, match) or (Confidence.LIKELY if sure else Confidence.POSSIBLE)
    return view.detection(start, end, confidence=confidence, fix=suggested_fix(start, end, gap), cause="tags")


def torn_tags(view: TextView) -> Iterator[Detection]:
    """`< b >` with its `< / b >` in one segment, `< br >`; "a < b > c" compares."""
    matches = spaced_tag().finditer(view.text)
    for _, group in groupby(matches, key=lambda match: view.segment_at(match.start())):
        tags = list(group)
        ends = {tag_name(match[0]) for match in tags if "/" in match[0]}
        begins = {tag_name(match[0]) for match in tags if "/" not in match[0]} | {"br"}
        for match in tags:
            name = tag_name(match[0])
            if name == "br" or (name in ends and name in begins):
                yield view.detection(
                    *match.span(), confidence=doubt(view, match) or Confidence.LIKELY, cause="tags"
                )


def tag_name(found: str) -> str:
    """The name of an element in small letters."""
    name = re.search(r"[A-Za-z][A-Za-z0-9]*", found)
    return name[0].lower() if name else ""


def doubt(view: TextView, match: re.Match[str]) -> Confidence | None:
    """POSSIBLE where the text may show the code on purpose."""
    if is_quoted(view, match.start(), match.end()) or any(view.vocabulary[word] for word in MARKUP_WORDS):
        return Confidence.POSSIBLE
    return None


def token(view: TextView, start: int, end: int) -> str:
    """What stands around `[start, end)` without a blank, at most 200 code points to either side."""
    first, last = view.bounds_at(start)
    left = view.text[max(first, start - 200) : start].rsplit(None, 1) or [""]
    right = view.text[end : min(last, end + 200)].split(None, 1) or [""]
    before = left[-1] if start > first and not view.text[start - 1].isspace() else ""
    after = right[0] if end < last and not view.text[end].isspace() else ""
    return before + view.text[start:end] + after


def in_address(view: TextView, start: int, end: int) -> bool:
    """True inside a URL, an e-mail address or a file name."""
    around = token(view, start, end)
    return "://" in around or "www." in around or "mailto:" in around or bool(address_like().search(around))


@cache
def address_like() -> re.Pattern[str]:
    return re.compile(r"[?&][\w-]{1,40}=|\w/\w|\.\w{2,4}(?:\W|$)", re.ASCII)


def in_code(view: TextView, start: int, end: int) -> bool:
    """True inside a path, a formula or a string of a program."""
    around = token(view, start, end)
    rest = around.replace(view.text[start:end], "", 1)
    return "://" in around or ":\\" in rest or rest.count("\\") > 1 or any(mark in rest for mark in "={}")
