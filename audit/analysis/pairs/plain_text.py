"""Both sides of every unit without code: placeholders, tags and addresses blotted out, every place as it was."""

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.addresses import addresses
from audit.analysis.pairs.code import code_of_pairs
from audit.analysis.placeholders import Kind, Placeholder

BLOT = "\ufffc"


def plain_sides(view: PairView, index: int) -> tuple[str, str]:
    """The source and the target of a pair as people read them, same length as they are."""
    known = view.remember("plain sides", dict[int, tuple[str, str]])
    if index not in known:
        pair = view.pairs[index]
        code = code_of_pairs(view).get(index)
        known[index] = (
            _blotted(pair.source.text, code.source if code else []),
            _blotted(pair.target.text, code.target if code else []),
        )
    return known[index]


def _blotted(text: str, code: list[Placeholder]) -> str:
    places = [(item.start, item.end) for item in code if item.kind is not Kind.LITERAL or item.name != "%%"]
    if "/" in text or "@" in text or "www" in text:
        places += [(item.start, item.end) for item in addresses(text)]
    if not places:
        return text
    parts, done = [], 0
    for start, end in sorted(places):
        if start < done:
            start = done
        if end <= start:
            continue
        parts += [text[done:start], BLOT * (end - start)]
        done = end
    return "".join([*parts, text[done:]])
