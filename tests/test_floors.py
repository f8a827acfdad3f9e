"""Imports go down only."""

import ast
from pathlib import Path

import pytest

import audit

ROOT = Path(audit.__file__).parent
FLOOR = {
    "model": 0, "data": 0, "language": 1, "analysis": 2, "readers": 3, "checks": 3, "measures": 3, "neural": 3,
    "registry": 4, "score": 5, "repair": 5, "report": 5,
    "files": 6, "config": 7, "excuses": 8, "one": 9, "run": 10, "editor": 11, "cli": 12,
}  # fmt: skip
APART = {"readers", "checks", "measures", "neural", "score", "repair", "report"}  # do not know each other
FILES = sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT)


def imported(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return [name for name in names if name.startswith("audit.")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    place = path.relative_to(ROOT).parts[0]
    for name in imported(path):
        parts = name.split(".")
        if parts[1] == "version":
            continue
        other = parts[1]
        assert FLOOR[other] <= FLOOR[place], f"{name} is above {place}"
        if FLOOR[other] == FLOOR[place] and place in APART:
            assert other == place, f"{place} and {other} do not know each other"
        if place == other == "checks":
            assert path.name == "__init__.py", "no check imports a check"


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 450, "one idea a file"


def room(name: str) -> str:
    """The room of a module: its package, or the module itself where it lies flat in a floor's folder."""
    parts = name.split(".")
    return ".".join(parts[:3]) if len(parts) > 3 else name


@pytest.mark.parametrize("floor", ["report", "run"])
def test_rooms_have_no_circle(floor: str) -> None:
    above: dict[str, set[str]] = {}
    for path in FILES:
        own = "audit." + ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if own.startswith(f"audit.{floor}.") and path.name != "__init__.py":
            used = {room(name) for name in imported(path) if name.startswith(f"audit.{floor}.")}
            above.setdefault(room(own), set()).update(used - {room(own)})
    while above:
        free = [name for name, used in above.items() if not used & above.keys()]
        assert free, f"these rooms stand in a circle: {sorted(above)}"
        for name in free:
            del above[name]
