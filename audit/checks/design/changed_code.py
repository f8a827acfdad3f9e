"""See `changed-code`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.code_blocks import changed_code as changed_blocks
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

PAGE = """Run this:

```python
# Count the ferries of a day.
total = sum(ferry.seats for ferry in ferries)
print("Seats:", total)
```
"""


@check(
    id="changed-code",
    category=Category.DO_NOT_TRANSLATE,
    severity=Severity.MAJOR,
    message="The code is not that of the source{was}",
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "Führen Sie das aus:\n\n```python\n# Zählt die Fähren eines Tages.\n"
            '⟦gesamt = summe(fähre.plätze für fähre in fähren)⟧\nprint("Plätze:", total)\n```\n',
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        bad(
            "fr",
            "Lancez ceci :\n\n```python\n# Compte les bacs du jour.\n"
            "total = sum(ferry.seats for ferry in ferries)⟦⟧\n```\n",
            beside=PAGE,
            source="en",
            format="markdown",
        ),
        good(
            "de",
            "Führen Sie das aus:\n\n```python\n# Zählt die Fähren eines Tages.\n"
            'total = sum(ferry.seats for ferry in ferries)\nprint("Plätze:", total)\n```\n',
            beside=PAGE,
            source="en",
            format="markdown",
            why="comments and texts may be translated",
        ),
        good(
            "fr",
            "Voici le dossier :\n\n```text\nferry/\n  horaires.txt  (les heures)\n```\n",
            beside="Here is the folder:\n\n```text\nferry/\n  times.txt  (the hours)\n```\n",
            source="en",
            format="markdown",
            why="no program reads it",
        ),
    ),
)
def changed_code(view: PageView) -> Iterator[Detection]:
    """A block of code differs from that of the source in what a program reads.

    Who copies it gets something that does not run, or does something else; or the source has moved on, and readers learn
    what is no longer so.

    Left alone: comments, texts in quotation marks and between tags, values that are sentences, names to be filled in, and
    blocks that are no code, such as output and drawings.
    """
    for fault in changed_blocks(view):
        yield view.detection(
            fault.pair,
            fault.place.start,
            fault.place.end,
            source=fault.source,
            confidence=fault.confidence,
            was=f": “{fault.was[:90]}” there" if fault.was else ", which has nothing like it",
        )
