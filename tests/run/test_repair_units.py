"""Translation files are repaired in place, whatever their format: the units that are wrong change, no other byte does."""

import subprocess
from pathlib import Path

import pytest

from audit.cli.main import main
from audit.model.settings import Settings
from audit.repair.rounds import Wanted
from audit.run.auditor import Auditor
from audit.run.repairs.repair_document import NewFile, Repairer

# By format: where the sources lie (None: in the file itself), where the translation lies, and what stands there.
# `@` marks the place of an altered placeholder, `|` that of a lost space at the end, `!` that of a lost mark.
SOURCE = ("Hello {name}, the garden is open.", "Number of beds: ", "The gate is closed at night.")
FILES: dict[str, tuple[str | None, str, str, str]] = {
    "po": (
        None,
        "de.po",
        "",
        '\ufeffmsgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#, python-brace-format\nmsgid "Hello {name}, the garden is open."\n'
        'msgstr "Hallo {@}, der "\r\n"Garten ist offen."\n\n'
        'msgid "Number of beds: "\nmsgstr "Anzahl der Beete:|"\n\n'
        'msgid "The gate is closed at night."\nmsgstr "Das Tor ist nachts geschlossen!"',
    ),
    "xliff": (
        None,
        "garden.xlf",
        "",
        '<?xml version="1.0" encoding="UTF-8"?>\r\n<xliff version="1.2"><file source-language="en"\r\n'
        ' target-language="de" original="a.json" datatype="plaintext"><body>\r\n'
        '<trans-unit id="a"><source>Hello {name}, the garden is open.</source>'
        "<target>Hallo {@}, der Garten ist offen.</target></trans-unit>\r\n"
        '<trans-unit id="b"><source>Number of beds: </source><target>Anzahl der Beete:|</target></trans-unit>\r\n'
        '<trans-unit id="c"><source>The gate is closed at night.</source>'
        "<target><!-- sic -->Das Tor ist nachts geschlossen!</target></trans-unit>\r\n"
        "</body></file></xliff>",
    ),
    "json": (
        "locales/en.json",
        "locales/de.json",
        '{"a": "Hello {name}, the garden is open.", "b": "Number of beds: ", "c": {"d": "The gate is closed at night."}}',
        '{\n\t"a": "Hallo {@}, der G\\u0061rten ist offen.",\n\t"b": "Anzahl der Beete:|",\n'
        '\t"c": {"d": "Das Tor ist nachts geschlossen!"}\n}\n',
    ),
    "arb": (
        "app_en.arb",
        "app_de.arb",
        '{"@@locale": "en", "a": "Hello {name}, the garden is open.", "b": "Number of beds: ",'
        ' "c": "The gate is closed at night."}',
        '{"@@locale": "de", "a": "Hallo {@}, der Garten ist offen.", "b": "Anzahl der Beete:|",'
        ' "c": "Das Tor ist nachts geschlossen!"}',
    ),
    "yaml": (
        "config/locales/en.yml",
        "config/locales/de.yml",
        'en:\n  a: "Hello %{name}, the garden is open."\n  b: "Number of beds: "\n  c: The gate is closed at night.\n',
        "de:\n  a: \"Hallo %{@}, der Garten ist offen.\"\n  b: 'Anzahl der Beete:|' # a comment\n"
        "  c: Das Tor ist nachts geschlossen!\n",
    ),
    "properties": (
        "messages.properties",
        "messages_de.properties",
        "a=Hello {0}, the garden is open.\nb=Number of beds: \nc=The gate is closed at night.\n",
        "# Texte\na = Hallo {@}, der \\\n    Garten ist offen.\nb: Anzahl der Beete:|\nc=Das Tor ist nachts geschlossen!\n",
    ),
    "strings": (
        "en.lproj/Localizable.strings",
        "de.lproj/Localizable.strings",
        '"a" = "Hello %@, the garden is open.";\n"b" = "Number of beds: ";\n"c" = "The gate is closed at night.";\n',
        '/* Texte */\n"a" = "Hallo %@, der Garten ist offen.";\n"b" = "Anzahl der Beete:|";\n'
        '"c" = "Das Tor ist nachts geschlossen!";\n',
    ),
    "resx": (
        "Texts.resx",
        "Texts.de.resx",
        '<?xml version="1.0"?>\n<root>\n<data name="a"><value>Hello {name}, the garden is open.</value></data>\n'
        '<data name="b" xml:space="preserve"><value>Number of beds: </value></data>\n'
        '<data name="c"><value>The gate is closed at night.</value></data>\n</root>\n',
        '<?xml version="1.0"?>\n<root>\n<data name="a"><value>Hallo {@}, der Garten ist offen.</value></data>\n'
        '<data name="b" xml:space="preserve"><value>Anzahl der Beete:|</value></data>\n'
        '<data name="c"><value>Das Tor ist nachts geschlossen!</value></data>\n</root>\n',
    ),
    "qt-ts": (
        None,
        "translations/garden_de.ts",
        "",
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="de" sourcelanguage="en">\n'
        "<context><name>Window</name>\n<message><source>Hello %1, the garden is open.</source>"
        "<translation>Hallo %1, der Garten ist offen.</translation></message>\n"
        "<message><source>Number of beds: </source><translation>Anzahl der Beete:|</translation></message>\n"
        "<message><source>The gate is closed at night.</source>"
        "<translation>Das Tor ist nachts geschlossen!</translation></message>\n</context>\n</TS>\n",
    ),
    "tmx": (
        None,
        "memory.tmx",
        "",
        '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en" adminlang="en" datatype="plaintext"/><body>\n'
        '<tu><tuv xml:lang="en"><seg>Number of beds: </seg></tuv>'
        '<tuv xml:lang="de"><seg>Anzahl der Beete:|</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="en"><seg>The gate is closed at night.</seg></tuv>'
        '<tuv xml:lang="de"><seg>Das Tor ist nachts geschlossen!</seg></tuv></tu>\n</body></tmx>\n',
    ),
    "android": (
        "res/values/strings.xml",
        "res/values-de/strings.xml",
        '<resources>\n<string name="c">The gate isn\\\'t closed at night.</string>\n</resources>\n',
        '<resources>\n<!-- keep -->\n<string name="c">"Das Tor ist nachts nicht geschlossen!"</string>\n</resources>\n',
    ),
    "fluent": (
        "locales/en/app.ftl",
        "locales/de/app.ftl",
        "a = Hello, the garden is open.\nc = The gate is closed at night.\n",
        "# Texte\na = Hallo, der Garten\n    ist offen.\nc = Das Tor ist nachts geschlossen!\n",
    ),
    "xcstrings": (
        None,
        "Localizable.xcstrings",
        "",
        '{"sourceLanguage": "en", "strings": {"Number of beds: ": {"localizations": {"de": {"stringUnit": '
        '{"state": "translated", "value": "Anzahl der Beete:|"}}}}, "The gate is closed at night.": {"localizations": '
        '{"de": {"stringUnit": {"state": "translated", "value": "Das Tor ist nachts geschlossen!"}}}}}, "version": "1.0"}',
    ),
}
# Which of several numbers is meant nobody can know: those stay.
RIGHT = {"properties": "0"}
WRONG = {"properties": "0"}


def laid_out(name: str, folder: Path) -> tuple[Path, bytes, bytes]:
    """The translation file, as it is and as it should be."""
    beside, path, sources, text = FILES[name]
    if beside:
        (folder / beside).parent.mkdir(parents=True, exist_ok=True)
        (folder / beside).write_text(sources, "utf-8")
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    marked = text.replace("<!--", "\0").replace("<!D", "\1")
    faulty = (
        marked.replace("{@}", "{" + WRONG.get(name, "nmae") + "}")
        .replace("|", "")
        .replace("geschlossen!", "geschlossen")
    )
    right = (
        marked.replace("{@}", "{" + RIGHT.get(name, "name") + "}")
        .replace("|", "\\ " if name == "properties" else " ")
        .replace("geschlossen!", "geschlossen.")
    )
    both = [part.replace("\0", "<!--").replace("\1", "<!D").encode() for part in (faulty, right)]
    file.write_bytes(both[0])
    return file, both[0], both[1]


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_every_format_is_repaired(name: str, tmp_path: Path) -> None:
    file, faulty, right = laid_out(name, tmp_path)
    chosen = Settings(source="en")
    made = Repairer(chosen, Wanted(suggested=True)).repair(faulty, str(file))
    assert isinstance(made, NewFile)
    assert [(item.check, item.why) for item in made.not_made] == []
    assert made.new.decode() == right.decode()
    file.write_bytes(made.new)
    again = Auditor(settings=chosen).check_file(file)
    assert [(finding.check, finding.text) for finding in again.shown if finding.fix] == []


@pytest.mark.parametrize("name", ["po", "json", "android", "yaml"])
def test_the_diff_and_the_written_file_are_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file, faulty, right = laid_out(name, tmp_path)
    monkeypatch.chdir(tmp_path)
    shown = file.relative_to(tmp_path).as_posix()
    options = ["fix", "--no-config", "--source", "en", "--suggested", shown]
    assert main(options) == 1
    diff = capfdbinary.readouterr().out
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], input=diff, cwd=tmp_path, check=True)
    assert file.read_bytes() == right
    file.write_bytes(faulty)
    assert main([*options, "--write"]) == 0
    assert file.read_bytes() == right
    assert main(options) == 0


def test_utf_16_stays_utf_16(tmp_path: Path) -> None:
    (tmp_path / "en.lproj").mkdir()
    (tmp_path / "en.lproj" / "A.strings").write_bytes('"b" = "Number of beds: ";\r\n'.encode("utf-16"))
    (tmp_path / "de.lproj").mkdir()
    file = tmp_path / "de.lproj" / "A.strings"
    faulty = '\ufeff"b" = "Anzahl der Beete:";\r\n'.encode("utf-16-be")
    made = Repairer(Settings(source="en"), Wanted()).repair(faulty, str(file))
    assert isinstance(made, NewFile)
    assert made.new == '\ufeff"b" = "Anzahl der Beete: ";\r\n'.encode("utf-16-be")


def test_a_repair_that_breaks_a_limit_of_length_is_withdrawn(tmp_path: Path) -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n\n#, max-length:17\n'
        'msgid "Number of beds: "\nmsgstr "Anzahl der Beete:"\n'
    )
    made = Repairer(Settings(source="en"), Wanted()).repair(text.encode(), str(tmp_path / "de.po"))
    assert isinstance(made, NewFile)
    assert not made.changed
    assert [item.check for item in made.not_made] == ["changed-edge-space"]
