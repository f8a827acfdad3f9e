"""What a language model says around its translation, in many languages."""

import pytest

from audit.model.finding import Finding
from audit.model.mqm import Confidence
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

CHECKS = [check for check in builtin_checks() if check.id in ("llm-closing-note", "llm-refusal")]


def found(language: str, text: str) -> list[Finding]:
    return list(Auditor(target=language, checks=CHECKS).check_text(text).findings)


# A sentence of the text itself, a hope, an offer, a note, a refusal.
SAID = {
    "en": (
        "The bridge opens in May.",
        "I hope this translation helps! Let me know if you would like any changes.",
        "Please let me know if you'd like me to adjust the tone.",
        "Note: The translation keeps the tone of the original.",
        "I’m sorry, but I can’t assist with translating this content.",
    ),
    "de": (
        "Die Brücke öffnet im Mai.",
        "Ich hoffe, diese Übersetzung hilft Ihnen weiter!",
        "Lassen Sie mich wissen, wenn Sie Anpassungen wünschen.",
        "Hinweis: Die Übersetzung behält den Ton des Originals bei.",
        "Es tut mir leid, aber ich kann diesen Text nicht übersetzen.",
    ),
    "fr": (
        "Le pont ouvre en mai.",
        "J’espère que cette traduction vous sera utile !",
        "N’hésitez pas à me faire savoir si vous souhaitez ajuster la traduction.",
        "Remarque : la traduction conserve le ton du texte.",
        "Je suis désolé, mais je ne peux pas vous aider à traduire ce contenu.",
    ),
    "es": (
        "El puente abre en mayo.",
        "¡Espero que esta traducción te sea útil!",
        "Hágame saber si necesita ajustes en la traducción.",
        "Nota: la traducción conserva el tono del original.",
        "Lo siento, pero no puedo ayudar a traducir este contenido.",
    ),
    "pt": (
        "A ponte abre em maio.",
        "Espero que esta tradução seja útil!",
        "Me avise se precisar de ajustes.",
        "Observação: a tradução preserva o tom do original.",
        "Desculpe, mas não posso traduzir este conteúdo.",
    ),
    "it": (
        "Il ponte apre a maggio.",
        "Spero che questa traduzione ti sia utile!",
        "Fammi sapere se desideri modifiche alla traduzione.",
        "Nota: la traduzione rispetta il tono dell’originale.",
        "Mi dispiace, ma non posso tradurre questo contenuto.",
    ),
    "ru": (
        "Мост откроют в мае.",
        "Надеюсь, этот перевод вам поможет!",
        "Если вам нужны правки в переводе, дайте мне знать!",
        "Примечание: перевод сохраняет тон оригинала.",
        "Извините, но я не могу перевести этот текст.",
    ),
    "uk": (
        "Міст відкриють у травні.",
        "Сподіваюся, цей переклад буде корисним!",
        "Якщо потрібні зміни в перекладі, дайте мені знати!",
        "Примітка: переклад зберігає тон оригіналу.",
        "Вибачте, але я не можу перекласти цей текст.",
    ),
    "pl": (
        "Most zostanie otwarty w maju.",
        "Mam nadzieję, że to tłumaczenie będzie przydatne!",
        "Daj mi znać, jeśli chcesz poprawki w tłumaczeniu.",
        "Uwaga: tłumaczenie zachowuje ton oryginału.",
        "Przykro mi, ale nie mogę pomóc w tłumaczeniu tego tekstu.",
    ),
    "zh": (
        "桥将在五月开放。",
        "希望这个翻译对您有帮助！",
        "如果您需要修改，请随时告诉我。",
        "注：以上翻译保留了原文格式。",
        "很抱歉，我无法翻译这段内容。",
    ),
    "ja": (
        "橋は五月に開く。",
        "この翻訳がお役に立てば幸いです。",
        "翻訳の調整が必要な場合はお知らせください。",
        "注：この翻訳は原文の調子を維持しています。",
        "申し訳ありませんが、この内容を翻訳することはできません。",
    ),
    "ko": (
        "다리는 오월에 열린다.",
        "이 번역이 도움이 되기를 바랍니다!",
        "추가 수정이 필요하시면 말씀해 주세요.",
        "참고: 이 번역은 원문의 어조를 유지했습니다.",
        "죄송하지만 이 내용을 번역할 수 없습니다.",
    ),
    "tr": (
        "Köprü mayısta açılıyor.",
        "Umarım bu çeviri yardımcı olur!",
        "Herhangi bir değişiklik isterseniz lütfen bana bildirin.",
        "Not: Çeviri, özgün metnin tonunu korumaktadır.",
        "Üzgünüm, ancak bu içeriği çeviremem.",
    ),
    "ar": (
        "يفتح الجسر في مايو.",
        "آمل أن تكون هذه الترجمة مفيدة!",
        "أخبرني إذا كنت ترغب في تعديل الترجمة.",
        "ملاحظة: تحافظ الترجمة على نبرة النص الأصلي.",
        "عذرًا، لا يمكنني ترجمة هذا المحتوى.",
    ),
}


@pytest.mark.parametrize("language", list(SAID))
@pytest.mark.parametrize("line_of_its_own", [True, False])
def test_hopes_offers_notes_and_refusals(language: str, line_of_its_own: bool) -> None:
    own, *said = SAID[language]
    for sentence in said:
        text = f"{own}\n\n{sentence}" if line_of_its_own else f"{own} {sentence}"
        (finding,) = found(language, text)
        assert finding.text.strip("¡.。") == sentence.strip("¡.。")
        assert finding.confidence is Confidence.CERTAIN


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I hope this helps the town. The translation of the poem is by a friend."),
        ("en", "Note: the translation of the poem took two years."),
        ("en", "I'm sorry, but I can't help you with the boat."),
        ("en", "We were told that they hope this translation helps the museum."),
        ("de", "Ich hoffe, die Übersetzung des Romans erscheint im Mai."),
        ("de", "Lassen Sie mich wissen, wann Sie kommen."),
        ("ru", "К сожалению, я не могу перевести деньги сегодня."),
        ("ru", "Дайте мне знать, если паром задержится."),
        ("uk", "Вибачте, але я не можу перекласти відповідальність на вас."),
        ("pl", "Przykro mi, ale nie mogę się tłumaczyć za innych."),
        ("fr", "Faites-moi savoir si vous venez dimanche."),
        ("tr", "Üzgünüm, anahtarı çeviremem."),
        ("ko", "번역 오류를 발견하시면 알려 주세요."),
        ("ja", "ご不明な点がございましたらお知らせください。"),
        ("zh", "如果您需要修改订单，请联系客服。"),
    ],
)
def test_people_hope_and_refuse_too(language: str, text: str) -> None:
    assert found(language, text) == []


def test_what_any_letter_may_end_with_is_only_possible() -> None:
    (finding,) = found("en", "The room is booked. Let me know if you have any questions.")
    assert finding.confidence is Confidence.POSSIBLE
