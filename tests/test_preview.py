"""A check in preview runs only when asked for, and says so when it does not."""

from audit import Auditor, Settings

TEXT = "The chairman said that wir haben leider keine andere Wahl and closed the meeting."
CHECK = "untranslated-words"


def test_off_by_default_with_the_reason() -> None:
    result = Auditor(target="en").check_text(TEXT)
    assert CHECK not in result.checks_run
    assert [item.why for item in result.checks_skipped if item.check == CHECK] == [
        "in preview: --preview runs it"
    ]


def test_on_when_asked_for() -> None:
    for settings in (Settings(preview=True), Settings(select=(CHECK,))):
        result = Auditor(target="en", settings=settings).check_text(TEXT)
        assert [finding.text for finding in result.shown] == ["wir haben leider keine andere Wahl"]


def test_a_category_alone_does_not_bring_it_in() -> None:
    settings = Settings(select=("accuracy",))
    assert CHECK not in Auditor(target="en", settings=settings).check_text(TEXT).checks_run
