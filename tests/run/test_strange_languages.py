"""A translation file in a language that is not supported is still compared with its source."""

from pathlib import Path

from audit import Auditor

PO = """msgid ""
msgstr ""
"Language: br\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#, c-format
msgid "The ferry leaves in %d minutes."
msgstr "Mont a raio kuit al lestr a-benn un nebeud."

msgid "See https://ferry.example/times"
msgstr "Gwelit https://ferry.example/times"
"""


def test_what_both_sides_hold_is_compared(tmp_path: Path) -> None:
    file = tmp_path / "br.po"
    file.write_text(PO, encoding="utf-8")
    result = Auditor().check_file(file)
    assert [finding.check for finding in result.shown] == ["missing-placeholder"]
    assert not any(item.fatal for item in result.unchecked)
    assert any("only what both sides hold was compared" in item.why for item in result.unchecked)
    assert any(
        item.check == "doubled-word" and "nothing is known" in item.why for item in result.checks_skipped
    )


def test_a_page_in_it_is_not_checked(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        '<html lang="br"><p>Mont a raio kuit al lestr a-benn un nebeud.</p></html>', encoding="utf-8"
    )
    result = Auditor().check_file(file)
    assert any(item.fatal for item in result.unchecked)


def test_the_file_that_others_translate_is_in_the_source_language(tmp_path: Path) -> None:
    file = tmp_path / "values" / "strings.xml"
    file.parent.mkdir()
    file.write_text('<resources><string name="a">Hi, %1$s!</string></resources>', encoding="utf-8")
    result = Auditor(source="en").check_file(file)
    assert result.target_language.tag == "en"
    assert not any(item.fatal for item in result.unchecked)
