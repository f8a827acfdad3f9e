"""Speech opened with a dash."""

from collections.abc import Iterator

from audit.analysis.dashes import SpeechDash, speech_dashes
from audit.analysis.text_view import TextView, suggested_fix
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Fix
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role


@check(
    id="dialogue-dash",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="Speech opens with a dash; {language} uses quotation marks",
    roles=frozenset({Role.BODY, Role.ITEM, Role.UNIT}),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            '⟦— ⟧We have waited eleven years for this bridge," the mayor said.',
            fixed='"We have waited eleven years for this bridge," the mayor said.',
        ),
        bad(
            "en",
            "⟦— ⟧The water rose within an hour and took the lower road with it.",
            confidence=Confidence.LIKELY,
        ),
        bad("en", "⟦— ⟧Where were you? — she asked.\n\n⟦— ⟧At home, — said Tom.\n\n⟦— ⟧All night?"),
        bad("de", "⟦– ⟧Wir haben elf Jahre auf diese Brücke gewartet, – sagte der Bürgermeister."),
        bad(
            "de",
            "⟦— ⟧Das Boot kommt nicht mehr, sagte die Wirtin am Fenster.\n\n⟦— ⟧Es kommt, rief Anna.\n\nSie schwiegen. "
            "Ein Mann trat ein.\n\n⟦— ⟧Hier riecht es nach Fisch, Fräulein Anna.\n\nSie nickte.",
        ),
        good(
            "fr",
            "— Nous attendons ce pont depuis onze ans, dit le maire.",
            why="French dialogue opens with a dash",
        ),
        good(
            "ru",
            "— Мы ждали этот мост одиннадцать лет, — сказал мэр.",
            why="Russian dialogue opens with a dash",
        ),
        good("en", "— The lower road\n\n— The harbour\n\n— Two of the schools", why="a list"),
        good("en", "To travel is to live.\n\n— Hans Christian Andersen", why="a signature"),
        good("en", "LONDON — The price of bread rose again on Tuesday.", why="a dateline"),
    ),
)
def dialogue_dash(view: TextView) -> Iterator[Detection]:
    """A paragraph of speech opens with a dash in a language that uses quotation marks.

    Why it hurts a reader: where dashes do not mark speech, the reader takes the words for the writer's own
    until a name turns up, and a quotation mark at the end has nothing to close.

    Left alone: languages whose dialogue opens with a dash, lists, signatures, attributions, datelines.
    """
    if view.language.dialogue_dash:
        return
    for dash in speech_dashes(view):
        yield view.detection(
            dash.start,
            dash.end,
            confidence=Confidence.CERTAIN if dash.proof else Confidence.LIKELY,
            fix=opening_mark(view, dash),
            language=view.language.name,
        )


def opening_mark(view: TextView, dash: SpeechDash) -> Fix | None:
    """The opening partner of the quotation mark that closes the speech, in place of the dash."""
    if dash.closing is None:
        return None
    sign = view.text[dash.closing]
    partner = next((pair.open for pair in view.language.quotes if pair.close == sign), sign)
    return suggested_fix(dash.start, dash.end, partner)
