"""Names of languages, cue words, headings that announce what is foreign on purpose."""

import pytest

from audit.language.cue_words import gloss_cue_after, gloss_cue_before, work_cue_after, work_cue_before
from audit.language.heading_genres import HeadingGenre, heading_genre
from audit.language.language_names import autonym_of, is_language_name, languages_named


@pytest.mark.parametrize("text", ["Deutsch", "🇩🇪 Deutsch", "Português (BR)", "हिन्दी", "немецкий", "日本語"])
def test_names_of_languages(text: str) -> None:
    assert is_language_name(text)


def test_which_language_is_named() -> None:
    assert autonym_of("Deutsch") == {"de"}
    assert autonym_of("немецкий") == frozenset()
    assert "de" in languages_named("немецкий")
    assert not is_language_name("harbour")


@pytest.mark.parametrize(
    ("before", "target"),
    [("der sogenannte „", "de"), ("порт (англ. ", "ru"), ("これを英語で「", "ja"), ("这叫做“", "zh")],
)
def test_gloss_cues_before(before: str, target: str) -> None:
    assert gloss_cue_before(before, target)


def test_gloss_cues_after() -> None:
    assert gloss_cue_after("」という言葉", "ja")
    assert gloss_cue_after("” genannt", "de")
    assert not gloss_cue_after(" im Hafen", "de")


def test_no_cue_inside_a_word() -> None:
    assert not gloss_cue_before("Er war unbenannt", "de")
    assert not gloss_cue_before("im Haus ", "de")


def test_work_cues() -> None:
    assert work_cue_before("Das bekannteste Lied der Gruppe heißt „", "de")
    assert work_cue_before("в песне группы «", "ru")
    assert work_cue_after("» adlı şarkı", "tr")
    assert not work_cue_before("Das Lied endet. Dann kam ", "de")


@pytest.mark.parametrize(
    ("heading", "genre"),
    [
        ("7. References & notes", HeadingGenre.REFERENCES),
        ("Literatur und Quellen", HeadingGenre.REFERENCES),
        ("Приложение 2. Глоссарий", HeadingGenre.GLOSSARY),
        ("参考文献", HeadingGenre.REFERENCES),
        ("Was ist ein Glossar?", None),
        ("Menu", None),
    ],
)
def test_headings(heading: str, genre: HeadingGenre | None) -> None:
    assert heading_genre(heading) is genre


def test_long_texts_cost_no_more() -> None:
    text = "x" * 1_000_000
    assert not work_cue_before(text, "en")
    assert not gloss_cue_before(text, "en")
    assert heading_genre(text) is None
