"""Lines of Markdown that hold tags, template tags, comments or expressions and no text, and what they open."""

import re
from typing import NamedTuple

from audit.readers import markdown_dialects as dialects

_LONGEST = 20_000  # code points of a tag, comment or expression of several lines
_DEEPEST = 60  # elements with Markdown in them, in each other
_END_TAG = re.compile(r"</([A-Za-z][A-Za-z0-9.-]*)")
_LINE_END = re.compile(r"[ \t]*(?:\r|\n|\Z)")
_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div"
    "|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li"
    "|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td"
    "|tfoot|th|thead|title|tr|track|ul"
)
# The starts of HTML blocks; each with the text that ends it (None: a blank line).
HTML_STARTS = (
    (re.compile(r"<(?:pre|script|style|textarea)(?=[ \t>]|$)", re.I), re.compile(r"</(?:pre|script|style|textarea)>", re.I)),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{_HTML_NAMES})(?=[ \t]|/?>|$)", re.I), None),
    (re.compile(rf"(?:{dialects.OPEN_TAG}|{dialects.CLOSING_TAG})[ \t]*$"), None),
)  # fmt: skip
ANY_TAG = len(HTML_STARTS) - 1  # the one that cannot interrupt a paragraph


class Taken(NamedTuple):
    """What a line turned out to hold: `end` is where the tag ends, `stop` where text may begin again."""

    end: int
    stop: int


class TagLines:
    """What is known of a document's tags from its start to here.

    `expressions`: what stands in braces is code, as in MDX. `understood` turns False at code. `regions` are
    the open HTML elements whose content is Markdown: name and classes.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.expressions = False
        self.understood = True
        self.regions: list[tuple[str, str]] = []

    @property
    def loose(self) -> bool:
        """True where tags stand among Markdown: indentation then is no sign of code."""
        return self.expressions or bool(self.regions)

    @property
    def in_line(self) -> bool:
        """True inside a paragraph that HTML tags mark: no list begins in it."""
        return bool(self.regions) and self.regions[-1][0] == "p"

    @property
    def classes(self) -> str:
        """The class names of the innermost element with Markdown in it."""
        return self.regions[-1][1] if self.regions else ""

    def is_component(self, start: int, end: int) -> bool:
        """True when the line begins with the tag of a component."""
        return dialects.COMPONENT.match(self.text, start, end) is not None

    def find(self, start: int, end: int) -> int | None:
        """Where the tags end that begin this line and fill it and maybe the next ones; None for other lines.

        Tags of components, and all tags among Markdown: what stands between them is Markdown.
        """
        text = self.text
        if self.loose or self.is_component(start, end):
            if dialects.TAGS.match(text, start, end):
                return end
            whole = dialects.ONE_TAG.match(text, start, start + _LONGEST)
            return whole.end() if whole is not None and whole.end() > end else None
        name = dialects.TAG_NAME.match(text, start, end)
        if name is None or not dialects.WITH_MARKDOWN.search(text, start, end):
            return None
        return end if dialects.TAGS.match(text, start, end) else None

    def enter(self, start: int, stop: int) -> None:
        """Take note of the tags in a stretch that `find` gave."""
        text = self.text
        self.expressions = self.expressions or self.is_component(start, stop)
        self.leave(start, stop)
        name = dialects.TAG_NAME.match(text, start, stop)
        if (
            name is not None
            and not text.startswith("</", start)
            and dialects.WITH_MARKDOWN.search(text, start, stop)
            and not text[start:stop].rstrip().endswith("/>")
            and f"</{name.group(1)}>" not in text[start:stop]
            and len(self.regions) < _DEEPEST
        ):
            classes = dialects.CLASSES.search(text, start, stop)
            self.regions.append((name.group(1), classes.group(1) if classes else ""))

    def leave(self, start: int, end: int) -> None:
        """Close the elements with Markdown in them whose end tags stand in a stretch."""
        if not self.regions:
            return
        for match in _END_TAG.finditer(self.text, start, end):
            if self.regions and self.regions[-1][0] == match.group(1):
                self.regions.pop()

    def braces(self, start: int, end: int) -> Taken | None:
        """The template tag, comment or expression that fills this line, and maybe the next ones."""
        text = self.text
        if text.startswith("{/*", start):
            return self._comment(start, end)
        if text.startswith(("{{", "{%"), start):
            return self._template(start, end)
        if self.expressions:
            match = dialects.ANY_EXPRESSION.match(text, start, start + _LONGEST)
            if match is not None and _LINE_END.match(text, match.end()):
                self.understood = False
                return Taken(start, match.end())
        return None

    def _comment(self, start: int, end: int) -> Taken | None:
        text = self.text
        close = text.find("*/}", start + 3, start + _LONGEST)
        if close < 0:
            return None
        self.expressions = True
        stop = close + 3
        # What speaks to us is read with the lines; so is text behind a comment.
        if text.startswith("audit-", start + 4) or text[stop:end].strip(" \t"):
            return None
        return Taken(start, stop)

    def _template(self, start: int, end: int) -> Taken | None:
        text = self.text
        if dialects.MASK.match(text, start, end):
            return None
        tag = dialects.template_at(text, start, _LONGEST)
        if tag is None:
            return None
        if tag.control:
            self.understood = False
        filled = dialects.TEMPLATE_LINE.match(text, start, end) is not None
        if not filled and tag.stop <= end and text[tag.stop : end].strip(" \t"):
            return None
        return Taken(tag.end, max(tag.stop, end) if filled else tag.stop)
