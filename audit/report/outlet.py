"""Which outlet a document belongs to: the unit that clean-up rules and trends are about."""

import os
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from audit.model.settings import LONGEST_OUTLET
from audit.report.visible_text import encodable
from audit.report.wording import clipped

TOP = "."  # documents that lie in no folder
# A row is named TABLE#ID; "#" alone may stand in the name of any file.
ROW = re.compile(r"(.*?\.(?:jsonl|ndjson|csv|tsv|parquet)(?:\.gz)?)#", re.IGNORECASE | re.DOTALL)
GLOB = re.compile(r"[*?\[]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def outlet_of(name: str, root: str = "") -> str:
    """The host of a URL, the table of a row (`TABLE#ID`), else the first folder of the name below `root`.

    `name` is the document's name in the report, with "/"; "." stands for documents in no folder.
    """
    if "://" in name:
        try:
            return urlsplit(name).hostname or TOP
        except ValueError:  # brackets that hold no address
            return TOP
    if row := ROW.match(name):
        return row[1]
    if root and name.startswith(root + "/"):
        name = name[len(root) + 1 :]
    folder, slash, _ = name.partition("/")
    return folder if slash and folder else TOP


def named_outlet(given: str | None) -> str | None:
    """The name that a row or a rule gives an outlet as reports write it: on one line, bounded, or None."""
    if given is None or not given.strip():
        return None
    plain = CONTROL.sub(" ", given[: 4 * LONGEST_OUTLET])
    return clipped(encodable(" ".join(plain.split())), LONGEST_OUTLET) or None


def outlet_root(arguments: Sequence[str]) -> str:
    """The folder that all PATH arguments have in common, relative to here, or "".

    It depends on what was typed and not on what was found, so outlets keep their names from run to run.
    """
    folders = []
    for argument in arguments:
        if argument == "-" or "://" in argument:
            return ""
        glob = GLOB.search(argument)
        path = os.path.dirname(argument[: glob.start()]) if glob else argument
        if not glob and os.path.isfile(path):
            path = os.path.dirname(path)
        folders.append(os.path.relpath(path or os.curdir))
    if not folders or any(folder.startswith(os.pardir) or os.path.isabs(folder) for folder in folders):
        return ""
    common = os.path.commonpath(folders).replace(os.sep, "/")
    return "" if common == os.curdir else common
