"""Opens the data files.

People edit TOML under `audit/data/<kind>/<name>.toml`; reading fifty TOML files would cost a cold start
more than the audit itself, so `tools/compile_data.py` gathers each kind into
`audit/data/compiled/<kind>.json` (same content, one object per file name) and a test fails when that copy
is stale. Values are handed out undecoded (`msgspec.Raw`): only what is asked for is decoded, strictly,
by the module that owns the kind.
"""

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TypeVar

import msgspec

from audit.model.errors import DataError

T = TypeVar("T")


@cache
def data_digest() -> str:
    """Eight hex digits over all compiled data: it changes whenever a fact changes."""
    digest = blake2b(digest_size=4)
    compiled = files("audit.data").joinpath("compiled")
    for path in sorted(compiled.iterdir(), key=lambda entry: entry.name):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def table(kind: str) -> dict[str, msgspec.Raw]:
    """The files of one kind: name without `.toml` → undecoded content, sorted by name."""
    path = files("audit.data").joinpath("compiled", f"{kind}.json")
    return msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw])


def decode(kind: str, name: str, type_: type[T]) -> T:
    """One data file decoded into its record. Raises DataError naming file and field when it does not fit."""
    try:
        return msgspec.json.decode(table(kind)[name], type=type_, strict=True)
    except msgspec.ValidationError as error:
        raise DataError(f"audit/data/{kind}/{name}.toml: {error}") from error
