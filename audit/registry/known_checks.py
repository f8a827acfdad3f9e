"""Every check there is: those that ship with the tool, and those of installed packages."""

from functools import cache

from audit.model.check import Check
from audit.model.errors import UsageError
from audit.registry.builtin_checks import builtin_checks
from audit.registry.plugins import plugin_checks


@cache
def known_checks() -> tuple[Check, ...]:
    """All checks, sorted by id. Raises UsageError for a package whose check has the id of one of ours."""
    ours = {check.id for check in builtin_checks()}
    more = plugin_checks()
    for check in more:
        if check.id in ours:
            raise UsageError(
                f"an installed package has a check called {check.id!r}, as one of this tool is called; "
                "give it an id of its own"
            )
    return tuple(sorted((*builtin_checks(), *more), key=lambda check: check.id))
