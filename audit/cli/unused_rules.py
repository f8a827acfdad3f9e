"""Rules of the configuration that excused nothing in a whole run: an excuse like that hides the next fault."""

import os
from collections.abc import Iterator

from audit.config.read_settings import FoundConfiguration
from audit.model.settings import IgnoreWhere
from audit.report.tally import Tally
from audit.report.visible_text import no_command, visible
from audit.report.wording import clipped

LONGEST_PATTERN = 60  # code points of what is quoted


def unused_rules(found: FoundConfiguration, tally: Tally) -> Iterator[str]:
    """A line for each [[ignore-where]] rule that was asked in the run and excused nothing."""
    rules = found.configuration.ignore_where
    file = os.path.relpath(found.file) if found.file else "the configuration"
    for number in tally.rules_unused:
        what = described(rules[number - 1])
        yield no_command(f"{visible(file)}: [[ignore-where]] {number} ({what}) excuses nothing; remove it\n")


def described(rule: IgnoreWhere) -> str:
    """A rule in one line: what it names, in the order of the keys."""
    named = {key: getattr(rule, key) for key in ("check", "before", "inside", "after", "unit", "match")}
    return ", ".join(
        f"{key} “{clipped(visible(value), LONGEST_PATTERN)}”" for key, value in named.items() if value
    )
