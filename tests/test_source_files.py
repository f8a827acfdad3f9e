"""What no file of the project may hold."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BINARY = {".parquet", ".sqlite", ".png", ".gz", ".ico", ".woff2"}
SKIPPED = {
    ".git",
    ".venv",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    "__pycache__",
    "dist",
}
# Put together here so that this file does not hold what it forbids.
MACHINE = re.compile(
    "|".join(["/" + "work/", "/tmp/" + "venv", "/ro" + "ot/", "/home/[a-z]+/", r"C:\\\\Us" + "ers"])
)
REGISTRIES = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.np" + "mjs.org",
    "--index-" + "url",
    "--extra-" + "index",
)
INVISIBLE = re.compile("[\u00a0\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\u2066-\u206f\ufeff]")


def project_files() -> list[Path]:
    """The files under version control, or all but the obvious where there is no git."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        names = done.stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = [
            str(path.relative_to(ROOT))
            for path in ROOT.rglob("*")
            if path.is_file() and not SKIPPED.intersection(path.relative_to(ROOT).parts)
        ]
    paths = [ROOT / name for name in names if name and Path(name).suffix not in BINARY]
    return sorted(path for path in paths if path.is_file())


FILES = project_files()


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def test_there_are_files() -> None:
    assert len(FILES) > 100


def test_no_machine_paths() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}" for path in FILES for hit in MACHINE.finditer(text_of(path))
    ]
    assert not found


@pytest.mark.parametrize("address", REGISTRIES)
def test_no_registry_addresses(address: str) -> None:
    assert not [str(path.relative_to(ROOT)) for path in FILES if address in text_of(path)]


def test_package_writes_invisible_characters_by_name() -> None:
    found = [
        f"{path.relative_to(ROOT)}: U+{ord(hit[0]):04X} at {hit.start()}"
        for path in FILES
        if path.is_relative_to(ROOT / "audit")
        and path.suffix in (".py", ".toml", ".css", ".js", ".html")
        and not path.is_relative_to(ROOT / "audit" / "data" / "compiled")
        for hit in INVISIBLE.finditer(text_of(path))
    ]
    assert not found


def test_constraints_name_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins == sorted(pins, key=str.lower)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*", pin) for pin in pins)
