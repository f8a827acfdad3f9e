"""The title, subject and description of an office document."""

import re

from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.unchecked import Unchecked
from audit.readers.office.office_document import Gathered, within
from audit.readers.office.office_notation import PROPERTY_TEXT
from audit.readers.office.office_xml import local, runs, xml_part
from audit.readers.office.stretches import Kind, Paragraph, Stretch
from audit.readers.office.zip_members import Archive
from audit.readers.units.xml_records import Element, Path

# What a program puts into the description of all its documents, in no language of theirs.
_OF_A_PROGRAM = re.compile(
    r"\s*+(?:generated|created|produced|exported|converted) (?:by|with|from|using)(?: \S++){1,4}+\s*+",
    re.IGNORECASE,
)


def read_properties(
    archive: Archive, name: str, wanted: frozenset[str], read_only: bool, unchecked: list[Unchecked]
) -> Gathered:
    """The elements of these names in a member; what is wrong with it joins `unchecked`."""
    found: list[Paragraph] = []

    def take(element: Element, path: Path) -> None:
        stretches = tuple(Stretch(Kind.TEXT, run.start, run.end, run.text) for run in runs(element))
        literal = read_only or any(run.literal for run in runs(element))
        notation = Notation.READ_ONLY if literal else PROPERTY_TEXT
        if stretches and not _OF_A_PROGRAM.fullmatch(element.content()):
            path_shown = f"{name} {local(element.name)}"
            found.append(Paragraph(stretches, Role.METADATA, True, path_shown, notation))

    part = xml_part(archive, name)
    if fault := part.records(wanted, take):
        unchecked.append(within(fault, name))
    return Gathered(part, found)
