"""What folders and file names say of a document's language."""

import msgspec
import pytest

from audit.analysis.path_language import language_of_path, without_language
from audit.analysis.path_versions import PathVersions
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
        ("res/values-pt-rBR/strings.xml", "pt-BR"),
        ("res/values-b+sr+Latn/strings.xml", "sr-Latn"),
        ("res/values-iw/strings.xml", "he"),
        ("res/values-mcc310-en-rUS-land/strings.xml", "en-US"),
        ("App/zh-Hans.lproj/Localizable.stringsdict", "zh-Hans"),
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


@pytest.mark.parametrize(
    ("path", "plain", "tag"),
    [
        ("docs/start.md", "docs/start.md", None),
        ("docs/i18n/de/start.md", "docs/start.md", "de"),
        ("docs/start.fr.md", "docs/start.md", "fr"),
        ("translations/README-pt-BR.md", "README.md", "pt-BR"),
        ("it/guide.md", "guide.md", "it"),
        ("index.en.html", "index.html", "en"),
    ],
)
def test_versions_come_to_one_path(path: str, plain: str, tag: str | None) -> None:
    assert without_language(path) == (plain, tag)


def test_the_versions_of_a_document_whatever_the_order() -> None:
    paths = ["docs/start.md", "docs/i18n/de/start.md", "docs/start.fr.md", "docs/other.md", "de/other.md"]
    for given in (paths, paths[::-1]):
        versions = PathVersions(given)
        assert versions.of("docs/start.md") == ("de", "fr")
        assert versions.of("docs/i18n/de/start.md") == ("fr",)
        assert versions.of("docs/other.md") == ()


def test_a_folder_called_it_is_italian_where_other_languages_lie_beside_it() -> None:
    document = read_bytes(ENGLISH.encode(), "it/ferry.md", None, None)
    assert target_language(document).tag == "en"
    beside = msgspec.structs.replace(document, versions=("de", "fr"))
    assert target_language(beside).tag == "it"


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("x/app_assets_locale_lt_viewer.properties", "lt"),
        ("res_values-pt-rBR_strings.xml", "pt-BR"),
        ("pod_bundle_ar.lproj_Names.strings", "ar"),
        ("notes_about_it_all.txt", None),
    ],
)
def test_names_that_were_paths(path: str, tag: str | None) -> None:
    found = language_of_path(path)
    assert (found[0][0] if found else None) == tag
