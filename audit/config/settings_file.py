"""The settings of a file, for programs."""

from os import PathLike
from pathlib import Path

from audit.config.path_settings import settings_for
from audit.config.read_settings import read_configuration
from audit.model.errors import SettingsError
from audit.model.settings import Settings


def read_settings(file: str | PathLike[str]) -> Settings:
    """What an `audit.toml` or the `[tool.audit]` of a `pyproject.toml` chooses, as the command line reads it.

    Its `[[path]]` rules and gates are for runs over files, and no part of it. Raises SettingsError, naming line and
    key, for a file that is not there or says something that makes no sense.
    """
    path = Path(file)
    if not path.is_file():
        raise SettingsError(f"{file}: no such file (`audit init` writes one)")
    return settings_for(read_configuration(path).configuration, "")
