"""The page of a comparison: what it marks, and that nothing in a document gets out of its text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.report.comparison.comparison import Comparison, compare
from audit.report.comparison.resampling import Sampling
from audit.report.comparison.version import Entry, Found, Origin, Piece, Version
from audit.report.pages import comparison_page as pages
from audit.report.pages.comparison_page import comparison_page
from audit.report.pages.painted import Pointer, painted
from audit.report.terminal.comparison_text import ComparisonText

from .test_injection import EVIL, inspect

FEW = Sampling(samples=20)


def found(text: str, start: int, end: int, name: str = "f", penalty: float = 1.0) -> Found:
    return Found(
        name,
        "doubled-word",
        "minor",
        "certain",
        penalty,
        1,
        start + 1,
        text[start:end],
        f"saw {text}",
        0,
        start,
        end,
    )


def entry(key: str, text: str, *items: Found, **known: str) -> Entry:
    piece = Piece(text, **known)
    return Entry(
        key, key, len(text.split()), sum(item.penalty for item in items), 90.0, "en", None, (piece,), items
    )


def version(name: str, *entries: Entry) -> Version:
    return Version(name, Origin.FOLDER, {item.key: item for item in entries})


def compared(*versions: Version) -> Comparison:
    return compare(versions, FEW)


def test_what_differs_is_marked_inside_words() -> None:
    page = comparison_page(
        compared(
            version("a", entry("x", "Bring warm cloths.")), version("b", entry("x", "Bring warm clothes."))
        )
    )
    assert "cloth<ins>e</ins>s." in page


def test_a_gained_finding_is_marked_and_told() -> None:
    text = "the the ferry"
    page = comparison_page(
        compared(version("a", entry("x", "the ferry")), version("b", entry("x", text, found(text, 0, 7))))
    )
    assert 'class="minor gained"' in page
    assert '<li class="gained"' in page
    assert "saw the the ferry" in page


def test_the_document_that_changed_most_comes_first() -> None:
    bad = "bad bad bad"
    page = comparison_page(
        compared(
            version("a", entry("calm", "one"), entry("same", "two"), entry("worst", "three")),
            version(
                "b",
                entry("calm", "uno"),
                entry("same", "two"),
                entry("worst", bad, found(bad, 0, 7, "f", 25.0)),
            ),
        )
    )
    assert re.findall(r"<h3><bdi>(\w+)</bdi>", page) == ["worst", "calm"]
    assert "1 document without any difference" in page


def test_what_is_too_much_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_DOCUMENTS", 2)
    monkeypatch.setattr(pages, "LONGEST", 10)
    monkeypatch.setattr(pages, "MOST_CODE_POINTS", 30)
    names = [f"d{number}" for number in range(4)]
    page = comparison_page(
        compared(
            version("a", *(entry(name, "short words, and many more") for name in names)),
            version("b", *(entry(name, "shirt words, and many more") for name in names)),
        )
    )
    assert page.count("<article") == 2
    assert "2 documents that changed less than those above" in page
    assert "16 more characters" in page
    assert "differences are not marked in them" in page


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_gets_out(evil: str) -> None:
    text = f"before {evil} after"
    one = entry(evil, text, found(text, 7, 7 + len(evil)), source=evil, reference=evil, name=evil)
    other = entry(evil, f"before {evil}{evil} then")
    alone = entry(f"{evil}!", "x")
    comparison = compared(version(evil, one, alone), version(f"{evil}2", other), version(f"{evil}3", one))
    inspect(comparison_page(comparison))
    assert "\x1b" not in ComparisonText().report(comparison)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_shown(one: str, other: str) -> None:
    items = [found(one, 0, len(one))] if one else []
    page = comparison_page(compared(version("a", entry("x", one, *items)), version("b", entry("x", other))))
    inspect(page)
    page.encode()
    plain = re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "", page)
    assert plain == page


@given(
    st.text("ab <&\n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3),
)
def test_painting_loses_no_character(
    text: str, marks: list[tuple[int, int]], changes: list[tuple[int, int]]
) -> None:
    from html import unescape

    inside = sorted(
        {(min(a, b), min(max(a, b), len(text))) for a, b in changes if min(a, b) < min(max(a, b), len(text))}
    )
    apart = [span for number, span in enumerate(inside) if not number or inside[number - 1][1] < span[0]]
    pointers = [
        Pointer(min(a, b, len(text)), min(max(a, b), len(text)), "minor", "t") for a, b in sorted(marks)
    ]
    html = painted(text, apart[:1], "ins", pointers)
    shown = unescape(re.sub(r"<[^>]*>", "", html))
    assert shown == text.replace("\n", " ") or "⟨0A⟩" in shown
