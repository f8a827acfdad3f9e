"""See `broken-fence`."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.raw_markdown import CODE, Fence, fences
from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation

SIGNS = frozenset("‘’‛‚“”„´｀′‵")
RENDERED = frozenset({Notation.MARKDOWN, Notation.HTML_TEXT})
MARKS = re.compile(r"^[ \t>]*(?:`{3}|~{3})", re.MULTILINE)  # a line that may close or open a block
UNCLOSED = "This code block is never closed: the text behind it shows as code"
STRAY = "These marks close no code block: they open one, and the text behind them shows as code"
FOREIGN = "“{marks}” makes no code block; that takes three backticks"
SHOWN = "The marks of a code block show on the page"


@cache
def foreign() -> re.Pattern[str]:
    """Marks at the start of a segment that were three backticks: quotation marks, accents, wide signs, with blanks."""
    marks = "[‘’‛‚]{3}|[“”„]{3}|´{3}|｀{3}|[′‵]{3}|`{1,2} `{1,2}(?: `)?(?=[a-z]{0,12}(?:[ \\x00]|\\Z))"
    return re.compile(rf"(?:(?<={SEPARATOR})|\A)({marks})")


@cache
def three_signs() -> re.Pattern[str]:
    """Such signs anywhere, which is rare."""
    return re.compile(f"[{''.join(SIGNS)}]{{3}}")


@check(
    id="broken-fence",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="{what}",
    flows=(Flow.PROSE,),
    yields_to=("fenced-whole-text",),
    examples=(
        bad(
            "de",
            "Führen Sie das aus:\n\n⟦```sh⟧\nferry --list\n\n## Karten\n\nDie Karten werden am Hafen verkauft, und zwar "
            "bis zum Abend an jedem Tag.\n\n```sh\nferry --buy\n```\n",
            format="markdown",
            fixed="Führen Sie das aus:\n\n```sh\nferry --list\n\n```\n\n## Karten\n\nDie Karten werden am Hafen verkauft, "
            "und zwar bis zum Abend an jedem Tag.\n\n```sh\nferry --buy\n```\n",
        ),
        bad(
            "fr",
            "Lancez ceci :\n\n```sh\nferry --list\n```\n\nLa liste se lit de haut en bas.\n⟦```⟧\n\n## Billets\n\n"
            "Les billets se vendent au port, tous les jours et jusqu’au soir.\n\n```sh\nferry --buy\n```\n\nBon voyage.\n",
            format="markdown",
            fixed="Lancez ceci :\n\n```sh\nferry --list\n```\n\nLa liste se lit de haut en bas.\n\n## Billets\n\n"
            "Les billets se vendent au port, tous les jours et jusqu’au soir.\n\n```sh\nferry --buy\n```\n\nBon voyage.\n",
            confidence=Confidence.LIKELY,
        ),
        good(
            "fr",
            "Le message :\n\n```\n\nLes billets se vendent au port, tous les jours et jusqu’au soir.\n```\n\nBon voyage.\n",
            format="markdown",
            why="a text that is shown as it is",
        ),
        bad("fr", "Lancez ceci :\n\n⟦‘’‘⟧bash\nferry --list\n\nLe bac part à midi.\n", format="markdown"),
        bad(
            "de",
            "<p>Öffnen Sie das Fenster. ⟦```⟧shell ferry --list ⟦```⟧ zeigt die Schiffe.</p>",
            format="html",
        ),
        good(
            "de",
            "Führen Sie das aus:\n\n```sh\nferry --list\n```\n\nDie Karten werden am Hafen verkauft.\n",
            format="markdown",
            why="a block as it should be",
        ),
        good(
            "fr",
            "Le bac part à midi.\n\n```\nferry --list\n# Le bac part à midi.\nferry --buy\n",
            format="markdown",
            why="code that goes on to the end",
        ),
        good("en", "He said “‘Quiet!’” and left.\n", format="markdown", why="a quotation in a quotation"),
    ),
)
def broken_fence(view: TextView) -> Iterator[Detection]:
    """A code block is never closed, its end opens a new one, or its marks are none: quotation marks or accents.

    Why it hurts a reader: text stands there as code, or code as text, and what follows is the wrong way round.

    Left alone: code that goes on to the end of the page, and backticks that are spoken of in quotation marks.
    """
    wrapped = any(
        segment.path == "fence" for segment in view.segments
    )  # fences around the page, or a part of it
    for fence in () if wrapped else fences(view):
        place = text_inside(view, fence)
        if place is not None:
            yield unclosed(view, fence, place)
    if "` `" in view.text or (not SIGNS.isdisjoint(view.rare_characters) and three_signs().search(view.text)):
        for match in foreign().finditer(view.text):
            if view.segments[view.segment_at(match.start(1))].notation == Notation.MARKDOWN:
                yield view.detection(*match.span(1), what=FOREIGN.format(marks=match.group(1)))
    if "```" in view.text:
        for match in re.finditer("`{3,}", view.text):
            segment = view.segments[view.segment_at(match.start())]
            if segment.notation == Notation.HTML_TEXT and not is_quoted(view, *match.span()):
                yield view.detection(*match.span(), cause="shown", what=SHOWN)


def text_inside(view: TextView, fence: Fence) -> int | None:
    """Where the reader found text behind the opening line of a block that goes on, as if it were closed before; None
    where all of it is code, or where other programs may see blocks otherwise."""
    text = view.file_text
    if fence.start and text[fence.start - 1] not in "\r\n":
        return None
    index = bisect_left(view.file_starts, fence.inside)
    while index < len(view.segments) and view.file_starts[index] < fence.stop:
        if view.segments[index].path != CODE:
            place = view.file_starts[index]
            return None if MARKS.search(text, fence.inside, place) else place
        index += 1
    return None


def unclosed(view: TextView, fence: Fence, place: int) -> Detection:
    """The finding at the opening line, with the closing line put before the first line of text."""
    text = view.file_text
    line = text.rfind("\n", 0, place) + 1
    if not fence.info.strip() and not text[fence.inside : line].strip():
        own = text.rfind("\n", 0, fence.start) + 1
        fix = Fix((Edit(own, fence.inside, ""),), Safety.SUGGESTED)
        stop = fence.start + len(fence.marks)
        return view.in_file(fence.start, stop, confidence=Confidence.LIKELY, fix=fix, what=STRAY)
    end = fence.start + len(text[fence.start : fence.inside].rstrip())
    code = fence.inside + len(text[fence.inside : line].rstrip())
    if text.endswith(fence.marks, fence.inside, code):
        edit = Edit(code - len(fence.marks), code - len(fence.marks), "\n")  # they stand behind the last line
    else:
        edit = Edit(line, line, f"{fence.marks}\n\n")
    return view.in_file(
        fence.start,
        end,
        confidence=None if fence.language else Confidence.POSSIBLE,
        fix=Fix((edit,), Safety.SUGGESTED),
        what=UNCLOSED,
    )
