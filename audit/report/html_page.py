"""The frame of every page: one file, no network, and nothing in it that a document could have put there.

Everything that comes from outside goes through `text()` or `attribute()`. The content-security policy
allows exactly the one style sheet and the one script of the page, by their hash, and nothing else.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from audit.report.visible_text import marked_visible, visible


def text(value: str) -> str:
    """Text content: escaped, hidden characters by their number."""
    return escape(visible(value), quote=False)


def marked_text(value: str) -> str:
    """Text content in which white space may be the fault."""
    return escape(marked_visible(value), quote=False)


def attribute(value: str) -> str:
    """An attribute's value, to stand between double quotes."""
    return escape(visible(value))


def raw_attribute(value: str) -> str:
    """An attribute's value that a script hands on unchanged: only what no page may hold is replaced."""
    return escape("".join(char if _allowed(char) else "\N{REPLACEMENT CHARACTER}" for char in value))


def page(title: str, body: str, language: str, script: str) -> str:
    """A whole page. `body` is HTML; `script` names a file of `page/` without its ending."""
    style, code = page_file("page.css"), page_file(f"{script}.js")
    policy = (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(code)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="{attribute(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n"
        f"<script>{code}</script>\n</body>\n</html>\n"
    )


@cache
def page_file(name: str) -> str:
    """A style sheet or script that ships with the package."""
    return files("audit.report").joinpath("page", name).read_text(encoding="utf-8")


def digest(content: str) -> str:
    """The hash of an inline style sheet or script, as a content-security policy wants it."""
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()


def _allowed(char: str) -> bool:
    return (char in "\t\n" or char >= " ") and char != "\x7f" and not "\ud800" <= char <= "\udfff"
