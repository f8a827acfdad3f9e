"""The text view's shared analysis against obvious models of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.profiles import profile
from audit.model.offset_map import OffsetMap
from audit.model.segment import Segment

TEXT = st.text(
    alphabet=st.sampled_from(
        "abÄßİय़ि,.-'’ \N{NO-BREAK SPACE}7\N{GRINNING FACE}\N{COMBINING ACUTE ACCENT}я字"
    ),
    max_size=30,
)


def view_of(*texts: str, language: str = "en") -> TextView:
    return TextView([Segment(text, OffsetMap.verbatim(0, len(text))) for text in texts], profile(language))


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_words_and_gaps_tile_the_text(texts: list[str]) -> None:
    view = view_of(*texts)
    pieces = [piece for pair in zip(view.words, [*view.gaps, ""], strict=True) for piece in pair]
    assert "".join(pieces) == view.lower
    assert len(view.lower) == len(view.text)
    for word, start in zip(view.words, view.word_starts, strict=True):
        assert view.lower[start : start + len(word)] == word
    for index, text in enumerate(texts):
        start, end = view.bounds(index)
        assert view.text[start:end] == text


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_volume_counts_words_between_spaces(texts: list[str]) -> None:
    view = view_of(*texts)
    tokens = re.split(rf"[\s{SEPARATOR}]+", view.text)
    assert view.volume == sum(
        any(
            c.isalnum() or c == "_" or (c > "\u0300" and re.match(r"[\u0300-\u036f\u0900-\u097f]", c))
            for c in t
        )
        for t in tokens
    )


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Don't stop — go on, Anne-Marie!", 5),
        ("en", "", 0),
        ("en", " . ", 0),
        ("zh", "部长们星期一开会", 5),
    ],
)
def test_volume(language: str, text: str, words: int) -> None:
    assert view_of(text, language=language).volume == pytest.approx(words, abs=1 if language == "zh" else 0)


def test_places_of_a_word() -> None:
    view = view_of("One two one.", "Not this-one")
    assert [view.text[place : place + 3] for place in view.places_of("one")] == ["One", "one", "one"]
