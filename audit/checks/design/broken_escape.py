"""See `broken-escape`."""

import re
from collections import Counter
from collections.abc import Iterator

from audit.analysis.message_syntax import read_message
from audit.analysis.pair_view import PairView
from audit.analysis.pairs.messages import message_pairs
from audit.analysis.pairs.ruins import ruin_pattern
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity
from audit.model.span import Span
from audit.model.unit import Family

ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.|\n|\Z)", re.S)
KNOWN = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[ntrfvb0\"'\\])")
QUOTES = frozenset({'\\"', "\\'"})


@check(
    id="broken-escape",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="{why}",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    yields_to=("altered-placeholder", "missing-translation"),
    examples=(
        bad(
            "fr",
            r"Premier⟦\ ⟧tDeuxième",
            beside=r"First\tSecond",
            source="en",
            family=Family.PRINTF,
            fixed=r"Premier\tDeuxième",
        ),
        bad(
            "fr",
            r"lire [options]⟦/n⟧",
            beside=r"read [options]\n",
            source="en",
            family=Family.PRINTF,
            fixed=r"lire [options]\n",
        ),
        bad("de", r"⟦Reihe A Reihe B\n⟧", beside=r"Row A\nRow B\n", source="en", family=Family.PRINTF),
        bad(
            "ru",
            r"Скажите ⟦\«⟧привет⟦\»⟧",
            beside=r"Say \"hi\"",
            source="en",
            family=Family.PRINTF,
            fixed="Скажите «привет»",
        ),
        bad(
            "it",
            "{0} dell⟦'⟧oste",
            beside="The host of {0}",
            source="en",
            family=Family.JAVA,
            fixed="{0} dell''oste",
        ),
        good(
            "de",
            r"Sag „hallo“\n",
            beside=r"Say \"hi\"\n",
            source="en",
            family=Family.PRINTF,
            why="other quotation marks need no backslash",
        ),
        good("de", r"C:\Programme\Samen", beside=r"C:\Programs\seeds", source="en", why="a path, no escapes"),
    ),
)
def broken_escape(view: PairView) -> Iterator[Detection]:
    """An escape of the source (\\n, \\t, \\\\, \\u2026, a doubled apostrophe) is lost or broken in the translation.

    Why it hurts a reader: instead of a line break or a mark they see a backslash and a letter, or the text breaks off.

    Left alone: escaped quotation marks, which other languages write otherwise, and paths, where a backslash escapes
    nothing.
    """
    marked = dict.fromkeys(
        view.pair_at_source(match.start()) for match in re.finditer(r"\\", view.source_text)
    )
    for index in marked:
        yield from of_pair(view, index)
    for index, messages in message_pairs(view).items():
        pair = view.pairs[index]
        if pair.family is not Family.JAVA or not messages.source.arguments or messages.source.quotes:
            continue
        for start, end in read_message(pair.target.text, True).quotes:
            if "{" not in pair.target.text[start:end]:
                yield view.detection(
                    index,
                    start,
                    start + 1,
                    fix=Fix((Edit(start, start + 1, "''"),), Safety.SUGGESTED),
                    why="In a message with placeholders an apostrophe is written twice; this one disappears",
                )


def of_pair(view: PairView, index: int) -> Iterator[Detection]:
    """What became of the escapes of one source."""
    source, target = view.pairs[index].source.text, view.pairs[index].target.text
    escapes = list(ESCAPE.finditer(source))
    # '\\' in quotation marks is the sign itself.
    if (
        not target.strip()
        or "'\\'" in source
        or '"\\"' in source
        or not all(KNOWN.fullmatch(match.group()) for match in escapes)
    ):
        return
    wanted = Counter(match.group() for match in escapes if match.group() not in QUOTES)
    given = list(ESCAPE.finditer(target))
    have = Counter(match.group() for match in given)
    lacking = list((wanted - have).elements())
    strange = [match for match in given if not KNOWN.fullmatch(match.group())]
    for match in strange:
        start, end = match.span()
        sign = match.group()[1:]
        fix = None
        if sign.isspace():
            letter = target[end : end + 1]
            bent = f"\\{letter}" if f"\\{letter}" in lacking else None
            if bent is not None:
                lacking.remove(bent)
                fix = Fix((Edit(start, end, "\\"),), Safety.SUGGESTED)
        elif sign and not sign.isalnum():
            fix = Fix((Edit(start, end, sign),), Safety.SUGGESTED)
        elif "\\\\" in lacking:
            lacking.remove("\\\\")
            fix = Fix((Edit(start, start + 1, "\\\\"),), Safety.SUGGESTED)
            end = start + 1
        yield view.detection(index, start, end, fix=fix, why="This backslash escapes nothing")
    for code in dict.fromkeys(lacking):
        first = next(match for match in escapes if match.group() == code)
        place = next(
            (
                match.span()
                for match in ruin_pattern("/" + code[1:]).finditer(target)
                if match.group() != code and code[1:] and not match.group().startswith("\\")
            ),
            None,
        )
        here = Span(*first.span())
        if place is not None and code != "\\\\":
            fix = Fix((Edit(*place, code),), Safety.SUGGESTED)
            yield view.detection(
                index, *place, source=here, fix=fix, why=f"This stands where the source has {code}"
            )
        else:
            yield view.detection(index, 0, len(target), source=here, why=f"{code} of the source is missing")
