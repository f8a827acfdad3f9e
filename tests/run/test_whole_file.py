"""A report takes its name whole or not at all, and never the name of something that is no file."""

import os
import stat
import threading
from pathlib import Path

import pytest

from audit.files.whole_file import write_own, write_whole
from audit.model.errors import UsageError


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    write_whole(file, "one")
    write_whole(file, "two")
    assert file.read_text("utf-8") == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_of_a_link_the_file_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    file, link, open_end = tmp_path / "there/a.json", tmp_path / "link.json", tmp_path / "open.json"
    file.write_text("old", "utf-8")
    link.symlink_to("there/a.json")
    open_end.symlink_to("there/new.json")
    write_whole(link, "new")
    write_whole(open_end, "made")
    assert link.is_symlink()
    assert open_end.is_symlink()
    assert file.read_text("utf-8") == "new"
    assert (tmp_path / "there/new.json").read_text("utf-8") == "made"


def test_a_folder_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it is a folder; name a file"):
        write_whole(tmp_path, "one")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no folder .*made; make it first"):
        write_whole(tmp_path / "not" / "made" / "a.json", "one")


def test_a_file_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    write_whole(file, "one")
    file.chmod(0o600)
    write_whole(file, "two")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o444)
    with pytest.raises(UsageError, match="it is write-protected"):
        write_whole(file, "three")
    assert file.read_text("utf-8") == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_stays_a_pipe_and_gets_the_text(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text("utf-8")))
    reader.start()
    write_whole(pipe, "one")
    reader.join()
    assert heard == ["one"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_in_a_report_folder_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    elsewhere, name = tmp_path / "elsewhere", tmp_path / "index.html"
    elsewhere.write_text("old", "utf-8")
    name.symlink_to(elsewhere)
    write_own(name, "new")
    assert not name.is_symlink()
    assert name.read_text("utf-8") == "new"
    assert elsewhere.read_text("utf-8") == "old"
