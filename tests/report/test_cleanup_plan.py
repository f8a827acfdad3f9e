"""The plan groups by cause, puts the most leverage first, and promises only what it keeps."""

import json
from typing import Any

import jsonschema
import pytest

from audit.model.fix import Safety
from audit.model.mqm import Category, Severity
from audit.model.result import Outcome, Unreadable
from audit.model.role import Role
from audit.model.unchecked import Unchecked
from audit.report.outlet import outlet_of, outlet_root
from audit.report.plan import cleanup_plan as module
from audit.report.plan.causes import DIGESTS, EXAMPLES, PLACES, Causes
from audit.report.plan.cleanup_json import plan_json, plan_schema_text
from audit.report.plan.cleanup_plan import Cause, Effort, Kind, Plan, cleanup_plan
from audit.report.plan.markdown_report import plan_markdown
from audit.report.tally import Tally

from .made_results import made_finding, made_result

SCHEMA: dict[str, Any] = json.loads(plan_schema_text())
TEXT = "one two one three"
LEFT = "Загрузить ещё"


def plan_of(*outcomes: Outcome) -> Plan:
    causes = Causes()
    for outcome in outcomes:
        causes.add(outcome)
    plan = cleanup_plan(causes)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(plan_json(plan, Tally())))
    return plan


def plan_of_two() -> Plan:
    one, again = made_finding(TEXT, 0, 3), made_finding(TEXT, 8, 11)
    grave = made_finding(
        TEXT, 4, 7, check="untranslated-text", category=Category.UNTRANSLATED, severity=Severity.MAJOR
    )
    return plan_of(made_result(TEXT, one, again, path="a.txt"), made_result(TEXT, one, grave, path="b.txt"))


def left_on(
    pages: int, role: Role = Role.NAVIGATION, texts: int = 1, element: str = "html/body/nav/a"
) -> Cause:
    outcomes = []
    for number in range(pages):
        text = LEFT + "!" * (number % texts)
        finding = made_finding(
            text, 0, len(text), check="untranslated-text", category=Category.UNTRANSLATED, role=role
        )
        outcomes.append(made_result(text, finding, path=f"{number}.html", role=role, element=element))
    (cause,) = plan_of(*outcomes).causes
    return cause


def test_most_leverage_first() -> None:
    costly, cheap = plan_of_two().causes
    assert (costly.check, costly.cost, costly.documents) == ("untranslated-text", 5, 1)
    assert (cheap.check, cheap.cost, cheap.documents, cheap.count) == ("doubled-word", 3, 2, 3)
    assert list(map(str, cheap.places)) == ["a.txt:1:1", "a.txt:1:9", "b.txt:1:1"]


def test_gains() -> None:
    # Two documents of 100 words at one point of score a penalty point: 98 and 94.
    plan = plan_of_two()
    assert plan.score == 96
    assert [(cause.gain, cause.gain_alone, cause.score_after) for cause in plan.causes] == [
        (2.5, 2.5, 98.5),
        (1.5, 1.5, 100),
    ]


def test_gains_past_the_scale() -> None:
    # 6 points at 40 points of score each: the score lost 100 and cannot show the other 140.
    one = made_finding(TEXT, 0, 3)
    grave = made_finding(TEXT, 4, 7, category=Category.UNTRANSLATED, severity=Severity.MAJOR)
    plan = plan_of(made_result(TEXT, one, grave, scale=40.0))
    first, second = plan.causes
    assert (plan.score, plan.past) == (0, 1)
    assert (round(first.gain, 1), round(second.gain, 1)) == (83.3, 16.7)
    assert (first.gain_alone, second.gain_alone) == (60, 0)
    assert second.score_after == 100


def test_one_edit_in_a_template() -> None:
    cause = left_on(4)
    assert (cause.kind, cause.effort, cause.sites, cause.documents) == (Kind.TEMPLATE, Effort.ONE_EDIT, 1, 4)


def test_two_pages_are_no_template() -> None:
    assert (left_on(2).kind, left_on(2).effort) == (Kind.TEXT, Effort.PERSON)


def test_the_same_words_in_plain_text_need_an_edit_each() -> None:
    assert (left_on(4, Role.CAPTION, element="").kind, left_on(4, element="").effort) == (
        Kind.TEXT,
        Effort.PERSON,
    )


def test_a_field() -> None:
    one = left_on(4, Role.METADATA, 1, "html/head/title")
    several = left_on(4, Role.METADATA, 3, "html/head/title")
    assert (one.kind, one.effort, one.group) == (Kind.FIELD, Effort.ONE_EDIT, "html/head/title")
    assert (several.kind, several.effort, several.texts) == (Kind.FIELD, Effort.ONE_RULE, 3)


def dashes(outlet: str, with_dash: int, without: int) -> list[Outcome]:
    finding = made_finding("— Where?", 0, 2, check="dialogue-dash", category=Category.LOCALE_PUNCTUATION)
    outcomes: list[Outcome] = [
        made_result("— Where?", finding, path=f"{outlet}/{n}.txt") for n in range(with_dash)
    ]
    return outcomes + [made_result("Fine.", path=f"{outlet}/fine{n}.txt") for n in range(without)]


def test_a_habit_is_one_rule_for_the_outlet() -> None:
    often, seldom = plan_of(*dashes("north", 8, 2), *dashes("south", 5, 20)).causes
    assert (often.kind, often.effort, often.outlet, often.share) == (
        Kind.HABIT,
        Effort.ONE_RULE,
        "north",
        0.8,
    )
    assert (seldom.kind, seldom.effort, seldom.outlet, seldom.share) == (
        Kind.MARK,
        Effort.PERSON,
        "south",
        0.2,
    )


def test_small_outlets_are_taken_together() -> None:
    outcomes = [outcome for number in range(9) for outcome in dashes(f"page{number}", 1, 0)]
    (cause,) = plan_of(*outcomes).causes
    assert (cause.count, cause.documents, cause.outlet, cause.share) == (9, 9, None, None)
    assert [place.path for place in cause.places] == [f"page{number}/0.txt" for number in range(9)]


def test_safe_fixes_count_exactly() -> None:
    safe = made_finding(TEXT, 0, 3, replacement="x", safety=Safety.SAFE, category=Category.PUNCTUATION)
    other = made_finding(TEXT, 4, 7, severity=Severity.MAJOR, category=Category.UNTRANSLATED)
    plan = plan_of(made_result(TEXT, safe, other))
    assert (plan.safe, plan.safe_documents, plan.score, plan.safe_score) == (1, 1, 94, 95)
    assert [cause.effort for cause in plan.causes] == [Effort.PERSON, Effort.AUTOMATIC]
    assert "audit fix --write PATH…" in plan_markdown(plan, Tally())


def test_places_are_limited_counts_are_not() -> None:
    pages = PLACES + 5
    (cause,) = plan_of(
        *(made_result(TEXT, made_finding(TEXT, 0, 3), path=f"{n:02}.txt") for n in range(pages))
    ).causes
    assert (len(cause.places), cause.count, cause.documents) == (PLACES, pages, pages)
    shown = plan_markdown(
        plan_of(*(made_result(TEXT, made_finding(TEXT, 0, 3)) for _ in range(pages))), Tally(), "f.csv"
    )
    assert "and 5 more: all of them are in `f.csv` under `doubled-word`" in shown


def test_what_is_not_listed_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LISTED", 3)
    words = "a b c d e f g h"
    findings = [made_finding(words, n, n + 1, category=Category.UNTRANSLATED) for n in range(0, 15, 2)]
    plan = plan_of(made_result(words, *findings))
    (rest,) = plan.folded
    assert (len(plan.causes), rest.causes, rest.count, plan.total) == (3, 5, 5, 8)
    assert [cause.title for cause in plan.causes] == ["A fault"] * 3
    assert [cause.group for cause in plan.causes] == ["a", "b", "c"], "equals in the order of their keys"
    shown = plan_markdown(plan, Tally())
    assert "5 causes of lesser weight are only counted here" in shown


def test_what_was_not_checked_is_on_the_list() -> None:
    outcomes = (
        Unreadable("x", "gone"),
        made_result(TEXT, unchecked=(Unchecked("check", "broke", fatal=True),)),
    )
    plan = plan_of(*outcomes)
    assert [(item.path, item.what, item.why) for item in plan.unchecked] == [
        ("x", "whole document", "gone"),
        ("a.txt", "check", "broke"),
    ]
    assert plan.missed == 2
    assert "## Not checked" in plan_markdown(plan, Tally())


def test_the_schema_knows_every_name() -> None:
    properties = SCHEMA["$defs"]["cause"]["properties"]
    assert set(properties["kind"]["enum"]) == set(Kind)
    assert set(properties["effort"]["enum"]) == set(Effort)
    assert set(properties["severity"]["enum"]) == set(Severity)
    assert (properties["places"]["maxItems"], properties["examples"]["maxItems"]) == (PLACES, EXAMPLES)
    assert properties["texts"]["maximum"] == properties["sites"]["maximum"] == DIGESTS
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("name", "root", "outlet"),
    [
        ("north/2024/a.html", "", "north"),
        ("site/north/2024/a.html", "site", "north"),
        ("site/a.html", "site", "."),
        ("a.html", "", "."),
        ("/srv/a.html", "", "."),
        ("https://example.org/a/b", "", "example.org"),
        ("http://[broken/a", "", "."),
        ("north/table.csv#17", "", "north/table.csv"),
        ("north/Table.JSONL.gz#a#b", "", "north/Table.JSONL.gz"),
        ("north/a#b.html", "", "north"),
    ],
)
def test_outlets(name: str, root: str, outlet: str) -> None:
    assert outlet_of(name, root) == outlet


def test_outlets_depend_on_what_was_typed(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site" / "north").mkdir(parents=True)
    (tmp_path / "site" / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert outlet_root(["site"]) == "site"
    assert outlet_root(["site/"]) == "site"
    assert outlet_root(["."]) == ""
    assert outlet_root(["site/north", "site/south"]) == "site"
    assert outlet_root(["site/**/*.html"]) == "site"
    assert outlet_root(["site/a.txt"]) == "site"
    assert outlet_root(["en", "ru"]) == ""
    assert outlet_root([".."]) == outlet_root(["-"]) == ""


def test_signatures_meet_in_what_they_share() -> None:
    tally = Tally()
    tally.signatures = dict.fromkeys(["tool:1|checks:2|target:en", "tool:1|checks:3|target:en"])
    assert tally.signature == "tool:1|checks:*|target:en"
    assert Tally().signature == ""


def test_the_same_fault_in_running_text_is_no_template() -> None:
    text = "They came and and went."
    finding = made_finding(text, 10, 17, category=Category.TEXTUAL_CONVENTIONS)
    (cause,) = plan_of(
        *(made_result(text, finding, path=f"{n}.html", element="html/body/p") for n in range(4))
    ).causes
    assert (cause.kind, cause.effort) == (Kind.TEXT, Effort.PERSON)
