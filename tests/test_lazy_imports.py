"""What a cold start may load, and what it must not."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "pandas",
    "numpy",
    "langdetect",
    "chardet",
    "sacrebleu",
    "transformers",
    "torch",
    "selectolax",
    "justhtml",
    "sqlite3",
    "pygls",
    "lsprotocol",
)


def loaded_by(arguments: list[str], folder: Path) -> set[str]:
    program = (
        "import sys; from audit.cli.main import main; code = main(sys.argv[1:]); "
        "sys.stderr.write(' '.join(sys.modules)); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["check", "--help"], ["fix", "--help"], ["lsp", "--help"]]
)
def test_asking_costs_nothing(arguments: list[str], tmp_path: Path) -> None:
    loaded = loaded_by(arguments, tmp_path)
    assert not loaded & set(HEAVY)


def test_version_loads_no_engine(tmp_path: Path) -> None:
    assert not {"msgspec", "argparse", "audit.run.auditor"} & loaded_by(["--version"], tmp_path)


def test_a_plain_check_loads_no_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry leaves in the morning and and comes back at night.\n")
    loaded = loaded_by(["check", "--exit-zero", "ferry.txt"], tmp_path)
    assert not loaded & set(HEAVY)
    assert not {
        name
        for name in ("audit.report.pages.html_report", "audit.report.tables.rows", "html", "tomllib")
        if name in loaded
    }
