"""Refresh the digests in audit/data/SOURCES.toml.

    python tools/tidy_data.py           write
    python tools/tidy_data.py --check   change nothing, exit 1 when a digest is stale or a file has no source

SOURCES.toml says for each group of data files where they come from. `files` is a pattern below audit/data;
every TOML and binary file there must belong to exactly one group. The digest is the SHA-256 over the names and contents
of the group's files, so that no data changes unnoticed.
"""

import argparse
import hashlib
import re
import sys
import tomllib
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "audit" / "data"
SOURCES = DATA / "SOURCES.toml"


def digest(pattern: str) -> str:
    """SHA-256 over names and contents of the files a pattern names, in order of their names."""
    total = hashlib.sha256()
    for path in sorted(DATA.glob(pattern)):
        name = path.relative_to(DATA).as_posix()
        if path.suffix == ".bin":
            content = path.read_bytes()
            total.update(f"{name}\n{len(content)}\n".encode() + content)
        else:
            text = path.read_text(encoding="utf-8")
            total.update(f"{name}\n{len(text)}\n{text}".encode())
    return total.hexdigest()


def faults(text: str) -> list[str]:
    """What is wrong with SOURCES.toml, in words."""
    found = []
    owners: dict[Path, list[str]] = {
        path: [] for pattern in ("*/*.toml", "*/*.bin", "heads/*.json") for path in DATA.glob(pattern)
    }
    for source in tomllib.loads(text)["source"]:
        files = sorted(DATA.glob(source["files"]))
        if not files:
            found.append(f"{source['files']}: no such file")
        for path in files:
            owners[path].append(source["files"])
        if source.get("digest") != digest(source["files"]):
            found.append(f"{source['files']}: the digest is stale; run python tools/tidy_data.py")
    for path, patterns in sorted(owners.items()):
        if len(patterns) != 1:
            found.append(f"{path.relative_to(DATA)}: wants one source, has {len(patterns)}")
    return found


def refreshed(text: str) -> str:
    """SOURCES.toml with every digest as it should be; all else stays as it was written."""
    out = []
    for part in re.split(r"(?m)^(?=\[\[source\]\])", text):
        pattern = re.search(r'(?m)^files = "(.*)"$', part)
        if pattern is None:
            out.append(part)
            continue
        line = f'digest = "{digest(pattern[1])}"'
        fresh, count = re.subn(r'(?m)^digest = ".*"$', line, part)
        out.append(fresh if count else part.rstrip("\n") + f"\n{line}\n\n")
    return "".join(out).rstrip("\n") + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when something is stale or unsourced")
    check = parser.parse_args().check
    text = SOURCES.read_text(encoding="utf-8")
    if not check:
        text = refreshed(text)
        SOURCES.write_text(text, encoding="utf-8")
    found = faults(text)
    for fault in found:
        print(f"audit/data/SOURCES.toml: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
