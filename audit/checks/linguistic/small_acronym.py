"""See `small-acronym`."""

from collections.abc import Iterator

from audit.analysis.small_acronyms import small_acronyms, small_codes
from audit.analysis.text_view import TextView, suggested_fix
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

BESIDE = "-_/.@#`’'"


@check(
    id="small-acronym",
    category=Category.SPELLING,
    severity=Severity.MINOR,
    message="“{found}” is an abbreviation made of first letters, which are written with capitals",
    roles=PROSE,
    traits={Trait.CASE},
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "fr",
            "Le taux de créatine kinase (⟦ck⟧) est élevé, et la ⟦ck⟧ reste haute.",
            fixed="Le taux de créatine kinase (CK) est élevé, et la CK reste haute.",
        ),
        bad(
            "en",
            "Salivary gland carcinomas (⟦sgc⟧) are rare.",
            fixed="Salivary gland carcinomas (SGC) are rare.",
        ),
        bad(
            "fr",
            "Chez les enfants suivis, la mesure (⟦auc⟧) par ⟦rt-pcr⟧ reste haute et les doses de 5 mg ne changent rien.",
            fixed="Chez les enfants suivis, la mesure (AUC) par RT-PCR reste haute et les doses de 5 mg ne changent rien.",
        ),
        good(
            "en", "The box weighs nine kilograms (kg) and costs more (see the list).", why="units and words"
        ),
        good(
            "en",
            "The harbour master's office (HMO) uses the Boat Package Manager (bpm).",
            why="names of programs",
        ),
    ),
)
def small_acronym(view: TextView) -> Iterator[Detection]:
    """An abbreviation of first letters stands in small letters behind its full name, and from there on.

    Why it hurts a reader: it looks like a word that they do not know.

    In a text that has no capital but at the beginning of its sentences, what stands alone in brackets and no language
    knows is one, too, and so are words without vowels that a hyphen joins to each other or to a number.

    Left alone: units, words of the language, code, and elsewhere what is not made of the first letters of words before
    it. The first place counts.
    """
    for word in small_acronyms(view):
        again = False
        for start in view.places_of(word):
            end = start + len(word)
            sides = view.text[max(0, start - 1) : start] + view.text[end : end + 1]
            if view.text[start:end].islower() and not any(side in BESIDE for side in sides):
                yield view.detection(
                    start,
                    end,
                    severity=Severity.NEUTRAL if again else None,
                    fix=suggested_fix(start, end, word.upper()),
                )
                again = True
    for start, end in small_codes(view):
        yield view.detection(start, end, fix=suggested_fix(start, end, view.text[start:end].upper()))
