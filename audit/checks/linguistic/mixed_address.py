"""See `mixed-address`."""

from collections.abc import Iterator

from audit.analysis.addressed import addresses
from audit.analysis.own_voice import is_web_page
from audit.analysis.quotation_signs import signs_in
from audit.analysis.spoken_text import is_spoken
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation

PLACES = 3  # so many of the rarer words are named
VOICES = 50  # of so many paragraphs of plain text one with quotation marks shows that people speak there
ALWAYS = 10  # times that the usual form is used, so that the other one, once, is a slip
SURE = 2  # so often at least must either form be used


@check(
    id="mixed-address",
    category=Category.AWKWARD_STYLE,
    severity=Severity.MINOR,
    message="This text addresses its reader {usual} ({most}) and {rare} ({least}): {words}",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "Nimm deine Karte mit an Bord. Wenn du zu spät bist, wartet niemand auf dich.\n\n"
            "Im Winter zahlen ⟦Sie⟧ weniger, und wir bringen Ihnen Tee.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "ru",
            "Здесь вы можете купить билет. Ваш билет придёт по почте.\n\nЕсли ⟦ты⟧ опоздал, покажи свой билет.",
            confidence=Confidence.POSSIBLE,
        ),
        good(
            "de",
            "Sie können Karten am Hafen kaufen. Wir schicken Ihnen die Rechnung.\n\n"
            "Auf dem Schild steht: „Hast du deine Karte? Dann darfst du fahren.“",
            why="a quotation",
        ),
        good(
            "de",
            "Lesen Sie die Anleitung und bewahren Sie sie gut auf. Prüfen Sie die Dichtung: Ist sie hart, muss sie neu. "
            "Sie liegt im Fach, und dort bleibt sie.",
            why="a small “sie” is a thing spoken of",
        ),
        good(
            "fr", "Vous pouvez acheter votre billet à bord. Vos bagages voyagent avec vous.", why="one form"
        ),
    ),
)
def mixed_address(view: TextView) -> Iterator[Detection]:
    """A text addresses its reader formally in one place and familiarly in another.

    Why it hurts a reader: it reads as if two people were talking. Chunks that were translated apart differ so. One
    finding stands for all places, at the first of the rarer form.

    Left alone: quotations, dialogues, titles in italics, and texts full of speech. Only possible where the rarer form
    comes once and the usual one seldom, on web pages, where comments and adverts speak too, and in plain text with
    any speech.
    """
    found = addresses(view)
    formal, familiar = (
        [place for place in found if place.formal],
        [place for place in found if not place.formal],
    )
    if not formal or not familiar or is_spoken(view):
        return
    rare, usual = sorted((formal, familiar), key=len)
    if len(usual) < SURE:
        return
    often = len(rare) >= SURE or (len(usual) >= ALWAYS and not rare[0].capital)
    sure = often and not speaks_with_voices(view)
    words = dict.fromkeys(view.text[place.start : place.end] for place in rare)
    yield view.detection(
        rare[0].start,
        rare[0].end,
        confidence=Confidence.LIKELY if sure else Confidence.POSSIBLE,
        usual="formally" if usual is formal else "familiarly",
        rare="formally" if rare is formal else "familiarly",
        most=times(len(usual)),
        least=times(len(rare)),
        words=", ".join(f"“{word}”" for word in list(words)[:PLACES]),
    )


def speaks_with_voices(view: TextView) -> bool:
    """True where others may speak: on a web page, with its comments and adverts, and in a text with some speech."""
    if is_web_page(view):
        return True
    signs = signs_in(view)
    plain = [segment.text for segment in view.segments if segment.notation == Notation.PLAIN]
    return sum(any(sign in text for sign in signs) for text in plain) * VOICES > len(plain)


def times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count:,} times"
