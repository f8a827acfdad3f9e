"""See `mixed-han`."""

from collections.abc import Iterator

from audit.analysis.han_mix import han_mix
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

PLACES = 4  # so many of the words are named
SURE = 2  # characters from which on it is no slip of the text's source


@check(
    id="mixed-han",
    category=Category.SPELLING,
    severity=Severity.MINOR,
    message="{what}: {words}",
    yields_to=("untranslated-text", "untranslated-words"),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "zh",
            "轮渡全年运行，载运汽车与自行车，乘客须在码头购票。船员们说，这是很好的⟦機會⟧，值得试试。",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "zh-Hant",
            "渡輪全年運行，載運汽車與腳踏車，乘客須在碼頭購票。船員說，⟦这⟧是很好的机會，值得試試。",
            confidence=Confidence.LIKELY,
        ),
        good(
            "zh",
            "轮渡全年运行，载运汽车与自行车，乘客须在码头购票。站牌上写着「渡輪碼頭」。",
            why="a quotation",
        ),
        good("zh", "渡輪全年運行，載運汽車與腳踏車，乘客須在碼頭購票。", why="one way throughout"),
    ),
)
def mixed_han(view: TextView) -> Iterator[Detection]:
    """Simplified and traditional characters stand in one text.

    Why it hurts a reader: no reader writes so; chunks that were translated apart, or a model trained on either, mix
    them. One finding stands for all places, at the first.

    Left alone: quotations, titles, glosses in brackets, short labels such as the names of languages, and characters that
    both ways have. Only possible: a single character.
    """
    found = han_mix(view)
    if found is None:
        return
    words = ", ".join(dict.fromkeys(f"“{view.text[start:end]}”" for start, end in found.words[: 2 * PLACES]))
    if found.whole:
        what = f"{found.usual} Chinese is wanted, and this text is in {found.rare} characters ({found.characters:,})"
        severity = Severity.MAJOR
    else:
        what = f"{found.rare} characters ({found.characters:,}) in a text in {found.usual} Chinese"
        severity = Severity.MINOR
    yield view.detection(
        *found.words[0],
        severity=severity,
        confidence=Confidence.LIKELY if found.characters >= SURE else Confidence.POSSIBLE,
        what=what,
        words=words,
    )
