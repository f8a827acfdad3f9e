"""`--changed-since`: which lines count, whatever git is up to."""

import json
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from audit.cli.main import main
from audit.model.errors import UsageError
from audit.report.formats import FORMATS
from audit.run.across.across_files import File
from audit.run.across.unchanged import compared_files
from audit.run.changes.git_changes import Changes, Lines, changes_since

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
CLEAN = "The ferry leaves in the morning and comes back at night.\n"
FAULT = "The harbour harbour is closed today because of the storm.\n"
OTHER_FAULT = "The children went to the the school on Monday morning.\n"


def git(*words: str, folder: Path | None = None) -> str:
    settings = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run(
        ["git", *settings, *words], cwd=folder, capture_output=True, check=True, stdin=subprocess.DEVNULL
    )
    return done.stdout.decode("utf-8", "replace").strip()


def commit(message: str = "x", folder: Path | None = None) -> str:
    git("add", "-A", folder=folder)
    git("commit", "-q", "--allow-empty", "-m", message, folder=folder)
    return git("rev-parse", "HEAD", folder=folder)


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "-q", "-b", "main")


def changes(revision: str = "HEAD") -> Changes:
    return changes_since(revision, Path.cwd())


def change(name: str, revision: str = "HEAD") -> Any:
    """None: not changed; "whole"; or the changed lines and cuts."""
    changed, lines = changes(revision).change(os.fsencode(os.path.realpath(name)))
    if not changed:
        return None
    return "whole" if lines is None else (lines.added, lines.cuts)


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main(["check", "-t", "en", "--select", "doubled-word", "--format", "json", *words])
    text = capsys.readouterr().out
    return code, json.loads(text) if text else {}


def test_only_changed_lines_count(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(f"{FAULT}\n{CLEAN}\n{CLEAN}")
    Path("b.txt").write_text(FAULT)
    commit()
    Path("a.txt").write_text(f"{FAULT}\n{CLEAN}\n{CLEAN}\n{OTHER_FAULT}\n{CLEAN}")
    code, report = run("--changed-since", "HEAD", ".", capsys=capsys)
    (document,) = report["documents"]
    assert document["path"] == "a.txt"
    assert [finding["line"] for finding in document["findings"]] == [7]
    # The fourth paragraph and the last, 10 and 11 words; of the empty line between none.
    assert document["words"] == 21
    assert document["score"]["errors"] == 1
    assert document["score"]["signature"].endswith("|lines:changed")
    assert report["summary"]["changes"] == {
        "revision": "HEAD",
        "base": git("rev-parse", "HEAD"),
        "documents": 2,
        "changed": 1,
        "ignored": 0,
    }
    assert code == 0


def test_nothing_changed_is_a_pass_that_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(FAULT)
    commit()
    assert main(["check", "--changed-since", "HEAD", "."]) == 0
    shown = capsys.readouterr().out
    assert "0 of 1 document" in shown
    assert main(["check", "--changed-since", "HEAD", "--format", "sarif=a.sarif", "."]) == 0
    assert "0 of 1 document" in capsys.readouterr().err


def test_gates_judge_changed_lines_only(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(FAULT * 3)
    commit()
    Path("a.txt").write_text(FAULT * 3 + "\n" + CLEAN)
    assert run("--changed-since", "HEAD", "--max-findings", "0", ".", capsys=capsys)[0] == 0
    Path("a.txt").write_text(FAULT * 3 + "\n" + OTHER_FAULT)
    assert run("--changed-since", "HEAD", "--max-findings", "0", ".", capsys=capsys)[0] == 1


def test_kinds_of_change() -> None:
    for name in ("same", "edited", "gone", "moved", "moved and edited", "mode"):
        Path(f"{name}.txt").write_text("".join(f"{name} line {n}\n" for n in range(20)))
    Path("bytes.txt").write_bytes(b"\0one\ntwo\n")
    Path("link.txt").symlink_to("same.txt")
    Path(".gitignore").write_text("left out.txt\n")
    commit()
    lines = Path("edited.txt").read_text().splitlines(keepends=True)
    Path("edited.txt").write_text("".join([*lines[:3], "new\n", "new\n", *lines[4:10], *lines[12:], "end"]))
    Path("gone.txt").unlink()
    git("mv", "moved.txt", "elsewhere.txt")
    git("mv", "moved and edited.txt", "elsewhere edited.txt")
    with Path("elsewhere edited.txt").open("a") as file:
        file.write("more\n")
    Path("mode.txt").chmod(0o755)
    Path("bytes.txt").write_bytes(b"\0one\ntwo\nthree\n")
    Path("link.txt").unlink()
    Path("link.txt").write_text("now a file\n")
    Path("new.txt").write_text("new\n")
    Path("left out.txt").write_text("new\n")
    Path("staged.txt").write_text("new\n")
    git("add", "staged.txt")
    assert change("same.txt") is None
    assert change("edited.txt") == ([(4, 5), (20, 20)], [11])
    assert change("elsewhere.txt") is None
    assert change("elsewhere edited.txt") == ([(21, 21)], [])
    assert change("mode.txt") is None
    assert change("bytes.txt") == "whole"
    assert change("link.txt") == "whole"
    assert change("new.txt") == "whole"
    assert change("staged.txt") == "whole"
    assert change("left out.txt") is None
    path = os.fsencode(os.path.realpath("left out.txt"))
    assert changes().ignored(path)
    assert not changes().ignored(os.fsencode(os.path.realpath("same.txt")))


@pytest.mark.parametrize(
    "name",
    [
        b"a b.txt",
        b'quote".txt',
        b"line\nbreak.txt",
        b"tab\t.txt",
        b"back\\slash.txt",
        "ру.txt".encode(),
        b"latin-\xe9.txt",
        b"-dash.txt",
        b"b/+++ x.txt",
        b"\x01\x7f.txt",
        b" diff --git a b/c.txt",
    ],
)
def test_any_file_name(name: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = os.path.join(os.fsencode(os.getcwd()), name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        Path(os.fsdecode(path)).write_text(CLEAN)
    except OSError:
        pytest.skip("this file system knows no such names")
    commit()
    assert change(os.fsdecode(path)) is None
    Path(os.fsdecode(path)).write_text(CLEAN + FAULT)
    assert change(os.fsdecode(path)) == ([(2, 2)], [])
    _, report = run("--changed-since", "HEAD", ".", capsys=capsys)
    assert [finding["line"] for finding in report["documents"][0]["findings"]] == [2]


def test_what_is_left_without_the_changed_lines_was_there_before() -> None:
    """Sixty files edited at random: the lines said to be old are lines of the old file, in their order."""
    rng = random.Random(5)
    before = {f"f{n}.txt": [f"{rng.randrange(6)}\n" for _ in range(rng.randrange(1, 40))] for n in range(60)}
    after = {}
    for name, lines in before.items():
        Path(name).write_text("".join(lines))
        new = list(lines)
        for _ in range(rng.randrange(1, 8)):
            place = rng.randrange(len(new) + 1)
            new[place : place + rng.randrange(3)] = [f"new {rng.randrange(9)}\n"] * rng.randrange(3)
        after[name] = new
    commit()
    for name, lines in after.items():
        Path(name).write_text("".join(lines))
    found = changes()
    for name, lines in after.items():
        changed, kinds = found.change(os.fsencode(os.path.realpath(name)))
        assert changed == (lines != before[name])
        if kinds is None:
            continue
        old = iter(before[name])
        kept = [line for n, line in enumerate(lines, 1) if not kinds.touch(n, n)]
        assert all(line in old for line in kept), name
        assert not [line for line in kept if line.startswith("new")]


def test_content_cannot_pass_for_a_header() -> None:
    Path("a.txt").write_text("one\n")
    Path("b.txt").write_text("one\n")
    commit()
    Path("a.txt").write_text("one\n++ b/b.txt\n@@ -1 +1,90 @@\ndiff --git a/b.txt b/b.txt\n-- a/x\nno end")
    assert change("a.txt") == ([(2, 6)], [])
    assert change("b.txt") is None


def test_a_users_git_settings_change_nothing() -> None:
    Path("a.txt").write_text("1\n2\n3\n4\n")
    commit()
    settings = {
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.external": "false",
        "diff.context": "9",
        "diff.interHunkContext": "9",
        "color.ui": "always",
        "core.quotePath": "false",
        "diff.renames": "false",
        "diff.relative": "true",
        "core.pager": "false",
    }
    for name, value in settings.items():
        git("config", name, value)
    Path("a.txt").write_text("one\n2\n3\nfour\n")
    Path("sub").mkdir()
    assert changes_since("HEAD", Path("sub")).files == {
        os.fsencode(os.path.realpath("a.txt")): Lines([(1, 1), (4, 4)], [])
    }


def test_from_a_subfolder(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("sub/deep").mkdir(parents=True)
    Path("sub/deep/a.txt").write_text(CLEAN)
    Path("top.txt").write_text(CLEAN)
    commit()
    Path("sub/deep/a.txt").write_text(FAULT)
    Path("top.txt").write_text(FAULT)
    monkeypatch.chdir("sub")
    _, report = run("--changed-since", "HEAD", ".", "../top.txt", capsys=capsys)
    assert [document["path"] for document in report["documents"]] == ["../top.txt", "deep/a.txt"]


def test_what_the_other_branch_did_is_not_ours() -> None:
    Path("a.txt").write_text("1\n2\n3\n")
    Path("b.txt").write_text("1\n")
    commit()
    git("checkout", "-q", "-b", "topic")
    Path("a.txt").write_text("1\n2\nthree\n")
    commit()
    git("checkout", "-q", "main")
    Path("b.txt").write_text("one\n")
    commit()
    git("checkout", "-q", "topic")
    assert change("a.txt", "main") == ([(3, 3)], [])
    assert change("b.txt", "main") is None


def test_in_the_middle_of_a_merge() -> None:
    Path("a.txt").write_text("1\n2\n3\n")
    commit()
    git("checkout", "-q", "-b", "topic")
    Path("a.txt").write_text("1\ntwo\n3\n")
    commit()
    git("checkout", "-q", "main")
    Path("a.txt").write_text("1\nzwei\n3\n")
    commit()
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "topic")
    assert change("a.txt") == ([(2, 2), (4, 6)], []), "the marks of the conflict and the other side"


def test_line_ends_and_encodings(capsys: pytest.CaptureFixture[str]) -> None:
    plain = f"{CLEAN}\n{FAULT}\n{CLEAN}"
    Path("cr.txt").write_bytes(plain.replace("\n", "\r").encode() + b"\n")
    Path("crlf.txt").write_bytes(plain.replace("\n", "\r\n").encode())
    Path("wide.txt").write_bytes(plain.encode("utf-16"))
    commit()
    Path("cr.txt").write_bytes(plain.replace("\n", "\r").encode() + b"\n" + CLEAN.encode())
    Path("crlf.txt").write_bytes((plain + "\n" + OTHER_FAULT).replace("\n", "\r\n").encode())
    Path("wide.txt").write_bytes((plain + "\n" + CLEAN).encode("utf-16"))
    _, report = run("--changed-since", "HEAD", ".", capsys=capsys)
    lines = {d["path"]: [f["line"] for f in d["findings"]] for d in report["documents"]}
    # git has no lines for UTF-16: all of that file counts as changed.
    assert lines == {"cr.txt": [], "crlf.txt": [7], "wide.txt": [3]}


def test_a_finding_across_a_deletion_counts(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.html").write_text("<p>The ferry leaves the\nold\nthe pier at nine.</p>\n")
    commit()
    Path("a.html").write_text("<p>The ferry leaves the\nthe pier at nine.</p>\n")
    _, report = run("--changed-since", "HEAD", ".", capsys=capsys)
    assert len(report["documents"][0]["findings"]) == 1


def test_lines_touch() -> None:
    lines = Lines([(3, 4)], [7])
    assert [n for n in range(1, 10) if lines.touch(n, n)] == [3, 4]
    assert lines.touch(1, 3)
    assert lines.touch(7, 8)
    assert not lines.touch(5, 7)
    assert not lines.touch(8, 9)


def test_submodules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git("init", "-q", "-b", "main", folder=other)
    (other / "a.txt").write_text(f"{FAULT}\n{CLEAN}")
    (other / "b.txt").write_text(FAULT)
    commit(folder=other)
    git("submodule", "--quiet", "add", str(other), "part")
    Path("own.txt").write_text(FAULT)
    commit()
    assert change("part/a.txt") is None
    assert not changes().ignored(os.fsencode(os.path.realpath("part/a.txt")))
    Path("part/a.txt").write_text(f"{FAULT}\n{CLEAN}\n{FAULT}")
    Path("part/new.txt").write_text(FAULT)
    assert change("part/a.txt") == ([(4, 5)], [])
    assert change("part/new.txt") == "whole"
    assert change("part/b.txt") is None
    commit(folder=Path("part"))
    assert change("part/a.txt") == ([(4, 5)], []), "committed in the submodule"
    before = git("rev-parse", "HEAD")
    commit("the submodule moves on")
    assert change("part/a.txt") is None
    assert change("part/a.txt", before) == ([(4, 5)], [])
    _, report = run("--changed-since", before, ".", capsys=capsys)
    assert [document["path"] for document in report["documents"]] == ["part/a.txt", "part/new.txt"]


def test_a_new_submodule_is_new_from_end_to_end(tmp_path: Path) -> None:
    commit()
    other = tmp_path / "other"
    other.mkdir()
    git("init", "-q", "-b", "main", folder=other)
    (other / "a.txt").write_text(CLEAN)
    commit(folder=other)
    git("submodule", "--quiet", "add", str(other), "part")
    assert change("part/a.txt") == "whole"


def test_a_repository_inside_that_git_does_not_know() -> None:
    commit()
    Path("inner").mkdir()
    git("init", "-q", folder=Path("inner"))
    Path("inner/a.txt").write_text(CLEAN)
    commit(folder=Path("inner"))
    assert change("inner/a.txt") == "whole"


def test_a_hooks_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("1\n")
    commit()
    Path("a.txt").write_text("2\n")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert change("a.txt") == ([(1, 1)], [])


def test_the_repository_is_only_read() -> None:
    Path("a.txt").write_text("1\n")
    commit()
    os.utime("a.txt", (1, 1))
    before = {path: path.read_bytes() for path in Path(".git").rglob("*") if path.is_file()}
    changes()
    assert before == {path: path.read_bytes() for path in Path(".git").rglob("*") if path.is_file()}


def refused(revision: str = "HEAD") -> str:
    with pytest.raises(UsageError) as caught:
        changes(revision)
    return str(caught.value)


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    assert refused() == "--changed-since needs a git repository, and this folder lies in none"


def test_no_commit_yet() -> None:
    assert "no commit yet" in refused()


@pytest.mark.parametrize("revision", ["nowhere", "--all", "HEAD..HEAD", "", "HEAD:a.txt", "\n"])
def test_no_such_revision(revision: str) -> None:
    commit()
    assert f"git knows no commit {revision!r}" in refused(revision)


def test_no_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "no command git" in refused()


def test_a_shallow_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = commit()
    git("checkout", "-q", "-b", "topic")
    commit()
    commit()
    git("clone", "-q", "--depth", "1", f"file://{Path.cwd()}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    assert "fetch-depth: 0" in refused(first)
    git("fetch", "-q", "--depth", "1", "origin", "main:main")
    assert "fetch-depth: 0" in refused("main")
    git("fetch", "-q", "--unshallow", "origin")
    changes("main")


def test_unrelated_histories() -> None:
    commit()
    git("checkout", "-q", "--orphan", "apart")
    commit("another beginning")
    assert "no common history" in refused("main")


def test_documents_without_a_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit()
    (tmp_path / "far.txt").write_text(CLEAN)
    assert main(["check", "--changed-since", "HEAD", str(tmp_path / "far.txt")]) == 2
    assert "outside this git repository" in capsys.readouterr().err
    assert main(["check", "--changed-since", "HEAD", "-"]) == 2
    assert "standard input has no history" in capsys.readouterr().err


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_of_a_run_in_which_nothing_changed(name: str) -> None:
    Path("a.txt").write_text(FAULT)
    Path("b.txt").write_text(FAULT)
    commit()
    assert main(["check", "--changed-since", "HEAD", "--format", f"{name}=out", "."]) == 0


def test_a_report_is_of_whole_documents(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(CLEAN)
    commit()
    assert main(["report", "--changed-since", "HEAD", "-o", "out", "."]) == 2
    assert "unknown option '--changed-since'" in capsys.readouterr().err


def po(sentence: str, page: str) -> str:
    head = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = ((f"Page {page}", f"Seite {page}"), ("The next ferry leaves from pier three.", sentence))
    return head + "".join(f'\nmsgid "{source}"\nmsgstr "{target}"\n' for source, target in entries)


@pytest.mark.parametrize("most", [None, 10])
def test_a_changed_file_is_compared_with_those_that_did_not_change(
    most: int | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if most is not None:
        monkeypatch.setattr("audit.run.across.unchanged.MOST_BYTES", most)
    usual, other = "Die nächste Fähre legt von Steg drei ab.", "Die nächste Fähre fährt an Pier drei los."
    for name in ("board", "dock", "menu"):
        Path(name).mkdir()
        Path(name, "de.po").write_text(po(usual, name), encoding="utf-8")
    commit()
    Path("dock/de.po").write_text(po(other, "dock"), encoding="utf-8")
    capsys.readouterr()
    words = ["check", "-s", "en", "--select", "inconsistent-translation", "--format", "json"]
    main([*words, "--changed-since", "HEAD", "."])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    found = [finding["other"]["path"] for finding in document["findings"]]
    assert found == ([] if most is not None else ["board/de.po"])


def test_files_in_other_languages_are_not_read_for_it() -> None:
    files = [File(name, name, name) for name in ("de/a.po", "de/b.po", "fr/a.po", "c.po", "d.txt")]
    assert [file.name for file in compared_files(files[:1], files)] == ["de/a.po", "de/b.po", "c.po"]
    assert compared_files(files[4:], files) == files[4:]
    assert compared_files(files, files) == files
