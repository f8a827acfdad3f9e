"""See `missing-name`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.ends import ends
from audit.analysis.pairs.names_lost import name_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="missing-name",
    category=Category.OMISSION,
    severity=Severity.MINOR,
    message="The source names “{name}”, the translation does not",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    yields_to=(
        "missing-translation",
        "missing-passage",
        "implausible-length",
        "another-language",
        "untranslated-text",
    ),
    examples=(
        bad(
            "de",
            "Am Abend erreichte das Boot die Insel⟦⟧.",
            beside="In the evening the boat of Ellwingham reached the island.",
            source="en",
        ),
        bad(
            "en",
            "The ferry to the old harbour sails twice a day⟦⟧.",
            beside="Die Fähre nach Norwegen fährt zweimal am Tag vom alten Hafen ab.",
            source="de",
        ),
        good(
            "de",
            "Am Abend erreichte das Boot von Ellwingham die Insel.",
            beside="In the evening the boat of Ellwingham reached the island.",
            source="en",
            why="the same name",
        ),
        good(
            "en",
            "The Norwegian ferry sails twice a day from the old harbour.",
            beside="Die Fähre nach Norwegen fährt zweimal am Tag vom alten Hafen ab.",
            source="de",
            why="a word for its people names a country, too",
        ),
        good(
            "ru",
            "Вечером лодка Эллингама подошла к острову.",
            beside="In the evening the boat of Ellingham reached the island.",
            source="en",
            why="the same, in Cyrillic",
        ),
    ),
)
def missing_name(view: PairView) -> Iterator[Detection]:
    """A sentence of the source names somebody or some place, and its translation does not.

    The reader does not learn who it was, or where.

    Left alone: words that either language has as ordinary ones, names at the start of a sentence, whatever the other
    language writes or says nearly so, countries that a word for their people or language stands for, labels, and
    languages whose words are not listed.
    """
    for fault in name_faults(view):
        if fault.source is not None and fault.target is None:
            text = view.pairs[fault.pair].source.text
            place = ends(view)[fault.pair][1].start
            name = text[fault.source.start : fault.source.end]
            yield view.detection(fault.pair, place, place, source=fault.source, name=name)
