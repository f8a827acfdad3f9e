"""Addresses that stand bare in a text."""

import re
from collections.abc import Iterator

# An address may hold template tags, and a pair of square brackets, but no lone one: it may be a link's text.
_URL = re.compile(
    r"(?<![\w/])(?:https?://|www\.)"
    r"(?:[^\s<>\[\]{}“”«»‘’…\u2e80-\uffef]++|\{\{[^{}\n]{0,200}+\}\}|\[\w{0,40}+\]|[{}])++"
)
_URL_END = re.compile(r"(?:[?!.,:;*_~'\"\]]|&[A-Za-z0-9]+;)$")


def bare_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Bare addresses, without the punctuation that ends the sentence around them."""
    if "http" not in text and "www." not in text:
        return
    for match in _URL.finditer(text):
        start, end = match.span()
        surplus = text.count(")", start, end) - text.count("(", start, end)
        while end > start:
            if tail := _URL_END.search(text, max(start, end - 40), end):
                end = tail.start()
            elif text[end - 1] == ")" and surplus > 0:
                end, surplus = end - 1, surplus - 1
            else:
                break
        yield start, end
