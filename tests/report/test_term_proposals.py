"""`audit check --propose-terms`: what is proposed, and that a saved list silences what it names."""

import json
from pathlib import Path

import pytest

from audit.cli.main import main
from audit.language.term_list import fold_term, parse_terms
from audit.report.plan import term_proposals
from audit.report.plan.term_proposals import could_be_term, looks_like_name

PAGES = {
    "a.txt": "The valley\n\nКовшмобиль met nobody on Monday, and «Ковшмобиль» said nothing of the plan.\n",
    "b.txt": "The river\n\nThe ковшмобиль stood by the river. A note of Иван Гусляров was found.\n",
    "c.txt": "The wall\n\nСобрание перенесли на завтра из-за погоды, сообщил секретарь.\n\nThe wall stood for years.\n",
    "d.txt": "The mill\n\nThe mill was sold.\n\nПереведено сервисом «Яндекс Переводчик»\n",
    "e.md": "# The mill\n\nThe C# и F# notes, and photoграфия, photoграфия again, are kept in the mill.\n",
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site").mkdir()
    for name, text in PAGES.items():
        Path("site", name).write_text(text, encoding="utf-8")


def findings(capsys: pytest.CaptureFixture[str]) -> list[str]:
    main(["check", "-t", "en", "--format", "json", "site"])
    documents = json.loads(capsys.readouterr().out)["documents"]
    return [finding["text"] for document in documents for finding in document["findings"]]


def test_propose_save_silence(capsys: pytest.CaptureFixture[str]) -> None:
    before = findings(capsys)
    main(["check", "-t", "en", "--propose-terms", "site"])
    proposed = capsys.readouterr().out
    terms = parse_terms(proposed)
    assert terms == ("Ковшмобиль", "photoграфия", "Иван Гусляров")
    assert "Ковшмобиль  # twice in 2 documents; untranslated-text; site/a.txt:3:1\n" in proposed
    Path("terms.txt").write_text(proposed, encoding="utf-8")
    after = findings(capsys)
    listed = set(map(fold_term, terms))
    assert after == [text for text in before if fold_term(text) not in listed]
    assert len(after) < len(before)


def test_the_same_every_time_and_in_little_memory(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(term_proposals, "MOST_KEPT", 2)
    outputs = set()
    for _ in range(2):
        main(["check", "-t", "en", "--propose-terms", "site"])
        outputs.add(capsys.readouterr().out)
    (text,) = outputs
    assert "were let go" in text
    assert parse_terms(text)[0] == "Ковшмобиль"


def test_nothing_to_propose_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-t", "en", "--propose-terms", "site/d.txt"]) in (0, 1)
    text = capsys.readouterr().out
    assert "Nothing to propose" in text
    assert parse_terms(text) == ()


def test_a_path_is_never_taken_for_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "-t", "en", "--propose-terms", "site/a.txt", "--", "site/b.txt"])
    assert "in 2 documents" in capsys.readouterr().out


def test_a_list_that_exists_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    Path("terms.txt").write_text("Ковш\n", encoding="utf-8")
    assert main(["check", "--propose-terms=terms.txt", "site"]) == 2
    assert "terms.txt: there is such a file" in capsys.readouterr().err
    assert Path("terms.txt").read_text(encoding="utf-8") == "Ковш\n"


def test_one_thing_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--propose-terms", "--format", "json", "site"]) == 2
    assert "--format json=FILE or --propose-terms=FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "Он ушёл.\nОна осталась",
        "слово " * 6,
        "я" * 61,
        "12",
        "a #b",
        "#a",
        "a\x1b[2Jb",
        "да, нет",
        "\u202eабв",
    ],
)
def test_no_term(text: str) -> None:
    assert not could_be_term(text)


def test_names() -> None:
    assert looks_like_name("Gus van Berg 2")
    assert looks_like_name("«Ковш»")
    assert not looks_like_name("наш Ковш")
    assert not looks_like_name("豆瓣")
    assert not looks_like_name("12")
