"""See `number-not-shown`."""

from collections.abc import Iterator

from audit.analysis.message_syntax import PLURALS, Argument, Branch, Message
from audit.analysis.pair_view import PairView
from audit.analysis.pairs.messages import message_pairs, same_argument
from audit.language.plural_categories import plural_categories
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.unit import Family


@check(
    id="number-not-shown",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="“{found}” stands for several numbers and does not show which: “#” is missing",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    yields_to=("broken-message-syntax", "missing-placeholder"),
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "fr",
            "{n, plural, one {# figue} other {⟦figues⟧}}",
            beside="{n, plural, one {1 fig} other {# figs}}",
            source="en",
            family=Family.ICU,
        ),
        bad(
            "ru",
            "{n, plural, one {⟦яблоко⟧} few {# яблока} many {# яблок} other {# яблока}}",
            beside="{n, plural, one {one apple} other {# apples}}",
            source="en",
            family=Family.ICU,
        ),
        good(
            "de",
            "{n, plural, one {ein Apfel} other {# Äpfel}}",
            beside="{n, plural, one {# apple} other {# apples}}",
            source="en",
            family=Family.ICU,
            why="the German form is for one number only",
        ),
        good(
            "ja",
            "{n, plural, other {多数}}",
            beside="{n, plural, one {one} other {many}}",
            source="en",
            family=Family.ICU,
            why="the source does not show it either",
        ),
    ),
)
def number_not_shown(view: PairView) -> Iterator[Detection]:
    """A plural form of the translation does not show its number where that of the source does.

    Why it hurts a reader: “figs” instead of “3 figs”: nobody knows how many.

    Left alone: forms that stand for one number only, and choices whose source does not show the number.
    """
    cardinal = plural_categories(view.language)
    ordinal = plural_categories(view.language, ordinal=True)
    for index, messages in message_pairs(view).items():
        for argument in messages.target.arguments:
            if argument.kind not in PLURALS or not argument.branches:
                continue
            other = same_argument(messages.source, argument)
            general = (
                next((branch for branch in other.branches if branch.keyword == "other"), None)
                if other
                else None
            )
            if other is None or general is None or not _shows(messages.source, other, general):
                continue
            language = cardinal if argument.kind == "plural" else ordinal
            bare = language.bare if language is not None else ("zero", "one", "two")
            shown = [_shows(messages.target, argument, branch) for branch in argument.branches]
            for branch, shows in zip(argument.branches, shown, strict=True):
                if not shows and branch.keyword not in bare and not branch.keyword.startswith("="):
                    yield view.detection(index, branch.start, branch.end)


def _shows(message: Message, argument: Argument, branch: Branch) -> bool:
    """Whether a branch shows the number of its plural."""
    return any(
        branch.start <= place < branch.end for place, name in message.counts if name == argument.name
    ) or any(
        branch.start <= inner.start < branch.end and inner.name == argument.name
        for inner in message.arguments
    )
