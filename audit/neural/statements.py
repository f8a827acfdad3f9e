"""Which sentences of a text to lay before an entailment model, to see whether the text contradicts itself."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from audit.neural.question import Question

LATER = 40  # sentences; what lies further apart is rarely about the same
COMMON = 0.2  # of the sentences: a word in more of them ties none together
FEWEST = 3  # sentences that a word may stand in whatever their share


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


def statement_pairs(sentences: Sequence[str], most: int = 200) -> list[tuple[int, int]]:
    """Pairs of sentences that may speak of the same: they share a name, a number or two rarer words.

    Every two sentences would be a square of questions; these are the likeliest, in the order of the text, at most
    `most` of them: those that share most.
    """
    telling = [telling_words(sentence) for sentence in sentences]
    spread = Counter(word for words in telling for word in words)
    limit = max(FEWEST, int(COMMON * len(sentences)))
    where: dict[str, list[int]] = {}
    shared: Counter[tuple[int, int]] = Counter()
    for later, words in enumerate(telling):
        for word in sorted(words):
            if spread[word] > limit:
                continue
            for earlier in reversed(where.setdefault(word, [])):
                if later - earlier > LATER:
                    break
                shared[earlier, later] += 2 if word[0].isupper() or word.isdecimal() else 1
            where[word].append(later)
    kept = [
        pair for pair, weight in shared.items() if weight >= 2 and sentences[pair[0]] != sentences[pair[1]]
    ]
    kept.sort(key=lambda pair: (-shared[pair], pair))
    return sorted(kept[:most])


def telling_words(sentence: str) -> frozenset[str]:
    """Numbers, and words of four letters or more; a capital within the sentence is kept, for it may be a name's."""
    found = []
    for match in _word().finditer(sentence):
        word = match[0]
        first = not sentence[: match.start()].strip(" \t\n\"'“”„«»(‘’¿¡—–-")
        if word.isdecimal():
            found.append(word)
        elif len(word) >= 4:
            found.append(word.lower() if first else word)
    return frozenset(found)


def contradiction_questions(
    sentences: Sequence[str], language: str | None = None, most: int = 200
) -> list[tuple[int, int, Question]]:
    """The pairs as questions to an `nli` scorer: the earlier sentence as source, the later as target."""
    return [
        (earlier, later, Question(sentences[later], sentences[earlier], language, language))
        for earlier, later in statement_pairs(sentences, most)
    ]
