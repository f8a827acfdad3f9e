"""See `missing-plural-form`."""

from collections.abc import Iterator

from audit.analysis.message_syntax import PLURALS
from audit.analysis.pair_view import PairView
from audit.analysis.pairs.messages import message_pairs, same_argument
from audit.analysis.pairs.plural_forms import usual_forms
from audit.language.plural_categories import PluralCategories, is_unmarked, plural_categories
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.unit import Family


@check(
    id="missing-plural-form",
    category=Category.GRAMMAR,
    severity=Severity.MAJOR,
    message="{language} has another form here: {forms} missing",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    yields_to=("broken-message-syntax", "missing-translation"),
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "ru",
            "{n, plural, one {# яблоко} ⟦⟧other {# яблок}}",
            beside="{n, plural, one {# apple} other {# apples}}",
            source="en",
            family=Family.ICU,
        ),
        bad("pl", "%d gruszka¦%d gruszki⟦⟧", beside="%d pear¦%d pears", source="en", family=Family.PRINTF),
        good(
            "ja",
            "{n, plural, other {#枚}}",
            beside="{n, plural, one {# leaf} other {# leaves}}",
            source="en",
            family=Family.ICU,
            why="one form for every number",
        ),
        good(
            "fr",
            "%d figue¦%d figues",
            beside="%d fig¦%d figs",
            source="en",
            family=Family.PRINTF,
            why="the form for millions may be left out",
        ),
        good(
            "hu",
            "{n, plural, other {# alma}}",
            beside="{n, plural, one {# apple} other {# apples}}",
            source="en",
            family=Family.ICU,
            why="the noun stays as it is behind a number",
        ),
    ),
)
def missing_plural_form(view: PairView) -> Iterator[Detection]:
    """The language has more plural forms than the translation gives.

    Why it hurts a reader: for some numbers the program shows a form that is wrong: “2 яблок”, “5 gruszki”.

    Left alone: forms that only fractions and millions take, languages whose nouns stay as they are behind a number, and
    a number of forms that most units of the file have.
    """
    language = plural_categories(view.language)
    if language is None:
        return
    yield from _in_messages(view, language)
    usual, unmarked = usual_forms(view), is_unmarked(view.language)
    for index, pair in enumerate(view.pairs):
        unit = pair.unit
        if len(unit.sources) < 2 or pair.form != len(unit.targets) - 1 or len(unit.targets) in usual:
            continue
        names = [side.plural or "" for side in unit.targets]
        if names == [""] and pair.family is Family.RUBY:
            continue  # one text for every number
        if all(name.isdecimal() or not name for name in names):
            lacking = list(language.whole[len(names) :]) if len(names) < len(language.whole) else []
        else:
            lacking = [name for name in language.whole if name not in names]
        if lacking and not (unmarked and len(language.whole) < 3):
            yield _detection(view, index, len(pair.target.text), lacking, language)


def _in_messages(view: PairView, cardinal: PluralCategories) -> Iterator[Detection]:
    ordinal = plural_categories(view.language, ordinal=True)
    unmarked = is_unmarked(view.language)
    for index, messages in message_pairs(view).items():
        if view.pairs[index].target.text == view.pairs[index].source.text:
            continue  # not translated at all
        for argument in messages.target.arguments:
            if argument.kind not in PLURALS or not argument.branches:
                continue
            other = same_argument(messages.source, argument)
            if other is None or not any(branch.keyword == "one" for branch in other.branches):
                continue
            language = cardinal if argument.kind == "plural" else ordinal
            if language is None or any(not branch.keyword.isascii() for branch in argument.branches):
                continue
            given = {branch.keyword for branch in argument.branches}
            given |= {"zero"} if "=0" in given else set()
            given |= {"one"} if "=1" in given else set()
            given |= {"two"} if "=2" in given else set()
            lacking = [name for name in language.whole if name not in given and name != "other"]
            last = next((branch for branch in argument.branches if branch.keyword == "other"), None)
            if lacking and last is not None and not (unmarked and lacking == ["one"]):
                yield _detection(view, index, last.keyword_start, lacking, language)


def _detection(
    view: PairView, index: int, place: int, lacking: list[str], language: PluralCategories
) -> Detection:
    # Where one number has a form of its own, the general one does at a pinch.
    doubtful = all(name in language.bare and name != "one" for name in lacking)
    return view.detection(
        index,
        place,
        place,
        confidence=Confidence.POSSIBLE if doubtful else None,
        language=view.language.name,
        forms=", ".join(f"“{name}”" for name in lacking),
    )
