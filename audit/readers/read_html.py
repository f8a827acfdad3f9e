"""HTML: every block of text, every attribute that people read, with their exact places.

Not a tree builder: a stack of open elements is kept only as far as it decides where a text begins and
ends, what role it has, in which language it is and whether it is text at all.
"""

import re

from audit.model.directive import Directive, directive_in
from audit.model.notation import Notation
from audit.model.role import PROSE, Role
from audit.model.segment import Segment
from audit.readers import html_elements, html_roles
from audit.readers.content import Content
from audit.readers.html_attributes import (
    apply_attributes,
    attribute_text,
    declared_language,
    read_attributes,
)
from audit.readers.html_languages import PageLanguages
from audit.readers.html_stack import Element, ElementStack
from audit.readers.html_stretch import Stretch, StretchKind
from audit.readers.markdown_dialects import template_tags
from audit.readers.scan_html import HtmlScanner, Token, TokenKind, add_html
from audit.readers.text_builder import FOLDING, TextBuilder, parted

_SENTENCE_ENDS = frozenset(".!?…。！？")
_CLOSERS = "\"'”’»›)]"
_FURNITURE = frozenset({Role.NAVIGATION, Role.CONTROL, Role.NOTICE})
_LONG_PARAGRAPH = 240  # code points of text that no menu or button has


def read_html(text: str, *, xml: bool = False, start: int = 0, end: int | None = None) -> Content:
    """The segments of an HTML page or fragment, `text[start:end]`; offsets count code points of `text`.

    A segment is the text of a block element, an attribute that people read, or an inline stretch in
    another declared language. Inline elements join and white space folds; `<br>` is a space, but ends
    the segment after the end of a sentence and when doubled. Code, formulas, pictures and what is
    marked `translate="no"` are U+FFFC inside a sentence and dropped as blocks. `Segment.language` is set
    where an element declares another language than the page. Text that is hidden is read: its path says so.
    Of a `noscript` element only what it tells people is read, and all where the page has nothing else. `xml`
    honours self-closing tags, as XHTML does. Never fails, whatever the text.
    """
    reader = _HtmlReader(text, xml)
    reader.read(start, len(text) if end is None else end)
    reader.segments.sort(key=lambda segment: segment.map.pieces[0].file_start)
    return Content(
        tuple(reader.segments),
        reader.languages.page,
        directives=tuple(reader.directives),
        understood=not _PROGRAM.search(text, start, len(text) if end is None else end),
    )


# Programs that make a page: what stands between them is not all of its text.
_PROGRAM = re.compile(r"<\?(?:php|=)|<%|\{%")


class _HtmlReader:
    def __init__(self, text: str, xml: bool) -> None:
        self.text = text
        self.xml = xml
        self.segments: list[Segment] = []
        self.directives: list[Directive] = []
        self.languages = PageLanguages(text)
        self.without_scripts: list[Segment] = []  # what only a browser without scripts shows
        self.templated = False  # a tag of a program has stood in the text so far
        self.closed = -1  # where the last inline element ended that may be set apart from the next one
        self.stack = ElementStack()
        self.stretches: list[Stretch] = []
        self.gap = False
        # What was gathered around an open element that holds texts of its own or that an object replaces.
        self.outer: dict[Element, list[Stretch]] = {}
        self.objects: dict[Element, StretchKind] = {}

    def read(self, start: int, end: int) -> None:
        scanner = HtmlScanner(self.text, start, end, xml=self.xml)
        stack = self.stack
        for token in scanner.tokens():
            kind = token.kind
            if kind is TokenKind.TEXT:
                if not stack.top.dropped:
                    self._text(token.start, token.end)
            elif token.end - token.start <= html_elements.LONGEST_MODEL_TAG and self._is_model_tag(token):
                self._model_tag(token)
            elif kind is TokenKind.START:
                self._open(token)
                scanner.foreign = stack.top.foreign
            elif kind is TokenKind.END:
                self._end(token)
                scanner.foreign = stack.top.foreign
            elif kind is TokenKind.COMMENT:
                directive = directive_in(self.text, token.start, token.start + 4, token.end - 3, token.end)
                if directive is not None:
                    self.directives.append(directive)
            else:
                self._raw_text(token)
        unclosed = stack.is_open("noscript")
        self._close_to(1, end, end)
        self._end_text()
        alone = unclosed or not self.segments
        self.segments.extend(self.without_scripts if alone else filter(_is_message, self.without_scripts))
        self.segments = self.languages.settled(self.segments)

    # Tags

    def _open(self, token: Token) -> None:
        name, attributes, stack = token.name, token.attributes, self.stack
        if stack.top.foreign and name in html_elements.BREAKS_OUT:
            while stack.top.foreign:
                self._close_to(len(stack.elements) - 1, token.start, token.start)
        if not stack.top.foreign:
            for index in stack.closed_by_start(name):
                self._close_to(index, token.start, token.start)
        top = stack.top
        if name == "br" and not top.foreign:
            self._line_break(token)
            return
        if token.start == self.closed and name in html_elements.APART and not top.dropped:
            self.stretches.append(Stretch(StretchKind.GAP, token.start, token.start, top))
        is_block = name in html_elements.BLOCKS and not top.foreign
        if is_block:
            self._end_text()
        element = Element(name, top, token.start)
        if is_block:
            element.number = top.block.count(name)
        else:
            element.block = top.block
        self._structural_role(element, top)
        if attributes:
            language = apply_attributes(element, self.text, attributes)
            if language is not None:
                self.languages.declare(element, language)
            if name == "meta":
                self.languages.meta(attributes)
            elif name == "link":
                self.languages.relation(attributes)
            elif name == "a" and language is None:
                self.languages.link(element, token)
        if element.role is Role.CREDIT and top.role is Role.CAPTION and not is_block:
            # The credit inside a caption is a text of its own.
            self._end_text()
            element.block = element
        if name == "a":
            for attribute in attributes:
                if attribute.name == "href":
                    element.link = True
                    element.address = self.text[attribute.start : attribute.end].strip()
        is_void = name in html_elements.VOID
        if token.self_closing and (self.xml or top.foreign or name in html_elements.FOREIGN):
            is_void = True
        if name in html_elements.FOREIGN:
            element.foreign = True
        if not top.dropped:
            self._content_of(element, top, token, is_void)
            if attributes and (not element.dropped or name in html_elements.PICTURES):
                self._read_attributes(element, token)
        if not is_void:
            stack.push(element)

    def _content_of(self, element: Element, top: Element, token: Token, is_void: bool) -> None:
        """Decide what becomes of the text inside an element, and what stands in its place."""
        name = element.name
        if name in html_elements.DROPPED:
            element.dropped = True
        elif name in html_elements.PICTURES:
            if is_void:
                self.stretches.append(Stretch(StretchKind.PICTURE, token.start, token.end, top))
            else:
                self.objects[element] = StretchKind.PICTURE
                element.dropped = True
        elif name in html_elements.NESTED:
            self.outer[element] = self.stretches
            self.objects[element] = StretchKind.PICTURE
            self.stretches = []
            element.block = element
        elif name in html_elements.WORDS or (element.dropped and element.block is not element):
            self.objects[element] = StretchKind.WORD
            element.dropped = True

    def _structural_role(self, element: Element, top: Element) -> None:
        """The role that an element has by its name, unless what it lies in says more."""
        name = element.name
        role = html_roles.ELEMENTS.get(name)
        if element.foreign or (name == "footer" and not self.stack.is_open("article", "main", "blockquote")):
            role = Role.NAVIGATION if name == "footer" else None
        if name in ("main", "article", "h1") and top.soft:
            # No menu, share bar or cookie notice holds the page's text: the class meant something else.
            element.role, element.known, element.soft = Role.BODY, False, False
            top = element
        if role is None:
            return
        if top.known and top.role in html_roles.CONTAINING and role not in html_roles.CONTAINING:
            return
        if role is Role.BODY and top.role is Role.ITEM and self.stack.is_open("li"):
            return
        element.role, element.known, element.soft = role, True, False

    def _line_break(self, token: Token) -> None:
        if self.stack.top.dropped:
            return
        last = ""
        for stretch in reversed(self.stretches):
            if stretch.kind is StretchKind.SPACE:
                self._end_text()  # the second break in a row
                return
            if stretch.kind > StretchKind.SPACE:
                break
            last = self.text[max(stretch.start, stretch.end - 40) : stretch.end].rstrip().rstrip(_CLOSERS)
            if last or not _is_blank(self.text, stretch.start, stretch.end):
                break
        if last and last[-1] in _SENTENCE_ENDS:
            self._end_text()
        else:
            self.stretches.append(Stretch(StretchKind.SPACE, token.start, token.end, self.stack.top))

    def _end(self, token: Token) -> None:
        if token.name == "br":
            self._line_break(token)
            return
        if token.name in html_elements.APART:
            self.closed = token.end
        index = self.stack.closed_by_end(token.name)
        if index is not None:
            self._close_to(index, token.start, token.end)
        elif token.name == "p" and not self.stack.top.foreign:
            self._end_text()  # an empty paragraph

    def _close_to(self, index: int, inner_end: int, end: int) -> None:
        """Close the element at stack `index` and all inside it; it ends at `end`, those at `inner_end`."""
        stack = self.stack
        while len(stack.elements) > index:
            element = stack.top
            if element.block is element:
                self._end_text()
            stack.pop()
            if element in self.outer:
                self.stretches = self.outer.pop(element)
            kind = self.objects.pop(element, None)
            if kind is not None and element.parent is not None:
                place = end if len(stack.elements) == index else inner_end
                self.stretches.append(Stretch(kind, element.start, place, element.parent))

    def _read_attributes(self, element: Element, token: Token) -> None:
        language = declared_language(element, self.text, token.attributes)
        for attribute, role, path in read_attributes(element, self.text, token.attributes):
            built = attribute_text(self.text, attribute.start, attribute.end)
            if built is not None:
                quoted = self.text[attribute.start - 1] in "\"'"
                notation = Notation.HTML_ATTRIBUTE if quoted else Notation.HTML_UNQUOTED
                self._put(Segment(*built, role, True, language, path, notation))

    def _is_model_tag(self, token: Token) -> bool:
        if token.kind > TokenKind.END or self.stack.top.foreign:
            return False
        if token.name == "s":  # the end of a sentence to a model, unless a strike-through ends here
            return token.kind is TokenKind.END and not self.stack.is_open("s")
        return html_elements.is_model_tag(self.text[token.start : token.end])

    def _model_tag(self, token: Token) -> None:
        """Something that looks like a tag but is what a language model writes: it becomes text."""
        top = self.stack.top
        if top.dropped:
            return
        if token.name in html_elements.MODEL_ENCLOSURES:
            self._end_text()
            builder = TextBuilder()
            builder.add(self.text, token.start, token.end)
            self._emit(builder, top.block, Role.NOTICE, True, top.language)
        else:
            self.stretches.append(Stretch(StretchKind.RAW, token.start, token.end, top))

    # Text

    def _raw_text(self, token: Token) -> None:
        """The content of title, textarea, plaintext or a CDATA section; scripts and styles are no text."""
        top = self.stack.top
        if token.name == "textarea":
            readable = not (top.parent is None or top.parent.dropped)
        else:
            readable = not top.dropped and token.name in ("title", "plaintext", "![CDATA[")
        if not readable:
            return
        if token.name == "![CDATA[":
            self.stretches.append(Stretch(StretchKind.RAW, token.start, token.end, top))
            return
        builder = TextBuilder()
        if token.kind is TokenKind.ESCAPABLE_RAW:
            add_html(builder, self.text, token.start, token.end)
        else:
            builder.add(self.text, token.start, token.end)
        self._emit(builder, top, top.role, top.known, top.language)

    def _end_text(self) -> None:
        """A text ends here: make its segments of the stretches gathered."""
        stretches = self.stretches
        if not stretches:
            return
        self.stretches = []
        text = self.text
        spoken = [
            item
            for item in stretches
            if item.kind <= StretchKind.RAW and not _is_blank(text, item.start, item.end)
        ]
        if not spoken:
            return
        block = spoken[0].element.block
        role, known = self._role(spoken, block)
        language = spoken[0].element.language
        if all(item.element.language == language for item in spoken):
            builder = TextBuilder()
            for item in stretches:
                self._add(builder, item)
        else:
            language = self._main_language(spoken, block)
            builder = self._mixed(stretches, language, block, role, known)
        if block.soft and role in _FURNITURE and block.name == "p" and builder.length > _LONG_PARAGRAPH:
            role, known = Role.BODY, False
        self._emit(builder, block, role, known, language)

    def _role(self, spoken: list[Stretch], block: Element) -> tuple[Role, bool]:
        """The role of a text: its block's, or that of the inline element all of it lies in."""
        first = spoken[0].element
        role, known = block.role, block.known
        if first.role is not role and all(item.element.role is first.role for item in spoken):
            return first.role, first.known
        # A paragraph that is a link is "read also"; a list of links is a menu, unless the article has it.
        linked = role is Role.BODY or (role is Role.ITEM and not self.stack.is_open("article", "main"))
        linked = linked and all(item.element.link for item in spoken)
        if linked and sum(item.end - item.start for item in spoken) <= _LONG_PARAGRAPH:
            return Role.NAVIGATION, True
        return role, known

    def _main_language(self, spoken: list[Stretch], block: Element) -> str | None:
        """The language of a text with foreign stretches: its block's, or the longest one's."""
        sizes: dict[str | None, int] = {}
        for item in spoken:
            sizes[item.element.language] = sizes.get(item.element.language, 0) + item.end - item.start
        return block.language if block.language in sizes else max(sizes, key=lambda tag: sizes[tag])

    def _mixed(
        self, stretches: list[Stretch], language: str | None, block: Element, role: Role, known: bool
    ) -> TextBuilder:
        """The text in `language`; each stretch in another one is an object in it and a segment of its own."""
        builder = TextBuilder()
        foreign: list[Stretch] = []
        for item in stretches:
            if item.kind <= StretchKind.RAW and item.element.language != language:
                if foreign and foreign[-1].element.language != item.element.language:
                    self._add_foreign(builder, foreign, role, known)
                    foreign = []
                foreign.append(item)
                continue
            if foreign:
                self._add_foreign(builder, foreign, role, known)
                foreign = []
            self._add(builder, item)
        if foreign:
            self._add_foreign(builder, foreign, role, known)
        return builder

    def _add_foreign(self, builder: TextBuilder, items: list[Stretch], role: Role, known: bool) -> None:
        start, end = items[0].start, items[-1].end
        if not any(character.isalpha() for item in items for character in self.text[item.start : item.end]):
            for item in items:  # figures and marks are of every language
                self._add(builder, item)
            return
        own = TextBuilder()
        for item in items:
            self._add(own, item)
        written = self.text[start:end]
        inner_start = end - len(written.lstrip(FOLDING))
        inner_end = start + len(written.rstrip(FOLDING))
        builder.add_space(start, inner_start)
        builder.add_object(inner_start, inner_end)
        builder.add_space(inner_end, end)
        element = items[0].element
        self._emit(own, element, role, known, element.language)

    def _text(self, start: int, end: int) -> None:
        """Text; where programs make the page, without their tags: what one does seldom shows, what an expression
        gives is a word of the sentence."""
        self.templated = self.templated or self.text.find("{%", start, end) >= 0
        for first, stop in template_tags(self.text, start, end) if self.templated else ():
            kind = StretchKind.PICTURE if self.text[first + 1] == "%" else StretchKind.WORD
            self.stretches.append(Stretch(StretchKind.TEXT, start, first, self.stack.top))
            self.stretches.append(Stretch(kind, first, stop, self.stack.top))
            start = stop
        self.stretches.append(Stretch(StretchKind.TEXT, start, end, self.stack.top))

    def _add(self, builder: TextBuilder, item: Stretch) -> None:
        if self.gap and item.kind is StretchKind.TEXT and item.start < item.end:
            self.gap = False
            if parted(builder, self.text[item.start]):
                # The text went up to where the tags began that stand here.
                builder.add_space(builder.file_end, item.start)
        start = builder.length
        if item.kind is StretchKind.TEXT:
            add_html(builder, self.text, item.start, item.end)
        elif item.kind is StretchKind.RAW:
            builder.add(self.text, item.start, item.end)
        elif item.kind is StretchKind.GAP:
            self.gap = True
            return
        elif item.kind is StretchKind.SPACE:
            builder.add_space(item.start, item.end, breaks=True)
        else:
            builder.add_object(item.start, item.end, picture=item.kind is StretchKind.PICTURE)
        if item.element.cited:
            builder.cite(start)
        if item.element.address:
            builder.link(start, item.element.address)

    def _emit(
        self, builder: TextBuilder, element: Element, role: Role, known: bool, language: str | None
    ) -> None:
        built = builder.finish()
        if built is not None:
            if element.hidden and role in PROSE:
                role, known = Role.CONTROL, True  # shown at a click, if ever: no part of the running text
            self._put(builder.segment(built, role, known, language, element.path, Notation.HTML_TEXT))

    def _put(self, segment: Segment) -> None:
        if self.stack.is_open("noscript"):
            self.without_scripts.append(segment)
        else:
            self.segments.append(segment)


def _is_message(segment: Segment) -> bool:
    """True for what `noscript` tells people; the rest are pictures once more, and markup as text."""
    return segment.role is Role.CONTROL and "<" not in segment.text


def _is_blank(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip(FOLDING)
