"""Rules of the configuration that excused nothing in a whole run: an excuse like that hides the next fault."""

import os
from collections.abc import Iterable, Iterator

from audit.config.read_settings import FoundConfiguration
from audit.model.settings import ELSEWHERE, IgnoreWhere
from audit.report.tally import Tally
from audit.report.visible_text import no_command, visible
from audit.report.wording import clipped

LONGEST_PATTERN = 60  # code points of what is quoted


def unused_rules(found: FoundConfiguration, tally: Tally) -> Iterator[str]:
    """A line for each [[ignore-where]] rule that was asked in the run and excused nothing."""
    rules = [
        (one, number, rule)
        for one in found.every()
        for number, rule in enumerate(own_rules(one.configuration.ignore_where), 1)
    ]
    for place in tally.rules_unused:
        one, number, rule = rules[place - 1]
        file = os.path.relpath(one.file) if one.file else "the configuration"
        yield no_command(
            f"{visible(file)}: [[ignore-where]] {number} ({described(rule)}) excuses nothing; remove it\n"
        )


def own_rules(rules: Iterable[IgnoreWhere]) -> list[IgnoreWhere]:
    """Those that do not belong to another configuration of the run."""
    return [rule for rule in rules if rule.match != ELSEWHERE]


def described(rule: IgnoreWhere) -> str:
    """A rule in one line: what it names, in the order of the keys."""
    named = {key: getattr(rule, key) for key in ("check", "before", "inside", "after", "unit", "match")}
    return ", ".join(
        f"{key} “{clipped(visible(value), LONGEST_PATTERN)}”" for key, value in named.items() if value
    )
