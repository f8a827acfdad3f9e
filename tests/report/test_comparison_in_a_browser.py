"""The page of a comparison, narrowed, typed at and measured in a real browser."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from audit.report.pages.comparison_page import comparison_page

from .awaited import hidden
from .test_comparison_page import compared, entry, found, version
from .test_pages_accessibility import CONTRAST, HEADINGS, NAMELESS

TEXT = "the the ferry leaves in the morning"


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    first = version(
        "old",
        entry("gained", "the ferry leaves"),
        entry("lost", TEXT, found(TEXT, 0, 7, "l")),
        entry("text", "Bring warm cloths.", source="Bringen Sie warme Tücher mit."),
    )
    later = version(
        "new",
        entry("gained", TEXT, found(TEXT, 0, 7, "g", 5.0)),
        entry("lost", "the ferry leaves in the morning"),
        entry("text", "Bring warm clothes.", source="Bringen Sie warme Tücher mit."),
    )
    path = tmp_path / "compare.html"
    path.write_text(comparison_page(compared(first, later)), encoding="utf-8")
    return path


def shown(page: Any) -> list[str]:
    return [
        item.locator("h3 bdi").inner_text() for item in page.locator("article").all() if item.is_visible()
    ]


def test_it_can_be_narrowed(opened: Any, page_file: Path) -> None:
    page = opened(page_file).page
    assert shown(page) == ["gained", "lost", "text"]
    page.locator("[data-show=gained]").click()
    assert shown(page) == ["gained"]
    page.locator("[data-show=lost]").click()
    assert shown(page) == ["gained", "lost"]
    for kind in ("gained", "lost", "text"):
        page.locator(f"[data-show={kind}]").click()
    assert shown(page) == ["text"]
    page.locator("[data-show=text]").click()
    page.locator(".filters input").fill("tücher")
    assert shown(page) == ["text"]
    assert page.locator("#showing").inner_text() == "1 of 3 shown"
    page.locator(".filters input").fill("nowhere")
    assert page.locator("#none").is_visible()
    page.locator(".filters input").fill("")
    page.locator(".pick").first.click()
    assert shown(page) == ["gained", "lost"]


def test_differences_are_marked_where_they_are(opened: Any, page_file: Path) -> None:
    page = opened(page_file).page
    article = page.locator("article", has_text="cloths")
    assert article.locator("ins").all_inner_texts() == ["e"]
    assert page.locator("mark.gained").first.inner_text().startswith("the")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_the_window(opened: Any, page_file: Path, width: int, dark: bool) -> None:
    page = opened(page_file, width=width, dark=dark).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cells = [box for box in (cell.bounding_box() for cell in page.locator(".cell").all()[:2]) if box]
    assert (cells[0]["y"] == cells[1]["y"]) is (width > 740)
    page.locator(".theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == ("light" if dark else "dark")


def test_nothing_is_narrowed_without_scripts(browser: Any, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert len(shown(page)) == 3
    hidden(page.locator(".filters"))
    context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_is_for_everybody(opened: Any, page_file: Path, dark: bool) -> None:
    page = opened(page_file, dark=dark).page
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
