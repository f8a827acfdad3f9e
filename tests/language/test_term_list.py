"""Lists of terms: how they are written, and where the terms stand in a text."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.language.term_list import TermList, parse_terms

TEXTS = st.text(alphabet=st.sampled_from("abAB яЯ-'’.#\u00a0\u2009é́豆瓣1\n"), max_size=40)


def test_a_list_is_a_term_a_line() -> None:
    text = "# brands\n\nÉcole\nNew York  Times # the paper\nC#\n F# minor#x # scale\r\n"
    assert parse_terms(text) == ("École", "New York Times", "C#", "F# minor#x")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Ковшмобиль", "КОВШМОБИЛЬ"),
        ("New York Times", "new\u00a0york\u202ftimes"),
        ("New York Times", "New York\nTimes"),
        ("coup d'état", "Coup d’État"),
        ("coup d’état", "coup d'état"),
        ("Wi-Fi", "Wi\u2011Fi"),
        ("café", normalize("NFD", "café")),
        (normalize("NFD", "йод"), "йод"),
        ("мир", "«мир»,"),
        ("iPhone", "iPhone手机"),
        ("豆瓣", "豆瓣网上"),
    ],
)
def test_found_however_it_is_written(term: str, text: str) -> None:
    assert TermList((term,)).places(text.lower())


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("мир", "кумир"),
        ("мир", "мира"),
        ("café", "cafés"),
        ("a b", "a, b"),
        ("cafe", normalize("NFD", "café")),
    ],
)
def test_only_whole_words(term: str, text: str) -> None:
    assert not TermList((term,)).places(text.lower())


def test_text_of_nothing_but_terms() -> None:
    terms = TermList(("Ковш", "Мир дому"))
    assert terms.cover("«Ковш» и".removesuffix(" и"))
    assert terms.cover("Ковш, мир дому!")
    assert not terms.cover("Ковш и мир дому")
    assert not terms.cover("!")
    assert not TermList(()).cover("Ковш")


def test_less_than_a_term_is_within_it() -> None:
    places = TermList(("Duran Duran",)).places("so duran duran sang")
    assert places.hold(8, 14)
    assert not places.hold(3, 14)
    assert not places.hold(14, 14)
    assert not places.hold(0, 5)


@given(st.lists(TEXTS, max_size=4), TEXTS)
def test_any_list_and_any_text(terms: list[str], text: str) -> None:
    listed = TermList(tuple(terms))
    places = listed.places(text.lower())
    # What is covered stays covered when more is listed.
    more = TermList((*terms, "a", "я")).places(text.lower())
    for start in range(0, len(text), 3):
        if places.cover(text, start, start + 5):
            assert more.cover(text, start, start + 5)


@given(TEXTS)
def test_a_saved_list_reads_the_same(text: str) -> None:
    terms = parse_terms(text)
    assert parse_terms("\n".join(terms)) == terms
