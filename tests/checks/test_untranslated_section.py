"""`untranslated-section` beyond its examples: places, names, what steps back, whole documents."""

import pytest

from audit import Auditor
from audit.model.mqm import Severity
from audit.model.result import Result, complete

OWN = "The council met on Monday and decided to build a new bridge across the river by next spring."
GERMAN = [
    "Die Fähre zur Insel fährt am Montag nicht, weil der Sturm zwei Dächer abgerissen hat.",
    "Die Fischer lagern ihre Netze in der Schule, und die Kinder sind in die Bücherei umgezogen.",
    "Ein junger Bäcker brachte Brot für alle und wollte kein Geld dafür nehmen.",
]


def found(result: Result) -> list[tuple[str, str]]:
    return [(finding.check, finding.text) for finding in result.shown]


@pytest.mark.parametrize("source", [None, "de"])
def test_one_finding_with_the_share_and_the_name(source: str | None) -> None:
    text = "\n\n".join([OWN] * 3 + GERMAN + ["The mayor thanked everyone for coming to the meeting."])
    result = Auditor(target="en", source=source).check_text(text)
    (finding,) = [finding for finding in result.shown if finding.check == "untranslated-section"]
    assert finding.text == "\n".join(GERMAN)
    assert text[finding.start : finding.end] == "\n\n".join(GERMAN)
    assert finding.segments == 3
    assert "3 paragraphs in a row are in German, not in English" in finding.message
    assert "% of the text is translated" in finding.message
    assert not [item for item in result.shown if item.check == "untranslated-words"]


def test_offsets_in_html() -> None:
    paragraphs = "".join(f"<p>{line}</p>\n" for line in GERMAN)
    text = f"<html lang='en'><body><p>{OWN}</p>\n<p>{OWN} Twice.</p>\n{paragraphs}<p>{OWN} Again.</p></body></html>"
    result = Auditor(target="en").check_text(text, format="html")
    (finding,) = [finding for finding in result.shown if finding.check == "untranslated-section"]
    assert text[finding.start : finding.end] == paragraphs.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(("target", "lines"), [("ru", GERMAN), ("en", GERMAN), ("zh", GERMAN)])
def test_a_whole_document_in_another_language_is_one_critical_finding(target: str, lines: list[str]) -> None:
    result = Auditor(target=target).check_text("\n\n".join(lines * 2))
    assert [check for check, _ in found(result)] == ["untranslated-section"]
    assert result.findings[0].severity is Severity.CRITICAL
    assert result.findings[0].message.startswith("The whole document is in German")
    assert not result.score.passed
    assert complete(result)


def test_two_lines_are_two_lines() -> None:
    result = Auditor(target="en", source="de").check_text("\n\n".join([OWN, *GERMAN[:2], OWN + " Twice."]))
    assert [check for check, _ in found(result)] == ["untranslated-words", "untranslated-words"]


def test_flood_of_lines_ends_in_a_summary() -> None:
    lines = [
        text for number in range(120) for text in (f"{OWN} {number}.", f"{GERMAN[number % 3]} {number}.")
    ]
    result = Auditor(target="en", source="de").check_text("\n\n".join(lines))
    leftovers = [finding for finding in result.shown if finding.check == "untranslated-words"]
    assert len(leftovers) == 41
    assert "here and in 79 more places" in leftovers[-1].message
