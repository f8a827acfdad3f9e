"""Decisions made in the pages of a report: by keys alone, undone, for all alike, saved, and carried out."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from audit.cli.main import main
from audit.excuses.read_decisions import read_decisions

from .awaited import drawn, reads
from .report_folders import page_of, small_folder

EVIL = '"><img src=x onerror="window.broken=1"><script>window.broken=1</script>'
ON = ".findings li.on"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path / "report")


def saved(page: Any, button: str = "Save decisions") -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def of(page: Any) -> list[tuple[str, str, str]]:
    """(do, path, words or reason) of what is saved; the reader of the command takes it."""
    data = saved(page)
    read_decisions(data, "decisions.json")
    return [
        (one["do"], one["path"], one.get("words") or one.get("reason") or "")
        for one in json.loads(data)["decisions"]
    ]


def test_keys_alone_decide(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry")).page
    press = page.keyboard.press
    for key in ("j", "a", "j", "d", "j", "w"):
        press(key)
    assert page.locator(f"{ON} .words").input_value() == "said"
    page.keyboard.type("he said adn")
    press("Escape")
    press("j")
    press("w")
    page.keyboard.type("Hello")
    press("Escape")
    reads(page.locator(".as-if"), "as if carried out: 100.0 · 0 of 4 left")
    assert of(page) == [
        ("fix", "news/ferry.html", ""),
        ("dismiss", "news/ferry.html", ""),
        ("write", "news/ferry.html", "he said adn"),
        ("write", "news/ferry.html", "Hello"),
    ]
    press("z")
    assert page.locator(".findings li.decided").count() == 2, "one act, one undo"
    press("z")
    press("z")
    press("z")
    assert page.locator(".export").is_hidden()
    press("z")
    reads(page.locator(".toast"), "Nothing to undo")


def test_what_has_no_repair_is_not_fixed(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry"), "#f-" + "d" * 16).page
    page.keyboard.press("a")
    assert "no repair" in page.locator(".toast").inner_text()
    assert page.locator(ON).get_by_role("button", name="Fix").count() == 0


def test_a_fault_that_may_stay_needs_a_reason(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry"), "#f-" + "d" * 16).page
    page.keyboard.press("d")
    page.get_by_label("What it is").select_option("accept")
    assert of(page) == [("dismiss", "news/ferry.html", "")], "without a reason it is no fault"
    page.get_by_label("Why it is right").fill("a greeting")
    page.keyboard.press("Tab")
    assert of(page) == [("accept", "news/ferry.html", "a greeting")]
    (entry,) = json.loads(saved(page, "Save as baseline"))["entries"]
    assert entry["reason"] == "a greeting"


def test_all_alike_in_the_whole_report(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry"), "#f-" + "b" * 16).page
    page.keyboard.press("A")
    assert "Decide about this one first" in page.locator(".toast").inner_text()
    page.keyboard.press("a")
    page.keyboard.press("A")
    reads(page.locator(".toast"), "1 other alike to fix")
    assert {path for _, path, _ in of(page)} == {"news/ferry.html", "news/older.html"}
    page.keyboard.press("z")
    assert len(of(page)) == 1


def test_the_index_decides_and_recounts(opened: Any, folder: Path) -> None:
    page = opened(folder / "index.html", "#findings").page
    drawn(page.locator("table.findings tbody tr:not(.pad)"), 8)
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert "no repair" in page.locator(".toast").inner_text()
    page.keyboard.press("d")
    page.keyboard.press("A")
    drawn(page.locator("tr.dismissed"), 2)
    assert "2 dismissed in this report: 6 of 8 findings left" in page.locator(".export").inner_text()
    assert page.locator(".tiles .as-if").inner_text().startswith("as if: ")
    page.keyboard.press("1")
    drawn(page.locator("td .as-if"), 2)
    page.keyboard.press("z")
    page.keyboard.press("z")
    assert page.locator(".tiles .as-if").is_hidden()


def test_the_next_document_in_the_order_of_the_list(opened: Any, folder: Path) -> None:
    page = opened(folder / "index.html", "#documents?sort=document&down=true").page
    page.get_by_role("link", name="news/older.html").click()
    page.wait_for_url("**/news-older*")
    reads(page.locator(".turn span"), "1 of 5")
    page.keyboard.press("n")
    page.wait_for_url("**/news-ferry*")
    page.keyboard.press("n")
    page.wait_for_url("**/blog-half*")
    page.keyboard.press("p")
    page.wait_for_url("**/news-ferry*")


def test_a_page_opened_by_itself_finds_the_next_worst(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry")).page
    page.keyboard.press("n")
    page.wait_for_url("**/news-older*")


def test_what_a_browser_keeps_cannot_lead_elsewhere(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry")).page
    name = Path(page.url).name
    order = json.dumps([f"documents/{name}", "javascript:window.broken=1"])
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [f"audit-order {folder.as_uri()}/", order])
    page.keyboard.press("n")
    page.wait_for_timeout(100)
    assert page.url.endswith(name)
    assert page.evaluate("window.broken") is None


def test_own_words_are_words(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry"), "#f-" + "d" * 16).page
    page.keyboard.press("w")
    page.keyboard.insert_text(EVIL)
    page.reload()
    assert page.get_by_label("Your own words").input_value() == EVIL
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0
    assert of(page) == [("write", "news/ferry.html", EVIL)]


def test_why_stands_below_the_finding(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry"), "#f-" + "a" * 16).page
    page.keyboard.press("y")
    told = page.locator(f"{ON} .told")
    assert "For example" in told.inner_text()
    assert "Left alone" in told.inner_text()
    page.keyboard.press("y")
    assert told.count() == 0


def test_marks_are_buttons_with_names(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry")).page
    marks = page.locator("main mark[data-n]")
    assert marks.last.get_attribute("aria-label").startswith("Привет: major: ")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "MARK":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "before" in page.locator(f"{ON} .message").inner_text()
    assert page.evaluate("document.activeElement.closest('li') !== null"), "the finding has the focus"


@pytest.mark.parametrize("dark", [False, True])
def test_a_sheet_at_phone_width(opened: Any, folder: Path, dark: bool) -> None:
    page = opened(page_of(folder, "news-ferry"), width=390, dark=dark).page
    page.locator("mark").nth(2).click()
    sheet, mark = page.locator(ON).bounding_box(), page.locator("mark.on").bounding_box()
    assert sheet["y"] + sheet["height"] == pytest.approx(800, abs=1), "at the foot of the window"
    assert 0 <= mark["y"] < sheet["y"], "and its place in sight above it"
    page.get_by_role("button", name="Next finding").click()
    assert page.locator("mark.on").inner_text() == "Привет"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Close").click()
    assert page.locator(ON).count() == 0


def test_from_a_report_into_files_in_two_commands(
    opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        text = f"The boat {name} lay at at the pier , and nobody saw it leave.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    main(["report", "a.txt", "b.txt", "-o", "out", "-q", "-t", "en", "--exit-zero"])
    page = opened(page_of(tmp_path / "out", "a.txt")).page
    for key in ("j", "a", "A"):
        page.keyboard.press(key)
    reads(page.locator(".toast"), "1 other alike to fix")
    page.keyboard.press("j")
    page.keyboard.press("d")
    (tmp_path / "decisions.json").write_bytes(saved(page))
    assert main(["apply", "decisions.json", "--write"]) == os.EX_OK
    assert (tmp_path / "a.txt").read_text(
        "utf-8"
    ) == "The boat a lay at the pier , and nobody saw it leave.\n"
    assert (tmp_path / "b.txt").read_text(
        "utf-8"
    ) == "The boat b lay at the pier , and nobody saw it leave.\n"
    (entry,) = json.loads((tmp_path / "audit-baseline.json").read_text("utf-8"))["entries"]
    assert entry["path"] == "a.txt"
