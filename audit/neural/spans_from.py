"""Tokens with probabilities, joined to stretches worth pointing at."""

from collections.abc import Sequence

from audit.neural.answer import Marked


def spans_from(tokens: Sequence[Marked], threshold: float, text: str) -> tuple[Marked, ...]:
    """Stretches of tokens at or above a threshold, joined across what is no letter between them.

    The score of a stretch is the greatest of its tokens, its label that token's. Words are never cut: a stretch is
    widened to the whole of a word of which a token is in it, where words are separated by spaces.
    """
    found: list[Marked] = []
    for token in tokens:
        if token.score < threshold:
            continue
        start, end = word_around(text, token.start, token.end)
        last = found[-1] if found else None
        if last is not None and not any(sign.isalnum() for sign in text[last.end : start]):
            top = max(last, token, key=lambda one: one.score)
            found[-1] = Marked(
                last.start, max(last.end, end), top.score, top.label, top.other, top.severity, top.note
            )
        else:
            found.append(
                Marked(start, end, token.score, token.label, token.other, token.severity, token.note)
            )
    return tuple(found)


def word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch widened to the letters that touch it, at most so many that no text without spaces is one word."""
    most = 40
    first, last = start, end
    while first > 0 and start - first < most and text[first - 1].isalpha() and text[first].isalpha():
        first -= 1
    while last < len(text) and last - end < most and text[last].isalpha() and text[last - 1].isalpha():
        last += 1
    if start - first >= most or last - end >= most:
        return start, end
    return first, last
