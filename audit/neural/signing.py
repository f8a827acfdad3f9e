"""Names everything an answer depends on."""

import hashlib

from audit.language.profiles import normalised
from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.loading import Loaded


def signed(kind: ModelKind, version: int, kit: Loaded, **settings: str) -> str:
    """`similarity:1|e5-small@0123…|fp32|layer=9`: the adapter and its version, the model, precision, settings."""
    parts = [f"{kind}:{version}", kit.name, str(kit.precision)]
    parts += [f"{name}={value}" for name, value in sorted(settings.items()) if value]
    return "|".join(parts)


def languages_of(choice: ModelChoice) -> frozenset[str]:
    """The languages a model may be asked about, without regions; empty: any."""
    return frozenset(normalised(tag).split("-")[0] for tag in choice.languages)


def short_digest(content: bytes) -> str:
    """Twelve hexadecimal digits that stand for a content."""
    return hashlib.sha256(content).hexdigest()[:12]
