"""What language models leave is known by its parts in any wording; its twins in good text are left alone.

The wordings are lines of `language|class|text`, the twins of `language|text`; all are invented.
"""

from functools import cache
from pathlib import Path

import msgspec
import pytest
from hostile import must_end, stretched

from audit.language.catalogue import decode, table
from audit.language.frame_files import FrameFile
from audit.language.frames import frames
from audit.language.residue import ResidueKind
from audit.model.finding import Finding
from audit.model.mqm import Confidence
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

HERE = Path(__file__).parent
IDS = {"llm-preamble", "llm-closing-note", "llm-refusal", "model-self-reference", "prompt-echo"}
WORDINGS = [
    tuple(line.split("|", 2)) for line in (HERE / "residue_wordings.txt").read_text("utf-8").splitlines()
]
TWINS = [tuple(line.split("|", 1)) for line in (HERE / "residue_twins.txt").read_text("utf-8").splitlines()]
AT_THE_HEAD, AT_THE_END = "P", "CN"


@cache
def auditor(language: str) -> Auditor:
    checks = [msgspec.structs.replace(check, yields_to=()) for check in builtin_checks() if check.id in IDS]
    return Auditor(target=language, checks=checks)


def shown(language: str, text: str) -> list[Finding]:
    findings = auditor(language).check_text(text, format="markdown").findings
    return [finding for finding in findings if finding.confidence is not Confidence.POSSIBLE]


def page(text: str, place: str) -> str:
    before = "" if place in AT_THE_HEAD else "1902.\n\n1903.\n\n1904.\n\n1905.\n\n"
    after = "" if place in AT_THE_END else "1906.\n\n1907.\n\n1908.\n\n1909.\n"
    return f"# 1901\n\n{before}{text}\n\n{after}"


@pytest.mark.parametrize(("language", "place", "text"), WORDINGS)
def test_residue_is_found_in_any_wording(language: str, place: str, text: str) -> None:
    assert shown(language, page(text, place))


@pytest.mark.parametrize("place", ["P", "R", "C"])
@pytest.mark.parametrize(("language", "text"), TWINS)
def test_twins_are_left_alone(language: str, text: str, place: str) -> None:
    assert [finding.text for finding in shown(language, page(text, place))] == []


def test_there_are_words_for_many_languages_and_slots_for_every_frame() -> None:
    shared = decode("residue_frames", "any", FrameFile)
    assert len(table("residue_frames")) > 40
    assert {frame.kind for frame in shared.frame} <= set(ResidueKind)
    files = [decode("residue_frames", name, FrameFile) for name in table("residue_frames")]
    known = {slot for file in files for slot in file.slots}
    for frame in shared.frame:
        assert {*frame.needs, *frame.fills, *frame.never, *frame.without} <= known, frame.id


def test_a_preamble_ends_at_its_colon() -> None:
    (finding,) = shown(
        "en", "# River\n\nSure! Here is the translation: The river rose by two metres.\n\nIt fell.\n"
    )
    assert finding.text == "Sure! Here is the translation:"


def test_weak_residue_counts_beside_sure_one() -> None:
    alone = "Two lines.\n\nTwo more lines.\n\n## Translation notes\n\nThe boy is small.\n"
    assert shown("en", alone) == []
    texts = [finding.text for finding in shown("en", f"Sure! Here is your translation:\n\n{alone}")]
    assert texts == ["Sure! Here is your translation:", "Translation notes"]


@pytest.mark.parametrize(
    "text",
    [
        "# Prompting\n\nA prompt for a chatbot may read like this:\n\n> Return only the translation.\n\nOthers work too.\n",
        "# Tale\n\n“Sure, here is the translation of your letter,” said the clerk.\n\nShe paid him.\n",
        "# Course\n\n## Exercise 3\n\nTranslate the following text into German:\n\nThe ferry sails at noon.\n",
        "# Style guide\n\nTranslate the comments too.\n\nKeep the Markdown links as they are.\n",
        "# Letter\n\nPlease find attached the translation of the contract.\n\nLet me know if anything is missing.\n",
    ],
)
def test_what_is_shown_on_purpose_is_left_alone(text: str) -> None:
    assert [finding.text for finding in shown("en", text)] == []


@must_end
def test_hostile_text_is_searched_in_linear_time() -> None:
    words = [
        word
        for file in ("en", "de", "zh")
        for slot in decode("residue_frames", file, FrameFile).slots.values()
        for word in slot
    ]
    for unit in (" ".join(words) + " ", ". ".join(words) + "\x00", "translation: " * 50):
        list(frames("residue_frames").find(stretched(unit)))
