"""Models that need no source, asked of a text alone: their figures are those of a direct question."""

from pathlib import Path

import pytest

from audit.model.settings import Settings
from audit.neural.answer import Answer
from audit.neural.open_scorer import open_scorer
from audit.neural.question import Question
from audit.neural.reading_order import reading_order
from audit.run.auditor import Auditor
from neural.asked import of

TEXT = (
    "The ferry Aurora leaves at nine from pier two.\n\nTickets are sold on board.\n\n"
    "The ferry Aurora does not leave at nine from pier two.\n\nA boat."
)
WORLD = "Both sides met. They said that the world will require painful compromises. The peace is near."


def parts() -> list[str]:
    return TEXT.split("\n\n")


def test_fluency_reads_the_segments_and_gives_an_order(writer: Path) -> None:
    choice = of("fluency", writer)
    result = Auditor("en", settings=Settings(models=(choice,))).check_text(TEXT)
    (model,) = result.models
    direct = open_scorer(choice).score([Question(part, None, "en") for part in parts()])
    assert model.segments == pytest.approx([answer.figure for answer in direct], abs=1e-5)
    assert sorted(model.order) == [0, 1, 2, 3]
    assert model.order == reading_order(direct)
    assert not any(note.what.startswith("model") for note in result.unchecked)


def test_company_and_batch_change_nothing(writer: Path, languages: Path) -> None:
    import pandas as pd

    frame = pd.DataFrame({"id": list("abcd"), "target": parts()})
    found = []
    for batch, rows in ((1, frame), (7, frame), (3, frame[::-1])):
        models = (of("fluency", writer, batch=batch), of("language", languages, batch=batch))
        segments, _ = Auditor("de", settings=Settings(models=models)).check_frame(rows)
        found.append(segments.sort_values("id")[["model_fluency", "model_language"]].reset_index(drop=True))
    for other in found[1:]:
        pd.testing.assert_frame_equal(found[0], other, atol=1e-5, rtol=0)


def test_language_gives_the_probability_of_the_target(languages: Path) -> None:
    choice = of("language", languages)
    (model,) = Auditor("de", settings=Settings(models=(choice,))).check_text(TEXT).models
    direct = open_scorer(choice).score([Question(part) for part in parts()])
    assert model.segments == pytest.approx([answer.figures.get("de", 0.0) for answer in direct], abs=1e-5)


def test_nli_is_asked_about_sentences_of_the_text(entailment: Path) -> None:
    low = of("nli", entailment, threshold=0.0)
    result = Auditor("en", settings=Settings(models=(low,))).check_text(TEXT)
    found = [one for one in result.findings if one.check == "contradicting-sentence"]
    assert [one.text for one in found] == ["The ferry Aurora does not leave at nine from pier two."]
    question = Question(parts()[2], parts()[0], "en", "en")
    (direct,) = open_scorer(low).score([question])
    assert f"{direct.figures['contradicts']:.0%}" in found[0].message
    high = of("nli", entailment, threshold=1.0)
    quiet = Auditor("en", settings=Settings(models=(high,))).check_text(TEXT)
    assert not [one for one in quiet.findings if one.check == "contradicting-sentence"]


def test_a_token_classifier_marks_words_without_a_source(tagger: Path) -> None:
    choice = of("error-spans", tagger, threshold=0.0)
    result = Auditor("en", settings=Settings(models=(choice,))).check_text(TEXT)
    marked = [one for one in result.findings if one.check == "suspected-words"]
    assert [TEXT[one.start : one.end] for one in marked] == [one.text for one in marked]
    assert {one.segment for one in marked} == {0, 1, 2, 3}
    assert not any(one.reasons for one in marked), "its probabilities are not calibrated"


def test_what_compares_is_not_asked_and_that_is_said(encoder: Path, writer: Path) -> None:
    models = (of("similarity", encoder), of("fluency", writer))
    result = Auditor("en", settings=Settings(models=models)).check_text(TEXT)
    assert [model.kind for model in result.models] == ["fluency"]
    assert [note.what for note in result.unchecked if note.what.startswith("model")] == ["model similarity"]
    both = Auditor("en", settings=Settings(models=models[:1])).check_text(TEXT)
    assert [note.what for note in both.unchecked if note.what.startswith("model")] == ["models"]


def test_a_sense_is_compared_by_the_whole_sentence(writer: Path) -> None:
    choice = of("fluency", writer)
    result = Auditor("en", "ru", Settings(models=(choice,))).check_text(WORLD)
    (finding,) = [one for one in result.findings if one.check == "mistaken-sense"]
    as_is, meant = open_scorer(choice).score(
        [
            Question("They said that the world will require painful compromises.", None, "en"),
            Question("They said that peace will require painful compromises.", None, "en"),
        ]
    )
    gain = as_is.figures["sum"] - meant.figures["sum"]
    clearly = gain >= 2 and meant.figures["surprise"] < as_is.figures["surprise"]
    assert (finding.confidence == "likely") is clearly
    assert bool(finding.reasons) is clearly


@pytest.mark.parametrize(
    ("figures", "order"),
    [
        ([(2.0, 20), (5.0, 20), (3.0, 20)], (1, 2, 0)),
        ([(2.0, 40), (6.0, 1), (5.0, 40)], (2, 1, 0)),
        ([(3.0, 9), (3.0, 9)], (0, 1)),
        ([], ()),
    ],
)
def test_the_shorter_the_less_it_says(figures: list[tuple[float, int]], order: tuple[int, ...]) -> None:
    answers = [Answer(-mean, {"surprise": mean, "tokens": tokens}) for mean, tokens in figures]
    assert reading_order(answers) == order


def test_silent_segments_are_in_no_order() -> None:
    answers = [Answer(why="no text"), Answer(-1.0, {"surprise": 1.0, "tokens": 3})]
    assert reading_order(answers) == (1,)
