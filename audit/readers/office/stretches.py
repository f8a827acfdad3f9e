"""A paragraph of an office document: stretches of text and what stands among them, made into segments."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import msgspec

from audit.language.profiles import known_tags, normalised, scripts_of
from audit.language.scripts import COMMON, script_of
from audit.model.role import Role
from audit.model.segment import Segment
from audit.readers.html_attributes import same_written_language
from audit.readers.text_builder import FOLDING, TextBuilder
from audit.readers.units.xml_records import Run

# Programs mark what is typed with the language of the keyboard. Only where nearly all is marked alike does another
# mark amid a sentence mean something.
NEARLY_ALL = 0.8
_NO_LANGUAGE = frozenset({"", "zxx", "und", "none", "x-none", "mul"})
_EAST = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})
_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"})


class Languages(NamedTuple):
    """The languages that a run is marked with, by the kind of its script."""

    usual: str | None = None
    east: str | None = None
    right_to_left: str | None = None

    def or_else(self, other: "Languages") -> "Languages":
        return Languages(*(own or its for own, its in zip(self, other, strict=True)))

    def of(self, script: str) -> str | None:
        """The mark that counts for letters of a script; None when no letter of it is of that language."""
        tag = self.east if script in _EAST else self.right_to_left if script in _RIGHT_TO_LEFT else self.usual
        return tag if tag and script != COMMON and _may_be(tag, script) else None


def names_language(tag: str) -> bool:
    """False for the tags of what is in no language, or nobody knows in which."""
    return tag.lower() not in _NO_LANGUAGE


@lru_cache(1024)
def _may_be(tag: str, script: str) -> bool:
    """False for no language, and for a known one that is written otherwise."""
    known = normalised(tag).split("-")[0]
    if not names_language(tag):
        return False
    return known not in known_tags() or script in scripts_of(known)


class Kind(IntEnum):
    """What a stretch is."""

    TEXT = 0
    SPACE = 1  # a tab, a line break
    WORD = 2  # stands for a word: a formula
    PICTURE = 3


class Stretch(NamedTuple):
    """The stretch `[start, end)` of a part's text, and what a reader sees of it.

    `own` is the language it is marked with itself, `inherited` the one that it has from styles and the document.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    own: str | None = None
    inherited: str | None = None
    cited: bool = False
    address: str = ""


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph as a format's reader found it, places counted from its part."""

    stretches: tuple[Stretch, ...]
    role: Role
    known: bool
    path: str
    notation: str


class Marks(NamedTuple):
    """The language that most of a document is marked with, and whether nearly all of it is."""

    language: str | None
    nearly_all: bool


def main_script(text: str) -> str:
    """The script of most letters; "Zyyy" where there are none."""
    counted: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            counted[script_of(character)] += count
    counted.pop(COMMON, None)
    return counted.most_common(1)[0][0] if counted else COMMON


def marks_of(paragraphs: Iterable[Paragraph]) -> Marks:
    """What the marks of a document's letters say together."""
    counted: Counter[str] = Counter()
    for paragraph in paragraphs:
        for item in paragraph.stretches:
            tag = item.own or item.inherited
            if tag and item.kind is Kind.TEXT:
                counted[tag] += len(item.text)
    if not counted:
        return Marks(None, False)
    languages: Counter[str] = Counter()
    for tag, count in counted.items():
        languages[normalised(tag).split("-")[0]] += count
    language, count = max(languages.items(), key=lambda item: (item[1], item[0]))
    spelt = max(
        (tag for tag in counted if normalised(tag).split("-")[0] == language), key=lambda tag: counted[tag]
    )
    return Marks(spelt, count >= NEARLY_ALL * counted.total())


def segments_of(paragraph: Paragraph, text: str, shift: int, marks: Marks) -> list[Segment]:
    """The segment of a paragraph, and those of stretches in it that are marked with another language.

    `text` is that of the document, in which the paragraph's part begins at `shift`.
    """
    return _Segments(paragraph, text, shift, marks).make()


class _Segments:
    def __init__(self, paragraph: Paragraph, text: str, shift: int, marks: Marks) -> None:
        self._paragraph = paragraph
        self._text = text
        self._shift = shift
        self._marks = marks
        self._segments: list[Segment] = []

    def make(self) -> list[Segment]:
        items = self._paragraph.stretches
        spoken = [item for item in items if item.kind is Kind.TEXT and any(map(str.isalpha, item.text))]
        languages = {self._foreign(item) for item in spoken}
        if len(languages) == 1 or (languages and not self._marks.nearly_all):
            self._emit(self._built(items), languages.pop() if len(languages) == 1 else None)
            return self._segments
        builder = TextBuilder()
        waiting: list[Stretch] = []  # in another language, and what stands among them
        for item in items:
            language = self._foreign(item) if item.kind is Kind.TEXT else None
            if waiting and (language or _is_space(item)) and language in (None, self._foreign(waiting[0])):
                waiting.append(item)
                continue
            self._set_apart(builder, waiting, item)
            waiting = []
            if language and any(map(str.isalpha, item.text)):
                waiting.append(item)
            else:
                self._add(builder, item)
        self._set_apart(builder, waiting, None)
        self._emit(builder, None)
        return self._segments

    def _foreign(self, item: Stretch) -> str | None:
        return None if not item.own or same_language(item.own, self._marks.language) else item.own

    def _set_apart(self, builder: TextBuilder, items: Sequence[Stretch], following: Stretch | None) -> None:
        """A stretch in another language: an object in the text and a segment of its own."""
        before, inside, after = _bared(items)
        for item in before:
            self._add(builder, item)
        behind = [*after, following][0]
        if not inside or not self._stands_apart(builder, inside, behind.text if behind is not None else ""):
            for item in (*inside, *after):
                self._add(builder, item)
            return
        start, end = inside[0].start + self._shift, inside[-1].end + self._shift
        written = self._text[start:end]
        first = end - len(written.lstrip(FOLDING))
        builder.add_space(start, first)
        builder.add_object(first, start + len(written.rstrip(FOLDING)))
        builder.add_space(start + len(written.rstrip(FOLDING)), end)
        self._emit(self._built(inside), self._foreign(inside[0]))
        for item in after:
            self._add(builder, item)

    def _stands_apart(self, builder: TextBuilder, items: Sequence[Stretch], behind: str) -> bool:
        """False for a part of a word, and for one word in the letters of another keyboard."""
        text = "".join(" " if item.kind is Kind.SPACE else item.text for item in items)
        before = "" if builder.waits_for_space else builder.last
        if (before.isalnum() and text[:1].isalnum()) or (behind[:1].isalnum() and text[-1:].isalnum()):
            return False
        if len(text.split()) > 1:
            return True
        own = (
            item for item in self._paragraph.stretches if item.kind is Kind.TEXT and not self._foreign(item)
        )
        return main_script(text) == main_script("".join(item.text for item in own))

    def _built(self, items: Iterable[Stretch]) -> TextBuilder:
        builder = TextBuilder()
        for item in items:
            self._add(builder, item)
        return builder

    def _add(self, builder: TextBuilder, item: Stretch) -> None:
        start, end, before = item.start + self._shift, item.end + self._shift, builder.length
        if item.kind is Kind.SPACE:
            builder.add_space(start, end, breaks=True)
        elif item.kind is not Kind.TEXT:
            builder.add_object(start, end, picture=item.kind is Kind.PICTURE)
        elif self._text[start:end] == item.text:
            builder.add(self._text, start, end)
        elif item.text.strip(FOLDING + "\0"):
            builder.add_atomic(item.text, start, end)
        else:
            builder.add_space(start, end)
        if item.cited:
            builder.cite(before)
        if item.address:
            builder.link(before, item.address)

    def _emit(self, builder: TextBuilder, language: str | None) -> None:
        built = builder.finish()
        if built is not None:
            paragraph = self._paragraph
            self._segments.append(
                builder.segment(
                    built, paragraph.role, paragraph.known, language, paragraph.path, paragraph.notation
                )
            )


def _bared(items: Sequence[Stretch]) -> tuple[list[Stretch], list[Stretch], list[Stretch]]:
    """(marks before, a stretch that begins and ends with a letter or figure, marks behind)."""
    numbers = [number for number, item in enumerate(items) if not _is_blank(item)]
    if not numbers:
        return list(items), [], []
    first, last = numbers[0], numbers[-1]
    before, inside, after = list(items[:first]), list(items[first : last + 1]), list(items[last + 1 :])
    item = inside[0]
    if item.end - item.start == len(item.text):
        at = next(number for number, character in enumerate(item.text) if character.isalnum())
        if at:
            before.append(item._replace(end=item.start + at, text=item.text[:at]))
            inside[0] = item._replace(start=item.start + at, text=item.text[at:])
    item = inside[-1]
    if item.end - item.start == len(item.text):
        at = next(number for number, character in enumerate(reversed(item.text)) if character.isalnum())
        if at:
            after.insert(0, item._replace(start=item.end - at, text=item.text[len(item.text) - at :]))
            inside[-1] = item._replace(end=item.end - at, text=item.text[: len(item.text) - at])
    return before, inside, after


@lru_cache(1024)
def same_language(one: str | None, other: str | None) -> bool:
    """True when two tags name one written language."""
    return same_written_language(one, other)


def _is_space(item: Stretch) -> bool:
    return item.kind is Kind.SPACE or (item.kind is Kind.TEXT and not item.text.strip(FOLDING))


def _is_blank(item: Stretch) -> bool:
    return item.kind is Kind.SPACE or (item.kind is Kind.TEXT and not any(map(str.isalnum, item.text)))


def text_stretches(
    found: Iterable[Run], languages: Languages, inherited: Languages, cited: bool, address: str
) -> list[Stretch]:
    """The stretches of the characters of one run."""
    items = list(found)
    script = main_script("".join(run.text for run in items))
    own, its = languages.of(script), inherited.of(script)
    return [Stretch(Kind.TEXT, run.start, run.end, run.text, own, its, cited, address) for run in items]
