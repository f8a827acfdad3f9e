"""Builds the text of one segment together with its offset map.

Readers hand over stretches of the file in order; the builder folds white space to single spaces,
strips the ends and writes down where every code point came from.
"""

import re

from audit.model.link import Link
from audit.model.offset_map import OffsetMap, Piece
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT, Segment
from audit.model.span import Span

# What folds to one space: blanks and everything that `str.splitlines` takes for the end of a line. Other
# white space (no-break space, ideographic space …) is a character that somebody meant, and stays.
FOLDING = " \t\n\r\f\v\x1c\x1d\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
_LINE_BREAKS = frozenset(FOLDING) - {" ", "\t"}
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

# A run whose only white space is single blanks, or a run of white space to fold.
_RUN = re.compile(rf"([^{FOLDING}\0]++(?: [^{FOLDING}\0]++)*+)|[{FOLDING}\0]++")
# Marks at which a word may or may not be parted, which no reader sees, and signs of private fonts: icons.
HYPHENATION = frozenset({"\N{SOFT HYPHEN}", "\N{WORD JOINER}"})
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_UNSEEN = re.compile(f"[{''.join(sorted(HYPHENATION))}]+|[{_PRIVATE}]+")


def is_private(character: str) -> bool:
    """True for a sign of a private font."""
    return "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"


def is_wide(character: str) -> bool:
    """True for characters of scripts that set no space at a line break (Han, kana and their marks)."""
    return character >= "\u2e80" and (
        character <= "\ua4cf"
        or "\uf900" <= character <= "\ufaff"
        or "\ufe30" <= character <= "\ufe4f"
        or "\uff01" <= character <= "\uffef"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def stands_as_it_is(text: str) -> bool:
    """True for a text that a builder would give back unchanged, piece for piece: nothing to fold, strip or hide."""
    match = _RUN.fullmatch(text)
    return bool(
        match is not None
        and match.lastindex
        and (text.isascii() or not _UNSEEN.search(text))
        and not _says_nothing(text[0])
        and not _says_nothing(text[-1])
    )


class TextBuilder:
    """Text and pieces of one segment, grown from left to right.

    `file_start`/`file_end` count code points of the decoded file and must not decrease from call to call.
    A `laid_out` text shows no hyphenation marks and has pictures for signs of private fonts; in plain text
    they stay what they are.
    """

    __slots__ = (
        "_file_end",
        "_file_start",
        "_parts",
        "_pictures",
        "_pieces",
        "_space",
        "_text_start",
        "cited",
        "laid_out",
        "length",
        "links",
    )

    def __init__(self, *, laid_out: bool = True) -> None:
        self.laid_out = laid_out
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._space: tuple[int, int, bool] | None = None
        self._pictures: set[int] = set()
        self.cited: list[Span] = []
        self.links: list[Link] = []
        self.length = 0
        # The linear piece that is still growing.
        self._text_start = 0
        self._file_start = self._file_end = -1

    def add(self, file_text: str, start: int, end: int) -> None:
        """The file stretch `[start, end)` as it stands, white space folded."""
        for match in _RUN.finditer(file_text, start, end):
            if match.lastindex:
                self.add_verbatim(match.group(), match.start())
            else:
                self.add_space(match.start(), match.end(), breaks=not _LINE_BREAKS.isdisjoint(match.group()))

    def add_space(self, start: int, end: int, *, breaks: bool = False) -> None:
        """White space, or something shown as white space; `breaks` when a line of the file ends in it."""
        if not self.length or start == end:
            return
        if self._space is None:
            self._space = (start, end, breaks)
        elif self._space[1] == start:
            self._space = (self._space[0], end, breaks or self._space[2])

    def add_verbatim(self, text: str, start: int) -> None:
        """`text` without white space to fold, standing in the file at `start` just so."""
        if text.isascii() or not self.laid_out or not _UNSEEN.search(text):
            self._put(text, start, start + len(text))
            return
        done = 0
        for match in _UNSEEN.finditer(text):
            first, last = match.span()
            mark = text[first] in HYPHENATION
            if not mark and text[first - 1 : first].isalpha() and text[last : last + 1].isalpha():
                continue  # a letter of a font that is not here
            if done < first:
                self._put(text[done:first], start + done, start + first)
            if not mark:
                self.add_object(start + first, start + last, picture=True)
            done = last
        if done < len(text):
            self._put(text[done:], start + done, start + len(text))

    def add_atomic(self, text: str, start: int, end: int) -> None:
        """`text` without white space to fold, written in the file as `[start, end)` in some other way."""
        if self.laid_out and text in HYPHENATION:
            return
        self._put(text, start, end)

    def add_object(self, start: int, end: int, *, picture: bool = False) -> None:
        """Something that is no text. A `picture` at either end of a segment says nothing and is stripped."""
        self._flush_space(INLINE_OBJECT)
        if picture:
            self._pictures.add(self.length)
        self._put(INLINE_OBJECT, start, end)

    def cite(self, start: int) -> None:
        """What was added since the text was `start` long stands in italics."""
        if self.cited and self.cited[-1].end == start:
            start = self.cited[-1].start
            self.cited.pop()
        if start < self.length:
            self.cited.append(Span(start, self.length))

    def link(self, start: int, address: str) -> None:
        """What was added since the text was `start` long leads to `address`."""
        if self.links and self.links[-1].end == start and self.links[-1].address == address:
            start = self.links.pop().start
        if start < self.length:
            self.links.append(Link(start, self.length, address))

    @property
    def last(self) -> str:
        """The last character put in, or an empty string."""
        return self._parts[-1][-1] if self._parts else ""

    @property
    def waits_for_space(self) -> bool:
        """True when white space was put in last."""
        return self._space is not None

    @property
    def file_end(self) -> int:
        """Where the last thing put in ends in the file; -1 when there is none."""
        return self._file_end if self._file_end >= 0 else (self._pieces[-1].file_end if self._pieces else -1)

    def finish(self) -> tuple[str, OffsetMap] | None:
        """The stripped text and its map, or None when there is nothing to read in it."""
        self._seal()
        self._file_end = -1
        text = "".join(self._parts)
        start, end = 0, len(text)
        while start < end and self._strips(text[start], start):
            start += 1
        while start < end and self._strips(text[end - 1], end - 1):
            end -= 1
        if start == end or (INLINE_OBJECT in text and says_nothing(text)):
            return None
        self.cited = _part(self.cited, text, start, end)
        if self.links:
            self.links = _linked(self.links, text, start, end)
        if start == 0 and end == len(text):
            return text, OffsetMap(tuple(self._pieces))
        return text[start:end], OffsetMap(tuple(_cut(self._pieces, start, end)))

    def segment(
        self,
        built: tuple[str, OffsetMap],
        role: Role,
        known: bool,
        language: str | None,
        path: str,
        notation: str,
    ) -> Segment:
        """The segment of what `finish` gave, with its italics and links."""
        cited, links = tuple(self.cited), tuple(self.links)
        return Segment(*built, role, known, language, path, notation, cited=cited, links=links)

    def _strips(self, character: str, offset: int) -> bool:
        return offset in self._pictures or (character != INLINE_OBJECT and _says_nothing(character))

    def _flush_space(self, following: str) -> None:
        if self._space is None:
            return
        start, end, breaks = self._space
        self._space = None
        if not (breaks and is_wide(self.last) and is_wide(following[0])):
            self._append(" ", start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        if self._space is not None:
            self._flush_space(text)
        self._append(text, start, end)

    def _append(self, text: str, start: int, end: int) -> None:
        length = len(text)
        self._parts.append(text)
        if start == self._file_end and end - start == length:
            self._file_end = end
        elif end - start == length:
            self._seal()
            self._text_start, self._file_start, self._file_end = self.length, start, end
        else:
            self._seal()
            self._pieces.append(Piece(self.length, self.length + length, start, end))
            self._file_end = -1
        self.length += length

    def _seal(self) -> None:
        """Write down the linear piece that grew up to here."""
        if self._file_end >= 0:
            self._pieces.append(Piece(self._text_start, self.length, self._file_start, self._file_end))


def _part(cited: list[Span], text: str, start: int, end: int) -> list[Span]:
    """The stretches in italics, counted from `start`; none when there is no word beside them."""
    if not cited:
        return []
    outside = zip([start, *(span.end for span in cited)], [*(span.start for span in cited), end], strict=True)
    if not any(char.isalpha() for first, last in outside for char in text[first:last]):
        return []
    spans = []
    for span in cited:
        first = span.start + (text[span.start] == " ")  # the space before it was waiting for a word
        spans.append(Span(max(first - start, 0), min(span.end, end) - start))
    return spans


def _linked(links: list[Link], text: str, start: int, end: int) -> list[Link]:
    """The links of what was kept of a text, counted from `start`."""
    kept = []
    for link in links:
        first = max(link.start + (text[link.start] == " "), start)  # the space before it waited for a word
        last = min(link.end, end)
        if first < last:
            kept.append(Link(first - start, last - start, link.address))
    return kept


def says_nothing(text: str) -> bool:
    """True for a text of white space and objects alone."""
    return all(map(_says_nothing, text))


def _says_nothing(character: str) -> bool:
    return character.isspace() or character in (INLINE_OBJECT, BYTE_ORDER_MARK)


def _cut(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """The pieces of text `[start, end)`, counted from its start."""
    kept = []
    for piece in pieces:
        head, tail = max(start - piece.text_start, 0), max(piece.text_end - end, 0)
        if head + tail >= piece.text_end - piece.text_start:
            continue
        file_start, file_end = piece.file_start, piece.file_end
        if piece.linear:
            file_start, file_end = file_start + head, file_end - tail
        kept.append(
            Piece(piece.text_start + head - start, piece.text_end - tail - start, file_start, file_end)
        )
    return kept


def parted(builder: TextBuilder, following: str) -> bool:
    """True when two neighbours would read as one word. A letter alone is an initial, not a word."""
    last = builder.last
    if not (last.isalnum() and following.isalnum()) or is_wide(last) or is_wide(following):
        return False
    return last.isdigit() or builder.length > 1
