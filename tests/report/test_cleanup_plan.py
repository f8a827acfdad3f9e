"""The plan groups by cause, puts the most leverage first, and promises only what it keeps."""

from audit.model.mqm import Severity
from audit.model.result import Unreadable
from audit.model.unchecked import Unchecked
from audit.report.cleanup_plan import PLACES, CleanupPlan
from audit.report.tally import Tally

from .made_results import made_finding, made_result

TEXT = "one two one three"


def plan_of_two() -> CleanupPlan:
    plan = CleanupPlan()
    one, again = made_finding(TEXT, 0, 3), made_finding(TEXT, 8, 11)
    grave = made_finding(TEXT, 4, 7, check="untranslated-text", severity=Severity.MAJOR)
    plan.add(made_result(TEXT, one, again, path="a.txt"))
    plan.add(made_result(TEXT, one, grave, path="b.txt"))
    return plan


def test_one_cause_for_the_same_words() -> None:
    costly, cheap = plan_of_two().steps()
    assert (costly.check, costly.cost, costly.documents) == ("untranslated-text", 5, 1)
    assert (cheap.check, cheap.cost, cheap.documents, cheap.count) == ("doubled-word", 3, 2, 3)
    (cause,) = cheap.causes
    assert list(map(str, cause.places)) == ["a.txt:1:1", "a.txt:1:9", "b.txt:1:1"]


def test_scores_after_each_step() -> None:
    # Two documents of 100 words at one point of score a penalty point: 98 and 94.
    assert [step.score_after for step in plan_of_two().steps()] == [98.5, 100.0]


def test_places_are_limited_counts_are_not() -> None:
    plan = CleanupPlan()
    for number in range(PLACES + 5):
        plan.add(made_result(TEXT, made_finding(TEXT, 0, 3), path=f"{number}.txt"))
    (cause,) = plan.steps()[0].causes
    assert (len(cause.places), cause.count, cause.documents) == (PLACES, PLACES + 5, PLACES + 5)


def test_what_was_not_checked_is_on_the_list() -> None:
    plan, tally = CleanupPlan(), Tally()
    for outcome in (
        Unreadable("x", "gone"),
        made_result(TEXT, unchecked=(Unchecked("check", "broke", fatal=True),)),
    ):
        plan.add(outcome)
        tally.add(outcome)
    assert plan.unchecked == [("x", "whole document", "gone"), ("a.txt", "check", "broke")]
    assert tally.incomplete == 2


def test_signatures_meet_in_what_they_share() -> None:
    tally = Tally()
    tally.signatures = dict.fromkeys(["tool:1|checks:2|target:en", "tool:1|checks:3|target:en"])
    assert tally.signature == "tool:1|checks:*|target:en"
    assert Tally().signature == ""
