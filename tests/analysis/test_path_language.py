"""What folders and file names say of a document's language."""

import pytest

from audit.analysis.path_language import language_of_path
from audit.analysis.target_language import target_language
from audit.readers.read_document import read_bytes

ENGLISH = "The ferry to the island will not sail on Monday. Its crew found a leak in the engine room. " * 6


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("i18n/de/guide.md", "de"),
        ("README.zh.md", "zh"),
        ("pages/about_el.html", "el"),
        ("docs/zh-CN/start.md", "zh-CN"),
        ("res/values-fr/strings.xml", "fr"),
        ("content.ja.md", "ja"),
        ("translations/pl/part/translation/zh-cn/README.md", "pl"),
        ("README.md", None),
        ("guide/getting-started.md", None),
    ],
)
def test_the_path_names_a_language(path: str, tag: str | None) -> None:
    assert next((found for found, _ in language_of_path(path)), None) == tag


def test_a_page_left_in_english_keeps_the_language_of_its_folder() -> None:
    document = read_bytes(ENGLISH.encode(), "docs/i18n/el/ferry.md", None, None)
    assert target_language(document).tag == "el"
