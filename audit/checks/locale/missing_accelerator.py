"""See `missing-accelerator`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.accelerators import accelerators
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.unit import Family


@check(
    id="missing-accelerator",
    category=Category.SHORTCUT_KEY,
    severity=Severity.MINOR,
    message="The source has an accelerator ({sign}), the translation has none",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    confidence=Confidence.LIKELY,
    examples=(
        bad("de", "⟦Datei⟧", beside="&File", source="en", family=Family.QT),
        bad("ja", "⟦開く…⟧", beside="&Open…", source="en", family=Family.QT),
        bad("pl", "⟦Zakończ⟧", beside="_Quit", source="en", family=Family.GTK),
        good(
            "ja",
            "開く(&O)…",
            beside="&Open…",
            source="en",
            family=Family.QT,
            why="the letter stands behind the text",
        ),
        good(
            "fr",
            "Sel et poivre",
            beside="Salt && pepper",
            source="en",
            family=Family.QT,
            why="an ampersand, no accelerator",
        ),
        good("de", "meine Datei", beside="my_file", source="en", why="part of a name"),
    ),
)
def missing_accelerator(view: PairView) -> Iterator[Detection]:
    """The source marks a letter that is pressed to choose the entry, the translation marks none.

    Why it hurts a reader: who works with the keyboard cannot reach the entry.

    Left alone: files whose translations have hardly any: somebody decided so.
    """
    every = {index: found for index, found in accelerators(view).items() if found.wanted}
    lost = [index for index, found in every.items() if not found.given and not found.bare]
    usual = len(lost) * 2 > len(every) and len(every) > 5 and not view.apart
    for index in lost:
        text = view.pairs[index].target.text
        if any(map(str.isalnum, text)):
            confidence = Confidence.POSSIBLE if usual else None
            yield view.detection(index, 0, len(text), confidence=confidence, sign=every[index].sign)
