"""Words that deny."""

import pytest

from audit.language.catalogue import table
from audit.language.negation_words import Denial, denial, denials_in, is_anywhere, without_idle
from audit.language.profiles import known_tags


def test_languages_are_known() -> None:
    assert set(table("negation")) <= set(known_tags())
    assert len(table("negation")) >= 30


@pytest.mark.parametrize(
    ("word", "tag", "kind"),
    [
        ("not", "en", Denial.WORD),
        ("don’t", "en", Denial.WORD),
        ("notice", "en", Denial.NONE),
        ("without", "en", Denial.HINT),
        ("unter", "de", Denial.NONE),
        ("ungültig", "de", Denial.HINT),
        ("unterdrücken", "de", Denial.HINT),
        ("n'est", "fr", Denial.WORD),
        ("nejlepší", "cs", Denial.NONE),
        ("nejsou", "cs", Denial.WORD),
        ("неделя", "ru", Denial.NONE),
    ],
)
def test_words(word: str, tag: str, kind: Denial) -> None:
    assert denial(word, tag) is kind


def test_without_spaces() -> None:
    assert is_anywhere("ja")
    assert not is_anywhere("de")
    assert denials_in("開きません", "ja") == ([(2, 5)], Denial.NONE)
    assert denials_in("表示する", "ja") == ([], Denial.NONE)


def test_idle_phrases_keep_the_length() -> None:
    text = "not only cats, but not dogs"
    left = without_idle(text, "en")
    assert len(left) == len(text)
    assert left.split() == ["cats,", "but", "not", "dogs"]
