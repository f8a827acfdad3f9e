"""Links of the source that the page has not, and those that lead elsewhere."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from audit.analysis.alignment.anchors import tail_of
from audit.analysis.page_view import PageView
from audit.analysis.pages.blocks import pair_of_block
from audit.analysis.pairs.addresses import same_address
from audit.model.link import Link
from audit.model.mqm import Confidence

SURE = 0.9
ALIKE = 0.92  # of two addresses that differ by a slip
MOST = 2000  # links of a page that are compared
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_USUAL = re.compile(r"(?:https?|ftp|mailto|tel|irc|data|file|javascript|sms|xmpp|git|ssh|news):", re.I)
_FIGURES = re.compile(r"\d+")


class LinkFault(NamedTuple):
    """`start` and `end` count in the text of the part; None for a link that is missing."""

    pair: int
    segment: int
    link: Link | None
    source_segment: int
    source_link: Link
    confidence: Confidence | None
    more: int = 0  # links of the page with the same fault


def missing_links(view: PageView) -> list[LinkFault]:
    return _faults(view)[0]


def altered_links(view: PageView) -> list[LinkFault]:
    return _faults(view)[1]


def _faults(view: PageView) -> tuple[list[LinkFault], list[LinkFault]]:
    """Missing and altered links. Made once."""
    return view.remember("faults of links", lambda: _compared(view))


def _compared(view: PageView) -> tuple[list[LinkFault], list[LinkFault]]:
    lacking, surplus = _unanswered(view)
    missing: list[LinkFault] = []
    altered: list[LinkFault] = []
    if not lacking:
        return missing, altered
    for block in view.alignment.blocks:
        if not block.source or not block.target or block.sureness < SURE:
            continue
        pair = pair_of_block(view, block.target[0])
        if pair is None:
            continue
        gone = [(part, link) for part in block.source for link in lacking.get(part, ())]
        come = [(part, link) for part in block.target for link in surplus.get(part, ())]
        theirs = sum(len(view.source_parts.segments[part].links) for part in block.source)
        mine = sum(len(view.parts.segments[part].links) for part in block.target)
        for part, link in gone:
            other = next(((at, own) for at, own in come), None)
            if other is not None:
                come.remove(other)
                grade = _grade(link.address, other[1].address)
                if grade is not None:
                    altered.append(LinkFault(pair, other[0], other[1], part, link, grade))
            elif mine < theirs and _external(link.address):
                missing.append(LinkFault(pair, block.target[0], None, part, link, None))
    return missing, _one_cause(altered)


def _external(address: str) -> bool:
    """True for what leads off the page: anchors are set as the page needs them."""
    return not address.startswith("#") and bool(address.strip())


def _one_cause(faults: list[LinkFault]) -> list[LinkFault]:
    """Links of one page to places in it that all lead to other pages are one fault."""
    inner = [fault for fault in faults if fault.source_link.address.startswith("#")]
    if len(inner) < 3:
        return faults
    others = [fault for fault in faults if not fault.source_link.address.startswith("#")]
    return sorted([inner[0]._replace(more=len(inner) - 1), *others])


def _unanswered(view: PageView) -> tuple[dict[int, list[Link]], dict[int, list[Link]]]:
    """By part: links of the source that the page has not as often, and the other way round."""
    theirs = _links(view.source_parts.segments)
    mine = _links(view.parts.segments)
    if max(len(theirs), len(mine)) > MOST:
        return {}, {}
    left: dict[str, list[int]] = {}
    for number, (_, link) in enumerate(mine):
        left.setdefault(_key(link.address), []).append(number)
    taken: set[int] = set()
    lacking: list[tuple[int, Link]] = []
    for part, link in theirs:
        numbers = left.get(_key(link.address))
        if numbers:
            taken.add(numbers.pop(0))
        else:
            lacking.append((part, link))
    surplus = [(number, *item) for number, item in enumerate(mine) if number not in taken]
    gone: dict[int, list[Link]] = {}
    for part, link in lacking:
        same = next(
            (
                item
                for item in surplus
                if same_address(link.address, item[2].address) and not _broken(item[2].address)
            ),
            None,
        )
        if same is not None:
            surplus.remove(same)
        else:
            gone.setdefault(part, []).append(link)
    come: dict[int, list[Link]] = {}
    for _, part, link in surplus:
        come.setdefault(part, []).append(link)
    return gone, come


def _links(segments: Sequence[object]) -> list[tuple[int, Link]]:
    return [
        (number, link) for number, segment in enumerate(segments) for link in getattr(segment, "links", ())
    ]


def _key(address: str) -> str:
    """What a link leads to, as far as translations share it: a name within a site; within a page any place."""
    if address.startswith("#"):
        return "#"
    if _broken(address):
        return address
    return tail_of(address) or address


def _broken(address: str) -> bool:
    """True for an address whose scheme is none: "hhttps://"."""
    return "//" in address and bool(_SCHEME.match(address)) and not _USUAL.match(address)


def _grade(source: str, target: str) -> Confidence | None:
    """Whether a link in the place of another leads astray; None where pages may differ so."""
    if source.startswith("#"):
        return Confidence.LIKELY if not target.startswith("#") and "#" not in target else None
    if _broken(target) and not _broken(source):
        return Confidence.CERTAIN
    if any(char.isspace() for char in target) and not any(char.isspace() for char in source):
        return Confidence.LIKELY
    if _FIGURES.sub("", source) == _FIGURES.sub("", target):
        return Confidence.POSSIBLE  # another version, another number
    alike = SequenceMatcher(None, source, target, autojunk=False).ratio() if len(source) < 300 else 0.0
    return Confidence.LIKELY if alike >= ALIKE else Confidence.POSSIBLE
