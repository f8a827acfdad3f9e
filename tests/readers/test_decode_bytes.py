"""Encodings: every file comes back byte for byte, or says that it does not."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.errors import UnreadableError, UsageError
from audit.readers.decode_bytes import codec_of, decode

RUSSIAN = "Сегодня утром в городе торжественно открыли новый мост через реку, и жители пришли посмотреть.\r\n"
FRENCH = "L’été dernier, à Orléans, les élèves « chantaient » déjà près du vieux pont — quelle fête !\r\n"
JAPANESE = "今朝、新しい橋が開通しました。多くの市民が見に来て、写真を撮りました。\r\n"
CHINESE = "今天上午，新桥正式通车，许多市民前来参观并拍照留念，大家都很高兴。\r\n"


def came_back(data: bytes, declared: str | None = None) -> str:
    decoded = decode(data, declared)
    assert decoded.exact
    assert decoded.text.encode(decoded.encoding, "surrogateescape") == data
    return decoded.text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_marks_stay(mark: bytes, encoding: str) -> None:
    data = mark + (RUSSIAN + "𝄞").encode(encoding)
    assert came_back(data) == "\ufeff" + RUSSIAN + "𝄞"
    assert decode(data).encoding == encoding


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (FRENCH, "cp1252", "iso-8859-1"),
        (JAPANESE, "shift_jis", "Shift_JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        (CHINESE, "gb18030", "gb2312"),
        (JAPANESE, "iso2022_jp", "ISO-2022-JP"),
    ],
)
def test_declared_and_guessed(text: str, encoding: str, label: str) -> None:
    data = text.encode(encoding)
    assert came_back(data, label) == text
    assert came_back(data * 3) == text * 3


def test_utf16_without_mark() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert came_back((RUSSIAN * 2).encode(encoding)) == RUSSIAN * 2


def test_little_utf16_without_mark_is_said_to_be_a_guess() -> None:
    decoded = decode("The ferry".encode("utf-16-le"))
    assert decoded.text == "The ferry"
    assert "little to go by" in decoded.unchecked[0].why


@pytest.mark.parametrize(
    "data",
    [
        b"\xb9\x00\xac\xcd\xec\x00HH\x90\xb72\x00\xb0\x96D\x9f\x12\x00",
        b"\xe1\x00\xac\xe5\xec\x00HH\x90\xb72\x00\xb0\x96D\x9f\x41\x00",
    ],
)
def test_a_few_random_bytes_are_no_sure_text(data: bytes) -> None:
    with suppress(UnreadableError):
        assert decode(data).unchecked


def test_quotes_of_windows_in_ascii() -> None:
    data = "He said – “well done”.".encode("cp1252")
    assert came_back(data) == "He said – “well done”."


def test_label_that_the_bytes_contradict() -> None:
    decoded = decode(RUSSIAN.encode(), "windows-1251")
    assert (decoded.text, decoded.encoding) == (RUSSIAN, "utf-8")
    assert "windows-1251" in decoded.unchecked[0].why
    wrong = decode(b"\xff\xfa\xe9 " * 40 + RUSSIAN.encode("cp1251"), "utf-8")
    assert wrong.encoding != "utf-8"
    unknown = decode(b"plain", "klingon")
    assert unknown.encoding == "utf-8"
    assert "klingon" in unknown.unchecked[0].why


def test_ascii_keeps_the_declared_encoding() -> None:
    assert decode(b"plain", "windows-1251").encoding == "cp1251"


def test_damaged_utf8() -> None:
    data = RUSSIAN.encode() + b"\xff\xfe " + RUSSIAN.encode() + b"\xd0"
    decoded = decode(data)
    assert came_back(data).startswith(RUSSIAN)
    (note,) = decoded.unchecked
    assert "3 bytes" in note.why
    assert f"byte {len(RUSSIAN.encode())}" in note.why


def test_bytes_that_do_not_come_back() -> None:
    decoded = decode(b"\x1b$B\x1b(B\x1b(Babc", "iso-2022-jp")
    assert decoded.text == "abc"
    assert not decoded.exact
    assert decoded.unchecked
    assert not decode(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00").exact


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 8, "PNG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"MZ\x90\x00\x03", "program"),
        (b"\0\1\2\3" * 50, "binary"),
        (b"\0\0\0\x18ftypmp42", "video"),
    ],
)
def test_binary_files(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableError, match=rf"a/b\.x: looks like a.* {kind}.*convert"):
        decode(data, path="a/b.x")


def test_a_stray_nul_is_no_binary() -> None:
    assert came_back(b"text \0 " + b"and more text " * 20)


def test_chosen_encoding_wins() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "utf-8", chosen="cp1251").text == RUSSIAN
    assert decode(("\ufeff" + RUSSIAN).encode("utf-16-be"), chosen="utf-16").text == "\ufeff" + RUSSIAN
    with pytest.raises(UsageError, match="nonsense"):
        decode(b"", chosen="nonsense")


def test_codecs_that_are_no_encodings() -> None:
    for name in ("utf-7", "idna", "punycode", "rot13", "hex", "unicode_escape", "undefined", "a\0b", ""):
        assert codec_of(name) is None, name


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "windows-1251", "shift_jis", "gb18030", "utf-16"]),
)
def test_any_bytes(data: bytes, declared: str | None) -> None:
    try:
        decoded = decode(data, declared)
    except UnreadableError:
        return
    if decoded.exact:
        assert decoded.text.encode(decoded.encoding, "surrogateescape") == data
    else:
        assert decoded.unchecked
