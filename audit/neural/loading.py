"""Loads a model and its tokenizer: Auto classes, safetensors, no code of the model's."""

from typing import Any

import msgspec

from audit.model.errors import UsageError
from audit.model.model_choice import Device, ModelChoice, Precision
from audit.neural.folder import ModelFolder, model_folder, said
from audit.neural.libraries import libraries

# Where neither tokenizer nor model says how much it can read at once.
UNTOLD_LENGTH = 512
# Beyond this a tokenizer's own figure is "no limit" in disguise.
NO_LIMIT = 1_000_000


class Loaded(msgspec.Struct, frozen=True):
    """A model ready to be asked: in evaluation mode, on its device."""

    model: Any
    tokenizer: Any
    device: str
    name: str
    precision: Precision
    longest: int


def loaded(choice: ModelChoice, auto_class: str, allow_download: bool = False, **options: Any) -> Loaded:
    """Load with `transformers.<auto_class>`. Raises UsageError, naming the model, when that does not work."""
    folder = model_folder(choice, allow_download)
    tools = libraries()
    device = device_of(choice.device)
    kept: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    number = {"fp32": tools.torch.float32, "bf16": tools.torch.bfloat16, "fp16": tools.torch.float16}
    try:
        tokenizer = tools.transformers.AutoTokenizer.from_pretrained(str(folder.path), **kept)
        made = getattr(tools.transformers, auto_class)
        model, report = made.from_pretrained(
            str(folder.path),
            use_safetensors=True,
            dtype=number[choice.precision],
            output_loading_info=True,
            **kept,
            **options,
        )
    except (
        Exception
    ) as error:  # what the libraries raise is of every class, and all of it means: not this model
        raise UsageError(f"model {choice.model}: does not load as {auto_class}: {said(error)}") from error
    complete(choice, folder, auto_class, report)
    words, rows = len(tokenizer), model.get_input_embeddings().weight.shape[0]
    if words > rows:
        raise UsageError(
            f"model {choice.model}: its tokenizer knows {words} words, the model {rows}: they do not belong together"
        )
    model.eval()
    model.to(device)
    return Loaded(model, tokenizer, device, folder.name, choice.precision, longest(tokenizer, model))


def complete(choice: ModelChoice, folder: ModelFolder, auto_class: str, report: Any) -> None:
    """Refuse weights that were made up: a missing layer is filled with random numbers, and its figures are noise."""
    missing = sorted(report["missing_keys"] if isinstance(report, dict) else report.missing_keys)
    if missing:
        raise UsageError(
            f"model {choice.model}: not made for {choice.kind}: {folder.path} has no weights for {missing[0]}"
            f"{f' and {len(missing) - 1} more' if len(missing) > 1 else ''}, which {auto_class} needs"
        )


def device_of(wanted: Device) -> str:
    """The device to use. Raises UsageError when it is not there."""
    torch = libraries().torch
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted is Device.AUTO:
        return next(name for name, present in there.items() if present)
    if not there[wanted]:
        present = ", ".join(name for name, yes in there.items() if yes)
        raise UsageError(
            f"device {wanted}: not on this machine, or torch was built without it; there is {present}"
        )
    return str(wanted)


def longest(tokenizer: Any, model: Any) -> int:
    """Tokens a model reads at once, by the tighter of what its tokenizer and its configuration say."""
    said_by: list[int] = []
    own = getattr(tokenizer, "model_max_length", None)
    if isinstance(own, int) and 0 < own < NO_LIMIT:
        said_by.append(own)
    positions = getattr(model.config, "max_position_embeddings", None)
    if isinstance(positions, int) and positions > 0:
        # Models of the RoBERTa family begin to count after the padding token.
        offset = (
            getattr(model.config, "pad_token_id", None) if "roberta" in str(model.config.model_type) else None
        )
        said_by.append(positions - (offset + 1 if isinstance(offset, int) else 0))
    return min(said_by) if said_by else UNTOLD_LENGTH
