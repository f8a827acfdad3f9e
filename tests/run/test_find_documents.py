"""Files, folders and globs become documents: sorted, each once, no loops."""

import os
from collections import Counter
from pathlib import Path

import pytest

from audit.files.find_documents import find_documents
from audit.files.globs import glob_fault, glob_matches
from audit.model.settings import Configuration


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.txt",
        "a.html",
        "sub/c.txt",
        "sub/deep/d.TXT",
        ".git/e.txt",
        "node_modules/f.txt",
        "g.png",
        "h.unknown",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*arguments: str, folder: Path, **settings: tuple[str, ...]) -> list[str]:
    documents, _ = find_documents(arguments, Configuration(**settings), folder)
    return [document.shown for document in documents]


EVERY = ["a.html", "b.txt", "sub/c.txt", "sub/deep/d.TXT"]


def test_folder(folder: Path) -> None:
    assert found(".", folder=folder) == EVERY
    assert found("sub", "b.txt", "./b.txt", str(folder / "b.txt"), folder=folder) == [*EVERY[1:]]


def test_a_file_named_outright_is_always_taken(folder: Path) -> None:
    assert found("h.unknown", ".git/e.txt", folder=folder, exclude=("h.*",)) == [".git/e.txt", "h.unknown"]


def test_exclude_and_include(folder: Path) -> None:
    assert found(".", folder=folder, exclude=("sub/",)) == ["a.html", "b.txt"]
    assert found(".", folder=folder, exclude=("*.txt", "sub/deep")) == ["a.html"]
    assert found(".", folder=folder, include=("sub/**", "*.unknown")) == [
        "h.unknown",
        "sub/c.txt",
        "sub/deep/d.TXT",
    ]
    assert found("sub", folder=folder / "sub", exclude=("deep/*",)) == ["sub/c.txt"]


@pytest.mark.parametrize("names", [("summary.json", "cleanup-plan.json"), ("manifest.sqlite", ".work/job-1")])
def test_reports_of_earlier_runs_are_no_documents(folder: Path, names: tuple[str, ...]) -> None:
    for name in ("documents/a.html", "index.html", *names):
        path = folder / "sub/report" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    assert found(".", folder=folder) == EVERY
    assert found("sub/report", folder=folder) == ["sub/report/documents/a.html", "sub/report/index.html"]
    (folder / "sub/report" / names[0]).unlink()
    assert len(found(".", folder=folder)) == len(EVERY) + 2


def test_globs_the_shell_left_alone(folder: Path) -> None:
    assert found("**/*.txt", folder=folder, exclude=("node_modules/",)) == ["b.txt", "sub/c.txt"]
    assert found("s*", folder=folder) == ["sub/c.txt", "sub/deep/d.TXT"]


def test_links(folder: Path) -> None:
    os.symlink("..", folder / "sub" / "loop")
    os.symlink("b.txt", folder / "again.txt")
    os.symlink("gone", folder / "broken.txt")
    assert found(".", folder=folder) == ["a.html", "again.txt", "broken.txt", "sub/c.txt", "sub/deep/d.TXT"]


def test_what_means_no_document_is_said(folder: Path) -> None:
    (folder / "empty").mkdir()
    documents, nothing = find_documents(["gone.txt", "empty", "*.pdf", "b.txt"], Configuration(), folder)
    assert [document.shown for document in documents] == ["b.txt"]
    assert [item.path for item in nothing] == ["gone.txt", "empty", "*.pdf"]
    assert ".html" in nothing[1].why


def test_folders_that_may_not_be_read_are_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def closed(path: str) -> object:
        if os.path.basename(path) == "sub":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    documents, nothing = find_documents(["."], Configuration(), folder)
    assert [document.shown for document in documents] == ["a.html", "b.txt"]
    assert [(item.path, "Permission denied" in item.why) for item in nothing] == [("sub", True)]
    _, nothing = find_documents(["sub"], Configuration(), folder)
    assert [item.path for item in nothing] == ["sub"]


def test_standard_input(folder: Path) -> None:
    assert found("-", "-", "b.txt", folder=folder) == ["-", "b.txt"]


@pytest.mark.parametrize(
    ("glob", "path", "means"),
    [
        ("*.txt", "a.txt", True), ("*.txt", "x/y/a.txt", True), ("*.txt", "a.txt.html", False),
        ("ru/*.txt", "ru/a.txt", True), ("ru/*.txt", "ru/b/a.txt", False), ("ru/*.txt", "x/ru/a.txt", False),
        ("ru/**", "ru/b/a.txt", True), ("**/ru/**", "a/ru/b", True), ("**/ru/**", "ru/b", True), ("/ru", "ru/x", True),
        ("ru", "a/ru/b", True), ("ru/", "ru/b", True), ("./ru/a.txt", "ru/a.txt", True), ("[ab].txt", "b.txt", True),
        ("[!ab].txt", "b.txt", False), ("?.txt", "ab.txt", False), ("a+(b).txt", "a+(b).txt", True), ("[", "[", True),
        ("ru/**/*.md", "ru/a.md", True), ("ru/**/*.md", "ru/x/y/a.md", True), ("Ä*", "Äpfel.txt", True),
    ],
)  # fmt: skip
def test_globs(glob: str, path: str, means: bool) -> None:
    assert glob_matches(glob, path) is means


def test_faulty_globs() -> None:
    assert glob_fault("[z-a]")
    assert glob_fault("./")
    assert glob_fault("ru/**") is None


@pytest.mark.parametrize("argument", [".", "closed", "closed/b.txt", "**/*.txt", "*/*.txt"])
def test_what_may_not_be_looked_at_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("closed/b.txt", "open/a.txt"):
        Path(name).parent.mkdir()
        Path(name).write_text("The ferry leaves at noon.\n", encoding="utf-8")
    Path("closed").chmod(0)
    try:
        if os.access("closed", os.R_OK):
            pytest.skip("nothing is closed to the superuser")
        documents, nothing = find_documents([argument], Configuration(), tmp_path)
    finally:
        Path("closed").chmod(0o755)
    assert [item.path.split("/")[0] for item in nothing] == ["closed"]
    assert all(item.closed and "permissions" in item.why for item in nothing)
    assert len(documents) == ("closed" not in argument)


def test_what_is_passed_over_is_counted(folder: Path) -> None:
    for name in ("data.json", "sub/more.json", "package.json", "locales/de.json", "a.csv", "b.py", ".x.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("{}", "utf-8")
    passed: Counter[str] = Counter()
    documents, _ = find_documents(["."], Configuration(), folder, passed=passed)
    assert "locales/de.json" in [document.shown for document in documents]
    assert passed == {".json": 2, ".csv": 1}
    passed.clear()
    find_documents(["."], Configuration(include=("*.txt",)), folder, passed=passed)
    find_documents(["data.json"], Configuration(), folder, passed=passed)
    assert not passed
