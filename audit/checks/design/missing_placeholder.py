"""See `missing-placeholder`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.argument_differences import argument_differences
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.span import Span
from audit.model.unit import Family


@check(
    id="missing-placeholder",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="{code} of the source is missing here: what it stands for will not be shown",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    yields_to=("missing-translation",),
    examples=(
        bad(
            "de", "⟦Es wurden Dateien kopiert.⟧", beside="Copied %d files.", source="en", family=Family.PRINTF
        ),
        bad(
            "fr", "Place {row}⟦⟧ occupée", beside="Seat {row}{seat} is taken", source="en", family=Family.VUE
        ),
        bad(
            "es",
            "⟦{name} te ha invitado a una fiesta.⟧",
            beside="{name} invited you to {event}.",
            source="en",
            family=Family.PYTHON_BRACE,
        ),
        bad(
            "ru",
            "⟦Мы загрузили файлы с %2$s⟧",
            beside="Loaded %1$d files from %2$s",
            source="en",
            family=Family.ANDROID,
        ),
        good(
            "de",
            "Nach %2$s wurden %1$d Dateien kopiert.",
            beside="Copied %d files to %s.",
            source="en",
            family=Family.PRINTF,
            why="positions say which is which",
        ),
        good(
            "ar",
            "ملف واحد¦%d ملفات",
            beside="%d file¦%d files",
            source="en",
            family=Family.PRINTF,
            why="the form for one number may leave it unsaid",
        ),
        good(
            "ja",
            "{n, plural, other {#件}}",
            beside="{n, plural, one {One hit} other {# hits}}",
            source="en",
            family=Family.ICU,
            why="the number sign shows the number",
        ),
    ),
)
def missing_placeholder(view: PairView) -> Iterator[Detection]:
    """A placeholder of the source has no counterpart in the translation.

    Why it hurts a reader: the name, number or date that the program fills in does not appear, so the message says
    less, or nothing.

    Left alone: placeholders in another order, a positional one for a plain one (%1$s for %s), one that is used twice
    in the source and once in the translation, and the number in a plural form that stands for one number only.
    """
    for index, differences in argument_differences(view).items():
        for missing in differences.missing:
            yield view.detection(
                index,
                missing.start,
                missing.end,
                source=Span(missing.source_start, missing.source_end),
                code=", ".join(missing.codes),
            )
