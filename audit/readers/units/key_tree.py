"""What a file of keys and texts holds, whatever its notation: tables, lists, texts, and where each stands."""

from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap, Piece
from audit.model.side import Side


class Leaf:
    """A key or a value: its exact text and the stretch `[start, end)` of the file that stands for it.

    `pieces` are those of the map where the text is no slice of the file. `is_text` is False for numbers, switches and
    nothings, which hold their characters.
    """

    __slots__ = ("end", "is_text", "notation", "pieces", "start", "text")

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        notation: str = Notation.READ_ONLY,
        pieces: tuple[Piece, ...] | None = None,
        is_text: bool = True,
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.notation = notation
        self.pieces = pieces
        self.is_text = is_text

    def side(
        self, plural: str | None = None, language: str | None = None, notation: str | None = None
    ) -> Side:
        """The text as a side of a unit."""
        way = (
            OffsetMap.verbatim(self.start, len(self.text)) if self.pieces is None else OffsetMap(self.pieces)
        )
        return Side(self.text, way, language, notation or self.notation, plural)


class Table:
    """Keys with their values, in file order; a key may come twice. `end` is behind its last sign."""

    __slots__ = ("end", "entries", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.entries: list[tuple[Leaf, Node]] = []

    def get(self, key: str) -> "Node | None":
        """The value of a key: the last one, as programs take it."""
        return next((value for name, value in reversed(self.entries) if name.text == key), None)

    def text(self, key: str) -> Leaf | None:
        """The value of a key that is a text."""
        value = self.get(key)
        return value if isinstance(value, Leaf) and value.is_text else None

    def table(self, key: str) -> "Table | None":
        """The value of a key that is a table."""
        value = self.get(key)
        return value if isinstance(value, Table) else None


class Items:
    """Values without keys."""

    __slots__ = ("end", "start", "values")

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.values: list[Node] = []


Node = Leaf | Table | Items
DEEPEST = 100  # tables and lists within one another


class Reading:
    """A tree as far as it could be read, and what is to be said of it.

    `faults` are the places of what is wrong: start, end, and what it is and what to do. `comments` are stretches
    `(start, inner start, inner end, end)`.
    """

    __slots__ = ("comments", "faults", "root")

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[tuple[int, int, str]] = []
        self.comments: list[tuple[int, int, int, int]] = []
