"""A paragraph that stands twice."""

from collections import Counter
from collections.abc import Iterable

from audit.analysis.one_flow import in_one_flow
from audit.analysis.sections import is_section_again
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role

LEAST, LEAST_UNSPACED = 40, 20  # code points
OFTEN = 3  # what stands more often is a refrain or a set formula


@check(
    id="repeated-paragraph",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MAJOR,
    message="This paragraph stands above already",
    roles=frozenset({Role.BODY}),
    flows=(Flow.PROSE,),
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
        bad(
            "en",
            "## By train\n\nBuy the ticket before you get on, the guard sells none.\n\n## By bus\n\n"
            "⟦Buy the ticket before you get on, the guard sells none.⟧",
            format="markdown",
            confidence=Confidence.POSSIBLE,
        ),
        bad(
            "de",
            "## Überblick\n\nDer Hafen ist das ganze Jahr über offen, auch bei Eis.\n\n- Kai\n- Mole\n\n"
            "## Überblick\n\n⟦Der Hafen ist das ganze Jahr über offen, auch bei Eis.⟧\n\n## Karten\n\nAm Kai.",
            format="markdown",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "en",
            "## Trains\n\n### Tickets\n\nBuy the ticket before you get on, the guard sells none.\n\n"
            "## Buses\n\n### Tickets\n\n⟦Buy the ticket before you get on, the guard sells none.⟧",
            format="markdown",
            confidence=Confidence.POSSIBLE,
        ),
        bad(
            "en",
            "The pier is to be mended.\n\nDecision: the members agree with the plan of the board.\n\n"
            "The boat is to be sold.\n\n⟦Decision: the members agree with the plan of the board.⟧",
            confidence=Confidence.POSSIBLE,
        ),
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

    A whole section said twice, heading and all, is found wherever it stands under the same chapter.

    Left alone: short lines, headings, captions and whatever else is not running text. Only possible: what
    stands in a section of another name or chapter, in another box or form, as reference pages and
    instructions repeat themselves on purpose, what is far away, a short line behind a label, and what comes back
    more than three times like a refrain.
    """
    least = LEAST if view.language.has_spaces else LEAST_UNSPACED
    counted = Counter(
        segment.text
        for segment in view.segments
        if segment.role is Role.BODY and len(segment.text) >= least and any(map(str.isalpha, segment.text))
    )
    if len(counted) == counted.total():
        return
    last: dict[str, int] = {}
    for index, segment in enumerate(view.segments):
        if segment.role is not Role.BODY or counted[segment.text] < 2:
            continue
        if segment.text in last:
            start, end = view.bounds(index)
            before = last[segment.text]
            sung = counted[segment.text] > OFTEN and index > before + 1
            again = in_one_flow(view, before, index) or is_section_again(view, before, index)
            sure = again and not sung
            yield view.detection(start, end, confidence=Confidence.CERTAIN if sure else Confidence.POSSIBLE)
        last[segment.text] = index
