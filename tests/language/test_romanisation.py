"""Names across alphabets."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.language.romanisation import LONGEST, foreign_skeletons, renderings, romanised_languages, skeleton

MEETING = """
ru рютте: Rutte
ru Зеленский: Zelensky Zelenskyy Zelenskiy Zelenski Zelenskij Selenskyj Selenski
uk Зеленський: Zelensky Zelenskyy Zelenskyi Selenskyj Zełenski
ru украина: Ukraine
ru Путин: Putin Poutine
ru Горбачев: Gorbachev Gorbatschow Gorbatchev Gorbaczow Gorbachyov
ru Хрущев: Khrushchev Chruschtschow Khrouchtchev Chruszczow
ru Ельцин: Yeltsin Jelzin Eltsine Elcin
ru Достоевский: Dostoevsky Dostoyevsky Dostojewski Dostoïevski Dostojewskij
ru Чайковский: Tchaikovsky Tschaikowski Czajkowski
ru Лавров: Lavrov Lawrow Ławrow
ru Жириновский: Zhirinovsky Schirinowski Jirinovski Żyrinowski
ru Шойгу: Shoigu Schoigu Choïgou Szojgu
ru Захарова: Zakharova Sacharowa
ru Навальный: Navalny Nawalny Navalnyj Navalnyy
ru Александр: Alexander Aleksandr
ru Дмитрий: Dmitry Dmitri Dmitrij Dmitriy
ru Юрий: Yuri Yury Jurij Youri
ru Харьков: Kharkov Charkow
uk Харків: Kharkiv Charkiw
uk Київ: Kyiv Kyjiw
uk Львів: Lviv Lwiw
ru Киев: Kiev Kiew
ru Днепр: Dnepr Dnieper
ru Одесса: Odessa Odesa
ru Вашингтон: Washington
ru Джонсон: Johnson
ru Байден: Biden
ru Столтенберг: Stoltenberg
ru Абу-Даби: Abu-Dhabi
ru Эйзенштейн: Eisenstein
ru Соловьев: Solovyov Soloviev Solovyev Solowjow
ru Рахманинов: Rachmaninoff Rakhmaninov Rachmaninow
ru Толстой: Tolstoy Tolstoi Tolstoj
ru Пушкин: Pushkin Puschkin Pouchkine Puszkin
ru Ксения: Ksenia Xenia Kseniya
ru Щербаков: Shcherbakov Scherbakov Schtscherbakow
uk Залужний: Zaluzhny Zaluzhnyi Saluschnyj
uk Єрмак: Yermak Jermak
be Лукашэнка: Lukashenka Łukaszenka
bg Търново: Tarnovo
bg Радев: Radev Radew
sr Ђоковић: Đoković Djokovic
sr Вучић: Vučić Vucic
el Μητσοτάκης: Mitsotakis
el Θεσσαλονίκη: Thessaloniki
ka სააკაშვილი: Saakashvili Saakaschwili
kk Тоқаев: Tokayev Tokajew
kk Қазақстан: Qazaqstan Kazakstan
hy Փաշինյան: Pashinyan
hy Երևան: Yerevan
"""
PAIRS = [
    (head.split()[0], head.split()[1], latin)
    for head, _, spellings in (line.partition(":") for line in MEETING.strip().splitlines())
    for latin in spellings.split()
]
# Everyday names and places of which no two are one: no key may be shared.
DIFFERENT = """
Smith Jones Brown Taylor Wilson Davies Evans Thomas Roberts Walker Wright Hughes Green Hall Wood Harris Clarke
Cooper Baker Turner Müller Schmidt Schneider Fischer Weber Wagner Becker Hoffmann Koch Richter Klein Wolf Martin
Bernard Dubois Petit Durand Leroy Moreau Garcia Rossi Russo Ferrari Bianchi Romano Nowak Kowalski Wójcik Kamiński
Lewandowski Ivanov Ivanova Petrov Sidorov Kuznetsov Popov Smirnov Volkov Sokolov Mikhailov Morozov Novikov Kozlov
Lebedev Semenov Egorov Pavlov Orlov Makarov Zaitsev Bondarenko Shevchenko Tkachenko Kovalenko Boyko Melnyk
Putin Trump Biden Macron Merkel Scholz Merz Rutte Orban Erdogan Sunak Starmer Meloni Sanchez Tusk Duda Fico
Zelensky Poroshenko Tymoshenko Klitschko Lavrov Peskov Medvedev Shoigu Lukashenko Vance Rubio Witkoff Kellogg
London Paris Berlin Madrid Rome Warsaw Prague Vienna Budapest Kyiv Kharkiv Odesa Lviv Dnipro Moscow Minsk Riga
Tallinn Vilnius Ankara Tehran Baghdad Damascus Beirut Cairo Tokyo Seoul Beijing Delhi Geneva Brussels Strasbourg
""".split()  # noqa: SIM905


@pytest.mark.parametrize(("tag", "foreign", "latin"), PAIRS)
def test_a_name_meets_its_latin_spellings(tag: str, foreign: str, latin: str) -> None:
    assert skeleton(latin) in foreign_skeletons(foreign, tag)
    assert skeleton(latin) in foreign_skeletons(foreign, None)
    assert skeleton(latin.upper()) == skeleton(latin)


def test_different_names_do_not_meet() -> None:
    meeting = {(a, b) for a, b in combinations(DIFFERENT, 2) if skeleton(a) == skeleton(b)}
    assert meeting == set()


def test_a_foreign_name_meets_no_other_name() -> None:
    own = {skeleton(latin) for _, _, latin in PAIRS}
    others = {skeleton(name) for name in DIFFERENT} - own
    for tag, foreign, _ in PAIRS:
        assert not others & set(foreign_skeletons(foreign, tag)), foreign


def test_renderings_keep_capitals_and_hyphens() -> None:
    assert "Rutte" in renderings("Рютте", "ru")
    assert "rutte" in renderings("рютте", "ru")
    assert renderings("ЗЕЛЕНСЬКИЙ", "uk")[0] == "ZELENSKYI"
    assert "Abu-Dabi" in renderings("Абу-Даби", "ru")
    assert renderings("Москва", "ru")[0] == "Moskva"
    assert "Moskwa" in renderings("Москва", "ru")


def test_a_language_without_the_letters_asks_the_others() -> None:
    assert "Kharkiv" in renderings("Харків", "ru")
    assert renderings("Москва", "en") == renderings("Москва", None)


@pytest.mark.parametrize("word", ["", "Berlin", "東京", "x1", "да!", "ы" * (LONGEST + 1)])
def test_what_cannot_be_rendered_gives_nothing(word: str) -> None:
    assert renderings(word, None) == ()
    assert foreign_skeletons(word, "ru") == ()


@pytest.mark.parametrize("word", ["", "Москва", "Moсква", "123", "—", "a" * (LONGEST + 1)])
def test_what_has_no_key(word: str) -> None:
    assert skeleton(word) == ""


def test_stress_marks_and_tonos_do_not_matter() -> None:
    assert foreign_skeletons("Москва\N{COMBINING ACUTE ACCENT}", "ru") == foreign_skeletons("Москва", "ru")
    assert foreign_skeletons("Αθήνα", "el") == foreign_skeletons("Αθηνα", "el")


@given(st.sampled_from(romanised_languages()), st.data())
def test_every_letter_of_a_language_has_a_rendering(tag: str, data: st.DataObject) -> None:
    from audit.language.profiles import profile

    facts = profile("sr-Cyrl" if tag == "sr" else tag)
    word = data.draw(st.text(st.sampled_from(facts.letters), min_size=1, max_size=8))
    first = renderings(word, tag)
    assert first or not foreign_skeletons(word, tag)
    assert len(first) <= 200
    for letter in facts.letters:
        assert letter in "ьъ" or renderings(letter, tag), letter


@given(st.text(max_size=50))
def test_any_text_has_a_key_or_none(text: str) -> None:
    assert skeleton(text).isascii()
    assert skeleton(text) == skeleton(text.strip())
    renderings(text, None)
