"""The page that sets our checks beside those of others names every two-sided check, and none that is not there."""

import re
from pathlib import Path

from audit.registry.builtin_checks import builtin_checks

PAGE = Path(__file__).parent.parent / "docs" / "bilingual_checks.md"


def test_every_two_sided_check_is_named() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    named = {name for row in rows for name in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", row.rsplit("|", 2)[1])}
    known = {check.id for check in builtin_checks()}
    assert not {name for name in named if name not in known and name != "ignore-where"}
    assert not {check.id for check in builtin_checks() if check.needs} - named
