"""Tables in, tables out."""

import pandas as pd
import pytest

from audit import Auditor, UsageError
from audit.model.settings import IgnoreWhere, Settings
from audit.registry.builtin_checks import builtin_checks


def test_one_row_a_text_and_one_row_a_finding() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "target": ["She went went home.", "Das Haus ist ist alt.", "All is well here."],
            "target_lang": ["en", "de", "en"],
        }
    )
    segments, findings = Auditor().check_frame(frame)
    assert list(segments["id"]) == ["a", "b", "c"]
    assert list(segments["target_language"]) == ["en", "de", "en"]
    assert list(segments["findings"]) == [1, 1, 0]
    doubled = findings[findings["check"] == "doubled-word"]
    assert list(zip(doubled["id"], doubled["start"], doubled["text"], strict=True)) == [
        ("a", 4, "went went"),
        ("b", 9, "ist ist"),
    ]


def test_what_is_excused_is_counted_and_causes_go_over_rows() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a/1", "b/2", "c"],
            "target": [
                "The bus , they said.",
                "The tram , they said.",
                "Went went.<!-- audit-disable-line -->",
            ],
        }
    )
    auditor = Auditor(target="en", settings=Settings(ignore_where=(IgnoreWhere(inside="Went went"),)))
    segments, findings = auditor.check_frame(frame)
    assert list(segments["suppressed"]) == [0, 0, 1]
    assert list(segments["findings"]) == [1, 1, 0]
    assert findings["cause"].nunique() == 1


def test_what_holds_no_text_has_no_score() -> None:
    texts = ["She went went home.", None, float("nan"), pd.NA, 5, b"bytes", "", " "]
    segments, _ = Auditor(target="en").check_frame(pd.DataFrame({"id": range(8), "target": texts}))
    assert list(segments["score"].notna()) == [True] + [False] * 7
    assert list(segments["verdict"].notna()) == [True] + [False] * 7
    assert list(segments["unchecked"][1:6]) == ["target holds no text"] * 5
    assert segments["unchecked"][6:].str.contains("is empty").all()


def test_notes_are_not_what_went_unchecked() -> None:
    frame = pd.DataFrame({"id": ["a"], "target": ["She went home."], "source": ["Sie ging heim."]})
    segments, _ = Auditor(target="en").check_frame(frame)
    assert segments["unchecked"].isna().all()
    assert segments["notes"].str.contains("source text").all()


def test_columns_of_one_name_are_refused() -> None:
    frame = pd.DataFrame([["a", "one", "two"]], columns=["id", "target", "target"])
    with pytest.raises(UsageError, match="two columns of the frame are called target"):
        Auditor(target="en").check_frame(frame)


def test_empty_frames_keep_their_columns() -> None:
    segments, findings = Auditor(target="en").check_frame(pd.DataFrame({"id": [], "target": []}))
    assert len(segments) == len(findings) == 0
    assert {"id", "score", "verdict"} <= set(segments.columns)
    assert {"id", "check", "start", "end"} <= set(findings.columns)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(UsageError, match="lacks the column target"):
        Auditor(target="en").check_frame(pd.DataFrame({"id": [1]}))


def test_a_language_has_one_name_however_it_is_written() -> None:
    tags = ["en-us", "EN_us", "en-US", "xx-Nowhere"]
    frame = pd.DataFrame({"id": range(4), "target": ["She went home."] * 4, "target_lang": tags})
    segments, _ = Auditor().check_frame(frame.assign(source_lang="DE"))
    assert list(segments["target_language"][:3]) == ["en-US"] * 3
    assert list(segments["source_language"][:3]) == ["de"] * 3
    assert "'xx-Nowhere'" in segments["unchecked"][3]
    page = '<html lang="EN-us"><p>She went home in the morning.</p></html>'
    assert Auditor().check_text(page, format="html").target_language.tag == "en-US"


def test_a_frame_is_read_with_the_checks_that_were_given() -> None:
    given = [check for check in builtin_checks() if check.id == "doubled-word"]
    frame = pd.DataFrame([{"id": "a", "target": "The ferry ,leaves the the harbour at nine ."}])
    _, findings = Auditor(target="en", checks=given).check_frame(frame)
    assert list(findings["check"]) == ["doubled-word"]


def test_the_index_and_the_ids_stay_as_they_are() -> None:
    frame = pd.DataFrame(
        {"id": [7, 9], "target": ["She went went home.", "All is well here."]}, index=["first", "second"]
    )
    segments, findings = Auditor(target="en").check_frame(frame)
    assert list(segments.index) == ["first", "second"]
    assert segments["id"].dtype == findings["id"].dtype == frame["id"].dtype
    assert frame.join(segments.drop(columns="id")).loc["first", "findings"] == 1
    assert (findings["severity"] >= "minor").all()
    assert list(segments["verdict"].cat.categories) == ["fail", "undecided", "pass"]
    (row,) = findings.to_dict("records")
    assert (row["penalty"], row["repair"], row["safety"]) == (1.0, "remove", "suggested")


def test_many_processes_give_the_same_tables() -> None:
    texts = ["She went went home.", "The bus , they said.", "All is well here.", None]
    rows = [
        {"id": number, "target": texts[number % 4], "source": ["Sie ging heim.", None][number % 2]}
        for number in range(1200)
    ]
    frame = pd.DataFrame(rows)
    alone, shared = (Auditor("en", "de").check_frame(frame, jobs=jobs) for jobs in (1, 2))
    for one, other in zip(alone, shared, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_checks_of_one_process_stay_there() -> None:
    given = [check for check in builtin_checks() if check.id == "doubled-word"]
    frame = pd.DataFrame([{"id": "a", "target": "The ferry leaves."}])
    with pytest.raises(UsageError, match="leave jobs=1"):
        Auditor(target="en", checks=given).check_frame(frame, jobs=2)
    with pytest.raises(UsageError, match="name 1 or more"):
        Auditor(target="en").check_frame(frame, jobs=0)
