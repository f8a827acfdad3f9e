"""Libraries that are not installed with the package: what needs them says so here, before any work is done.

A check, a repair and a table in CSV need none of them. The names of the extras are those of pyproject.toml.
"""

from importlib.util import find_spec

import msgspec

from audit.model.errors import AuditError, UsageError


class Extra(msgspec.Struct, frozen=True):
    """An extra of the package: `libraries` gives each module that it brings its name in the package index."""

    name: str
    libraries: dict[str, str]

    @property
    def command(self) -> str:
        """What to type to have it."""
        return f"pip install 'translation-audit[{self.name}]'"

    def require(self, need: str, error: type[AuditError] = UsageError) -> None:
        """Raises `error` where one of the libraries is missing; loads none.

        `need` begins the message and ends in its verb: "web archives need".
        """
        for module, library in self.libraries.items():
            if find_spec(module) is None:
                raise error(f"{need} {library}, which is not installed: {self.command}")


DASK = Extra("dask", {"distributed": "distributed"})
LSP = Extra("lsp", {"pygls": "pygls"})
METRICS = Extra("metrics", {"sacrebleu": "sacrebleu"})
NEURAL = Extra("neural", {"torch": "torch", "transformers": "transformers", "safetensors": "safetensors"})
REPORT = Extra("report", {"pandas": "pandas", "pyarrow": "pyarrow"})
NUMBERS = Extra("report", {"numpy": "numpy"})
WARC = Extra("warc", {"warcio": "warcio"})
XLSX = Extra("xlsx", {"xlsxwriter": "xlsxwriter"})
YAML = Extra("yaml", {"yaml": "PyYAML"})
EXTRAS = (DASK, LSP, METRICS, NEURAL, REPORT, NUMBERS, WARC, XLSX, YAML)
