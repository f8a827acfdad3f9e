"""The structure of Markdown on both sides of a unit: block marks at the beginning of lines, inline marks in them."""

import re
from collections import Counter
from typing import NamedTuple

from audit.analysis.pair_view import PairView
from audit.model.span import Span
from audit.model.unit import Family

# Whether a text of no stated family is Markdown: a mark that nothing else is likely to be.
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>[^\[\]\n]{0,400})\]\((?P<address>[^()\s\n]{0,400}(?:\([^()\n]{0,80}\))?[^()\n]{0,200})\)"
)
_BROKEN_LINK = re.compile(
    r"!?\[[^\[\]\n]{1,400}\]\s{1,3}\([^()\s\n]{1,400}\)|[［【]([^\[\]\n［］【】]{1,200})[］】]\s?[（(][^()\s\n（）]{1,300}[)）]|!?\[[^\[\]\n]{1,400}\]（[^()\n（）]{1,300}）"
)
_REFERENCE = re.compile(r"(?<!\!)\[[^\[\]\n]{1,200}\]\[(?P<key>[^\[\]\n]{0,200})\]")
_CODE = re.compile(r"(?<!`)(?P<ticks>`{1,3})(?!`)(?P<code>[^`\n]{1,400})(?P=ticks)(?!`)")
_BOLD = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,600}(?<=\S)\*\*(?![\w*])|(?<![\w_])__(?=[^\s_])[^_\n]{1,600}(?<=\S)__(?!\w)"
)
# In a text that is Markdown for sure it may stand inside a word, as where no spaces are set.
_BOLD_ANYWHERE = re.compile(r"\*\*(?=[^\s*])[^*\n]{1,600}(?<=\S)\*\*|__(?=[^\s_])[^_\n]{1,600}(?<=\S)__")
_BROKEN_BOLD = re.compile(
    r"\*\*\s[^*\n]{1,300}\*\*|\*\*[^*\n\s][^*\n]{0,300}\s\*\*|＊＊[^＊\n]{1,300}＊＊|\*\s\*[^*\n]{1,300}\*\s?\*|\*\*[^*\n]{1,300}\*(?!\*)"
)
_STRIKE = re.compile(r"~~(?=\S)[^~\n]{1,300}(?<=\S)~~")
_EMPHASIS = re.compile(
    r"(?<![\w_])_(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])_(?![\w_])|(?<![\w*])\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*(?![\w*])"
)
_ANY_EMPHASIS = re.compile(r"_(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])_|\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*")
_TASK = re.compile(r"(?m)^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]")
_HEADING = re.compile(r"(?m)^(#{1,6})[ \t]+\S")
_BULLET = re.compile(r"(?m)^[ \t]*[-*+][ \t]+(?=\S)")
_NUMBERED = re.compile(r"(?m)^[ \t]*\d{1,3}[.)][ \t]+(?=\S)")
_QUOTE = re.compile(r"(?m)^[ \t]*>[ \t]?")
_FENCE = re.compile(r"(?m)^[ \t]*(?:```|~~~)")
_ROW = re.compile(r"(?m)^[ \t]*\|.*\|[ \t]*$")


class MarkdownFault(NamedTuple):
    """`what` is lost or broken at `[start, end)` of a target."""

    pair: int
    start: int
    end: int
    source: Span | None
    what: str


def markdown_faults(view: PairView) -> list[MarkdownFault]:
    """What differs between the structure of both sides, in order. Remembered."""
    return view.remember("markdown faults", lambda: _all(view))


_ANCHOR = re.compile(r"\]\(|\]\[|`|\*\*|__|~~|(?:^|[\n\x00])[ \t]*(?:[-*+] |#{1,6} |>|\d{1,3}[.)] |\|)")


def _all(view: PairView) -> list[MarkdownFault]:
    marked = dict.fromkeys(
        view.pair_at_source(min(match.end() - 1, len(view.source_text) - 1))
        for match in _ANCHOR.finditer(view.source_text)
    )
    marked |= dict.fromkeys(index for index, pair in enumerate(view.pairs) if pair.family is Family.MARKDOWN)
    found = []
    for index in marked:
        pair = view.pairs[index]
        source, target = pair.source.text, pair.target.text
        if pair.family is Family.NONE or not target.strip() or source == target:
            continue
        if _INLINE.search(source) is None and not _begins_block(source):
            continue
        sure = pair.family is Family.MARKDOWN
        faults = (
            _links(index, source, target)
            or _code(index, source, target, sure)
            or _bold(index, source, target, sure)
        )
        if sure and not faults:
            faults = _marks(index, source, target)
        if sure:
            faults = faults or _blocks(index, source, target)
        found += faults
    return found


_INLINE = re.compile(r"[\]`*_~]")  # what any mark inside a line has
_AT_LINE = re.compile(r"(?m)^[ \t]*[-+*#>`~|\d]")  # … and what one at its beginning begins with


def _begins_block(source: str) -> bool:
    """Whether a line of a source begins as those of headings, items, quotations, fences and tables do."""
    return (_AT_LINE.search if "\n" in source else _AT_LINE.match)(source) is not None


def _links(index: int, source: str, target: str) -> list[MarkdownFault]:
    """Links and images: as many of each, none torn."""
    wanted = list(_LINK.finditer(source)) if "](" in source else []
    if not wanted:
        return []
    given = list(_LINK.finditer(target))
    images, own_images = sum(bool(m["image"]) for m in wanted), sum(bool(m["image"]) for m in given)
    if len(given) >= len(wanted):
        if own_images < images:
            at = next((m for m in given if not m["image"]), given[0])
            return [_fault(index, at, next(m for m in wanted if m["image"]), "an image became a link")]
        return []
    addresses = Counter(m["address"] for m in given)
    lost = next((m for m in wanted if not addresses[m["address"]]), wanted[-1])
    torn = _BROKEN_LINK.search(target)
    if torn is not None:
        return [_fault(index, torn, lost, "the link is torn")]
    address = lost["address"].split()[0] if lost["address"].split() else ""
    if "<a " in target and address in target:
        return []
    place = target.find(address) if address else -1
    if place >= 0:
        return [MarkdownFault(index, place, place + len(address), Span(*lost.span()), "the link is broken")]
    return [MarkdownFault(index, 0, len(target), Span(*lost.span()), f"the link {lost.group()} is lost")]


def _code(index: int, source: str, target: str, sure: bool) -> list[MarkdownFault]:
    """Code spans: each must be closed, and come back as it is."""
    wanted = list(_CODE.finditer(source)) if "`" in source else []
    if not wanted or _FENCE.search(source):
        return []
    given = list(_CODE.finditer(target))
    lacking = Counter(m["code"] for m in wanted) - Counter(m["code"] for m in given)
    if not lacking or len(given) >= len(wanted):
        return []
    lost = next(m for m in wanted if m["code"] in lacking)
    ticks = target.count("`")
    if ticks % 2:
        place = target.find("`" + lost["code"])
        start = place if place >= 0 else target.rfind("`")
        end = start + len(lost["code"]) + 1 if place >= 0 else start + 1
        return [MarkdownFault(index, start, end, Span(*lost.span()), "the code is not closed")]
    place = target.find(lost["code"])
    if place >= 0 and not sure and _is_quoted(target, place, place + len(lost["code"])):
        return []
    if place >= 0:
        return [
            MarkdownFault(
                index, place, place + len(lost["code"]), Span(*lost.span()), "the code is not marked as such"
            )
        ]
    if not sure:
        return []
    return [MarkdownFault(index, 0, len(target), Span(*lost.span()), f"{lost.group()} is lost")]


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether quotation marks stand around a stretch: where the text may be no Markdown they are as good."""
    return (
        bool(start and text[end : end + 1])
        and not text[start - 1].isalnum()
        and text[end] in "\"'”’»“‘«›‹」』"
    )


def _bold(index: int, source: str, target: str, sure: bool) -> list[MarkdownFault]:
    """Stress: a mark with a space at its inner side, or of another sign, shows."""
    if "**" not in source and "__" not in source:
        return []
    wanted = list((_BOLD_ANYWHERE if sure else _BOLD).finditer(source))
    if not wanted or len(_BOLD_ANYWHERE.findall(target)) >= len(wanted):
        return []
    torn = _BROKEN_BOLD.search(target)
    if torn is not None:
        return [_fault(index, torn, wanted[0], "the marks of stress are broken")]
    if target.count("**") % 2:
        place = target.rfind("**")
        return [MarkdownFault(index, place, place + 2, Span(*wanted[0].span()), "the stress is not closed")]
    if "**" not in target and "__" not in target and "<b>" not in target and "<strong>" not in target:
        return [MarkdownFault(index, 0, len(target), Span(*wanted[0].span()), "the stress is lost")]
    return []


def _marks(index: int, source: str, target: str) -> list[MarkdownFault]:
    """Struck and slanted text, links by reference: a mark with a space at its inner side shows."""
    for pattern, given, broken, what in (
        (_STRIKE, _STRIKE, re.compile(r"~~[^~\n]*"), "the struck text is not closed"),
        (
            _REFERENCE,
            _REFERENCE,
            re.compile(r"\[[^\[\]\n]{1,200}\]\s{1,3}\[[^\[\]\n]{1,200}\]"),
            "the link is torn",
        ),
        (
            _EMPHASIS,
            _ANY_EMPHASIS,
            re.compile(r"[_*]\s[^_*\n]{1,300}[_*]|[_*][^\s_*\n][^_*\n]{0,300}\s[_*]"),
            "the marks of stress are broken",
        ),
    ):
        wanted = list(pattern.finditer(source))
        if (
            wanted
            and len(given.findall(target)) < len(wanted)
            and (torn := broken.search(target)) is not None
        ):
            return [_fault(index, torn, wanted[0], what)]
    return []


def _blocks(index: int, source: str, target: str) -> list[MarkdownFault]:
    """Headings, items, quotations, fences and rows of a table: as many lines of each."""
    if not _begins_block(source):
        return []
    for pattern, what, broken in (
        (_TASK, "a box of the list is lost", re.compile(r"(?m)^[ \t]*[-*+][ \t]*\[[^\]\n]{0,3}\]?")),
        (_HEADING, "the heading is lost", re.compile(r"(?m)^[ \t]*[#＃]{1,6}[ \t\u3000]*")),
        (
            _BULLET,
            "an item of the list is lost",
            re.compile(r"(?m)^[ \t]*[-*+•·－＊–—](?=\S)[^\n]*|^[ \t]*[•·－＊–—][ \t\u3000][^\n]*"),
        ),
        (
            _NUMBERED,
            "a numbered item is lost",
            re.compile(r"(?m)^[ \t]*\d{1,3}(?:[.)](?=[^\s\d])|[、．）])[^\n]*"),
        ),
        (_QUOTE, "the quotation mark of a block is lost", re.compile(r"(?m)^[ \t]*(?:&gt;|＞)")),
        (_FENCE, "a fence of code is lost", re.compile(r"(?!)")),
    ):
        wanted = list(pattern.finditer(source))
        if not wanted or len(pattern.findall(target)) >= len(wanted):
            continue
        torn = broken.search(target)
        if torn is not None and torn.end() > torn.start():
            return [_fault(index, torn, wanted[0], what)]
        place = _line_without(pattern, source, target)
        return [MarkdownFault(index, *place, Span(*wanted[0].span()), what)]
    wanted_rows, given_rows = _ROW.findall(source), list(_ROW.finditer(target))
    if wanted_rows and len(wanted_rows) == len(given_rows):
        for row, own in zip(wanted_rows, given_rows, strict=True):
            if _cells(own.group()) != _cells(row):
                at = source.find(row)
                return [
                    MarkdownFault(
                        index,
                        own.start(),
                        own.end(),
                        Span(at, at + len(row)),
                        "the row has another number of cells",
                    )
                ]
    elif len(given_rows) < len(wanted_rows):
        return [MarkdownFault(index, 0, len(target), None, "a row of the table is lost")]
    return []


def _cells(row: str) -> int:
    return row.replace("\\|", "").count("|")


def _line_without(pattern: re.Pattern[str], source: str, target: str) -> tuple[int, int]:
    """The line that stands where the source's has the mark; the beginning where lines do not answer each other."""
    lines, own = source.split("\n"), target.split("\n")
    if len(lines) == len(own):
        start = 0
        for line, other in zip(lines, own, strict=True):
            if pattern.match(line) and not pattern.match(other):
                return start, start + len(other)
            start += len(other) + 1
    return 0, 0


def _fault(index: int, match: re.Match[str], source: re.Match[str], what: str) -> MarkdownFault:
    return MarkdownFault(index, match.start(), match.end(), Span(*source.span()), what)
