"""Nothing but marks where a text should be."""

from collections.abc import Iterable

from audit.analysis.text_view import SEPARATOR, TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

# Marks that say nothing alone. Dashes, asterisks and ellipses stand for "none", a break or a pause; "?" and
# "!" are said alone in dialogue; symbols and emoji are messages.
EMPTY = frozenset(" \t\u00a0.,;:\"'“”‘’«»„()[]{}。，、；：।،؛" + SEPARATOR)


@check(
    id="empty-translation",
    category=Category.OMISSION,
    severity=Severity.CRITICAL,
    message="No word of text, only “{found}”",
    flows=(Flow.PROSE, Flow.CUES),
    examples=(
        bad("en", "⟦.⟧"),
        bad("zh", "⟦。⟧"),
        bad("de", "⟦„“.⟧"),
        good("en", "—", why="a dash says: no entry"),
        good("fr", "* * *", why="a break between scenes"),
        good("ja", "…", why="silence in a dialogue"),
        good("en", "2026.", why="a figure is content"),
    ),
)
def empty_translation(view: TextView) -> Iterable[Detection]:
    """A text holds punctuation and nothing else.

    The translation is missing: its reader learns nothing, and a count of segments hides it.

    Left alone: figures, dashes, asterisks, ellipses, question and exclamation marks, symbols and emoji.
    """
    if view.text and not view.text[:200].strip("".join(EMPTY)) and EMPTY.issuperset(view.text):
        start, end = view.bounds(0)
        yield view.detection(start, end)
