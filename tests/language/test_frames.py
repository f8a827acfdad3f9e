"""Frames: every language has words for the main ones, hits stay in their sentence, hostile text ends."""

import pytest
from hostile import must_end, stretched

from audit.language.catalogue import decode, table
from audit.language.frame_files import SHARED, STEM, FrameFile
from audit.language.frames import frames
from audit.language.notices import FRAMES, find_notices
from audit.language.phrases import fold

FILES = {name: decode(FRAMES, name, FrameFile) for name in table(FRAMES)}
LANGUAGES = sorted(FILES.keys() - {SHARED})


def found(text: str, prefer: str | None = None) -> list[str]:
    return [text[start:end] for _, start, end in find_notices(text, prefer=prefer)]


def test_there_are_fifty_languages() -> None:
    assert len(LANGUAGES) >= 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_can_say_who_translated_this_page(language: str) -> None:
    slots = FILES[language].slots
    assert slots["self"]
    assert slots["how"]
    assert slots["caution"]
    assert slots.get("finite") or (slots["translated"] and slots["passive"])


@pytest.mark.parametrize("language", sorted(FILES))
def test_words_are_folded_and_have_no_stem_mark_inside(language: str) -> None:
    for words in FILES[language].slots.values():
        for word in words:
            assert word == fold(word), word
            assert STEM not in word.strip(STEM), word


@pytest.mark.parametrize(
    "text",
    [
        "**Note**: This page was translated by a machine. It may contain errors.",
        "🤖 Machine-translated from English",
        "Diese Seite wurde automatisch übersetzt.",
        "Эта страница переведена с помощью нейросети, возможны ошибки.",
        "このページはAIによって翻訳されました。誤りが含まれる可能性があります。",
    ],
)
def test_a_notice_is_found_whole_wherever_it_stands(text: str) -> None:
    assert found(text) == [text]
    assert found(f"The road is open.\x00{text}\x00The end.") == [text]
    assert found(f"The road is open. {text}") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "This page explains how texts are translated by AI.",
        "If this page was translated automatically, read the original.",
        "Translated by Anna Kowalska",
        "The book was translated into thirty languages.",
        "Maschinelle Übersetzungen können Fehler enthalten, sagt die Forscherin.",
        "Cet article explique comment l'IA traduit les textes.",
        "この本は三十か国語に翻訳された。",
    ],
)
def test_a_text_about_translation_is_no_notice(text: str) -> None:
    assert found(text) == []


def test_cautions_beside_a_notice_belong_to_it_and_other_sentences_do_not() -> None:
    notice = "This document was translated using AI. Automated translations may contain errors."
    assert found(f"Hello there. {notice} The bus leaves at nine.") == [notice]


def test_relatives_are_told_apart_by_the_language_asked_for() -> None:
    text = "Dokumen ini telah diterjemahkan menggunakan AI."
    assert [notice.language for notice, _, _ in find_notices(text, prefer="ms")] == ["ms"]
    assert [notice.language for notice, _, _ in find_notices(text, prefer="id")] == ["id"]


@must_end
def test_hostile_text_is_searched_in_linear_time() -> None:
    words = [word.strip(STEM) for file in FILES.values() for slot in file.slots.values() for word in slot[:3]]
    line = " ".join(words) + " "
    for unit in (line, line + "\x00", line + ". ", "translated by ai "):
        list(frames(FRAMES).find(stretched(unit)))
