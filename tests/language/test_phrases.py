"""The engine that finds set phrases."""

import pytest
from hostile import must_end, stretched
from hypothesis import given
from hypothesis import strategies as st

from audit.language.phrases import AnchoredPatterns, Phrase, Position, fold


def phrase(id: str, pattern: str, anchor: str, position: Position = Position.ANYWHERE) -> Phrase:  # noqa: A002
    return Phrase(
        id=id,
        language="any",
        pattern=pattern,
        anchor=anchor,
        position=position,
        evidence="invented",
        example=anchor,
    )


def found(entries: list[Phrase], text: str) -> list[tuple[str, str]]:
    return [(match.entry.id, text[match.start : match.end]) for match in AnchoredPatterns(entries).find(text)]


def test_folding_keeps_the_length_of_every_character() -> None:
    for code in range(0x110000):
        assert len(fold(chr(code))) == 1, hex(code)


def test_folding_makes_no_break_spaces_and_curly_apostrophes_plain() -> None:
    assert fold("VOIR\N{NO-BREAK SPACE}L\N{RIGHT SINGLE QUOTATION MARK}ORIGINAL") == "voir l'original"


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_matches_keep_their_place_behind_a_dotted_capital_i() -> None:
    assert found([phrase("a", "işte çeviri", "işte")], "İİ İşte çeviri!") == [("a", "İşte çeviri")]


def test_a_phrase_never_reaches_over_a_segment_boundary_or_a_line_break() -> None:
    entry = [phrase("a", r"made[\s\x00]by[\s\x00]us", "made")]
    assert found(entry, "made by us") == [("a", "made by us")]
    assert found(entry, "made\x00by us") == []
    assert found(entry, "made by\nus") == []


def test_the_longest_of_the_leftmost_wins() -> None:
    entries = [
        phrase("short", "good day", "good"),
        phrase("long", "good day sir", "good"),
        phrase("later", "day sir", "day"),
    ]
    assert found(entries, "Good day sir") == [("long", "Good day sir")]


@pytest.mark.parametrize("text", ["Made by us.", "«Made by us»", "  (made by us)  ", "# MADE BY US"])
def test_a_line_phrase_is_the_whole_line_brackets_and_marks_aside(text: str) -> None:
    entry = [phrase("a", "made by us", "made", Position.LINE)]
    assert found(entry, f"first\x00{text}\x00last") == [("a", text.strip())]


def test_a_line_phrase_is_not_found_inside_a_longer_line() -> None:
    assert found([phrase("a", "made by us", "made", Position.LINE)], "It was made by us in May") == []


def test_a_start_phrase_stands_at_the_start_of_its_segment_only() -> None:
    entry = [phrase("a", "made by", "made", Position.START)]
    assert found(entry, "Shoes made by us\x00Made by hand") == [("a", "Made by")]


def test_no_entries_find_nothing() -> None:
    assert found([], "anything") == []


@pytest.mark.parametrize("unit", ["made ", "made\x00", "made by u ", "\n", "made by us ", "(made "])
@pytest.mark.parametrize("position", list(Position))
@must_end
def test_hostile_text_is_read_in_linear_time(unit: str, position: Position) -> None:
    entries = [
        phrase("a", r"made by [a-z ]{0,80}us", "made", position),
        phrase("b", "ade by us", "ade", position),
    ]
    list(AnchoredPatterns(entries).find(stretched(unit)))
