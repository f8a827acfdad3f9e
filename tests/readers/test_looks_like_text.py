"""Bytes that were never text are not believed, in any encoding; short and odd texts are."""

import codecs
from random import Random

import pytest

from audit.model.errors import UnreadableError
from audit.readers.decode_bytes import decode
from audit.readers.looks_like_text import looks_like_text

MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF8, b"")


def refused(data: bytes) -> bool:
    try:
        decode(data)
    except UnreadableError as error:
        return "--encoding" in str(error) or "convert" in str(error)
    return False


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("size", [18, 19, 64, 1000, 40000])
def test_random_bytes(mark: bytes, size: int) -> None:
    random = Random(size)
    samples = 60 if size <= 1000 else 3
    believed = sum(not refused(mark + random.randbytes(size)) for _ in range(samples))
    assert believed <= (2 if size < 64 else 0)


def test_random_bytes_without_control_characters() -> None:
    random = Random(1)
    kept = [byte for byte in range(32, 256) if byte != 127]
    for _ in range(20):
        with pytest.raises(UnreadableError, match="does not look like text"):
            decode(bytes(random.choices(kept, k=2000)))


def test_a_text_with_a_random_half() -> None:
    data = "Die Fähre legt um neun Uhr ab. ".encode("utf-16") * 80
    assert refused(data + Random(2).randbytes(len(data)))


@pytest.mark.parametrize(
    "text",
    [
        "да",
        "Ёлка",
        "鳥",
        "한국어로 쓴 짧은 글입니다.",
        "한국어".encode().decode(),
        "LinuxとmacOS向けの説明です。",
        "PDFتلف شد",
        "می‌خواهم",
        "Do­nau­dampf­schiff",
        "Цена 5 € за кг",
        "Price: €5, 20 °C, ½ cup, x² ≤ 4 → ok",
        "🎉🎉🎉 Готово 🎉",
        "Ελληνικά και English μαζί",
        "ᄒᆞᆫ글",
        "हिन्दी में",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_short_texts(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text.lstrip("\N{BYTE ORDER MARK}") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café à la crème, déjà vu", "cp1252"),
        ("Мост открыли утром", "cp1251"),
        ("Мост открыли утром", "koi8-r"),
        ("橋が開通しました。", "shift_jis"),
        ("新桥正式通车，市民前来参观。", "gb18030"),
    ],
)
def test_short_texts_of_older_encodings(text: str, encoding: str) -> None:
    decode(text.encode(encoding))


def test_the_user_knows_better() -> None:
    data = codecs.BOM_UTF16_LE + Random(3).randbytes(400)
    decoded = decode(data, chosen="utf-16")
    assert "does not look like text" in decoded.unchecked[0].why or not decoded.exact


def test_one_damaged_place_is_damage() -> None:
    assert looks_like_text("a\N{REPLACEMENT CHARACTER}b")
    assert not looks_like_text("\ue000\ue001\ue002\ue003")
