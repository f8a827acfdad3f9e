"""Figures beside references: the same bytes whatever the way, and those of sacrebleu for all rows together."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from .batches import OLD, contents, report

WORDS = {
    "de": "die Fähre legt um sieben Uhr ab , sagt der Koch , und kommt nach Mitternacht .",
    "zh": "渡轮在早上七点半离开港口船上没有人睡觉连厨师也没有。",
}
JOIN = {"de": " ", "zh": ""}
ALL = ("--metrics", "bleu,chrf,chrf++,ter")


def rows(count: int) -> list[dict[str, str]]:
    draw = random.Random(7)
    made = []
    for number in range(count):
        language = "zh" if number % 5 == 0 else "de"
        words = WORDS[language].split(JOIN[language]) if JOIN[language] else list(WORDS[language])
        reference = [draw.choice(words) for _ in range(draw.randint(2, 14))]
        target = [word if draw.random() < 0.8 else draw.choice(words) for word in reference]
        row = {"id": str(number), "target_lang": language, "target": JOIN[language].join(target)}
        if number % 3 == 0:
            row["source"] = f"Sentence number {number}."
        if number % 11:
            row["reference"] = JOIN[language].join(reference)
        made.append(row)
    return made


def write_table(path: Path, made: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), "utf-8")
    os.utime(path, (OLD, OLD))


def summary(folder: Path) -> Any:
    return json.loads((folder / "summary.json").read_text("utf-8"))["summary"]["measures"]


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("references")
    write_table(folder / "rows.jsonl", rows(60))
    done = report(folder, "rows.jsonl", "-o", "calm", *ALL)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_run_has_the_figures_of_the_library(calm: Path) -> None:
    from sacrebleu.metrics import BLEU, CHRF, TER

    found = {(one["id"], one["signature"]): one for one in summary(calm / "calm")}
    made = [row for row in rows(60) if "reference" in row]
    theirs = [("bleu", BLEU(trg_lang=language), language) for language in ("de", "zh")]
    theirs += [
        (name, metric, "")
        for name, metric in (("chrf", CHRF()), ("chrf_pp", CHRF(word_order=2)), ("ter", TER()))
    ]
    for name, metric, language in theirs:
        chosen = [row for row in made if language in ("", row["target_lang"])]
        awaited = metric.corpus_score(
            [row["target"] for row in chosen], [[row["reference"] for row in chosen]]
        )
        one = found.pop((name, str(metric.get_signature())))
        assert (one["score"], one["documents"]) == (awaited.score, len(chosen))
    assert not found


def test_rows_have_their_own_figures(calm: Path) -> None:
    from sacrebleu.metrics import BLEU, CHRF

    documents = pd.read_parquet(calm / "calm/documents.parquet").set_index("path")
    segments = pd.read_parquet(calm / "calm/segments.parquet").set_index("path")
    for row in rows(60):
        name = f"rows.jsonl#{row['id']}"
        if "reference" not in row:
            assert pd.isna(documents.loc[name, ["bleu", "chrf", "chrf_pp", "ter"]]).all()
            continue
        pair = row["target"], [row["reference"]]
        language = row["target_lang"]
        assert documents.loc[name, "chrf"] == segments.loc[name, "chrf"] == CHRF().sentence_score(*pair).score
        sentence = BLEU(trg_lang=language, effective_order=True).sentence_score(*pair)
        assert segments.loc[name, "bleu"] == sentence.score
        assert documents.loc[name, "bleu"] == BLEU(trg_lang=language).corpus_score([pair[0]], [pair[1]]).score


@pytest.mark.parametrize("arguments", [["-j", "2"], ["-j", "3", "--partition", "5"]], ids=" ".join)
def test_any_number_of_workers_gives_the_same_bytes(calm: Path, tmp_path: Path, arguments: list[str]) -> None:
    done = report(calm, "rows.jsonl", "-o", str(tmp_path / "out"), *ALL, *arguments)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == contents(calm / "calm")


def write_pages(folder: Path) -> None:
    for number in range(9):
        for place, text in (("de", "Die Fähre wartet."), ("human", "Die Fähre wartete.")):
            path = folder / place / f"{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# Seite {number}\n\n{text}\n", "utf-8")
            os.utime(path, (OLD, OLD))


def test_what_changed_is_compared_again_and_the_rest_is_remembered(tmp_path: Path) -> None:
    write_pages(tmp_path)
    beside = ("-t", "de", "--reference-file", "human/{name}", "de")
    assert report(tmp_path, *beside, "-o", "out").returncode == 0
    before = summary(tmp_path / "out")
    assert [one["documents"] for one in before] == [9, 9]
    # The document is as it was; its reference is not.
    changed = tmp_path / "human/4.md"
    changed.write_text("# Seite 4\n\nDie Fähre wartet.\n", "utf-8")
    os.utime(changed, (OLD + 5, OLD + 5))
    (tmp_path / "human/5.md").unlink()
    assert report(tmp_path, *beside, "-o", "out").returncode == 0
    assert report(tmp_path, *beside, "-o", "fresh").returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    after = summary(tmp_path / "out")
    assert [one["documents"] for one in after] == [8, 8]
    assert all(new["score"] > old["score"] for new, old in zip(after, before, strict=True))
    documents = pd.read_csv(tmp_path / "out/documents.csv").set_index("path")
    assert "there is no human/5.md" in documents.loc["de/5.md", "notes"]


def test_a_mark_is_judged_over_the_run(tmp_path: Path) -> None:
    write_table(tmp_path / "rows.jsonl", rows(30))
    options = ("rows.jsonl", "-o", "out", "--metrics", "bleu", "--fail-under", "chrf=99", "--fail-under", "0")
    done = report(tmp_path, *options, loud=True)
    assert "gate failed: fail-under chrf=99: chrF of 27 documents with a reference is " in done.stdout
    assert {one["id"] for one in summary(tmp_path / "out")} == {"bleu", "chrf"}
    # Another mark audits nothing again, and a second run says the same.
    done = report(tmp_path, *options[:-4], "--metrics", "chrf", "--fail-under", "chrf=1", loud=True)
    assert "gate failed" not in done.stdout


def test_pages_and_index_show_the_figures(tmp_path: Path) -> None:
    write_pages(tmp_path)
    done = report(tmp_path, "-t", "de", "--reference-file", "human/{name}", "de", "-o", "out", loud=True)
    assert "beside the references" in done.stdout
    index = (tmp_path / "out/index.html").read_text("utf-8")
    assert "</b>chrF</li>" in index
    assert "BLEU|<wbr>nrefs:1|<wbr>case:mixed|<wbr>eff:no|<wbr>tok:13a" in index
    page = next((tmp_path / "out/documents").glob("*.html")).read_text("utf-8")
    assert "<h2>Beside the reference</h2>" in page
