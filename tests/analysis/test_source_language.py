"""What the translation left behind names a source language only when it can."""

import pytest

from audit.analysis.language_guess import guess_language
from audit.model.language_evidence import LanguageGuess
from audit.run.auditor import Auditor


def source_of(text: str, target: str) -> LanguageGuess:
    return Auditor(target=target).check_text(text).source_language


@pytest.mark.parametrize(
    ("target", "text", "told"),
    [
        ("ru", "Мэр открыл report и прочёл письмо.", "6 letters left in Latin script"),
        ("en", "The bridge is closed until Monday. мост", "4 letters left in Cyrillic script"),
        ("en", "The bridge is closed until Monday. مرحبا", "5 letters left in Arabic script"),
        ("en", "— The bridge is closed.", "1 paragraph opens with a dash"),
        ("en", "— The bridge is closed.\n\n— Until when?", "2 paragraphs open with a dash"),
    ],
)
def test_what_many_languages_share_names_none_of_them(target: str, text: str, told: str) -> None:
    guess = source_of(text, target)
    assert (guess.tag, guess.confidence) == (None, 0.0)
    assert told in [item.detail for item in guess.evidence]


@pytest.mark.parametrize(
    ("target", "text"),
    [("ru", "Мэр открыл файл в Word и прочёл письмо."), ("en", "The angle α is small in this bridge.")],
)
def test_names_and_symbols_say_nothing(target: str, text: str) -> None:
    assert source_of(text, target) == LanguageGuess(None, 0.0)


def test_each_shared_clue_is_told_once() -> None:
    details = [item.detail for item in source_of("The bridge is closed. мост", "en").evidence]
    assert len(details) == len(set(details))


def test_a_sentence_left_behind_names_its_language() -> None:
    guess = source_of("The bridge is closed. Это был самый длинный мост, и он стоял там до войны.", "en")
    assert guess.tag == "ru"
    assert "left in Russian" in guess.evidence[0].detail


def test_scripts_are_called_by_their_names() -> None:
    details = " ".join(
        item.detail for item in guess_language("Река поднялась за ночь на два метра.").evidence
    )
    assert "Cyrillic" in details
    assert "Cyrl" not in details
