"""A few invented segments, to see whether a model answers and how fast."""

from audit.model.model_choice import ModelChoice
from audit.neural.question import Question

PAIRS = (
    ("Tickets", "Fahrkarten"),
    ("The pier is closed.", "Der Anleger ist geschlossen."),
    ("The ferry leaves at nine and is back before dark.", "Die Fähre fährt um neun ab und ist vor der Dunkelheit zurück."),
    (
        "In winter the boats run twice a day, and whoever wants to take a bicycle should ask the harbour office the day "
        "before.",
        "Im Winter fahren die Boote zweimal am Tag, und wer ein Fahrrad mitnehmen will, sollte am Tag davor beim "
        "Hafenamt fragen.",
    ),
    (
        "The council decided on Tuesday to repair the old lighthouse, which has stood empty since the storm, and to let "
        "visitors in again from May; the cost is to be shared by the town and the shipping company, and the school has "
        "offered to paint the stairs.",
        "Der Rat beschloss am Dienstag, den alten Leuchtturm, der seit dem Sturm leer steht, auszubessern und ab Mai "
        "wieder Besucher einzulassen; die Kosten sollen sich die Stadt und die Reederei teilen, und die Schule hat "
        "angeboten, die Treppe zu streichen.",
    ),
)  # fmt: skip


def sample(choice: ModelChoice, count: int) -> list[Question]:
    """So many different questions of mixed length, in languages a model may be asked about."""
    target, source = (*choice.languages, *choice.languages)[:2] or ("en", "de")
    found = []
    for number in range(count):
        english, german = PAIRS[number % len(PAIRS)]
        found.append(Question(f"{english} ({number})", f"{german} ({number})", target, source))
    return found
