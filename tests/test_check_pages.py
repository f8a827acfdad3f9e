"""The manual of checks is what the checks say of themselves."""

import subprocess
import sys
from pathlib import Path

from audit.registry.builtin_checks import builtin_checks

ROOT = Path(__file__).resolve().parent.parent


def test_pages_are_fresh() -> None:
    command = [sys.executable, "tools/write_check_pages.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_every_check_has_a_page_that_shows_its_faults() -> None:
    for check in builtin_checks():
        page = (ROOT / "docs" / "checks" / f"{check.id}.md").read_text(encoding="utf-8")
        assert page.count("⟦") >= sum(bool(example.faults) for example in check.examples)
        assert "## Left alone" in page


def test_pages_hold_no_unseen_characters() -> None:
    for path in (ROOT / "docs" / "checks").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        unseen = {char for char in text if char in "\u00a0\u00ad\u200b\u200e\u200f\u2060\ufeff"}
        assert not unseen, path
