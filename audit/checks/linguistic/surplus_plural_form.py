"""See `surplus-plural-form`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.plural_forms import usual_forms
from audit.language.plural_categories import plural_categories
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.unit import Family


@check(
    id="surplus-plural-form",
    category=Category.GRAMMAR,
    severity=Severity.MINOR,
    message="{language} has no form “{name}”: no number will ever show this",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "ja",
            "⟦%d杯⟧¦%d杯",
            beside="%d cup¦%d cups",
            source="en",
            family=Family.PRINTF,
            confidence=Confidence.POSSIBLE,
        ),
        bad(
            "de", "%d Baum¦%d Bäume¦⟦%d Bäume⟧", beside="%d tree¦%d trees", source="en", family=Family.PRINTF
        ),
        good(
            "pl",
            "%d gruszka¦%d gruszki¦%d gruszek",
            beside="%d pear¦%d pears",
            source="en",
            family=Family.PRINTF,
            why="Polish has three for whole numbers",
        ),
        good(
            "fr",
            "%d an¦%d ans¦%d ans",
            beside="%d year¦%d years",
            source="en",
            family=Family.PRINTF,
            why="the third is for millions",
        ),
    ),
)
def surplus_plural_form(view: PairView) -> Iterator[Detection]:
    """The translation gives a plural form that its language does not have.

    Why it hurts a reader: the form is never shown; what its translator meant it for shows another text.

    Left alone: a number of forms that most units of the file have. A form that is named, and not counted, is only
    possibly a fault: programs read over it.
    """
    language = plural_categories(view.language)
    if language is None:
        return
    usual = usual_forms(view)
    for index, pair in enumerate(view.pairs):
        forms = len(pair.unit.targets)
        name = pair.target.plural
        if forms < 2 or len(pair.unit.sources) < 2 or name is None or forms in usual:
            continue
        counted = name.isdecimal()
        strange = (
            int(name) >= max(len(language.categories), 2) if counted else name not in language.categories
        )
        if strange:
            yield view.detection(
                index,
                0,
                len(pair.target.text),
                confidence=None if counted else Confidence.POSSIBLE,
                language=view.language.name,
                name=name,
            )
