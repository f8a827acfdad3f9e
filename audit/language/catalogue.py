"""Opens the data files.

People edit TOML under `audit/data/<kind>/<name>.toml`; reading fifty TOML files would cost a cold start
more than the audit itself, so `tools/compile_data.py` gathers each kind into
`audit/data/compiled/<kind>.json` (same content, one object per file name) and a test fails when that copy
is stale. Values are handed out undecoded (`msgspec.Raw`): only what is asked for is decoded, strictly,
by the module that owns the kind.
"""

import os
from functools import cache
from hashlib import blake2b
from typing import TypeVar

import msgspec

from audit.model.errors import DataError

T = TypeVar("T")
COMPILED = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "compiled")


@cache
def data_digest() -> str:
    """Eight hex digits over all compiled data: it changes whenever a fact changes."""
    digest = blake2b(digest_size=4)
    for name in sorted(os.listdir(COMPILED)):
        digest.update(read(name))
    return digest.hexdigest()


def read(name: str) -> bytes:
    """The bytes of one compiled file. The package is always unpacked: opening a file beside this one is
    ten milliseconds cheaper at every start than `importlib.resources`."""
    with open(os.path.join(COMPILED, name), "rb") as file:
        return file.read()


@cache
def table(kind: str) -> dict[str, msgspec.Raw]:
    """The files of one kind: name without `.toml` → undecoded content, sorted by name."""
    return msgspec.json.decode(read(f"{kind}.json"), type=dict[str, msgspec.Raw])


def decode(kind: str, name: str, type_: type[T]) -> T:
    """One data file decoded into its record. Raises DataError naming file and field when it does not fit."""
    try:
        return msgspec.json.decode(table(kind)[name], type=type_, strict=True)
    except msgspec.ValidationError as error:
        raise DataError(f"audit/data/{kind}/{name}.toml: {error}") from error
