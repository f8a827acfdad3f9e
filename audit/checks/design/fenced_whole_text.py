"""See `fenced-whole-text`."""

import re
from collections.abc import Iterator

from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity

# What a fence around prose calls its content; other names are programming languages, and then it is code.
OPENING = re.compile(r"(`{3,8}|~{3,8})\s?(?:markdown|mdx?|text|txt|plaintext|html)?\Z", re.IGNORECASE)


@check(
    id="fenced-whole-text",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="The whole text stands inside a code block",
    flows=(Flow.PROSE,),
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
        bad(
            "en",
            "⟦```md⟧\n# River news\n\nRun this:\n\n```sh\nmake all\n```\n\nThe river rose.\n```\n",
            format="markdown",
            fixed="\n# River news\n\nRun this:\n\n```sh\nmake all\n```\n\nThe river rose.\n\n",
        ),
        bad(
            "en",
            "⟦```md⟧\n# River news\n```\n\n```markdown\nThe river rose by two metres overnight.\n```\n",
            format="markdown",
            fixed="\n# River news\n\n\n\nThe river rose by two metres overnight.\n\n",
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
    """The whole text, or each of its parts, stands inside a code block, as language models hand it over.

    Why it hurts a reader: the page shows raw text in a typewriter face, with all its marks.

    Left alone: code blocks inside a text, and blocks that name a programming language.
    """
    segments = view.segments
    if len(segments) < 3:
        return
    fences = [number for number, segment in enumerate(segments) if segment.path == "fence"]
    if not fences:  # in plain text a fence is a line like any other
        fences = [0, len(segments) - 1]
    opening = OPENING.match(segments[fences[0]].text)
    if opening is None or (len(fences) > 1 and segments[fences[-1]].text != opening[1]):
        return
    own = set(fences)
    if any(item.text.startswith(opening[1]) for number, item in enumerate(segments) if number not in own):
        return
    places = [view.bounds(number) for number in fences]
    yield view.detection(*places[0], fix=Fix(tuple(Edit(*place, "") for place in places), Safety.SUGGESTED))
