"""Hooks, action, templates and container: as far as they can be tried without the services."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from audit.cli.check_command import parser
from audit.cli.main import main
from audit.files.find_documents import known_extensions
from audit.model.settings import Configuration
from audit.readers.formats import FORMATS

ROOT = Path(__file__).resolve().parents[2]
FERRY = "The ferry ferry leaves in the morning and comes back at night.\n"
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def options_of(text: str) -> set[str]:
    """The options of `audit check` that a script or page names."""
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))


KNOWN_OPTIONS = set(parser()._option_string_actions)


# --- pre-commit ---------------------------------------------------------------------------------------------


def test_hooks_are_valid_to_pre_commit() -> None:
    from pre_commit.clientlib import load_manifest

    hooks = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert [hook["id"] for hook in hooks] == ["audit-fix", "audit-check"]
    for hook in hooks:
        assert hook["require_serial"], "one run over all files: a score is not a thing of fragments"
        assert hook["entry"].startswith("audit ")


def test_hooks_take_every_ending_that_is_known() -> None:
    for hook in loaded(".pre-commit-hooks.yaml"):
        pattern = re.compile(hook["files"])
        careful = {
            ending
            for row in FORMATS.values()
            for ending in row.extensions
            if row.takes and not row.takes(f"x/a{ending}")
        }
        # Templates hold no translation.
        never = {
            ending
            for row in FORMATS.values()
            for ending in row.extensions
            if row.takes
            and not any(row.takes(f"{folder}/a{ending}") for folder in ("locales", "res/values-de"))
        }
        assert not {ending for ending in never if pattern.search(f"locales/a{ending}")}
        careful -= never
        assert {
            ending for ending in known_extensions() - careful - never if not pattern.search(f"x/a{ending}")
        } == set()
        # What many programs write is taken where translations lie: a file that is named is always audited.
        for folder in ("locales", "app/i18n/de", "src/res/values-de"):
            assert {ending for ending in careful if not pattern.search(f"{folder}/a{ending}")} == set()
        assert {ending for ending in careful if pattern.search(f"x/a{ending}")} == set()
        assert not pattern.search("package.json")
        assert not pattern.search("a.py")
        assert not pattern.search("README")


def test_a_hook_runs(tmp_path: Path) -> None:
    """What pre-commit does: the entry, then the names of the staged files."""
    (tmp_path / "audit.toml").write_text('target = "en"\nexclude = ["drafts/"]\nmax-findings = 0\n')
    (tmp_path / "drafts").mkdir()
    for name in ("a.txt", "drafts/b.txt"):
        (tmp_path / name).write_text(FERRY)
    (hook,) = [hook for hook in loaded(".pre-commit-hooks.yaml") if hook["id"] == "audit-check"]
    words = [sys.executable, "-m", *hook["entry"].split()]

    def run(*names: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([*words, *names], cwd=tmp_path, capture_output=True, text=True, check=False)

    failed = run("a.txt", "drafts/b.txt")
    assert failed.returncode == 1
    assert "drafts" not in failed.stdout
    excluded = run("drafts/b.txt")
    assert excluded.returncode == 0
    assert excluded.stdout == ""
    assert "excluded" in excluded.stderr
    assert run("gone.txt", "drafts/b.txt").returncode == 2


# --- GitHub -------------------------------------------------------------------------------------------------


def test_action_is_well_formed() -> None:
    action = loaded("action.yml")
    assert {"name", "description", "inputs", "outputs", "runs"} <= set(action)
    assert action["runs"]["using"] == "composite"
    text = (ROOT / "action.yml").read_text("utf-8")
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", text))
    assert used == set(action["inputs"]), "every input is used, and every one used exists"
    for given in action["inputs"].values():
        assert given["description"]
        assert isinstance(given["default"], str), "inputs are texts"
    steps = action["runs"]["steps"]
    for step in steps:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "what users pass must never become part of a script"
        (script,) = re.findall(r"integrations/\w+\.sh", step["run"])
        assert (ROOT / script).is_file()
    written = set(re.findall(r"steps\.audit\.outputs\.([\w-]+)", text))
    assert written == set(action["outputs"])
    script = (ROOT / "integrations" / "github_audit.sh").read_text("utf-8")
    assert written == set(re.findall(r'(?:echo|print\(f)\s?"([\w-]+)=', script))
    assert set(steps[1]["env"]) == set(re.findall(r"\bAUDIT_[A-Z_]+", script))
    assert options_of(script) <= KNOWN_OPTIONS | {"--option"}


@pytest.fixture
def runner(tmp_path: Path) -> "Runner":
    return Runner(tmp_path)


class Runner:
    """What the runner of GitHub gives a step, and what it takes from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work space"
        self.folder.mkdir()
        self.output, self.summary = folder / "output", folder / "summary"
        self.bin = folder / "bin"
        self.bin.mkdir()
        command = self.bin / "audit"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m audit "$@"\n')
        command.chmod(0o755)

    def step(self, **inputs: str) -> "subprocess.CompletedProcess[str]":
        for file in (self.output, self.summary):
            file.write_text("")
        given = {f"AUDIT_{name.upper()}": value for name, value in inputs.items()}
        environment = {
            **os.environ,
            **given,
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.folder),
        }
        script = ROOT / "integrations" / "github_audit.sh"
        return subprocess.run(
            ["bash", str(script)],
            cwd=self.folder / inputs.get("working_directory", "."),
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.output.read_text().splitlines())


@needs_bash
def test_action_reports_a_failed_gate(runner: Runner) -> None:
    (runner.folder / "a.txt").write_text(FERRY)
    done = runner.step(target="en", fail_on="minor", sarif="out.sarif", paths="a.txt\n")
    assert done.returncode == 1, done.stderr
    assert runner.outputs == {
        "exit-code": "1",
        "documents": "1",
        "findings": "1",
        "score": runner.outputs["score"],
        "sarif": "out.sarif",
    }
    assert json.loads((runner.folder / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "**gate failed:** fail-on minor" in runner.summary.read_text("utf-8")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("::warning file=a.txt,line=1,")
    # The text for people stands between marks that switch commands off.
    (start,) = [n for n, line in enumerate(lines) if line.startswith("::stop-commands::")]
    token = lines[start].removeprefix("::stop-commands::")
    assert lines[-1] == f"::{token}::"
    assert len(token) == 32
    assert "doubled-word" in "\n".join(lines[start:])


@needs_bash
def test_action_names_its_sarif_from_the_top(runner: Runner) -> None:
    (runner.folder / "site").mkdir()
    (runner.folder / "site/a.txt").write_text(FERRY)
    for given, said in (
        ("out.sarif", "site/out.sarif"),
        (f"{runner.folder}/b.sarif", f"{runner.folder}/b.sarif"),
    ):
        runner.step(target="en", sarif=given, working_directory="site")
        assert runner.outputs["sarif"] == said
        (location,) = json.loads((runner.folder / said).read_text("utf-8"))["runs"][0]["artifacts"]
        assert location["location"]["uri"] == "site/a.txt"


@needs_bash
def test_action_passes(runner: Runner) -> None:
    (runner.folder / "sub").mkdir()
    (runner.folder / "sub" / "-a b.txt").write_text(FERRY)
    (runner.folder / "-c.txt").write_text(FERRY)
    done = runner.step(target="en", exit_zero="true", paths="sub\n-c.txt", arguments="--ignore\ndoubled-word")
    assert done.returncode == 0, done.stderr
    assert runner.outputs["documents"] == "2"
    assert runner.outputs["findings"] == "0"


@needs_bash
@pytest.mark.parametrize(
    "evil", ["$(touch evil)", "`touch evil`", "; touch evil", "'\"; touch evil #", "--help"]
)
def test_action_runs_nothing_that_an_input_says(runner: Runner, evil: str) -> None:
    (runner.folder / "a.txt").write_text(FERRY)
    for name in ("paths", "config", "target", "fail_on", "fail_under", "changed_since", "sarif"):
        done = runner.step(**{"target": "en", name: evil})
        assert not (runner.folder / "evil").exists()
        assert done.returncode != 0 or name == "sarif"
        assert runner.outputs["exit-code"] == str(done.returncode)


@needs_bash
def test_action_says_what_was_wrong(runner: Runner) -> None:
    done = runner.step(paths="nowhere")
    assert done.returncode == 2
    assert "no such file" in done.stderr
    assert runner.outputs == {"exit-code": "2"}


@needs_bash
def test_action_installs_into_its_own_environment(tmp_path: Path) -> None:
    """pip is played by a script: what counts is where things go."""
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "python3").write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\nprintf \'#!/bin/sh\\necho "$@" > "%s/asked"\\n\' "$3" > "$3/bin/python"\n'
        'chmod +x "$3/bin/python"\n'
    )
    (fake / "python3").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{fake}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path / "runner temp"),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_PATH": str(tmp_path / "path"),
    }
    script = ROOT / "integrations" / "github_install.sh"
    subprocess.run(["bash", str(script)], env=environment, check=True, cwd=tmp_path)
    home = tmp_path / "runner temp" / "translation-audit"
    assert (tmp_path / "path").read_text() == f"{home}/bin\n"
    assert (home / "asked").read_text().split()[:3] == ["-m", "pip", "install"]
    assert str(ROOT) in (home / "asked").read_text()


@needs_bash
@pytest.mark.parametrize("script", sorted((ROOT / "integrations").glob("*.sh")), ids=lambda path: path.name)
def test_scripts_parse(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True)


# --- pipelines ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_pipelines_name_options_that_exist(name: str) -> None:
    text = (ROOT / "audit" / "cli" / "pipelines" / f"{name}.yml").read_text("utf-8")
    used = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    assert options_of("\n".join(used)) - {"--quiet"} <= KNOWN_OPTIONS


def test_github_workflow() -> None:
    workflow = loaded("audit/cli/pipelines/github.yml")
    (job,) = workflow["jobs"].values()
    assert job["steps"][0]["with"]["fetch-depth"] == 0
    assert not [step for step in job["steps"] if "${{" in step.get("run", "")]
    (script,) = [step["run"] for step in job["steps"] if step.get("name") == "Audit"]
    assert "sarif=audit.sarif" in script
    assert job["steps"][-1]["with"]["sarif_file"] == "audit.sarif"


def test_gitlab_template_is_the_one_that_init_writes() -> None:
    template = (ROOT / "templates" / "audit.gitlab-ci.yml").read_bytes()
    assert template == (ROOT / "audit" / "cli" / "pipelines" / "gitlab.yml").read_bytes()
    (job,) = loaded("templates/audit.gitlab-ci.yml").values()
    assert job["artifacts"]["when"] == "always", "a failed job is the one whose report matters"
    written = {word.split("=")[1] for word in job["script"][-1].split() if re.match(r"(gitlab|junit)=", word)}
    assert written == set(job["artifacts"]["reports"].values())


@needs_bash
@pytest.mark.parametrize("service", ["github", "gitlab"])
@pytest.mark.parametrize("base", ["", "HEAD"])
def test_pipelines_run(service: str, base: str, runner: Runner) -> None:
    """The audit step of each pipeline, in a repository, with and without a base to compare with."""
    if shutil.which("git") is None:
        pytest.skip("there is no git here")
    folder = runner.folder
    (folder / "audit.toml").write_text('target = "en"\nmax-findings = 0\n')
    (folder / "old.txt").write_text(FERRY)
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    pipeline = loaded(f"audit/cli/pipelines/{service}.yml")
    if service == "github":
        (job,) = pipeline["jobs"].values()
        (script,) = [step["run"] for step in job["steps"] if step.get("name") == "Audit"]
        given = {"BASE": base}
    else:
        script = pipeline["translation-audit"]["script"][-1]
        given = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "AUDIT_PATHS": "."}
    path = f"{runner.bin}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **given, "PATH": path}
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (0 if base else 1), done.stderr
    files = ("audit.sarif", "audit-summary.out") if service == "github" else ("gl-code-quality-report.json",)
    for file in files:
        assert (folder / file).is_file()


def test_a_pipeline_is_written_at_the_top_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "docs" / "de"
    folder.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(folder)
    assert main(["init", "--ci", "github"]) == 2
    assert f"run this in {tmp_path}" in capsys.readouterr().err
    assert list(folder.iterdir()) == []
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--ci", "github"]) == 0


# --- container ----------------------------------------------------------------------------------------------


def test_containerfile() -> None:
    lines = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
    steps = [line.split(None, 1) for line in lines if line and not line.startswith("#")]
    bases = [rest for word, rest in steps if word == "FROM"]
    assert all(re.match(r"python:3\.\d+-slim( AS \w+)?$", base) for base in bases), "a name, no address"
    words = [word for word, _ in steps]
    assert words.index("USER") > max(n for n, word in enumerate(words) if word == "RUN")
    (user,) = [rest for word, rest in steps if word == "USER"]
    assert user not in ("root", "0")
    (entry,) = [rest for word, rest in steps if word == "ENTRYPOINT"]
    assert json.loads(entry) == ["audit"]


def test_the_image_gets_what_the_package_is_built_from() -> None:
    left_out = (ROOT / ".containerignore").read_text("utf-8").split()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = ["audit", "pyproject.toml", "README.md", "LICENSE", project["project"]["readme"]]
    assert not set(left_out) & set(needed)
    assert (ROOT / ".dockerignore").read_bytes() == (ROOT / ".containerignore").read_bytes()


# --- the page about it --------------------------------------------------------------------------------------


def test_the_page_names_what_exists() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    others = {"--ci", "--unshallow", "--rm", "--user", "--userns"}
    assert options_of(page) <= KNOWN_OPTIONS | others
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 4
    inputs = set(loaded("action.yml")["inputs"])
    for block in blocks:
        parsed = yaml.safe_load(block)
        for step in parsed if isinstance(parsed, list) else []:
            if isinstance(step, dict) and "translation-audit@" in str(step.get("uses")):
                assert set(step.get("with", {})) <= inputs
    for table in re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        msgspec.convert(tomllib.loads(table), Configuration)
