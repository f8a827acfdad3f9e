"""The index, searched, sorted and filtered in a real browser, and with more rows than anybody reads."""

import json
from pathlib import Path
from typing import Any

import pytest

from .awaited import drawn, reads
from .report_folders import large_folder, small_folder


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_folder(tmp_path_factory.mktemp("report")) / "index.html"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return large_folder(tmp_path_factory.mktemp("large"), 10_000, 50_000) / "index.html"


COUNT = "#panel .count"
MOST_NODES = 3000


def documents(page: Any) -> Any:
    """The names of the documents listed, from the top."""
    return page.locator("#panel tbody tr:not(.pad) td:nth-child(1) .two > :first-child")


def counted(page: Any, text: str) -> None:
    reads(page.locator(COUNT), text)


def test_the_worst_come_first(opened: Any, index: Path) -> None:
    page = opened(index).page
    counted(page, "5 documents")
    reads(documents(page), [
        "blog/broken.pdf", "news/ferry.html", "news/older.html", "blog/half.txt", "blog/calm.txt",
    ])  # fmt: skip
    assert page.locator("th[aria-sort]").inner_text().startswith("score")


def test_sorting(opened: Any, index: Path) -> None:
    page = opened(index).page
    counted(page, "5 documents")
    page.get_by_role("button", name="document", exact=True).click()
    reads(documents(page).first, "blog/broken.pdf")
    page.get_by_role("button", name="document", exact=True).click()
    reads(documents(page).first, "news/older.html")
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("document")
    page.get_by_role("button", name="findings", exact=True).click()
    reads(documents(page).first, "news/ferry.html")  # figures begin with the greatest


def test_search_and_filters(opened: Any, index: Path) -> None:
    page = opened(index).page
    counted(page, "5 documents")
    page.get_by_label("Search the documents").fill("CALM")
    counted(page, "1 of 5 documents")
    page.keyboard.press("Escape")
    counted(page, "5 documents")
    page.get_by_label("Verdict").select_option("unchecked")
    reads(documents(page), ["blog/broken.pdf"])
    page.get_by_label("Verdict").select_option("")
    page.get_by_label("Search the documents").fill("no such thing")
    counted(page, "0 of 5 documents")
    page.get_by_role("button", name="Show all").click()
    counted(page, "5 documents")


def test_figures_lead_to_what_they_count(opened: Any, index: Path) -> None:
    page = opened(index).page
    counted(page, "5 documents")
    page.locator(".tiles .fail a").click()
    counted(page, "2 of 5 documents")
    page.locator(".bars a").nth(9).click()
    counted(page, "2 of 5 documents")
    assert sorted(documents(page).all_inner_texts()) == ["blog/calm.txt", "blog/half.txt"]
    page.get_by_role("button", name="scored 90 to 100").click()
    counted(page, "5 documents")
    page.locator(".tiles .unchecked a").click()
    counted(page, "2 of 5 documents")
    assert sorted(documents(page).all_inner_texts()) == ["blog/broken.pdf", "blog/half.txt"]
    page.locator(".causes td a").first.click()
    counted(page, "2 of 8 findings")
    chip = page.locator(".chips button")
    assert chip.inner_text().startswith("cause: Words are left in Cyrillic script: “Привет”")
    chip.click()
    counted(page, "8 findings")


def test_every_cause_leads_to_its_own_findings(opened: Any, index: Path) -> None:
    page = opened(index).page
    counted(page, "5 documents")
    rows = page.locator(".causes tbody tr").all()
    assert len(rows) > 1
    for row in rows:
        row.locator("a").click()
        counted(page, f"{row.locator('td').nth(1).inner_text()} of 8 findings")
    page.goto(f"{index.as_uri()}#findings?cause=a0000000")
    counted(page, "0 of 8 findings")
    assert page.locator(".chips button").inner_text().startswith("cause a0000000")


def test_what_was_excused_is_counted_apart(opened: Any, index: Path) -> None:
    page = opened(index).page
    counted(page, "5 documents")
    page.locator(".tiles a[href='#documents?suppressed=1']").click()
    counted(page, "1 of 5 documents")
    assert "1 excused" in page.locator("#panel tbody tr:not(.pad)").first.inner_text()
    page.get_by_role("button", name="with excused findings").click()
    counted(page, "5 documents")


def test_the_tables_of_the_folder_are_there(opened: Any, index: Path) -> None:
    line = opened(index).page.locator(".causes .meta").last
    assert line.inner_text() == "Tables: documents (CSV, Parquet), findings (CSV), by check (CSV), JSON"
    assert line.locator("a").nth(1).get_attribute("href") == "documents.parquet"


def test_what_was_not_checked_stands_on_top(opened: Any, index: Path) -> None:
    card = opened(index).page.locator(".card.unchecked")
    assert "2 documents not or not wholly checked" in card.inner_text()
    assert "save it without a password" in card.inner_text()


def test_findings_lead_to_their_place(opened: Any, index: Path) -> None:
    page = opened(index).page
    page.get_by_role("tab", name="Findings").click()
    counted(page, "8 findings")
    page.get_by_label("Severity").select_option("minor")
    counted(page, "6 of 8 findings")
    page.get_by_label("Confidence").select_option("likely")
    counted(page, "2 of 8 findings")
    page.locator("#panel tbody a").first.click()
    page.wait_for_url("**/documents/news-ferry*#f-bbbb*")
    drawn(page.locator("mark.on"))
    assert page.locator("mark.on").all_inner_texts() == [" ,"]
    page.go_back()
    counted(page, "2 of 8 findings")


def test_a_filtered_table_can_be_linked_to(opened: Any, index: Path) -> None:
    page = opened(index, "#findings?check=doubled-word&q=said").page
    counted(page, "2 of 8 findings")
    assert page.get_by_label("Search the findings").input_value() == "said"


def test_folders(opened: Any, index: Path) -> None:
    page = opened(index).page
    page.get_by_role("tab", name="Folders").click()
    counted(page, "2 folders")
    assert page.locator("#panel tbody tr:not(.pad)").first.inner_text().split() == [
        "news",
        "47.8",
        "2",
        "2",
        "8",
        "0",
    ]
    page.locator("#panel tbody").get_by_role("link", name="blog").click()
    counted(page, "3 of 5 documents")
    page.get_by_role("button", name="in blog").click()
    counted(page, "5 documents")


def test_keyboard(opened: Any, index: Path) -> None:
    page = opened(index).page
    counted(page, "5 documents")
    press = page.keyboard.press
    press("j")
    press("j")
    assert page.locator("tr.on td").first.inner_text().startswith("news/ferry.html")
    press("2")
    counted(page, "8 findings")
    press("/")
    page.keyboard.type("cyrillic")
    counted(page, "2 of 8 findings")
    press("Escape")
    counted(page, "8 findings")
    press("Escape")
    page.get_by_role("tab", name="Findings").focus()
    press("ArrowRight")
    counted(page, "2 folders")
    press("?")
    assert page.get_by_role("dialog").is_visible()


def test_dismissing_many_and_saving_them(opened: Any, index: Path) -> None:
    page = opened(index, "#findings").page
    counted(page, "8 findings")
    for _ in range(3):
        page.keyboard.press("j")
        page.keyboard.press("d")
    assert "3 dismissed" in page.locator(".export").inner_text()
    page.get_by_label("Decided").select_option("hide")
    counted(page, "5 of 8 findings")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as baseline").click()
    baseline = json.loads(Path(download.value.path()).read_text())
    assert baseline["schema"] == 2
    assert [set(entry) for entry in baseline["entries"]] == [
        {"fingerprint", "check", "path", "text", "reason", "expires"}
    ] * 3
    assert [entry["path"] for entry in baseline["entries"]] == sorted(
        entry["path"] for entry in baseline["entries"]
    )


def nodes(page: Any) -> int:
    return int(page.evaluate("document.querySelectorAll('*').length"))


def test_fifty_thousand_findings(opened: Any, large: Path) -> None:
    page = opened(large).page
    counted(page, "10,000 documents")
    assert nodes(page) < MOST_NODES
    page.get_by_role("tab", name="Findings").click()
    counted(page, "50,000 findings")
    assert nodes(page) < MOST_NODES
    page.get_by_label("Search the findings").fill("story 9999")
    counted(page, "5 of 50,000 findings")
    page.get_by_label("Search the findings").fill("")
    page.get_by_label("Check", exact=True).select_option("mojibake")
    counted(page, "16,666 of 50,000 findings")
    page.locator("th").get_by_role("button", name="finding", exact=True).click()
    page.locator(".scroll").evaluate("(box) => { box.scrollTop = box.scrollHeight; }")
    drawn(page.locator('tr[aria-rowindex="16667"]'))
    assert nodes(page) < MOST_NODES
    page.locator('tr[aria-rowindex="16667"]').get_by_role("button", name="Dismiss").click()
    drawn(page.locator("tr.dismissed"))
    assert page.locator(".scroll").evaluate("(box) => box.scrollTop") > 100_000, "the place is kept"


def test_a_lost_data_file_is_named(browser: Any, tmp_path: Path) -> None:
    folder = large_folder(tmp_path, 6000, 6000)
    (folder / "assets/documents-0002.js").unlink()
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.wait_for_selector(".notes .unseen")
    assert "assets/documents-0002.js" in page.locator(".notes").inner_text()
    counted(page, "5,000 of 6,000 documents")
    page.close()


def test_an_empty_report(opened: Any, tmp_path: Path) -> None:
    from audit.report.plan.causes import Causes
    from audit.report.plan.cleanup_plan import cleanup_plan
    from audit.report.tally import Tally
    from audit.run.batch.index_writer import IndexWriter

    IndexWriter(tmp_path).finish(Tally(), cleanup_plan(Causes()))
    page = opened(tmp_path / "index.html").page
    assert "There are no documents." in page.locator("#panel").inner_text()
    page.get_by_role("tab", name="Findings").click()
    assert "none of the checks saw anything" in page.locator("#panel").inner_text()


def test_without_scripts_the_worst_are_listed(browser: Any, index: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(index.as_uri())
    assert page.locator("noscript td a").all_inner_texts()[:2] == ["blog/broken.pdf", "news/ferry.html"]
    context.close()


def test_it_prints(opened: Any, large: Path) -> None:
    page = opened(large).page
    counted(page, "10,000 documents")
    assert page.pdf()[:5] == b"%PDF-"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#panel tbody tr:not(.pad)").count() == 200
    assert "first 200 of 10,000" in page.locator(".notes").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert nodes(page) < MOST_NODES


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
@pytest.mark.parametrize("view", ["documents", "findings", "folders"])
def test_nothing_sticks_out_at_any_width(opened: Any, index: Path, width: int, view: str) -> None:
    page = opened(index, f"#{view}", width=width).page
    page.wait_for_selector("#panel tbody tr:not(.pad)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    first = page.locator("#panel tbody tr:not(.pad) td").nth(1 if view == "findings" else 0)
    assert first.bounding_box()["width"] > 60
