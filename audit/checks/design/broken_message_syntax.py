"""See `broken-message-syntax`."""

from collections.abc import Iterator

from audit.analysis.fluent_syntax import read_pattern
from audit.analysis.message_syntax import PLURALS, Argument, Fault, Trouble
from audit.analysis.pair_view import PairView
from audit.analysis.pairs.messages import MessagePair, message_pairs, same_argument
from audit.language.plural_categories import ORDER
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity
from audit.model.unit import Family

SAID = {
    Trouble.UNCLOSED: "this brace is never closed",
    Trouble.STRAY: "this brace closes nothing",
    Trouble.NAMELESS: "what stands in these braces is no name; braces of the text are quoted '{'so'}'",
    Trouble.TYPE: "“{name}” is no type of a placeholder",
    Trouble.BRANCH: "between the branches of “{name}” stands something that is none",
    Trouble.NO_OTHER: "“{name}” has no branch “other”",
}


@check(
    id="broken-message-syntax",
    category=Category.MARKUP_TAG,
    severity=Severity.CRITICAL,
    message="The program cannot read this message: {why}",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    yields_to=("altered-placeholder",),
    examples=(
        bad(
            "ru",
            "{n, ⟦множественное⟧, one {# яйцо} few {# яйца} many {# яиц} other {# яйца}}",
            beside="{n, plural, one {# egg} other {# eggs}}",
            source="en",
            family=Family.ICU,
            fixed="{n, plural, one {# яйцо} few {# яйца} many {# яиц} other {# яйца}}",
        ),
        bad(
            "de",
            "{who, select, female {Sie} ⟦andere⟧ {Die Person}} kommt",
            beside="{who, select, female {She} other {They}} will come",
            source="en",
            family=Family.ICU,
            fixed="{who, select, female {Sie} other {Die Person}} kommt",
        ),
        bad(
            "fr",
            "Il est ⟦{t, time, short à midi⟧",
            beside="It is {t, time, short} at noon",
            source="en",
            family=Family.ICU,
        ),
        bad(
            "ja",
            "⟦{n, plural, one {#枚}}⟧",
            beside="{n, plural, one {# leaf} other {# leaves}}",
            source="en",
            family=Family.ICU,
        ),
        bad("sv", "⟦{⟧ $n minuter", beside="{ $n } minutes", source="en", family=Family.FLUENT),
        good(
            "es",
            "{n, number} gallinas '{'coop'}'",
            beside="{n, number} hens '{'coop'}'",
            source="en",
            family=Family.ICU,
            why="quoted braces are text",
        ),
        good(
            "de",
            "Setze { und",
            beside="Set { and",
            source="en",
            family=Family.ICU,
            why="the source is no message either",
        ),
    ),
)
def broken_message_syntax(view: PairView) -> Iterator[Detection]:
    """A message with placeholders is no longer what its program can read.

    Why it hurts a reader: the program stops, or shows the code instead of the message.

    Left alone: what the source has too, and braces in quotes.
    """
    for index, messages in message_pairs(view).items():
        if not messages.target.faults and not any(item.branches for item in messages.target.arguments):
            continue
        if messages.source.faults:
            continue
        java = view.pairs[index].family is Family.JAVA
        words = list(_words(messages)) if not java else []
        renamed = {argument.start for argument, _, _ in words}
        for fault in messages.target.faults:
            if java and fault.trouble not in (Trouble.UNCLOSED, Trouble.TYPE):
                continue
            if fault.trouble is Trouble.NO_OTHER and fault.start in renamed:
                continue
            yield view.detection(
                index,
                fault.start,
                fault.end,
                fix=_type_fix(messages, fault),
                why=SAID[fault.trouble].format(name=fault.name),
            )
        for argument, place, keyword in words:
            lacks = not any(branch.keyword == "other" for branch in argument.branches)
            fix = Fix((Edit(place, place + len(keyword), "other"),), Safety.SUGGESTED) if lacks else None
            yield view.detection(
                index,
                place,
                place + len(keyword),
                fix=fix,
                why=f"“{keyword}” is no branch of “{argument.name}” that it knows",
            )
    for index, pair in enumerate(view.pairs):
        if pair.family is Family.FLUENT and not read_pattern(pair.source.text).unpaired:
            for place in read_pattern(pair.target.text).unpaired:
                yield view.detection(index, place, place + 1, why="this brace has no partner")


def _words(messages: MessagePair) -> Iterator[tuple[Argument, int, str]]:
    """Keywords of branches that are never chosen."""
    for argument in messages.target.arguments:
        other = same_argument(messages.source, argument)
        known = {branch.keyword for branch in other.branches} if other is not None else set()
        for branch in argument.branches:
            word = branch.keyword
            if argument.kind in PLURALS:
                strange = word not in ORDER and not word.startswith("=")
            else:
                strange = bool(known) and argument.kind == "select" and word not in known and word != "other"
            if strange:
                yield argument, branch.keyword_start, word


def _type_fix(messages: MessagePair, fault: Fault) -> Fix | None:
    """The type that the source has for the same argument."""
    if fault.trouble is not Trouble.TYPE:
        return None
    for argument in messages.target.arguments:
        if argument.start < fault.start < argument.end and argument.kind == fault.name:
            other = same_argument(messages.source, argument)
            if other is not None and other.kind:
                return Fix((Edit(fault.start, fault.end, other.kind),), Safety.SUGGESTED)
    return None
