"""What a sentence holds that its translation will hold as well: code, addresses, numbers, names, words that sound alike.

Each is a token, a string whose first letter says what it is; two sentences share an anchor when they have the same
token. What is worth how much is told by how often both sides have it: see `evidence.py`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from unicodedata import decimal

from audit.analysis.alignment.concepts import concepts_of
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece
from audit.analysis.alignment.tokens import CODE, FRAME, LINK, NUMBER, SIGN, SOUND, STEM, WORD
from audit.language.characters import WORD_CHARACTERS
from audit.language.name_sounds import bare, spellings_of
from audit.language.profile import LanguageProfile
from audit.language.scripts import script_of
from audit.model.segment import INLINE_OBJECT, Segment

MOST_LINKS = 60  # of a sentence
LONGEST = 60  # code points of a word that is looked at
STEM_LETTERS = 5
SOUND_LETTERS = 4
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?!\d)|\d+(?:[.,٫٬:]\d+)*")
_SIGNS = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff©®™§¶†‡%‰°€£¥₽₹$&@#+=<>]")
QUOTES = '"“„«「『‹”'
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|</?(?:b|i|em|strong|mark|u)\b")
_CLASSES = str.maketrans("bvfpwckqgxsztdlrmn", "bbbbbkkkkkszddlrmn")
_FALLEN = re.compile(r"[^bksdzlrmn]+")
KATAKANA = "\u30a1-\u30fa\u30fc"
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff"
_RUNS = re.compile(r"(.)\1+")
_TAIL = re.compile(r"(?:index|readme)?(?:\.[a-z]{2,5})?$", re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    # Where a script has no spaces, names in other letters stand between its signs.
    return re.compile(
        f"[{KATAKANA}]+|(?:(?![{UNSPACED}])[{WORD_CHARACTERS}])+|(?:(?![{KATAKANA}])[{UNSPACED}])+"
    )


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; where a script has no spaces, runs of it."""
    return [word for word in _words().findall(text.lower()) if len(word) <= LONGEST]


def anchors_of(piece: Piece, segment: Segment, file: str, language: LanguageProfile | None) -> frozenset[str]:
    """The anchors of a sentence. `file` is the text of the file it stands in, empty where that is not known."""
    if segment.path in SILENT:
        return frozenset(_of_code(piece.text))
    found: set[str] = set()
    if piece.kind.name in SILENT:
        found.update(WORD + word for word in words_of(_line_before(segment, file)))
    found.update(CODE + code for code in _objects(piece, segment, file))
    number = bisect_right(segment.links, piece.stretch.start, key=lambda link: link.end)
    for link in segment.links[number : number + MOST_LINKS]:
        if link.start < piece.stretch.end and (tail := tail_of(link.address)):
            found.add(LINK + tail)
    found.update(_frames(piece, segment, file))
    text = piece.text
    found.update(NUMBER + number for number in numbers_of(text))
    found.update(SIGN + sign for sign in _SIGNS.findall(text))
    for word in _words().findall(text):
        if len(word) > LONGEST or word.isdecimal():
            continue
        found.update(_of_word(word))
    if language is not None:
        found.update(concepts_of(text, language))
    return frozenset(found)


def _objects(piece: Piece, segment: Segment, file: str) -> list[str]:
    """What the file has for each inline object of a sentence: code and addresses, as they are written."""
    if not file or INLINE_OBJECT not in piece.text:
        return []
    _, start, end = piece.stretch
    found = []
    for at in segment.map.between(start, end):
        if start <= at.text_start < end and segment.text[at.text_start : at.text_end] == INLINE_OBJECT:
            written = file[at.file_start : min(at.file_end, at.file_start + 400)].strip("`<> \t")
            found.append(" ".join(written.split()))
    return found


def _frames(piece: Piece, segment: Segment, file: str) -> Iterator[str]:
    """One token for each pair of signs around some words: brackets, quotation marks, marks of emphasis."""
    text = piece.text
    for name, signs in (("(", "(（"), ("[", "[［【"), ('"', QUOTES)):
        count = sum(map(text.count, signs))
        yield from (f"{FRAME}{name}{number}" for number in range(min(count, 6)))
    if file:
        place = segment.map.to_file(piece.stretch.start, piece.stretch.end)
        count = len(_EMPHASIS.findall(file, place.start, place.end))
        yield from (f"{FRAME}*{number}" for number in range(min(count, 8)))


def _line_before(segment: Segment, file: str) -> str:
    """What stands on the line in front of a segment."""
    if not file or not segment.map.pieces:
        return ""
    start = segment.map.pieces[0].file_start
    return file[max(file.rfind("\n", 0, start) + 1, start - LONGEST) : start]


def _of_code(text: str) -> set[str]:
    """Tokens of a block of code or markup: its lines, and their words."""
    found = {CODE + " ".join(line.split()) for line in text.splitlines()[:40]}
    found.update(WORD + word for word in words_of(text[:4000]))
    return found


def tail_of(address: str) -> str:
    """What an address leads to, without the host and the folder of a language: they differ between translations."""
    path, _, fragment = address.partition("#")
    path = path.partition("?")[0].rstrip("/")
    last = _TAIL.sub("", path.rpartition("/")[2])
    if not last:
        parts = [part for part in path.split("/") if part]
        last = parts[-2] if len(parts) > 1 else ""
    return (last or fragment).lower()


def numbers_of(text: str) -> list[str]:
    """The digits of each number of a text, whatever digits and marks it is written with."""
    found = []
    for match in _NUMBER.finditer(text):
        digits = "".join(str(decimal(sign)) for sign in match[0] if sign.isdecimal())
        found.append(digits.lstrip("0") or "0")
    return found


@lru_cache(100_000)
def _of_word(word: str) -> tuple[str, ...]:
    """A word as it is, its stem, and how it sounds in Latin letters."""
    small = word.lower()
    script = script_of(small[0])
    found = [WORD + small] if len(small) > 1 else []
    if script == "Latn":
        plain = bare(small)
        if len(plain) > STEM_LETTERS:
            found.append(STEM + plain[:STEM_LETTERS])
        sound = sound_of(plain)
    elif len(small) > STEM_LETTERS:
        if script not in ("Hani", "Kana", "Hira", "Hang"):
            found.append(STEM + small[:STEM_LETTERS])
        sound = sound_of(next(iter(spellings_of(small, None)), ""))
    else:
        sound = sound_of(next(iter(spellings_of(small, None)), ""))
    if len(sound) >= SOUND_LETTERS:
        found.append(SOUND + sound[:SOUND_LETTERS])
    return tuple(found)


def sound_of(word: str) -> str:
    """The consonants of a word in Latin letters, those that scripts exchange for one another as one."""
    for letters, sound in (
        ("sch", "s"),
        ("tch", "s"),
        ("sh", "s"),
        ("ch", "k"),
        ("ph", "f"),
        ("th", "t"),
        ("x", "ks"),
    ):
        word = word.replace(letters, sound)
    return _RUNS.sub(r"\1", _FALLEN.sub("", word.translate(_CLASSES)))


def all_anchors(
    pieces: Sequence[Piece], segments: Sequence[Segment], file: str, language: LanguageProfile | None
) -> list[frozenset[str]]:
    """The anchors of every piece of one side."""
    return [anchors_of(piece, segments[piece.stretch.segment], file, language) for piece in pieces]
