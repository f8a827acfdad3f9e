"""Turns the weights of a folder from pickles into safetensors, without running what a pickle may hold."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from audit.model.errors import UsageError
from audit.neural.folder import PICKLES, file_digest, said
from audit.neural.libraries import libraries

NOTE = "converted-weights.json"
INDEX, NEW_INDEX = "pytorch_model.bin.index.json", "model.safetensors.index.json"
SHARD = re.compile(r"pytorch_model(-\d{5}-of-\d{5})?\.(?:bin|pt)")


class Converted(msgspec.Struct, frozen=True):
    """What was written: SHA-256 of the files by name, before and after, and the number of tensors."""

    before: dict[str, str]
    after: dict[str, str]
    tensors: int


def convert(folder: Path) -> Converted:
    """Write `model*.safetensors` beside the pickles of a folder, read them back, and note the hashes in a file.

    Every tensor is as it was. The pickles stay. Raises UsageError when there is nothing to convert, or when a file
    holds anything but tensors.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    if any(folder.glob("*.safetensors")):
        raise UsageError(f"{folder}: there are safetensors already; nothing to convert")
    files = sorted(file for pattern in PICKLES for file in folder.glob(pattern) if SHARD.fullmatch(file.name))
    if not files:
        raise UsageError(f"{folder}: no weights to convert (pytorch_model.bin)")
    libraries()
    before, after, count = {}, {}, 0
    places: dict[str, str] = {}
    written: list[tuple[Path, Path]] = []
    try:
        for file in files:
            tensors = tensors_of(file)
            shard = SHARD.fullmatch(file.name)
            name = f"model{(shard and shard[1]) or ''}.safetensors"
            part = folder / f".{name}.part"
            written.append((part, folder / name))
            write_and_prove(part, tensors, file)
            before[file.name], after[name] = file_digest(file), file_digest(part)
            places.update(dict.fromkeys(tensors, name))
            count += len(tensors)
        if len(files) > 1:
            part = folder / f".{NEW_INDEX}.part"
            written.append((part, folder / NEW_INDEX))
            part.write_text(json.dumps({"metadata": {}, "weight_map": places}, indent=1), encoding="utf-8")
        for part, final in written:
            os.replace(part, final)
    finally:
        for part, _ in written:
            part.unlink(missing_ok=True)
    done = Converted(before, after, count)
    (folder / NOTE).write_bytes(msgspec.json.format(msgspec.json.encode(done), indent=1) + b"\n")
    return done


def tensors_of(file: Path) -> dict[str, Any]:
    """The tensors of a pickle, read by a reader that builds tensors and nothing else."""
    torch = libraries().torch
    try:
        held = torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:  # whatever a broken or hostile file makes the reader say
        raise UsageError(
            f"{file}: refused: it holds something besides tensors, or is broken: {said(error)}"
        ) from error
    if isinstance(held, dict) and isinstance(held.get("state_dict"), dict):
        held = held["state_dict"]
    if not isinstance(held, dict) or not held or not all(map(torch.is_tensor, held.values())):
        raise UsageError(f"{file}: refused: it holds something besides tensors by name")
    return {str(name): tensor for name, tensor in alone(held)}


def alone(held: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The tensors, each with memory of its own: in a pickle several may be views of one."""
    seen: set[int] = set()
    for name, tensor in held.items():
        memory = tensor.untyped_storage().data_ptr()
        whole = tensor.untyped_storage().nbytes() == tensor.numel() * tensor.element_size()
        yield name, tensor.contiguous() if whole and memory not in seen else tensor.clone().contiguous()
        seen.add(memory)


def write_and_prove(part: Path, tensors: dict[str, Any], file: Path) -> None:
    """Write tensors, read them back, and compare."""
    torch = libraries().torch
    from safetensors.torch import load_file, save_file

    save_file(tensors, str(part), metadata={"format": "pt"})
    again = load_file(str(part))
    same = again.keys() == tensors.keys() and all(
        again[name].dtype == tensor.dtype and torch.equal(as_bytes(again[name]), as_bytes(tensor))
        for name, tensor in tensors.items()
    )
    if not same:
        raise UsageError(f"{file}: what was written is not what was read; nothing was changed")


def as_bytes(tensor: Any) -> Any:
    """A tensor's memory, for a comparison that knows no NaN."""
    return tensor.reshape(-1).view(libraries().torch.uint8)
