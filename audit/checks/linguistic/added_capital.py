"""A translation that starts with a capital where its source starts small."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.capitals import capital_faults
from audit.analysis.text_view import suggested_fix
from audit.model.check import Need, Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span


@check(
    id="added-capital",
    category=Category.TEXTUAL_CONVENTIONS,
    severity=Severity.MINOR,
    message="Starts with a capital, “{found}”; the source starts small",
    confidence=Confidence.LIKELY,
    traits=(Trait.CASE,),
    needs=(Need.SOURCE,),
    examples=(
        bad("es", "⟦Y⟧ dos más", beside="and two more", source="en", fixed="y dos más"),
        bad("ru", "⟦И⟧ ещё два", beside="and two more", source="en", fixed="и ещё два"),
        good("de", "Fährhafen", beside="ferry port", source="en", why="German nouns have a capital"),
        good("fr", "URL de la carte", beside="address of the map", source="en", why="an acronym"),
        good("fr", "Anna est à bord", beside="aboard is Anna", source="en", why="a name came to the front"),
    ),
)
def added_capital(view: PairView) -> Iterable[Detection]:
    """The source starts small, the translation with a capital.

    A text that starts small goes on from another one, and a capital breaks the sentence that a program puts together.

    Left alone: languages that give every noun a capital, acronyms, names, and what the translator does all over
    (doubtful).
    """
    for fault in capital_faults(view):
        if not fault.lost:
            place, letter = fault.target.place, fault.target.word[0]
            yield view.detection(
                fault.pair,
                place,
                place + 1,
                source=Span(fault.source.place, fault.source.place + 1),
                confidence=fault.confidence,
                fix=suggested_fix(place, place + 1, letter.lower()) if len(letter.lower()) == 1 else None,
                found=fault.target.word,
            )
