"""`audit init`: a configuration, or a pipeline, to start from."""

import sys
from importlib.resources import files
from pathlib import Path

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.config.read_settings import OWN_FILE
from audit.model.errors import UsageError

DESCRIPTION = """\
Write audit.toml with every key, what it means and its default, all commented out;
with --ci a pipeline that audits what is merged. A pipeline that exists is never overwritten."""
EPILOG = """\
examples:
  audit init
  audit init --force          write it anew over the one there is
  audit init --ci github      a workflow for GitHub Actions

next: `audit check .` finds it from here and from every folder below."""
# Service → where its pipeline is read without further ado, and, for one that has a single file, where a second
# one lies that this file can include.
PIPELINES = {
    "github": (".github/workflows/translation-audit.yml", None),
    "gitlab": (".gitlab-ci.yml", ".gitlab/translation-audit.gitlab-ci.yml"),
}


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("init", "audit init [--force | --ci SERVICE]", DESCRIPTION, EPILOG)
    parser.add_argument("--force", action="store_true", help="overwrite an audit.toml that exists")
    parser.add_argument(
        "--ci", metavar="SERVICE", help=f"write a pipeline instead, for {' or '.join(PIPELINES)}"
    )
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_args(arguments)
    if options.ci is not None:
        if options.force:
            raise UsageError("--ci never overwrites a pipeline; leave out --force")
        write_pipeline(options.ci)
    else:
        write_configuration(options.force)
    return ExitCode.PASSED


def write_configuration(force: bool) -> None:
    """Write `audit.toml`. Raises UsageError when there is one, unless `force`."""
    file = Path(OWN_FILE)
    if file.exists() and not force:
        raise UsageError(f"{OWN_FILE} exists already; edit it, or write it anew with --force")
    from audit.config.settings_template import settings_template
    from audit.files.whole_file import write_whole

    write_whole(file, settings_template())
    sys.stdout.write(f"wrote {OWN_FILE}; every key in it is commented out\nnext: audit check .\n")


def write_pipeline(service: str) -> None:
    """Write the pipeline of a service. Raises UsageError for an unknown one and when it is there already."""
    if service not in PIPELINES:
        raise UsageError(f"--ci: no pipeline for {service!r}; there are {', '.join(PIPELINES)}")
    here = Path.cwd()
    top = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    if top != here:
        raise UsageError(
            f"--ci: {service} looks for a pipeline at the top of the repository only; run this in {top}"
        )
    main_file, second_file = PIPELINES[service]
    name = second_file if second_file and Path(main_file).exists() else main_file
    if Path(name).exists():
        raise UsageError(f"{name} exists already and stays as it is; move it away for a fresh one")
    from audit.files.whole_file import write_whole

    text = files("audit.cli").joinpath("pipelines", f"{service}.yml").read_text(encoding="utf-8")
    try:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder of {name}: {error.strerror}") from error
    write_whole(Path(name), text)
    sys.stdout.write(f"wrote {name}\n")
    if name == second_file:
        sys.stdout.write(f"next: let {main_file} include it:\n\ninclude:\n  - local: {name}\n")
    else:
        sys.stdout.write("next: look it over and commit it\n")
