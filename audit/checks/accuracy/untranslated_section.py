"""See `untranslated-section`."""

from collections.abc import Iterator

from audit.analysis.foreign_sections import WHOLE, foreign_sections
from audit.analysis.text_view import TextView
from audit.analysis.whole_page import page_in_another_language
from audit.language.profiles import name_of
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

RUINED = 0.25  # share of a document left untranslated from which a reader cannot use it

ENGLISH = (
    "The ferry to the island will not sail on Monday morning.\n\n"
    "Its crew found a leak in the engine room late in the evening.\n\n"
    "Passengers get their money back at the office in the harbour."
)


@check(
    id="untranslated-section",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="{what} in {language}, not in {own}{share}",
    swallows=True,
    yields_to=("untranslated-part",),
    examples=(
        bad(
            "de",
            "Die Fähre zur Insel fährt am Montag nicht, sagte der Hafenmeister am Abend in der Stadt.\n\n"
            f"⟦{ENGLISH}⟧\n\n"
            "Am Dienstag soll sie wieder fahren, wenn das Wetter es zulässt und die Pumpe geliefert wird.",
            source="en",
        ),
        bad(
            "en",
            "The council met on Monday and decided to build a new bridge across the river by next spring.\n\n"
            "⟦Строительство начнётся в апреле следующего года.\n\n"
            "Деньги на него выделит область, а работы займут два года.\n\n"
            "Жители соседних деревень давно просили о мосте через реку.⟧\n\n"
            "The old bridge will be closed to heavy lorries until the new one opens to all traffic.",
        ),
        bad("ru", f"⟦{ENGLISH}⟧"),
        bad(
            "de",
            "⟦The bridge is closed until Friday because the river has risen. "
            "Please use the road through the village instead.⟧",
        ),
        bad(
            "uk",
            "⟦Мост закрыт до пятницы, потому что вода в реке поднялась и никто не знает, когда она спадёт. "
            "Пожалуйста, поезжайте по дороге через деревню.⟧",
        ),
        good(
            "de",
            "Der Redner zitierte ein altes Lied.\n\nThe water is wide, I cannot get over.\n\n"
            "Danach sprach er über den Fluss und die Brücke, die dort gebaut werden soll.",
            why="a single line: it is reported by itself",
        ),
        good(
            "en",
            '<p>She read the poem aloud.</p><blockquote lang="fr"><p>Le vent se lève sur la mer ce soir.</p>'
            "<p>Les bateaux rentrent au port un par un.</p><p>La ville allume ses lampes dans la brume.</p>"
            "</blockquote><p>Then she closed the book and left the room.</p>",
            format="html",
            why="marked as French",
        ),
    ),
)
def untranslated_section(view: TextView) -> Iterator[Detection]:
    """Paragraph after paragraph stands in another language: a section was never translated, or all of it.

    Why it hurts a reader: half the text cannot be read, or the page belongs into another folder. One
    finding stands for the whole section; what other checks see inside it steps back.

    A page wholly in another language than it should be in is one finding, however short, when it is running
    text: the small words or the script of the other language fill it, and nothing speaks for its own.

    Left alone: single lines and short quotations, which are reported by themselves or not at all, and text
    marked with its own `lang`. The language is named only when the word lists and a look at the whole
    section agree; else it is only said that it is not the target language.
    """
    sections = foreign_sections(view)
    other = page_in_another_language(view)
    if other is not None and not any(section.share >= WHOLE for section in sections):
        yield view.detection(
            view.bounds(0)[0],
            view.bounds(len(view.segments) - 1)[1],
            severity=Severity.CRITICAL,
            what="The whole document is",
            language=name_of(other.tag) if other.tag else other.evidence[0].detail,
            own=view.language.name,
            share="",
        )
        return
    for section in sections:
        whole = section.share >= WHOLE
        what = "The whole document is" if whole else f"{section.segments} paragraphs in a row are"
        yield view.detection(
            section.start,
            section.end,
            confidence=section.confidence,
            severity=Severity.CRITICAL if section.share >= RUINED else None,
            what=what,
            language=name_of(section.language) if section.language else "another language",
            own=view.language.name,
            share="" if whole else f"; {1 - section.share:.0%} of the text is translated",
        )
