"""What one of two files of entries lacks is told."""

from audit.readers.detect_format import detect_format, found_in_folders
from audit.readers.read_document import read_bytes
from audit.readers.units.sources_beside import with_sources


def test_entries_that_one_of_the_files_lacks() -> None:
    source = read_bytes(b'{"a": "Open the gate", "b": "Close", "c": ""}', "en.json")
    document = read_bytes('{"a": "Tor öffnen", "d": "Garten", "e": ""}'.encode(), "de.json")
    notes = with_sources(document, source).unchecked
    assert [(note.what, note.why) for note in notes] == [
        ("2 entries of en.json", "not translated in de.json: b, c"),
        ("1 entry", "en.json has no such keys: d"),
    ]
    assert not any(note.fatal for note in notes)


def test_a_folder_passes_over_templates() -> None:
    assert not found_in_folders("locales/messages.pot")
    assert found_in_folders("locales/de.po")
    assert detect_format(b'msgid ""\nmsgstr ""\n', "locales/messages.pot") == "po"
