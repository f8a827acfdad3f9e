"""Where the files of a model lie, whether they may be loaded, and which they are."""

import hashlib
import re
from functools import cache
from pathlib import Path

import msgspec

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice

HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[A-Za-z0-9][\w.-]{0,95})?")
# What a model is made of. Code (.py) and pickles (.bin, .pt) of the hub are not among it and are never fetched.
PARTS = ("*.safetensors", "*.json", "*.model", "*.txt", "*.jinja", "*.spm")
CONFIGURATION = "config.json"
PICKLES = ("pytorch_model*.bin", "pytorch_model*.pt")
CHUNK = 1 << 20


class ModelFolder(msgspec.Struct, frozen=True):
    """The folder of a model, and its name for signatures: what the user wrote, and the commit or a digest."""

    path: Path
    name: str


def model_folder(choice: ModelChoice, allow_download: bool = False) -> ModelFolder:
    """The folder of a model. Fetches one of the hub only when that is allowed.

    Raises UsageError when there is none, when its weights are no safetensors, or when it is not complete.
    """
    path = Path(choice.model)
    if path.is_dir():
        checked(path)
        return ModelFolder(path, f"{path.resolve().name}@{digest(path)}")
    if not HUB_NAME.fullmatch(choice.model) or choice.model.startswith("."):
        raise UsageError(
            f"model {near(path)}: no such folder; `audit models list` shows what is set up, and a model of the hub "
            "is named owner/name"
        )
    path = from_hub(choice, allow_download)
    checked(path)
    # A snapshot of the hub lies in a folder named after its commit.
    return ModelFolder(path, f"{choice.model}@{path.name[:16]}")


def on_this_machine(choice: ModelChoice) -> None:
    """Raises UsageError for a model that cannot be loaded as it stands. Reads no weights."""
    path = Path(choice.model)
    if path.is_dir():
        checked(path)
    else:
        model_folder(choice)


def from_hub(choice: ModelChoice, allow_download: bool) -> Path:
    """The folder of a model of the hub in the local cache, after fetching it where that is allowed."""
    from audit.neural.libraries import require_installed

    require_installed()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(
            snapshot_download(
                choice.model,
                revision=choice.revision,
                allow_patterns=list(PARTS),
                local_files_only=not allow_download,
            )
        )
    except LocalEntryNotFoundError as error:
        if allow_download:
            raise UsageError(f"model {choice.model}: cannot be fetched: {said(error)}") from error
        raise UsageError(
            f"model {choice.model}: neither a folder nor on this machine; --allow-download fetches it, once, "
            "or `audit models check --allow-download`; or give a folder"
        ) from error
    except (HfHubHTTPError, OSError, ValueError) as error:
        raise UsageError(f"model {choice.model}: cannot be fetched: {said(error)}") from error


def checked(path: Path) -> None:
    """Refuse a folder whose weights cannot be loaded without running what is in them."""
    if not (path / CONFIGURATION).is_file():
        raise UsageError(f"{near(path)}: no model: there is no {CONFIGURATION}")
    if any(path.glob("*.safetensors")):
        return
    if any(next(path.glob(pattern), None) for pattern in PICKLES):
        raise UsageError(
            f"{near(path)}: its weights are a pickle, which can run code when loaded; `audit models convert "
            f"{near(path)}` writes them as safetensors, without running any"
        )
    raise UsageError(f"{near(path)}: no model: there are no weights (*.safetensors)")


def near(path: Path) -> str:
    """A path as one would type it from here."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def digest(path: Path) -> str:
    """A digest of everything in a folder that an answer depends on, by name and content."""
    parts = sorted({file for pattern in PARTS for file in path.glob(pattern) if file.is_file()})
    told = [(file, file.stat()) for file in parts]
    return _digest(tuple((str(file), status.st_size, status.st_mtime_ns) for file, status in told))


@cache
def _digest(parts: tuple[tuple[str, int, int], ...]) -> str:
    """The same, of files as they are at a time: weights of many gigabytes are read once."""
    whole = hashlib.sha256()
    for name, _, _ in parts:
        file = Path(name)
        whole.update(f"{file.name}\0{file_digest(file)}\n".encode())
    return whole.hexdigest()[:16]


def file_digest(file: Path) -> str:
    """SHA-256 of a file."""
    whole = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            whole.update(chunk)
    return whole.hexdigest()


def said(error: Exception) -> str:
    """The first line of what a library says."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
