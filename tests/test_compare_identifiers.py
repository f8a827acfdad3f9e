"""tools/compare_identifiers.py: its scores, and the whole of it on two invented documents."""

import gzip
import json
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "tools" / "compare_identifiers.py"
NEEDED = [name for name in ("lingua", "langdetect", "py3langid", "pycld2") if find_spec(name) is None]


def scores() -> ModuleType:
    sys.path.insert(0, str(TOOL.parent))
    try:
        return import_module("fragment_scores")
    finally:
        sys.path.remove(str(TOOL.parent))


def document(target: str, source: str, text: str, *fragments: tuple[str, str]) -> dict[str, Any]:
    gold = [
        {"start": text.index(words), "end": text.index(words) + len(words), "kind": kind}
        for words, kind in fragments
    ]
    return {"target_lang": target, "source_lang": source, "text": text, "gold": gold}


ENGLISH = document(
    "en",
    "de",
    "The mill by the river was sold on Monday.\nwir haben keine andere Wahl\nNobody knows who bought it.",
    ("wir haben keine andere Wahl", "line_5p"),
)
RUSSIAN = document(
    "ru",
    "en",
    "Мельницу у реки продали в понедельник. Никто не знает, who bought it, и молчит.",
    ("who bought it", "inline_3"),
)


def test_letters_alone_count() -> None:
    tool = scores()
    counts = tool.letter_counts("ab, cd ef", tool.letters("ab, cd ef", [(0, 6)]), [(3, 9)])
    assert (counts.right, counts.wrong, counts.missed) == (2, 2, 2)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.5, 0.5)


def test_nothing_found_and_nothing_there() -> None:
    counts = scores().Counts()
    assert (counts.precision, counts.recall, counts.f1) == (0.0, 0.0, 0.0)


def test_a_fragment_is_found_when_half_of_it_is() -> None:
    tool = scores()
    result = tool.Scores()
    start, end = ENGLISH["gold"][0]["start"], ENGLISH["gold"][0]["end"]
    result.add(ENGLISH, [(start, start + 14), (0, 3)], ("all", "de > en"), "same")
    result.add(ENGLISH, [(end - 4, end)], ("all",), "same")
    assert result.found == {"same line_5p": 1}
    assert result.there == {"same line_5p": 2}
    assert (result.alarms, result.documents) == ({"same": 1}, {"same": 2})
    assert result.groups["all"].wrong == 3
    assert result.groups["all"].right > result.groups["de > en"].right


def test_lines() -> None:
    text = "one\n\n12\r\ntwo words\n…"
    assert [text[start:end] for start, end in scores().lines(text)] == ["one", "two words"]


def test_same_language() -> None:
    tool = scores()
    assert tool.same_language("zh-cn", "zh")
    assert not tool.same_language("no", "nl")
    assert not tool.same_language(None, "en")


@given(st.lists(st.sampled_from(["de", "ru", "uk"]), max_size=60), st.integers(1, 80))
def test_an_even_sample_has_every_pair(sources: list[str], number: int) -> None:
    tool = scores()
    documents = [{"source_lang": tag, "target_lang": "en", "n": n} for n, tag in enumerate(sources)]
    sample = tool.even_sample(documents, number)
    assert {item["source_lang"] for item in sample} == set(sources)
    assert [item["n"] for item in sample] == sorted({item["n"] for item in sample})
    assert len(sample) <= number + 3 or len(sample) == len(documents)


@given(st.text(alphabet="aЯ \n1", max_size=30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29))))
def test_counts_add_up(text: str, pairs: list[tuple[int, int]]) -> None:
    tool = scores()
    spans = [(min(pair), min(len(text), max(pair))) for pair in pairs]
    counts = tool.letter_counts(text, tool.letters(text, spans), [(0, len(text))])
    assert counts.right + counts.missed == sum(map(str.isalpha, text))
    assert counts.wrong == 0


@pytest.mark.skipif(bool(NEEDED), reason=f"needs the extra compare: {', '.join(NEEDED)} not installed")
def test_the_whole_of_it(tmp_path: Path) -> None:
    data, page = tmp_path / "data.jsonl.gz", tmp_path / "page.md"
    with gzip.open(data, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in (ENGLISH, RUSSIAN))
    done = subprocess.run(
        [sys.executable, str(TOOL), str(data), "-o", str(page)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert "| de > en |" in text
    assert "2 documents" in text
    assert "wir haben" not in text, "no text of the data"
    row = next(line for line in text.splitlines() if line.startswith("| audit, source language given |"))
    assert row.count("**100.0**") == 2
