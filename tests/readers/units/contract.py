"""What holds for every side of every format, and how a test writes one."""

from audit.model.document import Document
from audit.model.notation import Notation
from audit.model.side import Side
from audit.readers.formats import write
from audit.readers.read_document import read_string


def sides(document: Document) -> list[Side]:
    """Every side of every unit, sources first."""
    return [side for unit in document.units for side in (*unit.sources, *unit.targets)]


def holds(document: Document) -> None:
    """Every side leads to its place in the file, piece after piece."""
    for side in sides(document):
        assert side.map.length == len(side.text)
        whole = side.map.to_file(0, len(side.text))
        assert 0 <= whole.start <= whole.end <= len(document.text)
        file_at = text_at = 0
        for piece in side.map.pieces:
            assert piece.text_start == text_at
            assert file_at <= piece.file_start <= piece.file_end
            if piece.linear:
                assert (
                    document.text[piece.file_start : piece.file_end]
                    == side.text[piece.text_start : piece.text_end]
                )
            file_at, text_at = piece.file_end, piece.text_end
        assert not any("\ud800" <= character <= "\udfff" for character in side.text)
    assert len(document.segments) == sum(len(unit.targets) for unit in document.units)


def written(document: Document, unit: int, target: int, text: str) -> Document:
    """The document read again with another text in one place."""
    side = document.units[unit].targets[target]
    place = side.map.to_file(0, len(side.text))
    characters = write(text, side.notation, document.encoding)
    return read_string(
        document.text[: place.start] + characters + document.text[place.end :], document.format
    )


def changes_only_it(document: Document, unit: int, target: int, text: str) -> None:
    """A text written in one place is read back exactly, and nothing else changes."""
    assert document.units[unit].targets[target].notation != Notation.READ_ONLY
    after = written(document, unit, target, text)
    told = [[side.text for side in one.targets] for one in document.units]
    told[unit][target] = text
    assert [[side.text for side in one.targets] for one in after.units] == told
    assert [[side.text for side in one.sources] for one in after.units] == [
        [side.text for side in one.sources] for one in document.units
    ]
    assert [(one.id, one.context) for one in after.units] == [(one.id, one.context) for one in document.units]
    holds(after)
