"""Excuses beside a document that holds none: `leaflet.txt.audit.toml` beside `leaflet.txt`."""

import os
from pathlib import Path

from audit.model.errors import SettingsError, UnreadableError
from audit.model.settings import IgnoreWhere

ENDING = ".audit.toml"


def excuses_beside(path: str, with_reason: bool = False) -> tuple[IgnoreWhere, ...]:
    """The `[[ignore-where]]` rules in the side file of a document, if it has one. `with_reason`: each must have one.

    Raises UnreadableError when the side file is not understood: without it the document would be judged
    by findings that somebody has excused.
    """
    file = path + ENDING
    if not os.path.lexists(file):
        return ()
    if not os.path.isfile(file):
        raise UnreadableError(
            f"{path}: its side file {os.path.basename(file)} is no file, or a link to none; put it right or remove it"
        )
    from audit.config.read_settings import read_side_file

    try:
        return read_side_file(Path(file), with_reason)
    except SettingsError as error:
        raise UnreadableError(f"{path}: its side file is not understood: {error}") from error
