"""A word in another sense than the source can have meant, seen without the source."""

from collections.abc import Iterator

from audit.analysis.senses import odd_senses
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import EVERYWHERE


@check(
    id="mistaken-sense",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    confidence=Confidence.POSSIBLE,
    message="“{found}” where “{meant}” may be meant: one word of the source can be either",
    roles=EVERYWHERE,
    flows=Flow,
    yields_to=("false-friend",),
    examples=(
        bad("en", "Both sides said that ⟦the world⟧ will require painful compromises.", source="ru"),
        bad("en", "The coach changed the squad ⟦in front of⟧ the match.", source="ru"),
        bad("en", "⟦Eventually⟧ add a drop of oil to the hinge.", source="de"),
        bad("en", "Each flat has a double ⟦peace⟧ and a kitchen.", source="pl"),
        bad("de", "Das Passwort muss aus 8 ⟦Charakteren⟧ bestehen.", source="en"),
        bad("fr", "Il a marqué deux ⟦objectifs⟧ en une mi-temps.", source="en"),
        bad("es", "El congreso aprobó la ⟦factura⟧ por amplia mayoría.", source="en"),
        bad("ru", "Он забил два ⟦цели⟧ за один тайм.", source="en"),
        good(
            "en",
            "The world will require more energy every year.",
            source="ru",
            why="no frame of the other sense",
        ),
        good("en", "The ferry waits in front of the terminal.", source="ru", why="a place, not a time"),
        good(
            "en",
            "Both sides said that peace will require painful compromises.",
            source="ru",
            why="the sense that was meant",
        ),
        good(
            "en",
            "The world will require painful compromises.",
            source="fr",
            why="French has two words for the two",
        ),
        good("de", "Der Roman hat starke Charaktere.", source="en", why="characters of a novel"),
        good("fr", "Son objectif est de marquer deux fois.", source="en", why="an aim"),
    ),
)
def mistaken_sense(view: TextView) -> Iterator[Detection]:
    """A word that translators from this source language mistake for another, between words that go with the other.

    The sentence reads smoothly and says something else: the world for peace, in front of a match for before it.

    Left alone: the word between any other words; texts whose source language nobody knows, and names. It is a proposal,
    hidden by default, unless a model that was set up (fluency, nli, judge) finds the alternative to fit better. Beside the
    source the check false-friend looks at both.
    """
    if view.compared:
        return
    for number, odd in enumerate(odd_senses(view)):
        decided = view.decided.get(number)
        yield view.detection(
            odd.start,
            odd.end,
            confidence=Confidence.POSSIBLE if decided is None else Confidence.LIKELY,
            reasons=() if decided is None else decided,
            meant=odd.meant,
        )
