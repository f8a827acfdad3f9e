"""Web and mail addresses on both sides of every unit, and which of them answer each other."""

import re
from typing import NamedTuple

from audit.analysis.pair_view import PairView, pairs_holding
from audit.analysis.pairs.code import Anchor, expected_place
from audit.language.profiles import known_tags

# Only what an address may hold undisguised: text in other scripts begins right behind it.
_WEB = re.compile(
    r"(?<![A-Za-z0-9@])(?:(?:https?|ftps?|sftp|ssh|git|svn|irc|rtsp|file|market|itms-apps|chrome|about)://"
    r"|www\.(?=[A-Za-z0-9-]+\.))(?=[\w\[{%$])[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~|{}]{2,2000}"
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+/=-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,63})@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
_LINKED = re.compile(
    r"(?:href|src)\s*=\s*(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})')|\]\(\s*<?([^()\s<>]{1,2000}(?:\([^()\s]*\))?)",
    re.I,
)
_TRAILING = ".,;:!?'\"”’»)]}*_|"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_EXAMPLE_HOST = re.compile(
    r"(?:^|[.@/])(?:example|domain|mydomain|yourdomain|email|mail|company|server|host|site|website)\.(?:com|org|net)\b"
)


MOST = 400  # addresses in a unit that are compared one by one


class Address(NamedTuple):
    start: int
    end: int
    text: str
    linked: bool = False  # the target of a link, of whatever form


class AddressFault(NamedTuple):
    """`kind` is "missing", "altered" or "unknown"; places in the source and in the target."""

    kind: str
    pair: int
    start: int
    end: int
    source: tuple[int, int] | None
    address: str
    example: bool


def address_faults(view: PairView) -> list[AddressFault]:
    """What differs between the addresses of each pair, in order. Remembered."""
    return view.remember("address faults", lambda: _all(view))


def addresses(text: str) -> list[Address]:
    """Every address of a text, in order; none of a text that holds more than a unit can."""
    found: list[Address] = []
    if text.count("://") + text.count("@") + text.count("www.") + text.count("](") > MOST:
        return found
    if "=" in text or "](" in text:
        for match in _LINKED.finditer(text):
            group = match.lastindex or 1
            if any(sign in match[group] for sign in "%{}\\$"):
                continue  # the program fills it in
            found.append(Address(match.start(group), match.end(group), match[group], True))
    if "://" in text or "www." in text:
        for match in _WEB.finditer(text):
            start, end = match.start(), _end(text, match.start(), match.end())
            if not _inside(start, end, found):
                found.append(Address(start, end, text[start:end]))
    if "@" in text:
        for match in _MAIL.finditer(text):
            if not _inside(*match.span(), found):
                found.append(Address(*match.span(), match.group()))
    return sorted(found)


def _end(text: str, start: int, end: int) -> int:
    """The end of an address without the marks of the sentence around it."""
    quotation = text.find("'", start, end)
    if quotation > start:
        end = quotation
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] in ")]}":
            opened = text.count({")": "(", "]": "[", "}": "{"}[text[end - 1]], start, end)
            if opened >= text.count(text[end - 1], start, end):
                break
        end -= 1
    # Brackets around an address are not of it: (see http://a.example/)
    closing = text.find(")", start, end)
    if closing >= 0 and "(" not in text[start:closing]:
        end = closing
    closing = text.find("](", start, end)
    return closing if closing > 0 else end


def _inside(start: int, end: int, found: list[Address]) -> bool:
    return any(item.start <= start < item.end or start <= item.start < end for item in found)


_MARKS = ("://", "www.", "@", "href", "src", "](")


def _all(view: PairView) -> list[AddressFault]:
    marked = pairs_holding(_MARKS, view.lower, view.starts)
    marked |= pairs_holding(_MARKS, view.source_lower, view.source_starts)
    found = []
    for index in sorted(marked):
        pair = view.pairs[index]
        if pair.target.text.strip():
            found += _compared(index, pair.source.text, pair.target.text)
    return found


def _compared(index: int, source_text: str, target_text: str) -> list[AddressFault]:
    source, target = addresses(source_text), addresses(target_text)
    if not 0 < len(source) + len(target) <= MOST:
        return []
    lacking, surplus = list(source), list(target)
    anchors = []
    for same in (lambda a, b: a == b, same_address):
        for item in list(lacking):
            other = next((other for other in surplus if same(item.text, other.text)), None)
            if other is not None:
                lacking.remove(item)
                surplus.remove(other)
                anchors.append(Anchor(item.start, item.end, other.start, other.end))
    anchors.sort()
    found = []
    taken = [(item.start, item.end) for item in target]
    for item in lacking:
        example = bool(_EXAMPLE_HOST.search(item.text.lower()))
        place = (item.start, item.end)
        other = _likest(item, surplus)
        if other is not None:
            surplus.remove(other)
            found.append(AddressFault("altered", index, other.start, other.end, place, item.text, example))
            continue
        if any(same_address(item.text, kept.text) for kept in target):
            continue
        at = target_text.translate(_FULL_WIDTH).lower().find(item.text.lower())
        if at >= 0 and not any(start < at + len(item.text) and at < end for start, end in taken):
            found.append(AddressFault("altered", index, at, at + len(item.text), place, item.text, example))
        elif not item.linked:
            where = expected_place(item.start, item.end, target_text, anchors)
            found.append(AddressFault("missing", index, *where, place, item.text, example))
    for other in surplus:
        if not other.linked and not any(same_address(item.text, other.text) for item in source):
            found.append(AddressFault("unknown", index, other.start, other.end, None, other.text, False))
    return found


def _likest(item: Address, surplus: list[Address]) -> Address | None:
    """The address that stands for one that is lacking: of its kind, the one that begins most like it."""
    mail = "@" in item.text and "://" not in item.text
    same = [
        other
        for other in surplus
        if ("@" in other.text and "://" not in other.text) == mail and other.linked == item.linked
    ]
    return max(same, key=lambda other: _shared(item.text, other.text), default=None)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def same_address(one: str, other: str) -> bool:
    """Whether two addresses lead to the same page, or to that page in another language."""
    if one == other:
        return True
    return _plain(one) == _plain(other) or _of_another_language(one, other)


def _plain(address: str) -> str:
    """An address without what says its language, its protocol, and a stroke at its end."""
    text = re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")
    parts = re.split(r"([/.?&=#:])", text)
    kept = [part for part in parts if not _is_language(part)]
    return re.sub(r"([/.?&=#:])[/.?&=#:]+", r"\1", "".join(kept)).strip("/.?&=#:")


_LANGUAGES = frozenset(tag.lower() for tag in known_tags())


def _is_language(part: str) -> bool:
    part = part.replace("_", "-")
    if part in _LANGUAGES:
        return True
    language, _, region = part.partition("-")
    return bool(region) and language in _LANGUAGES and len(region) in (2, 4) and region.isalpha()


def _of_another_language(one: str, other: str) -> bool:
    """Whether the site keeps its languages apart by host, so that pages are named in them: de.wikipedia.org."""
    first, second = (
        re.match(r"(?:https?://)?(?:www\.)?([a-z-]+)\.([^/]+)", text.lower()) for text in (one, other)
    )
    return bool(
        first
        and second
        and first[2] == second[2]
        and first[1] != second[1]
        and _is_language(first[1])
        and _is_language(second[1])
    )
