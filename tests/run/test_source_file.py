"""Where the sources of a file of one side lie."""

from pathlib import Path

import pytest

from audit.files.source_file import source_file


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("locales/de.json", "locales/en.json"),
        ("locales/de/app.json", "locales/en/app.json"),
        ("locales/pt-BR/a/b/app.json", "locales/en-US/a/b/app.json"),
        ("messages_de.properties", "messages.properties"),
        ("messages_pt_BR.properties", "messages.properties"),
        ("lib/app_de.arb", "lib/app_en.arb"),
        ("Texts.de.resx", "Texts.resx"),
        ("de.lproj/Localizable.strings", "Base.lproj/Localizable.strings"),
        ("zh-Hans.lproj/Localizable.stringsdict", "en.lproj/Localizable.stringsdict"),
        ("app/res/values-de/strings.xml", "app/res/values/strings.xml"),
        ("app/res/values-b+sr+Latn/strings.xml", "app/res/values/strings.xml"),
        ("config/locales/devise.de.yml", "config/locales/devise.en.yml"),
        ("locales/fr/app.ftl", "locales/en-US/app.ftl"),
    ],
)
def test_found_beside(path: str, source: str, tmp_path: Path) -> None:
    for name in (path, source):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert source_file(str(tmp_path / path)) == str(tmp_path / source)
    assert source_file(str(tmp_path / source)) is None
    (tmp_path / source).unlink()
    assert source_file(str(tmp_path / path)) is None


def test_where_somebody_says_so(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    for name in ("texts.json", "de/texts.json", "de/texts.po"):
        (tmp_path / name).write_text("{}", "utf-8")
    pattern = str(tmp_path / "{name}")
    assert source_file(str(tmp_path / "de/texts.json"), None, (pattern,)) == str(tmp_path / "texts.json")
    assert source_file(str(tmp_path / "texts.json"), None, (pattern,)) is None


@pytest.mark.parametrize(
    ("pattern", "path", "source"),
    [
        ("content/{lang}/**", "site/content/de/trip/map.md", "site/content/en/trip/map.md"),
        ("README.{lang}.md", "README.de.md", "README.md"),
        ("README.{lang}.md", "README.pt-BR.md", "README.en.md"),
        ("{lang}/*.html", "de/map.html", "en/map.html"),
        ("i18n/{lang}/**", "i18n/fr/map.md", "i18n/map.md"),
        ("auto", "docs/de/map.md", "docs/en/map.md"),
        ("auto", "docs/map.de.md", "docs/map.md"),
        ("masters/{stem}.txt", "de/map.txt", "masters/map.txt"),
    ],
)
def test_the_page_that_a_page_translates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, path: str, source: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (path, source):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    assert source_file(path) is None, "pages are compared when somebody asks"
    assert source_file(path, None, ("nowhere/{name}", pattern)) == source
    assert source_file(source, None, (pattern,)) is None


@pytest.mark.parametrize("pattern", ["content/{lang}/**", "{lang}/*.md", "README.{lang}.md"])
@pytest.mark.parametrize("path", ["content/guides/map.md", "notes.md", "README.md", "x/README.new.md"])
def test_a_path_without_a_language_translates_nothing(pattern: str, path: str) -> None:
    assert source_file(path, "en", (pattern,)) is None
