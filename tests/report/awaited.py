"""What a page comes to show, waited for from outside it.

Pages forbid the evaluation of strings, and a function that the browser polls inside the page is such a string:
only what is asked from outside may be waited for.
"""

from typing import Any

PATIENCE = 60_000
"""Milliseconds. Never reached where the page is right; a loaded machine draws late."""


def reads(locator: Any, text: str | list[str]) -> None:
    """The element comes to hold exactly this text; of a list, the elements one each."""
    from playwright.sync_api import expect

    expect(locator).to_have_text(text, timeout=PATIENCE)


def drawn(locator: Any, count: int = 1) -> None:
    """So many elements come to be in the page, in view or not."""
    from playwright.sync_api import expect

    expect(locator).to_have_count(count, timeout=PATIENCE)


def hidden(locator: Any) -> None:
    """The element comes to be hidden."""
    from playwright.sync_api import expect

    expect(locator).to_be_hidden(timeout=PATIENCE)
