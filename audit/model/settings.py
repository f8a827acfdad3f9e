"""What the user chose, already validated."""

import msgspec

DEFAULT_MAX_BYTES = 64 * 1024 * 1024


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Choices that change what is found or how it is weighed; the keys of `audit.toml`.

    `target`/`source`: language tags, None to infer. `select`/`ignore`: check ids, or `dimension` or
    `dimension/type` of a category; an empty `select` means every check. `terms`: words and phrases that are
    right as they stand (brands, names, loan words). `profile`: scoring profile. `max_bytes`: larger files
    are refused. `encoding`: overrides detection.
    """

    target: str | None = None
    source: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    profile: str = "publication"
    max_bytes: int = DEFAULT_MAX_BYTES
    encoding: str | None = None
    format: str | None = None
