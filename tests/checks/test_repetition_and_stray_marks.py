"""Repetition, broken sentences and stray marks beyond the examples: places, hostile input, known misses."""

import pytest
from hostile import must_end, stretched

from audit import Auditor
from audit.analysis.loops import loops
from audit.analysis.text_view import TextView
from audit.language.profiles import profile
from audit.language.word_grammar import word_grammar
from audit.model.check import Check
from audit.readers.read_document import read_string
from audit.registry.builtin_checks import builtin_checks

MINE = frozenset(
    {
        "capital-after-insertion", "clashing-marks", "dangling-apostrophe", "dangling-hyphen", "doubled-word",
        "echoed-word", "empty-translation", "looping-phrase", "lower-case-start", "missing-final-mark",
        "phrase-cut-by-mark", "repeated-mark", "repeated-paragraph", "repeated-sentence", "sentence-broken-by-mark",
        "space-before-mark", "space-inside-brackets", "split-contraction", "stray-symbol",
    }
)  # fmt: skip
CHECKS: tuple[Check, ...] = tuple(check for check in builtin_checks() if check.id in MINE)


def found(language: str, text: str, format: str = "text") -> list[tuple[str, str]]:  # noqa: A002
    """(check, text) of what is shown by default."""
    result = Auditor(target=language, checks=CHECKS).check_text(text, format=format)
    assert not [item for item in result.unchecked if item.fatal]
    return [(finding.check, finding.text) for finding in result.shown]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Is it what it is? It is: a cake, i.e. flour, eggs, etc. and sugar. He'd had her her coat at 5 p.m. sharp."),
        ("en", "The boys' and girls' schools; Jones' shop; rock 'n' roll. 5- and 6-year-olds, pre- and post-war."),
        ("en", "Day after day it went on and on, more and more. Vitamins A, B and C; groups (a) and (b)."),
        ("de", "Am 5. und 6. Mai, bzw. im 19. und 20. Jh., d. h. spät, kam Dr. von Berg; Vor- und Nachteile, 20,- Euro."),
        ("fr", "— Pourquoi ? demanda-t-il. « Parce que ! » Nous nous levons ; p. ex. à 7 h, etc. et ainsi de suite."),
        ("es", "¿Qué?, preguntó. ¡Hola!, dijo. El Sr. Paz llegó a las 17:30 h., p. ej. hoy, etc. y así."),
        ("ru", "Цены выросли на 3,5 %, напр. на хлеб и т. д. и т. п. Ну что?.. Иди!.. В XX в. было 5 тыс. руб. за шт."),
        ("it", "Un po' di pane, va' pure; piano piano, così così, ecc. e così via."),
        ("tr", "Yavaş yavaş konuştu. 5. ve 6. sınıflar geldi, vb. ve benzeri."),
        ("nl", "Zij gaat 's avonds uit, d.w.z. laat; voor- en nadelen, foto's van baby's."),
        ("pl", "W XIX w. i w XX w. było 5 tys. zł za szt., np. chleba itd. i tak dalej."),
        ("zh", "“为什么？”没有人知道。哈哈哈哈！谢谢谢谢。加油加油加油！就这样……"),
        ("ja", "「なぜ？」誰も知らない。どんどん、わくわく。はははは！"),
        ("vi", "Từ từ, luôn luôn, người người nhà nhà vui."),
        ("hi", "धीरे धीरे, बार बार, क्या हुआ? कोई नहीं जानता।"),
        ("ko", "안녕~ 반가워요~ 가격이 3.5% 올랐다."),
    ],
)  # fmt: skip
def test_nothing_is_found_in_good_text(language: str, text: str) -> None:
    assert found(language, text) == []


def test_words_of_two_segments_do_not_meet() -> None:
    assert found("en", "They came by bus\n\nBus lines were crowded that day.") == []


def test_a_label_that_ends_in_markup_is_no_sentence() -> None:
    assert found("pt", "<p>Toque em <b>Forgot your password?</b> abaixo do formulário.</p>", "html") == []


def test_a_sentence_told_by_its_length_lacks_its_capital_a_fragment_its_sense() -> None:
    whole = "The ferry to the island leaves at nine. it is never late in the summer."
    assert found("en", whole) == [("lower-case-start", "it")]
    assert found("en", "The ferry to the. island leaves at nine.") == [
        ("sentence-broken-by-mark", "the. island")
    ]


def test_doubled_compounds_and_figures() -> None:
    assert found("en", "She left Stoke-Hill Stoke-Hill in 1995 1995.") == [
        ("doubled-word", "Stoke-Hill Stoke-Hill"),
        ("doubled-word", "1995 1995"),
    ]
    assert found("en", "Call 555 555 or dial 1 1 2.") == []


def test_a_heading_is_not_asked_for_a_full_stop() -> None:
    bodies = [f"The {place} was open all day long and people came from far away to see it." for place in (
        "harbour", "market", "museum", "library", "garden")]  # fmt: skip
    cut = (
        "The bridge was closed all day long because they had found a crack in one of the old stones of its arches "
        "and walls that nobody had seen before, and it was a long"
    )
    assert found("en", "\n\n".join(["A quiet day in town", *bodies])) == []
    assert found("en", "\n\n".join([*bodies, cut])) == [("missing-final-mark", "long")]


def test_loops_are_found_wherever_they_start() -> None:
    for lead in range(9):
        words = [*(f"w{n}" for n in range(lead)), *"abcd", *"abcd", "z"]
        (loop,) = loops(words, ((2, 3), (4, 2)), [" "] * (len(words) - 1), "\x00")
        assert (loop.start, loop.size, loop.times) == (lead, 4, 2)


def test_a_variant_falls_back_to_its_language() -> None:
    assert word_grammar("en-GB") == word_grammar("en")
    assert word_grammar("zz").coordinators == frozenset()


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        ", ",
        "' ",
        "word' ",
        "end. the ",
        "(",
        ") The ",
        "_ ",
        "word- ",
        "word ",
        "one two three four ",
        "( a b ) ",
    ],
)
@must_end
def test_long_lines_take_linear_time(unit: str) -> None:
    view = TextView(read_string(stretched(unit), "text").segments, profile("en"))
    for check in CHECKS:
        for _ in check.run(view):
            pass


@pytest.mark.xfail(strict=True, reason="a stray comma inside a noun phrase cannot be told without parsing")
def test_comma_inside_a_phrase() -> None:
    assert found("en", "The United, Harbours of the north met on Monday.")


@pytest.mark.xfail(strict=True, reason="a colon before a verb cannot be told without parsing")
def test_colon_before_the_verb() -> None:
    assert found("en", "The ferry from the island: receives a new engine this year.")


@pytest.mark.xfail(strict=True, reason="a mark before a name looks like the end of a sentence")
def test_mark_before_a_name() -> None:
    assert found("en", "The ferry goes to the old port near! Stavik twice a day.")
