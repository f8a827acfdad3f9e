"""One model the user set up: a table `[[models]]` of the configuration."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta


class ModelKind(StrEnum):
    """What a model is asked; each is an adapter of `audit/neural/`."""

    SIMILARITY = (
        "similarity"  # an encoder: do source and translation say the same, and which words have no partner
    )
    ERROR_SPANS = (
        "error-spans"  # a token classifier, or a head of ours over an encoder: which words are wrong
    )
    QUALITY = "quality"  # a regression: how good is the translation of this segment
    FLUENCY = "fluency"  # a causal language model: how surprising is this segment
    ADEQUACY = "adequacy"  # a translation model: how likely is one side given the other
    NLI = "nli"  # entailment: does the text contradict itself, leave something out, lose a negation
    LANGUAGE = "language"  # a sequence classifier: which language is this
    JUDGE = "judge"  # an instruction-tuned model, local or behind an endpoint: annotate the errors


class Device(StrEnum):
    """Where a model runs."""

    AUTO = "auto"  # cuda, else mps, else cpu
    CUDA = "cuda"
    MPS = "mps"
    CPU = "cpu"


class Precision(StrEnum):
    """In which numbers a model computes."""

    FP32 = "fp32"
    BF16 = "bf16"
    FP16 = "fp16"


class ModelChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[[models]]`: a model to ask. `model` is a folder in the layout of transformers, or the name of one on the hub."""

    kind: Annotated[
        ModelKind,
        Meta(description=f"What it is asked: {', '.join(ModelKind)}.", examples=["similarity"]),
    ]
    model: Annotated[
        str,
        Meta(
            min_length=1,
            description="Its folder, from this file's folder, or its name on the hub; for a judge behind an "
            "endpoint, the name the endpoint knows it by.",
            examples=["models/multilingual-e5-small"],
        ),
    ]
    revision: Annotated[
        str | None, Meta(description="Commit of a model of the hub; left out, main.", examples=["main"])
    ] = None
    device: Annotated[
        Device, Meta(description="Where it runs: auto, cuda, mps or cpu.", examples=["auto"])
    ] = Device.AUTO
    precision: Annotated[
        Precision,
        Meta(
            description="Numbers it computes in: fp32, bf16 or fp16; `audit models time` tells which is fast."
        ),
    ] = Precision.FP32
    batch: Annotated[
        int, Meta(ge=1, le=4096, description="Segments it is shown at once; halved when memory runs out.")
    ] = 32
    languages: Annotated[
        tuple[str, ...],
        Meta(
            description="Languages it may be asked about. Empty: whatever it is given.",
            examples=[["en", "de"]],
        ),
    ] = ()
    threshold: Annotated[
        Annotated[float, Meta(ge=0, le=1)] | None,
        Meta(
            description="Probability from which a word or segment is a finding; left out, its own.",
            examples=[0.5],
        ),
    ] = None
    prefix: Annotated[
        str | None,
        Meta(
            description="Put before every text (similarity); left out, what the model's own folder says.",
            examples=["query: "],
        ),
    ] = None
    layer: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(
            description="Layer whose vectors words are compared by (similarity); left out, the last.",
            examples=[9],
        ),
    ] = None
    head: Annotated[
        str | None,
        Meta(
            description="For error-spans over an encoder: name of a head of this package, or its file; several, "
            "joined by +, are computed together.",
            examples=["my-head.json"],
        ),
    ] = None
    reverse: Annotated[
        str | None,
        Meta(
            description="For adequacy with models of one direction: that of the other, folder or name on the hub.",
            examples=["models/opus-mt-en-de"],
        ),
    ] = None
    endpoint: Annotated[
        str | None,
        Meta(
            description="For a judge: address of an OpenAI-compatible endpoint. The texts are sent there.",
            examples=["http://127.0.0.1:8000/v1"],
        ),
    ] = None
    key_variable: Annotated[
        str | None,
        Meta(description="Environment variable with the endpoint's key.", examples=["JUDGE_KEY"]),
    ] = None
    timeout: Annotated[
        float, Meta(gt=0, le=3600, description="Seconds to wait for one answer of the endpoint.")
    ] = 60.0
