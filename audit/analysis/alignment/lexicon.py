"""Words of both sides that come together in this very pair of texts: a small dictionary that nobody had to write.

The first alignment tells which sentences belong together; words that keep each other company there are anchors of the
second one. What one pair of sentences alone says is left out: it would only confirm itself.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log

from audit.analysis.alignment.anchors import words_of
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece
from audit.analysis.alignment.tokens import LEARNT
from audit.language.scripts import script_of

STEM = 6  # letters of a word that count: endings change
MOST_BEADS = 3000
COMMON = 0.3  # of the sentences: a word in more of them belongs to none
FEWEST = 3  # sentences in which both must stand
STRONG = 8.0  # twice the logarithm of how much likelier it is that they belong together
UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"})

Pair = tuple[Sequence[int], Sequence[int]]


def with_learnt(
    beads: Sequence[Pair],
    source: Sequence[Piece],
    target: Sequence[Piece],
    anchors: Sequence[frozenset[str]],
    own_anchors: Sequence[frozenset[str]],
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """The anchors of both sides, with one more for each pair of words that the beads taught."""
    theirs, mine = [terms_of(piece) for piece in source], [terms_of(piece) for piece in target]
    learnt = _learnt([(_joined(theirs, bead[0]), _joined(mine, bead[1])) for bead in beads[:MOST_BEADS]])
    left, right = {one: name for one, _, name in learnt}, {other: name for _, other, name in learnt}
    return (
        [_more(tokens, terms, left) for tokens, terms in zip(anchors, theirs, strict=True)],
        [_more(tokens, terms, right) for tokens, terms in zip(own_anchors, mine, strict=True)],
    )


def terms_of(piece: Piece) -> frozenset[str]:
    """The words of a sentence without their endings; pairs of signs where a script has no spaces."""
    if piece.kind.name in SILENT:
        return frozenset()
    found: set[str] = set()
    for word in words_of(piece.text):
        if script_of(word[0]) in UNSPACED:
            found.update(map("".join, pairwise(word)))
        elif not word.isdecimal() and len(word) > 1:
            found.add(word[:STEM])
    return frozenset(found)


def _joined(side: Sequence[frozenset[str]], places: Sequence[int]) -> frozenset[str]:
    return side[places[0]] if len(places) == 1 else frozenset().union(*(side[place] for place in places))


def _more(tokens: frozenset[str], terms: frozenset[str], names: dict[str, str]) -> frozenset[str]:
    found = {names[term] for term in terms if term in names}
    return tokens | found if found else tokens


def _learnt(beads: Sequence[tuple[frozenset[str], frozenset[str]]]) -> list[tuple[str, str, str]]:
    """Pairs of words that are each other's best, and a name for each."""
    total = len(beads)
    theirs: Counter[str] = Counter()
    mine: Counter[str] = Counter()
    for terms, own_terms in beads:
        theirs.update(terms)
        mine.update(own_terms)
    most = max(FEWEST, COMMON * total)
    usual = {word for word, count in theirs.items() if FEWEST <= count <= most}
    own_usual = {word for word, count in mine.items() if FEWEST <= count <= most}
    together: Counter[tuple[str, str]] = Counter()
    for terms, own_terms in beads:
        found = own_terms & own_usual
        for word in terms & usual:
            together.update((word, another) for another in found)
    scored: list[tuple[float, str, str]] = []
    for (word, other), both in together.items():
        if both >= FEWEST:
            score = _association(both, theirs[word], mine[other], total)
            if score >= STRONG:
                scored.append((score, word, other))
    scored.sort(key=lambda entry: (-entry[0], entry[1], entry[2]))
    taken: set[str] = set()
    own_taken: set[str] = set()
    learnt = []
    for _, word, other in scored:
        if word not in taken and other not in own_taken:
            taken.add(word)
            own_taken.add(other)
            learnt.append((word, other, f"{LEARNT}{word} {other}"))
    return learnt


def _association(both: int, one: int, other: int, total: int) -> float:
    """The likelihood ratio of two words standing together so often; 0 where they shun each other.

    One meeting is not counted: that of the bead whose anchor it will be.
    """
    both -= 1
    one, other, total = one - 1, other - 1, total - 1
    if total <= 0 or both * total <= one * other:
        return 0.0
    cells = (
        (both, one * other),
        (one - both, one * (total - other)),
        (other - both, (total - one) * other),
        (total - one - other + both, (total - one) * (total - other)),
    )
    return 2 * sum(
        seen * log(seen * total / expected) for seen, expected in cells if seen > 0 and expected > 0
    )
