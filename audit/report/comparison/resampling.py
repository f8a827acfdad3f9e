"""Is a difference of two versions more than chance? Paired bootstrap resampling and approximate randomisation.

The scheme is that of sacrebleu (`sacrebleu.significance`), number by number: the same generator and seed, the same
order of draws, the same p-value. It is written anew for figures that are a quotient of two sums, such as penalty points
per word, because those need no loop over the samples, and because a million rows must fit: draws are made in blocks, in
the order in which one draw of all would give them.
"""

import os
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from audit.model.errors import UsageError

if TYPE_CHECKING:
    from numpy import ndarray
    from numpy.random import Generator

SEED = "SACREBLEU_SEED"
USUAL_SEED = 12345
CELLS = 1 << 22  # draws in memory at a time
# Bits of a random mask come 32 at a time: only blocks of so many lines join without a seam.
LINES = 32
ROUNDING = 1e-9  # of a difference


class Scheme(StrEnum):
    """How the significance of a difference is found out."""

    BOOTSTRAP = "bootstrap"
    RANDOMISATION = "randomisation"


SAMPLES = {Scheme.BOOTSTRAP: 1000, Scheme.RANDOMISATION: 10000}


class Sampling(msgspec.Struct, frozen=True):
    """A test, how many samples it draws, and from which seed; None: another one each time."""

    test: Scheme = Scheme.BOOTSTRAP
    samples: int = SAMPLES[Scheme.BOOTSTRAP]
    seed: int | None = USUAL_SEED

    @property
    def signature(self) -> str:
        """The same in a word, as sacrebleu writes it."""
        short = "bs" if self.test is Scheme.BOOTSTRAP else "ar"
        return f"seed:{'none' if self.seed is None else self.seed}|{short}:{self.samples}"


class Outcome(msgspec.Struct, frozen=True):
    """What a test gives: the p-value, and of a bootstrap the 95 % interval of the difference."""

    p: float
    low: float | None = None
    high: float | None = None


def sampling(test: Scheme, samples: int | None = None, seed: str | None = None) -> Sampling:
    """The sampling that options and environment ask for. Raises UsageError for a seed that is none."""
    written = seed if seed is not None else os.environ.get(SEED, str(USUAL_SEED))
    name = "--seed" if seed is not None else SEED
    if written.lower() == "none":
        number = None
    elif written.isascii() and written.isdigit() and int(written) > 0:
        number = int(written)
    else:
        # For sacrebleu 0 is no seed either: it would draw anew each time and say "seed:0".
        raise UsageError(f"{name}: {written!r} is no seed; give a whole number above 0, or none")
    return Sampling(test, samples or SAMPLES[test], number)


def paired_test(first: "ndarray", second: "ndarray", how: Sampling) -> Outcome:
    """Compare two versions. Both hold a line for each thing that is drawn, (dividend, divisor); the figure of a sample
    is the quotient of the sums, 0 where there is nothing to divide by."""
    import numpy as np

    generator = np.random.default_rng(how.seed)
    # Of equal differences, that sums were added up in another order makes none the larger.
    difference = abs(quotient(second.sum(0)) - quotient(first.sum(0))) * (1 + ROUNDING)
    if how.test is Scheme.RANDOMISATION:
        apart = randomised(first, second, how.samples, generator)
        return Outcome(p_value(abs(apart), difference))
    apart = resampled(first, second, how.samples, generator)
    spread = abs(apart)
    ordered = np.sort(apart)
    edge = len(ordered) // 40
    return Outcome(
        p_value(spread - spread.mean(), difference), float(ordered[edge]), float(ordered[-edge - 1])
    )


def resampled(first: "ndarray", second: "ndarray", samples: int, generator: "Generator") -> "ndarray":
    """The difference in each resample: as many lines, drawn with replacement, the same of both versions."""
    import numpy as np

    size, apart = len(first), []
    both = np.concatenate([first, second], axis=1, dtype=np.float64)
    for lines in blocks(samples, size):
        drawn = generator.choice(size, size=(lines, size), replace=True)
        # How often each line was drawn tells the sums: one product in place of a copy of everything drawn.
        places = drawn + np.arange(lines)[:, None] * size
        counts = np.bincount(places.ravel(), minlength=lines * size).reshape(lines, size)
        sums = counts.astype(np.float64) @ both
        apart.append(quotient(sums[:, 2:]) - quotient(sums[:, :2]))
    return np.concatenate(apart)


def randomised(first: "ndarray", second: "ndarray", samples: int, generator: "Generator") -> "ndarray":
    """The difference in each trial: of every line a coin decides which version it counts for."""
    import numpy as np

    apart = []
    rest, whole = second.sum(0), first.sum(0) + second.sum(0)
    for lines in blocks(samples, len(first)):
        one = coins(generator, lines, len(first)) @ (first - second) + rest
        apart.append(quotient(one) - quotient(whole - one))
    return np.concatenate(apart)


def coins(generator: "Generator", lines: int, size: int) -> "ndarray":
    """A coin for everything in so many trials, as numbers that can be multiplied fast: 1 for heads, 0 for tails."""
    import numpy as np

    return generator.integers(2, size=(lines, size), dtype=bool).astype(np.float64)


def blocks(samples: int, size: int) -> Iterator[int]:
    """So many samples at a time that a block stays small; each but the last a multiple of `LINES`."""
    step = max(CELLS // max(size, 1) // LINES, 1) * LINES
    for start in range(0, samples, step):
        yield min(step, samples - start)


def quotient(sums: "ndarray") -> "ndarray":
    """The figure of each line of sums."""
    import numpy as np

    above, below = sums[..., 0], sums[..., 1]
    figures: ndarray = np.divide(above, below, out=np.zeros_like(above, dtype=np.float64), where=below != 0)
    return figures


def p_value(statistics: "ndarray", difference: float) -> float:
    """How often chance alone gives a larger difference, as sacrebleu counts it."""
    return (int((statistics > difference).sum()) + 1) / (len(statistics) + 1)
