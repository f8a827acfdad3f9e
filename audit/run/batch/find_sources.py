"""From what was typed to the sources of a batch: sorted by name, each once."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from audit.files.file_names import own_name
from audit.files.find_documents import STDIN, FoundDocument, find_documents
from audit.model.errors import UnreadableError
from audit.model.result import Unreadable
from audit.model.settings import Configuration
from audit.run.audit_many import standard_input
from audit.run.audit_record import Record
from audit.run.batch.page_names import legible, report_names
from audit.run.batch.plan_tasks import Source
from audit.run.batch.read_container import ARCHIVES, TABLES, ending_of
from audit.run.batch.read_sitemap import is_sitemap, read_sitemap


def find_sources(
    arguments: Iterable[str],
    configuration: Configuration,
    folder: Path,
    output: Path,
    force_exclude: bool = False,
    passed: Counter[str] | None = None,
) -> tuple[list[Source], list[Unreadable], list[str]]:
    """The sources meant; what means none; and the tables in folders that are not taken, for nobody asked.

    Files of an earlier report in `output` are no sources. Web archives hold pages, whoever made them, and are taken
    wherever they lie. Tables in a folder hold anything: they are documents when they are named or included.

    `folder` is where the configuration's globs start; `force_exclude` and `passed`: see `find_documents`; tables are
    not counted there.
    """
    plain, listed, faults = [], [], []
    translated: dict[str, str] = {}
    for argument in arguments:
        if is_sitemap(argument):
            pages, missing = pages_of(argument, configuration.source)
            listed += [path for path, _ in pages]
            translated.update((path, source) for path, source in pages if source is not None)
            faults += missing
        else:
            plain.append(argument)
    own = own_name(os.path.realpath(output)) + "/"
    tables: set[str] = set()

    def also(path: str) -> bool:
        ending = ending_of(path)
        if ending in TABLES and not own_name(path).startswith(own):
            tables.add(own_name(path))
        return ending in ARCHIVES

    documents, nothing = find_documents((*plain, *listed), configuration, folder, force_exclude, also, passed)
    if passed is not None:
        for ending in TABLES:
            passed.pop(ending, None)
    documents = [document for document in documents if not own_name(document.shown).startswith(own)]
    names = report_names([document.shown for document in documents])
    sources = [source_of(document, names, configuration) for document in documents]
    sources = [msgspec.structs.replace(one, beside=translated.get(one.path, "")) for one in sources]
    known = {source.name for source in sources if source.record is None}
    for item in sorted({(legible(item.path), legible(item.why)) for item in (*faults, *nothing)}):
        if item[0] not in known:
            known.add(item[0])
            sources.append(Source(item[0], item[0], "", Record(item[0], item[0], fault=item[1])))
    sources.sort(key=lambda source: source.name)
    taken = {own_name(document.shown) for document in documents if document.shown != STDIN}
    return (
        (sources if documents or faults or any(item.closed for item in nothing) else []),
        nothing,
        sorted(tables - taken),
    )


def source_of(document: FoundDocument, names: dict[str, str], configuration: Configuration) -> Source:
    """One document as a source; standard input is read here, for no worker can."""
    if document.shown == STDIN:
        try:
            record = Record(STDIN, STDIN, standard_input(configuration.max_bytes))
        except UnreadableError as error:
            record = Record(STDIN, STDIN, fault=str(error))
        return Source(STDIN, STDIN, "", record)
    return Source(names.get(document.shown, document.shown), legible(document.relative), document.shown)


def pages_of(sitemap: str, source: str | None) -> tuple[list[tuple[str, str | None]], list[Unreadable]]:
    """The files of a sitemap, each with the one it translates from the language `source`, and what it lists in vain."""
    found: list[tuple[str, str | None]] = []
    missing: list[Unreadable] = []
    try:
        for page in read_sitemap(sitemap):
            if page.path is None:
                missing.append(Unreadable(page.url, page.why))
            else:
                found.append((page.path, page.source(source)))
    except UnreadableError as error:
        missing.append(Unreadable(sitemap, str(error).removeprefix(f"{sitemap}: ")))
    return found, missing
