"""The way in: formats, limits, files that cannot be read."""

import os
from pathlib import Path

import pytest

from audit.model.errors import UnreadableError, UsageError
from audit.readers.detect_format import detect_format
from audit.readers.encodings_named import html_encoding
from audit.readers.read_document import read_bytes, read_file, read_string


@pytest.mark.parametrize(
    ("data", "path", "name"),
    [
        (b"text", "a.txt", "text"),
        (b"text", "a.TXT", "text"),
        (b"# x", "a.md", "markdown"),
        (b"text", "a.html", "html"),
        (b"text", "a.xhtml", "xhtml"),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>x", "a.txt", "html"),
        (b"<html><p>x", "a.md", "html"),
        (b"<div align=center>x</div>\n\n# x", "a.md", "markdown"),
        (b"text # not <b>markup</b>", "-", "text"),
        (b"---\ntitle: x\n---\n", "-", "markdown"),
        (b"Intro\n\n## Head\n", "README", "markdown"),
        (b"<p>x", "-", "html"),
        ("\ufeff<!doctype html>".encode("utf-16-le"), "-", "html"),
        (b"", "-", "text"),
        (b"x", "a.py", None),
    ],
)
def test_detect_format(data: bytes, path: str, name: str | None) -> None:
    assert detect_format(data, path) == name


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META http-equiv=Content-Type content='text/html; charset=KOI8-R'>", "KOI8-R"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?><html>', "Shift_JIS"),
        (b"<!-- <meta charset=x> --><meta charset = utf-8 >", "utf-8"),
        (b"<p>charset=x</p>", None),
        (b"<meta" * 3000, None),
    ],
)
def test_html_encoding(head: bytes, label: str | None) -> None:
    assert html_encoding(head) == label


def test_declared_encoding_is_used() -> None:
    html = '<meta charset="windows-1251"><p title="Вид">Мост</p>'
    document = read_bytes(html.encode("cp1251"), "a.html")
    assert (document.encoding, document.exact, document.text) == ("cp1251", True, html)
    assert [segment.text for segment in document.segments] == ["Вид", "Мост"]


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n"])
@pytest.mark.parametrize("path", ["a.txt", "a.html", "a.md"])
def test_empty_files_are_no_clean_bill(data: bytes, path: str) -> None:
    document = read_bytes(data, path)
    assert document.segments == ()
    assert any(note.fatal and "empty" in note.why for note in document.unchecked)


def test_a_page_without_text_is_no_clean_bill() -> None:
    document = read_bytes(b"<html><div id=app></div><script>run()</script>", "a.html")
    assert any(note.fatal and "no text" in note.why for note in document.unchecked)


def test_read_file(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("# Мост\r\n\r\nText".encode())
    document = read_file(str(file))
    assert (document.format, len(document.segments)) == ("markdown", 2)
    assert read_file(str(file), format="text").format == "text"
    with pytest.raises(UnreadableError, match=r"a\.md: is .* more than the limit .*--max-"):
        read_file(str(file), max_bytes=5)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_file(str(tmp_path / "gone.txt"))
    with pytest.raises(UnreadableError, match="folder"):
        read_file(str(tmp_path))
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableError, match="ordinary"):
        read_file(str(pipe))
    with pytest.raises(UnreadableError, match="could not be read"):
        read_file("a\0b.txt")
    with pytest.raises(UnreadableError, match=r"\*\.py.*markdown"):
        read_bytes(b"x", "a.py")
    with pytest.raises(UsageError, match="klingon"):
        read_bytes(b"x", "a.txt", format="klingon")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    file.chmod(0)
    with pytest.raises(UnreadableError, match="permissions"):
        read_file(str(file))


def test_read_string() -> None:
    document = read_string("One\nTwo")
    assert [segment.text for segment in document.segments] == ["One", "Two"]
    assert read_string("<p>x", "html").segments[0].text == "x"


def test_standard_input_is_called_by_its_name() -> None:
    (note,) = read_bytes(b" \n", "-").unchecked
    assert note.why == "standard input is empty: there is nothing to check"
