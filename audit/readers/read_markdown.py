"""Markdown: CommonMark with tables, front matter and the usual extensions, with exact places."""

import re

from msgspec.structs import replace

from audit.model.directive import Directive, directive_in
from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap
from audit.model.role import Role
from audit.model.segment import Segment
from audit.model.unchecked import Unchecked
from audit.readers import html_roles
from audit.readers.content import Content
from audit.readers.front_matter import read_front_matter
from audit.readers.html_attributes import (
    UNDETERMINED,
    attribute_text,
    declared_language,
    is_badge,
    read_attributes,
)
from audit.readers.html_stack import Element
from audit.readers.markdown_block import Block, BlockKind
from audit.readers.markdown_blocks import markdown_blocks
from audit.readers.markdown_dialects import CHOICE, END_OF_CHOICE, read_pairs
from audit.readers.markdown_inline import (
    Labels,
    fold_label,
    literal_nodes,
    parse_inline,
)
from audit.readers.markdown_nodes import Lines, Node, add_nodes
from audit.readers.markdown_wrappers import wrapped
from audit.readers.open_fences import OpenFence, text_after_open_fence
from audit.readers.read_html import read_html
from audit.readers.scan_html import HtmlScanner, TokenKind
from audit.readers.text_builder import TextBuilder

# A link reference definition: label, target, perhaps a title.
_DEFINITION = re.compile(
    r"\[((?:[^\[\]\\]|\\.){1,999}+)\]:[ \t]*+\n?[ \t]*+(<[^<>\n]*+>|[^\s<]\S*+)"
    r"(?:(?:[ \t]++\n?|\n)[ \t]*+"
    r"(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|\(((?:[^()\\]|\\.)*+)\)))?[ \t]*+(?:\n|\Z)",
    re.DOTALL,
)
_NOWHERE = re.compile(r"\]:[ \t]*+\n?[ \t]*+(?:<>|#)(?=\s)")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ALERT = re.compile(r"\[![A-Za-z]+\][ \t]*")
_HEADING_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[:.#][^{}\n]*\}[ \t]*$")
_FENCE_LINE = re.compile(r"\s*(`{3,}|~{3,})[ \t]*([A-Za-z]*)[ \t]*(?:\r\n|\r|\n)")
_ELEMENT = re.compile(r"</?(?:a|b|br|em|i|p|span|strong)\b[^<>]{0,300}>")  # what texts in values hold
LITTLE_CODE = 60  # words: a fence that is left open at the end of a page holds an example
_PROSE = frozenset({"", "text", "txt", "plaintext", "html"})


def read_markdown(text: str, *, start: int = 0) -> Content:
    """The segments of a Markdown text from `start` on; offsets count code points of `text`.

    A segment is a heading, paragraph, list item's paragraph or table cell; soft line breaks are one space,
    emphasis marks and link targets fall out, escapes and references are decoded. Inline code, formulas,
    addresses, shortcodes and images are U+FFFC; code blocks are no text, save letters that were lost in them,
    which are NOTICE segments of their own. Alternative texts and titles are
    ATTRIBUTE segments of their own. HTML goes to the HTML reader. When code fences enclose the whole document
    or each of its parts, their inside is read as the document and the fence lines are NOTICE segments: they
    should not be there. Never fails, whatever the text.
    """
    enclosed = _enclosed(text, start)
    if enclosed is not None:
        return enclosed
    matter = read_front_matter(text) if start == 0 else None
    begin = max(start, matter.end if matter else 0)
    reader = _MarkdownReader(text)
    wrap = wrapped(text, begin, headed=begin > start)
    if wrap is None:
        reader.read(begin, len(text))
    else:
        reader.segments.extend(_fence_lines(text, wrap.fences))
        for first, stop in wrap.stretches:
            if matter is None or not matter.end:
                matter = read_front_matter(text, first, stop)
                first = max(first, matter.end)
            reader.read(first, stop)
        reader.understood = False
    segments = [*(matter.segments if matter else ()), *reader.segments]
    segments.sort(key=lambda segment: segment.map.pieces[0].file_start)
    language = matter.language if matter else None
    directives = tuple(sorted(reader.directives))
    return Content(
        tuple(segments), language, tuple(reader.unchecked), directives, understood=reader.understood
    )


def _fence_lines(text: str, fences: list[tuple[int, int]]) -> list[Segment]:
    """The lines of fences that should not be there."""
    return [
        Segment(text[a:b], OffsetMap.verbatim(a, b - a), Role.NOTICE, True, None, "fence", Notation.MARKDOWN)
        for a, b in fences
    ]


def _enclosed(text: str, start: int) -> Content | None:
    """The content of a document that is one code fence around prose, by another name than Markdown; else None."""
    begin = start + 1 if text.startswith("\ufeff", start) else start
    opening = _FENCE_LINE.match(text, begin)
    if opening is None or opening.group(2).lower() not in _PROSE:
        return None
    fence = opening.group(1)
    end = len(text.rstrip())
    line = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    last = text[line:end].strip()
    closed = len(last) >= len(fence) and not last.strip(fence[0])
    inner_end = line if closed else len(text)
    if line < opening.end() or _has_fence(text, opening.end(), inner_end, fence):
        return None
    fences = [opening.span(1) if not opening.group(2) else (opening.start(1), opening.end(2))]
    if closed:
        fences.append((text.index(last, line), end))
    segments = _fence_lines(text, fences)
    if opening.group(2).lower() == "html":
        inner = read_html(text, start=opening.end(), end=inner_end)
    else:
        reader = _MarkdownReader(text)
        reader.read(opening.end(), inner_end)
        inner = Content(tuple(reader.segments), directives=tuple(sorted(reader.directives)))
    segments.extend(inner.segments)
    segments.sort(key=lambda segment: segment.map.pieces[0].file_start)
    return Content(tuple(segments), inner.language, directives=inner.directives, understood=False)


def _has_fence(text: str, start: int, end: int, fence: str) -> bool:
    """True when the fence ends before the end: then it encloses only a part of the document."""
    pattern = re.compile(rf"^ {{0,3}}{re.escape(fence)}{re.escape(fence[0])}*[ \t]*\r?$", re.MULTILINE)
    return pattern.search(text, start, end) is not None


class _MarkdownReader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.segments: list[Segment] = []
        self.directives: list[Directive] = []
        self.labels: Labels = {}
        self.counts: dict[str, int] = {}
        self.expressions = False
        self.understood = True
        self.unchecked: list[Unchecked] = []

    def read(self, start: int, end: int) -> None:
        found = markdown_blocks(self.text, start, end)
        self.expressions, self.understood = found.expressions, found.understood
        blocks = [*found.blocks]
        for fence in found.open_fences:
            blocks += self._beyond_open_fence(fence)
        if found.open_fences:
            blocks.sort(key=lambda block: block.lines[0] if block.lines else (0, 0))
        found = found._replace(blocks=blocks)
        labels: dict[str, str] = {}
        kept = [self._without_definitions(block, labels) for block in found.blocks]
        self.labels = labels
        for block in kept:
            if not block.lines:
                continue
            if block.kind is BlockKind.HTML:
                self._html(block)
            elif block.kind is BlockKind.COMPONENT:
                self._component(block)
            elif block.kind is BlockKind.LOST:
                self._lost(block)
            else:
                self._text(block)

    def _beyond_open_fence(self, fence: OpenFence) -> list[Block]:
        """The blocks of the text behind a fence that nobody closed, and a note on it."""
        self.understood = False
        line = self.text.count("\n", 0, fence.start) + 1
        again = text_after_open_fence(self.text, fence.start, fence.end, bare=True) if fence.bare else None
        if again is None:
            again = text_after_open_fence(self.text, fence.start, fence.end)
        if again is None:
            if len(self.text[fence.start : fence.end].split()) > LITTLE_CODE:
                why = f"the code fence on line {line} is never closed: all below it was taken for code; close it"
                self.unchecked.append(Unchecked(f"from line {line}", why))
            return []
        below = self.text.count("\n", 0, again) + 1
        why = f"the code fence on line {line} is never closed; from line {below} on it was read as text; close it"
        self.unchecked.append(Unchecked(f"from line {line}", why))
        return markdown_blocks(self.text, again, fence.end).blocks

    def _without_definitions(self, block: Block, labels: dict[str, str]) -> Block:
        """The block without the link definitions it begins with; their labels and titles are noted."""
        with_lines = block.kind is BlockKind.PARAGRAPH or (
            block.kind is BlockKind.HEADING and len(block.lines) > 1
        )
        if not with_lines or not self.text.startswith("[", block.lines[0][0]):
            return block
        lines = Lines(self.text, block.lines)
        position = 0
        while match := _DEFINITION.match(lines.text, position):
            labels.setdefault(fold_label(match.group(1)), match.group(2))
            # "[comment]: <> (nobody sees this)": a definition that leads nowhere is a comment.
            for group in (3, 4, 5) if not _NOWHERE.search(match.group()) else ():
                if match.group(group):
                    self._attribute(
                        lines, "title", literal_nodes(lines.text, *match.span(group)), "definition"
                    )
            position = match.end()
        if not position:
            return block
        taken = lines.text.count("\n", 0, position) if position < len(lines.text) else len(block.lines)
        return block._replace(lines=block.lines[taken:])

    def _html(self, block: Block) -> None:
        # In a quotation marks stand between the lines.
        stretches = block.lines if block.in_quote else [(block.lines[0][0], block.lines[-1][1])]
        for start, end in stretches:
            content = read_html(self.text, start=start, end=end)
            self.segments.extend(self._but_choices(content.segments))
            self.directives.extend(content.directives)
            self.understood &= content.understood

    def _but_choices(self, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        """Without the lines of code that choose between elements, as JSX has them."""
        if not any(CHOICE.match(segment.text) for segment in segments):
            return segments
        self.understood = False
        return tuple(
            segment
            for segment in segments
            if not (CHOICE.match(segment.text) or END_OF_CHOICE.match(segment.text))
        )

    def _lost(self, block: Block) -> None:
        """Letters lost in code, where a reader of the page meets them; nothing is written there."""
        start, end = block.lines[0]
        place = OffsetMap.verbatim(start, end - start)
        path = block.kind.value
        self.segments.append(
            Segment(self.text[start:end], place, Role.NOTICE, True, None, path, Notation.READ_ONLY)
        )

    def _component(self, block: Block) -> None:
        """The attributes of a component or shortcode that people read. Nothing is written into them."""
        start, end = block.lines[0]
        for name, first, last in read_pairs(self.text, start, end):
            if self.text.startswith("{{", start) and _ELEMENT.search(self.text, first, last):
                self._rendered(name, first, last)
                continue
            built = attribute_text(self.text, first, last)
            if built is not None:
                path = f"component/@{name}"
                self.segments.append(Segment(*built, Role.ATTRIBUTE, True, None, path, Notation.READ_ONLY))

    def _rendered(self, name: str, start: int, end: int) -> None:
        """The value of a shortcode, which a template puts on the page with its markup."""
        for segment in read_html(self.text, start=start, end=end).segments:
            path = f"component/@{name}/{segment.path}"
            changes = {
                "role": Role.ATTRIBUTE,
                "role_known": True,
                "path": path,
                "notation": Notation.READ_ONLY,
            }
            self.segments.append(replace(segment, **changes))

    def _text(self, block: Block) -> None:
        text = self.text
        stretches = list(block.lines)
        start, end = stretches[0]
        if block.in_item and (task := _TASK.match(text, start, end)):
            stretches[0] = (task.end(), end)
        elif block.in_quote and (alert := _ALERT.match(text, start, end)):
            stretches[0] = (alert.end(), end)
        if block.kind is BlockKind.HEADING:
            start, end = stretches[-1]
            holds_braces = text.find("{", start, end) >= 0
            if holds_braces and (attributes := _HEADING_ATTRIBUTES.search(text, start, end)):
                stretches[-1] = (start, attributes.start())
        lines = Lines(text, stretches)
        inline = parse_inline(lines.text, self.labels, expressions=self.expressions)
        if inline.code:
            self.understood = False
        role, known, path = self._role(block)
        builder = TextBuilder()
        add_nodes(builder, lines, inline.nodes, inline.links)
        built = builder.finish()
        if built is not None:
            self.segments.append(builder.segment(built, role, known, None, path, Notation.MARKDOWN))
        for name, nodes, address in inline.attributes:
            self._attribute(lines, name, nodes, path, UNDETERMINED if is_badge(address) else None)
        for start, end in inline.comments:
            brackets = 4 if lines.text.startswith("<", start) else 3  # `<!--` or `{/*`
            directive = directive_in(lines.text, start, start + brackets, end - 3, end)
            if directive is not None:
                place = lines.file(start), lines.file_end(end)
                self.directives.append(Directive(*place, directive.text))
        for tag_start, tag_end in inline.tags:
            self._tag(lines, tag_start, tag_end, path)

    def _role(self, block: Block) -> tuple[Role, bool, str]:
        name = "list item" if block.in_item and block.kind is BlockKind.PARAGRAPH else block.kind.value
        number = self.counts[name] = self.counts.get(name, 0) + 1
        path = f"{'blockquote/' if block.in_quote else ''}{name}[{number}]"
        match block.kind:
            case BlockKind.HEADING:
                return Role.HEADLINE, True, path
            case BlockKind.CELL | BlockKind.TITLE | BlockKind.TERM:
                return Role.ITEM, True, path
            case BlockKind.PARAGRAPH | BlockKind.HTML | BlockKind.COMPONENT:
                for name in block.classes.split():
                    if (role := html_roles.of_name(name)) is not None:
                        return role, True, path
                if block.in_item:
                    return Role.ITEM, True, path
                return Role.BODY, block.in_quote, path
            case BlockKind.LOST:
                return Role.NOTICE, True, path

    def _attribute(
        self, lines: Lines, name: str, nodes: list[Node], path: str, language: str | None = None
    ) -> None:
        builder = TextBuilder()
        add_nodes(builder, lines, nodes)
        built = builder.finish()
        if built is not None:
            path = f"{path}/@{name}"
            self.segments.append(Segment(*built, Role.ATTRIBUTE, True, language, path, Notation.MARKDOWN))

    def _tag(self, lines: Lines, start: int, end: int, path: str) -> None:
        """The attributes of an HTML tag in the line that people read."""
        root = Element("", None, 0)
        for token in HtmlScanner(lines.text, start, end).tokens():
            if token.kind is not TokenKind.START:
                return
            element = Element(token.name, root, 0)
            language = declared_language(element, lines.text, token.attributes)
            for attribute, role, where in read_attributes(element, lines.text, token.attributes):
                first, last = lines.file(attribute.start), lines.file_end(attribute.end)
                built = attribute_text(self.text, first, last)
                if built is not None:
                    self.segments.append(
                        Segment(*built, role, True, language, f"{path}/{where}", Notation.HTML_ATTRIBUTE)
                    )
