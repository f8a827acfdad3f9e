"""Many documents repaired, one after another: one is in memory at a time."""

from collections.abc import Iterable, Iterator

from audit.config.path_settings import settings_for
from audit.files.find_documents import STDIN, FoundDocument
from audit.model.errors import UnreadableError
from audit.model.result import Unreadable
from audit.model.settings import Configuration, Settings
from audit.readers.read_document import file_bytes
from audit.repair.rounds import Wanted
from audit.run.audit_many import standard_input
from audit.run.repairs.repair_document import NewFile, Repairer


def repair_many(
    documents: Iterable[FoundDocument], configuration: Configuration, wanted: Wanted
) -> Iterator[NewFile | Unreadable]:
    """What becomes of each document, in the order given. One that cannot be read stops nothing."""
    repairers: dict[Settings, Repairer] = {}
    for document in documents:
        settings = settings_for(configuration, document.relative)
        repairer = repairers.get(settings)
        if repairer is None:
            repairer = repairers[settings] = Repairer(settings, wanted)
        path = document.shown
        try:
            limit = settings.max_bytes
            data = standard_input(limit) if path == STDIN else file_bytes(path, limit)[0]
        except UnreadableError as error:
            yield Unreadable(path, str(error).removeprefix(f"{path}: "))
            continue
        yield repairer.repair(data, path)
