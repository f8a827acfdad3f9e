"""See `contents-share-address`."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role

LEAST = 3  # entries
SILENT = frozenset({Role.ATTRIBUTE, Role.METADATA})  # what stands beside the entries of a list


class Entry(NamedTuple):
    """A link that is an entry of a list, or one of a row of links: its stretch of the view."""

    start: int
    end: int
    address: str
    name: str


@check(
    id="contents-share-address",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="{count} entries of this list of contents all lead to “{address}”",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "1. [⟦The harbour](../../../Chapter04)\n2. [The tickets](../../../Chapter04)\n"
            "3. [The timetable⟧](../../../Chapter04)\n\n## The harbour\n\nThe ferry sails at noon.\n\n"
            "## The tickets\n\nThe guard sells them.\n",
            format="markdown",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "de",
            "[⟦Hafen](../seite) | [Karten](../seite) | [Fahrplan⟧](../seite)\n\n# Hafen\n\nDie Fähre fährt mittags."
            "\n\n# Karten\n\nEs gibt sie am Kai.\n\n# Fahrplan\n\nEr hängt aus.\n",
            format="markdown",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "es",
            "<ul><li><a href='/guia'>⟦El puerto</a></li><li><a href='/guia'>Los billetes</a></li>"
            "<li><a href='/guia'>El horario⟧</a></li></ul><h2>El puerto</h2><p>El barco sale a mediodía.</p>"
            "<h2>Los billetes</h2><p>Se venden en el muelle.</p>",
            format="html",
            confidence=Confidence.CERTAIN,
        ),
        good(
            "en",
            "1. [The harbour](#the-harbour)\n2. [The tickets](#the-tickets)\n3. [The timetable](#the-timetable)\n\n"
            "## The harbour\n\nThe ferry sails at noon.\n\n## The tickets\n\nThe guard sells them.\n",
            format="markdown",
            why="every entry leads to its own section",
        ),
        good(
            "en",
            "- [Apples](https://shop.example/fruit)\n- [Pears](https://shop.example/fruit)\n"
            "- [Plums](https://shop.example/fruit)\n\n## Opening hours\n\nThe shop opens at nine.\n",
            format="markdown",
            why="things that share a page on purpose, none of them a section of this text",
        ),
        good(
            "fr",
            "<ul><li><a href='#'>Le port</a></li><li><a href='#'>Les billets</a></li>"
            "<li><a href='#'>L’horaire</a></li></ul><h2>Le port</h2><p>Le bateau part à midi.</p>"
            "<h2>Les billets</h2><p>On les vend au quai.</p>",
            format="html",
            why="a menu that a program opens",
        ),
    ),
)
def contents_share_address(view: TextView) -> Iterator[Detection]:
    """The entries of a list of contents all lead to one address.

    Why it hurts a reader: whichever section is chosen, the same page opens, often none at all; translation
    programs that rewrite the addresses of a page take its own sections for one file.

    Left alone: entries that are no headings of the text, as things may share a page on purpose, and links that
    only a program gives a goal.
    """
    headings = {
        named(segment.text)
        for segment in view.segments
        if segment.role is Role.HEADLINE and not segment.links
    }
    if len(headings) < 2:
        return
    for run in runs(view):
        names = {entry.name for entry in run}
        known = len(names & headings)
        if len(names) >= LEAST and known >= 2 and 2 * known >= len(names):
            yield view.detection(run[0].start, run[-1].end, count=str(len(run)), address=run[0].address)


def runs(view: TextView) -> Iterator[list[Entry]]:
    """Entries in a row that lead to one address."""
    run: list[Entry] = []
    for index, segment in enumerate(view.segments):
        if segment.role in SILENT:
            continue
        found = entries(view, index) if segment.links else []
        if run and not (found and all(entry.address == run[0].address for entry in found)):
            yield run
            run = []
        if found and goes_somewhere(found[0].address) and len({entry.address for entry in found}) == 1:
            run += found
    if run:
        yield run


def entries(view: TextView, index: int) -> list[Entry]:
    """The links of a segment in which nothing else is said."""
    segment = view.segments[index]
    base, _ = view.bounds(index)
    edges = [0, *(edge for link in segment.links for edge in (link.start, link.end)), len(segment.text)]
    beside = "".join(segment.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    if any(map(str.isalpha, beside)):
        return []
    return [
        Entry(base + link.start, base + link.end, link.address, named(segment.text[link.start : link.end]))
        for link in segment.links
    ]


def goes_somewhere(address: str) -> bool:
    """False for a link without a goal of its own, which a program gives one."""
    return address.strip("#/") != "" and not address.lower().startswith("javascript:")


def named(text: str) -> str:
    """A heading as it is looked up: its letters, so that numbers and marks before it make no difference."""
    return "".join(char for char in text.casefold() if char.isalpha())
