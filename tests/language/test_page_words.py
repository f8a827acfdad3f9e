"""Furniture, controls, credit labels and agencies."""

import unicodedata

import pytest

from audit.language.catalogue import decode, table
from audit.language.page_words import (
    PageWords,
    agencies,
    agency_names,
    caption_labels,
    control,
    credit_labels,
    furniture,
    is_control,
    is_navigation,
    key,
)
from audit.language.phrases import fold

LANGUAGES = [name for name in table("page_words") if name != "any"]
FOLDED_LISTS = ("furniture", "rendered", "controls", "credit_labels", "caption_labels", "navigation_words")


@pytest.mark.parametrize("name", list(table("page_words")))
def test_lists_are_folded_sorted_and_without_repeats(name: str) -> None:
    words = decode("page_words", name, PageWords)
    for field in FOLDED_LISTS:
        entries = getattr(words, field)
        assert list(entries) == sorted(set(entries)), field
        for entry in entries:
            assert entry == key(unicodedata.normalize("NFC", entry)), entry
    assert list(words.credit_agencies) == sorted(set(words.credit_agencies))
    assert words.evidence


@pytest.mark.parametrize("name", LANGUAGES)
def test_lists_of_one_language_do_not_overlap(name: str) -> None:
    words = decode("page_words", name, PageWords)
    assert not set(words.furniture) & set(words.rendered)
    assert not (set(words.furniture) | set(words.rendered)) & set(words.controls)


def test_there_is_enough_for_every_language() -> None:
    assert len(LANGUAGES) >= 30
    for name in LANGUAGES:
        words = decode("page_words", name, PageWords)
        assert len(words.furniture) >= (40 if name in ("en", "ru", "de", "fr", "es") else 15), name
        assert words.credit_labels, name
        assert words.caption_labels, name
        assert words.controls, name
        assert words.navigation_words, name


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Skip to main content", "en"),
        ("READ MORE »", "en"),
        ("Читайте также:", "ru"),
        ("Zum Hauptinhalt springen", "de"),
        ("Retour à l\N{RIGHT SINGLE QUOTATION MARK}accueil", "fr"),
        ("Lea también:", "es"),
        ("Czytaj także", "pl"),
        ("責任編輯", None),
        ("责任编辑", "zh"),
        ("関連記事", "ja"),
        ("본문 바로가기", "ko"),
        ("İçeriğe geç", "tr"),
    ],
)
def test_furniture_is_known_by_its_line_and_names_its_languages(line: str, language: str | None) -> None:
    entry = furniture(line)
    if language is None:
        assert entry is None
    else:
        assert entry is not None
        assert language in entry.languages
        assert not entry.rendered


def test_rendered_furniture_is_told_apart() -> None:
    entry = furniture("Links for simplified access")
    assert entry is not None
    assert entry.rendered
    assert entry.languages == {"en"}


@pytest.mark.parametrize(
    "line",
    [
        "The mayor opened the new bridge on Monday.",
        "Skip to main content and read the report",
        "Photo finish in the final",
        "See also",
        "Further reading",
        "Bericht über die Lage",
        "Главный вопрос остаётся без ответа",
        "Une photo de famille",
        "",
        "…",
    ],
)
def test_sentences_and_headings_are_no_furniture(line: str) -> None:
    assert furniture(line) is None


def test_controls_are_short_labels() -> None:
    assert is_control("Share")
    assert is_control("МЕНЮ")
    assert control("Menü") >= {"de", "tr"}
    assert not is_control("Share the road")
    assert control("Share the road") == frozenset()


def test_navigation_words() -> None:
    assert is_navigation("Politics")
    assert is_navigation("Экономика")
    assert not is_navigation("The politics of water")


def test_credit_and_caption_labels_carry_their_languages() -> None:
    assert "ru" in credit_labels()["фото"]
    assert {"de", "it", "pl"} <= credit_labels()["foto"]
    assert "en" in caption_labels()["file photo"]


def test_agencies_are_known_as_they_sign_and_folded() -> None:
    signed = {"AP", "AFP", "Reuters", "ТАСС", "EPA", "EFE", "dpa", "Getty Images", "Xinhua", "ANSA", "PAP"}
    assert signed <= agency_names()
    assert {fold(name) for name in signed} <= agencies()
