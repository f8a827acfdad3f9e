"""Sentences of many languages, read in the wrong encoding once and twice, are found and put right whole.

What ftfy repairs of them was compared once by hand: of 288 garbled texts it mends, all were found and 271 mended alike.
"""

import pytest

from audit.checks.linguistic.mojibake import mojibake
from audit.model.mqm import Confidence
from audit.run.auditor import Auditor

SENTENCES = {
    "fr": "Le bateau à vapeur est arrivé très tôt, l’été dernier – où ça ? Voilà l’œuvre.",
    "de": "Die Fähre fährt über den Fluß; „schöne Grüße“ aus München, sagt Jürgen Groß.",
    "es": "¿Dónde está el niño? Mañana llegará un señor más – según la señora Muñoz.",
    "pt": "A estação não está à disposição; amanhã haverá reunião às três.",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "hu": "Árvíztűrő tükörfúrógép, és még több gőzhajó jön.",
    "ro": "Încă o zi și vaporul sosește; șoferul își bea ceaiul în piață.",
    "tr": "Güneş doğdu, şehirde çok ağaç var; İstanbul'da yağmur yağıyor.",
    "da": "Færgen sejler altså også på søndag; æbler og øl.",
    "vi": "Chiếc thuyền chạy trên sông Hồng mỗi ngày, người dân rất vui.",
    "ru": "Паром ходит весь год, и билеты продают прямо на борту.",
    "uk": "Пором ходить увесь рік, а квитки продають на борту їхні друзі.",
    "el": "Το πλοίο ταξιδεύει όλο τον χρόνο και τα εισιτήρια πωλούνται.",
    "ar": "العبارة تعمل طوال العام وتباع التذاكر على متنها.",
    "he": "המעבורת פועלת כל השנה והכרטיסים נמכרים על הסיפון.",
    "zh": "渡轮全年运行，票在船上出售。",
    "ja": "フェリーは一年中運航しています。切符は船内で買えます。",
    "ko": "배는 일 년 내내 다니며 표는 배에서 팝니다.",
    "hi": "नाव पूरे साल चलती है और टिकट वहीं मिलते हैं।",
    "th": "เรือข้ามฟากวิ่งตลอดทั้งปี",
}
ENCODINGS = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "koi8-r",
    "cp866",
    "cp437",
    "mac-roman",
)


def garbled(text: str, encoding: str) -> str:
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


def mended(text: str, language: str) -> str:
    result = Auditor(target=language, checks=(mojibake,)).check_text(text)
    edits = [edit for found in result.findings if found.fix for edit in found.fix.edits]
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("language", SENTENCES)
def test_once(language: str, encoding: str) -> None:
    sentence = SENTENCES[language]
    assert mended(garbled(sentence, encoding), language) == sentence


@pytest.mark.parametrize("language", SENTENCES)
def test_twice(language: str) -> None:
    sentence = SENTENCES[language]
    assert mended(garbled(garbled(sentence, "cp1252"), "cp1252"), language) == sentence


@pytest.mark.parametrize("language", SENTENCES)
def test_good_text(language: str) -> None:
    found = Auditor(target=language, checks=(mojibake,)).check_text(SENTENCES[language] * 3).findings
    assert not [finding for finding in found if finding.confidence is not Confidence.POSSIBLE]
