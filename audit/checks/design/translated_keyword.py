"""See `translated-keyword`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.raw_markdown import in_fence, is_markdown
from audit.analysis.text_view import TextView
from audit.language.markup_words import markup_meanings
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity


@cache
def alert() -> re.Pattern[str]:
    """The word of an alert in a quotation: `> [!NOTE]`."""
    return re.compile(
        r"^[ \t]{0,9}(?:>[ \t]?){1,5}\[[!！][ \t]?([^\W\d_][^\[\]\n]{0,30})\][+-]?", re.MULTILINE
    )


@cache
def container() -> re.Pattern[str]:
    """The word of a container: `:::note`, `!!! note`."""
    return re.compile(
        r"^[ \t]{0,9}(?::::+[ \t]?|(?:!!!|\?\?\?\+?)[ \t]+)([^\W\d_][^\s{}\[\]\"|]{0,30})", re.MULTILINE
    )


@cache
def comment() -> re.Pattern[str]:
    """A comment of a few words alone on its line: `<!-- more -->`."""
    return re.compile(
        r"^[ \t]{0,3}<!--[ \t]{0,5}([^\W\d_][^\n<>-]{0,30}?)[ \t]{0,5}-->[ \t]*\r?$", re.MULTILINE
    )


@check(
    id="translated-keyword",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="“{word}” is a word for machines{meant}: translated, it does nothing",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "> [!⟦HINWEIS⟧]\n> Die Fähre fährt um zwölf.\n",
            format="markdown",
            fixed="> [!NOTE]\n> Die Fähre fährt um zwölf.\n",
        ),
        bad(
            "ru",
            "Паром отходит в полдень.\n\n:::⟦предупреждение⟧\n\nБилеты кончились.\n\n:::\n",
            format="markdown",
            fixed="Паром отходит в полдень.\n\n:::warning\n\nБилеты кончились.\n\n:::\n",
        ),
        bad(
            "es",
            "El barco sale a mediodía.\n\n<!-- ⟦más⟧ -->\n\nSe venden en el muelle.\n",
            format="markdown",
            fixed="El barco sale a mediodía.\n\n<!-- more -->\n\nSe venden en el muelle.\n",
        ),
        good("de", "> [!NOTE]\n> Die Fähre fährt um zwölf.\n", format="markdown", why="the word itself"),
        good(
            "ru",
            '> [!TIP] Совет\n> Берите тёплую одежду.\n\n<!-- картинка -->\n\n!!! note "Заметка"\n    Паром ходит зимой.\n',
            format="markdown",
            why="a title, and a remark of the author",
        ),
    ),
)
def translated_keyword(view: TextView) -> Iterator[Detection]:
    """The word that makes a notice, a box or the end of an excerpt was translated: `[!HINWEIS]`, `:::tipp`.

    Why it hurts a reader: instead of a box they see the brackets, or the excerpt never ends.

    Left alone: titles of boxes, comments that authors write for themselves, and code.
    """
    text = view.file_text
    if not is_markdown(view):
        return
    meanings = markup_meanings(view.language.tag.partition("-")[0])
    found: list[tuple[re.Match[str], str, bool]] = []
    if "[!" in text or "[！" in text:
        found += [
            (match, meanings.alerts.get(match.group(1).lower().strip(), ""), not match.group(1).isascii())
            for match in alert().finditer(text)
        ]
    if ":::" in text or "!!!" in text or "???" in text:
        found += [
            (match, meanings.alerts.get(match.group(1).lower(), ""), False)
            for match in container().finditer(text)
        ]
    if "<!--" in text:
        found += [
            (match, meanings.markers.get(match.group(1).lower(), ""), False)
            for match in comment().finditer(text)
        ]
    for match, meant, strange in found:
        if not (meant or strange) or in_fence(view, match.start(1)):
            continue
        word = match.group(1)
        written = meant.upper() if word.isupper() or match.re is alert() else meant
        fix = Fix((Edit(*match.span(1), written),), Safety.SUGGESTED) if meant else None
        yield view.in_file(
            *match.span(1),
            fix=fix,
            confidence=None if meant else Confidence.LIKELY,
            cause="keywords",
            word=word,
            meant=f", “{written}”" if meant else "",
        )
