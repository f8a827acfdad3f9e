"""Models are asked between view and settle: in batches, with the same results however many documents come together."""

from collections.abc import Sequence
from functools import cached_property

import pandas as pd
import pytest

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, ModelKind
from audit.model.mqm import Confidence, Severity
from audit.model.settings import Settings
from audit.neural.answer import Answer, Marked
from audit.neural.question import Question
from audit.one.choices import Choices
from audit.run.auditor import Auditor

SETTINGS = Settings(models=(ModelChoice(ModelKind.ERROR_SPANS, "made up"),))


class Doubter:
    """Doubts every "Welt"; has nothing to say of short texts."""

    kind = ModelKind.ERROR_SPANS
    signature = "doubter|1"
    languages: frozenset[str] = frozenset()
    needs_source = True
    threshold = 0.5
    sure = 0.9

    def __init__(self) -> None:
        self.asked: list[int] = []

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        self.asked.append(len(questions))
        return [self.one(question) for question in questions]

    def one(self, question: Question) -> Answer:
        if len(question.target) < 8:
            return Answer(why="too short for it")
        at = question.target.find("Welt")
        marks = (Marked(at, at + 4, self.sure), Marked(0, 1, 0.2)) if at >= 0 else ()
        return Answer(0.25 if marks else 1.0, {"error": 0.75}, marks)


@pytest.fixture
def doubter(monkeypatch: pytest.MonkeyPatch) -> Doubter:
    one = Doubter()
    prop = cached_property(lambda _: (one,))
    prop.__set_name__(Choices, "scorers")
    monkeypatch.setattr(Choices, "scorers", prop)
    return one


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "source": ["The ferry leaves at nine.", "Peace needs hard work.", "Peace"],
            "target": ["Die Fähre fährt um neun.", "Die Welt braucht harte Arbeit.", "Frieden"],
        }
    )


def test_rows_of_a_frame_are_asked_together(doubter: Doubter) -> None:
    segments, findings = Auditor("de", "en", SETTINGS).check_frame(frame())
    assert doubter.asked == [3]
    assert list(segments["model_error_spans"].fillna(-1)) == [1.0, 0.25, -1.0]
    doubted = findings[findings["check"] == "suspected-words"]
    assert list(doubted["id"]) == ["b"]
    assert list(doubted["text"]) == ["Welt"]
    assert list(doubted["confidence"]) == ["likely"]
    assert "too short for it" in segments["notes"][2]


def test_a_row_alone_says_the_same(doubter: Doubter) -> None:
    auditor = Auditor("de", "en", SETTINGS)
    together = auditor.check_frame(frame())[1].to_dict("records")
    alone = [
        row
        for number in range(3)
        for row in auditor.check_frame(frame()[number : number + 1])[1].to_dict("records")
    ]
    assert together == alone


def test_a_text_beside_its_source(doubter: Doubter) -> None:
    auditor = Auditor("de", "en", SETTINGS)
    result = auditor.check_text(
        "Guten Tag zusammen. Die Welt braucht harte Arbeit.",
        source_text="Good day to all of you. Peace needs hard work.",
    )
    (finding,) = [one for one in result.findings if one.check == "suspected-words"]
    assert (finding.start, finding.end) == (24, 28)
    assert finding.severity is Severity.NEUTRAL, "what a model says alone costs nothing"
    assert finding.confidence is Confidence.LIKELY
    assert "model:doubter/1" in result.score.signature
    assert [model.kind for model in result.models] == ["error-spans"]


def test_what_a_model_points_at_is_no_sign_of_the_estimate(doubter: Doubter) -> None:
    doubter.sure = 0.6
    segments, findings = Auditor("de", "en", SETTINGS).check_frame(frame())
    assert list(findings[findings["check"] == "suspected-words"]["confidence"]) == ["possible"]
    without = Auditor("de", "en").check_frame(frame())[0]
    assert list(segments["estimate"]) == list(without["estimate"])


def test_without_a_source_they_are_not_asked_and_that_is_said(doubter: Doubter) -> None:
    result = Auditor("de", "en", SETTINGS).check_text("Die Welt braucht harte Arbeit.")
    assert not doubter.asked
    assert any(item.what == "models" for item in result.unchecked)
    assert "suspected-words" in {skipped.check for skipped in result.checks_skipped}


def test_a_model_that_is_not_there_is_said_at_once() -> None:
    with pytest.raises(UsageError, match="made up"):
        Auditor("de", "en", SETTINGS)
