"""Scripts of letters, and classes for `re`."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.language.characters import WORD_CHARACTERS
from audit.language.scripts import COMMON, all_scripts, character_class, ranges, script_of


@pytest.mark.parametrize(
    ("char", "script"),
    [
        ("a", "Latn"), ("ß", "Latn"), ("я", "Cyrl"), ("ї", "Cyrl"), ("Ω", "Grek"), ("Ա", "Armn"), ("ქ", "Geor"),
        ("ש", "Hebr"), ("ع", "Arab"), ("گ", "Arab"), ("ह", "Deva"), ("ি", "Beng"), ("த", "Taml"), ("ก", "Thai"),
        ("한", "Hang"), ("の", "Hira"), ("カ", "Kana"), ("漢", "Hani"), ("々", "Hani"), ("ᠮ", "Mong"), ("አ", "Ethi"),
        ("1", COMMON), (" ", COMMON), ("—", COMMON), ("\N{COMBINING ACUTE ACCENT}", COMMON), ("ー", COMMON),
        ("\x00", COMMON), ("\U0010ffff", COMMON),
    ],
)  # fmt: skip
def test_script_of_a_character(char: str, script: str) -> None:
    assert script_of(char) == script


def test_ranges_do_not_meet() -> None:
    taken = sorted(pair for script in all_scripts() for pair in ranges(script))
    assert all(first <= last for first, last in taken)
    assert all(before[1] < after[0] for before, after in pairwise(taken))


@given(st.characters(exclude_categories=("Cs",)))
def test_a_letter_is_in_the_class_of_its_script_alone(char: str) -> None:
    script = script_of(char)
    if script != COMMON:
        assert re.fullmatch(f"[{character_class([script])}]", char)
    others = character_class(other for other in all_scripts() if other != script)
    assert not re.fullmatch(f"[{others}]", char)


def test_shared_marks_go_on_inside_a_run() -> None:
    plain, shared = character_class(["Kana"]), character_class(["Kana"], shared=True)
    assert re.match(f"[{plain}]+", "データ")[0] == "デ"  # type: ignore[index]
    assert re.fullmatch(f"[{shared}]+", "データ")


def test_an_unknown_script_is_an_error() -> None:
    with pytest.raises(KeyError):
        ranges("Xxxx")


@pytest.mark.parametrize(
    "word",
    ["हिन्दी", "ภาษาไทย", "שָׁלוֹם", "cafe\N{COMBINING ACUTE ACCENT}", "می\N{ZERO WIDTH NON-JOINER}خواهم",
     "தமிழ்", "বাংলা", "العَرَبِيَّة", "naïve", "x_1", "é", "కన్నడ", "မြန်မာ", "ខ្មែរ"],
)  # fmt: skip
def test_words_hold_together(word: str) -> None:
    assert re.fullmatch(f"[{WORD_CHARACTERS}]+", word)


@pytest.mark.parametrize("char", list(" .,;:!?—–-'’\"«»()。、।؟\u00a0\u200b\ufffc\x00\n"))
def test_what_is_not_in_words(char: str) -> None:
    assert not re.fullmatch(f"[{WORD_CHARACTERS}]", char)


@given(st.characters(exclude_categories=("Cs", "Cn")))
def test_word_characters_are_letters_marks_and_figures(char: str) -> None:
    expected = bool(re.fullmatch(r"\w", char)) or unicodedata.category(char) in ("Mn", "Mc")
    expected = expected or char in "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    assert bool(re.fullmatch(f"[{WORD_CHARACTERS}]", char)) == expected
