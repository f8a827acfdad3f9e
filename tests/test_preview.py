"""A check in preview runs only when asked for, and says so when it does not."""

import msgspec

from audit import Auditor, Settings
from audit.registry.builtin_checks import builtin_checks

TEXT = "The chairman said that that we have no choice and closed the meeting."
CHECK = "doubled-word"
CHECKS = tuple(
    msgspec.structs.replace(check, preview=True) if check.id == CHECK else check for check in builtin_checks()
)


def test_off_by_default_with_the_reason() -> None:
    result = Auditor(target="en", checks=CHECKS).check_text(TEXT)
    assert CHECK not in result.checks_run
    assert [item.why for item in result.checks_skipped if item.check == CHECK] == [
        "in preview: --preview runs it"
    ]


def test_on_when_asked_for() -> None:
    text = TEXT.replace("that that", "was was")
    for settings in (Settings(preview=True), Settings(select=(CHECK,))):
        result = Auditor(target="en", settings=settings, checks=CHECKS).check_text(text)
        assert [finding.check for finding in result.shown] == [CHECK]


def test_a_category_alone_does_not_bring_it_in() -> None:
    settings = Settings(select=("linguistic-conventions",))
    assert CHECK not in Auditor(target="en", settings=settings, checks=CHECKS).check_text(TEXT).checks_run
