"""A file gets its new bytes whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from audit.files import replace_file as module
from audit.files.replace_file import UnreplaceableError, replace_file

OLD, NEW = b"The boat boat came.\r\n", b"The boat came.\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    return path


def only(file: Path) -> bool:
    return [path.name for path in file.parent.iterdir() if path.is_file()] == [file.name]


def test_mode_is_kept(file: Path) -> None:
    file.chmod(0o640)
    replace_file(str(file), OLD, NEW)
    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert only(file)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser gives files away"
)
def test_owner_is_kept(file: Path) -> None:
    os.chown(file, 12345, 12346)
    replace_file(str(file), OLD, NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 12346)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_attributes_are_kept(file: Path) -> None:
    try:
        os.setxattr(file, "user.note", b"kept")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    replace_file(str(file), OLD, NEW)
    assert os.getxattr(file, "user.note") == b"kept"


def test_of_a_link_the_target_is_written(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.txt"
    link.symlink_to("../a.txt")
    replace_file(str(link), OLD, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert not file.is_symlink()
    assert list(folder.iterdir()) == [link]


def test_a_changed_file_is_left_alone(file: Path) -> None:
    file.write_bytes(b"The boot boot came.\r\n")
    with pytest.raises(UnreplaceableError, match="has changed since it was read"):
        replace_file(str(file), OLD, NEW)
    assert file.read_bytes() == b"The boot boot came.\r\n"
    assert only(file)


def test_a_file_that_changes_meanwhile_is_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def somebody_writes(*_: object) -> None:
        file.write_bytes(b"somebody else's")

    monkeypatch.setattr(module, "keep_attributes", somebody_writes)
    with pytest.raises(UnreplaceableError, match="has changed since it was read"):
        replace_file(str(file), OLD, NEW)
    assert file.read_bytes() == b"somebody else's"
    assert only(file)


def test_a_file_replaced_by_its_equal_meanwhile_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def somebody_replaces(*_: object) -> None:
        other = file.with_name("other")
        other.write_bytes(OLD)
        os.replace(other, file)

    monkeypatch.setattr(module, "keep_attributes", somebody_replaces)
    with pytest.raises(UnreplaceableError, match="has changed"):
        replace_file(str(file), OLD, NEW)


def test_a_write_protected_file_is_left_alone(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(UnreplaceableError, match="write-protected"):
        replace_file(str(file), OLD, NEW)
    assert file.read_bytes() == OLD


def test_a_file_with_several_names_is_left_alone(file: Path) -> None:
    os.link(file, file.with_name("b.txt"))
    with pytest.raises(UnreplaceableError, match="2 names"):
        replace_file(str(file), OLD, NEW)


def test_a_lost_file_is_not_made_anew(file: Path) -> None:
    file.unlink()
    with pytest.raises(UnreplaceableError, match="could not be written"):
        replace_file(str(file), OLD, NEW)
    assert not file.exists()


def test_a_full_disk_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(UnreplaceableError, match="No space left"):
        replace_file(str(file), OLD, NEW)
    assert file.read_bytes() == OLD
    assert only(file)


def test_long_names(tmp_path: Path) -> None:
    path = tmp_path / ("ф" * 120 + ".txt")
    path.write_bytes(OLD)
    replace_file(str(path), OLD, NEW)
    assert path.read_bytes() == NEW
