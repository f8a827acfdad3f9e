"""See `bent-placeholder`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity

BLANKS = re.compile(r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
SIGNS = {"٪": "%", "％": "%", "｛": "{", "｝": "}", "＄": "$"}
TYPES = frozenset({
    *("number", "date", "time", "plural", "select", "selectordinal", "spellout", "ordinal", "duration", "choice", "list"),
    *("gender", "datetime", "relativetime", "unit", "currency", "enum"),
})  # fmt: skip
BRANCHES = frozenset({"zero", "one", "two", "few", "many", "other"})


@cache
def printf() -> re.Pattern[str]:
    """`%1$s`, `%(name)s`, `%{name}` with a blank in them, or with signs and figures of another script."""
    b = r"[ \N{NO-BREAK SPACE}]"
    return re.compile(
        rf"[%٪％](?:(?<!%)(?:(?:\d\$)?[sd@](?!\w)|\d\$)|(?<=%)(?<![\d%].)(?:{b}?\d{b}?\${b}?[sdif@](?!\w)"
        rf"|(?<!\d{b}.){b}?(?:\({b}?[A-Za-z_]\w{{0,40}}{b}?\){b}?[sd](?!\w)|\{{{b}?[A-Za-z_]\w{{0,40}}{b}?\}})))"
    )


@cache
def named() -> re.Pattern[str]:
    """A name between two per cent signs with a blank behind the first or before the last."""
    return re.compile(r"%(?<![\w%].)(?<!\d .)(?: [A-Za-z]\w{1,60}|[A-Za-z]\w{1,60} )%(?!\w)")


@cache
def braced() -> re.Pattern[str]:
    """`{$name}`, `${name}`, `{{name}}` with a blank where none may be, or with one wide brace."""
    name = r"[A-Za-z_][\w.]{0,60}"
    return re.compile(
        rf"[{{｛$](?:(?<=\{{)(?: ?\$ +{name} ?\}}| +\{{ ?{name} ?\}} ?\}}|\{{ ?{name} ?\}} +\}})"
        rf"|(?<=\$) \{{ ?{name} ?\}}|(?<!\$)[{{｛]? ?{name} ?[}}｝]{{1,2}})"
    )


@cache
def message() -> re.Pattern[str]:
    """The head of a message with branches: `{count, plural, one {`."""
    return re.compile(
        r"\{ ?([A-Za-z_]\w{0,40}) ?, ?([^\W\d_]{2,20}) ?, ?(?:offset:\d+ ?)?(=?[\w-]{1,20}) ?\{(?=[^{}\x00]{0,200}\})"
    )


@cache
def constant() -> re.Pattern[str]:
    """A name in capitals whose escaped underscores became full stops with underscores."""
    return re.compile(r"(?<![\w.])[A-Z][A-Z0-9]+(?:\._[A-Z0-9]+)+(?![\w.]\w)")


@check(
    id="bent-placeholder",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="No program knows “{found}”{meant}",
    flows=(Flow.PROSE, Flow.CUES),
    yields_to=("leaked-mask",),
    examples=(
        bad(
            "de",
            "Das Schiff ⟦% 1 $ s⟧ fährt um ⟦%(zeit) s⟧ Uhr.",
            fixed="Das Schiff %1$s fährt um %(zeit)s Uhr.",
        ),
        bad("ar", "غادرت السفينة ⟦٪1$d⟧ الميناء.", fixed="غادرت السفينة %1$d الميناء."),
        bad(
            "nl",
            "De boot ⟦% boot_naam%⟧ vaart om %vertrek_tijd%.",
            fixed="De boot %boot_naam% vaart om %vertrek_tijd%.",
        ),
        bad(
            "fr",
            "Bonjour ⟦{$ nom}⟧, il reste ⟦{ { places } }⟧ places.",
            fixed="Bonjour {$nom}, il reste {{ places }} places.",
        ),
        bad("fr", "Il reste ⟦{count, pluriel, un {⟧# place} autre {# places}} à bord."),
        bad(
            "de",
            "Boote mit ⟦BOAT\\._CLASS\\._PLUS⟧ sind grün.",
            format="markdown",
            fixed="Boote mit BOAT_CLASS_PLUS sind grün.",
        ),
        good(
            "de", "Nur 50 % (real) sind belegt, 20 %{1} davon fest.", why="per cent, and the number of a note"
        ),
        good(
            "en",
            "Set {a, b} and the template {{ name }} say {$x} and %1$s.",
            why="placeholders as they should be",
        ),
        good(
            "fr",
            "À bord : {count, plural, one {# place} other {# places}}.",
            why="a message that can be read",
        ),
    ),
)
def bent_placeholder(view: TextView) -> Iterator[Detection]:
    """A placeholder, which a program fills with a name or number, was bent: blanks, signs of another script, words.

    Why it hurts a reader: they see the code instead of the name, or the program stops.

    Left alone: what stands in quotation marks or code, per cent, sets of mathematics.
    """
    text = view.text
    if "%" in text or "٪" in text or "％" in text:
        for match in printf().finditer(text):
            yield from bent(view, match)
        whole = None
        for match in named().finditer(text):
            if whole is None:
                whole = re.search(r"%[A-Za-z]\w{1,60}%", text) is not None
            if whole or "_" in match.group():
                yield from bent(view, match)
    if "._" in text:
        for match in constant().finditer(text):
            dots = re.finditer(r"\.(?=_)", match.group())
            edits = [Edit(match.start() + dot.start(), match.start() + dot.end(), "") for dot in dots]
            fix = Fix(tuple(edits), Safety.SUGGESTED)
            yield view.detection(*match.span(), fix=fix, cause="constants", meant=": full stops stand in it")
    if "{" in text or "｛" in text:
        for match in braced().finditer(text):
            yield from bent(view, match)
        for match in message().finditer(text):
            yield from unread(view, match)


def bent(view: TextView, match: re.Match[str]) -> Iterator[Detection]:
    """A placeholder, unless it is as it should be."""
    start, end = match.span()
    found = match.group()
    edits = []
    if match.re is braced() and "$" not in found:
        opening, closing = re.match(r"[{｛ ]+", found), re.search(r"[}｝ ]+\Z", found)
        if opening is None or closing is None:
            return
        braces = [mark.group().replace(" ", "") for mark in (opening, closing)]
        wide = any(sign in "｛｝" for mark in braces for sign in mark)
        narrow = any(sign in "{}" for mark in braces for sign in mark)
        spaced = "{ {" in found or "} }" in found or re.search(r"[{}] +[{}]", found) is not None
        if len(braces[0]) != len(braces[1]) or not ((wide and narrow) or spaced):
            return
        blanks = re.compile(r"(?<=[{｛]) +(?=[{｛])|(?<=[}｝]) +(?=[}｝])")
    else:
        blanks = BLANKS
    for blank in blanks.finditer(found):
        edits.append(Edit(start + blank.start(), start + blank.end(), ""))
    for place, char in enumerate(found):
        if char in SIGNS:
            edits.append(Edit(start + place, start + place + 1, SIGNS[char]))
        elif char.isdigit() and not char.isascii():
            edits.append(Edit(start + place, start + place + 1, str(int(char))))
    if not edits:
        return
    doubtful = Confidence.POSSIBLE if is_quoted(view, start, end) else None
    yield view.detection(
        start,
        end,
        confidence=doubtful,
        fix=Fix(tuple(sorted(edits)), Safety.SUGGESTED),
        cause="placeholders",
        meant="",
    )


def unread(view: TextView, match: re.Match[str]) -> Iterator[Detection]:
    """A message whose type or branches are no words of its syntax."""
    kind, branch = match.group(2), match.group(3)
    plural = kind in ("plural", "selectordinal")
    if kind in TYPES and not (plural and branch not in BRANCHES and not branch.startswith("=")):
        return
    doubtful = Confidence.POSSIBLE if is_quoted(view, match.start(), match.end()) else Confidence.LIKELY
    word = branch if plural else kind
    yield view.detection(*match.span(), confidence=doubtful, meant=f": “{word}” is no word of its syntax")
