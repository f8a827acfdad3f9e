"""From bytes to text, so that the same bytes can be had back."""

import codecs
from functools import cache
from typing import NamedTuple
from unicodedata import category

import msgspec

from audit.model.errors import UnreadableError, UsageError
from audit.model.unchecked import Unchecked
from audit.readers.looks_like_text import looks_like_text

_SAMPLE = 65536  # bytes looked at to guess an encoding or to recognise a binary file
# Below this a guessed encoding is reported: short texts give a detector little to go by.
_DOUBTFUL = 0.2
_USUAL = "cp1252"  # what most text that is not UTF-8 is in
_TELLING = 64  # bytes of UTF-16 without a mark from which its NULs are no chance
_FEWEST_BLANKS = 8  # blanks by which UTF-16 without a mark is told, where its letters hold no NUL

_BYTE_ORDER_MARKS = (  # the longer first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SELF_SYNCHRONOUS = frozenset({"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})

# What a label in a file stands for where that is not the Python codec of the same name: what browsers
# take it for (WHATWG Encoding), because files are labelled by habit ("iso-8859-1" holds curly quotes).
_LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "iso-8859-9": "cp1254",
    "iso8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "x-euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "windows-949": "cp949",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "koi8-ru": "koi8-u",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "unicode-1-1-utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "x-unicode20utf8": "utf-8",
    "utf-16": "utf-16-le",
    "unicode": "utf-16-le",
    "utf-32": "utf-32-le",
}
# Codecs of Python that are no encodings of documents: escapes, or slow beyond reason on hostile input.
_REFUSED = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})

# Quotes, dashes, no-break space and the like, at the same place in every Windows code page of an alphabet.
_WINDOWS_MARKS = bytes([0x82, 0x84, 0x85, 0x86, 0x87, 0x89, 0x8B, *range(0x91, 0x98), 0x99, 0x9B, 0xA0, 0xA7])
_WINDOWS_MARKS += bytes([0xA9, 0xAB, 0xAE, 0xB0, 0xB1, 0xBB])

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"8BPS", "a Photoshop picture"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document or e-book)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\x00asm", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"ARROW1\x00", "an Arrow table"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a video file"),
)
_CONVERT = "convert it to text, HTML or Markdown first, or leave it out"


class Decoded(msgspec.Struct, frozen=True):
    """A decoded file.

    `text` keeps a byte-order mark as code point 0 and every line break. When `exact` is True,
    `text.encode(encoding, "surrogateescape")` is the file, byte for byte; when it is False the file must
    not be written. `unchecked` says what is doubtful about it.
    """

    text: str
    encoding: str
    exact: bool = True
    unchecked: tuple[Unchecked, ...] = ()


class _Guess(NamedTuple):
    encoding: str
    confidence: float


def decode(
    data: bytes, declared: str | None = None, *, chosen: str | None = None, path: str = "the text"
) -> Decoded:
    """Decode a file: byte-order mark, then the encoding it declares, then UTF-8, then a guess.

    `declared` is the label found in the file, `chosen` the encoding that the user named (it wins).
    A label that the bytes contradict is not believed, and a record says so. Bytes that do not fit
    nearly sound UTF-8 (or the chosen encoding) become lone surrogates, and a record counts them.
    Raises UnreadableError for binary files, UsageError when `chosen` is no known encoding.
    """
    if chosen is not None:
        codec = codec_of(chosen)
        if codec is None:
            raise UsageError(
                f"unknown encoding {chosen!r}: name one such as utf-8, windows-1251 or shift_jis"
            )
        return _forced(data, _with_mark(data, codec, chosen), path, chosen)
    decoded, guessed = _told(data, declared, path)
    # Sound UTF-8 is no chance; anything else fits bytes that were never text.
    if decoded.encoding == "utf-8" and not decoded.unchecked:
        return decoded
    if not looks_like_text(decoded.text, guessed=guessed):
        raise UnreadableError(
            f"{path}: does not look like text: read as {decoded.encoding}, it is made of characters that no "
            f"language writes side by side; name its encoding with --encoding if it is text, else {_CONVERT}"
        )
    return decoded


def _told(data: bytes, declared: str | None, path: str) -> tuple[Decoded, bool]:
    """A decoding of bytes of which the user said nothing, and whether its encoding was told from them alone."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            # Two NULs may also follow a UTF-16 mark: then the length tells.
            if encoding.startswith("utf-32") and len(data) % 4:
                continue
            return _forced(data, encoding, path), False
    unmarked = _unmarked_utf16(data)
    if unmarked is not None:
        decoded = _forced(data, unmarked, path)
        if len(data) < _TELLING:
            note = _doubtful(path, unmarked)
            decoded = msgspec.structs.replace(decoded, unchecked=(*decoded.unchecked, note))
        return decoded, True
    _refuse_binary(data, path)
    notes: tuple[Unchecked, ...] = ()
    codec = codec_of(declared) if declared else None
    if declared and codec is None:
        notes = (Unchecked("encoding", f"{path} declares an unknown encoding {declared!r}; it was not used"),)
    if codec is not None and codec.startswith(("utf-16", "utf-32")):
        codec = "utf-8"  # a label in ASCII bytes proves that it is not UTF-16
    if codec is not None and codec != "utf-8":
        if not data.isascii() and (sound := _strictly(data, "utf-8")) is not None:
            # Legacy text that happens to be sound UTF-8 practically does not occur.
            why = f"{path} declares {declared} but is UTF-8; it was read as UTF-8, correct the declaration"
            return Decoded(sound, "utf-8", True, (Unchecked("encoding", why),)), False
        text = _strictly(data, codec)
        if text is not None:
            return _verified(data, text, codec, notes, path), False
        why = f"{path} declares {declared}, which its bytes contradict; name the right one with --encoding"
        notes = (Unchecked("encoding", why),)
    try:
        # Escape sequences that switch to Japanese are ASCII bytes, and so sound UTF-8.
        if b"\x1b$" in data[:_SAMPLE] and (text := _strictly(data, "iso2022_jp")) is not None:
            return _verified(data, text, "iso2022_jp", notes, path), True
        return Decoded(data.decode("utf-8"), "utf-8", True, notes), False
    except UnicodeDecodeError as error:
        decoded = _not_utf8(data, error.start, notes, path)
        return decoded, decoded.encoding != "utf-8"


@cache
def codec_of(label: str) -> str | None:
    """The Python codec that an encoding label stands for, or None when there is none to use."""
    name = label.strip().lower()
    name = _LABELS.get(name, name)
    try:
        "".encode(name)  # refuses codecs that do not make bytes from text
        canonical = codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError):
        return None
    if canonical in _REFUSED or name in _REFUSED or canonical.startswith("mbcs"):
        return None
    return _LABELS.get(canonical, canonical)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _with_mark(data: bytes, codec: str, chosen: str) -> str:
    """The byte order of a chosen UTF-16 or UTF-32 without one, by the file's mark."""
    family = chosen.strip().lower().replace("_", "-")
    if family in ("utf-16", "utf-32", "utf16", "utf32"):
        for mark, encoding in _BYTE_ORDER_MARKS:
            if data.startswith(mark) and encoding[:6] == codec[:6]:
                return encoding
    return codec


def _forced(data: bytes, encoding: str, path: str, chosen: str | None = None) -> Decoded:
    """Decode with an encoding that is settled, whatever the bytes; a doubtful choice of the user is noted."""
    text = _strictly(data, encoding)
    if chosen is not None and text is not None and not looks_like_text(text):
        why = f"{path} does not look like text when read as {chosen}, as it was asked to be; check --encoding"
        return _verified(data, text, encoding, (Unchecked("encoding", why),), path)
    if text is not None:
        return _verified(data, text, encoding, (), path)
    if encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        why = (
            f"{path} holds sequences that are not {encoding}; they were read as U+FFFD and the file "
            "cannot be rewritten. Save it again as UTF-8"
        )
        return Decoded(data.decode(encoding, "replace"), encoding, False, (Unchecked("encoding", why),))
    return _escaped(data, encoding, (), path)


def _escaped(data: bytes, encoding: str, notes: tuple[Unchecked, ...], path: str) -> Decoded:
    """Decode, keeping every byte that does not fit as a lone surrogate."""
    try:
        text = data.decode(encoding, "surrogateescape")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{path}: byte {error.start} is not {encoding}; name the right encoding with --encoding"
        ) from error
    first, count = _surrogates(text)
    why = (
        f"{path} holds {count} byte{'s' if count != 1 else ''} that {'are' if count != 1 else 'is'} not "
        f"{encoding}, the first at code point {first} "
        f"(byte {len(text[:first].encode(encoding, 'surrogateescape'))}); "
        "text around them was checked as far as it goes. Save the file again as UTF-8"
    )
    note = Unchecked("encoding", why)
    if encoding == "utf-8":  # PEP 383 promises the way back
        return Decoded(text, encoding, True, (*notes, note))
    return _verified(data, text, encoding, (*notes, note), path)


def _surrogates(text: str) -> tuple[int, int]:
    """Offset of the first lone surrogate that stands for a byte, and how many there are."""
    import re

    places = [match.span() for match in re.finditer("[\udc80-\udcff]+", text)]
    return places[0][0], sum(end - start for start, end in places)


def _verified(data: bytes, text: str, encoding: str, notes: tuple[Unchecked, ...], path: str) -> Decoded:
    """With `exact` as it turns out. Strict Unicode encodings have only one way to write a text."""
    if encoding in _SELF_SYNCHRONOUS and not notes:
        return Decoded(text, encoding, True, notes)
    try:
        exact = text.encode(encoding, "surrogateescape") == data
    except UnicodeEncodeError:
        exact = False
    if not exact:
        why = f"{path} does not come back the same from {encoding}; it can be checked but not rewritten"
        notes = (*notes, Unchecked("rewriting", why))
    return Decoded(text, encoding, exact, notes)


def _not_utf8(data: bytes, first: int, notes: tuple[Unchecked, ...], path: str) -> Decoded:
    """A file that is not sound UTF-8: damaged UTF-8, or something else."""
    around = data[max(0, first - _SAMPLE) : first + _SAMPLE].decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in around)
    sound = len(around) - broken - len(around.encode("ascii", "ignore"))
    if sound > 8 * broken:
        return _escaped(data, "utf-8", notes, path)
    guess = _guess(data, first)
    if guess is not None:
        text = _strictly(data, guess.encoding)
        if text is not None:
            # In a short text a detector takes the commonest encoding for a rare one.
            usual = None if looks_like_text(text, guessed=True) else _strictly(data, _USUAL)
            if usual is not None and looks_like_text(usual, guessed=True):
                text, guess = usual, _Guess(_USUAL, 0.0)
            if guess.confidence < _DOUBTFUL:
                notes = (*notes, _doubtful(path, guess.encoding))
            return _verified(data, text, guess.encoding, notes, path)
        return _escaped(data, guess.encoding, notes, path)
    raise UnreadableError(f"{path}: the encoding could not be told; name it with --encoding")


def _doubtful(path: str, encoding: str) -> Unchecked:
    """The note on an encoding that was guessed from very little."""
    why = (
        f"{path} does not say its encoding and was taken for {encoding}, with little to go by; "
        "name it with --encoding if that is wrong"
    )
    return Unchecked("encoding", why)


def _guess(data: bytes, first: int) -> _Guess | None:
    """The encoding that chardet takes the text for, judged by 64 KB that hold non-ASCII bytes."""
    import chardet

    begin = 0
    if first > _SAMPLE // 2:
        # All ASCII so far: start at a line of its own close to the first byte that tells something.
        begin = data.rfind(b"\n", first - _SAMPLE // 2, first) + 1 or first
    found = chardet.detect(data[begin : begin + _SAMPLE])
    name = found["encoding"]
    codec = codec_of(name) if name else None
    if codec is None or codec == "utf-8" or codec.startswith(("utf-16", "utf-32")):
        return None  # UTF-16 was looked for before
    confidence = float(found["confidence"] or 0.0)
    marks = data[first:].translate(None, bytes(range(128)))
    if confidence < _DOUBTFUL and not marks.translate(None, _WINDOWS_MARKS):
        return _Guess("cp1252", 1.0)
    if codec == "iso8859-15" and _strictly(marks, "cp1252") == _strictly(marks, codec):
        codec = "cp1252"  # the same text so far, and quotes and dashes can be written
    return _Guess(codec, confidence)


def _refuse_binary(data: bytes, path: str) -> None:
    """Raise UnreadableError when the bytes are no text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"{path}: looks like {kind}, not like text; {_CONVERT}")
    if data[4:8] == b"ftyp":
        raise UnreadableError(f"{path}: looks like a video file, not like text; {_CONVERT}")
    if data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"AVI ", b"WEBP"):
        raise UnreadableError(f"{path}: looks like a picture, sound or video file, not like text; {_CONVERT}")
    head = data[:_SAMPLE]
    nulls = head.count(0)
    if nulls and data.startswith(b"MZ"):
        raise UnreadableError(f"{path}: looks like a program, not like text; {_CONVERT}")
    # A stray NUL does not make a text binary; many do (UTF-16 was told apart before).
    if nulls > 2 and nulls * 100 > len(head):
        raise UnreadableError(f"{path}: looks like a binary file, not like text; {_CONVERT}")


def _unmarked_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: blanks and line ends have all their NULs on one side."""
    head = data[:_SAMPLE]
    if len(data) % 2 or not head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = max(even, odd)
    # A Latin text has one in nearly every unit; another has them at blanks and line ends, in some number.
    if most * 5 < len(head) and (most * 50 < len(head) or most < _FEWEST_BLANKS):
        return None
    if min(even, odd) * 20 > most:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = _strictly(head[: len(head) // 2 * 2 - 2] or head, encoding)
    if text is None or sum(map(_is_no_text, text)) * 50 > len(text):
        return None
    return encoding


def _is_no_text(character: str) -> bool:
    """True for what no text holds: controls, and code points that stand for nothing."""
    return character not in "\t\n\r\f" and category(character) in ("Cc", "Cn", "Co", "Cs")
