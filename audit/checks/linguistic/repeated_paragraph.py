"""A paragraph that stands twice."""

from collections import Counter
from collections.abc import Iterable

from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role

LEAST, LEAST_UNSPACED = 40, 20  # code points
OFTEN = 3  # what stands so often is a refrain or a set formula


@check(
    id="repeated-paragraph",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MAJOR,
    message="This paragraph stands above already",
    roles=frozenset({Role.BODY}),
    examples=(
        bad(
            "en",
            "The harbour reopened after three days of repairs.\n\nFishermen had waited since Monday.\n\n"
            "⟦The harbour reopened after three days of repairs.⟧",
        ),
        bad(
            "ru",
            "Порт снова открылся после трёх дней ремонта.\n\n⟦Порт снова открылся после трёх дней ремонта.⟧",
        ),
        good("en", "Thank you.\n\nThank you.", why="short lines of a dialogue"),
        good(
            "de",
            "Der Hafen ist nach drei Tagen wieder offen.\n\nDer Hafen ist nach vier Tagen wieder offen.",
            why="two paragraphs that differ",
        ),
    ),
)
def repeated_paragraph(view: TextView) -> Iterable[Detection]:
    """A paragraph stands word for word in two places of the text.

    The reader thinks to have lost the place; when texts are put together from parts, one part is easily
    pasted twice.

    Left alone: short lines, headings, captions and whatever else is not running text. What stands more than
    three times is only a possible fault: a refrain or a set formula.
    """
    least = LEAST if view.language.has_spaces else LEAST_UNSPACED
    counted = Counter(
        segment.text for segment in view.segments if segment.role is Role.BODY and len(segment.text) >= least
    )
    if len(counted) == counted.total():
        return
    seen: set[str] = set()
    for index, segment in enumerate(view.segments):
        if segment.role is not Role.BODY or counted[segment.text] < 2:
            continue
        if segment.text in seen:
            start, end = view.bounds(index)
            sure = Confidence.POSSIBLE if counted[segment.text] > OFTEN else Confidence.CERTAIN
            yield view.detection(start, end, confidence=sure)
        seen.add(segment.text)
