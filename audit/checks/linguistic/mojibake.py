"""See `mojibake`."""

from collections.abc import Iterator

from audit.analysis import mojibake as analysis
from audit.analysis.text_view import TextView, safe_fix, suggested_fix
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="mojibake",
    category=Category.CHARACTER_ENCODING,
    severity=Severity.MAJOR,
    message="“{found}” is “{meant}” read in the wrong encoding",
    examples=(
        bad("en", "We ⟦donâ€™t⟧ know him.", fixed="We don’t know him."),
        bad("es", "El señor ⟦JosÃ© PÃ©rez⟧ llegó tarde.", fixed="El señor José Pérez llegó tarde."),
        bad("ru", "Он сказал: ⟦РџСЂРёРІРµС‚⟧!", fixed="Он сказал: Привет!"),
        bad(
            "en",
            "The sign said ⟦ÐŸÑ€Ð¸Ð²ÐµÑ‚⟧ and nothing else.",
            fixed="The sign said Привет and nothing else.",
        ),
        bad("es", "En ⟦MÃ¡laga⟧ llueve poco.", fixed="En Málaga llueve poco.", confidence=Confidence.LIKELY),
        bad(
            "nl",
            "Het is ⟦geA¯nspireerd⟧ door de zee.",
            fixed="Het is geïnspireerd door de zee.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "en",
            "The sign said ⟦êîðàáëü ïðèáûë âå÷åðîì⟧.",
            fixed="The sign said корабль прибыл вечером.",
            confidence=Confidence.LIKELY,
        ),
        good(
            "pt",
            "Em São Paulo, Ângela e Ãlvaro leram «A Maçã».",
            why="Portuguese letters before ordinary letters",
        ),
        good(
            "fr",
            "Il a dit « liberté », puis « voilà » à 20 °C.",
            why="a no-break space and a mark follow an accented letter",
        ),
        good("vi", "Đà Nẵng, Việt Nam: “Ấn Độ”.", why="letters of the language"),
        good("en", "The cell has a volume of 812 Å³ and CAFÉ™ is a brand.", why="units and trade marks"),
    ),
)
def mojibake(view: TextView) -> Iterator[Detection]:
    """Letters were garbled because the file was read in the wrong encoding.

    Why it hurts a reader: nobody can read the words, and everybody sees that something broke.

    Left alone: accented letters followed by marks that good text writes there too, unless other words of
    the same paragraph prove the damage.
    """
    for found in analysis.mojibake(view):
        fix = safe_fix if found.confidence is Confidence.CERTAIN else suggested_fix
        yield view.detection(
            found.start,
            found.end,
            confidence=found.confidence,
            fix=fix(found.start, found.end, found.meant),
            meant=found.meant,
        )
