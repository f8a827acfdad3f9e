"""See `literal-emphasis`."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from audit.analysis.closed_words import closed_words
from audit.analysis.common_words import is_common
from audit.analysis.emphasis_repair import Marks, Surroundings, emphasis_repair
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Fix
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import PROSE
from audit.model.segment import INLINE_OBJECT
from audit.model.span import Span

RUN = re.compile(r"(?<!\*)\*{2,3}(?!\*)")
WIDE = re.compile(r"＊＊(?=[^\s＊])[^＊\x00]{1,100}(?<=\S)＊＊(?!＊)")
LONGEST = 300  # code points between two marks that were meant for each other
CLOSING = frozenset("\"'”’»)]},;:")


@check(
    id="literal-emphasis",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="The asterisks of an emphasis show on the page: “{found}”",
    roles=PROSE,
    flows=(Flow.PROSE,),
    yields_to=("cut-text",),
    examples=(
        bad(
            "en",
            "Press ⟦** Save **⟧ and wait for the green light before you unplug the cable.\n",
            format="markdown",
            fixed="Press **Save** and wait for the green light before you unplug the cable.\n",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "ru",
            "> ⟦**Важно **⟧Паром отходит в полдень, билеты продают в порту.\n",
            format="markdown",
            fixed="> **Важно** Паром отходит в полдень, билеты продают в порту.\n",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "ko",
            '⟦**"선장"**⟧이라는 말은 배를 모는 사람을 뜻합니다.\n',
            format="markdown",
            fixed='"**선장**"이라는 말은 배를 모는 사람을 뜻합니다.\n',
            confidence=Confidence.LIKELY,
        ),
        bad(
            "bg",
            "Корабът има три палуби.\n\n⟦**⟧Билети и\n\nПродават се на пристанището.\n",
            format="markdown",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "fr",
            "Le bac part à midi. ⟦**⟧Été comme hiver\n\n## Billets\n\nOn les vend au port.\n",
            format="markdown",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "ja",
            "各章には⟦** 課題 **⟧があります。\n",
            format="markdown",
            fixed="各章には**課題**があります。\n",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "ja",
            "これは⟦**航海日誌（ログ）**⟧のことです。\n\n> ⟦**注：**⟧船は正午に出ます。\n",
            format="markdown",
            fixed="これは**航海日誌**（ログ）のことです。\n\n> **注**：船は正午に出ます。\n",
        ),
        bad(
            "ko",
            "먼저 ⟦**[표](https://harbour.example/t)**⟧를 사세요.\n",
            format="markdown",
            fixed="먼저 [**표**](https://harbour.example/t)를 사세요.\n",
        ),
        bad(
            "pt",
            "Abra a ⟦**página “Barcos”**⟧e escolha o dia.\n",
            format="markdown",
            fixed="Abra a **página “Barcos”** e escolha o dia.\n",
        ),
        bad("zh", "这是⟦＊＊重要＊＊⟧的说明，请在出发前阅读。\n", format="markdown"),
        bad("de", "<p>Das ist ⟦**sehr wichtig**⟧ für alle Gäste.</p>", format="html"),
        good(
            "en",
            "Press **Save** and wait for the **green** light.\n",
            format="markdown",
            why="emphasis that shows",
        ),
        good("en", "Write \\*\\*bold\\*\\* to see it in bold.\n", format="markdown", why="meant to show"),
        good(
            "en", "Here x ** y is the power, and y ** x is another.\n", format="markdown", why="an operator"
        ),
        good(
            "de",
            "Ein Ticket kostet 12 Euro** im Vorverkauf.\n\n**Alle Preise mit Steuer.\n",
            format="markdown",
            why="the mark of a note",
        ),
        good("fr", "- **kwargs passe les autres arguments.\n", format="markdown", why="a name of a program"),
    ),
)
def literal_emphasis(view: TextView) -> Iterator[Detection]:
    """Asterisks that were to set words in bold stand on the page as text.

    In Markdown a mark beside a blank opens or closes nothing, nor does one between a letter and a mark such as a
    bracket or a quotation mark, as they meet where words are not parted by blanks. Some programs forgive the
    second: there the finding is only `likely`, and of several such places in a text the first one counts.
    A mark at the start of a text that is never closed shows that its end was lost.

    Why it hurts a reader: the page is full of asterisks, and what was to stand out does not.

    Left alone: escaped asterisks, operators, patterns of file names, marks of notes, names of programs.
    """
    if "＊＊" in view.text:
        yield from wide(view)
    if "**" not in view.text:
        return
    matches = RUN.finditer(view.text)
    lone: list[tuple[int, int]] = []
    noted = counted = False
    for index, group in groupby(matches, key=lambda match: view.segment_at(match.start())):
        rendered = view.segments[index].notation
        if rendered not in (Notation.MARKDOWN, Notation.HTML_TEXT):
            continue
        runs = [match.span() for match in group if is_mark(view, index, *match.span())]
        position = 0
        while position < len(runs):
            pair = runs[position : position + 2]
            sure = meant(view, pair[0], pair[1]) if len(pair) == 2 else None
            if sure is None:
                start, end = pair[0]
                begins = start == view.bounds(index)[0]
                before = view.text[start - 1 : start]
                if (begins or before == " ") and len(runs) == 1 and rendered == Notation.MARKDOWN:
                    lone.append((start, end))
                elif not begins and view.text[start - 1].isalnum():
                    noted = True  # such marks may call for a note at the end
                position += 1
                continue
            position += 2
            severity: Severity | None = None
            cause: str | None = "blanks"
            sureness = Confidence.CERTAIN
            if not sure or rendered != Notation.MARKDOWN:
                sureness, severity, cause = Confidence.LIKELY, Severity.NEUTRAL if counted else None, None
                counted = True
            place, fix = moved(view, pair) if rendered == Notation.MARKDOWN else (None, None)
            if place is None or fix is None:
                yield view.detection(
                    pair[0][0], pair[1][1], confidence=sureness, severity=severity, cause=cause
                )
            else:
                yield view.in_file(
                    place.start, place.end, confidence=sureness, severity=severity, fix=fix, cause=cause
                )
    for start, end in lone:
        following = view.text[end : end + 1]
        if noted or not (following.isalpha() or following == INLINE_OBJECT):
            continue  # before a bracket the link is what broke
        if following.isascii() and following.islower():
            continue  # "**kwargs"
        yield view.detection(start, end, severity=Severity.MAJOR)


def moved(view: TextView, pair: list[tuple[int, int]]) -> tuple[Span, Fix | None]:
    """Where the emphasis stands in the file, and the marks moved to where they are read."""
    index = view.segment_at(pair[0][0])
    base, _ = view.bounds(index)
    opener, closer = (view.segments[index].map.to_file(start - base, end - base) for start, end in pair)
    marks = Marks(opener.start, opener.end, closer.start, closer.end)
    language = view.language
    around = Surroundings(
        language.has_spaces,
        language.has_case
        and is_word(view, word_before().search(view.text, max(base, pair[0][0] - 40), pair[0][0])),
        language.has_case and is_word(view, word_after().match(view.text, pair[1][1])),
    )
    return Span(marks.start, marks.end), emphasis_repair(view.file_text, marks, around)


@cache
def word_before() -> re.Pattern[str]:
    """The letters before a place."""
    return re.compile(r"(?<![^\W_])[^\W\d_]{1,40}\Z")


@cache
def word_after() -> re.Pattern[str]:
    """The letters behind a place."""
    return re.compile(r"[^\W\d_]{1,40}(?![^\W_])")


def is_word(view: TextView, match: re.Match[str] | None) -> bool:
    """True for a word of its own, not an ending."""
    word = match.group().lower() if match else ""
    return word in closed_words(view) or (
        len(word) > 3 and is_common(word, view.language.tag.partition("-")[0])
    )


def wide(view: TextView) -> Iterator[Detection]:
    """Emphasis in asterisks of another width."""
    for match in WIDE.finditer(view.text):
        if view.segments[view.segment_at(match.start())].notation == Notation.MARKDOWN:
            yield view.detection(match.start(), match.end(), confidence=Confidence.LIKELY, cause="wide")


def is_mark(view: TextView, index: int, start: int, end: int) -> bool:
    """False for asterisks that are escaped, part of a pattern of file names, or spoken of."""
    base, _ = view.bounds(index)
    place = view.segments[index].map.to_file(start - base, end - base)
    if len(place) != end - start:
        return False
    before, after = view.text[max(start - 1, 0) : start], view.text[end : end + 1]
    return not ("/" in before + after or (before in ("(", "[", '"', "“") and after in CLOSING))


def meant(view: TextView, opener: tuple[int, int], closer: tuple[int, int]) -> bool | None:
    """None when two runs of asterisks are no pair; else whether a blank beside one keeps them from being read."""
    inside = view.text[opener[1] : closer[0]]
    if len(inside) > LONGEST or not any(map(str.isalpha, inside)):
        return None
    spaced = inside[0] == " " or inside[-1] == " "
    if not spaced:
        return False
    before = view.text[opener[0] - 1 : opener[0]]
    both = inside[0] == " " and inside[-1] == " " and not view.language.has_spaces
    if before.isalnum() and not both:
        return None  # the mark of a note behind a word
    words = inside.split()
    outer = view.text[max(opener[0] - 3, 0) : opener[0]]
    operands = len(words[-1]) == 1 and (outer[:1].isspace() or outer[-2:-1].isalnum())
    return None if operands and len(words[0]) == 1 else True
