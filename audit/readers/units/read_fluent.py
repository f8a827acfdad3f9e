"""Mozilla Fluent: messages, terms and their attributes; plural selectors give a side per category."""

import re

from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.side import Side
from audit.model.unit import Family, State, Unit
from audit.readers.content import Content
from audit.readers.units.comments import directive_in_comment, length_limit
from audit.readers.units.fluent_syntax import Break, BrokenSyntaxError, Pattern, Placeable, read_pattern
from audit.readers.units.fluent_values import fluent_side
from audit.readers.units.unread import Unread

_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
_KEY = re.compile(r"(-?[A-Za-z][A-Za-z0-9_-]*+)[ ]*+=")
_ATTRIBUTE = re.compile(r"(?:[ ]*+(?:\r\n|\n))++[ ]*+\.([A-Za-z][A-Za-z0-9_-]*+)[ ]*+=")
_COMMENT = re.compile(r"(#{1,3})(?:[ ]([^\r\n]*+))?(?=\r?\n|\Z)")
_LINE_END = re.compile(r"[ ]*+(?:\r\n|\n|\Z)")
_NEXT_ENTRY = re.compile(r"\n(?=[A-Za-z#-])")
_SYNTAX = (
    "this is no Fluent, and programs show none of it: a text stands behind its key and =, goes on in lines that are "
    "indented, and closes every brace; every selector has one default (*)"
)


def read_fluent(text: str) -> Content:
    """The messages of a Fluent file, in order: one unit for each text, named key or key.attribute."""
    reader = _Reader(text)
    reader.read()
    return Content(
        (),
        unchecked=reader.unread.records(),
        directives=tuple(reader.directives),
        flow=Flow.UNITS,
        units=tuple(reader.units),
    )


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.units: list[Unit] = []
        self.directives: list[Directive] = []
        self.unread = Unread()
        self._notes: list[str] = []
        self._line = 1
        self._counted = 0  # code points whose line breaks are in `_line`

    def read(self) -> None:
        text = self.text
        at, size = 1 if text.startswith("\ufeff") else 0, len(text)
        while at < size:
            if blank := _LINE_END.match(text, at):
                at = max(blank.end(), at + 1)
                self._notes = []  # a comment apart speaks of no entry
            elif comment := _COMMENT.match(text, at):
                self._comment(comment)
                at = comment.end()
                at += len(text[at : at + 2]) if text.startswith("\r\n", at) else 1
            else:
                at = self._entry(at)
                self._notes = []

    def _comment(self, match: re.Match[str]) -> None:
        if match[2] is None:
            return
        directive = directive_in_comment(self.text, match.start(), *match.span(2), match.end())
        if directive is not None:
            self.directives.append(directive)
        elif match[1] == "#" and (note := match[2].strip()):
            self._notes.append(note)

    def _entry(self, start: int) -> int:
        """Reads the entry that begins at `start`; gives where the next line begins."""
        try:
            units, at = self._texts(start)
        except BrokenSyntaxError:
            following = _NEXT_ENTRY.search(self.text, start + 1)
            end = following.end() if following else len(self.text)
            lines = self._line_of(start), self._line_of(max(start, end - 1))
            self.unread.add(*lines, _SYNTAX)
            return end
        self.units += units
        return at

    def _texts(self, start: int) -> tuple[list[Unit], int]:
        key = _KEY.match(self.text, start)
        if key is None:
            raise BrokenSyntaxError(start)
        pattern = read_pattern(self.text, key.end())
        named = key.group(1)
        units = [self._unit(named, pattern)] if pattern.parts else []
        at = pattern.end
        while attribute := _ATTRIBUTE.match(self.text, at):
            inner = read_pattern(self.text, attribute.end())
            if not inner.parts:
                raise BrokenSyntaxError(attribute.end())
            # Those of a term tell programs about it (its gender): nobody reads them.
            state = State.LOCKED if named.startswith("-") else State.TRANSLATED
            units.append(self._unit(f"{named}.{attribute.group(1)}", inner, state))
            at = inner.end
        end = _LINE_END.match(self.text, at)
        if end is None or not units or (named.startswith("-") and not pattern.parts):
            raise BrokenSyntaxError(at)
        return units, end.end()

    def _unit(self, named: str, pattern: Pattern, state: State = State.TRANSLATED) -> Unit:
        notes = tuple(self._notes)
        limit = next((found for note in notes if (found := length_limit(note)) is not None), None)
        return Unit(named, (), _sides(self.text, pattern), None, notes, None, state, limit, Family.FLUENT)

    def _line_of(self, offset: int) -> int:
        if offset > self._counted:
            self._line += self.text.count("\n", self._counted, offset)
            self._counted = offset
        return self._line


def _sides(text: str, pattern: Pattern) -> tuple[Side, ...]:
    """One side, or one for every number that a selector tells apart."""
    only = [part for part in pattern.parts if isinstance(part, Placeable)]
    if len(only) == 1 and all(_is_nothing(part) for part in pattern.parts):
        variants = only[0].variants
        keys = {variant.key for variant in variants}
        if keys & _CATEGORIES and all(key in _CATEGORIES or key.isdigit() for key in keys):
            return tuple(fluent_side(text, variant.pattern, variant.key) for variant in variants)
    return (fluent_side(text, pattern),)


def _is_nothing(part: object) -> bool:
    """True for a placeable, and for the break before one on a line of its own."""
    return isinstance(part, Placeable) or (isinstance(part, Break) and not part.lines)
