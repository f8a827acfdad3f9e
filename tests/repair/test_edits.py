"""Edits: made, added up, undone, and places followed through them."""

from hypothesis import given
from hypothesis import strategies as st

from audit.model.fix import Edit, Fix, Safety
from audit.model.span import Span
from audit.repair.edits import Patchwork, Shift, Territory, apply_edits, undone

TEXTS = st.text("abc\n\N{GRINNING FACE}", max_size=30)


@st.composite
def edits_for(draw: st.DrawFn, length: int) -> list[Edit]:
    """Sorted edits that neither overlap nor touch."""
    places = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return [Edit(start, end, draw(st.text("xyz", max_size=3))) for start, end in pairs]


@given(st.data(), TEXTS)
def test_rounds_add_up(data: st.DataObject, text: str) -> None:
    patchwork, now = Patchwork(text), text
    for _ in range(3):
        edits = data.draw(edits_for(len(now)))
        patchwork.apply(edits)
        now = apply_edits(now, edits)
    assert patchwork.text == now
    assert apply_edits(text, patchwork.edits) == now
    assert list(patchwork.edits) == sorted(patchwork.edits)
    for edit in patchwork.edits:
        assert text[edit.start : edit.end] != edit.replacement


@given(st.data(), TEXTS)
def test_edits_can_be_undone(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_for(len(text)))
    assert apply_edits(apply_edits(text, edits), undone(text, edits)) == text


@given(st.data(), TEXTS)
def test_untouched_places_keep_their_text(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_for(len(text)))
    new, shift = apply_edits(text, edits), Shift(edits)
    for place in range(len(text)):
        if not any(edit.start <= place < edit.end for edit in edits):
            span = shift.span(place, place + 1)
            assert text[place] in new[span.start : span.end]


def test_a_place_inside_an_edit_moves_to_its_border() -> None:
    shift = Shift([Edit(2, 6, "x")])
    assert shift.span(3, 5) == Span(2, 3)
    assert shift.span(0, 8) == Span(0, 5)


def test_edits_that_touch_do_not_go_together() -> None:
    territory = Territory()
    territory.take(Fix((Edit(3, 5, ""), Edit(9, 9, "x")), Safety.SAFE))
    for start, end in ((5, 6), (2, 3), (4, 4), (9, 9), (0, 20)):
        assert not territory.free(Fix((Edit(start, end, ""),), Safety.SAFE))
    assert territory.free(Fix((Edit(0, 2, ""), Edit(6, 8, ""), Edit(10, 12, "")), Safety.SAFE))
