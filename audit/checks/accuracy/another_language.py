"""A translation into another language than the one that was asked for."""

from collections.abc import Iterable

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.tongues import other_tongues
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="another-language",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="This reads as {language}, not as {target}",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE,),
    swallows=True,
    yields_to=("untranslated-part",),
    examples=(
        bad(
            "de",
            "⟦De veerboot vertrekt vandaag niet op tijd.⟧",
            beside="The ferry does not leave on time today.",
            source="en",
        ),
        bad("uk", "⟦Сегодня паром уходит вовремя.⟧", beside="The ferry leaves on time today.", source="en"),
        bad("ja", "⟦渡轮今天准时开出⟧", beside="The ferry leaves on time today", source="en"),
        bad("zh", "⟦フェリーは今日は定刻に出ます⟧", beside="The ferry leaves on time today", source="en"),
        good(
            "de",
            "Ferry Company Harbour Tours, Hamburg",
            beside="Ferry Company Harbour Tours, Hamburg",
            source="en",
            why="the words of the source",
        ),
        good(
            "ja", "定刻出発", beside="Leaves on time", source="en", why="Japanese without kana, as on signs"
        ),
        good(
            "sv",
            "Färjan går i tid",
            beside="The ferry leaves on time",
            source="en",
            why="Swedish, near to its relatives",
        ),
    ),
)
def another_language(view: PairView) -> Iterable[Detection]:
    """The target is a translation, but into another language: often of a file beside it, or of the wrong column.

    Nobody who was meant can read it, and a count of translated units hides it.

    Left alone: words that the source has too, texts of one or two words, and texts that the lists of two languages know
    equally well.
    """
    for tongue in other_tongues(view):
        yield view.detection(
            tongue.pair, tongue.start, tongue.end, language=tongue.name, target=view.language.name
        )
