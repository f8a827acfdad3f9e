"""Which segment of one version stands beside which of another.

Both are in one language, and most of their segments are alike or nearly so: those that are alike and stand once are
fixed first, in order (as a patience diff does); between two of them the likest are paired, in order too. What is like
nothing stands alone, and never beside something else only because there it had room.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from audit.report.comparison.version import Piece

Pair = tuple[int | None, int | None]
LIKE = 0.35  # of the words of both, from which on two segments are versions of one
MOST_COMPARED = 40_000  # couples of a gap, above which only those near its diagonal are compared
MOST_CELLS = 2_000_000  # of a gap in which pairs are looked for
WORDS = 400  # of a segment that are looked at


def lined_up(versions: Sequence[Sequence[Piece]]) -> list[tuple[int | None, ...]]:
    """Rows of one segment each, by its place in each version; None where a version lacks it.

    The first version gives the order; what only others have stands where they have it. Of several later versions
    those segments that stand at one place of the first are no pairs of each other, unless they are alike.
    """
    first, later = versions[0], versions[1:]
    count = len(later)
    beside: list[list[int | None]] = [[None] * count for _ in first]
    before: dict[int, dict[str, list[int | None]]] = {}
    for number, pieces in enumerate(later):
        place = 0
        for left, right in paired(first, pieces):
            if left is not None:
                beside[left][number] = right
                place = left + 1
            elif right is not None:
                at = before.setdefault(place, {})
                name = f"{pieces[right].name}\x00{solid(pieces[right].text)}"
                while name in at and at[name][number] is not None:
                    name += "\x00"
                at.setdefault(name, [None] * count)[number] = right
    rows: list[tuple[int | None, ...]] = []
    for place in range(len(first) + 1):
        rows += [(None, *others) for others in before.get(place, {}).values()]
        if place < len(first):
            rows.append((place, *beside[place]))
    return rows


def paired(left: Sequence[Piece], right: Sequence[Piece]) -> list[Pair]:
    """The pairs of two versions, in the order of both."""
    if any(piece.name for piece in left) and any(piece.name for piece in right):
        return by_name(left, right)
    one, other = [solid(piece.text) for piece in left], [solid(piece.text) for piece in right]
    pairs: list[Pair] = []
    a = b = 0
    for x, y in [*fixed(one, other), (len(one), len(other))]:
        while a < x and b < y and one[a] == other[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        tail: list[Pair] = []
        stop, end = x, y
        while stop > a and end > b and one[stop - 1] == other[end - 1]:
            stop, end = stop - 1, end - 1
            tail.append((stop, end))
        pairs += in_gap(left, right, range(a, stop), range(b, end))
        pairs += reversed(tail)
        if x < len(one):
            pairs.append((x, y))
        a, b = x + 1, y + 1
    return pairs


def by_name(left: Sequence[Piece], right: Sequence[Piece]) -> list[Pair]:
    """Pairs of units of one name: the n-th of one with the n-th of the other, which are its plural forms."""
    seen: Counter[str] = Counter()
    places: dict[tuple[str, int], int] = {}
    for number, piece in enumerate(right):
        places[piece.name, seen[piece.name]] = number
        seen[piece.name] += 1
    seen.clear()
    pairs: list[Pair] = []
    for number, piece in enumerate(left):
        pairs.append((number, places.pop((piece.name, seen[piece.name]), None)))
        seen[piece.name] += 1
    return pairs + [(None, number) for number in sorted(places.values())]


def fixed(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Segments that stand once in either version, as many of them as have one order."""
    counts, others = Counter(one), Counter(other)
    where = {text: number for number, text in enumerate(other) if others[text] == 1}
    found = [(number, where[text]) for number, text in enumerate(one) if text in where and counts[text] == 1]
    # The longest run that rises in both: ends[n] is where the best run of n + 1 ends.
    ends: list[int] = []
    best: list[int] = []
    behind: list[int] = []
    for number, (_, place) in enumerate(found):
        at = bisect_left(ends, place)
        behind.append(best[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            best.append(number)
        else:
            ends[at], best[at] = place, number
    run: list[tuple[int, int]] = []
    number = best[-1] if best else -1
    while number >= 0:
        run.append(found[number])
        number = behind[number]
    return run[::-1]


def in_gap(left: Sequence[Piece], right: Sequence[Piece], a: range, b: range) -> list[Pair]:
    """The likest pairs of a stretch, in order: the sum of their likeness is the greatest there is."""
    alone: list[Pair] = [(number, None) for number in a] + [(None, number) for number in b]
    if not a or not b:
        return alone
    if same_build([left[number] for number in a], [right[number] for number in b]):
        return list(zip(a, b, strict=True))
    if len(a) * len(b) > MOST_CELLS:
        return alone
    one = [words_of(left[number].text) for number in a]
    other = [words_of(right[number].text) for number in b]
    width = len(b) + 1
    sums = [0.0] * width
    steps: list[bytearray] = []  # 0: a pair, 1: left alone, 2: right alone
    near = max(MOST_COMPARED // len(a) // 2, 8)
    for number, words in enumerate(one):
        step, row = bytearray(width), [0.0] * width
        step[0] = 1
        middle = number * len(b) // len(a)
        for place, more in enumerate(other, 1):
            value, kind = row[place - 1], 2
            if sums[place] > value:
                value, kind = sums[place], 1
            like = likeness(words, more) if abs(place - 1 - middle) <= near else 0.0
            if like >= LIKE and sums[place - 1] + like > value:
                value, kind = sums[place - 1] + like, 0
            row[place], step[place] = value, kind
        sums = row
        steps.append(step)
    pairs: list[Pair] = []
    x, y = len(a), len(b)
    while x or y:
        kind = 2 if not x else 1 if not y else steps[x - 1][y]
        if kind == 0:
            x, y = x - 1, y - 1
            pairs.append((a[x], b[y]))
        elif kind == 1:
            x -= 1
            pairs.append((a[x], None))
        else:
            y -= 1
            pairs.append((None, b[y]))
    return pairs[::-1]


def same_build(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """True for stretches that were translated anew, piece by piece: as many, of the same kinds and about as long.

    Two systems may share hardly a word of a sentence; that it is the same sentence, the build of the page says.
    """
    if len(left) != len(right):
        return False
    return all(
        one.role == other.role
        and len(one.text) <= 20 + 2 * len(other.text)
        and len(other.text) <= 20 + 2 * len(one.text)
        for one, other in zip(left, right, strict=True)
    )


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that both have, 0–1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def words_of(text: str) -> Counter[str]:
    """The words of a segment; where it has no spaces, couples of its characters."""
    words = text.casefold().split(None, WORDS)[:WORDS]
    if len(words) * 12 < len(text[: 12 * WORDS]):  # a script without spaces, or nearly
        line = "".join(words)[:WORDS]
        return Counter(line[number : number + 2] for number in range(max(len(line) - 1, 1)))
    return Counter(words)


def solid(text: str) -> str:
    """The text with white space folded: where lines break is no content."""
    return " ".join(text.split())
