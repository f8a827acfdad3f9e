"""A profile: the heads that `audit calibrate` fitted on a user's labels, and the weights that join them, in one file."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from audit.model.errors import UsageError
from audit.neural.head import Head, decoded, encoded, read_head

FORMAT = 1


class Weighted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights of an estimate, by name: see `audit/score/estimate/`."""

    figures: str
    bias: float
    weights: dict[str, float]


class WeightedBoth(Weighted, frozen=True, forbid_unknown_fields=True):
    """Weights that join the signs with heads, `weights` those of errors: see `audit/score/estimate/with_heads.py`."""

    lost_bias: float
    lost: float


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Heads in the order in which they answer. `signs` are the weights of the signs, `joined` those that join them with
    what the heads say; either may be missing."""

    profile: Annotated[int, Meta(ge=FORMAT, le=FORMAT)]
    heads: tuple[Head, ...]
    signs: Weighted | None = None
    joined: WeightedBoth | None = None


def read_heads(names: str) -> tuple[Head, ...]:
    """The heads of names joined by "+": those of this package, files with one each, profiles. Raises UsageError."""
    found: list[Head] = []
    for name in names.split("+"):
        profile = read_profile(name)
        found += [read_head(name)] if profile is None else profile.heads
    return tuple(found)


def joined_weights(names: str) -> tuple[Weighted, WeightedBoth] | None:
    """Weights of the signs and of what joins them with heads, where the names are those of one profile that has both."""
    profile = read_profile(names)
    if profile is None or profile.signs is None or profile.joined is None:
        return None
    return profile.signs, profile.joined


def read_profile(name: str) -> Profile | None:
    """The profile in a file; None for what is none: the name of a head, or the file of one. Raises UsageError for a
    broken one."""
    file = Path(name)
    if not file.is_file():
        return None
    content = file.read_bytes()
    try:
        if not isinstance(plain := msgspec.json.decode(content), dict) or "profile" not in plain:
            return None
        profile = msgspec.convert(plain, Profile)
    except msgspec.DecodeError as error:
        raise UsageError(f"head {name}: {error}") from error
    if not profile.heads:
        raise UsageError(f"head {name}: there is no head in it")
    for head in profile.heads:
        decoded(encoded(head, 17), f"{name}: {head.name}")
    return profile


def profile_text(profile: Profile) -> bytes:
    """A profile as a file: one field of a head a line."""
    heads = ",\n".join(encoded(head).decode().rstrip() for head in profile.heads)
    parts = [f'"profile": {profile.profile}', f'"heads": [\n{heads}\n]']
    for name in ("signs", "joined"):
        value = getattr(profile, name)
        if value is not None:
            parts.append(f'"{name}": {msgspec.json.encode(value).decode()}')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()
