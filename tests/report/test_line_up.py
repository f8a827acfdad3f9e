"""Segments of versions stand beside those they are versions of, or alone."""

import pytest
from hostile import LENGTH, must_end, stretched
from hypothesis import given
from hypothesis import strategies as st

from audit.report.comparison.line_up import lined_up, paired
from audit.report.comparison.version import Piece
from audit.report.comparison.word_diff import changed, joined


def pieces(*texts: str) -> list[Piece]:
    return [Piece(text, role="body") for text in texts]


def units(*named: tuple[str, str]) -> list[Piece]:
    return [Piece(text, name) for name, text in named]


MORNING = "The ferry leaves in the morning and comes back at night."
OFFICE = "Tickets are sold at the harbour office."
DOGS = "Dogs travel for free, bicycles cost two euros."


def test_equal_segments_stand_beside_each_other() -> None:
    assert paired(pieces(MORNING, OFFICE, DOGS), pieces(MORNING, DOGS)) == [(0, 0), (1, None), (2, 1)]


def test_an_edited_segment_keeps_its_place() -> None:
    edited = "Tickets are sold in the harbour office."
    assert paired(pieces(MORNING, OFFICE, DOGS), pieces(MORNING, edited, DOGS)) == [(0, 0), (1, 1), (2, 2)]


def test_what_is_like_nothing_stands_alone() -> None:
    other = (
        "A completely new paragraph on bread, fish and cheese, which nobody had written before today at all."
    )
    assert paired(pieces(MORNING, "Yes.", DOGS), pieces(MORNING, other, DOGS)) == [
        (0, 0),
        (1, None),
        (None, 1),
        (2, 2),
    ]


def test_a_page_translated_anew_is_paired_by_its_build() -> None:
    one, other = (
        pieces("It leaves early.", "Buy a ticket first."),
        pieces("Departure: dawn.", "Tickets needed here."),
    )
    assert paired(one, other) == [(0, 0), (1, 1)]


def test_a_moved_segment_is_not_bent_into_place() -> None:
    pairs = paired(pieces(MORNING, OFFICE, DOGS), pieces(DOGS, MORNING, OFFICE))
    assert (0, 1) in pairs
    assert (1, 2) in pairs
    assert (2, None) in pairs


def test_units_are_paired_by_name_and_form() -> None:
    one = units(("a", "1"), ("b", "one"), ("b", "many"), ("c", "3"))
    other = units(("c", "3"), ("b", "uno"), ("b", "muchos"), ("d", "4"))
    assert paired(one, other) == [(0, None), (1, 1), (2, 2), (3, 0), (None, 3)]


def test_three_versions_in_one_row() -> None:
    rows = lined_up([pieces(MORNING, OFFICE), pieces(MORNING, DOGS, OFFICE), pieces(OFFICE)])
    assert rows == [(0, 0, None), (None, 1, None), (1, 2, 0)]


def test_what_two_later_versions_share_stands_in_one_row() -> None:
    rows = lined_up([pieces(MORNING), pieces(MORNING, DOGS), pieces(MORNING, DOGS)])
    assert rows == [(0, 0, 0), (None, 1, 1)]


TEXTS = st.lists(st.sampled_from([MORNING, OFFICE, DOGS, "Yes.", "No.", ""]), max_size=12)


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_every_segment_stands_in_one_row(versions: list[list[str]]) -> None:
    rows = lined_up([pieces(*texts) for texts in versions])
    for number, texts in enumerate(versions):
        places = [row[number] for row in rows if row[number] is not None]
        assert sorted(places) == list(range(len(texts)))  # type: ignore[type-var]


def test_thousands_of_segments_that_share_nothing_are_not_compared_one_by_one() -> None:
    one = pieces(*(f"alpha {number} beta" for number in range(3000)))
    other = pieces(*(f"gamma {number}" for number in range(2999)))
    assert len(paired(one, other)) == 5999


def parts(text: str, stretches: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in stretches]


def test_a_changed_letter_is_marked_in_its_word() -> None:
    left, right = "Bring warm cloths.", "Bring warm clothes."
    gone, new = changed(left, right)
    assert (parts(left, gone), parts(right, new)) == ([], ["e"])


def test_another_word_is_marked_whole() -> None:
    left, right = "sold at the office", "sold in the office"
    gone, new = changed(left, right)
    assert (parts(left, gone), parts(right, new)) == (["at"], ["in"])


def test_a_script_without_spaces_is_compared_by_characters() -> None:
    left, right = "船は朝に出ます", "船は夜に出ます"
    gone, new = changed(left, right)
    assert (parts(left, gone), parts(right, new)) == (["朝"], ["夜"])


@given(st.text("ab é.\n", max_size=80), st.text("ab é.\n", max_size=80))
def test_what_is_not_marked_is_the_same(left: str, right: str) -> None:
    gone, new = changed(left, right)
    rest = []
    for text, stretches in ((left, gone), (right, new)):
        assert stretches == joined(stretches)
        place, kept = 0, ""
        for start, end in stretches:
            assert 0 <= start < end <= len(text)
            kept += text[place:start]
            place = end
        rest.append(kept + text[place:])
    assert rest[0] == rest[1]


def test_a_huge_segment_is_compared_at_its_ends() -> None:
    left = "word " * 50_000
    gone, new = changed(left + "x end", left + "y end")
    assert gone == new == [(250_000, 250_001)]


@must_end
@pytest.mark.parametrize("unit", ["日", "日月", "a b ", "x.", "a\n"])
def test_what_repeats_without_end_takes_no_time(unit: str) -> None:
    for length in (LENGTH, 1400):
        text = stretched(unit)[:length]
        for _ in range(3 if length == LENGTH else 30):
            changed(text, text[: length // 2] + "!" + text[length // 2 + 1 :])
            changed(text, "!" + text[1 : length // 2] + "?")


@must_end
def test_thousands_of_segments_that_share_words_are_lined_up() -> None:
    one = pieces(*(f"{MORNING} {number}" for number in range(1300)))
    other = pieces(*(f"{MORNING} {number} {number}" for number in range(1500)))
    assert sum(None not in pair for pair in paired(one, other)) > 1000
