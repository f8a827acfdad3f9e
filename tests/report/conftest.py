"""A real browser for the pages, and report folders to open in it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# Where the browser was put on purpose, its absence is a fault and no reason to skip.
REQUIRED = os.environ.get("AUDIT_BROWSER") == "required"


def absent(why: str) -> None:
    if REQUIRED:
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright is not installed: pip install 'translation-audit[browser]'")
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        absent(f"none of these browsers is on the PATH: {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


class Opened:
    """A page in a context of its own, with everything it complained of."""

    def __init__(self, page: Any, complaints: list[str]) -> None:
        self.page, self.complaints = page, complaints

    def texts(self, selector: str) -> list[str]:
        """The texts of all visible elements."""
        return [item.inner_text() for item in self.page.locator(selector).all() if item.is_visible()]


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """Opens a file: `opened(path, fragment, dark=…, width=…)`. Any complaint of the browser fails the test."""
    contexts = []
    complaints: list[str] = []

    def open_page(
        path: Path, fragment: str = "", *, dark: bool = False, width: int = 1280, again: Any = None
    ) -> Opened:
        context = again or browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith(("file:", "blob:")) or complaints.append(request.url),
        )
        page.goto(f"{path.as_uri()}{fragment}")
        return Opened(page, complaints)

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints
