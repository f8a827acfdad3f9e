"""What the dialects of Markdown add to a line: templates, containers, components, modules. Patterns, no state.

MDX and Astro put components and expressions of JavaScript among the text; Jekyll, Hugo and Jinja put
template tags there; Docusaurus, VitePress, Pandoc and Python-Markdown have containers with titles. None of
that is text, save the titles and a few attributes that people read.
"""

import re
from typing import NamedTuple

# Braces in braces, three deep: an expression, the value of an attribute.
_FLAT = r"\{[^{}]{0,400}+\}"
_DEEP = rf"\{{[^{{}}]{{0,400}}+(?:{_FLAT}[^{{}}]{{0,400}}+){{0,40}}+\}}"
EXPRESSION = rf"\{{[^{{}}]{{0,400}}+(?:{_DEEP}[^{{}}]{{0,400}}+){{0,40}}+\}}"

_VALUE = rf"(?:[^ \t\r\n\"'=<>`{{}}]++|'[^']*+'|\"[^\"]*+\"|{EXPRESSION})"
_PROPERTIES = (
    rf"(?:[ \t\r\n]++(?:[A-Za-z_:@][A-Za-z0-9_.:@-]*+(?:[ \t\r\n]*+=[ \t\r\n]*+{_VALUE})?+|{EXPRESSION}))*+"
)
OPEN_TAG = rf"<(?:[A-Za-z][A-Za-z0-9.-]*+{_PROPERTIES}[ \t\r\n]*+/?)?>"
CLOSING_TAG = r"</(?:[A-Za-z][A-Za-z0-9.-]*+[ \t\r\n]*+)?>"

# Names of components have a capital and a small letter: `<BR>` is an element of HTML.
COMPONENT = re.compile(r"</?(?:(?=[A-Z][A-Z0-9]*+[a-z])[A-Za-z0-9]++(?:\.[A-Za-z0-9]++)*+(?=[ \t/>]|$)|>)")
TAGS = re.compile(rf"(?:(?:{OPEN_TAG}|{CLOSING_TAG})[ \t]*)+$")
ONE_TAG = re.compile(rf"{OPEN_TAG}(?=[ \t]*(?:\r?\n|\r|\Z))")
TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9.-]*)")
WITH_MARKDOWN = re.compile(r"""\bmarkdown(?:\s*=\s*["']?(?:1|block|span)\b|(?=[\s>]))""")
CLASSES = re.compile(r"""\bclass\s*=\s*["']([^"'\n]{0,300})["']""")

# The head of a module, as MDX has it.
MODULE = re.compile(
    r"import\s+(?:[\"'][^\"'\n]+[\"']|[\w$*{][^\"';]{0,2000}\sfrom\s*[\"'])"
    r"|export\s+(?:(?:const|let|default|function|async|type|interface)\b|[{*])"
)
# A line that holds code, whatever it was read as, by its end or by what it names.
_CODE_AT_END = re.compile(r"(?:\{|[)}\]][ \t]*;|=>[ \t]*[({]?|[?:] \(|&& \(|\|\| \(|\)\})[ \t]*$")
_ENDS_OF_CODE = ("{", ";", ">", "(", "}")
_MAY_END_CODE = (*_ENDS_OF_CODE, " ", "\t")
_DECLARATION = re.compile(r"(?:const|let|var)[ \t]++[\w$]++[ \t]*+=[ \t]")
# A choice between two texts, as components have it, in whatever it stands.
_CHOICE = re.compile(r"\{[ \t]*+[!\w.$]++(?:\([^(){}\n]*+\))?[ \t]*+(?:\?|&&|\|\||===?|!==?)[ \t]")

# The same among the elements of a block: what opens and what ends a choice that code makes.
CHOICE = re.compile(r"\{[^{}\n]{1,300}(?:\?|&&|\|\||=>) ?\($")
END_OF_CHOICE = re.compile(r"\)[ \t]*(?:\}|\)\}|:[ \t]*(?:\(|[A-Za-z]{1,20}[ \t]*\}))$")

BRACED_COMMENT = re.compile(r"\{/\*(?:[^*]|\*(?!/\}))*+\*/\}")
ANY_EXPRESSION = re.compile(EXPRESSION)
BLANK_EXPRESSION = re.compile(r"\{[ \t]*([\"'`])\s*\1[ \t]*\}")
# A placeholder of translation tools, which stays text: "{{PH_3}}" is no template tag.
MASK = re.compile(r"\{\{ ?[A-Z][A-Z_]{0,40}[0-9]{1,5} ?\}\}")
# Template tags: how they begin and end. "{* ../code.py hl[5,21] *}" takes in a file.
TEMPLATES = (("{{<", ">}}"), ("{{%", "%}}"), ("{{{", "}}}"), ("{{", "}}"), ("{%", "%}"), ("{* ", " *}"))
_SHORT_TAG = re.compile(r"\{%[^%{}\n]{0,300}+%\}|\{\{[^{}\n]{0,300}+\}\}")
# Between tags that fill a line stand at most a few words: the name of a file or place.
_TAG_IN_LINE = r"(?:\{%(?:[^%\n]|%(?!\}))*+%\}|\{\{(?:[^{}\n]|\}(?!\}))*+\}\})"
TEMPLATE_LINE = re.compile(
    rf"(?:{_TAG_IN_LINE}[ \t]*)+(?:(?:[^\s{{}}]++[ \t]*){{1,4}}+(?:{_TAG_IN_LINE}[ \t]*)+)?$"
)
# Template tags around one word: the name of a file.
TAGGED_WORD = re.compile(r"\{%(?:[^%\n]|%(?!\}))*+%\}[^\s{}]++\{%-?[ \t]*end\w+[ \t]*-?%\}")
_CONTROL = frozenset(
    {"if", "elsif", "elif", "else", "unless", "case", "when", "for", "range", "with", "define", "switch"}
)
_TEMPLATE_NAME = re.compile(r"\{[%{][<%]?-?[ \t]*/?[ \t]*([A-Za-z_]+)")
# What these enclose is code.
_ENCLOSING_CODE = frozenset(
    {"highlight", "code", "codeblock", "comment", "mermaid", "plantuml", "katex", "math"}
)

# Containers of Docusaurus, VitePress, Pandoc (":::") and of the blocks of Python-Markdown ("///").
CONTAINER = re.compile(
    r":::+[ \t]*+(?:\{[^{}\n]*\}|[A-Za-z][\w-]*+)?(?P<colons>[^\n]*)$"
    r"|///+(?:[ \t]*+[a-z][\w-]*+)?[ \t]*+(?P<slashes>\|[^\n]*)?$"
)
_TITLE = re.compile(r"[ \t|:]*(?:\[([^\[\]\n]+)\]|([^\s{}\[\]][^{}\n]*+))[ \t]*(?:\{[^{}\n]*\}[ \t]*)?$")
TAB = re.compile(r"===[!+]?[ \t]+\"([^\"\n]*)\"[ \t]*$")
DEFINED = re.compile(r":[ \t]+(?=\S)")
# A list written by hand whose bracket had to be escaped: "1 \)".
ESCAPED_NUMBER = re.compile(r"[0-9]{1,3} ?\\[.)][ \t]+")
DIRECTIVE = re.compile(
    r"\{:[^{}]*\}[ \t]*$|\[\[?toc\]\]?[ \t]*$|\\(?:newpage|pagebreak)[ \t]*$|<<<[ \t]*\S+[ \t]*$",
    re.IGNORECASE,
)
# Attributes of components and shortcodes that people read, by name.
_READ = frozenset({
    *("title", "description", "alt", "caption", "summary", "label", "text", "heading", "subtitle", "tagline"),
    "placeholder",
})  # fmt: skip
_PAIR = re.compile(
    r"(?<![\w-])([A-Za-z_:][\w.:-]{0,60})[ \t]{0,9}=[ \t]{0,9}"
    r"(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)')",
    re.DOTALL,
)


class Template(NamedTuple):
    """A template tag from `start` to `end`; `stop` is where what it encloses ends when that is code, else `end`.
    `control` tells that it decides what of the text shows."""

    end: int
    stop: int
    control: bool


def holds_code(text: str, lines: list[tuple[int, int]]) -> bool:
    """True where a line of a paragraph looks like code, or code chooses between texts in it."""
    return any(_is_code(text, start, end) for start, end in lines) or chooses(text, lines)


def _is_code(text: str, start: int, end: int) -> bool:
    if text.endswith(_MAY_END_CODE, start, end):
        line = text[start:end]
        if line.rstrip(" \t").endswith(_ENDS_OF_CODE) and _CODE_AT_END.search(line):
            return True
    return text.find("=", start, end) >= 0 and _DECLARATION.search(text[start:end]) is not None


def chooses(text: str, lines: list[tuple[int, int]]) -> bool:
    """True where code chooses between texts."""
    return _CHOICE.search(text, lines[0][0], lines[-1][1]) is not None


def template_at(text: str, start: int, limit: int) -> Template | None:
    """The template tag that begins at `start`, at most `limit` long; None when none begins or it does not end."""
    for opening, closing in TEMPLATES:
        if text.startswith(opening, start):
            end = text.find(closing, start + len(opening), start + limit)
            if end < 0:
                continue
            end += len(closing)
            name = _TEMPLATE_NAME.match(text, start, end)
            word = name.group(1).lower() if name else ""
            stop = end
            if word in _ENCLOSING_CODE and opening != "{{{":
                closer = re.compile(rf"\{{[%{{][<%]?-?[ \t]*(?:end|/[ \t]*){word}\b[^%}}]*[%>]?[%}}]\}}?")
                found = closer.search(text, end, end + 20_000)
                stop = found.end() if found else end
            return Template(end, stop, word in _CONTROL)
    return None


def template_tags(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where short tags of templates stand, on one line each."""
    return [match.span() for match in _SHORT_TAG.finditer(text, start, end)]


def container_title(text: str, match: "re.Match[str]") -> tuple[int, int] | None:
    """Where the title of a container's line stands, if it has one."""
    group = "colons" if match.group("colons") is not None else "slashes"
    if match.group(group) is None:
        return None
    title = _TITLE.match(text, *match.span(group))
    if title is None:
        return None
    start, end = title.span(title.lastindex or 0)
    end = start + len(text[start:end].rstrip(" \t:"))
    return (start, end) if any(map(str.isalpha, text[start:end])) else None


def read_pairs(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Name and place of the quoted values that people read in the tags of `[start, end)`."""
    found = []
    for match in _PAIR.finditer(text, start, end):
        name = match.group(1).lower()
        group = 2 if match.group(2) is not None else 3
        if name in _READ and any(map(str.isspace, match.group(group))):
            found.append((name, *match.span(group)))
    return found
