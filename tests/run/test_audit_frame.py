"""Tables in, tables out."""

import pandas as pd
import pytest

from audit import Auditor, UsageError


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


def test_empty_frames_keep_their_columns() -> None:
    segments, findings = Auditor(target="en").check_frame(pd.DataFrame({"id": [], "target": []}))
    assert len(segments) == len(findings) == 0
    assert {"id", "score", "verdict"} <= set(segments.columns)
    assert {"id", "check", "start", "end"} <= set(findings.columns)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(UsageError, match="lacks the column target"):
        Auditor(target="en").check_frame(pd.DataFrame({"id": [1]}))
