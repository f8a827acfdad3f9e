"""What becomes of detections: places, repairs, who steps back."""

from typing import Any

import pytest

from audit.model.finding import Detection
from audit.model.mqm import Confidence, Severity
from audit.model.role import Role
from audit.model.score import Verdict
from audit.model.settings import Settings
from audit.model.span import Span
from audit.one.placed import Placed
from audit.one.step_back import capped
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor


def first_fix(text: str, format: str, check: str = "doubled-word") -> str | None:  # noqa: A002
    """The file after the first repair of a check, or None when none is offered."""
    result = Auditor(target="en").check_text(text, format=format)
    found = [finding for finding in result.findings if finding.check == check]
    assert found, [finding.check for finding in result.findings]
    if found[0].fix is None:
        return None
    for edit in sorted(found[0].fix.edits, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("<p>She went went home.</p>", "<p>She went home.</p>"),
        ("<p>She <b>went</b> went home.</p>", "<p>She <b>went</b> home.</p>"),
        ('<p>She went<a id="pier"></a> went home.</p>', '<p>She went<a id="pier"></a> home.</p>'),
    ],
)
def test_a_repair_never_deletes_markup(text: str, fixed: str | None) -> None:
    assert first_fix(text, "html") == fixed


def test_words_parted_by_a_line_break_are_not_doubled() -> None:
    result = Auditor(target="en").check_text("<p>She went<br>went home.</p>", format="html")
    assert not [finding for finding in result.findings if finding.check == "doubled-word"]


def test_front_matter_is_not_written_to() -> None:
    text = '---\ntitle: "She went went home"\n---\n\nShe went home and stayed there.\n'
    assert first_fix(text, "markdown") is None


def test_one_cause_one_finding() -> None:
    result = Auditor(target="en").check_text(
        "The office closed.\n\nПереведено сервисом «Яндекс Переводчик»\n"
    )
    assert [finding.check for finding in result.shown] == ["service-notice"]


def test_places_count_code_points_of_the_file() -> None:
    text = "\N{ZERO WIDTH NO-BREAK SPACE}Fine.\r\n\r\n\N{GRINNING FACE} She went went home.\r\n"
    finding = Auditor(target="en").check_text(text).shown[0]
    assert text[finding.start : finding.end] == "went went"
    assert (finding.line, finding.column) == (3, 7)


def test_fingerprints_do_not_depend_on_the_place() -> None:
    auditor = Auditor(target="en")
    one = auditor.check_text("She went went home.").shown[0]
    two = auditor.check_text("All is well here.\n\nShe went went home.").shown[0]
    other = auditor.check_text("He went went home.").shown[0]
    assert one.fingerprint == two.fingerprint != other.fingerprint


def test_a_flood_is_cut_and_said() -> None:
    result = Auditor(target="en").check_text(
        "\n\n".join(f"Guest {n} of the the hotel has room {n * 7}." for n in range(3000))
    )
    doubled = [finding for finding in result.findings if finding.check == "doubled-word"]
    assert len(doubled) == 300
    assert any(item.what == "check doubled-word" and "3,000" in item.why for item in result.unchecked)
    assert result.more == 2700
    assert result.score.verdict is Verdict.FAIL
    assert result.score.errors == 3000
    # As many again are a worse text, although the list is as long.
    more = Auditor(target="en").check_text(
        "\n\n".join(f"Guest {n} of the the hotel has has room {n * 7}." for n in range(3000))
    )
    assert more.score.penalty > result.score.penalty


def test_the_gravest_of_a_flood_are_listed() -> None:
    stretches = [Severity.MINOR] * 400 + [Severity.MAJOR] * 5
    check = next(check for check in builtin_checks() if check.id == "doubled-word")

    def placed_at(start: int, **grade: Any) -> Placed:
        seen = Detection(start, start + 5, {}, **grade)
        return Placed(check, seen, 0, start, start + 5, Span(start, start + 5), "", Role.BODY)

    placed = [placed_at(number * 10, severity=severity) for number, severity in enumerate(stretches)]
    doubtful = [placed_at(number * 10, confidence=Confidence.POSSIBLE) for number in range(500)]
    kept, unlisted, notes = capped([*doubtful, *placed])
    assert sum(item.severity is Severity.MAJOR for item in kept) == 5
    assert len(kept) == 600
    assert sum(item.count for item in unlisted) == 105
    assert len(notes) == 2


def test_one_sentence_without_end_is_no_good_text() -> None:
    sentence = "The ferry leaves the harbour at nine in the morning. "
    for text in (sentence * 5000, (sentence + "\n\n") * 5000, "by the river and " * 5000):
        score = Auditor(target="en").check_text(text).score
        assert score.value < 1
        assert score.verdict is Verdict.FAIL
    two = (sentence + "A man came on board and paid for two. ") * 2000
    (finding,) = Auditor(target="en").check_text(two).shown
    assert finding.message == "These 2 sentences are said 2,000 times in a row"


def test_a_text_in_another_language_is_no_clean_bill() -> None:
    text = "The minister said that the talks were over and that they had been good for all of us. " * 8
    result = Auditor(target="de").check_text(text)
    assert [finding.check for finding in result.shown] == ["untranslated-section"]
    assert result.shown[0].severity is Severity.CRITICAL
    assert result.shown[0].message == "The whole document is in English, not in German"
    assert not any(item.fatal for item in result.unchecked)
    # Where the check that says so is not asked, silence would be a clean bill.
    result = Auditor(settings=Settings(target="de", select=("doubled-word",))).check_text(text)
    assert any(item.fatal and "reads as English" in item.why for item in result.unchecked)
    assert not any(item.fatal for item in Auditor(target="en").check_text(text).unchecked)


def test_lone_surrogates_of_a_text_given_break_nothing() -> None:
    result = Auditor(target="en").check_text("She went went home. \ud800 And stayed.")
    assert "doubled-word" in [finding.check for finding in result.findings]
    assert not any(item.fatal for item in result.unchecked)


def test_no_repair_is_offered_where_none_can_be_written() -> None:
    data = "\ufeffThe boat lay in in the bay at noon.\n".encode("utf-16-le")
    for damage, offered in ((b"", True), (b"\x00\xd8", False)):
        found = Auditor(target="en").check_bytes(data + damage, "a.txt").findings
        assert [bool(f.fix) for f in found if f.check == "doubled-word"] == [offered]


@pytest.mark.parametrize(
    ("text", "safety"),
    [
        ("He left , then slept.\n", "safe"),
        ("<Card>\n\nHe left , then slept.\n\n</Card>\n", "safe"),
        ("He left , then slept.\n\n```sh\nmake\n", "suggested"),  # a fence that is never closed
        ("<?php echo 1 ?>\n\nHe left , then slept.\n", "suggested"),
        ("```md\n# Bridge\n\nHe left , then slept.\n\nThe end.\n```\n", "suggested"),
        ("<div>{open ? ( <b>He left , then slept.</b> ) : null}</div>\n", "suggested"),
        ("<p>{!done && <b>He left , then slept.</b>}</p>\n", "suggested"),
        ("const x = open ? ( a ) : b;\nHe left , then slept.\n", "suggested"),
    ],
)
def test_nothing_is_repaired_unasked_where_code_may_stand(text: str, safety: str) -> None:
    result = Auditor(target="en").check_text(text, format="markdown")
    fixes = [one.fix for one in result.findings if one.check == "space-before-mark"]
    assert {fix.safety.value for fix in fixes if fix is not None} == {safety}
    assert result.document.understood == (safety == "safe")


def test_messages_quote_code_as_the_file_has_it() -> None:
    text = "Программа пишет: command `dnf` is not found in this system. Тогда установите её заново.\n"
    for code, shown in (("dnf", "`dnf`"), ("x" * 200, "…")):
        result = Auditor(target="ru").check_text(text.replace("dnf", code), format="markdown")
        messages = [one.message for one in result.findings if "\ufffc" in one.text]
        assert messages
        assert all(shown in message and "\ufffc" not in message for message in messages)


def test_what_has_to_go_is_told_in_every_place() -> None:
    text = "The ferry sails at noon again.\n\nPhoto: REUTERS\n\nThe crew waited.\n\nPhoto: REUTERS\n\nIt rained.\n"
    result = Auditor(target="en").check_text(text)
    assert [finding.line for finding in result.findings if finding.check == "photo-credit"] == [3, 7]
