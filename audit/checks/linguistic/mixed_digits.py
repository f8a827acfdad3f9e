"""See `mixed-digits`."""

from collections.abc import Iterator

from audit.analysis.digit_mix import digit_mix
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

PLACES = 4  # so many of the rarer figures are named
SURE = 2  # figures of the rarer kind that are no slip
CLEARLY = 2  # times as many must the usual figures be


@check(
    id="mixed-digits",
    category=Category.NUMBER_FORMAT,
    severity=Severity.MINOR,
    message="Figures are written in two ways: {usual} ({most}), and {rare} ({least}): {words}",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "fa",
            "در این شهر ۲۵ خیابان و ۴۰ کوچه هست. بازار ۱۲ در دارد و هر روز ۵۰۰ نفر می\N{ZERO WIDTH NON-JOINER}آیند.\n\n"
            "موزه ⟦30⟧ اتاق دارد و بلیت آن 15 تومان است.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "hi",
            "नाव में 40 यात्री बैठते हैं और यात्रा 25 मिनट चलती है। टिकट 60 रुपये का है, बच्चों का 30 रुपये का।\n\n"
            "घाट पर ⟦१२⟧ दुकानें और ८ नावें हैं।",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "ar",
            "في السوق ٤٨ دكانا و٢٠ مقهى، وفيه ٣ أبواب. يأتي إليه ⟦150⟧ زائرا.",
            confidence=Confidence.POSSIBLE,
        ),
        good(
            "fa",
            "در این شهر ۲۵ خیابان و ۴۰ کوچه هست. بازار ۱۲ در دارد. نسخه Python 3 و شماره 021-4455667 و نشانی "
            "example.com/20 و نسخه 2.10.4 را ببینید.",
            why="versions, telephone numbers, addresses, and figures beside Latin names",
        ),
        good("hi", "नाव में 40 यात्री बैठते हैं और यात्रा 25 मिनट चलती है।", why="one kind throughout"),
    ),
)
def mixed_digits(view: TextView) -> Iterator[Detection]:
    """Figures of the language's own script and European ones are mixed in one text.

    Why it hurts a reader: either is right, both together look like two hands, and in a list they do not line up. One
    finding stands for all places, at the first of the rarer kind.

    Left alone: figures beside Latin words, quotations, code, versions, addresses, telephone numbers and formulas. Only
    possible: a single figure, and a text without a clear majority.
    """
    found = digit_mix(view)
    if found is None:
        return
    words = list(dict.fromkeys(view.text[start:end] for start, end in found.rare))
    sure = len(found.rare) >= SURE and len(words) >= SURE and len(found.usual) >= CLEARLY * len(found.rare)
    kinds = ("European", view.language.name)
    yield view.detection(
        *found.rare[0],
        confidence=Confidence.LIKELY if sure else Confidence.POSSIBLE,
        usual=kinds[found.native],
        rare=kinds[not found.native],
        most=f"{len(found.usual):,}",
        least=f"{len(found.rare):,}",
        words=", ".join(f"“{word}”" for word in words[:PLACES]),
    )
