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
    calibrated = True
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
    settings = Settings(models=(ModelChoice(ModelKind.ERROR_SPANS, "made up", head="spans"),))
    result = Auditor("de", "en", settings).check_text("Die Welt braucht harte Arbeit.")
    assert not doubter.asked
    assert any(item.what == "models" for item in result.unchecked)
    assert "suspected-words" in {skipped.check for skipped in result.checks_skipped}


class Reader:
    """A language model that expects peace, stumbles over every other word, and reads short texts badly."""

    kind = ModelKind.FLUENCY
    signature = "reader|1"
    languages: frozenset[str] = frozenset()
    needs_source = False
    threshold = 0.5
    calibrated = False

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        return [self.one(question) for question in questions]

    def one(self, question: Question) -> Answer:
        tokens = len(question.target.split())
        total = 2.0 * tokens + 4.0 * question.target.count("world") + 9.0 * question.target.count("zyx")
        mean = total / tokens
        return Answer(-mean, {"surprise": mean, "sum": total, "tokens": tokens})


class Logician:
    """Holds sentences with the same number for contradictions when one of them denies."""

    kind = ModelKind.NLI
    signature = "logician|1"
    languages: frozenset[str] = frozenset()
    needs_source = True
    threshold = 0.9
    calibrated = False

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        return [self.one(question) for question in questions]

    def one(self, question: Question) -> Answer:
        denied = ("not" in question.target) != ("not" in (question.source or ""))
        follows = 0.9 if "peace" in question.target.lower() else 0.1
        figures = {"follows": follows, "leads-back": 0.1, "contradicts": 0.95 if denied else 0.05}
        return Answer(0.1, figures, label="neutral")


class Judging(Doubter):
    """A judge that marks every "world"."""

    kind = ModelKind.JUDGE
    signature = "judging|1"
    needs_source = False
    calibrated = False

    def one(self, question: Question) -> Answer:
        at = question.target.find("world")
        marks = (Marked(at, at + 5, 1.0, note="peace"),) if at >= 0 else ()
        return Answer(-5.0 * len(marks), {}, marks)


def with_models(monkeypatch: pytest.MonkeyPatch, *scorers: object) -> Settings:
    """Settings with models that answer as told."""
    prop = cached_property(lambda _: scorers)
    prop.__set_name__(Choices, "scorers")
    monkeypatch.setattr(Choices, "scorers", prop)
    return Settings(models=tuple(ModelChoice(one.kind, "made up") for one in scorers))  # type: ignore[attr-defined]


WORLD = "Both sides met. They said that the world will require painful compromises. Ferries run."


def test_a_text_alone_is_read_by_segments_in_an_order(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_models(monkeypatch, Reader())
    text = "The ferry leaves at nine from pier two today.\n\nzyx\n\nThe zyx ferry zyx leaves at nine from pier two."
    (model,) = Auditor("en", settings=settings).check_text(text).models
    assert model.segments == pytest.approx((-2.0, -11.0, -3.8))
    assert model.order[-1] == 0
    assert set(model.order) == {0, 1, 2}
    assert model.places == (0, 1, 2)
    assert not Auditor("en", settings=settings).check_text(text).findings, "a peak is no finding"


def test_a_language_model_decides_a_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Auditor("en", "ru").check_text(WORLD)
    assert [(one.check, one.confidence) for one in plain.findings] == [
        ("mistaken-sense", Confidence.POSSIBLE)
    ]
    result = Auditor("en", "ru", with_models(monkeypatch, Reader())).check_text(WORLD)
    (finding,) = result.findings
    assert finding.confidence is Confidence.LIKELY
    assert "times as likely" in finding.reasons[0].says
    assert finding.fix is None


def test_a_judge_decides_it_and_marks_without_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    result = Auditor("en", "ru", with_models(monkeypatch, Judging())).check_text(WORLD)
    assert [(one.check, one.confidence) for one in result.findings] == [("mistaken-sense", Confidence.LIKELY)]
    alone = Auditor("en", "fr", with_models(monkeypatch, Judging())).check_text(WORLD)
    assert [(one.check, one.text) for one in alone.findings] == [("suspected-words", "world")]


def test_another_sentence_of_the_text_decides_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{WORLD} Later the envoy said that peace asks much of both."
    result = Auditor("en", "ru", with_models(monkeypatch, Logician())).check_text(text)
    (finding,) = [one for one in result.findings if one.check == "mistaken-sense"]
    assert finding.confidence is Confidence.LIKELY


def test_a_text_that_contradicts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ferry Aurora 9 leaves on Monday. It rains.\n\nFerry Aurora 9 does not leave on Monday."
    settings = with_models(monkeypatch, Logician())
    (finding,) = Auditor("en", settings=settings).check_text(text).findings
    assert (finding.check, finding.confidence) == ("contradicting-sentence", Confidence.POSSIBLE)
    assert finding.text.startswith("Ferry Aurora 9 does not")
    assert "leaves on Monday" in finding.message


def test_rows_without_a_source_are_asked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pd.DataFrame({"id": ["a", "b"], "target": ["The ferry leaves.", "The zyx leaves."]})
    segments, _ = Auditor("en", settings=with_models(monkeypatch, Reader())).check_frame(rows)
    assert list(segments["model_fluency"]) == [-2.0, -5.0]


def test_a_rule_and_a_model_at_one_place(doubter: Doubter) -> None:
    source, target = "He was embarrassed by it.", "Está embarazada por eso."

    for score, calibrated, wanted in (
        (0.95, True, Confidence.CERTAIN),
        (0.95, False, Confidence.LIKELY),
        (0.8, True, Confidence.LIKELY),
    ):
        doubter.one = lambda question, score=score: Answer(  # type: ignore[method-assign, misc]
            0.1, {"error": 0.9}, (Marked(5, 15, score),)
        )
        doubter.calibrated = calibrated  # type: ignore[misc]
        frame = pd.DataFrame({"id": ["a"], "source": [source], "target": [target]})
        _, findings = Auditor("es", "en", SETTINGS).check_frame(frame)
        (row,) = findings.to_dict("records")
        assert (row["check"], row["confidence"]) == ("false-friend", wanted)
        assert ("95%" in (row["evidence"] or "")) is (wanted is Confidence.CERTAIN)


def test_a_model_that_is_not_there_is_said_at_once() -> None:
    with pytest.raises(UsageError, match="made up"):
        Auditor("de", "en", SETTINGS)
