"""See `fenced-whole-text`."""

import re
from collections.abc import Iterator

from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity

# What a fence around prose calls its content; other names are programming languages, and then it is code.
OPENING = re.compile(r"(`{3,8}|~{3,8})\s?(?:markdown|md|text|txt|plaintext|html)?\Z", re.IGNORECASE)


@check(
    id="fenced-whole-text",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="The whole text stands inside a code block",
    examples=(
        bad(
            "en",
            "⟦```markdown⟧\n# River news\n\nThe river rose by two metres overnight.\n```\n",
            fixed="\n# River news\n\nThe river rose by two metres overnight.\n\n",
        ),
        bad(
            "ru",
            "⟦```⟧\n# Новости реки\n\nРека поднялась на два метра.\n```\n",
            format="markdown",
            fixed="\n# Новости реки\n\nРека поднялась на два метра.\n\n",
        ),
        good("en", "Run this:\n\n```\nmake all\n```\n", format="markdown", why="a code block inside a text"),
        good(
            "de",
            "So geht es:\n\n```python\nprint(1)\n```\n",
            format="markdown",
            why="code at the end of a text",
        ),
    ),
)
def fenced_whole_text(view: TextView) -> Iterator[Detection]:
    """The whole text stands inside one code block, as language models hand it over.

    Why it hurts a reader: the page shows raw text in a typewriter face, with all its marks.

    Left alone: code blocks inside a text, and blocks that name a programming language.
    """
    if len(view.segments) < 3:
        return
    opening = OPENING.match(view.segments[0].text)
    if opening is None or view.segments[-1].text != opening[1]:
        return
    if any(segment.text.startswith(opening[1]) for segment in view.segments[1:-1]):
        return
    first, last = view.bounds(0), view.bounds(len(view.segments) - 1)
    yield view.detection(*first, fix=Fix((Edit(*first, ""), Edit(*last, "")), Safety.SUGGESTED))
