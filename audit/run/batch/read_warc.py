"""Web archives (WARC). Each page that was fetched well is one document, under its URL."""

import os
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from audit.model.errors import UnreadableError
from audit.model.extras import WARC
from audit.model.settings import Settings
from audit.run.audit_record import Record

PAGES = {"text/html": "html", "application/xhtml+xml": "xhtml"}
TYPES = frozenset(
    "warcinfo response resource request metadata revisit conversion continuation".split()  # noqa: SIM905
)
GZIP, PLAIN = b"\x1f\x8b\x08", b"WARC/1."
BLOCK = 1 << 20
LONGEST_HEAD = 1 << 20  # bytes of the lines before the content of a record


def read_warc(
    path: str, relative: str, settings: Settings, most: int | None = None
) -> Iterator[tuple[Record, int]]:
    """Every HTML page of responses with status 200 and of resource records, within the first `most` bytes or all.

    A record that cannot be read is a fault under the place where it begins, and reading goes on with the
    next one. Raises UnreadableError when the library for it is not installed.
    """
    WARC.require("web archives need", UnreadableError)
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with open(path, "rb") as file:
        mark = GZIP if file.read(3) == GZIP else PLAIN
        begin: int | None = 0
        while begin is not None:
            file.seek(begin)
            records = ArchiveIterator(file)
            records.INC_RECORD = ""  # what it prints about a broken record; ours says more
            heads = Heads(records.reader)
            try:
                odd = 0
                for record in records:
                    if not has_length(record):  # it would hold all that follows, records and all
                        raise BadHeadError("its head is not whole: it is damaged, or the archive breaks off")
                    if record.rec_type not in TYPES or records.err_count > odd:
                        odd = records.err_count
                        why = f"the record at byte {records.offset}, or the one before it, is broken"
                        yield Record(f"byte {records.offset}", relative, fault=why), file.tell()
                    if most is not None and records.offset > most:
                        return
                    heads.left = settings.max_bytes  # content in chunks has lines too
                    page = page_of(record, relative, settings)
                    if page is not None:
                        yield page, file.tell()
                    heads.left = LONGEST_HEAD
                rest = os.fstat(file.fileno()).st_size - records.offset
                if mark == GZIP and rest > 0:
                    why = f"the archive breaks off: the last {rest:,} bytes are no whole record"
                    yield Record(f"byte {records.offset}", relative, fault=why), file.tell()
                return
            except (
                ArchiveLoadFailed,
                BadHeadError,
                OSError,
                EOFError,
                ValueError,
                UnicodeError,
                AttributeError,
            ) as error:
                begin = records.offset
                why = f"the record at byte {begin} cannot be read: {told(error)}"
                yield Record(f"byte {begin}", relative, fault=why), file.tell()
                begin = next_record(file, begin + 1, mark)


class BadHeadError(Exception):
    """The lines before a record's content do not end, or do not say where the content does."""


class Heads:
    """Bounds what the library reads line by line: it would hold a line of any length. `left`: bytes it may still read."""

    def __init__(self, reader: Any) -> None:
        self.left = LONGEST_HEAD
        self._readline = reader.readline
        reader.readline = self.readline

    def readline(self, length: int | None = None) -> bytes:
        """The next line. Raises BadHeadError."""
        most = self.left + 1
        line: bytes = self._readline(most if length is None else min(length, most))
        self.left -= len(line)
        if self.left < 0:
            raise BadHeadError("its head does not end")
        return line


def has_length(record: Any) -> bool:
    """True for a record whose head says how long it is, as every whole head does."""
    headers = record.rec_headers
    length = headers.get_header("Content-Length") or headers.get_header("length") or ""
    return str(length).strip().isdigit()


def page_of(record: Any, relative: str, settings: Settings) -> Record | None:
    """The page of one record, or None when it holds none."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    url = url.strip("<> ")
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None
        kind = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        kind = record.content_type or ""
    else:
        return None
    form = PAGES.get(kind.partition(";")[0].strip().lower())
    if form is None or not url:
        return None
    limit = settings.max_bytes
    data, stream = bytearray(), record.content_stream()
    while len(data) <= limit and (block := stream.read(min(BLOCK, limit + 1 - len(data)))):
        data += block
    if len(data) > limit:
        return Record(
            url, relative, fault=f"is larger than the limit of {limit:,} bytes; raise it with --max-size"
        )
    missing = getattr(record.raw_stream, "limit", 0)
    if missing and not record.raw_stream.read(1):
        why = f"the archive breaks off, or is damaged, in this page: {missing:,} bytes are missing"
        return Record(url, relative, fault=why)
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", kind, re.IGNORECASE)
    return Record(url, relative, bytes(data), format=form, encoding=charset[1] if charset else None)


def told(error: Exception) -> str:
    """What is said of an error: the beginning of its message, which may quote what was found instead of a record."""
    if isinstance(error, AttributeError):  # the library stumbles over a head that is not there
        return "it is damaged, or the archive breaks off in it"
    first = next(iter(str(error).splitlines()), "") or type(error).__name__
    return first[:120]


def next_record(file: BinaryIO, begin: int, mark: bytes) -> int | None:
    """Where the next record begins, or None."""
    file.seek(begin)
    kept = b""
    while block := file.read(BLOCK):
        place = (kept + block).find(mark)
        if place >= 0:
            return begin - len(kept) + place
        begin += len(block)
        kept = (kept + block)[-len(mark) + 1 :]
    return None
