"""See `photo-credit`."""

from collections.abc import Iterator

from audit.analysis.furniture_lines import furniture_lines
from audit.analysis.page_anatomy import is_credit
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import Role

PASTED = frozenset({Notation.PLAIN, Notation.MARKDOWN})


@check(
    id="photo-credit",
    category=Category.LAYOUT,
    severity=Severity.NEUTRAL,
    message="A photo credit was kept in the text: “{found}”",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "Talks resume\n\nThe two sides met on Monday and agreed to go on.\n\n⟦Photo: REUTERS⟧\n\n"
            "They will meet again next week.",
        ),
        bad(
            "de",
            "Hochwasser\n\nDer Fluss stieg über Nacht um zwei Meter.\n\n⟦Foto: dpa/Erika Musterfrau⟧\n\n"
            "Die Brücke ist gesperrt.",
        ),
        bad(
            "en",
            "Talks resume\n\nThe two sides met on Monday and agreed to go on.\n\n"
            "⟦Photo courtesy of the rowing club⟧",
        ),
        good(
            "en", "He took a photo: the river, the bridge and the old mill.", why="a sentence about a photo"
        ),
        good(
            "fr",
            "<figure><img src=a.jpg><figcaption>Photo : AFP</figcaption></figure><p>Le fleuve monte.</p>",
            format="html",
            why="on a page the credit stands where it belongs",
        ),
        good(
            "ru",
            "Фото на память: выпускники вернулись в школу.\n\nОни встретились через двадцать лет.",
            why="a headline that begins like a credit",
        ),
    ),
)
def photo_credit(view: TextView) -> Iterator[Detection]:
    """The credit of a picture stands in the text, the picture does not.

    Why it hurts a reader: where pictures fell out when the text was copied, their credits interrupt the
    reading. This is clean-up work, not an error of translation, so it costs nothing.

    Left alone: credits on pages, where the picture is.
    """
    for index, segment in enumerate(view.segments):
        if segment.role is Role.CREDIT and segment.notation in PASTED and is_credit(segment.text):
            yield view.detection(*view.bounds(index))
    for line in furniture_lines(view):
        if line.credit:
            yield view.detection(line.start, line.end, confidence=Confidence.LIKELY)
