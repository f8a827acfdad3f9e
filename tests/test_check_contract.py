"""What every check must have."""

import re
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import audit.checks
from audit.model.check import Check
from audit.registry.builtin_checks import builtin_checks

CHECKS = builtin_checks()
FOLDER = Path(audit.checks.__file__).parent
ids = [check.id for check in CHECKS]


@pytest.mark.parametrize("check", CHECKS, ids=ids)
class TestCheck:
    def test_id_is_kebab_case_and_names_the_fault(self, check: Check) -> None:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.id)
        assert not re.match(r"(no|avoid|use|dont|check|bad|wrong)-", check.id)

    def test_docstring_has_its_three_parts(self, check: Check) -> None:
        parts = check.doc.split("\n\n")
        assert len(parts) >= 3, "what · why it hurts a reader · what is left alone on purpose"
        assert parts[0].endswith(".")
        assert "\n" not in parts[0], "the first paragraph is one line: the summary"
        assert any(part.startswith("Left alone") for part in parts[1:])

    def test_examples_show_both_sides(self, check: Check) -> None:
        assert any(example.faults for example in check.examples)
        good = [example for example in check.examples if not example.faults]
        assert len(good) >= 2
        assert all(example.why for example in good)

    def test_examples_are_in_two_languages_at_least(self, check: Check) -> None:
        assert len({example.language for example in check.examples}) >= 2

    def test_message_is_a_sentence_with_named_values(self, check: Check) -> None:
        fields = [name for _, name, _, _ in Formatter().parse(check.message) if name is not None]
        assert all(re.fullmatch(r"[a-z_]+", field) for field in fields)
        assert not check.message.endswith(".")

    def test_yields_to_existing_checks_only(self, check: Check) -> None:
        assert set(check.yields_to) <= set(ids) - {check.id}


def modules() -> Sequence[tuple[str, str]]:
    return sorted((path.parent.name, path.stem) for path in FOLDER.glob("*/*.py") if path.stem != "__init__")


@pytest.mark.parametrize(("folder", "stem"), modules())
def test_one_check_a_file_named_after_it_and_listed(folder: str, stem: str) -> None:
    module = import_module(f"audit.checks.{folder}.{stem}")
    records = [value for value in vars(module).values() if isinstance(value, Check)]
    assert [record.id for record in records] == [stem.replace("_", "-")]
    assert records[0] in CHECKS


def test_ids_are_unique() -> None:
    assert len(set(ids)) == len(ids)


def test_nothing_yields_in_a_circle() -> None:
    yields = {check.id: set(check.yields_to) for check in CHECKS}
    for check in yields:
        seen, todo = set(), set(yields[check])
        while todo:
            seen |= todo
            todo = {further for other in todo for further in yields[other]} - seen
        assert check not in seen


def test_no_check_branches_on_a_language_tag() -> None:
    for path in FOLDER.glob("*/*.py"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:\.tag|language)\s*(?:==|!=|in)\s*[\"'({]", source), path
