"""What differs between two versions of a segment: words first, then characters inside words that changed.

Words are compared as wholes, so that no letter of one word is matched with a letter of another. Where a word became
another that is much like it, the characters tell what changed in it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Scripts without spaces: every character is a word. Kana, Han, Thai, Lao, Burmese, Khmer.
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
MOST_TOKENS = 1500  # of both texts, above which only the two ends are compared
MOST_COUPLES = (
    20_000  # of equal words, one in each text: what repeats without end is compared at its ends, too
)
MOST_CHARACTERS = 60  # of a changed word in which characters are compared
ALIKE = 0.6  # of its characters: else a word was replaced, not changed

Stretch = tuple[int, int]


def changed(left: str, right: str) -> tuple[list[Stretch], list[Stretch]]:
    """The stretches of either text that the other lacks, in code points, in order."""
    if left == right:
        return [], []
    one, other = tokens(left), tokens(right)
    if len(one) + len(other) > MOST_TOKENS or couples(one, other) > MOST_COUPLES:
        return ends_apart(left, right)
    starts, ends = offsets(one), offsets(other)
    gone: list[Stretch] = []
    new: list[Stretch] = []
    # White space stands everywhere: it goes with the words around it, and is nothing to begin a match with.
    for kind, a, b, c, d in SequenceMatcher(str.isspace, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind == "replace" and b - a == d - c:
            for step in range(b - a):
                one_word = starts[a + step], starts[a + step + 1]
                inside(left, right, one_word, (ends[c + step], ends[c + step + 1]), gone, new)
        else:
            gone += [(starts[a], starts[b])] * (b > a)
            new += [(ends[c], ends[d])] * (d > c)
    return joined(gone), joined(new)


def tokens(text: str) -> list[str]:
    """Words, stretches of white space, and marks one by one."""
    found: list[str] = []
    for token in TOKEN.findall(text):
        if DENSE.search(token):
            found += token
        else:
            found.append(token)
    return found


def couples(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pairs of equal words there are, white space aside: what a comparison has to look at again and again."""
    counts, others = Counter(one), Counter(other)
    return sum(count * others[token] for token, count in counts.items() if not token.isspace())


def offsets(tokens: Sequence[str]) -> list[int]:
    """Where each token begins, and where the last one ends."""
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places


def inside(
    left: str, right: str, one: Stretch, other: Stretch, gone: list[Stretch], new: list[Stretch]
) -> None:
    """Add what differs between two words that stand for each other."""
    before, after = left[slice(*one)], right[slice(*other)]
    if before == after:
        return
    if len(before) > MOST_CHARACTERS or len(after) > MOST_CHARACTERS:
        gone.append(one)
        new.append(other)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        gone.append(one)
        new.append(other)
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            gone += [(one[0] + a, one[0] + b)] * (b > a)
            new += [(other[0] + c, other[0] + d)] * (d > c)


def ends_apart(left: str, right: str) -> tuple[list[Stretch], list[Stretch]]:
    """All between the beginning and the end that both have."""
    most = min(len(left), len(right))
    start = next((place for place in range(most) if left[place] != right[place]), most)
    tail = next((n for n in range(most - start) if left[-n - 1] != right[-n - 1]), most - start)
    gone, new = (start, len(left) - tail), (start, len(right) - tail)
    return [gone] * (gone[1] > gone[0]), [new] * (new[1] > new[0])


def joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours as one."""
    out: list[Stretch] = []
    for start, end in stretches:
        if out and out[-1][1] >= start:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def share(stretches: Sequence[Stretch], length: int) -> float:
    """How much of a text they are, 0–1."""
    return sum(end - start for start, end in stretches) / length if length else 0.0
