"""See `missing-item`."""

from collections.abc import Iterator

from audit.analysis.announced import short_lists
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="missing-item",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="The text announces {promised} items and the list has {count}",
    confidence=Confidence.LIKELY,
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "## Boarding\n\nBoarding takes the following ⟦five⟧ steps:\n\n1. Show your ticket.\n2. Lock your bike.\n"
            "3. Take a seat.\n4. Wait for the bell.\n\n## Prices\n\nTwo coins.",
            format="markdown",
        ),
        bad("de", "Sie brauchen diese ⟦3⟧ Dinge:\n\n- Fahrkarte\n- Mantel\n\nGute Fahrt.", format="markdown"),
        bad(
            "ru",
            "<p>Нужны следующие ⟦четыре⟧ вещи:</p><ul><li>билет</li><li>монета</li><li>куртка</li></ul><h2>Цены</h2>",
            format="html",
        ),
        good(
            "en",
            "You need these three things:\n\n- a ticket\n- a coat\n\n```\nbell\n```\n\n- a coin",
            format="markdown",
            why="the list goes on behind the code",
        ),
        good(
            "en",
            "In the last five years these boats came:\n\n- Anna\n- Bertha\n- Clara\n- Dora\n- Emma\n- Frida",
            format="markdown",
            why="more than the number",
        ),
        good(
            "en",
            "The crew of four did this:\n\n- sail\n- sing",
            format="markdown",
            why="a number of something else",
        ),
        good(
            "fr",
            "Voici les trois étapes suivantes :\n\n- monter\n- attendre\n- descendre",
            format="markdown",
            why="as many as announced",
        ),
    ),
)
def missing_item(view: TextView) -> Iterator[Detection]:
    """A sentence announces a number of items, and the list behind it has fewer.

    Why it hurts a reader: a step, a condition or a part is missing, and they see that one is.

    Left alone: lists that go on behind code or pictures, numbers that do not stand beside “these” or “the following”,
    and lists that have more items.
    """
    for found in short_lists(view):
        yield view.detection(found.start, found.end, promised=str(found.promised), count=str(found.found))
