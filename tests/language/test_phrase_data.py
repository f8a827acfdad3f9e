"""Every notice and piece of residue: well formed, anchored, found in its example, silent in good prose."""

import re

import pytest
from hostile import must_end, stretched
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.language.catalogue import decode, table
from audit.language.notices import NoticeFile, NoticeKind, find_notices, named_source, notices
from audit.language.phrases import AROUND, Phrase, Position, fold
from audit.language.residue import ResidueFile, ResidueKind, residue

ENTRIES: list[Phrase] = [*notices().entries, *residue().entries]
BY_ID = {entry.id: entry for entry in ENTRIES}

# Sentences about translators, photographs, articles and lists, as good texts write them.
GOOD_PROSE: dict[str, tuple[str, ...]] = {
    "en": (
        "The book was translated by Google engineer Ann Reed in her spare time.",
        "This article was written in Leeds.",
        "Here is the treaty in full: it was signed in May.",
        "As an artist, I paint.",
        "The translation took two years.",
        "She asked for a better translation of the poem.",
        "Please provide the text of the law.",
        "Note: the office is closed.",
    ),
    "de": (
        "Das Buch wurde von einer Lehrerin aus dem Dänischen übersetzt und war sofort ausverkauft.",
        "Dieser Artikel wurde im Mai gekauft.",
        "Hier ist die Lage besser.",
        "Als Künstler kann ich das verstehen.",
    ),
    "fr": (
        "Ce roman, traduit du russe par une équipe de Lyon, a été primé.",
        "Voici la liste des gagnants : elle est longue.",
        "Cet article a été acheté hier.",
        "La traduction du roman a pris deux ans.",
    ),
    "es": (
        "La novela, traducida del ruso por dos profesoras, ganó el premio.",
        "Aquí está la plaza mayor.",
        "Este artículo fue escrito en Sevilla.",
        "La traducción del poema es excelente.",
    ),
    "it": (
        "Il romanzo, tradotto dal russo da due insegnanti, ha vinto il premio.",
        "Ecco la piazza.",
        "Questo articolo è stato scritto a Roma.",
    ),
    "pt": (
        "O romance, traduzido do russo por duas professoras, ganhou o prémio.",
        "Aqui está a praça.",
        "Este artigo foi escrito em Lisboa.",
    ),
    "nl": (
        "De roman werd door twee leraressen uit het Russisch vertaald.",
        "Hier is de markt.",
        "Dit artikel is in mei gekocht.",
    ),
    "pl": (
        "Powieść przetłumaczyły z rosyjskiego dwie nauczycielki.",
        "Oto lista zwycięzców.",
        "Ten artykuł został kupiony wczoraj.",
    ),
    "ru": (
        "Роман перевели с датского две учительницы, и он сразу разошёлся.",
        "Вот список победителей.",
        "Эта статья была написана в мае.",
        "Деньги были переведены на счёт автоматически в понедельник.",
    ),
    "uk": (
        "Роман переклали з данської дві вчительки.",
        "Ось список переможців.",
        "Ця стаття була написана в травні.",
    ),
    "tr": (
        "Romanı iki öğretmen Danimarkacadan çevirdi.",
        "İşte kazananların listesi.",
        "Bu makale mayısta yazıldı.",
    ),
    "zh": (
        "这部小说由两位教师从丹麦语翻译过来，出版后很快售罄。",
        "以下是获奖者名单。",
        "本文写于五月。",
    ),
    "ja": (
        "この小説は二人の教師がデンマーク語から翻訳した。",
        "以下は受賞者の一覧です。",
        "この記事は五月に書かれた。",
    ),
    "ko": (
        "이 소설은 두 교사가 덴마크어에서 번역했다.",
        "다음은 수상자 명단이다.",
        "이 기사는 오월에 쓰였다.",
    ),
    "ar": (
        "ترجمت معلمتان الرواية من الدنماركية ونفدت نسخها سريعا.",
        "هذه هي قائمة الفائزين.",
        "كتبت هذه المقالة في مايو.",
    ),
}


@pytest.mark.parametrize("name", list(table("notices")))
def test_notice_files_decode(name: str) -> None:
    assert decode("notices", name, NoticeFile).notice
    assert all(entry.provider == name for entry in decode("notices", name, NoticeFile).notice)


@pytest.mark.parametrize("name", list(table("residue")))
def test_residue_files_decode(name: str) -> None:
    entries = decode("residue", name, ResidueFile).residue
    assert entries
    assert all(entry.id.startswith(f"{name}/") and entry.language == name for entry in entries)


def test_there_is_enough_of_everything() -> None:
    assert len(notices().entries) >= 80
    assert len({entry.language for entry in notices().entries} - {"any"}) >= 20
    assert {entry.kind for entry in residue().entries} == set(ResidueKind)
    assert {entry.kind for entry in notices().entries} == set(NoticeKind)


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(ENTRIES)


def test_anchors_are_folded_and_long_enough_to_be_rare() -> None:
    for entry in ENTRIES:
        assert entry.anchor == fold(entry.anchor), entry.id
        # A word of an alphabet says little in fewer than five letters; an ideograph or a mark says more.
        least = 4 if entry.anchor.isalpha() and entry.anchor.upper() != entry.anchor else 1
        assert len(entry.anchor) >= least, entry.id


def test_every_example_is_found() -> None:
    for searcher in (notices(), residue()):
        for entry in searcher.entries:
            alone = [match.entry.id for match in type(searcher)([entry]).find(entry.example)]
            assert entry.id in alone, entry.id


def test_every_example_is_found_in_its_place_among_all_entries() -> None:
    for searcher in (notices(), residue()):
        for entry in searcher.entries:
            assert list(searcher.find(f"Before.\x00{entry.example}\x00After.")), entry.id


@settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
@given(st.data())
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_whatever_a_pattern_matches_holds_its_anchor(entry: Phrase, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(entry.pattern, fullmatch=True))
    if text == fold(text):
        assert entry.anchor in text


def test_no_pattern_repeats_anything_without_end() -> None:
    for entry in ENTRIES:
        marks = re.sub(r"\\.|\[[^\]]*\]", "", entry.pattern)
        assert "*" not in marks, entry.id
        assert "+" not in marks, entry.id


def test_patterns_stand_apart_from_their_surroundings() -> None:
    for entry in ENTRIES:
        if entry.position is not Position.ANYWHERE:
            # What `AROUND` strips off a line cannot be asked for at its start.
            assert re.compile(entry.pattern).match(fold(entry.example).lstrip(AROUND)), entry.id


@pytest.mark.parametrize("language", list(GOOD_PROSE))
def test_good_prose_is_left_alone(language: str) -> None:
    for between in (" ", "\x00"):
        prose = between.join(GOOD_PROSE[language])
        assert [match.entry.id for match in residue().find(prose)] == []
        assert find_notices(prose) == []


def test_a_notice_at_the_end_of_a_paragraph_is_found_where_it_stands() -> None:
    text = "The road is open again. Traduit avec www.DeepL.com/Translator (version gratuite)"
    (match,) = notices().find(text)
    assert text[match.start : match.end] == "Traduit avec www.DeepL.com/Translator (version gratuite)"
    assert match.entry.language == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "Переведено сервисом «Яндекс Переводчик»",
        "Переведено сервисом «Яндекс.Переводчик» http://translate.yandex.ru/",
        "Переведено сервисом «Яндекс.Переводчик",
        "ПЕРЕВЕДЕНО СЕРВИСОМ «ЯНДЕКС ПЕРЕВОДЧИК».",
    ],
)
def test_the_yandex_notice_is_found_in_all_its_spellings(text: str) -> None:
    ((notice, _, _),) = find_notices(f"Last line.\x00{text}")
    assert notice.provider == "yandex"


@must_end
def test_hostile_text_is_searched_in_linear_time() -> None:
    line = " ".join(entry.anchor for entry in ENTRIES) + " "
    for unit in (line, line + "\x00"):
        for searcher in (notices(), residue()):
            list(searcher.find(stretched(unit)))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Translated from Russian", "ru"),
        ("Aus dem Belarussischen übersetzt", "be"),
        ("Эта страница была автоматически переведена с английского языка.", "en"),
        ("この記事は機械翻訳されています", None),
        ("英語からの機械翻訳。", "en"),
        ("Zobacz oryginał po angielsku", "en"),
        ("Translated with DeepL.com (free version)", None),
    ],
)
def test_a_notice_may_name_the_source_language(text: str, source: str | None) -> None:
    ((notice, start, end),) = find_notices(text)
    assert named_source(notice, text[start:end]) == source
