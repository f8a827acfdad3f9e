"""A name that is another one in the translation."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.names_kept import changed_names
from audit.analysis.pairs.names_lost import name_faults
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="changed-name",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="“{found}” for “{name}”: another name",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    examples=(
        bad(
            "ru",
            "Судном управляла Хелен ⟦Эдисон⟧ из Лидса.",
            beside="Helen Ellison of Leeds steered the boat.",
            source="en",
        ),
        bad("fr", "Demandez à Mme ⟦Oswood⟧", beside="Please ask Mrs Osgood", source="en"),
        bad(
            "ja",
            "ヘレン・フォードはアンナ・⟦フォード⟧を待った",
            beside="Helen Ford waited for Anna Merrick",
            source="en",
        ),
        bad(
            "en",
            "The new bridge was opened by Mayor ⟦Rothwell⟧ on a rainy day.",
            beside="An einem regnerischen Tag eröffnete Lukas Ellmenreich die neue Brücke.",
            source="de",
        ),
        good(
            "ru",
            "Судном управляла Хелен Меррик.",
            beside="Helen Merrick steered the boat.",
            source="en",
            why="the same, in Cyrillic",
        ),
        good(
            "de",
            "Von Wien nach Budapest",
            beside="The way from Vienna to Budapest",
            source="en",
            why="a place has a name in every language",
        ),
        good("pl", "Zapytaj panią Osgoodową", beside="Please ask Mrs Osgood", source="en", why="an ending"),
    ),
)
def changed_name(view: PairView) -> Iterable[Detection]:
    """The translation names somebody or some place with a name that is nearly that of the source, or quite another.

    It sends the reader to another person or town, and nobody who reads the translation alone can see it.

    Left alone: names with endings or accents, names of places that a language has of its own, free transliterations.
    Quite another name is one that the source has nothing like, in a sentence that lacks one of the source's.
    """
    for change in changed_names(view):
        name = view.pairs[change.pair].source.text[change.source.start : change.source.end]
        yield view.detection(change.pair, change.start, change.end, source=change.source, name=name)
    for fault in name_faults(view):
        if fault.source is not None and fault.target is not None:
            name = view.pairs[fault.pair].source.text[fault.source.start : fault.source.end]
            yield view.detection(
                fault.pair, fault.target.start, fault.target.end, source=fault.source, name=name
            )
