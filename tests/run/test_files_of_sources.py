"""A file of sources is no translation that could not be checked."""

from pathlib import Path

import pytest

from audit import Auditor
from audit.model.result import complete
from audit.model.settings import Settings

ENGLISH = '{"open": "Open the harbour map", "close": "Close the gate behind you"}'
GERMAN = '{"open": "Öffnen Sie die Hafenkarte", "close": "Schließen Sie das Tor hinter sich"}'


def audited(folder: Path, name: str, text: str, **chosen: str) -> tuple[bool, list[tuple[str, bool]]]:
    (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(select=("missing-placeholder",))
    result = Auditor(settings=settings, **chosen).check_file(folder / name)
    return complete(result), [(item.what, item.fatal) for item in result.unchecked]


def test_nothing_is_compared_in_it(tmp_path: Path) -> None:
    assert audited(tmp_path, "en.json", ENGLISH) == (True, [("file of sources", False)])
    assert audited(tmp_path, "de.json", GERMAN, source="de") == (True, [("file of sources", False)])


@pytest.mark.parametrize(
    ("name", "text", "chosen"),
    [
        ("de.json", GERMAN, {}),  # a translation whose source is not there
        ("en.json", ENGLISH, {"source": "fr"}),
        ("en.json", ENGLISH, {"target": "en"}),  # somebody says that it is a translation
        ("trip.md", "The boat leaves at nine, and comes back at ten in the evening.", {}),
    ],
)
def test_a_translation_without_source_is_not_checked(
    tmp_path: Path, name: str, text: str, chosen: dict[str, str]
) -> None:
    whole, notes = audited(tmp_path, name, text, **chosen)
    assert not whole
    assert ("whole document", True) in notes
