"""Documents, paths and messages are hostile; reports stay what they are."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audit.model.mqm import Category
from audit.model.result import Unreadable
from audit.model.role import Role
from audit.model.unchecked import Unchecked
from audit.report.pages.html_page import ASSET_FILES, page_file
from audit.report.pages.html_report import document_page
from audit.report.pages.index_data import data_script, document_cells, finding_cells
from audit.report.pages.index_page import IndexFigures, index_page
from audit.report.plan.causes import Causes
from audit.report.plan.cleanup_plan import cleanup_plan
from audit.report.plan.markdown_report import MarkdownReport
from audit.report.tables.rows import DOCUMENT_COLUMNS, FINDING_COLUMNS, csv_text, document_row, finding_rows
from audit.report.tally import Tally
from audit.report.terminal.text_report import TextReport
from audit.report.visible_text import encodable

from .made_results import made_finding, made_result

EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "--><svg onload=alert(1)>",
    "&lt;script&gt;",
    "javascript:alert(1)",
]
KNOWN_ATTRIBUTES = re.compile(
    r"(class|id|lang|dir|href|data-[\w-]+|aria-\w+|role|tabindex|hidden|type|value|min|max|open|name|content|charset|"
    r"http-equiv|src|rel|scope|placeholder|preserveaspectratio|points|title|viewbox|x|y|x1|x2|y1|y2|cx|cy|r|rx|width|height|text-anchor)"
)
HREF = (
    r"#[mx]\d+|#f-[0-9a-f-]+|#why-[a-z0-9-]+|#documents\?[\w=-]+|#findings(\?cause=[a-f][0-9a-f]{7})?|\.\./index\.html|"
    r"(\.\./)?assets/page\.css|documents/[\w.-]+\.html|[\w-]+\.(md|csv|json)"
)


class Inspector(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.scripts += tag == "script"
        self.attributes += attrs


def inspect(page: str) -> None:
    inspector = Inspector()
    inspector.feed(page)
    assert inspector.scripts == 2
    assert not inspector.tags & {"img", "iframe", "object", "embed", "base", "form"}
    for name, value in inspector.attributes:
        assert KNOWN_ATTRIBUTES.fullmatch(name), name
        if name == "href":
            assert re.fullmatch(HREF, value or ""), value
        if name == "src":
            assert re.fullmatch(r"(\.\./)?assets/(page|document|index)\.js", value or ""), value


def evil_page(evil: str) -> str:
    text = f"before {evil} after"
    finding = made_finding(text, 7, 7 + len(evil), message=f"found {evil}", replacement=evil)
    result = made_result(text, finding, path=f"{evil}.txt", unchecked=(Unchecked(evil, evil),), detail=evil)
    return document_page(result, index_href="../index.html")


@pytest.mark.parametrize("evil", EVIL)
def test_document_page(evil: str) -> None:
    inspect(evil_page(evil))


@given(st.text(min_size=1, max_size=40))
def test_document_page_with_any_text(evil: str) -> None:
    page = evil_page(evil)
    inspect(page)
    page.encode()


@pytest.mark.parametrize("evil", EVIL)
def test_index_page(evil: str) -> None:
    tally, causes = Tally(), Causes()
    text = f"before {evil} after"
    outcomes = [made_result(text, made_finding(text, 0, 6), path=evil), Unreadable(evil, evil)]
    for outcome in outcomes:
        tally.add(outcome)
        causes.add(outcome, evil)
    rows = [document_row(outcome, "documents/a.html", evil or ".") for outcome in outcomes]
    figures = IndexFigures(bins=[1] * 10, unchecked=rows[1:], unchecked_rows=30, worst=rows)
    trend = [(evil, 1, 100, 50.0, 3), (evil, 0, 0, None, 0)]
    inspect(index_page(figures, tally, cleanup_plan(causes), trend))


@given(st.text(max_size=40))
@example("</script>\u2028\u2029<!--&\ud800")
def test_rows_behind_the_index_are_plain_json(evil: str) -> None:
    text = f"before {evil} after"
    result = made_result(
        text, made_finding(text, 7, 7 + len(evil), message=evil, replacement=evil), path=evil
    )
    for kind, cells in (
        ("documents", document_cells(document_row(result, "documents/a.html", evil))),
        ("findings", finding_cells(0, finding_rows(result, False)[0])),
    ):
        script = data_script(kind, 5, [cells])
        script.encode()
        assert not set(script) & set("<>&\u2028\u2029")
        found = re.fullmatch(rf'audit\.add\("{kind}", 5, (\[.*\])\);\n', script, re.DOTALL)
        assert found
        assert encodable(evil) in json.loads(found[1])[0]


def test_pages_need_no_network() -> None:
    page = evil_page("x")
    assert "default-src 'none'" in page
    assert "unsafe" not in page
    for name in (*ASSET_FILES, "alone.css"):
        page += page_file(name)
    assert not re.search(r"https?://|url\(|@import|\beval\b|Function\(|innerHTML|insertAdjacent", page)


@given(st.text(min_size=1, max_size=40))
def test_terminal_gets_no_control_characters(evil: str) -> None:
    text = f"before {evil} after"
    finding = made_finding(text, 7, 7 + len(evil), message=f"found {evil}", replacement=evil)
    result = made_result(text, finding, path=f"{evil}.txt", unchecked=(Unchecked(evil, evil),), detail=evil)
    tally = Tally()
    tally.add(result)
    report = TextReport()
    shown = report.begin() + report.add(result) + report.add(Unreadable(evil, evil)) + report.end(tally)
    assert not [char for char in shown if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f")]
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c")


def markdown_of(evil: str) -> str:
    text = f"before {evil} after"
    found = {"message": f"found {evil}", "replacement": evil}
    one = made_finding(text, 7, 7 + len(evil), category=Category.UNTRANSLATED, **found)
    other = made_finding(text, 0, 7 + len(evil), category=Category.UNTRANSLATED, role=Role.METADATA, **found)
    element = f"html/{evil}"
    results = [made_result(text, one, other, path=f"{evil}/{evil}.txt", element=element)]
    results += [made_result(text, other, path=f"{evil}/{n}.txt", element=element) for n in range(3)]
    tally, report = Tally(), MarkdownReport()
    for result in results:
        tally.add(result)
        report.add(result)
    report.add(Unreadable(evil, evil))
    return report.begin() + report.end(tally)


@pytest.mark.parametrize(
    "evil", [*EVIL, "[x](javascript:alert(1))", "![x](y)", "# head", "`code`", "\n\n# new", "a|b"]
)
def test_markdown_shows_just_the_text(evil: str) -> None:
    shown = markdown_of(evil)
    outside = re.sub(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)", "", shown)
    assert not re.search(r"(?<!\\)[<\[](?! \] )", outside.replace("- [ ]", ""))
    heads = re.findall(r"^(#+ [^1]*?)$", shown, re.MULTILINE)
    assert {head for head in heads if evil not in head} == {
        "# Clean-up plan",
        "## At a glance",
        "## One act mends many",
        "## One by one",
        "### doubled-word",
        "## Not checked",
    }
    assert len(re.findall(r"^\|", shown, re.MULTILINE)) == 4
    rows = [line for line in shown.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {8}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_spreadsheets_run_nothing(start: str) -> None:
    evil = f'{start}HYPERLINK("x";"y")'
    text = f"{evil} and more"
    result = made_result(text, made_finding(text, 0, len(evil), message=evil, replacement=evil), path=evil)
    for rows, columns in (
        (finding_rows(result, False), FINDING_COLUMNS),
        (
            [document_row(result, "p", evil), document_row(Unreadable(evil, evil), "p", evil)],
            DOCUMENT_COLUMNS,
        ),
    ):
        written = csv_text(rows, columns)
        cells = [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert any(cell.startswith("'") for cell in cells)


def test_numbers_in_tables_stay_numbers() -> None:
    rows = [document_row(made_result("a b"), "p", "."), document_row(Unreadable("x", "y"), "p", ".")]
    lines = csv_text(rows, DOCUMENT_COLUMNS).splitlines()
    assert lines[1].startswith("a.txt,.,text,en,ru,0.6,,,100,50.0,40.0,60.0,fail,0.0,,0,0,0,0,")


COMMANDS = [
    "::error::no",
    "  ::add-mask::e",
    "::stop-commands::x y",
    "a ::warning::b",
    "\u00a0::group::c",
    "\n::debug::d",
]


@given(st.lists(st.sampled_from(COMMANDS), min_size=1, max_size=40), st.integers(50, 90), st.booleans())
def test_no_line_for_people_is_a_command_of_a_build_service(evil: list[str], width: int, quiet: bool) -> None:
    text = " ".join(evil)
    finding = made_finding(text, 0, len(text), message=text)
    result = made_result(text, finding, path=evil[0], unchecked=(Unchecked(text, text),))
    report = TextReport(width=width, quiet=quiet)
    shown = report.add(result) + report.add(Unreadable(text, text))
    assert not [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert "::" in shown
