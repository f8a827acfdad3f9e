"""The lines of a PO file as entries: where the literals of each field stand, and what stands before them."""

import re
from collections.abc import Iterator

from audit.readers.units.po_strings import Stretch
from audit.readers.units.unread import Unread

_INSIDE = r"""[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"""  # of a literal
_LINE = re.compile(
    rf"""[ \t\f\v]*+ (?P<mark>\#~\|? | \#\|)?+ [ \t]*+
    (?: (?P<keyword>msgid_plural|msgid|msgctxt|msgstr(?:[ \t]*+\[[ \t]*+[0-9]{{1,4}}[ \t]*+\])?+)?+ [ \t]*+
        "(?P<literal>{_INSIDE})" [ \t]*+
      | (?P<comment>\#[^\r\n]*+)
      | (?P<other>[^\r\n]*+)
    ) (?:\r\n|\r|\n|\Z)""",
    re.VERBOSE,
)
# Most entries are no more than this, and are read at once: comments, a source, one translation, and what surely begins
# another entry, or the end.
_ENTRY = re.compile(
    rf"""(?P<comments>(?:\#(?![~|])[^\r\n]*+\n)*+)
    (?:msgctxt[ ](?P<context>(?:"{_INSIDE}"\n)++))?+
    msgid[ ](?P<source>(?:"{_INSIDE}"\n)++)
    msgstr[ ](?P<target>(?:"{_INSIDE}"\n)++)
    (?: \n++ (?= \#(?![~|]) | msgctxt[ ]" | msgid[ ]" | \Z) | (?= \#(?![~|]) | \Z) )""",
    re.VERBOSE,
)
_LITERAL = re.compile(rf'"({_INSIDE})"\n')
_COMMENT = re.compile(r"\#[^\n]*+")
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # of byte order
_SYNTAX = (
    "this is no PO syntax, and the entry is passed over: every text stands between quotation marks on one line, "
    "with \\ before a quotation mark inside; msgfmt --check says more"
)
_NO_SOURCE = "a msgstr without msgid before it is passed over; msgfmt --check says more"


class PoEntry:
    """The places of one entry. `comments` are `[start, end)` of whole comments, marks included."""

    __slots__ = (
        "broken",
        "comments",
        "context",
        "end",
        "first_line",
        "flags",
        "obsolete",
        "plural",
        "previous",
        "source",
        "targets",
    )  # fmt: skip

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.comments: list[Stretch] = []
        self.flags: list[str] = []
        self.previous: list[Stretch] = []
        self.context: list[Stretch] | None = None
        self.source: list[Stretch] | None = None
        self.plural: list[Stretch] | None = None
        self.targets: dict[str | None, list[Stretch]] = {}  # by the number of the form
        self.obsolete = False
        self.broken = False
        self.end = 0  # where its last line ends, the break left out

    def comment(self, text: str, start: int, end: int) -> None:
        """Take a comment: flags, or something for translators; what names places of the code says nothing here."""
        if text.startswith(("#,", "#="), start):
            self.flags += [flag.strip() for flag in text[start + 2 : end].split(",")]
        elif not text.startswith("#:", start):
            self.comments.append((start, end))


def po_entries(text: str, unread: Unread) -> Iterator[PoEntry]:
    """The entries of a PO file in order, that of the header among them; broken ones go to `unread`."""
    scan = _Scan(unread)
    place, number = 1 if text.startswith(_MARK) else 0, 1
    while place <= len(text):
        whole = _ENTRY.match(text, place) if scan.takes_entries else None
        if whole is not None:
            done = scan.close_if_begun()
            if done is not None:
                yield done
            yield _whole(text, whole, number)
            number += text.count("\n", place, whole.end())
            if whole.end() == len(text):
                return
            place = whole.end()
            continue
        match = _LINE.match(text, place)
        if match is None:
            break
        done = scan.take(match, number)
        if done is not None:
            yield done
        if match.end() == len(text):
            break
        place, number = match.end(), number + 1
    done = scan.close()
    if done is not None:
        yield done


def _whole(text: str, match: re.Match[str], number: int) -> PoEntry:
    """An entry that was read at once; `number` is its first line."""
    entry = PoEntry(number)
    start, end = match.span("comments")
    if start < end:
        for comment in _COMMENT.finditer(text, start, end):
            entry.comment(text, *comment.span())
        entry.first_line += text.count("\n", start, end)
    if match.start("context") >= 0:
        entry.context = _literals(text, *match.span("context"))
    entry.source = _literals(text, *match.span("source"))
    target = _literals(text, *match.span("target"))
    entry.targets[None] = target
    entry.end = target[-1][1] + 1
    return entry


def _literals(text: str, start: int, end: int) -> list[Stretch]:
    """The insides of literals, each of which has a line."""
    if text.find("\n", start, end) == end - 1:
        return [(start + 1, end - 2)]
    return [match.span(1) for match in _LITERAL.finditer(text, start, end)]


class _Scan:
    """What was read last. A comment after a text belongs to the next entry."""

    def __init__(self, unread: Unread) -> None:
        self._unread = unread
        self._entry = PoEntry(0)
        self._last_line = 0
        self._commented = False
        self._field: list[Stretch] | None = None  # which a literal without keyword goes on
        self._previous: str | None = None  # the keyword of the old text that goes on

    @property
    def takes_entries(self) -> bool:
        """Whether nothing that was read could belong to an entry that begins with a comment or its source."""
        entry = self._entry
        if entry.source is not None:
            return True
        begun = self._commented or entry.previous or entry.targets or entry.context is not None
        return not begun and not entry.broken

    def take(self, match: re.Match[str], number: int) -> PoEntry | None:
        """Read one line; gives the entry that it closed."""
        mark, keyword, literal, comment, other = match.groups()
        if literal is not None:
            if mark is not None and mark.endswith("|"):
                return self._old(match, keyword, number)
            return self._literal(match, mark, keyword, number)
        if comment is not None or (mark is not None and not other):
            done = self.close_if_begun()
            self._comment(match, mark)
            return done
        if not other or other.isspace():
            return None
        if mark is not None:  # a comment that begins like an obsolete entry
            done = self.close_if_begun()
            self._entry.comments.append((match.start(), match.end("other")))
            self._commented = True
            return done
        if other.startswith("domain "):
            return None
        # Behind a whole entry it breaks none.
        done = self.close_if_begun() if self._entry.targets and number > self._last_line + 1 else None
        self._entry.broken = True
        self._entry.first_line = self._entry.first_line or number
        self._last_line = number
        self._field = None
        return done

    def close(self) -> PoEntry | None:
        """The entry that is open, if there is anything in it; a new one is begun."""
        entry, self._entry = self._entry, PoEntry(0)
        self._commented = False
        self._field = self._previous = None
        if entry.broken:
            self._unread.add(entry.first_line, self._last_line, _SYNTAX)
            return None
        if entry.source is None:
            if entry.targets:
                self._unread.add(entry.first_line, self._last_line, _NO_SOURCE)
            return None
        return entry

    def close_if_begun(self) -> PoEntry | None:
        """The same where there is something in it beside comments."""
        entry = self._entry
        if entry.source is None and not entry.targets and entry.context is None and not entry.broken:
            return None
        return self.close()

    def _comment(self, match: re.Match[str], mark: str | None) -> None:
        self._commented = True
        start, end = match.span("comment") if match["comment"] is not None else match.span("mark")
        if mark is None:
            self._entry.comment(match.string, start, end)
        elif match["comment"] is None or not match["comment"].startswith("#:"):
            self._entry.comments.append((start, end))

    def _old(self, match: re.Match[str], keyword: str | None, number: int) -> PoEntry | None:
        done = self.close_if_begun()
        self._previous = keyword or self._previous
        if self._previous == "msgid":
            self._entry.previous.append(match.span("literal"))
        self._entry.first_line = self._entry.first_line or number
        return done

    def _literal(
        self, match: re.Match[str], mark: str | None, keyword: str | None, number: int
    ) -> PoEntry | None:
        place = match.span("literal")
        done = None
        entry = self._entry
        if keyword is not None:
            if (
                keyword == "msgctxt"
                or (keyword == "msgid" and entry.source is not None)
                or (keyword == "msgid" and entry.broken)
            ):
                done = self.close_if_begun()
                entry = self._entry
            entry.first_line = entry.first_line or number
            field = [place]
            if keyword == "msgctxt":
                entry.context = field
            elif keyword == "msgid":
                entry.source = field
            elif keyword == "msgid_plural":
                entry.plural = field
            else:
                form = keyword[6:].strip(" \t[]") or None
                if form in entry.targets:  # the msgid before it is lost
                    done = self.close()
                    entry = self._entry
                    entry.first_line = number
                entry.targets[form] = field
            self._field = field
        elif self._field is not None:
            self._field.append(place)
        else:
            entry.broken = True
            entry.first_line = entry.first_line or number
        entry.obsolete |= mark is not None
        entry.end = match.end("literal") + 1
        self._last_line = number
        return done
