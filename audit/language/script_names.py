"""English names of scripts, for messages."""

from functools import cache

import msgspec

from audit.language.catalogue import decode


class ScriptNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/script_names/en.toml`: ISO 15924 code → name."""

    names: dict[str, str]


@cache
def script_name(script: str) -> str:
    """The English name of an ISO 15924 code; the code itself for a script CLDR has no name for."""
    return decode("script_names", "en", ScriptNames).names.get(script, script)
