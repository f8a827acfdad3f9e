"""Every example of every check is a test, and a strict one."""

import pytest

from audit.model.check import Check, Example
from audit.registry.builtin_checks import builtin_checks
from audit.run.hold_examples import assert_example

CASES = [
    pytest.param(check, example, id=f"{check.id}-{number}")
    for check in builtin_checks()
    for number, example in enumerate(check.examples, 1)
]


@pytest.mark.parametrize(("check", "example"), CASES)
def test_example(check: Check, example: Example) -> None:
    assert_example(check, example)
