"""What is compared with what, and what is said where nothing can be."""

import importlib.util
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sacrebleu.metrics import BLEU, CHRF, TER

from audit import Auditor, Settings
from audit.config.read_settings import read_configuration
from audit.model.errors import SettingsError, UsageError
from audit.model.result import Result

MINE = "Der Steuermann wartet auf die Flut."
THEIRS = "Der Steuermann wartete auf die Flut."


def figures(result: Result) -> dict[str, float]:
    return {one.id: one.score for one in result.measures}


def notes(result: Result) -> str:
    return "; ".join(f"{item.what}: {item.why}" for item in result.unchecked)


def test_a_text_beside_a_text() -> None:
    result = Auditor(target="de").check_text(MINE, reference_text=THEIRS)
    assert figures(result) == {
        "bleu": BLEU().corpus_score([MINE], [[THEIRS]]).score,
        "chrf": CHRF().corpus_score([MINE], [[THEIRS]]).score,
    }
    assert result.unchecked == ()


def test_nothing_without_a_reference_or_a_wish() -> None:
    assert Auditor(target="de").check_text(MINE).measures == ()
    auditor = Auditor(target="de", settings=Settings(metrics=()))
    assert auditor.check_text(MINE, reference_text=THEIRS).measures == ()


def test_the_measures_that_are_wanted() -> None:
    auditor = Auditor(target="de", settings=Settings(metrics=("TER", "chrF++")))
    result = auditor.check_text(MINE, reference_text=THEIRS)
    assert figures(result) == {
        "chrf_pp": CHRF(word_order=2).corpus_score([MINE], [[THEIRS]]).score,
        "ter": TER().corpus_score([MINE], [[THEIRS]]).score,
    }


def test_paragraph_by_paragraph_where_they_stand_opposite_each_other() -> None:
    mine, theirs = [MINE, "Er schläft."], [THEIRS, "Er schlief."]
    result = Auditor(target="de").check_text("\n\n".join(mine), reference_text="\n\n".join(theirs))
    assert figures(result)["bleu"] == BLEU().corpus_score(mine, [theirs]).score
    (chrf,) = (one for one in result.measures if one.id == "chrf")
    assert [(one.segment, one.score) for one in chrf.segments] == [
        (number, CHRF().sentence_score(*pair).score)
        for number, pair in enumerate(zip(mine, [[text] for text in theirs], strict=True))
    ]


SLEPT, SAID = "Er schlief die ganze Nacht.", "Niemand an Bord sagte ein Wort."
SLEEPS, SAYS = "Er schläft die ganze Nacht.", "Niemand an Bord sagt ein Wort."


@pytest.mark.parametrize(
    ("theirs", "pairs"),
    [
        # A paragraph less.
        (["# Titel", THEIRS, SLEPT], [("Titel", "Titel"), (MINE, THEIRS), (SLEEPS, SLEPT), (SAYS, "")]),
        # A paragraph more.
        (
            ["# Titel", THEIRS, "Das stand nirgends.", SLEPT, SAID],
            [("Titel", "Titel"), (MINE, THEIRS), ("", "Das stand nirgends."), (SLEEPS, SLEPT), (SAYS, SAID)],
        ),
        # Two in one.
        (
            ["# Titel", THEIRS, f"{SLEPT} {SAID}"],
            [("Titel", "Titel"), (MINE, THEIRS), (f"{SLEEPS} {SAYS}", f"{SLEPT} {SAID}")],
        ),
        # As many, but not the same: no silent zip.
        (
            ["# Titel", "Das stand nirgends.", THEIRS, SLEPT],
            [("Titel", "Titel"), ("", "Das stand nirgends."), (MINE, THEIRS), (SLEEPS, SLEPT), (SAYS, "")],
        ),
    ],
)
def test_block_by_block_where_they_do_not_and_it_is_said(
    theirs: list[str], pairs: list[tuple[str, str]]
) -> None:
    mine = "\n\n".join(["# Titel", MINE, SLEEPS, SAYS])
    result = Auditor(target="de").check_text(mine, reference_text="\n\n".join(theirs), format="markdown")
    assert "do not stand opposite each other, so blocks were put together" in notes(result)
    awaited = CHRF().corpus_score([text for text, _ in pairs], [[reference for _, reference in pairs]])
    assert figures(result)["chrf"] == awaited.score


def test_as_one_segment_where_nothing_belongs_together() -> None:
    mine, theirs = f"# Titel\n\n{MINE}\n\n{SLEEPS}\n\n{SAYS}", "Nein."
    result = Auditor(target="de").check_text(mine, reference_text=theirs, format="markdown")
    assert "compared as one segment" in notes(result)
    assert all(one.segments == () for one in result.measures)
    assert figures(result)["chrf"] == CHRF().corpus_score([f"Titel {MINE} {SLEEPS} {SAYS}"], [[theirs]]).score


def test_a_bad_translation_is_still_compared_segment_by_segment() -> None:
    mine, theirs = [SAYS, "Boot Boot.", "Es war so."], [THEIRS, "Er schlief.", "Man sah nichts."]
    result = Auditor(target="de").check_text("\n\n".join(mine), reference_text="\n\n".join(theirs))
    assert figures(result)["chrf"] == CHRF().corpus_score(mine, [theirs]).score


def test_markup_is_no_text() -> None:
    plain = Auditor(target="de").check_text(MINE, reference_text=THEIRS)
    html = Auditor(target="de").check_text(
        f"<p>{MINE.replace('Flut', '<b>Flut</b>')}</p>", reference_text=f"<div>{THEIRS}</div>", format="html"
    )
    assert figures(html) == figures(plain)


def test_units_with_references(tmp_path: Path) -> None:
    table = tmp_path / "texts.csv"
    table.write_text(
        "id,source,target,reference,state\n"
        f"a,The helmsman waits for the tide.,{MINE},{THEIRS},\n"
        "b,Open,Öffne,Öffnen,\n"
        "c,Close,Schließen,,\n"
        "d,Save,,Sichern,new\n",
        "utf-8",
    )
    result = Auditor(target="de", settings=Settings(format="bilingual-csv")).check_file(table)
    mine, theirs = [MINE, "Öffne"], [THEIRS, "Öffnen"]
    assert figures(result)["chrf"] == CHRF().corpus_score(mine, [theirs]).score
    assert "1 of 3 entries: they have no reference" in notes(result)


def test_units_beside_a_file_with_the_same_keys(tmp_path: Path) -> None:
    (tmp_path / "de.json").write_text(f'{{"a": "{MINE}", "x": "Nur hier", "b": "Öffne"}}', "utf-8")
    (tmp_path / "human.json").write_text(f'{{"b": "Öffnen", "a": "{THEIRS}"}}', "utf-8")
    result = Auditor(target="de").check_file(tmp_path / "de.json", reference_path=tmp_path / "human.json")
    assert figures(result)["chrf"] == CHRF().corpus_score([MINE, "Öffne"], [[THEIRS, "Öffnen"]]).score
    assert "1 of 3 entries: they have no reference" in notes(result)


def test_pages_beside_pages_by_pattern(tmp_path: Path) -> None:
    for name, text in (("page.md", MINE), ("page.human.md", THEIRS), ("alone.md", MINE)):
        (tmp_path / name).write_text(f"# Titel\n\n{text}\n", "utf-8")
    auditor = Auditor(target="de", settings=Settings(reference_file=f"{tmp_path}/{{stem}}.human.md"))
    beside = auditor.check_file(tmp_path / "page.md")
    assert figures(beside)["chrf"] == CHRF().corpus_score(["Titel", MINE], [["Titel", THEIRS]]).score
    alone = auditor.check_file(tmp_path / "alone.md")
    assert alone.measures == ()
    assert "alone.human.md, so no figure counts this document" in notes(alone)


def test_an_empty_translation_counts() -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "target": ["", MINE], "reference": [THEIRS, THEIRS]})
    segments, _ = Auditor(target="de").check_frame(frame)
    assert segments["chrf"].tolist() == [0.0, CHRF().sentence_score(MINE, [THEIRS]).score]


def test_a_language_without_checks_has_figures_all_the_same() -> None:
    mine, theirs = (
        "Isikebhe silinda igagasi elikhulu olwandle.",
        "Isikebhe silinde igagasi elikhulu olwandle.",
    )
    result = Auditor().check_text(mine, reference_text=theirs)
    assert figures(result)["chrf"] == CHRF().corpus_score([mine], [[theirs]]).score


def test_frames_have_a_column_a_measure_and_the_sums() -> None:
    frame = pd.DataFrame(
        {
            "id": [1, 2, 3],
            "source": ["The helmsman waits.", None, "Open"],
            "target": [MINE, "Er schläft.", "Öffnen"],
            "reference": [THEIRS, "Er schlief.", None],
        }
    )
    segments, _ = Auditor(target="de").check_frame(frame)
    mine, theirs = [MINE, "Er schläft."], [THEIRS, "Er schlief."]
    sentence = BLEU(effective_order=True)
    awaited = [
        sentence.sentence_score(*pair).score for pair in zip(mine, [[text] for text in theirs], strict=True)
    ]
    assert segments["bleu"].tolist()[:2] == awaited
    assert pd.isna(segments["bleu"][2])
    assert segments[["chrf_pp", "ter"]].isna().all(axis=None)
    totals = {one["id"]: one for one in segments.attrs["measures"]}
    assert totals["bleu"]["score"] == BLEU().corpus_score(mine, [theirs]).score
    assert totals["bleu"]["documents"] == 2


def test_plural_forms_are_compared_by_the_last(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "id": ["a"],
            "source": [["%d boat", "%d boats"]],
            "target": [["%d Boot", "%d Boote"]],
            "reference": ["%d Boote"],
        }
    )
    segments, _ = Auditor(target="de").check_frame(frame)
    assert segments["chrf"].tolist() == [100.0]


@pytest.fixture
def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec

    def find_spec(name: str, *rest: Any) -> Any:
        return None if name == "sacrebleu" else found(name, *rest)

    monkeypatch.setattr("audit.model.extras.find_spec", find_spec)
    from audit.measures.catalogue import measure
    from audit.measures.sacrebleu_measures import sacrebleu_metrics

    measure.cache_clear()
    sacrebleu_metrics.cache_clear()


@pytest.mark.usefixtures("without_library")
def test_without_the_library_a_note_says_what_to_install() -> None:
    result = Auditor(target="de").check_text(MINE, reference_text=THEIRS)
    assert result.measures == ()
    assert notes(result).startswith("BLEU, chrF: ")
    assert "pip install 'translation-audit[metrics]'" in notes(result)
    assert not any(item.fatal for item in result.unchecked)
    assert result.checks_run


@pytest.mark.usefixtures("without_library")
def test_measures_asked_for_by_name_need_the_library() -> None:
    with pytest.raises(UsageError, match=r"pip install 'translation-audit\[metrics\]'"):
        Auditor(settings=Settings(metrics=("bleu",)))
    Auditor(settings=Settings(metrics=("none",)))


def test_a_missing_tokenizer_leaves_the_other_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.measures import catalogue, sacrebleu_measures

    monkeypatch.setattr(sacrebleu_measures, "sacrebleu_metrics", Lacking)
    catalogue.measure.cache_clear()
    result = Auditor(target="ja").check_text("船は港を出た。", reference_text="船が港を出た。")
    assert set(figures(result)) == {"chrf"}
    assert 'BLEU: the tokenizer ja-mecab needs what is not installed: pip install "sacrebleu[ja]"' in notes(
        result
    )
    catalogue.measure.cache_clear()


class Lacking:
    """The library without MeCab."""

    CHRF = CHRF

    def BLEU(self, **choices: Any) -> BLEU:
        raise RuntimeError("no MeCab")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('metrics = ["comet"]', "metrics: unknown measure 'comet'"),
        ('bleu-tokenizer = "moses"', "bleu-tokenizer: unknown tokenizer 'moses'"),
        ('fail-under-metric = ["chrf"]', "fail-under-metric: 'chrf' is no mark"),
        ('fail-under-metric = ["ter=50"]', "of TER less is better"),
        ('fail-under-metric = ["chrf=150"]', "'chrf=150' is no mark"),
    ],
)
def test_a_configuration_says_what_it_means(tmp_path: Path, line: str, why: str) -> None:
    (tmp_path / "audit.toml").write_text(f'target = "de"\n{line}\n')
    with pytest.raises(SettingsError, match=r"audit\.toml:2: ") as raised:
        read_configuration(tmp_path / "audit.toml")
    assert why in str(raised.value)


def test_references_of_a_configuration_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text('reference-file = "human/{name}"\nmetrics = ["chrf"]\n')
    configuration = read_configuration(tmp_path / "audit.toml").configuration
    assert configuration.reference_file == f"{tmp_path}/human/{{name}}"
