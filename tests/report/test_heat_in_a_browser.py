"""The strip of a page in a real browser: clicked, walked along with the keyboard, in the dark and on a narrow window."""

from pathlib import Path
from typing import Any

import pytest

from audit.report.pages.html_page import ASSET_FILES, page_file
from audit.report.pages.html_report import document_page

from .test_heat_strip import estimated, with_models
from .test_pages_accessibility import CONTRAST, FOCUS, NAMELESS

FOCUSED = "() => document.activeElement.getAttribute('href')"
COLOURS = "() => [...document.querySelectorAll('.cells > *')].map((e) => getComputedStyle(e).backgroundColor)"
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strip")
    (folder / "assets").mkdir()
    (folder / "documents").mkdir()
    for name in ASSET_FILES:
        (folder / "assets" / name).write_text(page_file(name), encoding="utf-8")
    values = [-1.0 - (number * 7 % 15) for number in range(300)]
    for name, result in (("models", with_models()), ("long", estimated(*values))):
        (folder / "documents" / f"{name}.html").write_text(
            document_page(result, False, "../index.html"), encoding="utf-8"
        )
    return folder / "documents"


def test_a_cell_leads_to_its_segment(opened: Any, folder: Path) -> None:
    page = opened(folder / "models.html").page
    page.locator(".cells a").nth(2).click()
    assert page.url.endswith("#s2")
    assert page.locator("#s2").bounding_box()["y"] < 800


def test_arrows_walk_along_the_strip(opened: Any, folder: Path) -> None:
    page = opened(folder / "long.html").page
    page.locator(".cells a").first.focus()
    assert page.evaluate(FOCUS)
    for key, href in (
        ("ArrowRight", "#s1"),
        ("End", "#s299"),
        ("ArrowRight", "#s0"),
        ("ArrowLeft", "#s299"),
        ("Home", "#s0"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == href
    assert page.locator('.cells a[tabindex="0"]').count() == 1


def test_another_figure_colours_it(opened: Any, folder: Path) -> None:
    page = opened(folder / "models.html").page
    before = page.evaluate(COLOURS)
    choice = page.get_by_label("Colour the segments by")
    assert choice.locator("option").all_inner_texts() == [
        "by estimate",
        "by similarity",
        "by error-spans",
        "by omission",
    ]
    choice.select_option("3")
    assert page.evaluate(COLOURS) != before
    assert page.locator(".legend:visible").inner_text().startswith("under 0.1")
    choice.select_option("0")
    assert page.evaluate(COLOURS) == before


def test_r_leads_through_what_is_to_be_read_first(opened: Any, folder: Path) -> None:
    page = opened(folder / "long.html").page
    places = []
    for _ in range(7):
        page.keyboard.press("r")
        places.append(page.url.partition("#")[2])
    assert len(set(places[:6])) == 6
    assert places[6] == places[0]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_for_everybody(opened: Any, folder: Path, dark: bool, width: int) -> None:
    for name in ("models", "long"):
        page = opened(folder / f"{name}.html", dark=dark, width=width).page
        assert page.evaluate(CONTRAST) == []
        assert page.evaluate(NAMELESS) == []
        assert page.evaluate(WIDE) <= 0
        assert page.locator(".cells").bounding_box()["height"] < 130
