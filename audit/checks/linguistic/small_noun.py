"""See `small-noun`."""

from collections.abc import Iterator

from audit.analysis.small_nouns import small_nouns
from audit.analysis.text_view import TextView, suggested_fix
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

COUNTED = 3  # of a text that writes its nouns small: the others are the same fault


@check(
    id="small-noun",
    category=Category.SPELLING,
    severity=Severity.MINOR,
    message="“{found}” is a noun, which {language} writes with a capital",
    roles=PROSE,
    traits={Trait.CASE},
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "de",
            "Alle ⟦patienten⟧ zeigten eine rasche ⟦schwellung⟧ und wurden im ⟦krankenhaus⟧ behandelt.",
            fixed="Alle Patienten zeigten eine rasche Schwellung und wurden im Krankenhaus behandelt.",
        ),
        bad(
            "de",
            "Die neue ⟦hafenverwaltung⟧ wurde noch nicht gefunden.",
            fixed="Die neue Hafenverwaltung wurde noch nicht gefunden.",
        ),
        good(
            "de", "Wir arbeiten trotz allem weiter, dank der Hilfe aus dem Ort.", why="words of other kinds"
        ),
        good("de", "Der Dienst server-status läuft auf dem Server.", why="names in programs"),
        good("en", "All patients showed a quick swelling.", why="nouns have no capital"),
    ),
)
def small_noun(view: TextView) -> Iterator[Detection]:
    """A noun stands in small letters in a language that gives every noun a capital.

    Why it hurts a reader: the capital is what they find the sense of a long sentence by.

    Where a text writes its nouns small the first three count, the others are listed so that they can be repaired.

    Left alone: words that may be of another kind, code, and names joined by signs.
    """
    counted = 0
    for noun in small_nouns(view):
        counted += noun.habit
        yield view.detection(
            noun.start,
            noun.end,
            confidence=Confidence.LIKELY if noun.habit or noun.led else Confidence.POSSIBLE,
            severity=Severity.NEUTRAL if noun.habit and counted > COUNTED else None,
            fix=suggested_fix(noun.start, noun.start + 1, view.text[noun.start].upper()),
            language=view.language.name,
        )
