"""Inline tags that one side of a unit has and the other has not, or has in another order or with other attributes."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from audit.analysis.pair_view import Pair, PairView
from audit.analysis.pairs.code import PairCode, code_of_pairs, expected_place
from audit.analysis.pairs.ruins import find_ruin
from audit.analysis.placeholders import Kind, Placeholder
from audit.model.unit import Family

# Elements that texts of programs hold; any other name in angle brackets may be a word to fill in: <file>.
_ELEMENTS = frozenset(
    """
    a abbr b bdi bdo big blockquote br cite code dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li
    mark nobr ol p pre q s samp small span strike strong sub sup table tbody td th thead tr tt u ul var wbr g x bx ex
    bpt ept ph pc sc ec mrk it xliff:g
    """.split()  # noqa: SIM905
)
_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
# What readers see or a search engine reads is translated; addresses have a check of their own.
_TRANSLATED = frozenset(
    """
    alt title placeholder label summary content lang xml:lang dir value aria-label aria-description href src
    data-original-title target rel equiv-text disp
    """.split()  # noqa: SIM905
)
# What typography asks for in one language and not in another: 1<sup>er</sup>, quotation marks.
_TYPOGRAPHIC = frozenset({"sup", "sub", "q", "wbr", "bdi", "nobr", "small"})


class TagFault(NamedTuple):
    """`tags` as they are written; a place in the target, and one in the source where there is one. `sure`: they are no
    matter of typography."""

    tags: str
    start: int
    end: int
    source: tuple[int, int] | None
    code: str = ""
    sure: bool = True


class TagDifferences(NamedTuple):
    missing: list[TagFault]
    extra: list[TagFault]
    crossed: list[TagFault]
    altered: list[TagFault]


def tag_differences(view: PairView) -> dict[int, TagDifferences]:
    """What differs between the tags of each pair, by its index; pairs without a difference are left out."""
    return view.remember("tag differences", lambda: _all(view))


def _all(view: PairView) -> dict[int, TagDifferences]:
    found = {}
    for index, code in code_of_pairs(view).items():
        if any(item.kind is Kind.TAG for item in (*code.source, *code.target)):
            pair = view.pairs[index]
            if not pair.target.text.strip():
                continue
            differences = _compared(pair, code)
            if any(differences):
                found[index] = differences
    return found


def _compared(pair: Pair, code: PairCode) -> TagDifferences:
    names = _real_names(pair, code)
    source = [item for item in code.source if item.kind is Kind.TAG and item.name.lower() in names]
    target = [item for item in code.target if item.kind is Kind.TAG and item.name.lower() in names]
    source_keys = [_key(pair.source.text, item) for item in source]
    target_keys = [_key(pair.target.text, item) for item in target]
    lacking = _left_over(source, source_keys, target_keys)
    surplus = _left_over(target, target_keys, source_keys)
    if not lacking and not surplus:
        crossed = _crossed(pair.target.text, target) if not _crossed(pair.source.text, source) else []
        return TagDifferences([], [], crossed, _altered_attributes(pair, source, target))
    missing, altered = [], []
    taken = [(item.start, item.end) for item in code.target]
    for group in _elements(source, lacking):
        answer = next((other for other in _elements(target, surplus) if _same_shape(group, other)), None)
        if answer is not None:
            for one, other in zip(group, answer, strict=True):
                surplus.remove(other)
                altered.append(_fault(pair, one, other))
            continue
        written = pair.source.text[group[0].start : group[0].end]
        ruin = find_ruin(written, pair.target.text, taken)
        if ruin is not None:
            altered.append(
                TagFault(pair.target.text[slice(*ruin)], *ruin, (group[0].start, group[0].end), written)
            )
            continue
        place = _place(pair, code, group)
        written = "".join(pair.source.text[item.start : item.end] for item in group)
        sure = group[0].name.lower() not in _TYPOGRAPHIC
        missing.append(TagFault(written, *place, (group[0].start, group[-1].end), "", sure))
    extra = [
        TagFault(
            pair.target.text[group[0].start : group[-1].end],
            group[0].start,
            group[-1].end,
            None,
            "",
            group[0].name.lower() not in _TYPOGRAPHIC,
        )
        for group in _elements(target, surplus)
    ]
    return TagDifferences(missing, extra, [], altered)


def _real_names(pair: Pair, code: PairCode) -> set[str]:
    """Names of what is a tag, and no word to fill in: those of known elements, and those that have a partner."""
    if pair.family in (Family.HTML, Family.XLIFF_INLINE):
        return {item.name.lower() for item in (*code.source, *code.target)}
    found = set()
    for side, items in ((pair.source.text, code.source), (pair.target.text, code.target)):
        opened = {item.name for item in items if item.kind is Kind.TAG and item.form == "open"}
        for item in items:
            if item.kind is not Kind.TAG:
                continue
            written = side[item.start : item.end]
            if (
                (item.form == "close" and item.name in opened)
                or written.endswith("/>")
                or item.name.lower() in _ELEMENTS
            ):
                found.add(item.name.lower())
    return found


def _key(text: str, item: Placeholder) -> tuple[str, str, str]:
    """What makes two tags the same: element, kind, and the id where inline elements are told apart by it."""
    name = item.name.lower()
    found = ""
    if item.form != "close" and ("id" in text[item.start : item.end]):
        attributes = _attributes(text[item.start : item.end])
        found = attributes.get("id", "") or attributes.get("rid", "")
    return name, item.form, found


def _left_over(
    items: list[Placeholder], keys: list[tuple[str, str, str]], others: list[tuple[str, str, str]]
) -> list[Placeholder]:
    """What has no counterpart: the last ones of a key."""
    more = Counter(keys) - Counter(others)
    if not more:
        return []
    found = []
    for item, key in zip(reversed(items), reversed(keys), strict=True):
        if more[key] > 0:
            more[key] -= 1
            found.append(item)
    return found[::-1]


def _elements(items: list[Placeholder], some: list[Placeholder]) -> list[list[Placeholder]]:
    """Tags put together into elements: an opening tag and its closing one are one thing."""
    partner: dict[Placeholder, Placeholder] = {}
    opened: dict[str, list[Placeholder]] = defaultdict(list)
    for item in items:
        if item.form == "open":
            opened[item.name].append(item)
        elif item.form == "close" and opened[item.name]:
            partner[opened[item.name].pop()] = item
    left = list(some)
    groups = []
    while left:
        item = left.pop(0)
        closing = partner.get(item)
        if closing is None:
            closing = next(
                (
                    other
                    for other in left
                    if item.form == "open" and other.form == "close" and other.name == item.name
                ),
                None,
            )
        if closing is not None and closing in left:
            left.remove(closing)
            groups.append([item, closing])
        else:
            groups.append([item])
    return groups


def _same_shape(one: list[Placeholder], other: list[Placeholder]) -> bool:
    return [item.form for item in one] == [item.form for item in other]


def _fault(pair: Pair, one: Placeholder, other: Placeholder) -> TagFault:
    code = pair.source.text[one.start : one.end]
    written = pair.target.text[other.start : other.end]
    return TagFault(written, other.start, other.end, (one.start, one.end), code)


def _place(pair: Pair, code: PairCode, group: list[Placeholder]) -> tuple[int, int]:
    first = group[0]
    if first.form == "close":
        # Somewhere behind the tag that it closes.
        tags = [item for item in code.target if item.kind is Kind.TAG]
        opening = next((item for item in tags if item.form == "open" and item.name == first.name), None)
        if opening is not None:
            after = next((item.start for item in tags if item.start >= opening.end), len(pair.target.text))
            return opening.end, after
    return expected_place(first.start, group[-1].end, pair.target.text, code.anchors)


def _crossed(text: str, items: list[Placeholder]) -> list[TagFault]:
    """The first place where tags do not close in the order they open."""
    opened: list[Placeholder] = []
    begun: set[tuple[str, str]] = set()
    for place, item in enumerate(items):
        name = item.name.lower()
        if name in _PAIRED_STARTS:
            begun.add((_PAIRED_STARTS[name], _key(text, item)[2]))
        elif name in _PAIRED_ENDS and (name, _key(text, item)[2]) not in begun:
            last = next((o for o in items[place:] if _PAIRED_STARTS.get(o.name.lower()) == name), item)
            return [_span(text, item, last)]
        if item.form == "open":
            opened.append(item)
        elif item.form == "close":
            if not opened:
                last = next((o for o in items[place:] if o.form == "open"), item)
                return [_span(text, item, last)]
            if opened[-1].name != item.name:
                first = next((o for o in opened if o.name == item.name), None)
                if first is None:
                    return [_span(text, opened[-1], item)]
                inner = opened[-1]
                last = next((o for o in items[place:] if o.form == "close" and o.name == inner.name), item)
                return [_span(text, first, last)]
            opened.pop()
    return []


_PAIRED_STARTS = {"bpt": "ept", "bx": "ex", "sc": "ec"}
_PAIRED_ENDS = frozenset(_PAIRED_STARTS.values())


def _span(text: str, first: Placeholder, last: Placeholder) -> TagFault:
    start, end = min(first.start, last.start), max(first.end, last.end)
    return TagFault(text[start:end], start, end, None)


def _altered_attributes(pair: Pair, source: list[Placeholder], target: list[Placeholder]) -> list[TagFault]:
    """Tags whose attributes are none of those of the tags of their name in the source."""
    found = []
    expected: dict[str, list[tuple[frozenset[tuple[str, str]], Placeholder]]] = defaultdict(list)
    for item in source:
        if item.form != "close":
            expected[item.name.lower()].append((_kept(pair.source.text[item.start : item.end]), item))
    strange = []
    for item in target:
        if item.form == "close":
            continue
        waiting = expected[item.name.lower()]
        own = _kept(pair.target.text[item.start : item.end])
        same = next((entry for entry in waiting if entry[0] == own), None)
        if same is not None:
            waiting.remove(same)
        else:
            strange.append(item)
    for item in strange:
        waiting = expected[item.name.lower()]
        if waiting:
            found.append(_fault(pair, waiting.pop(0)[1], item))
    return found


def _kept(written: str) -> frozenset[tuple[str, str]]:
    """Attributes that a translation keeps as they are."""
    if "=" not in written:
        return frozenset()
    return frozenset((name, value) for name, value in _attributes(written).items() if name not in _TRANSLATED)


def _attributes(written: str) -> dict[str, str]:
    return {
        match[1].lower(): next((value for value in match.groups()[1:] if value is not None), "")
        for match in _ATTRIBUTE.finditer(written)
    }
