"""See `spaced-wide-mark`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import TextView, safe_fix
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

MARKS = "。、，！？；：）」』》】"
COUNTED = 1  # more are one habit


@check(
    id="spaced-wide-mark",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="No space belongs before “{mark}”",
    roles=PROSE,
    confidence=Confidence.LIKELY,
    examples=(
        bad("ja", "船は昼に着きました⟦ 。⟧", fixed="船は昼に着きました。"),
        bad("zh", "船中午到⟦ ，⟧晚上走。", fixed="船中午到，晚上走。"),
        good("ja", "Python 3 の版は 「新」 です。", why="spaces between scripts and before an opening mark"),
        good("zh", "请看 README。", why="no space before the mark"),
    ),
)
def spaced_wide_mark(view: TextView) -> Iterator[Detection]:
    """A space stands before a full-width mark.

    Why it hurts a reader: the mark has its room built in; a gap before it tears the sentence.

    Left alone: spaces between scripts and before opening marks. The first of a text counts.
    """
    if view.rare_characters.isdisjoint(MARKS):
        return
    for number, match in enumerate(spaced().finditer(view.text)):
        start, end = match.span()
        severity = None if number < COUNTED else Severity.NEUTRAL
        yield view.detection(
            start, end, severity=severity, fix=safe_fix(start, end - 1, ""), mark=view.text[end - 1]
        )


@cache
def spaced() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])[ ]{{1,3}}[{MARKS}](?![\u3040-\u30ff]?／)"
    )
