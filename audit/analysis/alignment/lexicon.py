"""Words of both sides that come together in this very pair of texts: a small dictionary that nobody had to write.

The first alignment tells which sentences belong together; words that keep each other company there are anchors of the
second one. What one pair of sentences alone says is left out: it would only confirm itself.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise, product
from math import log

from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece
from audit.analysis.alignment.tokens import LEARNT, WORD
from audit.language.scripts import script_of

STEM = 6  # letters of a word that count: endings change
MOST_BEADS = 3000
COMMON = 0.3  # of the sentences: a word in more of them belongs to none
FEWEST = 3  # sentences in which both must stand
STRONG = 8.0  # twice the logarithm of how much likelier it is that they belong together
REMEMBERED = 1 << 14  # counts of two words whose association was reckoned: they are small, and come again
FIRST_UNSPACED = "\u0e00"  # letters before it are of scripts with spaces
UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"})

Pair = tuple[Sequence[int], Sequence[int]]


def learnt_anchors(
    beads: Sequence[Pair],
    source: Sequence[Piece],
    target: Sequence[Piece],
    anchors: Sequence[tuple[str, ...]],
    own_anchors: Sequence[tuple[str, ...]],
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """More anchors of both sides: one for each pair of words that the beads taught."""
    theirs, mine = list(map(terms_of, source, anchors)), list(map(terms_of, target, own_anchors))
    learnt = _learnt([(_joined(theirs, bead[0]), _joined(mine, bead[1])) for bead in beads[:MOST_BEADS]])
    left, right = {one: name for one, _, name in learnt}, {other: name for _, other, name in learnt}
    return (
        [_names(terms, left) for terms in theirs],
        [_names(terms, right) for terms in mine],
    )


def terms_of(piece: Piece, anchors: Sequence[str]) -> tuple[str, ...]:
    """The words of a sentence without their endings; pairs of signs where a script has no spaces."""
    if piece.kind.name in SILENT:
        return ()
    found: dict[str, None] = {}
    for token in anchors:
        if token[0] != WORD:
            continue
        if token[1] >= FIRST_UNSPACED and script_of(token[1]) in UNSPACED:
            found.update(dict.fromkeys(map("".join, pairwise(token[1:]))))
        else:
            found[token[1 : 1 + STEM]] = None
    return tuple(found)


def _joined(side: Sequence[tuple[str, ...]], places: Sequence[int]) -> tuple[str, ...]:
    if len(places) == 1:
        return side[places[0]]
    return tuple(dict.fromkeys(term for place in places for term in side[place]))


def _names(terms: tuple[str, ...], names: dict[str, str]) -> tuple[str, ...]:
    if names.keys().isdisjoint(terms):
        return ()
    return tuple([names[term] for term in terms if term in names])


def _learnt(beads: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[tuple[str, str, str]]:
    """Pairs of words that are each other's best, and a name for each."""
    total = len(beads)
    theirs = Counter(chain.from_iterable(terms for terms, _ in beads))
    mine = Counter(chain.from_iterable(own_terms for _, own_terms in beads))
    most = max(FEWEST, COMMON * total)
    usual = {word for word, count in theirs.items() if FEWEST <= count <= most}
    own_usual = {word for word, count in mine.items() if FEWEST <= count <= most}
    together = Counter(
        chain.from_iterable(
            product(
                [term for term in terms if term in usual], [term for term in own_terms if term in own_usual]
            )
            for terms, own_terms in beads
        )
    )
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


@lru_cache(REMEMBERED)
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
