"""Whoever translates says in the file itself, or beside it, what is meant to be so; it holds for that entry alone."""

from pathlib import Path

import pytest

from audit.cli.main import main
from audit.model.settings import IgnoreWhere, Settings
from audit.model.suppression import SuppressionKind
from audit.run.auditor import Auditor

CHECK = "changed-edge-space"
SAYS = f"audit: ignore {CHECK}: the label is cut"
# Path of the sources ("" for files of two sides) and their text, path of the translation and its text. Both entries
# lost the space at their end; the first is excused.
FILES: dict[str, tuple[str, str, str, str]] = {
    "po": (
        "",
        "",
        "de.po",
        f'msgid ""\nmsgstr ""\n"Language: de\\n"\n\n# {SAYS}\nmsgid "Number of beds: "\nmsgstr "Anzahl der Beete:"\n\n'
        'msgid "Number of trees: "\nmsgstr "Anzahl der Bäume:"\n',
    ),
    "po, extracted comment": (
        "",
        "",
        "de.po",
        f'msgid ""\nmsgstr ""\n"Language: de\\n"\n\n#. {SAYS}\nmsgid "Number of beds: "\nmsgstr "Anzahl der Beete:"\n\n'
        'msgid "Number of trees: "\nmsgstr "Anzahl der Bäume:"\n',
    ),
    "xliff, note behind": (
        "",
        "",
        "a.xlf",
        '<xliff version="1.2"><file source-language="en" target-language="de" original="a" datatype="plaintext"><body>'
        '<trans-unit id="a"><source>Number of beds: </source><target>Anzahl der Beete:</target>'
        f'<note>{SAYS}</note></trans-unit>\n<trans-unit id="b"><source>Number of trees: </source>'
        "<target>Anzahl der Bäume:</target></trans-unit></body></file></xliff>",
    ),
    "json": (
        "locales/en.json",
        '{"a": "Number of beds: ", "b": "Number of trees: "}',
        "locales/de.json",
        f'{{\n  // {SAYS}\n  "a": "Anzahl der Beete:",\n  "b": "Anzahl der Bäume:"\n}}',
    ),
    "arb": (
        "app_en.arb",
        '{"@@locale": "en", "a": "Number of beds: ", "b": "Number of trees: "}',
        "app_de.arb",
        '{"@@locale": "de", "a": "Anzahl der Beete:", "@a": {"description": "' + SAYS + '"},'
        ' "b": "Anzahl der Bäume:"}',
    ),
    "yaml": (
        "locales/en.yml",
        'en:\n  a: "Number of beds: "\n  b: "Number of trees: "\n',
        "locales/de.yml",
        f'de:\n  # {SAYS}\n  a: "Anzahl der Beete:"\n  b: "Anzahl der Bäume:"\n',
    ),
    "properties": (
        "messages.properties",
        "a=Number of beds: \nb=Number of trees: \n",
        "messages_de.properties",
        f"# {SAYS}\na=Anzahl der Beete:\nb=Anzahl der Bäume:\n",
    ),
    "strings": (
        "en.lproj/A.strings",
        '"a" = "Number of beds: ";\n"b" = "Number of trees: ";\n',
        "de.lproj/A.strings",
        f'/* {SAYS} */\n"a" = "Anzahl der Beete:";\n"b" = "Anzahl der Bäume:";\n',
    ),
    "resx": (
        "A.resx",
        '<root><data name="a" xml:space="preserve"><value>Number of beds: </value></data>'
        '<data name="b" xml:space="preserve"><value>Number of trees: </value></data></root>',
        "A.de.resx",
        '<root><data name="a" xml:space="preserve"><value>Anzahl der Beete:</value>'
        f"<comment>{SAYS}</comment></data>\n"
        '<data name="b" xml:space="preserve"><value>Anzahl der Bäume:</value></data></root>',
    ),
    "qt-ts": (
        "",
        "",
        "translations/a_de.ts",
        '<!DOCTYPE TS><TS version="2.1" language="de" sourcelanguage="en"><context><name>W</name>\n'
        "<message><source>Number of beds: </source><translation>Anzahl der Beete:</translation>"
        f"<translatorcomment>{SAYS}</translatorcomment></message>\n"
        "<message><source>Number of trees: </source><translation>Anzahl der Bäume:</translation></message>\n"
        "</context></TS>",
    ),
}


def laid_out(name: str, folder: Path) -> Path:
    beside, sources, path, text = FILES[name]
    for file, content in ((beside, sources), (path, text)):
        if file:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(content, "utf-8")
    return folder / path


@pytest.mark.parametrize("name", FILES)
def test_a_comment_for_translators_excuses_its_entry(name: str, tmp_path: Path) -> None:
    result = Auditor(settings=Settings(source="en")).check_file(laid_out(name, tmp_path))
    (excused,) = (item for item in result.suppressed if item.finding.check == CHECK)
    assert excused.kind is SuppressionKind.IN_SOURCE
    assert excused.reason == "the label is cut"
    (left,) = (finding for finding in result.findings if finding.check == CHECK)
    assert excused.finding.start < left.start
    assert not result.notes


def test_an_excuse_that_excuses_nothing_is_named_as_it_is_written(tmp_path: Path) -> None:
    file = laid_out("po", tmp_path)
    file.write_text(file.read_text("utf-8").replace("Anzahl der Beete:", "Anzahl der Beete: "), "utf-8")
    (note,) = Auditor(settings=Settings(source="en")).check_file(file).notes
    assert note.message == f"audit: ignore: excuses nothing: no finding of {CHECK}; remove it"


@pytest.mark.parametrize("unit", ["Number of beds: ", "Number of trees: "])
def test_a_rule_names_an_entry(unit: str, tmp_path: Path) -> None:
    file = tmp_path / "de.po"
    file.write_text(FILES["po"][3].replace(f"# {SAYS}\n", ""), "utf-8")
    rule = IgnoreWhere(check=CHECK, unit=unit)
    result = Auditor(settings=Settings(source="en", ignore_where=(rule,))).check_file(file)
    (excused,) = result.suppressed
    assert excused.finding.unit == unit


def test_a_side_file_names_an_entry(tmp_path: Path) -> None:
    file = laid_out("json", tmp_path)
    file.write_text(file.read_text("utf-8").replace(f"// {SAYS}", ""), "utf-8")
    side = file.with_name(file.name + ".audit.toml")
    side.write_text(f'[[ignore-where]]\nunit = "b"\ncheck = "{CHECK}"\nreason = "cut"\n', "utf-8")
    result = Auditor(settings=Settings(source="en")).check_file(file)
    (excused,) = result.suppressed
    assert (excused.finding.unit, excused.reason) == ("b", "cut")


def test_a_baseline_outlives_what_programs_do_to_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = laid_out("po", tmp_path)
    monkeypatch.chdir(tmp_path)
    common = ["--no-config", "-s", "en", "--select", CHECK]
    assert main(["baseline", *common, "-o", "accepted.json", "de.po"]) == 0
    head, *entries = file.read_text("utf-8").strip().split("\n\n")
    new = 'msgid "New number: "\nmsgstr "Neue Zahl:"'
    file.write_text("\n\n".join([head, new, *reversed(entries)]) + "\n", "utf-8")
    capsys.readouterr()
    main(["check", *common, "--baseline", "accepted.json", "--format", "csv", "de.po"])
    rows = capsys.readouterr().out.strip().splitlines()
    assert len(rows) == 2
    assert "New number: " in rows[1]
