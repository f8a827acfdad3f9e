"""Names and words that look or sound alike on both sides: a translation brings most of them back."""

from math import log1p

from audit.analysis.leftovers.word_lists import common_cost
from audit.score.estimate.side import NEVER_LISTED, Side, is_small, sound_of
from audit.score.estimate.sign import Sign, sign
from audit.score.estimate.translated import Translated

SHORTEST = 5  # letters of a word whose likeness is no chance
RARE = 10.5  # what a word costs at least that may be a name
HALF = 0.5


def may_come_back(source: Side, target: str) -> list[str]:
    """Long words of the source that the target's language may have as they are: names, and what both lists know."""
    found = []
    for word in source.vocabulary:
        if len(word) >= SHORTEST and not is_small(word, source.language):
            costs = common_cost(word)
            if target in costs or costs.get(source.language, NEVER_LISTED) > RARE:
                found.append(word)
    return found


@sign("most names and international words of the source without a look-alike", against=True)
def likeness_lost(stretch: Translated) -> float:
    words = may_come_back(stretch.source, stretch.target.language)
    if len(words) < 2:
        return 0.0
    sounds = [sound_of(word, stretch.source.language) for word in words]
    roots = stretch.target.roots
    lost = sum(sound not in roots for sound in sounds if sound)
    return max(0.0, lost / (len(words) + 1) - HALF)


@sign("share of the letter sequences of long words that both sides have")
def alike(stretch: Translated) -> float:
    first, second = stretch.source.sequences, stretch.target.sequences
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


@sign("nothing of the source comes back: no word by its sound, no number", against=True)
def nothing_comes_back(stretch: Translated) -> float:
    source, target = stretch.source, stretch.target
    if not source.roots or not target.roots or source.roots & target.roots:
        return 0.0
    if source.sequences & target.sequences or set(source.figures) & set(target.figures):
        return 0.0
    return log1p(min(len(source.roots), len(target.roots)))


LIKENESS: tuple[Sign, ...] = (likeness_lost, alike, nothing_comes_back)
