"""The offset map against a slow, obvious model of it."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from audit.model.offset_map import OffsetMap, Piece
from audit.model.span import Span


@st.composite
def maps(draw: st.DrawFn) -> tuple[OffsetMap, list[tuple[int, int]]]:
    """A map, and for every text code point the file stretch it came from."""
    pieces, origin = [], []
    text = place = 0
    for _ in range(draw(st.integers(1, 6))):
        place += draw(st.integers(0, 3))
        length = draw(st.integers(1, 4))
        width = draw(st.one_of(st.just(length), st.integers(1, 8)))
        pieces.append(Piece(text, text + length, place, place + width))
        linear = length == width
        origin += [(place + i, place + i + 1) if linear else (place, place + width) for i in range(length)]
        text, place = text + length, place + width
    return OffsetMap(tuple(pieces)), origin


@given(maps(), st.data())
def test_spans_reach_from_first_to_last_origin(
    case: tuple[OffsetMap, list[tuple[int, int]]], data: st.DataObject
) -> None:
    offsets, origin = case
    start = data.draw(st.integers(0, len(origin) - 1))
    end = data.draw(st.integers(start + 1, len(origin)))
    assert offsets.to_file(start, end) == Span(origin[start][0], origin[end - 1][1])
    assert offsets.to_text(origin[start][0]) is not None


@given(maps())
def test_unbroken_means_no_gap_in_the_file(case: tuple[OffsetMap, list[tuple[int, int]]]) -> None:
    offsets, origin = case
    whole = sorted(set(origin))
    gaps = any(left[1] != right[0] for left, right in itertools.pairwise(whole))
    assert offsets.unbroken(0, len(origin)) is not gaps


def test_an_insertion_stays_an_empty_stretch() -> None:
    offsets = OffsetMap([Piece(0, 3, 10, 13), Piece(3, 4, 20, 25)])
    assert offsets.to_file(0, 0) == Span(10, 10)
    assert offsets.to_file(3, 3) == Span(20, 20)
    assert offsets.to_file(4, 4) == Span(25, 25)


def test_a_seam_is_kept_on_the_way_through() -> None:
    # "three "⏎"pence" in the file, of which a reader takes all but the ends
    outer = OffsetMap([Piece(0, 6, 1, 7), Piece(6, 6, 7, 10), Piece(6, 11, 10, 15)])
    inner = OffsetMap([Piece(0, 9, 1, 10)]).through(outer)
    assert inner.pieces == (Piece(0, 5, 2, 7), Piece(5, 5, 7, 10), Piece(5, 9, 10, 14))
    assert inner.unbroken(0, 9)
    assert inner.to_file(3, 7) == Span(5, 12)
    assert inner.to_file(5, 5) == Span(10, 10)
    assert inner.to_file(0, 5) == Span(2, 7)
    assert OffsetMap([Piece(0, 5, 6, 11)]).through(outer).pieces == (Piece(0, 5, 10, 15),)


def test_a_stretch_may_cut_what_moves_as_a_whole() -> None:
    way = OffsetMap([Piece(0, 3, 0, 3), Piece(3, 5, 3, 9), Piece(5, 6, 9, 10)])
    assert way.cuts(0, 4)
    assert way.cuts(4, 4)
    assert not any(way.cuts(start, end) for start, end in ((0, 3), (1, 2), (3, 5), (0, 6), (5, 5)))


def test_the_way_back_grows_to_what_moves_as_a_whole() -> None:
    way = OffsetMap([Piece(0, 3, 10, 13), Piece(3, 4, 13, 18), Piece(4, 6, 18, 20)])
    assert way.text_of(11, 13) == Span(1, 3)
    assert way.text_of(12, 15) == Span(2, 4)
    assert way.text_of(13, 18) == Span(3, 4)
    assert way.text_of(18, 20) == Span(4, 6)
    assert way.text_of(20, 20) == Span(6, 6)
    assert way.text_of(18, 18) == Span(4, 4)
    assert way.text_of(30, 31) == Span(6, 6)
    assert OffsetMap.point(5).text_of(5, 5) == Span(0, 0)
