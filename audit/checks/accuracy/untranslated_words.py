"""See `untranslated-words`."""

from collections.abc import Iterator

from audit.analysis.same_script import same_script_stretches
from audit.analysis.text_view import TextView
from audit.language.profiles import profile
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.role import Role

ASIDE = {Role.NAVIGATION, Role.CONTROL, Role.ATTRIBUTE, Role.METADATA, Role.CREDIT}


@check(
    id="untranslated-words",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="{what} left in {language}: “{found}”",
    preview=True,
    yields_to=(
        "service-notice",
        "llm-preamble",
        "llm-closing-note",
        "prompt-echo",
        "model-token",
        "fenced-whole-text",
    ),
    examples=(
        bad("en", "The minister said on Monday that ⟦wir haben keine andere Wahl⟧ and left the room."),
        bad("es", "El puente se cerró el lunes y ⟦nobody knows when it will open again⟧ al tráfico."),
        bad("ru", "Комиссия собралась утром, ⟦але рішення ще не ухвалили⟧, сообщил секретарь."),
        good("en", "The Rue de la Paix and the Plaza Mayor were closed on Monday.", why="names of places"),
        good(
            "de",
            "Das Buch „The Old Man and the Sea“ erschien 1952 und wurde sofort ein Erfolg.",
            why="a title in its own language",
        ),
    ),
)
def untranslated_words(view: TextView) -> Iterator[Detection]:
    """Words of another language stand in a text of the same script.

    Why it hurts a reader: the thread breaks at words that mean nothing to them. No spelling of the alphabet
    gives such words away, so they outlive many a proof-reading.

    Left alone: names, titles in capitals, words that the target language has borrowed, addresses, code,
    picture credits, text marked with its own `lang`, listed terms. A single word inside a sentence is shown
    only when it is far commoner elsewhere; else it is `possible`.
    """
    for stretch in same_script_stretches(view):
        role = view.segments[view.segment_at(stretch.start)].role
        if stretch.whole:
            what = "A line is"
        else:
            what = "A word is" if stretch.words == 1 else "Words are"
        yield view.detection(
            stretch.start,
            stretch.end,
            confidence=stretch.confidence,
            severity=Severity.MINOR if role in ASIDE else None,
            what=what,
            language=profile(stretch.language).name,
        )
