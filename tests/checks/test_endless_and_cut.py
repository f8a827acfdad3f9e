"""What a model leaves that did not find its end, or was stopped before it."""

import pytest
from hostile import LENGTH, must_end, stretched

from audit.model.mqm import Confidence, Severity
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

CHECKS = {check.id: check for check in builtin_checks()}


def shown(check: str, language: str, text: str, format: str = "text") -> list[tuple[Severity, Confidence]]:  # noqa: A002
    """How grave and how sure what the check shows is."""
    result = Auditor(target=language, checks=(CHECKS[check],)).check_text(text, format=format)
    return [
        (item.severity, item.confidence)
        for item in result.findings
        if item.confidence is not Confidence.POSSIBLE
    ]


def cues(lines: list[str]) -> str:
    return "\n\n".join(
        f"{number}\n00:{number // 60:02d}:{number % 60:02d},000 --> 00:{number // 60:02d}:{number % 60:02d},900\n{line}"
        for number, line in enumerate(lines)
    )


@pytest.mark.parametrize(
    ("language", "text", "format"),
    [
        ("ru", "пароход " * 2000, "text"),
        ("ru", "Он берёт " + "пароход, " * 200, "text"),
        ("en", "The boat takes the " + "car " * 200, "text"),
        ("en", "The boat is in the mari" + "ti" * 200 + "me zone.", "text"),
        ("th", "เรือ" * 200, "text"),
        ("zh", "它可以运载" + "车" * 200, "text"),
        ("en", "It is good. " * 200, "text"),
        ("en", "and then the small boat went from the pier to the market again " * 200, "text"),
        ("en", "Thank you.\n\n" * 200, "text"),
        ("en", "Thank you.\n\nGoodbye.\n\n" * 200, "text"),
        ("de", "- Die Fähre ist pünktlich.\n" * 200, "markdown"),
        ("de", "| Ort | Preis |\n|---|---|\n" + "| Hafen am Markt | 3 Euro |\n" * 200, "markdown"),
        ("en", cues(["Thank you."] * 200), "srt"),
        ("en", cues(["Thank you.", "I'm sorry."] * 200), "srt"),
    ],
)
def test_the_longer_the_surer(language: str, text: str, format: str) -> None:  # noqa: A002
    check = "looping-phrase" if language == "th" else "endless-repetition"
    assert (Severity.CRITICAL, Confidence.CERTAIN) in shown(check, language, text, format)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ha ha ha ha ha ha ha ha ha ha ha ha ha. " + "ha" * 30),
        ("en", "No, no, no, no, no, no!"),
        ("en", "\n\n".join(["Left foot forward.", "Right foot back."] * 4)),
        ("ja", "あああああああああああああああ"),
        ("en", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"),
    ],
)
def test_said_on_purpose(language: str, text: str) -> None:
    assert not shown("endless-repetition", language, text)


@must_end
@pytest.mark.parametrize(
    "unit", ["a", "ab", "ab ", "a\n\n", "ab\n\ncd\n\n", "ababababababababc", "x y z, ", "車"]
)
@pytest.mark.parametrize("check", ["endless-repetition", "cut-text"])
def test_hostile(check: str, unit: str) -> None:
    assert len(stretched(unit)) == LENGTH
    shown(check, "zh" if unit == "車" else "en", stretched(unit))


@must_end
@pytest.mark.parametrize(
    "unit", ["Ã©", "Ã© ", "Ãƒ", "Ð¿ ", "Anna Berg Anna Perg ", "These 5 (", "| a ", "`a "]
)
@pytest.mark.parametrize("check", ["mojibake", "inconsistent-name", "missing-item", "small-acronym"])
def test_hostile_letters(check: str, unit: str) -> None:
    shown(check, "fr", stretched(unit), "markdown")
