"""`[[models]]` of a configuration: what contradicts itself, and where the folders lie."""

import os
from pathlib import Path

import msgspec

from audit.model.model_choice import ModelChoice, ModelKind

# Keys that only some kinds know.
ONLY_FOR = {
    "head": (ModelKind.ERROR_SPANS,),
    "prefix": (ModelKind.SIMILARITY, ModelKind.ERROR_SPANS),
    "layer": (ModelKind.SIMILARITY,),
    "reverse": (ModelKind.ADEQUACY,),
    "endpoint": (ModelKind.JUDGE,),
    "key_variable": (ModelKind.JUDGE,),
}


def model_fault(choice: ModelChoice) -> tuple[str, str] | None:
    """The key that is wrong in a choice, as written in the file, and what is wrong with it."""
    for field, kinds in ONLY_FOR.items():
        if getattr(choice, field) is not None and choice.kind not in kinds:
            return field.replace("_", "-"), f"only for {' and '.join(kinds)}; this model is for {choice.kind}"
    if choice.endpoint is not None:
        from urllib.parse import urlsplit

        address = urlsplit(choice.endpoint)
        if address.scheme not in ("http", "https") or not address.hostname:
            return "endpoint", f"{choice.endpoint!r} is no address of an endpoint (http://… or https://…)"
        if address.username or address.password:
            return (
                "endpoint",
                "it holds a password; put that in an environment variable and name it in key-variable",
            )
    elif choice.key_variable is not None:
        return "key-variable", "there is no endpoint to send the key to"
    for tag in choice.languages:
        if not tag.replace("-", "").replace("_", "").isalnum():
            return "languages", f"{tag!r} is no language tag"
    return None


def with_folders(models: tuple[ModelChoice, ...], folder: Path) -> tuple[ModelChoice, ...]:
    """The choices with the paths in them taken from the configuration's folder. A name of the hub stays a name."""
    return tuple(
        msgspec.structs.replace(
            choice,
            model=choice.model if choice.endpoint is not None else _beside(choice.model, folder),
            reverse=None if choice.reverse is None else _beside(choice.reverse, folder),
            head=None
            if choice.head is None
            else "+".join(_beside(name, folder) for name in choice.head.split("+")),
        )
        for choice in models
    )


def _beside(name: str, folder: Path) -> str:
    """A folder or file with its whole path, which holds wherever a worker of the run stands."""
    path = Path(os.path.abspath(folder / name))
    return str(path) if path.exists() or name.startswith(".") else name
