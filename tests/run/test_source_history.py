"""What changed in a source after its translation was committed is told with its date."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from audit.cli.main import main
from audit.run.auditor import Auditor
from audit.run.changes.source_history import Histories, changed_spans

OLD = (
    "# The harbour\n\nThe ferry leaves the old harbour at 9 in the morning.\n\nIt costs 20 euros for grown-ups.\n\n"
    "Dogs travel free of charge, but they stay on deck.\n"
)
NEW = (
    OLD.replace("leaves the old harbour", "leaves the new northern terminal")
    + "\nIn winter there is no ferry on Sundays at 7 or at 8.\n"
)
GERMAN = (
    "# Der Hafen\n\nDie Fähre verlässt den alten Hafen um 9 Uhr morgens.\n\nSie kostet 20 Euro für Erwachsene.\n\n"
    "Hunde fahren kostenlos mit, bleiben aber an Deck.\n"
)


def git(folder: Path, *words: str, day: int = 1) -> None:
    date = f"2026-03-0{day}T12:00:00+00:00"
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@hive.example", "-c", "commit.gpgsign=false", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        env=os.environ | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date},
    )


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    for name, text in (("docs/en/harbour.md", OLD), ("docs/de/harbour.md", GERMAN)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "both")
    return tmp_path


def change(pages: Path) -> None:
    (pages / "docs/en/harbour.md").write_text(NEW, encoding="utf-8")
    git(pages, "commit", "-qam", "news", day=5)


def found(pages: Path) -> dict[str, str]:
    result = Auditor("de", "en").check_files(pages / "docs/de/harbour.md", pages / "docs/en/harbour.md")
    return {finding.check: finding.message for finding in result.findings}


def test_a_source_that_did_not_change(pages: Path) -> None:
    assert not found(pages)


def test_what_changed_and_what_was_added(pages: Path) -> None:
    change(pages)
    told = found(pages)
    assert "2026-03-05" in told["stale-part"]
    assert "new northern terminal" in told["stale-part"]
    assert "after the translation was last changed, on 2026-03-01" in told["omitted-part"]


def test_a_translation_that_followed(pages: Path) -> None:
    change(pages)
    text = GERMAN.replace("den alten Hafen", "den neuen Nordhafen")
    text += "\nIm Winter fährt sonntags um 7 und um 8 keine Fähre.\n"
    (pages / "docs/de/harbour.md").write_text(text, encoding="utf-8")
    assert not found(pages), "not committed yet, and newer all the same"
    git(pages, "commit", "-qam", "Nachrichten", day=6)
    assert not found(pages)


def test_without_git_content_tells(pages: Path, tmp_path: Path) -> None:
    change(pages)
    (pages / ".git").rename(tmp_path / "elsewhere")
    told = found(pages)
    assert "stale-part" not in told
    assert "after the translation" not in told["omitted-part"]


def test_a_clone_without_history_says_so(pages: Path, tmp_path: Path) -> None:
    change(pages)
    git(pages, "clone", "-q", "--depth", "1", f"file://{pages}", "clone")
    clone = tmp_path / "clone"
    result = Auditor("de", "en").check_files(clone / "docs/de/harbour.md", clone / "docs/en/harbour.md")
    assert [item.what for item in result.unchecked] == ["stale parts"]
    assert [finding.check for finding in result.findings] == ["omitted-part"]


def test_a_batch_says_the_same(pages: Path) -> None:
    change(pages)
    options = ["--source-file", "docs/{lang}/**", "--source", "en", "-o", "out", "--quiet"]
    assert main(["report", "docs/de", *options]) in (0, 1)
    summary = (pages / "out/findings.csv").read_text(encoding="utf-8")
    assert "stale-part" in summary
    assert "on 2026-03-01" in summary


def test_the_command_says_the_same(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(pages)
    main(["check", "docs/de", "--source-file", "auto", "--source", "en", "--format", "json"])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert {item["check"] for item in document["findings"]} == {"stale-part", "omitted-part"}


def test_files_of_no_repository(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    assert Histories().since(str(tmp_path / "a.md"), str(tmp_path / "b.md")) is None


def told(old: str, new: str, german: str, folder: Path) -> dict[str, str]:
    """The confidence of `stale-part` by the sentence it stands at, where a source was `old` when it was translated."""
    (folder / "docs/en/harbour.md").write_text(old, encoding="utf-8")
    (folder / "docs/de/harbour.md").write_text(german, encoding="utf-8")
    git(folder, "commit", "-qam", "translated", day=6)
    (folder / "docs/en/harbour.md").write_text(new, encoding="utf-8")
    git(folder, "commit", "-qam", "changed", day=7)
    result = Auditor("de", "en").check_files(folder / "docs/de/harbour.md", folder / "docs/en/harbour.md")
    return {item.text: str(item.confidence) for item in result.findings if item.check == "stale-part"}


@pytest.mark.parametrize(
    ("before", "after", "confidence"),
    [
        ("The office answers letters quickly.", "Letters are quickly answered by the office.", "possible"),
        ("The office answers letters quickly.", "The office replies to mail promptly.", "possible"),
        ("The office answers letters quickly.", "The office answers letters within 14 days.", "likely"),
        ("The office answers letters quickly.", "The office in Ålborg answers letters quickly.", "likely"),
        (
            "The office answers letters quickly.",
            "The office answers urgent letters from abroad quickly.",
            "likely",
        ),
    ],
)
def test_other_words_are_doubtful(pages: Path, before: str, after: str, confidence: str) -> None:
    german = GERMAN + "\nDas Büro beantwortet Briefe rasch.\n"
    found = told(f"{OLD}\n{before}\n", f"{OLD}\n{after}\n", german, pages)
    assert found == {"Das Büro beantwortet Briefe rasch.": confidence}


def test_what_the_translation_has_already(pages: Path) -> None:
    german = GERMAN + "\nDas Büro (BHÅ) beantwortet Briefe.\n"
    old, new = f"{OLD}\nThe office answers letters.\n", f"{OLD}\nThe office (BHÅ) answers letters.\n"
    assert told(old, new, german, pages) == {"Das Büro (BHÅ) beantwortet Briefe.": "possible"}


def test_lines_that_only_moved(pages: Path) -> None:
    blocks = OLD.strip().split("\n\n")
    new = "\n\n".join([blocks[0], blocks[2], blocks[1], blocks[3]]) + "\n"
    parts = GERMAN.strip().split("\n\n")
    german = "\n\n".join([parts[0], parts[2], parts[1], parts[3]]) + "\n"
    assert not told(OLD, new, german, pages)


def test_sentences_that_only_moved(pages: Path) -> None:
    old = OLD + "\nThe pier is lit at night. Bring a warm coat for the crossing in any case.\n"
    new = OLD + "\nBring a warm coat for the crossing in any case. The pier is lit at night.\n"
    german = (
        GERMAN
        + "\nBringen Sie auf jeden Fall einen warmen Mantel für die Überfahrt mit. Der Steg ist nachts beleuchtet.\n"
    )
    assert not told(old, new, german, pages)


def test_a_merged_translation_is_of_the_source_it_was_merged_into(pages: Path) -> None:
    git(pages, "checkout", "-qb", "german")
    text = GERMAN.replace("den alten Hafen", "den neuen Nordhafen")
    text += "\nIm Winter fährt sonntags um 7 und um 8 keine Fähre.\n"
    (pages / "docs/de/harbour.md").write_text(text, encoding="utf-8")
    git(pages, "commit", "-qam", "Nachrichten", day=2)
    git(pages, "checkout", "-q", "-")
    change(pages)
    assert "stale-part" in found(pages), "the new source, and the old translation"
    git(pages, "merge", "-q", "--no-edit", "german", day=6)
    assert not found(pages)


def test_a_copy_of_a_repository(pages: Path) -> None:
    change(pages)
    for name in ("docs/de/harbour.md", "docs/en/harbour.md"):
        os.utime(pages / name, (1_600_000_000, 1_600_000_000))
    assert "stale-part" in found(pages), "its files are as they were committed"


def test_the_first_folder_may_name_no_language(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(pages, "mv", "docs/en", "guide")
    git(pages, "mv", "docs/de", "guide-de")
    main(["check", "guide-de", "--source-file", "guide-{lang}/**", "--source", "en", "--format", "json"])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["source_path"] == os.path.join("guide", "harbour.md")


def test_many_alike_words_take_no_square_time() -> None:
    old = " ".join(f"con{number:x}" for number in range(15_000))
    new = " ".join(f"con{number:x}" for number in range(15_000, 30_000))
    (span,) = changed_spans(old, new)
    assert len(span.words) >= 14_000


def test_changed_words_and_lines() -> None:
    old, new = "one two three\nfour\nfive\n", "one 2 three\nfour\nnew line\nfive\n"
    assert [new[span.start : span.end] for span in changed_spans(old, new)] == ["2", "new line\n"]
    assert not changed_spans("a  b\nc\n", "a b\nc\n")
