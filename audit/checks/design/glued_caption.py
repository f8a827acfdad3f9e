"""See `glued-caption`."""

from collections.abc import Iterator

from audit.analysis.credit_seam import credit_seam
from audit.analysis.set_apart import set_apart
from audit.analysis.text_view import TextView
from audit.model.check import Trait, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role


@check(
    id="glued-caption",
    category=Category.LAYOUT,
    severity=Severity.MINOR,
    message="The caption ran into the photo credit here: “{found}”",
    confidence=Confidence.LIKELY,
    traits={Trait.CASE},
    roles=frozenset({Role.CREDIT, Role.CAPTION}),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "River Talks Resume\n\nThe Ministry of Water Affairs called the meeting useful.\n\n"
            "Photo: Ministry of Water ⟦Affairs Northland-Southland⟧ talks\n\nThey will meet again next week.",
        ),
        bad(
            "de",
            "Hochwasser am Fluss\n\nDer Fluss stieg über Nacht um zwei Meter.\n\n"
            "Foto: Erika ⟦Musterfrau Die⟧ Feuerwehr pumpt in der Nacht die Keller in der Altstadt leer\n\n"
            "Die Brücke ist gesperrt.",
        ),
        good(
            "en",
            "Talks Resume\n\n"
            "The two sides met.\n\n"
            "Photo: Ministry of Defence press service\n\n"
            "They will meet again.",
            why="small words that belong to the name",
        ),
        good(
            "en",
            "Talks Resume\n\nThe two sides met.\n\nPhoto: REUTERS/Jane Roe\n\nThey will meet again.",
            why="nothing but names",
        ),
        good(
            "de",
            "Hochwasser\n\n"
            "Der Fluss stieg.\n\n"
            "Foto: Erika Musterfrau, Archiv der Stadt\n\n"
            "Die Brücke ist gesperrt.",
            why="names with a comma between",
        ),
    ),
)
def glued_caption(view: TextView) -> Iterator[Detection]:
    """The caption of a picture ran on behind its credit without anything between them.

    Why it hurts a reader: nobody can tell where the name ends and the caption begins.

    Left alone: credits of names only, also long ones, and captions parted from the credit by a mark. Where
    elements of a page part the line, its style may part the two as well: only possible.
    """
    for index, segment in enumerate(view.segments):
        if segment.role in (Role.CREDIT, Role.CAPTION):
            seam = credit_seam(view, index)
            if seam is not None:
                parted = set_apart(view, *view.bounds(index))
                yield view.detection(*seam, confidence=Confidence.POSSIBLE if parted else None)
