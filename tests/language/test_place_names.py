"""Countries and cities by language."""

import pytest

from audit.language.catalogue import table
from audit.language.place_names import folded, mentions, speaks_of, spoken_of


@pytest.mark.parametrize(
    ("text", "tag", "spaced", "places"),
    [
        ("The ferry from Norway to South Korea", "en", True, ["NO", "KR"]),
        ("Die Fähre nach Norwegen", "de", True, ["NO"]),
        ("Паром из Норвегии", "ru", True, ["NO"]),
        ("挪威的渡轮", "zh", False, ["NO"]),
        ("Im nächsten Monat", "de", True, []),
        ("a small chile", "en", True, []),
    ],
)
def test_mentions(text: str, tag: str, spaced: bool, places: list[str]) -> None:
    assert [place for mention in mentions(text, tag, spaced) for place in sorted(mention.places)] == places


@pytest.mark.parametrize(
    ("text", "tag"),
    [("The Norwegian ferry", "en"), ("Die norwegische Fähre", "de"), ("Eine Fähre aus Südnorwegen", "de")],
)
def test_people_speak_of_their_country(text: str, tag: str) -> None:
    words = frozenset(folded(word) for word in text.split())
    assert speaks_of("NO", words, text, tag, True)
    assert not speaks_of("JP", words, text, tag, True)


def test_words_of_people() -> None:
    assert "PL" in spoken_of("Polish")
    assert not spoken_of("harbour")


def test_people_belong_to_countries() -> None:
    places = table("place_names")
    assert len(places) >= 60
