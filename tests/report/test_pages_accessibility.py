"""The pages are for everybody: names, contrast, headings, focus and the keyboard, measured in a real browser."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from .report_folders import page_of, small_folder

# Text on its background as it is painted: colours of all ancestors laid over each other. WCAG 2.2, 1.4.3.
CONTRAST = """() => {
  const parse = (colour) => { const n = colour.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = (colour) => colour.slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.unshift(parse(getComputedStyle(e).backgroundColor));
    return layers.reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest("script, style, noscript, .aside, option")) continue;
    const style = getComputedStyle(element);
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= Number(getComputedStyle(e).opacity);
    const ground = behind(element);
    const ink = parse(element instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [light(over([...ink.slice(0, 3), ink[3] * opacity], ground)), light(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const what = `${element.tagName}.${element.className}: ${node.data.trim().slice(0, 30)}`;
    if (ratio < 4.5) bad.push(`${ratio.toFixed(2)} ${what}`);
  }
  return bad;
}"""
NAMELESS = """() => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, [role=region], [role=tab], svg[role=img], [tabindex='0']")]
  .filter((e) => e.checkVisibility() && !(e.getAttribute("aria-label") || e.labels?.length || (e.textContent ?? "").trim()))
  .map((e) => e.outerHTML.slice(0, 120))"""
HEADINGS = """() => [...document.querySelectorAll("h1,h2,h3,h4")]
  .filter((e) => e.checkVisibility()).map((e) => Number(e.tagName[1]))"""
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter((e) => e.checkVisibility() && e.tabIndex >= 0).length"""
FOCUS = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  e.dataset.stop = "1";
  const style = getComputedStyle(e);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_folder(tmp_path_factory.mktemp("report"))


def places(folder: Path) -> list[tuple[Path, str]]:
    index = folder / "index.html"
    return [
        (index, "#documents"), (index, "#findings"), (index, "#folders"), (index, "#documents?score=90-100"),
        (page_of(folder, "news-ferry"), "#f-" + "b" * 16), (page_of(folder, "blog-half"), ""),
        (page_of(folder, "blog-broken"), ""),
    ]  # fmt: skip


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast(opened: Any, folder: Path, dark: bool) -> None:
    for path, fragment in places(folder):
        page = opened(path, fragment, dark=dark).page
        page.wait_for_load_state("load")
        for summary in page.locator("summary").all():
            summary.click()
        for name in ("Dismiss", "Keyboard help"):
            button = page.get_by_role("button", name=name)
            if button.count():
                button.first.click()
        toggles = page.locator("[aria-pressed=true]")
        if toggles.count() and not page.get_by_role("dialog").is_visible():
            toggles.first.click()
        assert page.evaluate(CONTRAST) == [], f"{path.name}{fragment}"


def test_the_measure_of_contrast_measures(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "news-ferry")).page
    page.evaluate("document.documentElement.style.setProperty('--soft', '#8a919a')")
    assert any("facts" in line for line in page.evaluate(CONTRAST))


def test_everything_has_a_name(opened: Any, folder: Path) -> None:
    for path, fragment in places(folder):
        page = opened(path, fragment).page
        assert page.evaluate(NAMELESS) == [], f"{path.name}{fragment}"
        assert page.title()
        assert page.locator("html").get_attribute("lang") == "en"


def test_headings_and_landmarks(opened: Any, folder: Path) -> None:
    for path, fragment in places(folder):
        page = opened(path, fragment).page
        levels = page.evaluate(HEADINGS)
        assert levels[0] == 1, f"{path.name}{fragment}"
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels
        assert page.get_by_role("main").count() == 1
        assert page.get_by_role("banner").count() == 1


def test_every_stop_is_reached_and_seen(opened: Any, folder: Path) -> None:
    for path, fragment in places(folder):
        page = opened(path, fragment.replace("#f-", "#x")).page
        page.wait_for_load_state("load")
        stops, seen = page.evaluate(STOPS), 0
        for _ in range(stops + 3):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            seen += focus is not None
            assert focus is not False, page.evaluate("document.activeElement.outerHTML")
        assert page.locator("[data-stop]").count() == stops > 0, f"{path.name}{fragment}"


def test_tables(opened: Any, folder: Path) -> None:
    page = opened(folder / "index.html", "#findings").page
    page.wait_for_selector("#panel tbody tr:not(.pad)")
    assert page.locator("th:not([scope=col])").count() == 0
    assert page.locator("#panel th[aria-sort]").count() == 1
    assert page.locator("#panel table").get_attribute("aria-rowcount") == "9"
    assert page.locator("#panel tbody tr:not(.pad)").first.get_attribute("aria-rowindex") == "2"
    tabs = page.get_by_role("tab")
    assert tabs.count() == 3
    assert [tab.get_attribute("aria-selected") for tab in tabs.all()].count("true") == 1
    assert page.get_by_role("tabpanel", name="Findings").count() == 1


def test_what_changes_is_said(opened: Any, folder: Path) -> None:
    page = opened(folder / "index.html").page
    assert page.locator(".count").get_attribute("role") == "status"
    page = opened(page_of(folder, "news-ferry")).page
    button = page.get_by_role("button", name="minor 3")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
