"""Write the file of a new check, with examples that fail until the check works, and list it.

    python tools/new_check.py stray-comma --dimension linguistic

makes audit/checks/linguistic/stray_comma.py and adds it to that folder's __init__.py. Then:

    pytest tests/test_every_check.py tests/test_check_contract.py -k stray-comma
"""

import argparse
import ast
import re
import sys
from pathlib import Path

CHECKS = Path(__file__).resolve().parent.parent / "audit" / "checks"
ID = re.compile(r"[a-z]+(-[a-z]+)*")
# Names that give an order instead of naming the fault.
ORDERS = ("no-", "avoid-", "use-", "dont-", "check-", "bad-", "wrong-")
# Category to begin with, by folder; the author picks the exact one.
CATEGORY = {
    "accuracy": "UNTRANSLATED",
    "design": "MARKUP_TAG",
    "linguistic": "PUNCTUATION",
    "locale": "LOCALE_PUNCTUATION",
    "terminology": "INCONSISTENT_TERM",
}
TEMPLATE = '''\
"""See `{id}`."""

from collections.abc import Iterator

from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.role import PROSE


@check(
    id="{id}",
    category=Category.{category},
    severity=Severity.MINOR,
    message="“{{found}}” is not what it should be",
    roles=PROSE,
    examples=(
        bad("en", "Replace this by a sentence with ⟦the fault⟧ in it."),
        bad("de", "Ersetze dies durch einen Satz mit ⟦dem Fehler⟧ darin."),
        good("en", "A sentence that is right.", why="say why it is left alone"),
        good("de", "Ein Satz, der falsch aussieht und richtig ist.", why="say why it is left alone"),
    ),
)
def {name}(view: TextView) -> Iterator[Detection]:
    """One line that names the fault.

    Why it hurts a reader: say what happens to somebody who reads the text.

    Left alone: say what looks like the fault and is none.
    """
    anchor = "\\N{{OBJECT REPLACEMENT CHARACTER}}"  # something rare and cheap to find, before any pattern
    start = view.text.find(anchor)
    while start >= 0:
        yield view.detection(start, start + len(anchor))
        start = view.text.find(anchor, start + 1)
'''


def main(argv: list[str] | None = None) -> int:
    """Write both files; says what to do next."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("id", help="kebab-case, names the fault: stray-comma")
    parser.add_argument(
        "--dimension", required=True, choices=sorted(CATEGORY), help="MQM dimension: the folder"
    )
    parser.add_argument("--checks", type=Path, default=CHECKS, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    complaint = wrong_name(options.id, options.checks)
    if complaint:
        print(f"new_check: {complaint}", file=sys.stderr)
        return 2
    name = options.id.replace("-", "_")
    folder = options.checks / options.dimension
    file, listing = folder / f"{name}.py", folder / "__init__.py"
    listed = with_check(listing.read_text(encoding="utf-8"), options.dimension, name)
    category = CATEGORY[options.dimension]
    file.write_text(TEMPLATE.format(id=options.id, name=name, category=category), encoding="utf-8")
    listing.write_text(listed, encoding="utf-8")
    print(f"wrote {file}\nlisted in {listing}")
    print(f"next: pytest tests/test_every_check.py tests/test_check_contract.py -k {options.id}")
    return 0


def wrong_name(id_: str, checks: Path) -> str:
    """What is wrong with an id, or nothing."""
    if not ID.fullmatch(id_):
        return f"{id_!r} is not in kebab-case: small letters, words joined by hyphens"
    if id_.startswith(ORDERS):
        return f"{id_!r} gives an order; name the fault instead, so that “ignore {id_}” reads well"
    taken = [path for path in checks.glob("*/*.py") if path.stem == id_.replace("-", "_")]
    return f"there is a check of that name already: {taken[0]}" if taken else ""


def with_check(source: str, dimension: str, name: str) -> str:
    """The folder's `__init__.py` with one more check, in order.

    Raises SystemExit when the file is not of the usual shape: an import a check, and one tuple.
    """
    module = ast.parse(source)
    tuple_name = f"{dimension.upper()}_CHECKS"
    listed = [
        node
        for node in module.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id == tuple_name
        and isinstance(node.value, ast.Tuple)
    ]
    if not listed:
        raise SystemExit(
            f"new_check: no tuple {tuple_name} in the folder's __init__.py; list the check by hand"
        )
    assert isinstance(listed[0].value, ast.Tuple)
    names = sorted({*(element.id for element in listed[0].value.elts if isinstance(element, ast.Name)), name})
    prefix = f"audit.checks.{dimension}."
    imports = {f"from {prefix}{check} import {check}" for check in names}
    others = [
        ast.unparse(node)
        for node in module.body
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith(prefix)
    ]
    doc = ast.get_docstring(module) or "Checks of the MQM dimension this folder is named after."
    body = "".join(f"    {check},\n" for check in names)
    return (
        f'"""{doc}"""\n\n'
        + "\n".join(sorted({*imports, *others}))
        + f"\n\n{tuple_name}: tuple[Check, ...] = (\n{body})\n"
    )


if __name__ == "__main__":
    sys.exit(main())
