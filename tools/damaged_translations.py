"""Translations with a damage of known price, made of sound ones: what fails badly in life is rare in labelled data.

Annotated sets come from good systems: next to nothing in them is cut short, goes round in circles or says something else
altogether, so that no weights can be learnt for it there. Each damage costs what an annotator takes off by the MQM
guidelines: 25 for what is no translation, 5 for a major error; for what was cut, 25 times its share.
"""

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

NO_TRANSLATION, MAJOR = 25.0, 5.0
SHORTEST = 24  # code points of a target that is damaged


class Damaged(NamedTuple):
    """A target, by how many points it is worse, and how it came about."""

    target: str
    points: float
    kind: str


def damaged(source: str, target: str, others: Sequence[str], rng: random.Random) -> Damaged | None:
    """One damage, drawn by chance; `others` are translations of other texts into the same language. None where the
    text is too short for the one that was drawn."""
    if len(target) < SHORTEST:
        return None
    return rng.choice(KINDS)(source, target, others, rng)


def detached(source: str, target: str, others: Sequence[str], rng: random.Random) -> Damaged | None:
    """A translation of something else, of about the length."""
    fitting = [other for other in others if 0.5 < len(other) / len(target) < 1.6 and other != target]
    return Damaged(rng.choice(fitting), NO_TRANSLATION, "detached") if fitting else None


def cut(source: str, target: str, others: Sequence[str], rng: random.Random) -> Damaged | None:
    """A run of words left out, anywhere."""
    words = target.split()
    size = round(len(words) * rng.uniform(0.2, 0.75))
    if not 1 <= size < len(words) - 1:
        return None
    first = rng.choice((0, len(words) - 1 - size, rng.randrange(len(words) - size)))
    share = size / len(words)
    return Damaged(" ".join(words[:first] + words[first + size :]), NO_TRANSLATION * share, "cut")


def looping(source: str, target: str, others: Sequence[str], rng: random.Random) -> Damaged | None:
    """A few words said again and again, with or without what came after them."""
    words = target.split()
    size, times = rng.randint(1, 4), rng.randint(2, 9)
    if len(words) < 2 * size + 2:
        return None
    first = rng.randrange(1, len(words) - size)
    rest = rng.choice((words[first + size :], []))
    looped = words[: first + size] + words[first : first + size] * times + rest
    return Damaged(" ".join(looped), NO_TRANSLATION if times > 2 else MAJOR, "looping")


def copied(source: str, target: str, others: Sequence[str], rng: random.Random) -> Damaged | None:
    """The source over again."""
    return Damaged(source, NO_TRANSLATION, "copied")


def other_number(source: str, target: str, others: Sequence[str], rng: random.Random) -> Damaged | None:
    """One digit of a number changed."""
    places = [match.start() for match in re.finditer("[2-9]", target)]
    if not places:
        return None
    place = rng.choice(places)
    other = rng.choice([digit for digit in "123456789" if digit != target[place]])
    return Damaged(target[:place] + other + target[place + 1 :], MAJOR, "other number")


KINDS = (detached, detached, cut, cut, cut, looping, looping, copied, other_number)
