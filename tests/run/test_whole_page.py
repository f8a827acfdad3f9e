"""Pages wholly in another language than they should be in, and languages that are not supported."""

import pytest

from audit.model.errors import UsageError
from audit.model.mqm import Severity
from audit.run.auditor import Auditor

ENGLISH = (
    "The bridge is closed until Friday because the river has risen. "
    "Please use the road through the village instead."
)
RUSSIAN = (
    "Мост закрыт до пятницы, потому что вода в реке поднялась и никто не знает, когда она спадёт. "
    "Пожалуйста, поезжайте по дороге через деревню."
)
MODI = " ".join("".join(chr(0x11600 + (word * 7 + n) % 40) for n in range(6)) for word in range(14))
KHMER = "ខ្ញុំចង់ទៅផ្សារ។ ថ្ងៃនេះមេឃស្រឡះល្អណាស់ ហើយយើងនឹងដើរលេងនៅមាត់ទន្លេ។"


@pytest.mark.parametrize(
    ("text", "target", "named"),
    [(ENGLISH, target, "English") for target in ("de", "zh", "bn", "el", "sw")]
    + [(RUSSIAN, target, "Russian") for target in ("uk", "bg")]
    + [(MODI, "mr", "Modi script")],
)
def test_a_page_in_another_language_is_one_critical_finding(text: str, target: str, named: str) -> None:
    result = Auditor(target=target).check_text(text)
    assert [(finding.check, finding.severity) for finding in result.shown] == [
        ("untranslated-section", Severity.CRITICAL)
    ]
    assert f"The whole document is in {named}, not in" in result.shown[0].message
    assert not any(item.fatal for item in result.unchecked)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (ENGLISH, "en"),
        (RUSSIAN, "ru"),
        (
            "Linux, Windows, Android, Debian, Fedora, Ubuntu, Firefox, Chromium, Thunderbird, Python, Perl, Ruby",
            "zh",
        ),
        (
            f"Ein Schild am Ufer: {ENGLISH} Das war auf dem Schild nicht zu lesen, als wir am Abend dort ankamen.",
            "de",
        ),
    ],
)
def test_names_and_quotations_are_no_page(text: str, target: str) -> None:
    result = Auditor(target=target).check_text(text)
    assert "untranslated-section" not in [finding.check for finding in result.shown]


def test_languages_without_support_are_said_by_name() -> None:
    with pytest.raises(UsageError, match=r"Somali \(so\) is not supported"):
        Auditor(target="so")
    for path in ("i18n/km/a.md", "README.km.md"):
        result = Auditor().check_bytes(KHMER.encode(), path)
        assert any(item.fatal and "Khmer (km) is not supported" in item.why for item in result.unchecked)
    # A code of a country that is also the tag of a small language does not outvote clear words.
    assert Auditor().check_bytes(ENGLISH.encode(), "i18n/br/a.md").target_language.tag == "en"


def test_a_missing_word_list_is_noted() -> None:
    text = "Daraja limefungwa hadi Ijumaa kwa sababu maji ya mto yamepanda."
    result = Auditor(target="sw").check_text(text)
    assert any("no word list of Swahili" in item.why for item in result.unchecked)
    assert any(item.check == "untranslated-words" for item in result.checks_skipped)
    assert not Auditor(target="en").check_text(ENGLISH).unchecked
