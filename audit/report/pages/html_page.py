"""The frame of every page: no network, and nothing in it that a document could have put there.

Everything that comes from outside goes through `text()` or `attribute()`. A page of a report folder loads
its style sheet and scripts from the folder's `assets/`, by relative links that work from disk; a page that
stands alone holds them. Either way the content-security policy allows no other script, no inline handler
and no request, and a style sheet or script that stands in the page is named there by its hash.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from audit.report.visible_text import marked_visible, visible

ASSETS = "assets"
# What a report folder holds under ASSETS beside its data.
ASSET_FILES = ("page.css", "page.js", "document.js", "index.js")
# A page that lost its folder, in a mail for instance, still reads well with this.
ALONE = "alone.css"


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
    if not value.isprintable():
        value = "".join(char if _allowed(char) else "\N{REPLACEMENT CHARACTER}" for char in value)
    return escape(value)


def page(
    title: str, body: str, script: str, folder: str | None = None, attributes: str = "", style: str = ""
) -> str:
    """A whole page. `body` is HTML; `script` names a file of `page/` without its ending, `style` a style sheet that a
    page that stands alone has besides.

    `folder` is the address of the report folder as seen from the page, "" or ending in "/"; without one
    the page stands alone. `attributes` are those of the body element, as HTML.
    """
    head, foot = _frame(script, folder, style)
    return (
        f"{head}<title>{text(title)}</title>\n</head>\n<body{attributes}>\n{body}\n{foot}</body>\n</html>\n"
    )


@cache
def _frame(script: str, folder: str | None, more: str) -> tuple[str, str]:
    """What stands before the title and after the body: the same on every page of a folder."""
    names = ("page", script)
    if folder is None:
        style = page_file("page.css") + (page_file(f"{more}.css") if more else "")
        codes = [page_file(f"{name}.js") for name in names]
        styles, scripts = digest(style), " ".join(map(digest, codes))
        links = f"<style>{style}</style>\n"
        # The first of them sets the colours, before anything is painted.
        links += f"<script>{codes[0]}</script>\n"
        foot = f"<script>{codes[1]}</script>\n"
    else:
        base, alone = f"{attribute(folder)}{ASSETS}/", page_file(ALONE)
        # 'self' is the web server a report was put on; `file:` the disk, for browsers in which a file has no self.
        styles, scripts = f"'self' file: {digest(alone)}", "'self' file:"
        links = f'<style>{alone}</style>\n<link rel="stylesheet" href="{base}page.css">\n'
        links += f'<script src="{base}page.js"></script>\n'
        foot = f'<script src="{base}{script}.js"></script>\n'
    policy = (
        f"default-src 'none'; style-src {styles}; script-src {scripts}; base-uri 'none'; form-action 'none'"
    )
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"{links}"
    )
    return head, foot


@cache
def page_file(name: str) -> str:
    """A style sheet or script that ships with the package."""
    return files("audit.report.pages").joinpath("page", name).read_text(encoding="utf-8")


def digest(content: str) -> str:
    """The hash of an inline style sheet or script, as a content-security policy wants it."""
    return "'sha256-" + b64encode(sha256(content.encode()).digest()).decode() + "'"


def _allowed(char: str) -> bool:
    return (char in "\t\n" or char >= " ") and char != "\x7f" and not "\ud800" <= char <= "\udfff"
