"""See `translated-code`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.raw_markdown import Fence, fences
from audit.analysis.text_view import TextView
from audit.language.markup_words import markup_meanings
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

INDENTED = frozenset({"python", "py", "python3", "py3"})
BRACED = frozenset({
    *("javascript", "js", "jsx", "typescript", "ts", "tsx", "java", "c", "cpp", "c++", "csharp", "cs", "c#", "go", "golang"),
    *("rust", "rs", "php", "swift", "kotlin", "kt", "scala", "dart"),
})  # fmt: skip
OPENERS = frozenset({
    *("if", "elif", "else", "for", "while", "def", "class", "try", "except", "finally", "with", "async", "match", "case"),
    "lambda",
})  # fmt: skip
_LONG = re.compile(r"\"\"\".*?\"\"\"|'''.*?'''|/\*.*?\*/", re.S)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`\n]*`")
_REMARK = re.compile(r"(?:#|//)[^\n]*")


@cache
def block_line() -> re.Pattern[str]:
    """A line that opens a block in Python: it can only begin with a word of the language."""
    return re.compile(r"^[ \t]*+([^\W\d]\w*+)(?:[ \t][^:\n]*+)?:[ \t]*+$", re.MULTILINE)


@cache
def braced_line() -> re.Pattern[str]:
    """A line that opens a block in the languages with braces."""
    return re.compile(
        r"^[ \t}]*+([^\W\d]\w*+)(?:[ \t]++[^\W\d]\w*+)?(?:[ \t]*+\([^{}\n]*\))?[ \t]*+\{[ \t]*+$",
        re.MULTILINE,
    )


@check(
    id="translated-code",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="“{word}” is no word of {language}: the code was translated and does not run",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "fr",
            "Écrivez ceci :\n\n```python\n⟦si billet.valable:⟧\n    retourner Vrai\n```\n\nLe bac part à midi.\n",
            format="markdown",
        ),
        bad(
            "ru",
            "Напишите так:\n\n```js\n⟦если (билет) {⟧\n  пустить();\n}\n```\n\nПаром отходит в полдень.\n",
            format="markdown",
        ),
        good(
            "fr",
            "Écrivez ceci :\n\n```python\nif billet.valable:\n    # si le billet est valable :\n    return True\n```\n\n"
            "Et en bref :\n\n```\nsi billet valable:\n    monter\n```\n\nLe bac part à midi.\n",
            format="markdown",
            why="a remark, and steps that are no code of a language",
        ),
        good(
            "de",
            'Schreibe:\n\n```python\nif karte:\n    sage("""\nwenn du fährst:\n""")\n```\n\nDie Fähre fährt.\n',
            format="markdown",
            why="words that the program says",
        ),
    ),
)
def translated_code(view: TextView) -> Iterator[Detection]:
    """The words of a programming language were translated in a code block.

    Why it hurts a reader: what they copy does not run.

    Left alone: remarks, texts in quotation marks, and blocks that name no programming language.
    """
    for fence in fences(view):
        language = fence.language
        pattern = block_line() if language in INDENTED else braced_line() if language in BRACED else None
        if pattern is not None:
            yield from of_block(view, fence, pattern)


def of_block(view: TextView, fence: Fence, pattern: re.Pattern[str]) -> Iterator[Detection]:
    """The translated lines of one code block."""
    code = view.file_text[fence.inside : fence.stop]
    words = markup_meanings(view.language.tag.partition("-")[0]).code
    for blank in (_LONG, _STRING, _REMARK):
        code = blank.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), code)
    for match in pattern.finditer(code):
        word = match.group(1)
        if word in OPENERS or (word.isascii() and word.lower() not in words):
            continue
        if not word.isascii() and pattern is braced_line() and word.lower() not in words:
            continue  # a name of somebody's own
        start = fence.inside + match.start(1)
        end = fence.inside + match.start() + len(match.group().rstrip())
        yield view.in_file(
            start, end, cause="code", word=word, language=fence.info.strip().split()[0].strip("{}.,")
        )
