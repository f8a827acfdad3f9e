"""Where a photo credit ends and a caption that ran on behind it begins.

A credit is a label and names: capitalised words, joined by small words ("Ministry of Foreign Affairs").
When a lower-case word of substance follows, a caption may have run on. It began at the last place between
two capitalised words that the document does not otherwise write side by side: what stands together
elsewhere ("Foreign Affairs") is one name.
"""

import re
from functools import cache

from audit.analysis.page_anatomy import CREDIT
from audit.analysis.text_view import TextView
from audit.language.page_words import agencies, credit_labels
from audit.language.phrases import fold
from audit.model.role import Role

LONGEST = 40  # words of a credit line that are looked at
SENTENCE = 2  # so many small words and so many words of substance make a caption by themselves
Token = tuple[int, int, str]  # start and end in the view, the word


def credit_seam(view: TextView, index: int) -> tuple[int, int] | None:
    """`[start, end)` of the last word of the credit and the first of the caption; None when nothing ran on."""
    base, end = view.bounds(index)
    labelled = CREDIT.match(view.segments[index].text)
    if labelled is None or fold(labelled[1]).strip() not in credit_labels():
        return None
    tokens = [(m.start(), m.end(), m[0]) for m in word().finditer(view.text, base + labelled.start(2), end)][
        :LONGEST
    ]
    small = frozenset(view.language.function_words)
    substance = next(
        (
            i
            for i, (_, _, text) in enumerate(tokens)
            if text[0].islower() and text.strip(".,").lower() not in small
        ),
        None,
    )
    if substance is None or not told(view, index, tokens[substance:], small):
        return None
    for i, (first, last, text) in enumerate(tokens[: substance + 1]):
        if i and (cut := inner_capital(text)) and text[cut:].lower() in small:
            return first, last  # "Jane RoeThe bridge"
    seams = [i for i in range(1, substance) if capitals(view, tokens[i - 1], tokens[i])]
    chosen = None
    for i in reversed(seams):
        name = fold(view.text[tokens[0][0] : tokens[i - 1][1]])
        # A name of an agency is complete; a capitalised article opens a sentence.
        if any(part.strip() in agencies() for part in (name, name.rpartition("/")[2])):
            return tokens[i - 1][0], tokens[i][1]
        if chosen is None and not together(view, index, tokens[i - 1][2], tokens[i][2]):
            chosen = i
        if tokens[i][2].lower() in small:
            chosen = i
    return (tokens[chosen - 1][0], tokens[chosen][1]) if chosen is not None else None


def capitals(view: TextView, one: Token, two: Token) -> bool:
    """True when two words stand side by side, both capitalised, with nothing but a blank between them."""
    return (
        two[0] - one[1] == 1
        and one[2][-1].isalpha()
        and initial(one[2]).isupper()
        and initial(two[2]).isupper()
    )


def inner_capital(text: str) -> int:
    """Where a capital stands right behind a small letter; 0 when nowhere."""
    return next((i for i in range(1, len(text)) if text[i - 1].islower() and text[i].isupper()), 0)


def initial(text: str) -> str:
    """The first letter of a word, whatever marks stand before it."""
    return next((char for char in text if char.isalpha()), "")


def together(view: TextView, index: int, one: str, two: str) -> bool:
    """True when the document elsewhere writes the two words side by side."""
    start, end = view.bounds(index)
    pair = f"{one} {two}"
    return view.text.find(pair, 0, start) >= 0 or view.text.find(pair, end) >= 0


def told(view: TextView, index: int, tail: list[Token], small: frozenset[str]) -> bool:
    """True when what follows is the matter of the document, not of the credit.

    Its first word of substance stands in a heading of the document, or the words are many enough for a
    sentence.
    """
    first = tail[0][2].strip(".,;:!?»”\"'").lower()
    if len(first) > 3 and first in heading_words(view, index):
        return True
    words = [text.strip(".,;:!?»”\"'").lower() for _, _, text in tail if text[0].islower()]
    little = sum(text in small for text in words)
    return little >= SENTENCE and len(words) - little >= SENTENCE


def heading_words(view: TextView, index: int) -> frozenset[str]:
    """Lower-case words of the document's headings."""
    return view.remember(
        "heading words",
        lambda: frozenset(
            match[0].lower()
            for segment in view.segments
            if segment.role is Role.HEADLINE
            for match in letters().finditer(segment.text)
        ),
    )


@cache
def word() -> re.Pattern[str]:
    return re.compile(r"\S+")


@cache
def letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
