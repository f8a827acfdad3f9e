"""Comments on a document: read where they are in its language, left alone where people speak of it in theirs."""

from collections.abc import Iterable, Sequence

from audit.analysis.language_guess import guess_language
from audit.analysis.target_language import same_language
from audit.model.unchecked import Unchecked
from audit.readers.office.stretches import Kind, Paragraph, marks_of

SURE = 0.8  # that a comment, or a text, is in a language
MOST_ASKED = 60  # paragraphs whose words tell the language of a text
COMMENTS = "they speak of the text in another language than its own, or in none that can be told, so they are left alone"


def in_own_language(
    comments: Sequence[Paragraph], text: Iterable[Paragraph]
) -> tuple[list[Paragraph], list[Unchecked]]:
    """The comments in the language of the text, and a note on the others."""
    if not comments:
        return [], []
    paragraphs = list(text)
    said = guess_language("\n".join(map(shown, paragraphs[:MOST_ASKED])))
    own = said.tag if said.confidence >= SURE else marks_of(paragraphs).language
    kept = [paragraph for paragraph in comments if own is not None and is_in(shown(paragraph), own)]
    left = len(comments) - len(kept)
    notes = [Unchecked("1 comment" if left == 1 else f"{left} comments", COMMENTS)] if left else []
    return kept, notes


def is_in(text: str, language: str) -> bool:
    """True for a text that surely is in a language."""
    guess = guess_language(text)
    return guess.tag is not None and guess.confidence >= SURE and same_language(guess.tag, language)


def shown(paragraph: Paragraph) -> str:
    """The text of a paragraph."""
    return "".join(item.text if item.kind is Kind.TEXT else " " for item in paragraph.stretches)
