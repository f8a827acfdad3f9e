"""Sound translations damaged on purpose: what fails altogether is rare in annotated sets, and heads must see it."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

Row = dict[str, Any]
SHORTEST = 30  # code points of a text that is damaged
SPACED = frozenset(
    {"en", "de", "cs"}
)  # languages of the sets behind the shipped heads whose words are cut at spaces
ENOUGH = 5  # texts of a document, to take another of them
LIKE = (0.6, 1.6)  # how long another text may be that takes the place of one, against it
CLAUSE = re.compile(r"(?<=[.;:!?,–—])\s+")


def damaged_copies(pairs: Sequence[Row], most: int, rng: random.Random) -> list[Row]:
    """At most so many sound pairs, each with up to two damaged copies. A row has `lp` (the languages, "en-de"), `doc`,
    `source` and `target`; `kind` says what was done, "" for nothing."""
    pairs = [row for row in pairs if len(row["target"]) >= SHORTEST]
    rng.shuffle(pairs)
    others: defaultdict[str, list[str]] = defaultdict(list)
    of_document: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in pairs:
        language = row["lp"].partition("-")[2]
        others[language].append(row["target"])
        of_document[language, row["doc"]].append(row["target"])
    found = []
    for row in pairs[:most]:
        found.append({**row, "kind": ""})
        language, target = row["lp"].partition("-")[2], row["target"]
        # Half of the other texts are of the same document: of what they speak tells nothing there.
        near = of_document[language, row["doc"]] if rng.random() < 0.5 else []
        near = near if len(near) >= ENOUGH else []
        fitting = [
            other
            for other in near or rng.sample(others[language], min(60, len(others[language])))
            if LIKE[0] < len(other) / len(target) < LIKE[1] and other[:20] != target[:20]
        ]
        if fitting and rng.random() < 0.5:
            found.append({**row, "target": rng.choice(fitting), "kind": "detached"})
        make = rng.choice(DAMAGES)
        made = make(row["source"], target, fitting, rng)
        if made is not None and made != target:
            found.append({**row, "target": made, "kind": make.__name__})
    return found


def looped(source: str, target: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A few words again and again, with or without what came after them."""
    words = target.split()
    size, times = rng.randint(1, 4), rng.randint(2, 9)
    if len(words) < 2 * size + 2:
        return None
    first = rng.randrange(1, len(words) - size)
    rest = rng.choice((words[first + size :], []))
    return " ".join(words[: first + size] + words[first : first + size] * times + rest)


def half_detached(source: str, target: str, others: Sequence[str], rng: random.Random) -> str | None:
    """Some words of the translation, then another text; or another text, then the end of the translation."""
    if not others:
        return None
    words, foreign = target.split(), rng.choice(others).split()
    share = rng.uniform(0.1, 0.6)
    kept, taken = round(len(words) * share), round(len(foreign) * share)
    if rng.random() < 0.7:
        return " ".join(words[:kept] + foreign[taken:])
    return " ".join(foreign[: len(foreign) - taken] + words[len(words) - kept :])


def cut(source: str, target: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A run of words left out, anywhere, closed by the mark at the end."""
    words = target.split()
    size = round(len(words) * rng.uniform(0.15, 0.7))
    if size < 2 or size > len(words) - 2:
        return None
    first = rng.choice(
        (0, len(words) - size, rng.randrange(len(words) - size), rng.randrange(len(words) - size))
    )
    kept = " ".join(words[:first] + words[first + size :])
    end = target.rstrip()[-1]
    return kept if kept[-1] == end or end.isalnum() else kept.rstrip(",;: ") + end


def clause_left_out(source: str, target: str, others: Sequence[str], rng: random.Random) -> str | None:
    """A sentence, or what stands between two marks, left out."""
    parts = CLAUSE.split(target.strip())
    if len(parts) < 2:
        return None
    gone = rng.randrange(len(parts))
    kept = " ".join(part for number, part in enumerate(parts) if number != gone)
    if len(parts[gone].split()) < 2 or len(kept) < SHORTEST // 2:
        return None
    return kept.rstrip(",;: ") + target.rstrip()[-1] if kept[-1] in ",;:" else kept


OMISSIONS = frozenset({"cut", "clause_left_out"})
DETACHED = frozenset({"detached", "half_detached", "looped"})
DAMAGES: tuple[Callable[[str, str, Sequence[str], random.Random], str | None], ...] = (
    cut, cut, cut, clause_left_out, clause_left_out, half_detached, half_detached, looped,
)  # fmt: skip
