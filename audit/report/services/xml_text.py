"""Text in XML: nothing in it can be taken for markup, and no character is one that XML forbids."""

from html import escape

from audit.report.visible_text import visible


def xml(text: str) -> str:
    """One line of text for element content and for attributes in double quotes.

    Characters that XML forbids, and all others that nobody sees, are shown by their number.
    """
    return escape(visible(text))
