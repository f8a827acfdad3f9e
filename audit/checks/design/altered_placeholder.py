"""See `altered-placeholder`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.argument_differences import argument_differences
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity
from audit.model.span import Span
from audit.model.unit import Family


@check(
    id="altered-placeholder",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="“{found}” stands where the source has {code}{how}",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    examples=(
        bad(
            "de",
            "⟦%(Anzahl)d⟧ Notizen",
            beside="%(count)d notes",
            source="en",
            family=Family.PYTHON_FORMAT,
            fixed="%(count)d Notizen",
        ),
        bad(
            "ja",
            "⟦%{count｝⟧件保存",
            beside="%{count} saved",
            source="en",
            family=Family.RUBY,
            fixed="%{count}件保存",
        ),
        bad(
            "hi", "नमस्ते ⟦%1 $ s⟧", beside="Hello %1$s", source="en", family=Family.ANDROID, fixed="नमस्ते %1$s"
        ),
        bad("ru", "Ошибок в ⟦%d⟧: %s", beside="%s: %d errors", source="en", family=Family.PRINTF),
        bad(
            "fr",
            "100 ⟦%⟧ des %d lots",
            beside="100%% of the %d lots",
            source="en",
            family=Family.PRINTF,
            fixed="100 %% des %d lots",
        ),
        bad("it", "Apri l⟦'⟧{0}", beside="Open {0}", source="en", family=Family.JAVA, fixed="Apri l''{0}"),
        good(
            "ru",
            "Ошибок в %2$s: %1$d",
            beside="%d errors in %s",
            source="en",
            family=Family.PRINTF,
            why="positions say which is which",
        ),
        good(
            "de",
            "{when, date, medium}",
            beside="{when, date, short}",
            source="en",
            family=Family.ICU,
            why="how a date is written is the language's own",
        ),
        good(
            "fr",
            "%.2f km",
            beside="%.1f km",
            source="en",
            family=Family.PRINTF,
            why="the same value, written more exactly",
        ),
    ),
)
def altered_placeholder(view: PairView) -> Iterator[Detection]:
    """A placeholder was translated, misspelt or bent, or would take another value than it is given.

    Why it hurts a reader: the program does not recognise it and shows the bare code, shows a wrong value, or stops.

    Left alone: another order where positions or names say which is which, another width or precision, another style
    for numbers and dates.
    """
    for index, differences in argument_differences(view).items():
        for item in differences.altered:
            fix = None
            how = ""
            if item.quoted:
                fix = Fix((Edit(item.start, item.end, "''"),), Safety.SUGGESTED)
                how = " quoted away by the apostrophe"
            elif item.swapped:
                how = ", so that each is filled with the other's value"
            elif item.sure:
                fix = Fix((Edit(item.start, item.end, item.code),), Safety.SUGGESTED)
            yield view.detection(
                index,
                item.start,
                item.end,
                source=Span(item.source_start, item.source_end),
                fix=fix,
                code=item.code,
                how=how,
            )
