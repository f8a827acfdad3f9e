"""torch and transformers, where they are installed."""

import os
import warnings
from functools import cache
from typing import Any

import msgspec

from audit.model.extras import NEURAL


class Libraries(msgspec.Struct, frozen=True):
    """The modules that models need."""

    torch: Any
    transformers: Any


def require_installed() -> None:
    """Raises UsageError, with what to type, where a library is missing. Loads none."""
    NEURAL.require("models need")


@cache
def libraries() -> Libraries:
    """The libraries, loaded at the first call. Raises UsageError, with what to type, where they are not installed."""
    # Neither may tell anybody that it runs, and no tokenizer may start threads that a forked worker then waits for.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    require_installed()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import safetensors  # noqa: F401
        import torch
        import transformers
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    return Libraries(torch, transformers)
