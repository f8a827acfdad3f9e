"""See `misspelt-word`."""

from collections.abc import Iterator

import msgspec

from audit.analysis.misspelt import misspelt_words
from audit.analysis.text_view import TextView, suggested_fix
from audit.model.check import Trait, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

COUNTED = 3  # of the words of a text without its accents: more are the same fault


@check(
    id="misspelt-word",
    category=Category.SPELLING,
    severity=Severity.MINOR,
    message="“{found}” is no word of {language}; “{meant}” may be meant",
    roles=PROSE,
    traits={Trait.SPACES},
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "en",
            "The ferry could not land, ⟦becuase⟧ the wind was too strong.",
            fixed="The ferry could not land, because the wind was too strong.",
        ),
        bad(
            "es",
            "El barco llega tarde y la gente ⟦esprea⟧ en el puerto.",
            fixed="El barco llega tarde y la gente espera en el puerto.",
        ),
        bad(
            "ru",
            "Каждый пассажир ⟦долежн⟧ показать билет на входе.",
            fixed="Каждый пассажир должен показать билет на входе.",
        ),
        bad(
            "es",
            "La ⟦estacin⟧ abre ⟦tambin⟧ los domingos y la ⟦direccin⟧ ofrece ⟦ms⟧ trenes.",
            fixed="La estación abre también los domingos y la dirección ofrece más trenes.",
        ),
        good(
            "en", "The hens and roosters of the archipelagos sleep early.", why="rare words of the language"
        ),
        good("en", "Run the sevrer with npm, as shown in `sevrer`.", format="markdown", why="names and code"),
        good("de", "Die Fähre fährt weiß gestrichen übers Wasser.", why="words with ß"),
        good("de", "Der Hafenmeisterinnenverein tagt im Speisesaal.", why="compounds"),
    ),
)
def misspelt_word(view: TextView) -> Iterator[Detection]:
    """A word is one slip away from a common word of the language, and none itself.

    Why it hurts a reader: they stumble, and trust the rest less.

    In a text that lost all its accented letters every word that misses one is listed; the first three count.

    Left alone: words that come twice, names and whatever has a capital, words of other languages, compounds, code,
    words in quotation marks, and texts in an older spelling or a dialect.
    """
    bare = 0
    for word in misspelt_words(view):
        bare += word.accents
        text = view.text[word.start : word.end]
        doubtful = "ss" in word.meant and "ss" not in text and "ß" in view.language.letters
        detection = view.detection(
            word.start,
            word.end,
            confidence=word.confidence,
            fix=None if doubtful else suggested_fix(word.start, word.end, word.meant),
            meant=word.meant,
            language=view.language.name,
        )
        again = word.accents and bare > COUNTED
        yield msgspec.structs.replace(detection, severity=Severity.NEUTRAL) if again else detection
