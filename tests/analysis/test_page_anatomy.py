"""Roles of lines in pasted pages."""

import pytest

from audit.analysis.page_anatomy import is_credit, label_roles
from audit.model.role import Role
from audit.readers.read_document import read_string

LONG = "The river rose by two metres overnight, the town council said on Monday, and the bridge was closed. "


def roles(text: str) -> list[tuple[str, str]]:
    return [(segment.text, segment.role.value) for segment in label_roles(read_string(text, "text")).segments]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Jane Roe/Northland Press",
        "Фото: РИА Новости / Иван Петров",
        "(Foto: dpa)",
        "写真：共同",
        "사진=연합뉴스",
        "Fot. PAP/Jan Kowalski",
        "Photo : AFP",
        "REUTERS/Jane Roe",
        "© Jane Roe, 2024",
    ],
)
def test_credits(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "He took a photo: the river, the bridge and the old mill.",
        "Photo: the chef at work in his kitchen",
        "Foto ist ein kurzes Wort.",
        "The ratio was 3/4 on Monday",
        "Video. It begins at noon.",
        "Note: the bridge is closed.",
        "",
    ],
)
def test_no_credits(line: str) -> None:
    assert not is_credit(line)


def test_a_pasted_article() -> None:
    text = (
        "Skip to main content\nAdvertisement\n\nFlood in the valley\n\nPublished: 12.03.2024\n\n"
        f"{LONG}\n\nthe old bridge\nPhoto: REUTERS\n\n{LONG}\n\nПереведено сервисом «Яндекс Переводчик»\n\nBack to top\n"
    )
    assert [role for _, role in roles(text)] == [
        "navigation", "navigation", "headline", "metadata", "body", "caption", "credit", "body", "notice", "navigation",
    ]  # fmt: skip


def test_a_headline_below_a_menu_stays_a_headline() -> None:
    found = roles(f"Skip to main content\nAdvertisement\nFlood in the valley\n\n{LONG}\n\n{LONG}")
    assert ("Flood in the valley", "headline") in found


def test_headlines_in_a_text_without_blank_lines() -> None:
    found = roles(f"Flood in the valley\n{LONG * 2}\n{LONG * 2}\nWhat comes next\n{LONG * 2}")
    assert [role for _, role in found] == ["headline", "body", "body", "headline", "body"]


def test_names_of_sections_are_headings_in_an_article() -> None:
    found = roles(f"History\n\n{LONG}\n\nCulture\n\n{LONG}")
    assert [role for _, role in found] == ["headline", "body", "headline", "body"]


def test_a_poem_is_no_menu() -> None:
    found = roles(f"Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n\n{LONG}")
    assert Role.NAVIGATION.value not in {role for _, role in found}


def test_direct_speech_with_an_en_dash_is_no_list() -> None:
    found = roles(f"{LONG}\n\n– Nie wiem – powiedział burmistrz.\n\n{LONG}")
    assert found[1][1] == "body"


def test_items_and_times() -> None:
    found = roles(f"- Bread\n- Milk\n\n10:15\n\n{LONG}")
    assert [role for _, role in found] == ["item", "item", "metadata", "body"]


def test_one_line_is_body() -> None:
    assert roles("Advertisement") == [("Advertisement", "body")]
