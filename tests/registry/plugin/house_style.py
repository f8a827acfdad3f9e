"""A check of the style of our house: no full capitals."""

import re
from collections.abc import Iterator

from audit.extend import PROSE, Category, Detection, Severity, TextView, assert_examples, bad, check, good

SHOUT = re.compile(r"\b[A-Z]{4,}(?: [A-Z]{2,})+\b")


@check(
    id="shouted-words",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MINOR,
    message="“{words}” is written in capitals throughout",
    roles=PROSE,
    examples=(
        bad("en", "The ferry ⟦NEVER EVER⟧ leaves late."),
        bad("de", "Die Fähre fährt ⟦NIEMALS ZU⟧ spät ab."),
        good("en", "The UNESCO site is open.", why="one word in capitals is a name"),
        good("de", "Der ADAC hilft.", why="the same"),
    ),
)
def shouted_words(view: TextView) -> Iterator[Detection]:
    """Several words in a row stand in capitals.

    Why it hurts a reader: it shouts.

    Left alone: single words.
    """
    for match in SHOUT.finditer(view.text):
        yield view.detection(match.start(), match.end(), words=match[0])


def test_examples() -> None:
    assert_examples(shouted_words)
