"""Diffs that other programs apply."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.fix import Edit
from audit.repair.edits import apply_edits
from audit.repair.unified_diff import ByteEdit, byte_edits, unified_diff, whole_edit

GIT, PATCH = shutil.which("git"), shutil.which("patch")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")
needs_patch = pytest.mark.skipif(PATCH is None, reason="patch is not installed")


def made(old: bytes, edits: list[ByteEdit]) -> bytes:
    new, place = b"", 0
    for edit in edits:
        new += old[place : edit.start] + edit.replacement
        place = edit.end
    return new + old[place:]


def applied(folder: Path, name: str, old: bytes, diff: bytes, command: list[str]) -> bytes:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(old)
    done = subprocess.run(command, cwd=folder, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout, done.stderr, diff)
    return file.read_bytes()


@st.composite
def changes(draw: st.DrawFn) -> tuple[bytes, list[ByteEdit]]:
    lines = draw(st.lists(st.sampled_from([b"a", b"b", b"", b"c\r", b"\x00\xff", b"-- x"]), max_size=30))
    old = b"\n".join(lines) + draw(st.sampled_from([b"", b"\n", b"end"]))
    places = sorted(draw(st.sets(st.integers(0, len(old)), max_size=6)))
    pairs = zip(places[::2], places[1::2], strict=False)
    new = st.sampled_from([b"", b"x", b"\n", b"y\nz\n", b"a\r\n"])
    edits = [ByteEdit(start, end, draw(new)) for start, end in pairs]
    return old, edits


@needs_git
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes())
def test_git_applies_it(tmp_path: Path, change: tuple[bytes, list[ByteEdit]]) -> None:
    old, edits = change
    diff = unified_diff(old, edits, "a.txt")
    new = made(old, edits)
    if old == new:
        assert diff == b""
    elif new and old:  # a file that becomes empty, or was, git takes for deleted or created
        command = [str(GIT), "apply", "--whitespace=nowarn", "-"]
        assert applied(tmp_path, "a.txt", old, diff, command) == new


@needs_patch
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes())
def test_patch_applies_it(tmp_path: Path, change: tuple[bytes, list[ByteEdit]]) -> None:
    old, edits = change
    new = made(old, edits)
    if new and old and old != new and b"\x00" not in old:
        diff = unified_diff(old, edits, "a.txt")
        command = [str(PATCH), "--binary", "-s", "-p1"]
        assert applied(tmp_path, "a.txt", old, diff, command) == new


@needs_git
@pytest.mark.parametrize(
    "name", ["two words.txt", 'quo"te.txt', "back\\slash.txt", "тетрадь.txt", "deep/er/a.txt"]
)
def test_any_name(tmp_path: Path, name: str) -> None:
    old, edits = b"one\ntwo\n", [ByteEdit(4, 7, b"2")]
    diff = unified_diff(old, edits, name)
    for command in ([str(GIT), "apply", "-"], *([[str(PATCH), "-s", "-p1"]] if PATCH else [])):
        assert applied(tmp_path, name, old, diff, command) == b"one\n2\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1251", "shift_jis", "iso2022_jp", "gb18030"])
def test_bytes_of_any_encoding(encoding: str) -> None:
    text = (
        "\u30c6ab\n\u30b9cd\n"
        if encoding in ("shift_jis", "iso2022_jp", "gb18030", "utf-8")
        else "Жab\nШcd\n"
    )
    edits = [Edit(1, 2, ""), Edit(5, 6, "xy")]
    old, new = text.encode(encoding), apply_edits(text, edits).encode(encoding)
    found = byte_edits(text, edits, encoding, new)
    assert made(old, found) == new
    assert len(found) == 2


def test_stretches_of_an_encoding_with_states() -> None:
    text = "テスト\nテスト"
    edits = [Edit(1, 2, "")]
    old, new = text.encode("iso2022_jp"), apply_edits(text, edits).encode("iso2022_jp")
    assert made(old, byte_edits(text, edits, "iso2022_jp", new)) == new


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_one_edit_for_all(old: bytes, new: bytes) -> None:
    assert made(old, [whole_edit(old, new)]) == new


def test_what_a_diff_looks_like() -> None:
    old = b"".join(b"line %d\n" % number for number in range(1, 31))
    edits = [ByteEdit(0, 6, b"first"), ByteEdit(len(old) - 1, len(old), b"")]
    assert unified_diff(old, edits, "a.txt").decode().splitlines() == [
        "--- a/a.txt", "+++ b/a.txt",
        "@@ -1,4 +1,4 @@", "-line 1", "+first", " line 2", " line 3", " line 4",
        "@@ -27,4 +27,4 @@", " line 27", " line 28", " line 29", "-line 30", "+line 30",
        "\\ No newline at end of file",
    ]  # fmt: skip
