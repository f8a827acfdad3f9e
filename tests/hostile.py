"""How a test shows that hostile text takes linear time, without a clock in its assertion.

The text is so long that a search over every pair of its characters could not end: at 5 ns a pair, `LENGTH` code points
take more than three minutes. What is linear takes a second or two, so the limit is met on a busy machine as well.
"""

import pytest

LENGTH = 200_000
"""Code points of a hostile text."""

must_end = pytest.mark.timeout(90)
"""Fails a test that is still running after as many seconds."""


def stretched(unit: str) -> str:
    """`unit` again and again, `LENGTH` code points in all."""
    return (unit * (LENGTH // len(unit) + 1))[:LENGTH]
