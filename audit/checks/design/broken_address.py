"""See `broken-address`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity
from audit.model.notation import Notation

LATIN, CYRILLIC = "aceiopxyABCEHKMOPTX", "асеіорхуАВСЕНКМОРТХ"
BLANKS = (": /", " :/", "/ /")  # every such beginning holds one
ALIKE = str.maketrans(LATIN + CYRILLIC, CYRILLIC + LATIN)


@cache
def spaced() -> re.Pattern[str]:
    """The beginning of an address with blanks in it: `https: //`, `http : / /`."""
    return re.compile(r"(?<![\w\[(])(?:https?|ftp)(?: ?: / ?/| : ?/ ?/|:/ /) ?(?=\w[\w-]{0,60}\.)")


@cache
def strange() -> re.Pattern[str]:
    """One letter of the other script amid a word, Latin or Cyrillic, that looks like one of the word's own."""
    return re.compile(
        rf"(?<=[А-Яа-яЁёІіЇїЄє]{{2}})[{LATIN}](?=[А-Яа-яЁёІіЇїЄє])|(?<=[A-Za-z]{{2}})[{CYRILLIC}](?=[A-Za-z])"
    )


@check(
    id="broken-address",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="The address “{found}” is broken: {why}",
    flows=(Flow.PROSE,),
    yields_to=("literal-link",),
    examples=(
        bad(
            "pl",
            "Rozkład jest na stronie ⟦https: //⟧harbour.example/rozklad od rana.",
            fixed="Rozkład jest na stronie https://harbour.example/rozklad od rana.",
        ),
        bad(
            "ru",
            "Смотрите [страницу](⟦https://harbour.example/guide#распиcание⟧) о порте.\n",
            format="markdown",
            fixed="Смотрите [страницу](https://harbour.example/guide#расписание) о порте.\n",
        ),
        good("en", "An address begins with http: or https:, two slashes // and a name.", why="spoken of"),
        good(
            "ru",
            "Смотрите [страницу](https://harbour.example/guide#введение-в-api) о порте.\n",
            format="markdown",
            why="words of two scripts",
        ),
    ),
)
def broken_address(view: TextView) -> Iterator[Detection]:
    """An address has blanks in it, or a letter of another script that looks like its own.

    Why it hurts a reader: the link opens nothing.

    Left alone: words of two scripts side by side, and addresses that are spoken of.
    """
    if any(blank in view.text for blank in BLANKS):
        for match in spaced().finditer(view.text):
            found = match.group()
            edits = [
                Edit(match.start() + blank.start(), match.start() + blank.end(), "")
                for blank in re.finditer(" +", found)
            ]
            end = match.start() + len(found.rstrip())
            fix = Fix(tuple(edits), Safety.SUGGESTED)
            yield view.detection(match.start(), end, fix=fix, cause="blanks", why="no blank may stand in it")
    for index, segment in enumerate(view.segments):
        if segment.notation not in (Notation.MARKDOWN, Notation.HTML_TEXT):
            continue
        for link in segment.links:
            if not link.address.isascii() and strange().search(link.address):
                yield from mixed(view, index, link.end, link.address)


def mixed(view: TextView, index: int, end: int, address: str) -> Iterator[Detection]:
    """The address of a link that ends at `end` of a segment's text, with letters of another script in it."""
    start = view.segments[index].map.to_file(0, end).start
    place = view.file_text.find(address, start)
    if place < 0:
        return
    edits = [
        Edit(place + match.start(), place + match.end(), match.group().translate(ALIKE))
        for match in strange().finditer(address)
    ]
    fix = Fix(tuple(edits), Safety.SUGGESTED)
    letter = view.file_text[edits[0].start : edits[0].end]
    why = f"“{letter}” in it is a letter of another script"
    yield view.in_file(place, place + len(address), fix=fix, cause=f"letter {address}", why=why)
