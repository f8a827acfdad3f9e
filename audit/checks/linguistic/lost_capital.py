"""A translation that starts small where its source starts with a capital."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.capitals import capital_faults
from audit.analysis.text_view import suggested_fix
from audit.model.check import Need, Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span


@check(
    id="lost-capital",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MINOR,
    message="Starts small, “{found}”; the source starts with a capital",
    confidence=Confidence.LIKELY,
    traits=(Trait.CASE,),
    needs=(Need.SOURCE,),
    yields_to=("lower-case-start",),
    examples=(
        bad("fr", "⟦c⟧arte du port", beside="Harbour map", source="en", fixed="Carte du port"),
        bad("ru", "⟦о⟧ткройте карту.", beside="Open the map.", source="en", fixed="Откройте карту."),
        bad(
            "sv",
            "⟦b⟧åtägare betalar mindre",
            beside="eFerry owners pay less",
            source="en",
            fixed="Båtägare betalar mindre",
        ),
        good(
            "pl",
            "poniedziałek rano",
            beside="Monday morning",
            source="en",
            why="English writes days with a capital",
        ),
        good(
            "nl",
            "’s Avonds vaart de boot.",
            beside="The boat sails at night.",
            source="en",
            why="a clitic has none",
        ),
        good(
            "fr",
            "npm lit la carte",
            beside="The map is read by npm",
            source="en",
            why="the name of a program",
        ),
        good(
            "es",
            "idioma inglés",
            beside="English language",
            source="en",
            why="English writes languages with a capital",
        ),
    ),
)
def lost_capital(view: PairView) -> Iterable[Detection]:
    """The source starts with a capital, the translation with a small letter.

    Among the others in a menu or a list it looks careless.

    Left alone: words that the source's language writes with a capital anywhere (days, languages), names and codes,
    clitics that never have one, nouns of a language that gives each of them one, and what the translator does all over
    (doubtful).
    """
    for fault in capital_faults(view):
        if fault.lost:
            place, letter = fault.target.place, fault.target.word[0]
            fix = suggested_fix(place, place + 1, letter.upper()) if len(letter.upper()) == 1 else None
            yield view.detection(
                fault.pair,
                place,
                place + 1,
                source=Span(fault.source.place, fault.source.place + 1),
                confidence=fault.confidence,
                fix=fix,
                found=fault.target.word,
            )
