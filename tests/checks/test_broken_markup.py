"""Markup that shows on the page, and contents lists: linear time, and edges the examples do not reach."""

import pytest
from hostile import must_end, stretched

from audit import Auditor
from audit.registry.builtin_checks import builtin_checks

NAMES = {
    "contents-share-address",
    "literal-emphasis",
    "literal-heading",
    "literal-link",
    "leaked-mask",
    "repeated-paragraph",
}
PICKED = tuple(check for check in builtin_checks() if check.id in NAMES)


def found(text: str, check: str, *, target: str = "en", format: str = "markdown") -> list[str]:  # noqa: A002
    result = Auditor(target=target).check_text(text, format=format)
    return [finding.text for finding in result.findings if finding.check == check]


@must_end
@pytest.mark.parametrize(
    "unit",
    [
        "[a](b) ",
        "[a",
        "[a] (",
        "- [x](y)\n",
        "** a ",
        "**a **b",
        "## ## a\n\n",
        "[[CODE_",
        "<0>a",
        "`\N{REPLACEMENT CHARACTER}` ",
        "# Ferry\n\nThe ferry leaves from the old pier every morning.\n\n",
    ],
)
def test_time_is_linear(unit: str) -> None:
    Auditor(target="en", checks=PICKED).check_text(stretched(unit), format="markdown")


@must_end
def test_many_sections_twice() -> None:
    part = "".join(
        f"## Pier {n}\n\nThe ferry number {n} leaves from the old pier every morning.\n\n"
        for n in range(3000)
    )
    Auditor(target="en", checks=PICKED).check_text(part + part, format="markdown")


def test_a_cut_link_in_bold_is_one_finding() -> None:
    text = "- **[Timetable](https://harbour.example/ti\n\n## Tickets\n\nThe guard sells them.\n"
    result = Auditor(target="en").check_text(text, format="markdown")
    assert [finding.check for finding in result.shown] == ["literal-link"]


def test_entries_under_entries_are_one_list() -> None:
    text = (
        "- [Pier](../x)\n  - [Boats](../x)\n- [Tickets](../x)\n\n# Pier\n\nIt is old.\n\n## Boats\n\nThey are new.\n\n"
        "# Tickets\n\nThe guard sells them.\n"
    )
    assert found(text, "contents-share-address") == ["Pier\nBoats\nTickets"]


def test_a_reference_link_counts_as_a_link() -> None:
    text = (
        "1. [Pier][a]\n2. [Boats][a]\n3. [Tickets][a]\n\n# Pier\n\nOld.\n\n# Boats\n\nNew.\n\n[a]: ../page\n"
    )
    assert len(found(text, "contents-share-address")) == 1
