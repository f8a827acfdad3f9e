"""What a sentence holds that its translation will hold as well: code, addresses, numbers, names, words that sound alike.

Each is a token, a string whose first letter says what it is; two sentences share an anchor when they have the same
token. What is worth how much is told by how often both sides have it: see `evidence.py`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from unicodedata import decimal, normalize

from audit.analysis.alignment.concepts import concepts_anywhere, concepts_of, concepts_of_word
from audit.analysis.alignment.page_parts import SILENT
from audit.analysis.alignment.pieces import Piece
from audit.analysis.alignment.tokens import CODE, FRAME, LINK, NUMBER, SIGN, SOUND, STEM, WORD
from audit.language.characters import WORD_CHARACTERS
from audit.language.consonants import consonants_of, scripts_of_consonants
from audit.language.name_sounds import bare, spellings_of
from audit.language.profile import LanguageProfile
from audit.language.scripts import script_of
from audit.model.segment import INLINE_OBJECT, Segment

MOST_LINKS = 60  # of a sentence
LONGEST = 60  # code points of a word that is looked at
STEM_LETTERS = 5
SOUND_LETTERS = 4
WITHOUT_STEMS = frozenset({"Hani", "Kana", "Hira", "Hang"})
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?!\d)|\d+(?:[.,٫٬:]\d+)*")
_DIGIT = re.compile(r"\d")
_SIGNS = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff©®™§¶†‡%‰°€£¥₽₹$&@#+=<>]")
QUOTES = '"“„«「『‹”'
_OPENING = re.compile(f"[(（\\[［【{QUOTES}]")
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


@cache
def _spaced_words() -> re.Pattern[str]:
    return re.compile(f"[{WORD_CHARACTERS}]+")


@cache
def _whole_words() -> re.Pattern[str]:
    return re.compile(f"[{WORD_CHARACTERS}]+(?:['’][{WORD_CHARACTERS}]+)*")


_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_ASCII_WORDS = re.compile(r"[0-9A-Za-z_]+")
_WHOLE_ASCII_WORDS = re.compile(r"[0-9A-Za-z_]+(?:'[0-9A-Za-z_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a text; where a script has no spaces, runs of it."""
    if text.isascii():
        pattern = _ASCII_WORDS
    else:
        pattern = _words() if _IS_UNSPACED.search(text) else _spaced_words()
    return [word for word in pattern.findall(text) if len(word) <= LONGEST]


def anchors_of(
    piece: Piece, segment: Segment, file: str, language: LanguageProfile | None
) -> tuple[str, ...]:
    """The anchors of a sentence. `file` is the text of the file it stands in, empty where that is not known."""
    text = piece.text
    if segment.path in SILENT:
        return tuple(_of_code(text))
    found: list[str] = []
    if piece.kind.name in SILENT:
        found += [WORD + word for word in words_of(_line_before(segment, file).lower())]
    if INLINE_OBJECT in text:
        found += [CODE + code for code in _objects(piece, segment, file)]
    if segment.links:
        number = bisect_right(segment.links, piece.stretch.start, key=lambda link: link.end)
        for link in segment.links[number : number + MOST_LINKS]:
            if link.start < piece.stretch.end and (tail := tail_of(link.address)):
                found.append(LINK + tail)
    found += _frames(piece, segment, file)
    found += [NUMBER + number for number in numbers_of(text)]
    found += [SIGN + sign for sign in _SIGNS.findall(text)]
    if text.isascii() or not _IS_UNSPACED.search(text):
        pattern = _WHOLE_ASCII_WORDS if text.isascii() else _whole_words()
        for word in pattern.findall(text):
            if len(word) <= LONGEST:
                found += _of_whole_word(word, language)
        if language is not None:
            found += concepts_anywhere(text, language)
    else:
        for word in words_of(text):
            found += _of_word(word)
        if language is not None:
            found += concepts_of(text, language)
    return tuple(dict.fromkeys(found))


@lru_cache(100_000)
def _of_whole_word(word: str, language: LanguageProfile | None) -> tuple[str, ...]:
    """A word of a script with spaces, with its apostrophes: its parts, and what it means."""
    found = [token for part in _spaced_words().findall(word) for token in _of_word(part)]
    if language is not None and language.has_spaces:
        found += concepts_of_word(word.lower(), language)
    return tuple(dict.fromkeys(found))


def _objects(piece: Piece, segment: Segment, file: str) -> list[str]:
    """What the file has for each inline object of a sentence: code and addresses, as they are written."""
    if not file:
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
    if _OPENING.search(text):
        for name, signs in (("(", "(（"), ("[", "[［【"), ('"', QUOTES)):
            count = sum(map(text.count, signs))
            yield from (f"{FRAME}{name}{number}" for number in range(min(count, 6)))
    if file and len(segment.map.pieces) > 1:
        place = segment.map.to_file(piece.stretch.start, piece.stretch.end)
        count = len(_EMPHASIS.findall(file, place.start, place.end))
        yield from (f"{FRAME}*{number}" for number in range(min(count, 8)))


def _line_before(segment: Segment, file: str) -> str:
    """What stands on the line in front of a segment."""
    if not file or not segment.map.pieces:
        return ""
    start = segment.map.pieces[0].file_start
    return file[max(file.rfind("\n", 0, start) + 1, start - LONGEST) : start]


def _of_code(text: str) -> list[str]:
    """Tokens of a block of code or markup: its lines, and their words."""
    found = dict.fromkeys(CODE + " ".join(line.split()) for line in text.splitlines()[:40])
    found.update(dict.fromkeys(WORD + word for word in words_of(text[:4000].lower())))
    return list(found)


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
    for match in _NUMBER.finditer(text) if _DIGIT.search(text) is not None else ():
        digits = "".join(str(decimal(sign)) for sign in match[0] if sign.isdecimal())
        found.append(digits.lstrip("0") or "0")
    return found


@lru_cache(100_000)
def _of_word(word: str) -> tuple[str, ...]:
    """A word as it is, its stem, and how it sounds in Latin letters."""
    if word.isdecimal():
        return ()
    small = word.lower()
    script = script_of(small[0])
    found = [WORD + small] if len(small) > 1 else []
    plain = bare(small) if script == "Latn" else small
    if len(plain) > STEM_LETTERS and script not in WITHOUT_STEMS:
        found.append(STEM + plain[:STEM_LETTERS])
    if script in scripts_of_consonants():
        spelled = consonants_of(normalize("NFD", small), script)
    else:
        spelled = [plain] if script == "Latn" else list(spellings_of(small, None)[:1])
    found += [
        SOUND + sound[:SOUND_LETTERS] for sound in map(sound_of, spelled) if len(sound) >= SOUND_LETTERS
    ]
    return tuple(dict.fromkeys(found))


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
) -> list[tuple[str, ...]]:
    """The anchors of every piece of one side."""
    return [anchors_of(piece, segments[piece.stretch.segment], file, language) for piece in pieces]
