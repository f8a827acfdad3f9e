"""From what was typed to the sources of a batch: sorted by name, each once."""

import os
from collections.abc import Iterable
from pathlib import Path

from audit.model.errors import UnreadableError
from audit.model.result import Unreadable
from audit.model.settings import Configuration
from audit.run.audit_many import standard_input
from audit.run.audit_record import Record
from audit.run.batch.page_names import report_names
from audit.run.batch.plan_tasks import Source
from audit.run.batch.read_sitemap import is_sitemap, read_sitemap
from audit.run.file_names import own_name
from audit.run.find_documents import STDIN, FoundDocument, find_documents


def find_sources(
    arguments: Iterable[str],
    configuration: Configuration,
    folder: Path,
    output: Path,
    force_exclude: bool = False,
) -> tuple[list[Source], list[Unreadable]]:
    """The sources meant, and the arguments that mean none. Pages of an earlier report in `output` are none.

    `folder` is where the configuration's globs start; `force_exclude`: see `find_documents`.
    """
    plain, listed, faults = [], [], []
    for argument in arguments:
        if is_sitemap(argument):
            pages, missing = pages_of(argument)
            listed += pages
            faults += missing
        else:
            plain.append(argument)
    documents, nothing = find_documents((*plain, *listed), configuration, folder, force_exclude)
    own = own_name(os.path.realpath(output)) + "/"
    documents = [document for document in documents if not own_name(document.shown).startswith(own)]
    names = report_names([document.shown for document in documents])
    sources = [source_of(document, names, configuration) for document in documents]
    taken = {source.name for source in sources if source.record is None}
    for item in sorted({(item.path, item.why) for item in (*faults, *nothing)}):
        if item[0] not in taken:
            taken.add(item[0])
            sources.append(Source(item[0], item[0], "", Record(item[0], item[0], fault=item[1])))
    sources.sort(key=lambda source: source.name)
    return (sources if documents or faults else []), nothing


def source_of(document: FoundDocument, names: dict[str, str], configuration: Configuration) -> Source:
    """One document as a source; standard input is read here, for no worker can."""
    if document.shown == STDIN:
        try:
            record = Record(STDIN, STDIN, standard_input(configuration.max_bytes))
        except UnreadableError as error:
            record = Record(STDIN, STDIN, fault=str(error))
        return Source(STDIN, STDIN, "", record)
    return Source(names.get(document.shown, document.shown), document.relative, document.shown)


def pages_of(sitemap: str) -> tuple[list[str], list[Unreadable]]:
    """The files of a sitemap, and what it lists in vain."""
    found, missing = [], []
    try:
        for page in read_sitemap(sitemap):
            if page.path is None:
                missing.append(Unreadable(page.url, page.why))
            else:
                found.append(page.path)
    except UnreadableError as error:
        missing.append(Unreadable(sitemap, str(error).removeprefix(f"{sitemap}: ")))
    return found, missing
