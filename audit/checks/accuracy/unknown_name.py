"""See `unknown-name`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.names_lost import name_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="unknown-name",
    category=Category.ADDITION,
    severity=Severity.MAJOR,
    message="The source does not name “{found}”",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    yields_to=(
        "missing-translation",
        "added-passage",
        "another-language",
        "untranslated-text",
        "untranslated-words",
    ),
    examples=(
        bad(
            "en",
            "In the evening ⟦Wollerstad⟧ walked slowly to the harbour.",
            beside="Вечером он медленно пошёл вниз по улице к старой гавани.",
            source="ru",
        ),
        bad(
            "fr",
            "Le soir, ⟦Wollerstad⟧ marchait lentement vers le vieux port.",
            beside="Вечером он медленно пошёл вниз по улице к старой гавани.",
            source="ru",
        ),
        good(
            "en",
            "In the evening Ellingham walked slowly to the harbour.",
            beside="Вечером Эллингам медленно пошёл к старой гавани.",
            source="ru",
            why="the same, in Cyrillic",
        ),
        good(
            "en",
            "In the evening she walked slowly to the Museum of Minerals.",
            beside="Вечером она медленно пошла к музею минералов.",
            source="ru",
            why="words of the language with capitals",
        ),
    ),
)
def unknown_name(view: PairView) -> Iterator[Detection]:
    """A sentence of the translation names somebody or some place in a script in which the source names nobody alike.

    The reader takes for said what nobody said.

    Left alone: everything that `missing-name` leaves alone, and translations in the script of their source, where names
    change in more ways.
    """
    for fault in name_faults(view):
        if fault.source is None and fault.target is not None:
            yield view.detection(fault.pair, fault.target.start, fault.target.end)
