"""Places as editors count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("lsprotocol", reason="the language server's library is not installed")
from lsprotocol import types

from audit.editor.positions import Places

TEXT = "a\N{GRINNING FACE}é\r\nb\N{LINE SEPARATOR}c\rd\n\n"
ENCODINGS = ["utf-8", "utf-16", "utf-32"]


@pytest.mark.parametrize(
    ("encoding", "columns"), [("utf-8", [0, 1, 5, 7]), ("utf-16", [0, 1, 3, 4]), ("utf-32", [0, 1, 2, 3])]
)
def test_columns(encoding: str, columns: list[int]) -> None:
    places = Places(TEXT, encoding)
    assert [places.position(offset).character for offset in range(4)] == columns


def test_lines() -> None:
    places = Places(TEXT, "utf-16")
    offsets = [TEXT.index(letter) for letter in "abcd"]
    assert [places.position(offset).line for offset in offsets] == [0, 1, 1, 2]
    assert places.position(len(TEXT)) == types.Position(4, 0)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=st.text("a\N{GRINNING FACE}é\r\n\N{LINE SEPARATOR}", max_size=12))
def test_there_and_back(encoding: str, text: str) -> None:
    places = Places(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert places.offset(places.position(offset)) == offset


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_beyond_the_end(encoding: str) -> None:
    places = Places(TEXT, encoding)
    assert places.offset(types.Position(0, 99)) == TEXT.index("\r\n")
    assert places.offset(types.Position(99, 0)) == len(TEXT)
