"""Audit samples/ and write what comes out.

That is reports/, the table of planted faults in samples/README.md, and the runs shown in README.md.

python tools/make_sample_reports.py           write
python tools/make_sample_reports.py --check   change nothing, exit 1 when something is stale
"""

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "reports"
SAMPLES = ROOT / "samples"
CONFIGURATION = ("--config", "samples/audit.toml")
ONE = "samples/dirty/en-from-ru-harbour-news.txt"
INDEX = "reports/samples/index.html"
PARQUET_LINK = re.compile(rb', <a href="[^"]+\.parquet">Parquet</a>')
RUN = re.compile(r"^```console\n\$ audit (.+)\n(?:.*\n)*?```$", re.MULTILINE)
BEGIN, END = "<!-- planted: begin -->\n", "<!-- planted: end -->\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when something is stale")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        write_reports(Path(folder))
        wanted = {f"reports/{name}": data for name, data in contents(Path(folder)).items()}
    # No link to what is not kept.
    wanted[INDEX] = PARQUET_LINK.sub(b"", wanted[INDEX])
    for readme, renewed in ((ROOT / "README.md", with_runs), (SAMPLES / "README.md", with_table)):
        wanted[readme.relative_to(ROOT).as_posix()] = renewed(readme.read_text(encoding="utf-8")).encode()
    # Other reports lie beside these; only what this tool writes may be called stale, or removed.
    present = {f"reports/samples/{name}": data for name, data in contents(REPORTS / "samples").items()}
    present |= {
        name: (ROOT / name).read_bytes()
        for name in wanted
        if name.startswith("reports/one-") and (ROOT / name).exists()
    }
    present |= {name: (ROOT / name).read_bytes() for name in wanted if name.endswith("README.md")}
    stale = sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
    if check:
        for name in stale:
            print(f"stale: {name}; run python3 tools/run.py samples", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        file = ROOT / name
        if name in wanted:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(wanted[name])
        else:
            file.unlink()
    print(f"{INDEX}: {len(wanted)} files, {len(stale)} of them changed")
    return 0


def write_reports(folder: Path) -> None:
    """The report folder of all samples, and one sample as JSON and as the terminal shows it."""
    audit(
        "report",
        "samples",
        *CONFIGURATION,
        "-o",
        str(folder / "samples"),
        "--exit-zero",
        "--quiet",
        "--no-history",
    )
    one = audit("check", ONE, *CONFIGURATION, "--format", "json", "--exit-zero")
    (folder / "one-document.json").write_bytes(one)
    screen = audit("check", ONE, *CONFIGURATION, "--exit-zero")
    (folder / "one-document.txt").write_bytes(screen)


def audit(*arguments: str) -> bytes:
    """What the command prints. Raises CalledProcessError when it fails."""
    command = [sys.executable, "-m", "audit", *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder that is kept: its path with "/" → its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        # What a folder remembers for itself is not shown, and Parquet differs from one library to the next.
        if ".work" not in path.parts and path.suffix not in (".sqlite", ".parquet")
    }


def with_runs(readme: str) -> str:
    """README.md with what the commands it shows print now."""

    def shown(run: re.Match[str]) -> str:
        words = shlex.split(run[1])
        screen = audit(*words, "--exit-zero").decode().rstrip("\n")
        return f"```console\n$ audit {run[1]}\n{screen}\n```"

    return RUN.sub(shown, readme)


def with_table(readme: str) -> str:
    """The README with the table of planted faults as it should be now."""
    before, rest = readme.split(BEGIN)
    return before + BEGIN + planted_table() + END + rest.split(END)[1]


def planted_table() -> str:
    """Every planted fault: where it is, which check should see it, and whether one does."""
    faults = tomllib.loads((SAMPLES / "planted.toml").read_text(encoding="utf-8"))["fault"]
    shown = json.loads(
        audit("check", "samples", *CONFIGURATION, "--format", "json", "--exit-zero", "--possible")
    )
    documents = {document["path"].removeprefix("samples/dirty/"): document for document in shown["documents"]}
    rows: list[tuple[str, int, str]] = []
    seen = 0
    for fault in faults:
        document = documents[fault["file"]]
        line, verdict = look_up(fault, document)
        seen += verdict != "no"
        row = f"| {line} | {escaped(fault['what'])} | {fault['check']} | {verdict} |\n"
        rows.append((fault["file"], line, row))
    out = [f"\n{seen} of {len(faults)} planted faults are seen.\n"]
    current = ""
    for file, _, row in sorted(rows, key=lambda item: item[:2]):
        if file != current:
            out.append(f"\n**{file}**\n\n| line | fault | check | seen |\n| ---: | --- | --- | --- |\n")
            current = file
        out.append(row)
    return "".join(out) + "\n"


def look_up(fault: dict[str, str], document: dict[str, Any]) -> tuple[int, str]:
    """The line of a planted fault, and `yes`, `as doubtful`, `as OTHER-CHECK` or `no`."""
    path = SAMPLES / "dirty" / fault["file"]
    text = path.read_bytes().decode(document["encoding"])
    wanted = fault["text"].replace("\n", "\r\n") if "\r\n" in text else fault["text"]
    if wanted not in text:
        raise SystemExit(f"planted.toml: {fault['file']} does not hold {fault['text']!r}")
    start = text.index(wanted)
    end = start + len(wanted)
    line = text.count("\n", 0, start) + 1
    here = [item for item in document["findings"] if item["start"] < end and item["end"] > start]
    own = [item for item in here if item["check"] == fault["check"]]
    if any(item["confidence"] != "possible" for item in own):
        return line, "yes"
    others = sorted({item["check"] for item in here if item["confidence"] != "possible"} - {fault["check"]})
    if others:
        return line, f"as {others[0]}"
    return line, "as doubtful" if own else "no"


def escaped(text: str) -> str:
    """Text that may stand in a table."""
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.exit(main())
