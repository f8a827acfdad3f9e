"""JSON as a tree with places. What is not quite JSON is read where its meaning is plain, and said."""

import re
from enum import Enum, auto

from audit.readers.units.json_string import JSON_STRING, decoded
from audit.readers.units.key_tree import DEEPEST, Items, Leaf, Node, Reading, Table

# A key and its text as most lines have them: no escapes, a comma or a bracket behind.
_LINE = re.compile(
    r'[ \t\n\r]*+"([^"\\\x00-\x1f]*+)"[ \t\n\r]*+:[ \t\n\r]*+"([^"\\\x00-\x1f]*+)"[ \t\n\r]*+(,|(?=\}))'
)
_TOKEN = re.compile(
    r"""[ \t\n\r\ufeff]*+
    (?: "([^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+)"   # 1 what is between the marks of a string
    | ([{}\[\]:,])                                    # 2
    | ([-+.0-9A-Za-z_$]++)                            # 3 a number or a word
    | (//[^\n\r]*+ | /\*)                             # 4 a comment, or how one begins
    | \Z )""",
    re.VERBOSE,
)
_WORD = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?")
_CONTROL = re.compile(r"[\x00-\x1f]")
_SPACE = re.compile(r"[ \t\n\r\ufeff]*+")
_NEXT_KEY = re.compile(r',(?=[ \t]*+"[^"\\\n\r]*+"[ \t]*+:)|[\n\r]')
_LINE_END = re.compile(r"[\n\r]")

_TRAILING = (
    "a comma before a closing bracket is no JSON: programs that read it strictly refuse the file; delete it"
)
_COMMENT = "comments are no JSON: programs that read it strictly refuse the file; take them out unless yours does not"
_MISSING = "a comma is missing before this line; write it"
_RAW = "a tab or another control character stands in a string: programs that read JSON strictly refuse the file; write \\t"
_ESCAPED = "a backslash before a character that JSON does not escape: programs refuse the file; delete it or double it"
_SYNTAX = "this is no JSON; check the quotation marks, brackets and commas there"
_UNCLOSED = "the file ends before its brackets are closed; close them, or fetch the whole file"
_OPEN_COMMENT = "a comment is never closed; close it with */"
_BEHIND = "stands behind the end of the JSON; delete it, or name a format of many records with --as"
_TOO_DEEP = f"more than {DEEPEST} tables and lists stand within one another; flatten the file"


class _Wants(Enum):
    KEY = auto()
    COLON = auto()
    VALUE = auto()
    COMMA = auto()


def scan_json(text: str) -> Reading:
    """Read in one pass, however broken the text is: what is no JSON is left out up to the end of its line."""
    return _Scan(text).run()


class _Scan:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._reading = Reading()
        self._open: list[Table | Items] = []
        self._key: Leaf | None = None
        self._wants = _Wants.VALUE
        self._comma = -1  # the place of a comma that nothing has followed yet

    def run(self) -> Reading:
        text, match_token, match_line = self._text, _TOKEN.match, _LINE.match
        while True:
            if self._wants is _Wants.KEY:
                table = self._open[-1]
                assert isinstance(table, Table)
                while line := match_line(text, self._at):
                    self._comma = -1
                    key, value = line.span(1), line.span(2)
                    table.entries.append(
                        (Leaf(line[1], *key), Leaf(line[2], *value, JSON_STRING)),
                    )
                    self._at = line.end()
                    if not line[3]:
                        self._wants = _Wants.COMMA
                        break
                    self._comma = line.start(3)
            token = match_token(text, self._at)
            if token is None:
                space = _SPACE.match(text, self._at)
                self._skip(space.end() if space else self._at)
                continue
            kind = token.lastindex
            if kind is None:
                return self._finish()
            begin = token.start(kind)
            self._at = token.end()
            if kind == 4:
                self._comment(begin, token.end())
            elif self._reading.root is not None and not self._open:
                self._reading.faults.append((begin, len(text.rstrip()), _BEHIND))
                return self._reading
            elif kind == 1:
                self._string(token[1], begin)
            elif kind == 2:
                self._mark(token[2], begin)
            else:
                self._word(token[3], begin)

    def _comment(self, begin: int, end: int) -> None:
        if self._text.startswith("//", begin):
            self._reading.comments.append((begin, begin + 2, end, end))
            return
        closing = self._text.find("*/", end)
        if closing < 0:
            self._at = len(self._text)
            self._reading.faults.append((begin, self._at, _OPEN_COMMENT))
            return
        self._at = closing + 2
        self._reading.comments.append((begin, end, closing, self._at))

    def _string(self, raw: str, begin: int) -> None:
        if self._wants is _Wants.COMMA and isinstance(self._open[-1], Table):
            # Only at the start of a line is a comma likely forgotten; else a quotation mark was not escaped.
            if not _LINE_END.search(self._text, self._text.rfind('"', 0, begin - 1) + 1, begin):
                return self._skip(begin)
            self._reading.faults.append((begin - 1, begin, _MISSING))
            self._wants = _Wants.KEY
        if self._wants in (_Wants.COLON, _Wants.COMMA):
            return self._skip(begin)
        self._comma = -1
        leaf = self._leaf(raw, begin)
        if self._wants is _Wants.KEY:
            self._key = leaf
            self._wants = _Wants.COLON
        else:
            self._put(leaf)
            self._wants = _Wants.COMMA
        return None

    def _leaf(self, raw: str, begin: int) -> Leaf:
        if control := _CONTROL.search(raw):
            self._reading.faults.append((begin + control.start(), begin + control.end(), _RAW))
        if "\\" not in raw:
            return Leaf(raw, begin, begin + len(raw), JSON_STRING)
        text, pieces, wrong = decoded(raw, begin)
        if wrong is not None:
            self._reading.faults.append((wrong, wrong + 2, _ESCAPED))
        return Leaf(text, begin, begin + len(raw), JSON_STRING, pieces)

    def _word(self, word: str, begin: int) -> None:
        if self._wants is not _Wants.VALUE or not _WORD.fullmatch(word):
            return self._skip(begin)
        self._comma = -1
        self._put(Leaf(word, begin, begin + len(word), is_text=False))
        self._wants = _Wants.COMMA
        return None

    def _mark(self, mark: str, begin: int) -> None:
        wants = self._wants
        if mark in "{[" and wants is _Wants.VALUE:
            self._comma = -1
            if len(self._open) >= DEEPEST:
                self._at = len(self._text)
                self._reading.faults.append((begin, self._at, _TOO_DEEP))
                return None
            node = Table(begin) if mark == "{" else Items(begin)
            self._put(node)
            self._open.append(node)
            self._wants = _Wants.KEY if mark == "{" else _Wants.VALUE
        elif mark == ":" and wants is _Wants.COLON:
            self._wants = _Wants.VALUE
        elif mark == "," and wants is _Wants.COMMA:
            self._comma = begin
            self._wants = self._next()
        elif mark in "}]" and self._open:
            return self._close(mark, begin)
        else:
            self._skip(begin)
        return None

    def _close(self, mark: str, begin: int) -> None:
        kind = Table if mark == "}" else Items
        if not isinstance(self._open[-1], kind) or self._key is not None:
            self._reading.faults.append((begin, begin + 1, _SYNTAX))
            if not any(isinstance(node, kind) for node in self._open):
                return
        elif self._comma >= 0:
            self._reading.faults.append((self._comma, self._comma + 1, _TRAILING))
        self._key, self._comma = None, -1
        while self._open:
            node = self._open.pop()
            node.end = begin + 1
            if isinstance(node, kind):
                break
        self._wants = _Wants.COMMA

    def _put(self, node: Node) -> None:
        if not self._open:
            self._reading.root = node
            return
        holder = self._open[-1]
        if isinstance(holder, Items):
            holder.values.append(node)
        else:
            assert self._key is not None
            holder.entries.append((self._key, node))
            self._key = None

    def _next(self) -> _Wants:
        return _Wants.KEY if isinstance(self._open[-1], Table) else _Wants.VALUE

    def _skip(self, begin: int) -> None:
        """Leave out the rest of a line, up to a key that follows in it.

        Also the text before it on the line, where a string seems to have ended too early.
        """
        line = max(self._text.rfind("\n", 0, begin), self._text.rfind("\r", 0, begin)) + 1
        within = self._open and isinstance(self._open[-1], Table)
        found = (_NEXT_KEY if within else _LINE_END).search(self._text, begin)
        end = found.start() if found else len(self._text)
        self._reading.faults.append((begin, max(end, begin + 1), _SYNTAX))
        self._at = end
        self._key, self._comma = None, -1
        if not self._open:
            if self._reading.root is not None or end == len(self._text):
                self._at = len(self._text)
            return
        holder = self._open[-1]
        if self._wants is _Wants.COMMA:
            last = holder.entries[-1][1] if isinstance(holder, Table) and holder.entries else None
            if isinstance(holder, Items) and holder.values:
                last = holder.values[-1]
            if isinstance(last, Leaf) and last.start >= line:
                (holder.entries if isinstance(holder, Table) else holder.values).pop()
        # A comma that a key follows is a comma.
        self._wants = _Wants.COMMA if found and found[0] == "," else self._next()

    def _finish(self) -> Reading:
        if self._reading.comments:
            begin, _, _, end = self._reading.comments[0]
            self._reading.faults.append((begin, end, _COMMENT))
        if self._open:
            for node in self._open:
                node.end = len(self._text)
            end = len(self._text)
            if not any(stop == end for _, stop, _ in self._reading.faults[-1:]):
                self._reading.faults.append((max(end - 1, 0), end, _UNCLOSED))
        return self._reading
