"""The pages of documents, clicked, typed at and printed in a real browser."""

import json
from pathlib import Path
from typing import Any

import pytest

from audit.model.result import Outcome, Unreadable
from audit.report.pages.html_page import ASSET_FILES
from audit.report.pages.html_report import document_page

from .awaited import drawn, hidden, reads
from .made_results import made_finding, made_result
from .report_folders import FERRY, ferry, page_of, small_folder, write_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_folder(tmp_path_factory.mktemp("report"))


@pytest.fixture
def ferry_page(folder: Path) -> Path:
    return page_of(folder, "news-ferry")


LISTED = ".findings li"
PRESSED = ".findings li.on .message"


def test_it_reads_as_the_text_with_marks_in_place(opened: Any, ferry_page: Path) -> None:
    page = opened(ferry_page).page
    assert page.locator(".block p").inner_text() == FERRY
    assert page.locator("mark").all_inner_texts() == ["will will", " ,", "said said", "Привет"]
    assert page.locator("mark.major").inner_text() == "Привет"


def test_a_click_on_either_side_finds_the_other(opened: Any, ferry_page: Path) -> None:
    page = opened(ferry_page).page
    page.locator("mark").nth(2).click()
    assert "said" in page.locator(PRESSED).inner_text()
    page.locator(LISTED).nth(0).locator(".message a").click()
    assert page.locator("mark.on").all_inner_texts() == ["will will"]
    assert page.url.endswith("#f-" + "a" * 16), "the place can be linked to"


def test_a_link_leads_to_its_finding(opened: Any, ferry_page: Path) -> None:
    page = opened(ferry_page, "#f-" + "c" * 16).page
    assert page.locator("mark.on").all_inner_texts() == ["said said"]
    page.evaluate(f"location.hash = '#f-{'b' * 16}'")
    drawn(page.locator(f'li.on[id="f-{"b" * 16}"]'))
    assert page.locator("mark.on").all_inner_texts() == [" ,"]


def test_filters_narrow_the_list_and_the_marks(opened: Any, ferry_page: Path) -> None:
    shown = opened(ferry_page)
    page = shown.page
    page.get_by_role("button", name="minor 3").click()
    assert len(shown.texts(LISTED)) == 1
    assert page.locator("mark.off").count() == 3
    page.get_by_role("button", name="minor 3").click()
    page.get_by_label("Check", exact=True).select_option("doubled-word")
    assert len(shown.texts(LISTED)) == 2
    assert page.locator("#showing").inner_text() == "2 shown"
    page.get_by_label("Confidence").select_option("likely")
    assert "No finding fits" in page.locator(".findings").inner_text()
    page.get_by_role("button", name="Show all").click()
    assert len(shown.texts(LISTED)) == 4
    page.get_by_label("Search the findings").fill("cyrillic")
    assert len(shown.texts(LISTED)) == 1


def test_the_keyboard_does_everything(opened: Any, ferry_page: Path) -> None:
    shown = opened(ferry_page)
    page, press = shown.page, shown.page.keyboard.press
    press("j")
    press("j")
    assert "before" in page.locator(PRESSED).inner_text()
    press("k")
    assert "will" in page.locator(PRESSED).inner_text()
    press("k")
    assert "Cyrillic" in page.locator(PRESSED).inner_text(), "it goes round"
    press("/")
    page.keyboard.type("said")
    assert len(shown.texts(LISTED)) == 1
    press("Escape")
    assert len(shown.texts(LISTED)) == 4
    press("Escape")
    assert page.locator(".findings li.on").count() == 0
    press("?")
    assert page.get_by_role("dialog").is_visible()
    press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    press("u")
    page.wait_for_url("**/index.html")


def test_the_suggested_text_is_copied(opened: Any, ferry_page: Path) -> None:
    page = opened(ferry_page).page
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.get_by_role("button", name="Copy the suggested text").nth(1).click()
    reads(page.locator(".toast"), "Copied")
    assert page.evaluate("window.copied") == ","


def test_dismissed_findings_make_a_baseline(opened: Any, ferry_page: Path, folder: Path) -> None:
    page = opened(ferry_page).page
    page.get_by_role("button", name="Dismiss").first.click()
    page.get_by_label("Why it is right").fill("the name of a band")
    page.keyboard.press("Tab")
    assert page.locator("mark.off").all_inner_texts() == ["will will"]
    page.reload()
    assert page.get_by_label("Why it is right").input_value() == "the name of a band", "the browser keeps it"
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as baseline").click()
    assert download.value.suggested_filename == "audit-baseline.json"
    expected = {
        "fingerprint": "a" * 16, "check": "doubled-word", "path": "news/ferry.html", "text": "will will",
        "reason": "the name of a band", "expires": None,
    }  # fmt: skip
    assert json.loads(Path(download.value.path()).read_text()) == {"schema": 2, "entries": [expected]}
    other = opened(page_of(folder, "news-older"), again=page.context).page
    assert other.get_by_role("button", name="Dismiss").count() == 4, (
        "the same fault elsewhere is another finding"
    )
    assert "1 dismissed" in other.locator(".export").inner_text()
    page.get_by_role("button", name="Restore").click()
    assert page.locator(".export").is_hidden()
    hidden(other.locator(".export"))


def test_dark_by_the_system_and_by_hand(opened: Any, ferry_page: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = opened(ferry_page).page, opened(ferry_page, dark=True).page
    by_system = dark.evaluate(paper)
    assert light.evaluate(paper) != by_system
    light.get_by_role("button", name="Dark colours").click()
    assert light.evaluate(paper) == by_system
    light.reload()
    assert light.evaluate(paper) == by_system, "the choice is kept"
    light.emulate_media(media="print")
    assert light.evaluate(paper) == "rgb(255, 255, 255)", "paper is white"


@pytest.mark.parametrize("width", [320, 390, 700, 1000, 1280])
def test_nothing_sticks_out_at_any_width(opened: Any, folder: Path, width: int) -> None:
    for path in sorted((folder / "documents").iterdir()):
        page = opened(path, width=width).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_text_of_a_right_to_left_language(opened: Any, tmp_path: Path) -> None:
    text = "تغادر العبارة عند الظهر ظهر ."
    result = made_result(
        text,
        made_finding(text, 27, 28, message="“ظهر” ."),
        target="ar",
        source="en",
        source_text="The ferry.",
    )
    file = tmp_path / "page.html"
    file.write_text(document_page(result), encoding="utf-8")
    page = opened(file).page
    words, line, source = (
        page.locator(f".block {name}").bounding_box() for name in ("p >> nth=0", ".line", ".source")
    )
    assert line["x"] > words["x"] > source["x"], "from right to left: line, translation, source"
    direction = "(element) => getComputedStyle(element).direction"
    assert page.locator(".block p").first.evaluate(direction) == "rtl"
    assert page.locator(".source").evaluate(direction) == "ltr"
    assert page.locator("aside").evaluate(direction) == "ltr"
    assert page.locator(".message bdi").inner_text() == "ظهر"


def test_excused_findings_are_folded_and_marked_on_request(opened: Any, folder: Path) -> None:
    page = opened(page_of(folder, "blog-calm")).page
    assert "No findings" in page.locator(".findings").inner_text()
    reason = page.locator(".excused .excuse")
    line = "getComputedStyle(document.querySelector('mark.excused')).borderBottomColor"
    nothing = page.evaluate(line)
    assert not reason.is_visible()
    page.locator(".excused summary").click()
    assert reason.inner_text() == "excused in the document: line 3 until 2030-01-31: a title"
    assert page.evaluate(line) != nothing
    page.locator(".excused .message a").click()
    drawn(page.locator("mark:target"))
    assert page.locator("mark:target").all_inner_texts() == ["well"]
    page.locator("mark.excused").click()
    assert page.locator(".on:not(.toast)").count() == 0


def test_source_stands_beside_the_target(opened: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(document_page(made_result("The ferry.", source_text="Паром.")), encoding="utf-8")
    wide, narrow = opened(file).page, opened(file, width=390).page
    for page, beside in ((wide, True), (narrow, False)):
        target, source = (page.locator(f".block {name}").bounding_box() for name in ("p >> nth=0", ".source"))
        assert (source["x"] > target["x"] + target["width"] - 1) is beside
        assert (source["y"] > target["y"] + target["height"] - 1) is not beside
    assert wide.locator(".source").get_attribute("lang") == "ru"


def test_it_prints(opened: Any, ferry_page: Path) -> None:
    page = opened(ferry_page).page
    assert page.pdf()[:5] == b"%PDF-"
    page.emulate_media(media="print")
    assert not page.get_by_label("Search the findings").is_visible()
    assert not page.get_by_role("button", name="Dismiss").first.is_visible()
    number = "getComputedStyle(document.querySelector('mark'), '::after').content"
    assert page.evaluate(number) == "attr(data-n)" or "1" in page.evaluate(number), (
        "marks carry their numbers"
    )


def test_a_page_without_its_folder_still_reads(browser: Any, ferry_page: Path, tmp_path: Path) -> None:
    alone = tmp_path / "mailed.html"
    alone.write_bytes(ferry_page.read_bytes())
    page = browser.new_page()
    page.goto(alone.as_uri())
    assert page.locator(".block p").inner_text() == FERRY
    assert (
        page.locator("mark.major").evaluate("(mark) => getComputedStyle(mark).backgroundColor")
        == "rgb(251, 214, 210)"
    )
    page.close()


def test_a_page_that_stands_alone_has_all_it_needs(opened: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(document_page(ferry()), encoding="utf-8")
    page = opened(file).page
    page.keyboard.press("j")
    assert page.locator("mark.on").count() == 1
    assert not page.get_by_role("link", name="All documents").count()


def test_a_document_that_was_not_read(opened: Any, folder: Path) -> None:
    shown = opened(page_of(folder, "blog-broken"))
    assert "encrypted" in shown.page.locator("main").inner_text()
    assert shown.texts(".verdict") == ["NOT CHECKED"]


def test_a_long_document_stays_usable(opened: Any, tmp_path: Path) -> None:
    text = "The ferry will will leave. " * 3000
    findings = [
        made_finding(text, n * 27 + 10, n * 27 + 19, message=f"“will” again, {n}", fingerprint=f"{n:016x}")
        for n in range(3000)
    ]
    file = tmp_path / "page.html"
    file.write_text(document_page(made_result(text, *findings)), encoding="utf-8")
    page = opened(file, f"#f-{2500:016x}").page
    assert page.locator("mark.on").count() == 1
    page.get_by_label("Search the findings").fill("again, 2999")
    assert page.locator("#showing").inner_text() == "1 shown"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator("mark.on").count() == 1


EVIL = (
    "<script>window.broken = 1</script>", "</script><script>window.broken = 1</script>",
    '"><img src=x onerror="window.broken = 1">', "<svg onload=window.broken=1>", "' autofocus onfocus='window.broken=1",
    "\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe", "\N{LINE SEPARATOR}</title><b>", "\ud800 <!--", "${window.broken=1}`",
)  # fmt: skip


def test_no_document_can_break_in(opened: Any, tmp_path: Path) -> None:
    outcomes: list[Outcome] = []
    for evil in EVIL:
        text = f"before {evil} after"
        finding = made_finding(text, 7, 7 + len(evil), message=f"found {evil}", replacement=evil)
        name = evil.encode("utf-8", "replace").decode()
        outcomes += [made_result(text, finding, path=f"{name}.txt", detail=evil), Unreadable(name, evil)]
    write_folder(tmp_path, outcomes)
    assert set(ASSET_FILES) < {path.name for path in (tmp_path / "assets").iterdir()}
    places = [path.as_uri() for path in (tmp_path / "documents").iterdir()]
    assert len(places) == 2 * len(EVIL)
    index = (tmp_path / "index.html").as_uri()
    page = opened(tmp_path / "index.html").page
    for place in (*places, *(f"{index}{view}" for view in ("#documents", "#findings", "#folders"))):
        page.goto("about:blank")
        page.goto(place)
        page.keyboard.press("j")
        page.keyboard.press("d")
        page.wait_for_timeout(50)
        assert page.evaluate("window.broken") is None
        assert page.locator("img, iframe, [onload], [onerror], [onfocus], [autofocus]").count() == 0
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page.locator("body").inner_text()
