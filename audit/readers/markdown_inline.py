"""The inline part of Markdown: what of a block's lines is text, and where it stands.

Emphasis follows the delimiter algorithm of CommonMark; every other construct is recognised once, from
left to right, and failures are remembered, so that the time stays linear on hostile input.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import category

from audit.readers import markdown_dialects as dialects
from audit.readers.bare_addresses import bare_addresses
from audit.readers.html_elements import PICTURES, VOID, WORDS, is_model_tag
from audit.readers.markdown_block import Stretch
from audit.readers.markdown_nodes import Inline, InlineAttribute, Linked, Node, NodeKind

# The link reference definitions of a document: folded label and address.
Labels = Mapping[str, str]
_NO_LABELS: Labels = {}

_PLAIN = re.compile(r"[^\\`<&*_~\[\]!${\n]++")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_TICKS = re.compile(r"`++")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_AUTOLINK = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]++@[A-Za-z0-9.-]++)>"
)
_TAG = re.compile(rf"{dialects.OPEN_TAG}|{dialects.CLOSING_TAG}")
_UNTRANSLATED = re.compile(r"""\btranslate\s*=\s*["']?no\b|\bclass\s*=[^>]*\bnotranslate\b""", re.IGNORECASE)
# A letter alone, or something with a sign that sums of money do not have.
_MATH = re.compile(
    r"\$\$[^$]{1,2000}\$\$"
    r"|\$(?:[A-Za-z]|(?=[^$\n]{0,300}[\\^_={}])[^\s$](?:[^$\n]{0,300}[^\s$])?)\$(?![0-9])"
)
# A placeholder of translation tools, which stays text: "__LINK_12__" is not bold.
_UNDERLINED_MASK = re.compile(
    r"_{1,3}[A-Z][A-Z0-9_]{0,40}?_[0-9]{1,5}_{1,3}(?![A-Za-z0-9_])"
    r"|__(?:CODE|LINK|MASK|PH|PLACEHOLDER|TAG|TERM|TOKEN|URL|VAR)[0-9]{1,5}__(?![A-Za-z0-9_])"
)
_ATTRIBUTES = re.compile(
    r"\{:?[ \t]{0,9}[.#][^{}\n]{0,300}\}|\{:[^{}\n]{0,300}\}"
    r"|(?<=[)\]])\{[ \t]{0,9}[A-Za-z][\w-]{0,40}=[^{}\n]{0,300}\}"
)
_TEX = re.compile(r"\\\((?=[^\n]{0,300}[\\^_={}])[^\n]{1,300}?\\\)")
# A link to a page of the same wiki; in capitals with figures it is a placeholder of translation tools.
_WIKI = re.compile(r"\[\[(?![A-Z0-9_ -]+\]\])(?:([^\[\]|\n]{1,200})\|)?([^\[\]|\n]{1,200})\]\](?!\()")
_NOTE = re.compile(r"\[\^[^\]\s\[]{1,99}\]")
# Template tags of site generators may hold blanks: "[notes](/blob/{{ release.tag }}/NEWS.md)".
_OF_TARGET = r"\{\{[^{}\n]{0,300}\}\}|\{%[^{}%\n]{0,300}%\}|[^\s()\\]|\\."
_PLAIN_TARGET = rf"(?:{_OF_TARGET})*+"
_NESTED_TARGET = rf"(?:{_OF_TARGET}|\((?:{_OF_TARGET}|\({_PLAIN_TARGET}\))*+\))*+"
_DESTINATION = re.compile(rf"\([ \t\n]*+(?:<(?:[^<>\\\n]|\\.)*+>|{_NESTED_TARGET})")
_TITLE = re.compile(
    r"[ \t\n]++(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|\(((?:[^()\\]|\\.)*+)\))", re.DOTALL
)
_CLOSE = re.compile(
    r"(?:[ \t]++=[0-9]{0,5}%?x?[0-9]{0,5}%?)?+[ \t\n]*+\)"
)  # some dialects add a size: "=300x"
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_LONGEST_LABEL = 999


def fold_label(label: str) -> str:
    """A link label as labels are compared."""
    return " ".join(label.split()).casefold()


def parse_inline(text: str, labels: Labels, *, expressions: bool = False) -> Inline:
    """Cut the joined lines of a block into nodes. `expressions`: what stands in braces is code."""
    parser = _Parser(text, labels, expressions)
    parser.parse()
    return Inline(parser.nodes, parser.attributes, parser.tags, parser.comments, parser.code, parser.links)


def literal_nodes(text: str, start: int, end: int) -> list[Node]:
    """Nodes of text without markup save escapes and character references: the title of a link."""
    parser = _Parser(text[:end], _NO_LABELS)
    while start < end:
        stop = start + 1
        if text[start] == "\\" and _ESCAPE.match(text, start, end):
            stop = start + 2
            parser.add(NodeKind.ESCAPED, start, stop)
        elif text[start] == "&" and (match := _REFERENCE.match(text, start, end)):
            stop = match.end()
            parser.add(NodeKind.REFERENCE, start, stop)
        elif text[start] == "\n":
            parser.add(NodeKind.SPACE, start, stop)
        else:
            while stop < end and text[stop] not in "\\&\n":
                stop += 1
            parser.add(NodeKind.TEXT, start, stop)
        start = stop
    return parser.nodes


class _Bracket(NamedTuple):
    node: int  # index of the node of "[" or "!["
    is_image: bool
    delimiters: int  # how many emphasis runs came before it


class _Parser:
    def __init__(self, text: str, labels: Labels, expressions: bool = False) -> None:
        self.text = text
        self.labels = labels
        self.expressions = expressions
        self.code = False
        self.nodes: list[Node] = []
        self.attributes: list[InlineAttribute] = []
        self.tags: list[Stretch] = []
        self.comments: list[Stretch] = []
        self.links: list[Linked] = []
        self.brackets: list[_Bracket] = []
        self.inactive = 0  # so many of the lowest brackets can open no link: links do not nest
        self.delimiters: list[Node] = []
        self.ticks: dict[int, list[int]] | None = None  # length → places of runs of backticks
        self.unfound: set[str] = set()  # ends that do not come any more
        strike = text.find("<s") if "</s>" in text else -1
        self.first_strike = strike if strike >= 0 else len(text)  # an "</s>" before it ends no element

    def add(self, kind: NodeKind, start: int, end: int) -> Node:
        node = Node(kind, start, end)
        self.nodes.append(node)
        return node

    def parse(self) -> None:
        text, size, position = self.text, len(self.text), 0
        urls = bare_addresses(text)
        url = next(urls, (size, size))
        while position < size:
            while url[0] < position:
                url = next(urls, (size, size))
            if url[0] == position:
                self.add(NodeKind.WORD, *url)
                position = url[1]
                continue
            match = _PLAIN.match(text, position)
            if match is not None:
                stop = min(match.end(), url[0])
                self.add(NodeKind.TEXT, position, stop)
                position = stop
            else:
                position = self._special(text[position], position)
        self._emphasis(0)

    def _special(self, character: str, start: int) -> int:
        """Handle the construct that may begin at `start`; returns where it ends."""
        text = self.text
        if character in "*_~":
            if character == "_" and (match := _UNDERLINED_MASK.match(text, start)):
                self.add(NodeKind.TEXT, start, match.end())
                return match.end()
            return self._delimiter(character, start)
        if character == "\n":
            self.add(NodeKind.SPACE, start, start + 1)
            return start + 1
        if character == "\\":
            if text.startswith("\\\n", start):
                self.add(NodeKind.SPACE, start, start + 2)
                return start + 2
            if match := _TEX.match(text, start):
                self.add(NodeKind.WORD, start, match.end())
                return match.end()
            if _ESCAPE.match(text, start):
                self.add(NodeKind.ESCAPED, start, start + 2)
                return start + 2
        elif character == "`":
            return self._code(start)
        elif character == "&":
            if match := _REFERENCE.match(text, start):
                self.add(NodeKind.REFERENCE, start, match.end())
                return match.end()
        elif character == "<":
            return self._angle(start)
        elif character == "[":
            if match := _NOTE.match(text, start):
                self.add(NodeKind.LEFT_OUT, start, match.end())
                return match.end()
            if text.startswith("[[", start) and (match := _WIKI.match(text, start)):
                self.add(NodeKind.LEFT_OUT, start, match.start(2))
                self.add(NodeKind.TEXT, *match.span(2))
                self.add(NodeKind.LEFT_OUT, match.end(2), match.end())
                return match.end()
            return self._open_bracket(start, start + 1, False)
        elif character == "!":
            if text.startswith("![", start):
                return self._open_bracket(start, start + 2, True)
        elif character == "]":
            return self._close_bracket(start)
        elif character == "$":
            if match := _MATH.match(text, start):
                self.add(NodeKind.WORD, start, match.end())
                return match.end()
        elif character == "{" and (end := self._braces(start)):
            return end
        self.add(NodeKind.TEXT, start, start + 1)
        return start + 1

    def _braces(self, start: int) -> int:
        """A comment, template tag, list of attributes or expression; returns where it ends, 0 for none."""
        text = self.text
        if match := dialects.BRACED_COMMENT.match(text, start):
            self.add(NodeKind.LEFT_OUT, start, match.end())
            self.comments.append(match.span())
            return match.end()
        if match := dialects.MASK.match(text, start):
            self.add(NodeKind.TEXT, start, match.end())
            return match.end()
        if match := dialects.TAGGED_WORD.match(text, start):
            self.add(NodeKind.WORD, start, match.end())
            return match.end()
        for opening, closing in dialects.TEMPLATES:
            if text.startswith(opening, start):
                end = self._find(closing, start + len(opening))
                if end is not None and opening == "{%" and dialects.COMMENTED.match(text, start):
                    closer = self._find("endcomment", end)
                    # Its end on a line of its own stands outside this block.
                    end = (self._find("%}", closer) if closer else None) or len(text)
                    self.add(NodeKind.LEFT_OUT, start, end)
                    return end
                if end is not None:
                    if opening == "{{" and text.startswith("}", end) and text.count("{", start, end) > 2:
                        end += 1  # a map inside: "{{figure {alt: "A ferry"}}}"
                    # What a tag does seldom shows; what an expression gives is a word of the sentence.
                    self.add(NodeKind.PICTURE if opening == "{%" else NodeKind.WORD, start, end)
                    return end
        if match := _ATTRIBUTES.match(text, start):
            if text[match.end() : match.end() + 1] in dialects.BEHIND_ATTRIBUTES and self.nodes:
                # The blank before goes with it: "the block `turn` {.motion}, then …".
                last = self.nodes[-1]
                if last.kind is NodeKind.TEXT and last.end == start and text[start - 1] in " \t":
                    start = last.end = start - 1
            self.add(NodeKind.LEFT_OUT, start, match.end())
            return match.end()
        if self.expressions:
            if match := dialects.BLANK_EXPRESSION.match(text, start):
                self.add(NodeKind.SPACE, start, match.end())
                return match.end()
            if match := dialects.ANY_EXPRESSION.match(text, start):
                self.add(NodeKind.WORD, start, match.end())
                self.code = True
                return match.end()
            self.code = True  # it is never closed
        return 0

    def _code(self, start: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for match in _TICKS.finditer(self.text):
                self.ticks.setdefault(match.end() - match.start(), []).append(match.start())
        stop = start + 1
        while self.text.startswith("`", stop):
            stop += 1
        places = self.ticks.get(stop - start, [])
        index = bisect_left(places, stop)
        if index == len(places):
            self.add(NodeKind.TEXT, start, stop)
            return stop
        end = places[index] + stop - start
        self.add(NodeKind.WORD, start, end)
        return end

    def _angle(self, start: int) -> int:
        """An address, an HTML tag or comment, or a mere `<`."""
        text = self.text
        if match := _AUTOLINK.match(text, start):
            self.add(NodeKind.WORD, start, match.end())
            return match.end()
        for begin, finish in (("<!--", "-->"), ("<?", "?>")):
            if text.startswith(begin, start):
                end = self._find(finish, start + len(begin))
                if end is not None:
                    self.add(NodeKind.LEFT_OUT, start, end)
                    if begin == "<!--" and end - start >= 7:
                        self.comments.append((start, end))
                    return end
        tag = _TAG.match(text, start)
        name = dialects.TAG_NAME.match(text, start)
        if tag is None or name is None:
            self.add(NodeKind.TEXT, start, start + 1)
            return start + 1
        element, end = name.group(1).lower(), tag.end()
        if is_model_tag(tag.group()) or (tag.group() == "</s>" and start < self.first_strike):
            self.add(NodeKind.TEXT, start, end)
            return end
        if text[start + 1] == "/":
            self.add(NodeKind.LEFT_OUT, start, end)
            return end
        self.tags.append((start, end))
        kind = NodeKind.LEFT_OUT
        if element == "br":
            kind = NodeKind.SPACE
        elif element in PICTURES:
            kind = NodeKind.PICTURE
        elif tag.group().endswith("/>") and element not in VOID:
            kind = NodeKind.PICTURE  # it has no text: a badge or an icon stands there
        elif element in WORDS or _UNTRANSLATED.search(tag.group()):
            kind = NodeKind.WORD
        if (
            kind in (NodeKind.PICTURE, NodeKind.WORD)
            and element not in VOID
            and not tag.group().endswith("/>")
        ):
            closing = self._find(f"</{element}>", end)
            if closing is None:
                kind = NodeKind.LEFT_OUT
            else:
                end = closing
        self.add(kind, start, end)
        return end

    def _find(self, wanted: str, start: int) -> int | None:
        """Where the next `wanted` ends; what was not found once is not looked for again."""
        if wanted in self.unfound:
            return None
        place = self.text.find(wanted, start)
        if place < 0:
            self.unfound.add(wanted)
            return None
        return place + len(wanted)

    # Links and images

    def _open_bracket(self, start: int, end: int, is_image: bool) -> int:
        self.brackets.append(_Bracket(len(self.nodes), is_image, len(self.delimiters)))
        self.add(NodeKind.TEXT, start, end)
        return end

    def _close_bracket(self, start: int) -> int:
        if not self.brackets:
            self.add(NodeKind.TEXT, start, start + 1)
            return start + 1
        bracket = self.brackets.pop()
        active = bracket.is_image or len(self.brackets) >= self.inactive
        self.inactive = min(self.inactive, len(self.brackets))
        opening = self.nodes[bracket.node]
        target = self._target(opening.end, start) if active else None
        if target is None:
            self.add(NodeKind.TEXT, start, start + 1)
            return start + 1
        end, title, address = target
        self._emphasis(bracket.delimiters)
        if bracket.is_image:
            inside = self.nodes[bracket.node + 1 :]
            del self.nodes[bracket.node :]
            while self.links and self.links[-1].start >= opening.end:
                self.links.pop()
            self.add(NodeKind.PICTURE, opening.start, end)
            self.attributes.append(InlineAttribute("alt", inside, self.text[start:end]))
        else:
            opening.kind = NodeKind.LEFT_OUT
            self.links.append(Linked(opening.end, start, address))
            self.inactive = len(self.brackets)
        if title is not None:
            self.attributes.append(InlineAttribute("title", literal_nodes(self.text, *title)))
        return end

    def _target(self, opening: int, closing: int) -> tuple[int, Stretch | None, str] | None:
        """Where a link or image ends whose text is `[opening, closing)`, its title and its address; None if it
        is none."""
        text = self.text
        if match := _DESTINATION.match(text, closing + 1):
            title = _TITLE.match(text, match.end())
            if end := _CLOSE.match(text, title.end() if title else match.end()):
                address = match.group()[1:].strip()
                return end.end(), (title.span(title.lastindex or 0) if title else None), address
        label: str | None = None
        end_of_label = closing + 1
        if match := _LABEL.match(text, closing + 1):
            label, end_of_label = match.group(1), match.end()
        if not label and closing - opening <= _LONGEST_LABEL:
            label = text[opening:closing]
        if label and self.labels:
            named = self.labels.get(fold_label(label))
            if named is not None:
                return end_of_label, None, named
        return None

    # Emphasis

    def _delimiter(self, character: str, start: int) -> int:
        text = self.text
        end = start + 1
        while text.startswith(character, end):
            end += 1
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        before_mark, after_mark = _is_mark(before), _is_mark(after)
        left = not after.isspace() and (not after_mark or before.isspace() or before_mark)
        right = not before.isspace() and (not before_mark or after.isspace() or after_mark)
        node = self.add(NodeKind.TEXT, start, end)
        if character == "_":
            node.can_open = left and (not right or before_mark)
            node.can_close = right and (not left or after_mark)
        elif character == "*" or end - start <= 2:
            node.can_open, node.can_close = left, right
        if node.can_open or node.can_close:
            self.delimiters.append(node)
        return end

    def _emphasis(self, bottom: int) -> None:
        """Take off the marks of every emphasis among the runs from `bottom` on."""
        if len(self.delimiters) <= bottom:
            return
        runs = self.delimiters[bottom:]
        del self.delimiters[bottom:]
        openers: list[Node] = []
        floors: dict[tuple[str, bool, int], int] = {}  # no opener below this can match such a closer
        for run in runs:
            character = self.text[run.start]
            if run.can_close:
                key = (character, run.can_open, run.length if character == "~" else run.length % 3)
                while run.start < run.end:
                    index = len(openers) - 1
                    floor = floors.get(key, 0)
                    while index >= floor and not self._matches(openers[index], run, character):
                        index -= 1
                    if index < floor:
                        floors[key] = len(openers)
                        break
                    opener = openers[index]
                    del openers[index + 1 :]
                    used = 2 if min(opener.end - opener.start, run.end - run.start) >= 2 else 1
                    opener.end -= used
                    run.start += used
                    if used == 1 and character != "~":
                        opener.italics += 1
                        run.italics -= 1
                    if opener.start == opener.end:
                        openers.pop()
            if run.can_open and run.start < run.end:
                openers.append(run)

    def _matches(self, opener: Node, closer: Node, character: str) -> bool:
        if self.text[opener.start] != character:
            return False
        if character == "~":
            return opener.length == closer.length
        if (opener.can_close or closer.can_open) and (opener.length + closer.length) % 3 == 0:
            return opener.length % 3 == 0 and closer.length % 3 == 0
        return True


def _is_mark(character: str) -> bool:
    """Punctuation or symbol, as CommonMark counts them."""
    if character < "\x80":
        return character.isprintable() and not character.isalnum() and character != " "
    return category(character)[0] in "PS"
