"""What the elements and attributes of HTML say about the role of the text in them. Tables, no parsing."""

import re
from functools import cache, lru_cache

from audit.model.role import Role

ELEMENTS: dict[str, Role] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADLINE),
    **dict.fromkeys(("figcaption", "caption"), Role.CAPTION),
    **dict.fromkeys(("nav", "menu"), Role.NAVIGATION),
    **dict.fromkeys(
        ("button", "select", "option", "optgroup", "label", "legend", "summary", "textarea", "noscript"),
        Role.CONTROL,
    ),
    **dict.fromkeys(("li", "td", "th", "dt", "dd"), Role.ITEM),
    **dict.fromkeys(("p", "blockquote"), Role.BODY),
    "title": Role.METADATA,
}

# Values of the `role` attribute (WAI-ARIA).
ARIA: dict[str, Role] = {
    **dict.fromkeys(("navigation", "contentinfo", "menu", "menubar", "tablist", "doc-toc"), Role.NAVIGATION),
    **dict.fromkeys(
        (
            *(
                "button",
                "menuitem",
                "menuitemcheckbox",
                "menuitemradio",
                "tab",
                "switch",
                "checkbox",
                "radio",
            ),
            *("option", "search", "toolbar", "slider", "combobox", "searchbox", "spinbutton"),
        ),
        Role.CONTROL,
    ),
    "heading": Role.HEADLINE,
    "caption": Role.CAPTION,
    **dict.fromkeys(("listitem", "cell", "gridcell", "columnheader", "rowheader"), Role.ITEM),
    **dict.fromkeys(("paragraph", "blockquote"), Role.BODY),
}

# Values of `itemprop` (schema.org) and `rel`.
PROPERTIES: dict[str, Role] = {
    "caption": Role.CAPTION,
    **dict.fromkeys(("author", "creator", "copyrightHolder", "creditText", "contributor"), Role.CREDIT),
    **dict.fromkeys(("copyrightNotice", "copyright", "license"), Role.NOTICE),
    **dict.fromkeys(("headline", "alternativeHeadline"), Role.HEADLINE),
    "breadcrumb": Role.NAVIGATION,
}

# The last word of a class or id, as in `article__photo-caption`: it names the thing.
NAMES: dict[str, Role] = {
    **dict.fromkeys(("caption", "captions", "figcaption"), Role.CAPTION),
    **dict.fromkeys(
        ("credit", "credits", "byline", "author", "authors", "photographer", "photocredit", "dateline"),
        Role.CREDIT,
    ),
    **dict.fromkeys(
        (
            *("breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "submenu", "pagination"),
            *(
                "pager",
                "related",
                "tags",
                "taglist",
                "footer",
                "ad",
                "ads",
                "advert",
                "advertisement",
                "promo",
            ),
        ),
        Role.NAVIGATION,
    ),
    **dict.fromkeys(
        (
            *("share", "sharing", "social", "socials", "player", "btn", "button", "buttons", "toolbar"),
            *("cookie", "cookies", "consent", "gdpr", "subscribe", "pagetools"),
        ),
        Role.CONTROL,
    ),
    **dict.fromkeys(("copyright", "copyrights", "disclaimer", "legal", "notice"), Role.NOTICE),
}
# Words that say as much when they come first, as in `related-posts` or `cookie-banner`.
FIRST_NAMES: dict[str, Role] = {
    word: NAMES[word]
    for word in (
        *("breadcrumb", "breadcrumbs", "related", "share", "social", "cookie", "consent", "gdpr", "byline"),
        *("copyright", "player", "nav", "menu", "advert", "advertisement"),
    )
}
# A class with one of these words says what the page has or does, not what the element is.
STATES = frozenset(
    {"has", "with", "no", "without", "is", "open", "active", "wrapper", "layout", "page", "content"}
)
# Elements that hold so much that a class says nothing about their text.
TOO_LARGE = frozenset({"html", "body", "main", "article", "form"})

# Roles that everything inside an element takes over.
CONTAINING = frozenset({Role.NAVIGATION, Role.CAPTION, Role.CREDIT, Role.CONTROL, Role.NOTICE, Role.METADATA})


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=4096)
def of_name(name: str) -> Role | None:
    """The role that one class or id suggests, e.g. `post__photo-credit--small` → CREDIT."""
    words = [word.lower() for word in _words().findall(name[:80].split("--", 1)[0])]
    if not words or not STATES.isdisjoint(words):
        return None
    return NAMES.get(words[-1]) or FIRST_NAMES.get(words[0])
