"""See `lost-code-language`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.code_blocks import lost_fence_languages
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

PAGE = "Run this:\n\n```python\nprint(ferries)\n```\n"


@check(
    id="lost-code-language",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="The code block of the source names its language, “{language}”; this one does not",
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "Führen Sie das aus:\n\n⟦```⟧\nprint(ferries)\n```\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        bad(
            "ru",
            "Запустите это:\n\n⟦```питон⟧\nprint(ferries)\n```\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        good(
            "de",
            "Führen Sie das aus:\n\n```Python\nprint(ferries)\n```\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="capitals do not matter",
        ),
        good(
            "ru",
            "Запустите это:\n\n```py\nprint(ferries)\n```\n",
            beside=PAGE,
            source="en",
            format="markdown",
            why="another name of the same language, as far as anybody knows",
        ),
    ),
)
def lost_code_language(view: PageView) -> Iterator[Detection]:
    """The fence of a code block has lost the name of the language, or has it translated.

    The code is shown without colours, and tools that look for blocks of a language do not find it.

    Left alone: another name in its place, and a language where the source has none.
    """
    for fault in lost_fence_languages(view):
        yield view.detection(fault.pair, fault.place.start, fault.place.end, language=fault.language)
