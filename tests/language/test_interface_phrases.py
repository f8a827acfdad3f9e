"""Labels of pages, and what other languages say instead."""

import pytest

from audit.language.interface_phrases import counterparts, interface_phrase, is_usual_label


@pytest.mark.parametrize("text", ["Read more", "READ MORE…", " read  more » ", "Read more:"])
def test_case_marks_and_space_do_not_matter(text: str) -> None:
    assert interface_phrase(text) == {"en"}


def test_a_sentence_is_no_label() -> None:
    assert interface_phrase("The ferry left the harbour before dawn") is None
    assert interface_phrase("Read more " * 100) is None


@pytest.mark.parametrize(
    ("text", "language", "target", "said"),
    [
        ("Add to cart", "en", "de", "In den Warenkorb"),
        ("Sign in", "en", "ru", "Войти"),
        ("3 comments", "en", "de", "3 Kommentare"),
        ("Weiterlesen", "de", "en", "Read more"),
        ("About us", "en", "zh-TW", "關於我們"),
    ],
)
def test_counterparts(text: str, language: str, target: str, said: str) -> None:
    assert said in counterparts(text, language, target)


def test_a_variant_does_not_borrow_what_it_has() -> None:
    assert "关于我们" not in counterparts("About us", "en", "zh-TW")


def test_unknown_labels_have_no_counterpart() -> None:
    assert counterparts("Turn the ferry", "en", "de") == ()


def test_labels_that_a_language_took_over_are_its_own() -> None:
    assert is_usual_label("Home", "de")
    assert not is_usual_label("Home", "ru")
    assert is_usual_label("Blog", "ru")
    assert not is_usual_label("Sign in", "de")
