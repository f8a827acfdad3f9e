"""Checks that say once what holds for a whole text, and what they cost on hostile ones."""

import pytest
from hostile import must_end, stretched

from audit.model.mqm import Confidence
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

CHECKS = {check.id: check for check in builtin_checks()}


def shown(check: str, language: str, text: str, format: str = "text") -> list[str]:  # noqa: A002
    """The texts of what the check finds and shows."""
    result = Auditor(target=language, checks=(CHECKS[check],)).check_text(text, format=format)
    return [found.text for found in result.findings if found.confidence is not Confidence.POSSIBLE]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Lesen Sie auch: Hafen schließt im Winter"),
        ("pl", "Czytaj też: Port zamyka się na zimę"),
        ("uk", "Знайшли помилку? Виділіть її та натисніть Ctrl+Enter"),
        ("es", "Me gusta Comentar Compartir"),
        ("it", "Condividi su Facebook WhatsApp Telegram"),
        ("tr", "Ana Sayfa > Haberler > Spor"),
        ("ru", "Подпишитесь на нашу рассылку"),
    ],
)
def test_furniture_of_many_languages(language: str, line: str) -> None:
    text = f"2024.\n\n{line}\n\n2025."
    assert shown("site-furniture", language, text) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Horbal opened the lock. Jon Horbal closed it.",
        "Marina Petrenko opened the lock. Marino Petrenko closed it.",
        "Anders Lindqvist opened the lock. Lars Lindkvist closed it.",
        "The word <i>Ferrymann</i> was also written <i>Ferryman</i> by Fyodor Brand.",
    ],
)
def test_names_of_two(text: str) -> None:
    assert not shown("inconsistent-name", "en", text, "html")


def test_one_finding_for_all_places() -> None:
    text = "Du zeigst am Steg deine Karte.\n\n" * 3 + "Dort zahlen Sie, und wir schicken Ihnen alles.\n\n" * 2
    assert shown("mixed-address", "de", text) == ["Sie"]


def test_a_text_in_the_other_characters() -> None:
    assert len(shown("mixed-han", "zh-Hant", "我们今天去图书馆看书，这里的书很多，机会难得。")) == 1
    assert not shown("mixed-han", "ja", "この国の学校で会う機会が来るだろう。数を点検する。")


@must_end
@pytest.mark.parametrize(
    ("check", "language", "unit"),
    [
        ("inconsistent-name", "en", "Marak Marrak "),
        ("inconsistent-name", "en", "Mr Petrov said. "),
        ("glued-metadata", "en", "Sport21:4 "),
        ("site-furniture", "en", "Read also "),
        ("mixed-address", "de", "„Sie du "),
        ("mixed-han", "zh", "（機机"),
        ("neighbour-word", "uk", "ы"),
        ("cut-text", "en", "[a]("),
        ("miscounted-step", "en", "1) a\n"),
    ],
)
def test_hostile(check: str, language: str, unit: str) -> None:
    shown(check, language, stretched(unit))
