"""One text shown in several places counts once, and every place stays in reach."""

from audit.model.mqm import Severity
from audit.run.auditor import Auditor

MENU = "<ul><li>The ferry ,the mill</li><li>Fares</li></ul>"
BODY = "<p>The river rose by two metres overnight.</p>"


def of_marks(html: str) -> list[tuple[int, bool, int, bool]]:
    """Line, whether it costs, its repeats, whether it repeats another."""
    found = Auditor(target="en").check_text(html, format="html").findings
    return [
        (one.line, one.severity is not Severity.NEUTRAL, one.repeats, one.repeat_of is not None)
        for one in found
        if one.check == "space-before-mark"
    ]


def test_the_first_counts() -> None:
    assert of_marks(f"{MENU}\n{BODY}\n{MENU}\n{MENU}") == [
        (1, True, 2, False),
        (3, False, 0, True),
        (4, False, 0, True),
    ]


def test_repeats_name_the_one_that_counts() -> None:
    result = Auditor(target="en").check_text(f"{MENU}\n{BODY}\n{MENU}", format="html")
    first, second = [one for one in result.findings if one.check == "space-before-mark"]
    assert second.repeat_of == first.fingerprint != second.fingerprint
    assert second.fix is not None  # each place can be mended by itself


def test_running_text_counts_each_time() -> None:
    twice = "<p>The ferry ,the mill and the bridge were closed.</p>"
    assert [cost for _, cost, _, _ in of_marks(f"{twice}\n{BODY}\n{twice}")] == [True, True]


def test_an_excused_place_counts_nowhere() -> None:
    excused = f"<!-- audit-disable space-before-mark: a quotation -->{MENU}<!-- audit-enable -->"
    assert of_marks(f"{excused}\n{BODY}\n{MENU}") == [(3, True, 0, False)]


def test_other_text_is_no_repeat() -> None:
    other = MENU.replace("mill", "bridge")
    assert [cost for _, cost, _, _ in of_marks(f"{MENU}\n{BODY}\n{other}")] == [True, True]
