"""Gather the TOML files under audit/data/ into audit/data/compiled/<kind>.json.

python tools/compile_data.py           write
python tools/compile_data.py --check   change nothing, exit 1 when a compiled file is stale
"""

import argparse
import json
import sys
import tomllib
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "audit" / "data"
COMPILED = DATA / "compiled"


def compiled() -> dict[str, str]:
    """Every compiled file: name → text."""
    out = {}
    for folder in sorted(path for path in DATA.iterdir() if path.is_dir() and path != COMPILED):
        sources = sorted(folder.glob("*.toml"))
        if not sources:
            continue
        content = {source.stem: tomllib.loads(source.read_text(encoding="utf-8")) for source in sources}
        # One line per source file keeps the diff of a change readable.
        lines = [
            f"{json.dumps(name)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
            for name, value in content.items()
        ]
        out[f"{folder.name}.json"] = "{\n" + ",\n".join(lines) + "\n}\n"
    return out


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when a compiled file is stale")
    check = parser.parse_args().check
    wanted = compiled()
    present = {path.name for path in COMPILED.glob("*.json")}
    stale = [
        name
        for name, text in wanted.items()
        if name not in present or (COMPILED / name).read_text(encoding="utf-8") != text
    ]
    orphans = sorted(present - wanted.keys())
    if check:
        for name in stale + orphans:
            print(f"stale: audit/data/compiled/{name}; run python tools/compile_data.py", file=sys.stderr)
        return 1 if stale or orphans else 0
    COMPILED.mkdir(exist_ok=True)
    for name in stale:
        (COMPILED / name).write_text(wanted[name], encoding="utf-8")
    for name in orphans:
        (COMPILED / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
