"""What of a unit is said to people."""

import pytest

from audit.analysis.pairs.said_text import BLANK, said
from audit.analysis.pairs.said_words import leaning, plain, words_of


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Copied %1$d of %d files", "Copied  of  files"),
        ("Hello {name}, {{ x }} and ${y}", "Hello ,  and "),
        ("<b>Bold</b> &amp; plain", "Bold  plain"),
        ("See https://harbour.example/a. Then go.", "See . Then go."),
        ("Write to a.b@harbour.example now", "Write to  now"),
        ("Use --force or -f", "Use  or "),
        ("Open map_file.txt, call() it", "Open ,  it"),
        ("off|on, name=value", ", "),
        ("{n, plural, one {a boat} other {boats}}", ""),
        ("_File &Edit R&D", "_File &Edit R&D"),
        ("and/or 5:30, e.g. this", "and/or 5:30, e.g. this"),
        ("バックアップ/削除する", "バックアップ/削除する"),
    ],
)
def test_code_is_blanked_out(text: str, left: str) -> None:
    found = said(text)
    assert len(found) == len(text)
    assert found.replace(BLANK, "") == left


def test_words() -> None:
    assert [word.text for word in words_of("E_xit the フェリーです A2x4 don't")] == [
        "E_xit",
        "the",
        "フェリー",
        "です",
        "don't",
    ]
    assert plain("&File") == "file"


def test_leaning() -> None:
    assert leaning("the", "en", "de") > 3
    assert leaning("der", "en", "de") < 0
    assert leaning("hotel", "en", "de") < 1.5
    assert leaning("settings", "en", "ru") > 3
