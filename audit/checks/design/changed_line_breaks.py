"""See `changed-line-breaks`."""

import re
from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.asked_for import asks_for_something
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.unit import Family

BREAKS = re.compile(r"\n(?:[ \t\r]*\n)*")
WRAPPED = 48  # code points of a line that was broken because it was long
MOST = 12  # lines of a text whose breaks are counted one by one


@check(
    id="changed-line-breaks",
    category=Category.LAYOUT,
    severity=Severity.MINOR,
    message="The source has {wanted}, the translation {given}",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    confidence=Confidence.LIKELY,
    yields_to=("missing-translation", "broken-markdown", "changed-edge-space"),
    examples=(
        bad("ru", "⟦Полка Ящик⟧", beside="Shelf\nBox", source="en"),
        bad(
            "ja",
            "会員の皆様⟦\n⟧カードができました。",
            beside="Dear member,\n\nyour card is ready.",
            source="en",
        ),
        bad("de", "⟦Eins\nZwei\nDrei⟧", beside="One\nTwo three", source="en"),
        good(
            "de",
            "Diese Zeile ist so lang, dass sie im Katalog umbrochen\nwurde, hier an einer anderen Stelle und einmal\nöfter.",
            beside="This line is so long that it was wrapped in the catalogue\nhere.",
            source="en",
            why="a wrapped paragraph",
        ),
        good("fr", "Un\nDeux", beside="One\nTwo", source="en", why="as in the source"),
    ),
)
def changed_line_breaks(view: PairView) -> Iterator[Detection]:
    """A translation has more or fewer line breaks, or blank lines, than its source.

    Why it hurts a reader: items of a list run together, a message loses its shape or a line is cut off.

    Left alone: breaks at the edges, which have a check of their own, and long lines that were wrapped.
    """
    marked = {view.pair_at(match.start()) for match in re.finditer("\n", view.text)}
    marked |= {view.pair_at_source(match.start()) for match in re.finditer("\n", view.source_text)}
    for index in sorted(marked):
        pair = view.pairs[index]
        if pair.family in (Family.FLUENT, Family.ICU, Family.ANGULAR) and "{" in pair.source.text:
            continue
        source, target = pair.source.text.strip(), pair.target.text.strip()
        if not target or not source or SOURCE_TAGGED.search(source) or asks_for_something(source):
            continue
        wanted, given = BREAKS.findall(source), list(BREAKS.finditer(target))
        shape = [run.count("\n") for run in wanted]
        own = [match.group().count("\n") for match in given]
        if shape == own or len(shape) > MOST or len(own) > 2 * MOST:
            continue
        if wrapped(source) or wrapped(target):
            continue
        shift = len(pair.target.text) - len(pair.target.text.lstrip())
        start, end = shift, shift + len(target)
        if len(shape) == len(own):
            odd = next(
                match for match, count in zip(given, shape, strict=True) if match.group().count("\n") != count
            )
            start, end = shift + odd.start(), shift + odd.end()
        yield view.detection(index, start, end, wanted=said(shape), given=said(own))


SOURCE_TAGGED = re.compile(r"<(?:p|div|ul|ol|li|table|tr|td|section)\b")


def wrapped(text: str) -> bool:
    """Whether lines of a text were broken because they were long."""
    return any(len(line) >= WRAPPED for line in text.split("\n")[:-1])


def said(runs: list[int]) -> str:
    total, blank = sum(runs), sum(count - 1 for count in runs)
    breaks = "no line break" if not total else "1 line break" if total == 1 else f"{total} line breaks"
    return f"{breaks} ({blank} blank line{'s' if blank > 1 else ''})" if blank else breaks
