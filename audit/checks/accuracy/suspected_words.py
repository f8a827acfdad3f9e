"""What a model for error spans points at."""

import math
from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.text_view import TextView
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import BY_MODEL, Detection, Reason
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import EVERYWHERE
from audit.model.suspect import Suspect

LIKELY = 0.85  # what is shown without being asked for is right or defensible that often


@check(
    id="suspected-words",
    category=Category.MISTRANSLATION,
    severity=Severity.NEUTRAL,
    confidence=Confidence.POSSIBLE,
    message="A model holds “{found}” for wrong ({probability}){said}",
    roles=EVERYWHERE,
    needs={Need.MODEL},
    flows=Flow,
    yields_to=(
        "another-language",
        "copied-source",
        "partly-copied-source",
        "untranslated-text",
        "untranslated-words",
        "altered-number",
        "changed-name",
        "unknown-name",
        "added-negation",
        "doubled-word",
        "looping-phrase",
        "false-friend",
        "mistaken-sense",
    ),
    examples=(
        bad("de", "Die Fähre fährt um neun ⟦aus der Welt⟧.", beside="The ferry leaves at nine.", source="en"),
        bad(
            "en",
            "The ⟦world⟧ will need hard decisions.",
            beside="Мир потребует трудных решений.",
            source="ru",
        ),
        good(
            "de",
            "Die Fähre fährt um neun.",
            beside="The ferry leaves at nine.",
            source="en",
            why="no word reaches the threshold of the model",
        ),
        bad("en", "The ⟦world⟧ will need hard decisions."),
        good(
            "fr",
            "Le bac part à neuf heures.",
            beside="The ferry leaves at nine.",
            source="en",
            why="no word reaches the threshold of the model",
        ),
    ),
)
def suspected_words(view: PairView | TextView) -> Iterator[Detection]:
    """Words that a model set up for error spans holds for wrong.

    Why it hurts a reader: rules see what is lost and what is left; a wrong sense in a smooth sentence they do not.
    The finding says where to look first. It costs no points, and is shown only on request unless the model gives it as much
    as what is `likely` elsewhere: of all that such models mark, professionals mark one in four or five.

    Left alone: whatever a rule found at the same place, and words under the threshold of the model.
    """
    for suspect in view.suspects:
        base = view.bounds(suspect.pair)[0]
        start, end = base + suspect.start, base + suspect.end
        probability = f"{suspect.probability:.0%}"
        values = {
            "found": view.text[start:end],
            "probability": probability,
            "said": f": {suspect.said}" if suspect.said else "",
        }
        yield Detection(
            start,
            end,
            values,
            confidence=Confidence.LIKELY if suspect.probability >= LIKELY else Confidence.POSSIBLE,
            reasons=(Reason(BY_MODEL, f"a model for errors gives it {probability}", weight_of(suspect)),)
            if suspect.calibrated
            else (),
        )


def weight_of(suspect: Suspect) -> float:
    """Logarithm of the odds; those of a probability of 1 are as large as such figures get."""
    probability = min(max(suspect.probability, 1e-6), 1 - 1e-6)
    return round(math.log(probability / (1 - probability)), 4)
