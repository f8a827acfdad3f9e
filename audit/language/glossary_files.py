"""Glossaries in files: tables of terms (CSV, TSV) and TermBase eXchange (TBX 2 and 3).

A table has a row per term: the source term, the target term, and, if it has a third column, a rule. A first row may name
the columns ("source", "target", "rule"), or the languages of the columns by their tags. A TBX file has concepts with terms
in any number of languages; deprecated terms of the target are forbidden ones.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from xml.parsers import expat

import msgspec

from audit.language.profiles import normalised
from audit.model.errors import UsageError

MOST_BYTES = 64 * 1024 * 1024
DEEPEST = 64  # elements inside elements
REQUIRED, FORBIDDEN, KEEP = "required", "forbidden", "keep"
RULES = {
    "": REQUIRED,
    "required": REQUIRED,
    "preferred": REQUIRED,
    "approved": REQUIRED,
    "admitted": REQUIRED,
    "forbidden": FORBIDDEN,
    "deprecated": FORBIDDEN,
    "rejected": FORBIDDEN,
    "prohibited": FORBIDDEN,
    "do not use": FORBIDDEN,
    "keep": KEEP,
    "do not translate": KEEP,
    "dnt": KEEP,
}
SOURCE_NAMES = frozenset({"source", "source term", "term"})
TARGET_NAMES = frozenset({"target", "target term", "translation"})
RULE_NAMES = frozenset({"rule", "status", "usage"})
# What TBX says of a term that is not to be used (ISO 30042, administrativeStatus and its older names).
OUT_OF_USE = ("deprecated", "superseded", "forbidden", "obsolete", "rejected", "notrecommended")
CONCEPTS, LANGUAGES, TERMS = {"termEntry", "conceptEntry"}, {"langSet", "langSec"}, {"tig", "ntig", "termSec"}

Row = tuple[str, str, str]


class Term(msgspec.Struct, frozen=True):
    """One term of a concept in a language, by its tag."""

    language: str
    text: str
    in_use: bool = True


def parse_glossary(data: bytes, source: str | None, target: str | None) -> tuple[Row, ...]:
    """The rows of a glossary file: source term, target term, rule.

    `source` and `target` are tags; they may be left out where the file tells. Raises UsageError saying what is wrong and
    what to do.
    """
    if len(data) > MOST_BYTES:
        raise UsageError(f"it is larger than {MOST_BYTES // 1024 // 1024} MiB")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_concepts(_Tbx().concepts(data), source, target)
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("it is neither UTF-8 nor UTF-16; save it as UTF-8") from error
    return _of_table(text, source, target)


def _of_table(text: str, source: str | None, target: str | None) -> tuple[Row, ...]:
    lines = text.splitlines()
    head = lines[0] if lines else ""
    parted_by = max("\t;,", key=head.count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=parted_by) if any(map(str.strip, row))]
    if not rows:
        return ()
    columns = _columns([cell.strip() for cell in rows[0]], source, target)
    if columns is not None:
        rows = rows[1:]
    first, second, third = columns if columns is not None else (0, 1, 2)
    found = []
    for number, row in enumerate(rows, 1 + (columns is not None)):
        cells = [cell.strip() for cell in row]
        term, wanted, rule = (
            cells[place] if 0 <= place < len(cells) else "" for place in (first, second, third)
        )
        if not term:
            continue
        meant = RULES.get(rule.lower())
        if meant is None:
            raise UsageError(f"row {number}: {rule!r} is no rule: there are required, forbidden and keep")
        if meant == FORBIDDEN and not wanted:
            raise UsageError(f"row {number}: say in the second column which word is forbidden for {term!r}")
        found.append((term, wanted or term, KEEP if not wanted else meant))
    return tuple(found)


def _columns(head: Sequence[str], source: str | None, target: str | None) -> tuple[int, int, int] | None:
    """Which column holds what, when the first row says so."""
    names = [name.lower() for name in head]
    rule = next((place for place, name in enumerate(names) if name in RULE_NAMES), -1)
    first = next((place for place, name in enumerate(names) if name in SOURCE_NAMES), None)
    second = next((place for place, name in enumerate(names) if name in TARGET_NAMES), None)
    if first is not None and second is not None:
        return first, second, rule
    tags = [_tag(name) for name in head]
    if sum(tag is not None for tag in tags) < 2:
        return None
    languages = [tag for tag in tags if tag is not None]
    one, other = _two_of(languages, source, target)
    return tags.index(one), tags.index(other), rule


def _of_concepts(
    concepts: Iterable[Sequence[Term]], source: str | None, target: str | None
) -> tuple[Row, ...]:
    concepts = list(concepts)
    languages = list(dict.fromkeys(term.language for terms in concepts for term in terms))
    if not languages:
        return ()
    one, other = _two_of(languages, source, target)
    rows: list[Row] = []
    for terms in concepts:
        mine = [term for term in terms if term.language == other]
        for term in terms:
            if term.language == one and term.in_use:
                rows += [
                    (term.text, wanted.text, REQUIRED if wanted.in_use else FORBIDDEN) for wanted in mine
                ]
    return tuple(dict.fromkeys(rows))


def _two_of(languages: Sequence[str], source: str | None, target: str | None) -> tuple[str, str]:
    """The languages of a file that stand for source and target."""
    held = ", ".join(languages)
    one = _match(languages, source) if source else None
    other = _match([tag for tag in languages if tag != one], target) if target else None
    if source and one is None:
        raise UsageError(f"it has no terms in the source language {source}: it holds {held}")
    if target and other is None:
        raise UsageError(f"it has no terms in the target language {target}: it holds {held}")
    left = [tag for tag in languages if tag not in (one, other)]
    if one is None and other is None and len(left) == 2:
        return left[0], left[1]
    if one is not None and other is None and len(left) == 1:
        return one, left[0]
    if one is None and other is not None and len(left) == 1:
        return left[0], other
    if one is not None and other is not None:
        return one, other
    raise UsageError(f"it holds {held}; name source and target, so that it is known which are meant")


def _match(languages: Sequence[str], wanted: str) -> str | None:
    """The language of a file that is the wanted one, or the nearest variant of it."""
    tag = normalised(wanted)
    if tag in languages:
        return tag
    base = tag.partition("-")[0]
    return next((known for known in languages if known.partition("-")[0] == base), None)


def _tag(name: str) -> str | None:
    """A column's name as a language tag, when it looks like one."""
    parts = name.replace("_", "-").split("-")
    if (
        not 2 <= len(parts[0]) <= 3
        or not all(part.isalnum() and part.isascii() for part in parts)
        or len(parts) > 3
    ):
        return None
    return normalised(name)


class _Tbx:
    """Reads the terms of a TBX file. Entities are refused, other files are never opened."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._concepts: list[list[Term]] = []
        self._languages: list[str] = []
        self._text: list[str] = []
        self._term = ""
        self._note = ""
        self._in_use = True

    def concepts(self, data: bytes) -> list[list[Term]]:
        parser = expat.ParserCreate()
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise UsageError(
                f"line {error.lineno}: {expat.ErrorString(error.code)}; it is no sound XML"
            ) from error
        if not self._concepts:
            raise UsageError("there is no termEntry or conceptEntry in it: it is no TBX file")
        return self._concepts

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._open.append(name)
        if len(self._open) > DEEPEST:
            raise UsageError(f"its elements stand more than {DEEPEST} deep in one another")
        self._text.clear()
        if name in CONCEPTS:
            self._concepts.append([])
        elif name in LANGUAGES:
            self._languages.append(normalised(attributes.get("xml:lang") or attributes.get("lang") or "und"))
        elif name in TERMS:
            self._term, self._in_use = "", True
        elif name == "termNote":
            self._note = attributes.get("type", "")

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        self._open.pop()
        text = " ".join("".join(self._text).split())
        if name == "term":
            self._term = text
        elif name in ("termNote", "administrativeStatus") and ("tatus" in self._note or name != "termNote"):
            plain = text.lower().replace("-", "").replace(" ", "")
            self._in_use = self._in_use and not plain.startswith(OUT_OF_USE)
        elif name in TERMS and self._term and self._concepts and self._languages:
            self._concepts[-1].append(Term(self._languages[-1], self._term, self._in_use))
        elif name in LANGUAGES and self._languages:
            self._languages.pop()
        self._text.clear()


def _refuse(*_: object) -> None:
    raise UsageError(
        "it declares entities of its own, which are refused: they can blow a file up or pull others in"
    )
