"""The line under the finding points at the finding."""

from hypothesis import given
from hypothesis import strategies as st

from audit.report.terminal.excerpt import excerpt
from audit.report.visible_text import display_width, marked_visible, visible

TEXT = "The committee met on Friday and and agreed on nearly everything that had been proposed before."


def marked(text: str, start: int, end: int, width: int) -> str:
    """What stands above the carets."""
    shown = excerpt(text, start, end, width)
    first, column, out = shown.underline.index("^"), 0, ""
    for char in shown.line:
        if first <= column < len(shown.underline):
            out += char
        column += display_width(char)
    return out


def test_short_lines_stand_whole() -> None:
    shown = excerpt("a b b c", 2, 5, 40)
    assert (shown.line, shown.underline) == ("a b b c", "  ^^^")


def test_long_lines_are_cut_at_words() -> None:
    shown = excerpt(TEXT, 28, 35, 40)
    assert shown.line.startswith("…")
    assert shown.line.endswith("…")
    assert len(shown.line) <= 40
    assert all(word in TEXT.split() for word in shown.line.strip("…").split())
    assert marked(TEXT, 28, 35, 40) == "and and"


def test_lines_around_it_run_on() -> None:
    shown = excerpt("Have you a ticket?\nYes , two.", 22, 24, 60)
    assert shown.line == "Have you a ticket? Yes , two."


def test_wide_characters_take_two_columns() -> None:
    assert excerpt("博物馆（周二", 3, 4, 40).underline == "      ^^"
    assert marked("博物馆（周二", 3, 4, 40) == "（"


def test_combining_marks_take_none() -> None:
    assert excerpt("re\N{COMBINING ACUTE ACCENT}sume resume", 0, 7, 40).underline == "^^^^^^"


def test_right_to_left_text_is_bracketed() -> None:
    shown = excerpt("جاء في في الصباح", 4, 9, 40)
    assert shown.line == "جاء ⟦في في⟧ الصباح"
    assert shown.underline == ""


def test_nothing_hides_in_what_is_marked() -> None:
    assert marked("a\N{NO-BREAK SPACE}b", 1, 2, 40) == "⟨A0⟩"
    assert visible("a\N{NO-BREAK SPACE}b\x1b\N{RIGHT-TO-LEFT OVERRIDE}") == "a b⟨1B⟩⟨202E⟩"
    assert marked_visible("\N{ZERO WIDTH NON-JOINER}") == "⟨200C⟩"


def test_an_empty_stretch_is_pointed_at() -> None:
    assert excerpt("abc", 3, 3, 40).underline == "   ^"


@given(st.text(min_size=1, max_size=200), st.data(), st.integers(30, 100))
def test_any_text_fits(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = excerpt(text, start, end, width)
    assert display_width(shown.line) <= width
    assert "\n" not in shown.line
    assert bool(shown.underline) or "⟦" in shown.line
