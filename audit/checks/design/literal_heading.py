"""See `literal-heading`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import SEPARATOR, TextView, suggested_fix
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity
from audit.model.notation import Notation
from audit.model.role import PROSE, Role

RENDERED = frozenset({Notation.MARKDOWN, Notation.HTML_TEXT})


@cache
def hashes() -> re.Pattern[str]:
    """The marks of a heading at the start of a segment, with its first sign behind them."""
    return re.compile(rf"(?:(?<={SEPARATOR})|\A)(#{{1,6}})(?:( )(?=[^\s#{SEPARATOR}])|(?=[^\W\d_]))")


@cache
def wide() -> re.Pattern[str]:
    """The same in signs of another width."""
    return re.compile(
        rf"(?:(?<={SEPARATOR})|\A)(＃{{1,6}}[ \N{{IDEOGRAPHIC SPACE}}]|＃{{2,6}})(?=[^\s＃{SEPARATOR}])"
    )


@check(
    id="literal-heading",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="The marks of a heading show on the page: “{found}”",
    roles=PROSE,
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "# ⟦##⟧ Overview\n\nThe ferry sails at noon.\n",
            format="markdown",
            fixed="# Overview\n\nThe ferry sails at noon.\n",
        ),
        bad(
            "it",
            "I biglietti si vendono al porto.\n\n⟦##⟧Orari\n\nIl traghetto parte a mezzogiorno.\n",
            format="markdown",
            fixed="I biglietti si vendono al porto.\n\n## Orari\n\nIl traghetto parte a mezzogiorno.\n",
        ),
        bad(
            "ja",
            "⟦＃＃⟧ 時刻表\n\n船は正午に出ます。\n",
            format="markdown",
            fixed="## 時刻表\n\n船は正午に出ます。\n",
        ),
        bad(
            "de",
            "<h2>⟦##⟧ Fahrplan</h2><p>Die Fähre fährt um zwölf Uhr.</p>",
            format="html",
            fixed="<h2>Fahrplan</h2><p>Die Fähre fährt um zwölf Uhr.</p>",
        ),
        good(
            "en",
            "## Overview ##\n\nThe ferry sails at noon.\n",
            format="markdown",
            why="a heading as written",
        ),
        good(
            "en",
            "# #1 in the region\n\nThe ferry won.\n\n#harbour #ferry\n",
            format="markdown",
            why="a number, hashtags",
        ),
        good("de", "\\## ist das Zeichen für eine Überschrift.\n", format="markdown", why="meant to show"),
        good("fr", "# C# et F#\n\nDeux langages.\n", format="markdown", why="names of languages"),
    ),
)
def literal_heading(view: TextView) -> Iterator[Detection]:
    """The hashes that should make a heading stand on the page as text.

    Why it hurts a reader: it looks broken, and without its heading a section is not found in the contents.

    Left alone: hashtags and numbers, hashes that the writer escaped, and plain text, where they are no markup.
    """
    if "＃" in view.text:
        for match in wide().finditer(view.text):
            index = view.segment_at(match.start(1))
            if view.segments[index].notation == Notation.MARKDOWN:
                yield widened(view, index, len(match.group(1)), len(match.group(1).rstrip()))
    if "#" not in view.text:
        return
    for match in hashes().finditer(view.text):
        start, end = match.span(1)
        segment = view.segments[view.segment_at(start)]
        alone = match.group(2) is None
        if segment.notation not in RENDERED or (alone and end - start == 1):
            continue
        place = segment.map.to_file(0, end - start)
        if view.file_text[place.start : place.end] != match.group(1):
            continue  # escaped
        if not alone and segment.role is not Role.HEADLINE:
            continue
        spaced = segment.notation == Notation.MARKDOWN
        fix = suggested_fix(end, end, " ") if alone and spaced else None
        yield view.detection(start, end, fix=fix if alone else suggested_fix(start, end + 1, ""))


def widened(view: TextView, index: int, marks_and_blank: int, marks: int) -> Detection:
    """Wide hashes at the start of a segment, and narrow ones in their place."""
    place = view.segments[index].map.to_file(0, marks_and_blank)
    fix = Fix((Edit(place.start, place.end, "#" * marks + " "),), Safety.SUGGESTED)
    return view.in_file(place.start, place.start + marks, fix=fix, cause="wide")
