"""Configuration: found, read strictly, and refused with file and line."""

import tomllib
from pathlib import Path

import pytest

import audit
from audit.cli.main import main
from audit.config.path_settings import settings_for
from audit.config.read_settings import find_configuration, read_configuration
from audit.config.settings_template import settings_template
from audit.config.toml_lines import key_lines
from audit.model.errors import SettingsError
from audit.model.model_choice import ModelChoice
from audit.model.settings import Configuration, IgnoreWhere, OutputChoice, PathRule


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(text: str, name: str = "audit.toml") -> Configuration:
    file = Path.cwd() / name
    file.write_text(text, encoding="utf-8")
    return read_configuration(file).configuration


FAULTS = {
    "target = 5": "audit.toml:1: target: expected `str",
    "\n\nmax-bytes = 0": "audit.toml:3: max-bytes: expected `int` >= 1",
    "max-bytes = true": "audit.toml:1: max-bytes:",
    "select = 'accuracy'": "audit.toml:1: select: expected `array`",
    "select = [\n  'accuracy',\n  7,\n]": "audit.toml:1: select:",
    "target = 'english'": "audit.toml:1: target: unknown language 'english'; did you mean en",
    "profile = 'publicaton'": "audit.toml:1: profile: no scoring profile is called 'publicaton'",
    "ignore = ['styel']": "audit.toml:1: ignore: no check or category is called 'styel'",
    "Target = 'en'": 'audit.toml:1: unknown key "Target"',
    "max_bytes = 5": 'audit.toml:1: unknown key "max_bytes"; did you mean "max-bytes"?',
    "[[path]]\nmatch = '*'\n\n[[path]]\nmatch = 'a'\nexclude = []": 'audit.toml:6: unknown key "exclude"',
    "[[path]]\ntarget = 'en'": "audit.toml:1: path: object missing required field `match`",
    "[path]\nmatch = 'a'": "audit.toml:1: path: expected `array`",
    "exclude = ['[z-a]']": "audit.toml:1: exclude: '[z-a]' is no glob",
    "exclude = ['']": "audit.toml:1: exclude: '' is no glob",
    "target = 'en'\ntarget = 'de'": "audit.toml:2",
    "a = '''\nb = 1\n'''\nc = 2": 'audit.toml:1: unknown key "a"',
    "target =": "audit.toml:1",
    "[[ignore-where]]\nbefor = 'x'": 'audit.toml:2: unknown key "befor"; did you mean "before"?',
    "[[ignore-where]]\ncheck = 'a'": "audit.toml:1: ignore-where: say where",
    "[[ignore-where]]\nbefore = 'x'\ncheck = 'doubled-wrod'": "audit.toml:3: check: no check or category is",
    "[[ignore-where]]\nbefore = ''": "audit.toml:2: before: expected `str` of length >= 1",
    "[[ignore-where]]\n\ninside = ' * '": "audit.toml:3: inside: ' * ' means any text",
    "[[ignore-where]]\ninside = 'x'\nmatch = '[z-a]'": "audit.toml:3: match: '[z-a]' is no glob",
    "require-reason = true\n[[ignore-where]]\ninside = 'x'": "audit.toml:2: ignore-where: a reason is missing",
    "terms-file = 'none.txt'": "audit.toml:1: terms-file: cannot read none.txt",
}


@pytest.mark.parametrize(("text", "message"), FAULTS.items(), ids=range(len(FAULTS)))
def test_faults_name_file_and_line(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert str(caught.value).startswith(message), str(caught.value)


def test_not_utf_8() -> None:
    Path("audit.toml").write_bytes(b"target = 'en'\nterms = ['caf\xe9']\n")
    with pytest.raises(SettingsError, match=r"^audit\.toml:2: not UTF-8"):
        read_configuration(Path.cwd() / "audit.toml")


def test_lines_in_pyproject() -> None:
    with pytest.raises(
        SettingsError, match=r'^pyproject\.toml:5: unknown key "selct"; did you mean "select"\?'
    ):
        read("[project]\nname = 'x'\n\n[tool.audit]\nselct = []\n", "pyproject.toml")


def test_a_pyproject_without_our_table_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text("target = 'de'")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (below / "pyproject.toml").write_text("[tool.other]\nname = 'audit'\n")
    found = find_configuration(below)
    assert found.configuration.target == "de"
    assert found.folder == tmp_path


def test_somebody_elses_broken_pyproject_is_not_our_trouble(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[[[")
    assert find_configuration(tmp_path).configuration == Configuration()


def test_the_nearest_wins_and_nothing_is_merged(tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text("target = 'de'\nprofile = 'strict'")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.audit]\ntarget = 'en'")
    found = find_configuration(tmp_path / "a").configuration
    assert (found.target, found.profile) == ("en", "publication")


def test_terms_file() -> None:
    Path("terms.txt").write_text("# brands\nÉcole\n\nNew York Times # paper\n", encoding="utf-8")
    configuration = read("terms = ['x']\nterms-file = 'terms.txt'")
    assert configuration.terms == ("x", "École", "New York Times")
    assert "terms.txt" in configuration.exclude


def test_later_rules_win_and_lists_add_up() -> None:
    configuration = Configuration(
        target="en",
        ignore=("a",),
        path=(
            PathRule("ru/**", target="ru", ignore=("b",)),
            PathRule("*.md", target="de", terms=("t",)),
        ),
    )
    assert settings_for(configuration, "x.txt").target == "en"
    assert settings_for(configuration, "ru/x.txt").ignore == ("a", "b")
    both = settings_for(configuration, "ru/x.md")
    assert (both.target, both.ignore, both.terms) == ("de", ("a", "b"), ("t",))


def test_template_is_valid_and_names_every_key() -> None:
    template = settings_template()
    assert read(template) == Configuration()
    keys = [
        line
        for line in template.splitlines()
        if (line.startswith("# ") and " = " in line)
        or line[2:] in ("[output]", "[[path]]", "[[ignore-where]]", "[[models]]")
    ]
    data = tomllib.loads("\n".join(line.removeprefix("# ") for line in keys))
    assert set(data) == set(Configuration.__struct_encode_fields__)
    assert set(data["output"]) == set(OutputChoice.__struct_encode_fields__)
    assert set(data["path"][0]) == set(PathRule.__struct_encode_fields__)
    assert set(data["ignore-where"][0]) == set(IgnoreWhere.__struct_encode_fields__)
    assert set(data["models"][0]) == set(ModelChoice.__struct_encode_fields__)
    Path("terms.txt").write_text("")
    Path("glossary.csv").write_text("")
    # No model has all keys: some are for one kind only.
    others = ("head", "reverse", "endpoint", "key-variable")
    lines = [line.removeprefix("# ") for line in keys]
    read("\n".join(line for line in lines if line.split(" = ")[0] not in others))


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        (
            'kind = "similarty"',
            "audit.toml:3: kind: invalid enum value 'similarty'; there are similarity, error-spans",
        ),
        (
            'kind = "quality"\ndevice = "gpu"',
            "audit.toml:4: device: invalid enum value 'gpu'; there are auto, cuda",
        ),
        ('kind = "quality"\nbatch = 0', "audit.toml:4: batch: expected `int` >= 1"),
        ('kind = "quality"\nmodle = "x"', 'audit.toml:4: unknown key "modle"; did you mean "model"?'),
        ('kind = "quality"\nlayer = 3', "models: layer: only for similarity; this model is for quality"),
        ('kind = "judge"\nendpoint = "ftp://x"', "models: endpoint: 'ftp://x' is no address"),
        ('kind = "judge"\nendpoint = "http://a:b@x"', "models: endpoint: it holds a password"),
        ('kind = "judge"\nkey-variable = "KEY"', "models: key-variable: there is no endpoint"),
        ('kind = "nli"\nlanguages = ["?"]', "models: languages: '?' is no language tag"),
    ],
)
def test_models_that_cannot_be(table: str, complaint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(f'[[models]]\nmodel = "m"\n{table}\n')
    assert complaint in str(caught.value)


def test_folders_of_models_lie_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "models" / "small").mkdir(parents=True)
    file = tmp_path / "audit.toml"
    file.write_text(
        '[[models]]\nkind = "similarity"\nmodel = "models/small"\n'
        '[[models]]\nkind = "quality"\nmodel = "owner/name"\n'
    )
    near, far = read_configuration(file).configuration.models
    assert (near.model, far.model) == (str(tmp_path / "models" / "small"), "owner/name")


TOML = '''\
a = 1
b.c = """
d = 2
""" # e = 3
f = [
  1, # ]
  "]",
]
[g.h]
i = {j = 1}
[[k]]
l = 1
[[k]]
l = 2
[k.m]
n = 1
'''


def test_key_lines() -> None:
    assert key_lines(TOML) == {
        ("a",): 1, ("b", "c"): 2, ("f",): 5, ("g", "h"): 9, ("g", "h", "i"): 10, ("k", 0): 11, ("k", 0, "l"): 12,
        ("k", 1): 13, ("k", 1, "l"): 14, ("k", 1, "m"): 15, ("k", 1, "m", "n"): 16,
    }  # fmt: skip


def test_terms_beside_the_configuration() -> None:
    Path("terms.txt").write_text("Ковш\n", encoding="utf-8")
    for configuration in (read("terms = ['x']"), read("[tool.audit]\nterms = ['x']", "pyproject.toml")):
        assert configuration.terms == ("x", "Ковш")
        assert configuration.exclude == ("/terms.txt",)
    assert read("terms-file = ''").terms == ()
    Path("audit.toml").unlink()
    Path("pyproject.toml").unlink()
    assert find_configuration(Path.cwd()).configuration.terms == ("Ковш",)
    Path("below").mkdir()
    assert find_configuration(Path.cwd() / "below").configuration.terms == ()


@pytest.mark.parametrize(
    "content", [b"Terms of service\n" + b"You may use this service as it is. " * 4, b"caf\xe9"]
)
def test_a_document_called_terms(content: bytes) -> None:
    Path("terms.txt").write_bytes(content)
    assert read("") == Configuration()


def test_glossary_file() -> None:
    Path("glossary.csv").write_text("berth,Liegeplatz\nGo,\n", encoding="utf-8")
    configuration = read(
        "target = 'de'\nglossary = [['ferry', 'Fähre', 'required']]\nglossary-file = 'glossary.csv'"
    )
    assert configuration.glossary == (
        ("ferry", "Fähre", "required"),
        ("berth", "Liegeplatz", "required"),
        ("Go", "Go", "keep"),
    )
    assert "glossary.csv" in configuration.exclude


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("glossary-file = 'none.csv'", "audit.toml:1: glossary-file: none.csv: "),
        ("glossary = [['a', 'b', 'c']]", "audit.toml:1: glossary: 'c' is no rule"),
    ],
)
def test_broken_glossary(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert str(caught.value).startswith(message)


def test_the_settings_of_a_file_for_programs(tmp_path: Path) -> None:
    file = tmp_path / "audit.toml"
    file.write_text(
        'target = "de"\nignore = ["photo-credit"]\n\n[[path]]\nmatch = "a/**"\nprofile = "strict"\n'
    )
    settings = audit.read_settings(str(file))
    assert (settings.target, settings.ignore, settings.profile) == ("de", ("photo-credit",), "publication")
    assert audit.Auditor(settings=settings).settings.target == "de"
    with pytest.raises(SettingsError, match="no such file"):
        audit.read_settings(tmp_path / "nowhere.toml")


def test_a_baseline_is_found_beside_the_configuration() -> None:
    Path("site").mkdir()
    Path("site/audit-baseline.json").write_text("{}")
    file = Path.cwd() / "site/audit.toml"
    file.write_text("")
    found = read_configuration(file)
    assert found.unnamed_baseline
    assert found.configuration.baseline == "site/audit-baseline.json"
    assert "/audit-baseline.json" in found.configuration.exclude
    for text in ("baseline = ''", "baseline = 'other.json'"):
        file.write_text(text)
        assert not read_configuration(file).unnamed_baseline
    assert read_configuration(file).configuration.baseline == "site/other.json"


def test_without_a_configuration_a_baseline_is_found_up_to_the_top_of_the_repository(tmp_path: Path) -> None:
    deep = tmp_path / "repository/site/de"
    deep.mkdir(parents=True)
    (tmp_path / "audit-baseline.json").write_text("{}")
    assert not find_configuration(deep).unnamed_baseline
    (tmp_path / "repository/audit-baseline.json").write_text("{}")
    (tmp_path / "repository/.git").mkdir()
    assert find_configuration(deep).configuration.baseline == "repository/audit-baseline.json"
    assert find_configuration(tmp_path / "repository").unnamed_baseline


def test_formats_of_the_screen_are_those_of_the_command_line() -> None:
    from audit.cli.outputs import FORMATS
    from audit.model.settings import OutputFormat

    assert sorted(OutputFormat) == sorted(FORMATS)


def test_output_is_for_check_and_not_for_fix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "audit.toml").write_text('target = "en"\n[output]\nformat = "csv"\nquiet = true\n')
    (tmp_path / "a.md").write_text("The the office opens at nine.\n")
    main(["check", "a.md"])
    assert capsys.readouterr().out.startswith("path,")
    main(["check", "--format", "text", "a.md"])
    assert capsys.readouterr().out.startswith("a.md")
    main(["fix", "a.md"])
    assert "1 repair" in capsys.readouterr().err
