"""Every check that ships with the tool, listed by hand: importing a module registers nothing."""

from functools import cache

from audit.checks.accuracy import ACCURACY_CHECKS
from audit.checks.design import DESIGN_CHECKS
from audit.checks.linguistic import LINGUISTIC_CHECKS
from audit.checks.locale import LOCALE_CHECKS
from audit.checks.terminology import TERMINOLOGY_CHECKS
from audit.model.check import Check


@cache
def builtin_checks() -> tuple[Check, ...]:
    """All checks, sorted by id."""
    everything = (
        *ACCURACY_CHECKS,
        *LINGUISTIC_CHECKS,
        *LOCALE_CHECKS,
        *TERMINOLOGY_CHECKS,
        *DESIGN_CHECKS,
    )
    return tuple(sorted(everything, key=lambda check: check.id))
