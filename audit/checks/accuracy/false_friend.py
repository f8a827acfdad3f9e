"""A word of the source translated by the one that looks like it, or by its other sense."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.senses import false_friends
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import EVERYWHERE


@check(
    id="false-friend",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    confidence=Confidence.LIKELY,
    message="“{found}” is not what the source says: “{meant}” is",
    roles=EVERYWHERE,
    needs={Need.SOURCE},
    flows=Flow,
    yields_to=(
        "copied-source",
        "partly-copied-source",
        "untranslated-text",
        "altered-number",
        "another-language",
    ),
    examples=(
        bad("en", "The seat is ⟦eventually⟧ free.", beside="Der Platz ist eventuell frei.", source="de"),
        bad(
            "en",
            "She is ⟦embarrassed⟧ and will rest in May.",
            beside="Está embarazada y descansará en mayo.",
            source="es",
        ),
        bad(
            "ru",
            "В ⟦магазине⟧ вышла статья о пароме.",
            beside="The magazine ran an article about the ferry.",
            source="en",
        ),
        bad("es", "La obra costó dos ⟦billones⟧.", beside="The works cost two billion.", source="en"),
        bad(
            "en",
            "The talks resume ⟦in front of⟧ the elections.",
            beside="Переговоры возобновятся перед выборами.",
            source="ru",
        ),
        good(
            "en",
            "The seat may be free.",
            beside="Der Platz ist eventuell frei.",
            source="de",
            why="what was meant",
        ),
        good(
            "en",
            "Eventually the seat was free.",
            beside="Schließlich war der Platz frei.",
            source="de",
            why="the source says so",
        ),
        good(
            "en",
            "He waits in front of the door.",
            beside="Он ждёт перед дверью.",
            source="ru",
            why="the word has both senses, and nothing speaks for the other",
        ),
        good(
            "ru",
            "Журнал продают в магазине.",
            beside="The magazine is sold in the shop.",
            source="en",
            why="the source speaks of a shop too",
        ),
    ),
)
def false_friend(view: PairView) -> Iterator[Detection]:
    """The translation has the word that looks like that of the source and means something else, or its other sense.

    The reader gets a smooth sentence that says something else, and cannot know.

    Left alone: where the source also has a word that does mean what the translation says, where the right word stands in
    the translation too, and words of several senses unless the words around them decide.
    """
    for pair, odd in false_friends(view):
        yield view.detection(pair, odd.start, odd.end, meant=odd.meant)
