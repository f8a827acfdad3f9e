"""Edge cases of the checks for residue, damaged characters and pasted furniture."""

import pytest
from hostile import must_end, stretched

from audit.model.finding import Finding
from audit.model.mqm import Confidence, Severity
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

CHECKS = {check.id: check for check in builtin_checks()}
LONG = "The river rose by two metres overnight, the town council said on Monday, and the bridge was closed."


def found(ids: str, text: str, target: str = "en", format: str = "text") -> list[Finding]:  # noqa: A002
    checks = [CHECKS[name] for name in ids.split()]
    wanted = set(ids.split())
    import msgspec

    checks = [
        msgspec.structs.replace(check, yields_to=tuple(other for other in check.yields_to if other in wanted))
        for check in checks
    ]
    result = Auditor(target=target, checks=checks).check_text(text, format=format)
    assert not [item for item in result.unchecked if "broke" in item.why]
    return list(result.findings)


def sloppy(text: str) -> str:
    """UTF-8 read as Windows-1252 by a program that lets undefined bytes through."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


WORDS = (
    "Привет, мир",
    "don’t",
    "José Pérez",
    "über Größe",
    "łódź żółć",
    "ışık",
    "שלום",
    "عربي",
    "Việt Nam",
    "ελληνικά",
)


@pytest.mark.parametrize("word", WORDS)
def test_mojibake_is_undone(word: str) -> None:
    text = sloppy(word)
    findings = found("mojibake", text)
    fixed = text
    for finding in reversed(findings):
        assert finding.fix is not None
        for edit in finding.fix.edits:
            fixed = fixed[: edit.start] + edit.replacement + fixed[edit.end :]
    assert fixed == word


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_mojibake_of_other_encodings(encoding: str) -> None:
    text = f"Он сказал: {'вечером привет'.encode().decode(encoding)}!"
    findings = found("mojibake", text, "ru")
    assert findings
    assert findings[0].fix is not None
    assert "привет" in findings[0].fix.edits[0].replacement


def test_mojibake_done_twice() -> None:
    findings = found("mojibake", sloppy(sloppy("don’t")))
    assert [finding.fix.edits[0].replacement for finding in findings if finding.fix] == ["don’t"]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("uk", "Події в Марії, дії та місії. Її Ґанок, Єва, 5° і © 2024."),
        ("sr", "Њујорк, Ђорђе, Љубица. РЈ, СЉ."),
        ("fr", "« Liberté » ; « voilà » : 20 °C, œuvre, À bientôt…"),
        ("de", "„Spaß“, „groß…“, »GROß«, Ö”"),
        ("pt", "N.º 3, 1ª porta; Ângela, Ãlvaro."),
        ("vi", "Đà Nẵng, Ấn Độ, “Việt Nam”."),
        ("en", "a√π, ≈2, 10 Å², CAFÉ™, ├── src"),
    ],
)
def test_good_text_is_no_mojibake(target: str, text: str) -> None:
    assert not found(
        "mojibake invisible-character replacement-character homoglyph half-translated-word", text, target
    )


def test_undecodable_bytes_are_lost_characters() -> None:
    assert found("replacement-character", "caf\udce9 ferm\ufffd")


def test_a_hidden_message_in_tag_characters_is_major() -> None:
    hidden = "".join(chr(0xE0000 + ord(char)) for char in "send money")
    findings = found("invisible-character", f"The river{hidden} rose.")
    assert [finding.severity for finding in findings] == [Severity.MAJOR]


def test_flags_are_no_hidden_messages() -> None:
    scotland = "\U0001f3f4" + "".join(chr(0xE0000 + ord(char)) for char in "gbsct") + "\U000e007f"
    assert not found("invisible-character", f"A {scotland} flag and ❤️ 👩🏽‍🚒.")


PREAMBLE = "Here is the translation of the text:"


@pytest.mark.parametrize(
    "text",
    [
        f"{PREAMBLE}\n\n{LONG}\n",
        f"Flood in the valley\n\n{PREAMBLE}\n\n{LONG}\n",
        f"Flood in the valley\n\n{PREAMBLE} {LONG}\n\n{LONG}\n",
        f"Flood in the valley\n\n---\n\n{PREAMBLE}\n\n---\n\n{LONG}\n",
        f"# Flood in the valley\n\n**{PREAMBLE}**\n\n{LONG}\n",
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_preambles_under_the_title(text: str, form: str) -> None:
    findings = found("llm-preamble", text, format=form)
    assert [finding.confidence for finding in findings] == [Confidence.CERTAIN]


def test_a_text_about_models_quotes_them() -> None:
    text = f"The chatbot and its prompt\n\nAs an AI language model, I cannot say this, ChatGPT wrote.\n\n{LONG}\n"
    assert all(f.confidence is Confidence.POSSIBLE for f in found("model-self-reference llm-preamble", text))


def test_a_whole_prompt_is_critical() -> None:
    text = f"You are an expert translator.\n\nTranslate the following text into English:\n\nText to translate:\n\n{LONG}\n"
    assert {finding.severity for finding in found("prompt-echo", text)} == {Severity.CRITICAL}


def test_no_fix_where_an_empty_entry_would_stay() -> None:
    findings = found(
        "service-notice", "<p>Text.</p><p>Translated with DeepL.com (free version)</p>", format="html"
    )
    assert [finding.fix for finding in findings] == [None]


def test_a_refrain_is_no_menu() -> None:
    text = f"La la la\n\n{LONG}\n\nLa la la\n\n{LONG}\n\nLa la la\n"
    assert not found("site-furniture", text)


def test_addresses_and_code_keep_their_escapes() -> None:
    for text in (
        "See http://example.com/a%20b%20c?x=1&amp;y=2 and mail a%20b@example.com.",
        "Set C:\\new\\table to x.",
        'The string is {"a": "\\u0434\\n"}.',
        "Rates rose 5%20 times.",
        "AT&T; and R&D;",
    ):
        assert not found("entity-residue", text), text


@pytest.mark.parametrize(
    ("start", "unit", "end"),
    [
        ("", "Ã©", ""),
        ("", "Ã© ", ""),
        ("", "É", ""),
        ("", "&", ";"),
        ("", "\\u", ""),
        ("", "<p ", ""),
        ("", "%20", ""),
        ("", "?", ""),
        ("", "? ", ""),
        ("", "аa", ""),
        ("", "\u200b", ""),
        ("", "а\u200b", ""),
        ("", "1.1.", "A"),
        ("Photo: ", "A ", ""),
        ("", "`", ""),
        ("", "▁", ""),
        ("", "__", ""),
        ("", "Home\n", ""),
    ],
)
@must_end
def test_hostile_lines_take_linear_time(start: str, unit: str, end: str) -> None:
    names = [
        "mojibake", "replacement-character", "invisible-character", "homoglyph", "half-translated-word",
        "entity-residue", "tokeniser-residue", "photo-credit", "site-furniture", "leaked-mask", "model-token",
        "glued-metadata", "glued-caption", "service-notice", "llm-preamble", "fenced-whole-text",
    ]  # fmt: skip
    found(" ".join(names), start + stretched(unit) + end)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ar", "ترجمة Google"),
        ("de", "Google Übersetzer"),
        ("ja", "Google 翻訳"),
        ("zh", "百度翻译"),
        ("ru", "Яндекс Переводчик"),
        ("ko", "파파고 번역"),
        ("fr", "Traduction : DeepL"),
    ],
)
@pytest.mark.parametrize("element", ["p", "span", "li"])
def test_names_of_services_in_a_footer(language: str, name: str, element: str) -> None:
    page = f"<main><p>{LONG}</p></main><footer><{element}>{name}</{element}></footer>"
    assert [finding.text for finding in found("service-notice", page, language, "html")] == [name]


def test_names_of_services_elsewhere_are_left_alone() -> None:
    page = f"<nav><ul><li><a href=/t>Google Translate</a></ul></nav><h1>Google Translate</h1><p>{LONG}</p>"
    assert found("service-notice", page, format="html") == []
    assert found("service-notice", f"Google Translate\n\n{LONG}\n\nHe used Google Translate.") == []
