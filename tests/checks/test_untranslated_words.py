"""`untranslated-words` beyond its examples: hostile text, the model's file, roles and listed terms."""

import pytest

from audit import Auditor
from audit.language.language_model import LanguageModel, language_model
from audit.model.errors import DataError
from audit.model.mqm import Confidence
from audit.model.settings import Settings

IN_PREVIEW = Settings(preview=True)


def found(
    text: str, target: str, source: str | None = None, settings: Settings | None = None
) -> list[tuple[str, str]]:
    result = Auditor(target=target, source=source, settings=settings or IN_PREVIEW).check_text(text)
    return [
        (finding.text, finding.message)
        for finding in result.findings
        if finding.check == "untranslated-words" and finding.confidence is not Confidence.POSSIBLE
    ]


@pytest.mark.parametrize(
    ("target", "source", "text", "left"),
    [
        ("en", "nl", "The harbour was closed, want de schepen konden niet varen, until noon.",
         "want de schepen konden niet varen"),
        ("es", "pt", "El alcalde abrió la feria ontem à noite com muita gente y habló.",
         "ontem à noite com muita gente"),
        ("ru", "bg", "Жители собрались на площади, защото никой не им беше казал нищо, и ждали.",
         "защото никой не им беше казал нищо"),
    ],
)  # fmt: skip
def test_words_inside_a_sentence(target: str, source: str, text: str, left: str) -> None:
    shown = [words for words, _ in found(text, target, source)]
    assert len(shown) == 1
    assert shown[0] in left or left in shown[0]


def test_a_line_is_called_a_line_and_its_language_named() -> None:
    text = "Die Halle wird im Mai eröffnet.\n\nPlease leave your coats here\n\nDer Eintritt ist frei."
    assert found(text, "de") == [
        (
            "Please leave your coats here",
            "A line is left in English: “Please leave your coats here”; “coats”, “your” and “leave” are English",
        )
    ]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("en", "Photo: Piroschka van de Velde\n\nThe bridge over the river was opened on Monday."),
        ("de", "Er las die New York Times und hörte „Bridge over Troubled Water“ im Radio."),
        ("fr", "Qu'est-ce qu'il s'agirait d'ajouter ? J'ai l'impression qu'aujourd'hui, c'est l'heure."),
        ("en", "After the coup d'état the minister drank a café au lait and called it a faux pas."),
        ("es", "Escriba a info@example.com o visite https://example.com/about-us/read-more hoy mismo."),
        ("it", "Lo smart working, il marketing e lo streaming sono parole italiane ormai."),
    ],
)
def test_clean_text(target: str, text: str) -> None:
    assert found(text, target) == []


def test_listed_terms_are_left_alone() -> None:
    text = "Öffnen Sie das Menü, wählen Sie forgot your password und warten Sie."
    assert found(text, "de", "en")
    assert not found(text, "de", "en", settings=Settings(preview=True, terms=("forgot your password",)))


@pytest.mark.parametrize(
    "text",
    ["", "a", "\u0130" * 500, "wir " * 20_000, "x" * 200_000, "ÜBER " * 3_000 + "\n" * 50],
)
def test_hostile_text_breaks_nothing(text: str) -> None:
    result = Auditor(target="en", source="de", settings=IN_PREVIEW).check_text(text)
    assert not [item for item in result.unchecked if "untranslated-words" in item.what]


def test_languages_the_model_does_not_know() -> None:
    assert found("ეს არის წინადადება და hello there my friend.", "ka") == []


def test_the_model_is_small_and_knows_many_languages() -> None:
    model = language_model()
    assert len(model.header.languages) >= 35
    of_the = {value & 63: value >> 6 for value in model.word_costs("the")}
    assert min(of_the, key=of_the.__getitem__) == model.number["en"]


def test_another_file_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("model") / "other.bin"
    path.write_bytes(b"something else altogether")
    with pytest.raises(DataError):
        LanguageModel(str(path))
