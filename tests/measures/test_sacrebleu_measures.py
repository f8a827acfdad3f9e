"""The figures are those of sacrebleu's own command line, to the last digit, however the segments are cut."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.measures.catalogue import (
    MEASURES,
    TOKENIZER_NAMES,
    UnavailableError,
    library_version,
    measure,
    measure_ids,
)
from audit.measures.measure import summed
from audit.measures.sacrebleu_measures import LONGEST_TER, tokenizer_for
from audit.model.errors import UsageError

# How the command line is asked for each measure.
OPTIONS = {
    "bleu": ["-m", "bleu"],
    "chrf": ["-m", "chrf"],
    "chrf_pp": ["-m", "chrf", "--chrf-word-order", "2"],
    "ter": ["-m", "ter"],
}
SENTENCES = {
    "de": "Der Fährmann legte um 7:30 Uhr ab , doch die „Möwe“ kam erst nach Mitternacht (etwa 1.200 Meter weit) an .",
    "en": "The ferry didn't leave until half past seven; nobody on board - not even the cook - had slept, it seems.",
    "cs": "Převozník říkal, že příliš žluťoučký kůň úpěl ďábelské ódy; nikdo mu však (popravdě) nevěřil ani slovo.",
    "ru": "Паромщик сказал, что вода поднялась на 3,5 метра, и никто — даже повар — этой ночью не спал.",
    "zh": "渡轮在早上七点半离开港口，船上没有人睡觉，连厨师也没有（大约1200米）。",
    "ja": "渡し船は朝七時半に港を出たが、船では料理人さえ眠っていなかった（約1200メートル）。",
    "ar": "غادرت العبّارة الميناء في السابعة والنصف صباحًا، ولم ينم أحد على متنها، حتى الطباخ.",
}


def texts(language: str, count: int, seed: int) -> list[tuple[str, str]]:
    """Translations and references that have something in common, the odd one empty, equal or unlike."""
    draw = random.Random(f"{language} {seed}")
    words = SENTENCES[language].split() if " " in SENTENCES[language] else list(SENTENCES[language])
    join = " ".join if " " in SENTENCES[language] else "".join
    pairs = []
    for _ in range(count):
        reference = [draw.choice(words) for _ in range(draw.choice((1, 2, 3, 5, 9, 17, 30)))]
        text = [word if draw.random() < 0.7 else draw.choice(words) for word in reference]
        cut = draw.randrange(len(text) + 1)
        text = draw.choice((text, text[cut:] + text[:cut], text[:cut], reference, text + text[:3]))
        pairs.append((join(text), join(reference)))
    return [*pairs, ("", join(words)), (join(words), ""), ("", "")]


def command_line(pairs: list[tuple[str, str]], arguments: list[str], folder: Path) -> list[str]:
    """What `python -m sacrebleu` prints for these segments."""
    for number, name in enumerate(("hyp", "ref")):
        (folder / name).write_text("".join(f"{pair[number]}\n" for pair in pairs), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sacrebleu", "ref", "-i", "hyp", "-f", "text", "-w", "12", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"NO_COLOR": "1", "PYTHONWARNINGS": "ignore"},
    )
    return done.stdout.splitlines()


def told(line: str) -> tuple[str, str]:
    """(signature, figure) of a line of the command line: "BLEU|nrefs:1|… = 12.3 …"."""
    head, _, rest = line.partition(" = ")
    return head.partition("|")[2], rest.split()[0]


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("language", ["de", "ru", "zh", "ar", "ja"])
def test_a_corpus_has_the_figures_of_the_command_line(name: str, language: str, tmp_path: Path) -> None:
    if (name, language) == ("bleu", "ja"):
        pytest.importorskip("MeCab", reason="sacrebleu[ja] is not installed")
    pairs = texts(language, 25, 1)
    figure = measure(name, language)
    counted = [figure.statistics(*pair) for pair in pairs]
    arguments = [*OPTIONS[name], *(["-tok", tokenizer_for(language)] if name == "bleu" else [])]
    signature, score = told(command_line(pairs, arguments, tmp_path)[0])
    assert figure.signature == signature
    assert f"{figure.corpus_score(summed(counted)):.12f}" == score
    # Cut in any way, in any order.
    cut = summed([summed(counted[20:]), summed(counted[:7]), summed(counted[7:20])])
    assert cut == summed(counted)
    assert all(type(number) is int for number in cut)


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("language", ["en", "cs", "zh"])
def test_segments_have_the_figures_of_the_command_line(name: str, language: str, tmp_path: Path) -> None:
    pairs = texts(language, 20, 2)
    figure = measure(name, language)
    arguments = [*OPTIONS[name], *(["-tok", tokenizer_for(language)] if name == "bleu" else []), "-sl"]
    lines = command_line(pairs, arguments, tmp_path)
    assert [told(line)[1] for line in lines] == [
        f"{figure.segment_score(figure.statistics(*pair)):.12f}" for pair in pairs
    ]
    assert {told(line)[0] for line in lines} == {figure.segment_signature}


@pytest.mark.parametrize("tokenizer", ["13a", "intl", "char", "zh", "none"])
def test_a_tokenizer_that_is_named_is_taken(tokenizer: str, tmp_path: Path) -> None:
    pairs = texts("ja", 10, 3) + texts("de", 10, 3)
    figure = measure("bleu", "ja", tokenizer)
    counted = summed(figure.statistics(*pair) for pair in pairs)
    signature, score = told(command_line(pairs, ["-tok", tokenizer], tmp_path)[0])
    assert (signature, score) == (figure.signature, f"{figure.corpus_score(counted):.12f}")
    assert f"|tok:{tokenizer}|" in signature


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60)), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_text_has_the_figures_of_the_library(pairs: list[tuple[str, str]]) -> None:
    from sacrebleu.metrics import BLEU, CHRF, TER

    pairs = [(text.replace("\n", " "), reference.replace("\n", " ")) for text, reference in pairs]
    theirs = {"bleu": BLEU(), "chrf": CHRF(), "chrf_pp": CHRF(word_order=2), "ter": TER()}
    for name, metric in theirs.items():
        figure = measure(name)
        awaited = metric.corpus_score([text for text, _ in pairs], [[reference for _, reference in pairs]])
        assert figure.corpus_score(summed(figure.statistics(*pair) for pair in pairs)) == awaited.score
        assert figure.signature == str(metric.get_signature())


@pytest.mark.parametrize(
    ("target", "tokenizer"),
    [
        ("zh", "zh"),
        ("zh-Hant", "zh"),
        ("zh_TW", "zh"),
        ("ja", "ja-mecab"),
        ("ko-KR", "ko-mecab"),
        ("de", "13a"),
    ],
)
def test_the_language_says_which_tokenizer(target: str, tokenizer: str) -> None:
    from sacrebleu.metrics import BLEU

    assert tokenizer_for(target) == tokenizer
    assert BLEU._TOKENIZER_MAP.get(target[:2], BLEU.TOKENIZER_DEFAULT) == tokenizer


def test_what_is_missing_is_named_and_nothing_stands_in_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("MeCab", "mecab_ko"):
        monkeypatch.setitem(sys.modules, module, None)
    for module in ("ja_mecab", "ko_mecab"):
        monkeypatch.delitem(sys.modules, f"sacrebleu.tokenizers.tokenizer_{module}", raising=False)
    measure.cache_clear()
    for language in ("ja", "ko"):
        with pytest.raises(UnavailableError, match=rf'pip install "sacrebleu\[{language}\]"'):
            measure("bleu", language)
        assert measure("chrf", language).statistics("あいう", "あいえ")


def test_no_model_is_fetched_unasked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sacrebleu.utils.SACREBLEU_DIR", str(tmp_path))
    with pytest.raises(UnavailableError, match="not on this machine"):
        measure("bleu", "de", "flores200")


def test_tokenizers_are_those_of_the_library() -> None:
    from sacrebleu.metrics import BLEU

    assert set(TOKENIZER_NAMES) == set(BLEU.TOKENIZERS) - {"spm"}  # "spm" is an old name of flores101
    with pytest.raises(UsageError, match="unknown tokenizer 'moses'; there are 13a, intl"):
        measure("bleu", "de", "moses")


def test_names_of_measures() -> None:
    assert measure_ids(["TER", "chrF++", "chrf"]) == ("chrf", "chrf_pp", "ter")
    assert measure_ids(["none"]) == ()
    with pytest.raises(UsageError, match=r"unknown measure 'comet'; there are bleu, chrf, chrf\+\+, ter"):
        measure_ids(["comet"])
    with pytest.raises(UsageError, match="contradict"):
        measure_ids(["none", "ter"])


def test_edits_of_very_long_segments_are_not_searched() -> None:
    with pytest.raises(UnavailableError, match=f"{LONGEST_TER} words"):
        measure("ter").statistics("word " * (LONGEST_TER + 1), "word")


def test_half_characters_break_nothing() -> None:
    for name in MEASURES:
        figure = measure(name, "zh")
        assert figure.statistics("a\ud800b", "a\ufffdb") == figure.statistics("a\ufffdb", "a\ufffdb")


def test_the_version_is_told_without_loading() -> None:
    import sacrebleu

    assert library_version() == sacrebleu.__version__
