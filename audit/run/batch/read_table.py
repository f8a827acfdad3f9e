"""Tables of documents as JSON Lines or CSV. One row is one document, or one unit where it has a source."""

import csv
import gzip
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, BinaryIO, cast

import msgspec

from audit.model.errors import UnreadableError
from audit.model.settings import Settings
from audit.model.unit import State
from audit.readers.formats import FORMATS
from audit.report.outlet import named_outlet
from audit.report.wording import clipped, counted
from audit.run.across.alternatives import DOCUMENT, SEGMENT, SYSTEM
from audit.run.audit_record import Record, known_encoding
from audit.run.unit_row import present, unit_row

# What a column is for → the names it may have, the first that is there counts.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "url", "key"),
    "target": ("target", "text", "translation", "mt"),
    "source": ("source", "src", "original"),
    "reference": ("reference", "ref"),
    "target_lang": ("target_lang", "target_language", "lang"),
    "source_lang": ("source_lang", "source_language"),
    "format": ("format",),
    "outlet": ("outlet",),
    "family": ("family", "placeholders", "placeholder"),
    "max_length": ("max_length", "maxlength", "max_len"),
    "context": ("context", "msgctxt"),
    "key": ("key",),
    "state": ("state", "status"),
    "system": SYSTEM,
    "document": DOCUMENT,
    "segment": SEGMENT,
}
DELIMITERS = ",;\t|"
LONGEST_NAME = 1000  # code points of an id

# What a document without units is given besides.
OF_TEXTS = ("source", "reference", "target_lang", "source_lang", "format")

Placed = tuple[Record, int]


def understood() -> str:
    """The names of the columns, for messages."""
    return f"the text is looked for under {', '.join(COLUMNS['target'])}, its name under {', '.join(COLUMNS['id'])}"


def columns_of(names: list[str]) -> dict[str, str]:
    """What each column is for → its name in this table. Raises UnreadableError when there is no text."""
    folded = {name.strip().lower(): name for name in reversed(names)}
    chosen = {
        purpose: next(folded[known] for known in accepted if known in folded)
        for purpose, accepted in COLUMNS.items()
        if any(known in folded for known in accepted)
    }
    if "target" not in chosen:
        shown = ", ".join(names[:12]) or "none"
        raise UnreadableError(f"no column holds the text: {understood()}; its columns are {shown}")
    return chosen


def row_record(row: Mapping[str, Any], columns: Mapping[str, str], relative: str, place: str) -> Record:
    """One row as a record; what is wrong with it becomes its `fault`. `place` says where it stands."""
    cells: dict[str, Any] = {purpose: row.get(name) for purpose, name in columns.items()}
    name = written(cells.get("id"))
    text, source = present(cells.get("target")), present(cells.get("source"))
    fault = None
    if text is None:
        fault = f"{place}: {columns['target']} holds no text"
    elif any(map(has_surrogates, texts_of(cells))):
        fault = f"{place}: is not UTF-8; name the table's encoding with --encoding"
    elif cells.get("format") and cells["format"] not in FORMATS:
        fault = f"{place}: unknown format {cells['format']!r}; there are {', '.join(FORMATS)}"
    if has_surrogates(name):
        name = ""
    outlet = named_outlet(written(cells.get("outlet")))
    given: dict[str, Any] = {
        purpose: cell
        for purpose, cell in cells.items()
        if purpose in OF_TEXTS and isinstance(cell, str) and cell.strip()
    }
    if fault is None and is_unit(text, source, given):
        try:
            unit = unit_row(cells | {"state": state_in(cells, columns)}, name)
        except ValueError as error:
            fault = f"{place}: {error}"
        else:
            languages = {what: given[what] for what in ("target_lang", "source_lang") if what in given}
            others = written(cells.get("system")) or None, segment_of(cells, name)
            return Record(
                name, relative, unit=unit, outlet=outlet, system=others[0], segment=others[1], **languages
            )
    if fault:
        return Record(name, relative, fault=fault, outlet=outlet)
    assert isinstance(text, str)
    return Record(name, relative, text=text, outlet=outlet, **given)


def segment_of(cells: Mapping[str, Any], name: str) -> str | None:
    """What a table calls the text that a row translates: by its document and its number there, else by the row's name."""
    segment = written(cells.get("segment")) or name
    return f"{written(cells.get('document'))}\0{segment}" if segment else None


def is_unit(
    text: str | Sequence[str] | None, source: str | Sequence[str] | None, given: Mapping[str, str]
) -> bool:
    """True for a text beside its source, and for plural forms; a page in a cell stays a page."""
    if not isinstance(text, str):
        return True
    return source is not None and source != "" and "format" not in given


def state_in(cells: Mapping[str, Any], columns: Mapping[str, str]) -> Any:
    """The state of a unit. A column called "status" may say something else of its row: then it says nothing here."""
    state = cells.get("state")
    if columns.get("state", "").strip().lower() == "status" and state not in set(State):
        return None
    return state


def texts_of(cells: Mapping[str, Any]) -> Iterator[str]:
    """Every text in some cells."""
    for cell in cells.values():
        if isinstance(cell, str):
            yield cell
        elif isinstance(cell, list):
            yield from (item for item in cell if isinstance(item, str))


def written(cell: Any) -> str:
    """A name in a cell: a text or a number; "" for anything that is no name. Long ones keep both their ends."""
    if isinstance(cell, str):
        return clipped(cell.strip(), LONGEST_NAME)
    return str(cell) if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) else ""


def has_surrogates(text: str) -> bool:
    """True when the text holds bytes that could not be decoded."""
    return not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)


class Lines:
    """The lines of a file, packed or not, none longer than `longest` bytes."""

    def __init__(self, path: str, longest: int) -> None:
        self._file = open(path, "rb")  # noqa: SIM115 — closed by `close`
        packed = path.lower().endswith(".gz")
        self._stream = cast(BinaryIO, gzip.GzipFile(fileobj=self._file) if packed else self._file)
        self._longest = longest
        self.number = 0

    @property
    def place(self) -> int:
        """Bytes of the file that were read, about."""
        return self._file.tell()

    def close(self) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[bytes | None]:
        """Each line with its end; None for one that is too long."""
        while line := self._stream.readline(self._longest + 1):
            self.number += 1
            if len(line) <= self._longest:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(1 << 20)
            yield None


def read_jsonl(path: str, relative: str, settings: Settings) -> Iterator[Placed]:
    """JSON Lines: one object a line; empty lines say nothing."""
    encoding = line_encoding(settings.encoding)
    lines = Lines(path, settings.max_bytes)
    try:
        for line in lines:
            place = f"line {lines.number}"
            if line is None:
                yield (
                    Record("", relative, fault=f"{place}: longer than the limit; raise it with --max-size"),
                    0,
                )
                continue
            if lines.number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            yield json_record(line, relative, place, encoding), lines.place
    finally:
        lines.close()


def json_record(line: bytes, relative: str, place: str, encoding: str) -> Record:
    """One line of JSON Lines."""
    try:
        row = msgspec.json.decode(line if encoding == "utf-8" else line.decode(encoding).encode())
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return Record("", relative, fault=f"{place}: is no JSON ({error})")
    if not isinstance(row, dict):
        return Record("", relative, fault=f'{place}: is no object; write {{"id": …, "target": …}}')
    try:
        columns = columns_of(list(row))
    except UnreadableError as error:
        name = row.get("id")
        return Record(name if isinstance(name, str) else "", relative, fault=f"{place}: {error}")
    return row_record(row, columns, relative, place)


def read_csv(path: str, relative: str, settings: Settings) -> Iterator[Placed]:
    """CSV or TSV with a head, before which lines may be empty. The delimiter is told from the head."""
    encoding = line_encoding(settings.encoding)
    lines = Lines(path, settings.max_bytes)
    csv.field_size_limit(settings.max_bytes)

    def decoded() -> Iterator[str]:
        for line in lines:
            if line is None:
                raise UnreadableError(
                    f"line {lines.number} is longer than the limit; is a quotation mark never closed?"
                )
            text = decoded_line(line, encoding)
            yield text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}") if lines.number == 1 else text

    try:
        texts = decoded()
        head = next((text for text in texts if text.strip()), "")
        delimiter, names = read_head(head)
        columns = columns_of(names)
        reader = csv.reader(texts, delimiter=delimiter)
        while True:
            begin = lines.number + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Record("", relative, fault=f"line {begin}: {error}"), lines.place
                continue
            if not row:
                continue
            if len(row) != len(names):
                why = f"line {begin}: {counted(len(row), 'cell')} instead of {len(names)}"
                yield Record("", relative, fault=why), lines.place
                continue
            cells = dict(zip(names, row, strict=True))
            yield row_record(cells, columns, relative, f"line {begin}"), lines.place
    finally:
        lines.close()


def read_head(head: str) -> tuple[str, list[str]]:
    """The delimiter of a table and the names of its columns. Raises UnreadableError when there can be none."""
    if not head:
        raise UnreadableError("is empty: it has no head that names its columns")
    if "\0" in head:
        raise UnreadableError("holds NUL bytes; save it as UTF-8")
    if "\r" in head.rstrip("\r\n"):
        raise UnreadableError("its lines end in a lone carriage return; save it with line feeds")
    delimiter = max(DELIMITERS, key=lambda mark: (head.count(mark), -DELIMITERS.index(mark)))
    names = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    columns = columns_of(names)
    for name in columns.values():
        if names.count(name) > 1:
            raise UnreadableError(f"{names.count(name)} columns are called {name!r}: which one is meant?")
    return delimiter, names


def line_encoding(name: str | None) -> str:
    """The encoding of a table's lines, UTF-8 unless it is named. Raises UnreadableError for one without lines."""
    encoding = known_encoding(name) or "utf-8"
    try:
        if b"\n".decode(encoding) == "\n":
            return encoding
    except (UnicodeError, LookupError):
        pass
    raise UnreadableError(f"tables are not read as {name}; save this one as UTF-8")


def decoded_line(line: bytes, encoding: str) -> str:
    """The text of a line; bytes that are none become surrogates, which `row_record` reports."""
    try:
        return line.decode(encoding, "surrogateescape")
    except UnicodeError:  # half a character of an encoding of many bytes
        return line.decode("ascii", "surrogateescape")
