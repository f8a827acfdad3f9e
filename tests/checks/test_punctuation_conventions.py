"""Quotation marks, brackets, dashes, spaces, numbers, dates and ranges: clean text stays silent."""

from collections.abc import Callable

import pytest
from hostile import LENGTH, must_end
from hypothesis import given
from hypothesis import strategies as st

from audit.analysis.quotes import lone_marks
from audit.analysis.text_view import TextView
from audit.language.profiles import profile
from audit.model.offset_map import OffsetMap
from audit.model.result import Result
from audit.model.role import Role
from audit.model.segment import Segment
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

IDS = {
    "unpaired-quote",
    "unpaired-bracket",
    "space-inside-quotes",
    "missing-space",
    "hyphen-as-dash",
    "mixed-range",
    "dialogue-dash",
    "dash-resumed-speech",
    "editorial-insertion",
    "foreign-quotation-marks",
    "foreign-number-format",
    "foreign-date-form",
    "foreign-punctuation",
    "mismatched-quotes",
}
CHECKS = tuple(check for check in builtin_checks() if check.id in IDS)

CLEAN = {
    "en": (
        "“We have waited eleven years,” the mayor said, “and the bridge is still a drawing.” Prices rose by 3.5 "
        "percent to $1,250,300.50 in 2009–2015.\n\n"
        "“The first winter was hard. We lost the road.\n\n“The second one was harder,” she wrote. “Nobody came.”\n\n"
        "LONDON, Sept. 4 — The council met on 15/03/2024 (or 3/15/2024, as Americans write). It rained — as ever — "
        "all day.\n\nThe well-known and loved ferry runs from 9 a.m. to 5 p.m., e.g. on Mondays; see www.example.org.\n\n"
        'Don’t call it rock ’n’ roll; the ’90s are over, and James’ guitar (a 24" scale) is gone.'
    ),
    "en-GB": (
        "‘We’ll never know,’ he said. ‘She called it “a small miracle” and left.’\n\n"
        "‘Nor will I,’ said the boys’ teacher. It’s St. James’ day, ’tis said."
    ),
    "de": (
        "„Wir warten seit elf Jahren“, sagte die Bürgermeisterin. »Niemand weiß, warum«, schrieb die Zeitung. Der "
        "Bau kostet 1.250.300,50 Euro, 3,5 Prozent mehr als am 15.03.2024.\n\nUm 14.30 Uhr – also früh – begann "
        "es. Kinder von 4–5 Jahren (z. B. Anna) kamen zwischen 10 und 12 Uhr; der 1. Preis ging an Dr. Weiß.\n\n"
        "Er sagte: „Sie nannte es ‚ein Wunder‘ und ging.“"
    ),
    "fr": (
        "— Nous attendons depuis onze ans, dit le maire.\n\n— Et le pont ? — Il n’est pas construit.\n\n"
        "L’homme parle d’un « petit miracle » ; aujourd’hui, il coûte 1 250 300,50 € (3,5 % de plus). "
        "« C’est l’« affaire » du siècle », dit-il."
    ),
    "es": (
        "—Llevamos once años esperando —dijo el alcalde—. Nadie sabe por qué.\n\n—¿Y el puente?\n\n"
        "El periódico lo llama «un pequeño milagro» y «“único” en su género». Costó 1.250.300,50 euros, un 3,5 % "
        "más, de 4-5 años de obras."
    ),
    "ru": (
        "— Мы ждём одиннадцать лет, — сказал мэр. — Мост так и не построен.\n\n— Почему?\n\n"
        "Газета «Вечерний „Невский“ город» пишет: «Чудо». Цена выросла на 3,5 процента, до 1 250 300,50 рубля. "
        "(Перевод наш. — Ред.) С 4–5 лет; 15.03.2024 г."
    ),
    "uk": (
        "— Ми чекаємо одинадцять років, — сказав мер.\n\nГазета пише: «П’ять об’єктів». Від 4 до 5 років, "
        "1 250 300,50 гривні."
    ),
    "pl": (
        "— Czekamy od jedenastu lat — powiedział burmistrz. — Most nie powstał.\n\n"
        "Gazeta nazwała to „małym «cudem»” i podała kwotę 1 250 300,50 zł (o 3,5 procent więcej)."
    ),
    "sv": "”Vi har väntat i elva år”, sade borgmästaren. ’Varför?’ frågade hon. Det kostar 1 250 300,50 kronor.",
    "fi": "”Olemme odottaneet yksitoista vuotta”, sanoi pormestari. ”Miksi?” Hinta nousi 3,5 prosenttia.",
    "ja": (
        "「十一年待っています」と市長は言った。「なぜですか」『白鯨』を読んだ（二回）。費用は1,250,300.50円。\n\n"
        "二〇二四年三月十五日、2024年3月15日。"
    ),
    "zh": "市长说：“我们等了十一年，‘桥’还没有建成。”《红楼梦》（第一回）售价1,250,300.50元，上涨3.5%。",
    "he": 'ראש העירייה אמר: "אנחנו מחכים אחת־עשרה שנה". דו"ח צה"ל פורסם ב"הארץ" אתמול.',
    "ar": "قال رئيس البلدية: «ننتظر منذ أحد عشر عاما». وقالت الصحيفة “معجزة صغيرة” (مرتين).",
    "hi": "महापौर ने कहा, “हम ग्यारह साल से इंतज़ार कर रहे हैं।” (दो बार) कीमत 12,50,300.50 रुपये।",
    "nl": "“Dat weet niemand,” zei hij. ‘s Avonds kostte het 1.250.300,50 euro, ’n beetje meer dan 3,5 procent.",
    "it": "«Aspettiamo da undici anni», disse il sindaco. L’‘affare’ costa 1.250.300,50 euro, un po’ di più.",
    "tr": "“On bir yıldır bekliyoruz,” dedi başkan. Ankara’nın fiyatı yüzde 3,5 arttı: 1.250.300,50 lira.",
    "cs": "„Čekáme jedenáct let,“ řekl starosta. »Proč?« ptala se. Cena je 1 250 300,50 koruny, o 3,5 procenta víc.",
    "pt": "— Esperamos há onze anos — disse o prefeito.\n\nO jornal fala em “pequeno milagre”: 1.250.300,50 euros.",
}


def findings(language: str, text: str, form: str = "text") -> list[tuple[str, str]]:
    result: Result = Auditor(target=language, checks=CHECKS).check_text(text, format=form)
    assert not result.unchecked
    return [(finding.check, finding.text) for finding in result.shown]


@pytest.mark.parametrize("language", CLEAN)
def test_clean_text_is_silent(language: str) -> None:
    assert findings(language, CLEAN[language]) == []


def test_lists_tables_code_and_signatures_are_silent() -> None:
    text = (
        "Bring:\n\n— a rope\n\n— a lamp\n\n— two pairs of boots\n\n"
        "a) first b) second 3) third\n\n1.2.3\n\n192.168.100.254\n\n020 7946 0958\n\n10:30–11:45\n\n3-1\n\n"
        "f(x, y) in [0, 1)\n\n12' 5\"\n\n40°26'46\"N\n\n“To travel is to live.”\n\n— Hans Christian Andersen\n\n:-) :( ;)"
    )
    assert findings("en", text) == []


def test_speech_opened_by_a_dash_and_closed_by_a_mark_gives_both() -> None:
    text = (
        '— Nobody told us about the flood until Friday," the baker said.\n\nThe road reopened a week later.'
    )
    assert findings("en", text) == [("dialogue-dash", "— "), ("unpaired-quote", '"')]


def test_second_pair_of_a_kind_costs_nothing() -> None:
    text = "The «first» and the «second» and the «third» road."
    result = Auditor(target="en", checks=CHECKS).check_text(text)
    assert [finding.severity.multiplier for finding in result.findings] == [1, 0, 0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('He called "it a day.', 10),
        ('One "two" three" four.', 15),
        ('One "two three. "Four" five.', 4),
        ('A 5" by 7" pipe and a "copper one.', 22),
    ],
)
def test_the_odd_mark_is_the_one_pointed_at(text: str, place: int) -> None:
    view = view_of(text)
    assert [mark.offset for mark in lone_marks(view)] == [place]


@given(
    st.text(alphabet='ab ,.?"“”«»„()[]—-\n，。،你1', max_size=80),
    st.sampled_from(["en", "de", "fr", "ru", "sv", "zh", "ar"]),
)
def test_nothing_breaks_on_any_text(text: str, language: str) -> None:
    result = Auditor(target=language, checks=CHECKS).check_text(text)
    assert not [item for item in result.unchecked if item.what.startswith("check ")]


HOSTILE: tuple[Callable[[int], str], ...] = (
    lambda n: '"' * n,
    lambda n: 'a"' * (n // 2),
    lambda n: ' " ' * (n // 3),
    lambda n: "«" * n,
    lambda n: "„“”" * (n // 3),
    lambda n: ",”a" * (n // 3),
    lambda n: " “" * (n // 2),
    lambda n: "“ a ” " * (n // 6),
    lambda n: "」" * n,
    lambda n: "“a " * (n // 3),
    lambda n: "(" * n,
    lambda n: "(a" * (n // 2),
    lambda n: ". — A" * (n // 5),
    lambda n: "(a. — " * (n // 6),
    lambda n: "1.2" * (n // 3),
    lambda n: "1.234" * (n // 5),
    lambda n: "1" * n,
    lambda n: " 123" * (n // 4),
    lambda n: "a,b" * (n // 3),
    lambda n: "word,word" * (n // 9),
    lambda n: "word.Word" * (n // 9),
    lambda n: "1-2" * (n // 3),
    lambda n: "from 1-2 " * (n // 9),
    lambda n: "-a a a." * (n // 7),
    lambda n: "1/2/2024" * (n // 8),
    lambda n: '— a,"b ' * (n // 7),
    lambda n: '"\n' * (n // 2),
    lambda n: "— A.\n" * (n // 5),
    lambda n: "(\n" * (n // 2),
)


@pytest.mark.parametrize("make", HOSTILE, ids=[repr(make(9)) for make in HOSTILE])
@must_end
def test_hostile_text_takes_linear_time(make: Callable[[int], str]) -> None:
    view = view_of(*make(LENGTH).split("\n"))
    for check in CHECKS:
        for _ in check.run(view):
            pass


def view_of(*lines: str, language: str = "en") -> TextView:
    segments = [Segment(line, OffsetMap.verbatim(0, len(line)), Role.BODY, True) for line in lines if line]
    return TextView(segments, profile(language))
