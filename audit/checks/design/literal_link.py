"""See `literal-link`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity
from audit.model.notation import Notation
from audit.model.segment import INLINE_OBJECT
from audit.model.span import Span

# A whole address is one sign for an object in the view; one of the same site is text.
_ADDRESS = INLINE_OBJECT
_PATH = rf"(?:\.{{0,2}}/|#)[^\s()\[\]（）{SEPARATOR}]{{1,300}}"
_FILE = r"[\w./%-]{1,200}\.(?:mdx?|markdown|html?|rst|adoc|txt|pdf|png|jpe?g|gif|svg|webp)(?:#[\w%-]{1,100})?"
_NAME = rf"[^\[\]［］{SEPARATOR}]{{1,200}}"


ADDRESS = re.compile(rf"<?(?:[A-Za-z][A-Za-z0-9+.-]{{1,30}}:|www\.)|{_FILE}[)）]", re.ASCII)
BETWEEN = re.compile(r"[\]］][ \t]?[(（]")
WIDE = {"［": "[", "］": "]", "（": "(", "）": ")"}


@cache
def cut() -> re.Pattern[str]:
    """A link whose address is never closed before its segment ends."""
    return re.compile(rf"\[({_NAME})\]\((?:{_ADDRESS}|{_PATH})(?=[{SEPARATOR}]|\Z)")


@cache
def spoilt() -> re.Pattern[str]:
    """A link with a blank before its address, or with brackets of another width."""
    return re.compile(
        rf"\[({_NAME})\] ?\({_ADDRESS}\)"
        rf"|\[({_NAME})\] \((?:{_PATH}|{_FILE})\)"
        rf"|［({_NAME})］ ?[(（](?:{_ADDRESS}|{_PATH}|{_FILE})[)）]"
        rf"|\[({_NAME})\] ?(?:（(?:{_ADDRESS}|{_PATH}|{_FILE})[)）]|\((?:{_ADDRESS}|{_PATH}|{_FILE})）)"
        rf"|\[({_NAME})\]\((?:https?|ftp)(?: ?: / ?/| : ?/ ?/|:/ /|:// )[^()\[\]{SEPARATOR}]{{1,200}}\)"
    )


@check(
    id="literal-link",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="This link is broken and shows its markup: “{found}”",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "Read the ⟦[harbour guide] (https://harbour.example/guide)⟧ before the trip.\n",
            format="markdown",
            fixed="Read the [harbour guide](https://harbour.example/guide) before the trip.\n",
        ),
        bad(
            "ja",
            "船の時刻は⟦［案内所］(https://harbour.example/guide)⟧にあります。\n",
            format="markdown",
            fixed="船の時刻は[案内所](https://harbour.example/guide)にあります。\n",
        ),
        bad(
            "zh",
            "更多信息请参阅⟦[港口指南]（harbour/guide.md）⟧。\n",
            format="markdown",
            fixed="更多信息请参阅[港口指南](harbour/guide.md)。\n",
        ),
        bad(
            "pl",
            "Zobacz ⟦[rozkład] (rozklad.md)⟧ i ⟦[cennik](https: //harbour.example/cennik)⟧.\n",
            format="markdown",
            fixed="Zobacz [rozkład](rozklad.md) i [cennik](https://harbour.example/cennik).\n",
        ),
        bad(
            "hr",
            "- [Popis luka](https://harbour.example/luke): sve luke\n- ⟦[Vozni red](https://harbour.example/vo⟧\n\n"
            "## Dalje\n\nKarte se kupuju u luci.\n",
            format="markdown",
        ),
        good(
            "en",
            "Read the [harbour guide](https://harbour.example/guide), as the council says [3] (see the minutes).\n",
            format="markdown",
            why="a link as it should be, and the number of a source",
        ),
        good(
            "de",
            "Der Rat sagte [sinngemäß] (Protokoll vom Montag), es gebe [12] (https://harbour.example/protokoll).\n",
            format="markdown",
            why="an editor's brackets, and a source with its address",
        ),
        good(
            "fr",
            "Voir les [notes de version](https://harbour.example/notes/{{ release.tag }}/NEWS) du port.\n",
            format="markdown",
            why="the address is filled in by a template",
        ),
        good("it", "Si scrive [nome] (`indirizzo`) nel file.\n", format="markdown", why="code in brackets"),
        good("en", "Write \\[name\\](/address) for a link.\n", format="markdown", why="meant to show"),
    ),
)
def literal_link(view: TextView) -> Iterator[Detection]:
    """A link in Markdown is no link: a blank or a wide bracket stands in it, or its address is cut off.

    Why it hurts a reader: brackets and an address stand in the sentence, and nothing can be clicked; where the
    address is cut, what followed it is lost, too.

    Left alone: escaped brackets, figures in brackets, which number sources, and brackets without an address.
    """
    if "[" not in view.text and "［" not in view.text:
        return
    for pattern in (cut(), spoilt()):
        for match in pattern.finditer(view.text):
            index = view.segment_at(match.start())
            segment = view.segments[index]
            name = next(group for group in match.groups() if group)
            if segment.notation != Notation.MARKDOWN or not any(map(str.isalpha, name)):
                continue
            if written_so(view, index, match.start()) and is_address(
                view, index, match.group(), match.start()
            ):
                if match.re is cut():
                    yield view.detection(match.start(), match.end(), severity=Severity.MAJOR)
                    continue
                base, _ = view.bounds(index)
                place = segment.map.to_file(match.start() - base, match.end() - base)
                yield view.in_file(
                    place.start,
                    place.end,
                    fix=repair(view.file_text, place),
                    cause="links",
                    found=match.group().replace(INLINE_OBJECT, "…"),
                )


def repair(text: str, place: Span) -> Fix | None:
    """The brackets of a link as Markdown has them, with no blank between them or in the address."""
    written = text[place.start : place.end]
    middle = BETWEEN.search(written)
    if middle is None or written[:1] not in "[［" or written[-1:] not in ")）":
        return None
    edits = [
        Edit(place.start + at, place.start + at + 1, WIDE[written[at]])
        for at in sorted({0, middle.start(), middle.end() - 1, len(written) - 1})
        if written[at] in WIDE
    ]
    blanks = [(middle.start() + 1, middle.end() - 1)]
    blanks += [match.span() for match in re.finditer(r"[ \t]+", written[middle.end() :])]
    for first, last in blanks[:1] + [(a + middle.end(), b + middle.end()) for a, b in blanks[1:]]:
        if first < last:
            edits.append(Edit(place.start + first, place.start + last, ""))
    return Fix(tuple(sorted(edits)), Safety.SUGGESTED) if edits else None


def written_so(view: TextView, index: int, place: int) -> bool:
    """False for a bracket that the writer escaped."""
    base, _ = view.bounds(index)
    return len(view.segments[index].map.to_file(place - base, place - base + 1)) == 1


def is_address(view: TextView, index: int, found: str, start: int) -> bool:
    """False where the object in brackets is something else: code, a formula."""
    place = found.rfind(INLINE_OBJECT)
    if place < 0:
        return True
    base, _ = view.bounds(index)
    at = view.segments[index].map.to_file(start + place - base, start + place - base + 1)
    return ADDRESS.match(view.file_text, at.start) is not None
