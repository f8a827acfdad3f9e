# ruff: noqa: E501 — labels and patterns stand on one line each
"""Put leftovers into copies of documents: lines, runs of lines, headings, labels, single words."""

import random
import re
from collections.abc import Callable, Sequence
from typing import Any

from audit.analysis.leftovers.word_lists import small_words_of

Gold = list[tuple[str, int, int]]  # kind, start, end in the new text
Planted = tuple[str, Gold]
Spot = tuple[int, int]

PROSE = {
    "md": re.compile(r"^(?:#+ |[-*+] |\d+\. |> )?(?=[^\W\d_])[^`<>{}|=\[\]]{24,400}$", re.M),
    "txt": re.compile(r"^(?=[^\W\d_])[^\n]{24,400}$", re.M),
    "html": re.compile(r"(?<=>)[^<>&{}\n]{24,400}(?=</(?:p|li|h\d|td|figcaption|a)>)"),
}
UNREAD = {
    "md": re.compile(r"\A---\n.*?^---$|^(`{3,}|~{3,}).*?(?:^\1|\Z)|^(?: {4}|\t).*$|<!--.*?-->", re.M | re.S),
    "txt": re.compile(r"(?!)"),
    "html": re.compile(r"<(script|style|pre|code|template|noscript)\b.*?</\1>|<!--.*?-->", re.S | re.I),
}
MARKER = re.compile(r"^(?:#+ |[-*+] |\d+\. |> )")
HEADINGS = {
    "md": re.compile(r"(?<=^# )[^`<>{}|=\[\]\n]{3,80}$|(?<=^## )[^`<>{}|=\[\]\n]{3,80}$|(?<=^### )[^`<>{}|=\[\]\n]{3,80}$", re.M),
    "html": re.compile(r"(?<=>)[^<>&{}\n]{3,90}(?=</h\d>)"),
    "txt": re.compile(r"(?<=\n\n)(?=[^\W\d_])[^\n]{3,60}(?=\n\n)"),
}  # fmt: skip
SHORT = {
    "md": re.compile(r"(?<=^- )[^`<>{}|=\[\]\n]{2,40}$|(?<=^\* )[^`<>{}|=\[\]\n]{2,40}$|(?<=\| )[^`<>{}|=\[\]\n]{2,30}(?= \|)|(?<=\[)[^`<>{}|=\[\]\n!]{2,30}(?=\]\()", re.M),
    "html": re.compile(r"(?<=>)[^<>&{}\n]{2,40}(?=</(?:a|li|td|th|button|label|span|option)>)|(?<=alt=\")[^\"<>&]{3,60}(?=\")|(?<=title=\")[^\"<>&]{3,60}(?=\")"),
    "txt": re.compile(r"(?<=\n\n)[^\n]{2,40}(?=\n\n)"),
}  # fmt: skip
# Labels and headings, written for this tool.
LABELS = {
    "en": "Read more|Sign in|Show all comments|Back to overview|Add to cart|Your order|Next chapter|Opening hours|Photo of the day|Watch the video|Forgot your password?|Yes|Price|Name|Settings|Open in new tab|View larger map|Change your address|All rooms|Book now|Save changes|Step|Description|Loading|Our team|See also|Leave a reply|Required field|Download the report|Terms of use|Most read|Free delivery",
    "de": "Weiterlesen|Jetzt buchen|Öffnungszeiten|Zur Kasse|Alle Beiträge|Passwort vergessen?|Preis|Abbrechen|Nächste Seite|Mehr erfahren|Bild vergrößern|Beschreibung|Unser Team|Fragen und Antworten",
    "fr": "Lire la suite|Se connecter|Voir tous les articles|Prix|Ajouter au panier|Mot de passe oublié ?|Page suivante|En savoir plus|Notre équipe|Annuler|Réserver maintenant|Horaires d'ouverture",
    "es": "Leer más|Iniciar sesión|Ver todos|Precio|Añadir al carrito|Siguiente página|Nuestro equipo|Cancelar|Horario de apertura|Deja un comentario",
    "it": "Leggi tutto|Accedi|Prezzo|Aggiungi al carrello|Pagina successiva|Scopri di più|Annulla|Orari di apertura",
    "pl": "Czytaj więcej|Zaloguj się|Cena|Dodaj do koszyka|Następna strona|Nasz zespół|Anuluj|Godziny otwarcia",
    "pt": "Leia mais|Entrar|Preço|Adicionar ao carrinho|Próxima página|Nossa equipe|Cancelar|Horário de funcionamento",
    "ru": "Читать далее|Войти|Цена|Добавить в корзину|Следующая страница|Подробнее|Отмена|Наша команда|Все новости|Фото дня",
    "nl": "Lees meer|Inloggen|Prijs|In winkelwagen|Volgende pagina|Ons team|Annuleren|Openingstijden",
    "tr": "Devamını oku|Giriş yap|Fiyat|Sepete ekle|Sonraki sayfa|Ekibimiz|Vazgeç|Çalışma saatleri",
    "uk": "Читати далі|Увійти|Ціна|Додати в кошик|Наступна сторінка|Крамниця|Скасувати|Наша команда|Новини",
    "ja": "続きを読む|ログイン|価格|カートに入れる|次のページ|お問い合わせ|キャンセル|営業時間|料理の写真",
    "zh-hans": "阅读更多|登录|价格|加入购物车|下一页|联系我们|取消|营业时间|产品图片",
    "ko": "더 보기|로그인|가격|장바구니에 담기|다음 페이지|문의하기|취소|영업시간",
    "el": "Διαβάστε περισσότερα|Σύνδεση|Τιμή|Προσθήκη στο καλάθι|Επόμενη σελίδα|Επικοινωνία|Ακύρωση|Μουσεία",
    "ar": "اقرأ المزيد|تسجيل الدخول|السعر|أضف إلى السلة|الصفحة التالية|اتصل بنا|إلغاء|ساعات العمل",
    "sv": "Läs mer|Logga in|Pris|Lägg i varukorgen|Nästa sida|Vårt team|Avbryt|Öppettider",
}  # fmt: skip
HEADINGS_TO_PLANT = {
    "en": "Getting Started|Next Steps|What you will need|Why it matters|Before you begin|Frequently Asked Questions|The story so far|Who pays for it?|How to take part|Conclusion|Opening a new account|Common Mistakes|Working together|Where to go from here",
    "de": "Erste Schritte|Wie es weitergeht|Was Sie brauchen|Häufige Fragen|Wer bezahlt das?|Gemeinsam arbeiten|Bevor Sie anfangen",
    "fr": "Pour commencer|Prochaines étapes|Ce dont vous avez besoin|Pourquoi c'est important|Questions fréquentes|Qui paie ?",
    "es": "Primeros pasos|Qué necesitas|Por qué importa|Preguntas frecuentes|Cómo participar|Antes de empezar",
    "it": "Primi passi|Di che cosa hai bisogno|Perché è importante|Domande frequenti|Come partecipare",
    "pl": "Pierwsze kroki|Czego potrzebujesz|Dlaczego to ważne|Najczęstsze pytania|Jak wziąć udział",
    "pt": "Primeiros passos|Do que você precisa|Por que isso importa|Perguntas frequentes|Como participar",
    "ru": "Первые шаги|Что вам понадобится|Почему это важно|Частые вопросы|Как принять участие",
    "nl": "Aan de slag|Wat je nodig hebt|Waarom het belangrijk is|Veelgestelde vragen",
    "tr": "Başlarken|Neye ihtiyacınız var|Neden önemli|Sık sorulan sorular",
    "uk": "Перші кроки|Що вам знадобиться|Чому це важливо|Поширені запитання",
    "ja": "はじめに|必要なもの|よくある質問|次のステップ",
    "zh-hans": "入门|你需要准备什么|为什么重要|常见问题",
    "ko": "시작하기|필요한 것|자주 묻는 질문|다음 단계",
    "el": "Πρώτα βήματα|Τι θα χρειαστείτε|Γιατί έχει σημασία|Συχνές ερωτήσεις",
    "ar": "الخطوات الأولى|ما الذي تحتاجه|لماذا هو مهم|الأسئلة الشائعة",
    "sv": "Kom igång|Vad du behöver|Varför det är viktigt|Vanliga frågor",
}  # fmt: skip
LETTER_GAP = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")


def prose(row: dict[str, Any]) -> list[Spot]:
    """Places of running text: (start, end), list and heading marks left out."""
    found = []
    code = [match.span() for match in UNREAD[row["format"]].finditer(row["text"])]
    for match in PROSE[row["format"]].finditer(row["text"]):
        if any(a < match.end() and match.start() < b for a, b in code):
            continue
        mark = MARKER.match(match[0])
        found.append((match.start() + (len(mark[0]) if mark else 0), match.end()))
    return found


def spots(row: dict[str, Any], patterns: dict[str, re.Pattern[str]]) -> list[Spot]:
    """Places of a pattern outside code."""
    code = [match.span() for match in UNREAD[row["format"]].finditer(row["text"])]
    found = [match.span() for match in patterns[row["format"]].finditer(row["text"])]
    return [(a, b) for a, b in found if not any(x < b and a < y for x, y in code)]


def edited(text: str, edits: Sequence[tuple[str, int, int, str]]) -> Planted:
    """The text with every edit made, and where the new words stand."""
    gold: Gold = []
    for kind, a, b, new in sorted(edits, key=lambda edit: -edit[1]):
        text = text[:a] + new + text[b:]
        moved = len(new) - (b - a)
        gold = [(name, x + moved, y + moved) for name, x, y in gold]
        gold.append((kind, a + len(new) - len(new.lstrip()), a + len(new)))
    return text, gold


def plant_lines(row: dict[str, Any], lines: list[str], other: str, rng: random.Random) -> Planted | None:
    """A line, three to six words amid a sentence and, where there is room, three lines in a row."""
    places = prose(row)
    if len(places) < 4:
        return None
    free = list(range(len(places)))
    edits = []
    if len(places) >= 12:
        at = rng.randrange(len(places) - 2)
        edits += [("run", *places[at + step], rng.choice(lines)) for step in range(3)]
        free = [index for index in free if not at <= index < at + 3]
    line, inline = rng.sample(free, 2)
    edits.append(("line", *places[line], rng.choice(lines)))
    few = " ".join(rng.choice(lines).split()[: rng.randint(3, 6)]).strip(".,;:!?…")
    if (at_gap := gap(row["text"], places[inline], rng)) is not None:
        edits.append(("inline", at_gap, at_gap, " " + few))
    return edited(row["text"], edits)


def gap(text: str, place: Spot, rng: random.Random) -> int | None:
    """Somewhere between two words of a line."""
    found = [match.start() for match in LETTER_GAP.finditer(text, *place)]
    return rng.choice(found) if found else None


def plant_small(row: dict[str, Any], lines: list[str], other: str, rng: random.Random) -> Planted | None:
    """A heading, a label (in every third document in up to three places), one word and two words amid sentences."""
    text = row["text"]
    used: list[Spot] = []
    edits: list[tuple[str, int, int, str]] = []

    def take(places: list[Spot]) -> Spot | None:
        free = [(a, b) for a, b in places if all(b <= x - 3 or y + 3 <= a for x, y in used)]
        if not free:
            return None
        used.append(rng.choice(free))
        return used[-1]

    if place := take(spots(row, HEADINGS)):
        edits.append(("heading", *place, rng.choice(HEADINGS_TO_PLANT[other].split("|"))))
    for _ in range(2 if rng.random() < 0.5 else 0):  # leftovers seldom come alone
        if place := take(prose(row)):
            edits.append(("line", *place, rng.choice(lines)))
    label = rng.choice(LABELS[other].split("|"))
    for _ in range(3 if rng.random() < 0.33 else 1):
        if place := take(spots(row, SHORT)):
            edits.append(("label", *place, label))
    makers: list[tuple[str, Callable[[list[str]], str | None]]] = [
        ("one", one_word(other, rng)),
        ("two", two_words(rng)),
        ("one", one_word(other, rng)),
    ]
    for kind, make in makers:
        place = take(prose(row))
        if place is None:
            continue
        words = [word.strip('.,;:!?…()"“”„«»') for word in rng.choice(lines).split()]
        new, at = make(words), gap(text, place, rng)
        if new and at is not None:
            edits.append((kind, at, at, " " + new))
    return edited(text, edits) if edits else None


def one_word(other: str, rng: random.Random) -> Callable[[list[str]], str | None]:
    """Picks an ordinary word of a sentence."""

    def pick(words: list[str]) -> str | None:
        small = small_words_of(other)
        fit = [
            word
            for word in words
            if word.isalpha() and word.islower() and len(word) >= 4 and word not in small
        ]
        return rng.choice(fit) if fit else None

    return pick


def two_words(rng: random.Random) -> Callable[[list[str]], str | None]:
    """Picks two neighbouring words of a sentence."""

    def pick(words: list[str]) -> str | None:
        at = rng.randrange(max(1, len(words) - 1))
        two = " ".join(words[at : at + 2])
        return two if re.fullmatch(r"[^\W\d_]+ [^\W\d_]+", two) else None

    return pick
