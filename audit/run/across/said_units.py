"""What is compared across the files of a run: each unit's source and translation, as digests and in full."""

from collections.abc import Iterator
from hashlib import blake2b

import msgspec

from audit.analysis.line_index import line_index
from audit.analysis.pairs.consistency import LONGEST, bare, key_of
from audit.analysis.pairs.plural_forms import form_in_key
from audit.analysis.target_language import target_language
from audit.language.profiles import normalised
from audit.model.document import Document, Flow
from audit.model.errors import UnreadableError
from audit.model.place import Place
from audit.model.settings import Settings
from audit.model.side import Side
from audit.model.unit import State, Unit
from audit.readers.read_document import read_file
from audit.readers.units.unit_document import UnitRow
from audit.run.read_sources import with_sources_beside

# What these say is no example for others.
UNSETTLED = frozenset({State.NEW, State.DRAFT, State.OBSOLETE, State.LOCKED})


class SaidUnit(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A unit of a file. Units with equal `said` have the same source, with equal `written` the same translation; a `copy`
    is not translated."""

    said: bytes
    written: bytes
    copy: bool
    unit: UnitRow
    place: Place


def units_of_file(path: str, name: str, settings: Settings) -> Iterator[SaidUnit]:
    """The units of a translation file that reports call `name`; none of a file that is no such, or cannot be read."""
    try:
        document = read_file(path, settings.format, settings.encoding, settings.max_bytes)
        if document.flow is not Flow.UNITS or not document.units:
            return
        document = with_sources_beside(document, path, settings)
    except UnreadableError:
        return  # the audit itself will say so
    yield from units_of_document(document, name, settings)


def units_of_document(document: Document, name: str, settings: Settings) -> Iterator[SaidUnit]:
    """The units of a document that others are compared with."""
    language = target_language(document, settings.target).tag
    lines = line_index(document)
    for unit in document.units:
        target = compared(unit)
        if target is None:
            continue
        source = unit.source_for(target)
        tag = target.language or language
        if source is None or tag is None or not is_compared(source.text, target.text):
            continue
        said, written = digests_of(normalised(tag), unit.context, source.text, target.text)
        span = target.map.to_file(0, len(target.text))
        yield SaidUnit(
            said,
            written,
            key_of(target.text) == key_of(source.text),
            UnitRow(
                target.text,
                source.text,
                unit.id,
                context=unit.context,
                source_language=source.language,
                target_language=target.language,
            ),
            Place(name, span.start, span.end, *lines.place(span.start)),
        )


def compared(unit: Unit) -> Side | None:
    """The target of a unit that has one alone and is no form of a plural."""
    if unit.state in UNSETTLED or len(unit.targets) != 1 or form_in_key(unit) is not None:
        return None
    return unit.targets[0]


def is_compared(source: str, target: str) -> bool:
    """False for texts that are seldom said again, for what is not translated, and for what has no words."""
    return max(len(source), len(target)) <= LONGEST and bool(target.strip()) and any(map(str.isalpha, source))


def digests_of(languages: str, context: str | None, source: str, target: str) -> tuple[bytes, bytes]:
    """What two units share that say the same, and that are written the same."""
    return (
        _digest(f"{languages}\0{context}\0{bare(source)}"),
        _digest(f"{languages}\0{key_of(target)}"),
    )


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
