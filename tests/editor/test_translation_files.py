"""Translation files open in an editor: known by their names, with the sources that lie beside them."""

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server's library is not installed")

from lsprotocol import types

from audit.editor.open_document import Audited, Desk, OpenDocument, diagnostics, fix_all, quick_fixes

ENGLISH = '{\n  "greeting": "Hello \N{GRINNING FACE} {name}, the garden is open.",\n  "beds": "Number of beds: "\n}\n'
GERMAN = '{\n  "greeting": "Hallo {nmae}, der Garten ist offen.",\n  "beds": "Anzahl der Beete:"\n}\n'
EVERYTHING = types.Range(types.Position(0, 0), types.Position(999, 0))


def opened(file: Path, text: str, language: str) -> Audited:
    file.parent.mkdir(parents=True, exist_ok=True)
    return Desk().audit(OpenDocument(file.as_uri(), str(file), language, text, 3), "utf-16")


@pytest.mark.parametrize(
    ("name", "language", "text", "expected"),
    [
        ("a.po", "plaintext", "", "po"),
        ("a", "gettext", "", "po"),
        ("a.xlf", "xml", "", "xliff"),
        ("locales/de.json", "json", "{}", "json"),
        ("locales/de.json", "jsonc", "{}", "json"),
        ("package.json", "json", "{}", None),
        ("data.json", "json", "{}", None),
        ("res/values-de/strings.xml", "xml", "<resources><string name='a'>b</string></resources>", "android"),
        ("pom.xml", "xml", "<project/>", None),
        ("translations/a_de.ts", "typescript", "<?xml version='1.0'?><!DOCTYPE TS><TS></TS>", "qt-ts"),
        ("src/locale/a.ts", "typescript", "export const a = 1;", None),
        ("config/locales/de.yml", "yaml", "de:\n  a: b\n", "yaml"),
        (".github/workflows/ci.yml", "yaml", "on: push\n", None),
        ("messages_de.properties", "java-properties", "a=b", "properties"),
        ("de.lproj/Localizable.strings", "strings", "", "strings"),
        ("app_de.arb", "json", "{}", "arb"),
        ("a.srt", "plaintext", "", "srt"),
        ("notes.txt", "plaintext", "", "text"),
        ("notes", "plaintext", "", "text"),
        ("page.php", "php", "<!doctype html>", None),
        ("letter.docx", "plaintext", "PK", "text"),
    ],
)
def test_what_a_file_is(name: str, language: str, text: str, expected: str | None, tmp_path: Path) -> None:
    path = tmp_path / name
    assert OpenDocument(path.as_uri(), str(path), language, text).format == expected


def test_the_sources_beside_a_file_are_asked(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "en.json").write_text(ENGLISH, "utf-8")
    file = tmp_path / "locales" / "de.json"
    audited = opened(file, GERMAN, "json")
    found = {str(item.code): item for item in diagnostics(audited)}
    (related,) = found["altered-placeholder"].related_information or ()
    assert related.location.uri == (tmp_path / "locales" / "en.json").as_uri()
    # The smiley counts twice in UTF-16.
    assert related.location.range == types.Range(types.Position(1, 24), types.Position(1, 30))
    assert related.message.startswith("source: Hello")
    titles = [action.title for action in quick_fixes(audited, EVERYTHING)]
    assert "Write “{name}” (altered-placeholder)" in titles
    everything = fix_all(audited)
    assert everything is not None
    (change,) = everything.document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    assert [edit.new_text for edit in change.edits if isinstance(edit, types.TextEdit)] == [" "]


def test_the_source_in_the_same_file_is_shown(tmp_path: Path) -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgid "Number of beds: "\nmsgstr "Anzahl der Beete:"\n\n'
        '# audit: ignore changed-edge-space: the label is cut\nmsgid "Number of trees: "\nmsgstr "Anzahl der Bäume:"\n'
    )
    audited = opened(tmp_path / "de.po", text, "po")
    (found,) = (item for item in diagnostics(audited) if item.code == "changed-edge-space")
    (related,) = found.related_information or ()
    assert related.location.uri == (tmp_path / "de.po").as_uri()
    assert related.location.range.start.line == 4
