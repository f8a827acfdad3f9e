"""What a professional would deduct: signs, weights, the sum."""

from pathlib import Path

import pytest

from audit import Auditor
from audit.model.errors import SettingsError
from audit.model.finding import Finding
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role
from audit.model.settings import Settings
from audit.one.choices import Choices
from audit.run.calibrate import signs_of
from audit.score.estimate.every_sign import EVERY_SIGN
from audit.score.estimate.translated import Translated
from audit.score.estimate.weights import MOST, Weights, read_weights, shipped_weights, weights_text

SOURCE = (
    "Die Fähre nach Helgoland legt um 9.30 Uhr ab. Familie Petersen wartet am Kai, und der Kapitän grüßt."
)
TARGET = "The ferry to Helgoland leaves at 9.30. The Petersen family is waiting on the quay, and the captain waves."


def finding(category: Category, severity: Severity, confidence: Confidence) -> Finding:
    return Finding(
        check="some-check",
        category=category,
        severity=severity,
        confidence=confidence,
        start=0,
        end=3,
        line=1,
        column=1,
        text="The",
        message="it is wrong",
        segment=0,
        segment_start=0,
        segment_end=3,
        role=Role.BODY,
        fix=None,
        fingerprint="0",
    )


def deducted(
    target: str, source: str = SOURCE, findings: tuple[Finding, ...] = (), languages: str = "de en"
) -> float:
    first, second = languages.split()
    return shipped_weights().deducted(Translated(target, source, second, first, findings))


def test_signs_have_names_of_their_own() -> None:
    names = [each.name for each in EVERY_SIGN]
    assert len(set(names)) == len(names)
    assert all(each.says for each in EVERY_SIGN)


def test_shipped_weights_fit_the_signs() -> None:
    weights = shipped_weights()
    known = {each.name: each for each in EVERY_SIGN}
    assert weights.figures
    assert weights.weights.keys() <= known.keys()
    assert all(weight >= 0 for name, weight in weights.weights.items() if known[name].against)
    assert all(weights.weights[f"{severity}_findings"] > 0 for severity in ("major", "minor", "possible"))


@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize("confidence", list(Confidence))
@pytest.mark.parametrize(
    "category",
    [Category.OMISSION, Category.ADDITION, Category.UNTRANSLATED, Category.MISTRANSLATION, Category.SPELLING],
)
def test_one_more_finding_never_raises_the_estimate(
    severity: Severity, confidence: Confidence, category: Category
) -> None:
    one = finding(category, severity, confidence)
    several = [deducted(TARGET, findings=(one,) * count) for count in range(12)]
    assert several == sorted(several)
    if confidence is not Confidence.POSSIBLE and severity in (Severity.MAJOR, Severity.MINOR):
        assert len(set(several)) == len(several)


def test_what_is_no_translation_costs_more() -> None:
    good = deducted(TARGET)
    detached = deducted(
        "The rooms were clean and the breakfast was good. All in all a pleasant stay for our children."
    )
    looping = deducted(
        "The ferry to Helgoland leaves the ferry the ferry the ferry the ferry the ferry the ferry the ferry."
    )
    cut = deducted("The ferry to Helgoland.")
    assert good < cut < MOST
    assert good < detached
    assert good < looping
    assert cut > 2 * good


@pytest.mark.parametrize(
    "target",
    [
        "",
        " ",
        "\u200b",
        "9",
        "\U0001f600" * 30,
        "a" * 200_000,
        "na " * 60_000,
        "漢" * 9000,
        "\ud800x",
        "ß" * 70,
    ],
)
@pytest.mark.parametrize("source", ["", "x", SOURCE, "漢字" * 4000])
def test_odd_texts_have_an_estimate(target: str, source: str) -> None:
    for languages in ("de en", "und und", "zh ja", "xx yy", "ar zh"):
        value = deducted(target, source, languages=languages)
        assert 0 < value <= MOST
        assert value == deducted(target, source, languages=languages)


def test_a_file_of_weights_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "weights.toml"
    file.write_text(weights_text(shipped_weights(), "Two\nlines."), encoding="utf-8")
    again = read_weights(file)
    assert again == shipped_weights()
    assert again.digest == shipped_weights().digest
    other = Weights(again.figures, again.bias, again.weights | {"major_findings": 2.0})
    assert other.digest != again.digest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("figures = ''\nbias = 0.0\n[weights]\nferries = 1.0\n", "no sign called 'ferries'"),
        ("figures = ''\nbias = 0.0\n[weights]\nmajor_findings = -1.0\n", "cannot be below 0"),
        ("figures = ''\nbias = nan\n[weights]\n", "bias"),
        ("figures = ''\nbias = 0.0\n[weights]\nsentences = inf\n", "no weight"),
        ("figures = ''\nbias = 0.0\n", "weights"),
        ("bias = = 1", "weights.toml"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "weights.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        read_weights(file)
    with pytest.raises(SettingsError, match=said):
        Auditor(target="en", settings=Settings(estimate=str(file)))


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"missing\.toml"):
        read_weights(tmp_path / "missing.toml")


def test_without_a_source_there_is_none() -> None:
    assert Auditor(target="en").check_text(TARGET).score.estimate is None


def test_a_text_beside_its_source_has_one() -> None:
    auditor = Auditor(target="en", source="de")
    score = auditor.check_text(TARGET, source_text=SOURCE).score
    assert score.estimate is not None
    assert score.estimate < 0
    assert f"estimate:{shipped_weights().digest}" in score.signature
    worse = auditor.check_text("The ferry to Helgoland.", source_text=SOURCE).score
    assert worse.estimate is not None
    assert worse.estimate < score.estimate


def test_a_table_has_a_column_of_them() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        [
            {"id": 1, "source": SOURCE, "target": TARGET},
            {"id": 2, "source": SOURCE, "target": SOURCE},
            {"id": 3, "source": None, "target": TARGET},
        ]
    )
    segments, _ = Auditor(target="en", source="de").check_frame(frame)
    first, copied, alone = segments["estimate"]
    assert copied < first < 0
    assert alone != alone


def test_a_long_document_is_sampled() -> None:
    auditor = Auditor(target="en", source="de")
    short = auditor.check_text(TARGET, source_text=SOURCE).score.estimate
    long = auditor.check_text(
        "\n\n".join([TARGET] * 100), source_text="\n\n".join([SOURCE] * 100)
    ).score.estimate
    assert short is not None
    assert long is not None
    assert long < 50 * short


def test_users_weights_are_used(tmp_path: Path) -> None:
    file = tmp_path / "weights.toml"
    file.write_text("figures = 'mine'\nbias = 1.0\n[weights]\nsentences = 0.0\n", encoding="utf-8")
    auditor = Auditor(target="en", source="de", settings=Settings(estimate=str(file)))
    score = auditor.check_text(TARGET, source_text=SOURCE).score
    assert score.estimate == pytest.approx(-2.7183, abs=1e-3)
    assert f"estimate:{read_weights(file).digest}" in score.signature


def test_signs_are_measured_in_order() -> None:
    choices = Choices(Settings(target="en", source="de"))
    found = signs_of(TARGET, SOURCE, choices)
    assert found is not None
    assert len(found) == len(EVERY_SIGN)
    assert found == signs_of(TARGET, SOURCE, choices)
