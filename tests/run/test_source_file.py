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
    assert source_file(str(tmp_path / "de/texts.json"), None, pattern) == str(tmp_path / "texts.json")
    assert source_file(str(tmp_path / "texts.json"), None, pattern) is None
    assert source_file(str(tmp_path / "de/texts.po"), None, pattern) is None  # it holds both sides
