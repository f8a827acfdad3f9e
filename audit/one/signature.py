"""What a score depends on, in one line."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

import msgspec

from audit.excuses.baseline import Baseline
from audit.language.catalogue import data_digest
from audit.model.check import Check
from audit.model.language_evidence import LanguageGuess
from audit.model.settings import Settings
from audit.score.scoring_profile import scoring_profile
from audit.version import __version__


def signature_of(
    settings: Settings,
    checks: Sequence[Check],
    target: LanguageGuess,
    source: LanguageGuess,
    baseline: Baseline | None,
    weights: str | None = None,
) -> str:
    """Everything that could change the score, in one line. What is not in use is not named.

    `weights` is the digest of those of the estimate.
    """
    listed = ",".join(check.id for check in checks)
    terms = digest_of("\n".join(settings.terms).encode()) if settings.terms else "none"
    parts = [
        f"translation-audit:{__version__}",
        f"profile:{settings.profile}:{profile_digest_of(settings.profile)}",
        f"checks:{len(checks)}:{digest_of(listed.encode())}",
        f"terms:{terms}",
        f"data:{data_digest()}",
        f"target:{target.tag or '?'}",
        f"source:{source.tag or '?'}",
    ]
    if settings.ignore_where:
        parts.append(f"ignore-where:{digest_of(msgspec.json.encode(settings.ignore_where))}")
    if baseline is not None:
        parts.append(f"baseline:{baseline.digest}")
    if weights is not None:
        parts.append(f"estimate:{weights}")
    return "|".join(parts)


def digest_of(data: bytes) -> str:
    """Eight hex digits."""
    return blake2b(data, digest_size=4).hexdigest()


@cache
def profile_digest_of(name: str) -> str:
    """Eight hex digits of a shipped scoring profile."""
    return digest_of(msgspec.json.encode(scoring_profile(name)))
