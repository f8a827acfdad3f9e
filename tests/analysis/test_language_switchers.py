"""Names of languages that a page offers are no leftovers, wherever and however they stand in a row."""

import pytest

from audit import Auditor
from audit.model.mqm import Severity

GERMAN = "Der Verein wurde im Frühjahr gegründet und hat heute rund vierzig Mitglieder im ganzen Land.\n"
JAPANESE = "この協会は春に設立され、現在は全国に約四十人の会員がいます。\n"

ROWS = {
    "links in a list": "* [中文版](zh.md)\n* [日本語](ja.md)\n* [한국어](ko.md)\n* [Русский](ru.md)\n* [فارسی](fa.md)\n",
    "links in a row": "[한국어](ko.md), [Українська](uk.md), [עברית](he.md), [Français](fr.md)\n",
    "in italics, one a line": "[_日本語_](ja.md),\n[_简体中文_](zh.md),\n[_Українська_](uk.md)\n",
    "behind words": "Andere Sprachen: [日本語](ja.md) | [한국어](ko.md) | [Português](pt.md)\n",
    "parted by spaces": "日本語 한국어 Русский\n",
}


def shown(text: str, target: str) -> list[tuple[str, str]]:
    result = Auditor(target=target).check_text(text, format="markdown")
    return [(f.check, f.text) for f in result.shown if f.severity is not Severity.NEUTRAL]


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
@pytest.mark.parametrize(("target", "prose"), [("de", GERMAN), ("ja", JAPANESE)])
def test_left_alone(row: str, target: str, prose: str) -> None:
    found = shown(f"# 1\n\n{row}\n{prose}", target)
    assert not [
        text for check, text in found if check.startswith("untranslated") and text != "Andere Sprachen"
    ]


def test_what_introduces_them_is_told() -> None:
    row = "Read this page in other languages: [Deutsch](de.md), [English](en.md), [Français](fr.md)\n"
    found = shown(f"{row}\n{JAPANESE}", "ja")
    assert ("untranslated-text", "Read this page in other languages") in found


def test_two_names_in_a_sentence_are_no_row() -> None:
    text = f"{GERMAN}\nDas Heft erscheint auch in den Sprachen русский, українська und in leichter Sprache.\n"
    assert any(check == "untranslated-text" for check, _ in shown(text, "de"))
