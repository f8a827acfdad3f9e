"""When two words may be one name."""

import pytest

from audit.analysis.pairs.names_lost import has_listed_form, is_alike


@pytest.mark.parametrize(
    ("name", "word", "language", "tongue"),
    [
        ("ellingham", "эллингама", "en", "ru"),
        ("wollerstad", "wollerstads", "sv", "en"),
        ("dowden", "дауден", "en", "ru"),
        ("kirjat", "kiryat", "cs", "en"),
        ("कोहली", "kohli", "hi", "en"),
        ("ミラー", "miller", "ja", "en"),
    ],
)
def test_one_name(name: str, word: str, language: str, tongue: str) -> None:
    assert is_alike(name, word, language, tongue)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("rothwell", "ellmenreich"),
        ("wollerstad", "announcement"),
        ("anna", "introduction"),
        ("ted", "hospitalised"),
    ],
)
def test_two_names(name: str, word: str) -> None:
    assert not is_alike(name, word, "en", "de")


def test_forms_of_a_listed_word() -> None:
    assert has_listed_form("zgromadzenia", "pl")
    assert not has_listed_form("wollerstad", "pl")
