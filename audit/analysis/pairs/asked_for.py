"""Sources that are no text to translate, but ask the translator for something."""

import re

_KEY = re.compile(r"[A-Za-z]+(?:[-_.][A-Za-z]+)+")
# What GNOME and KDE have for the names and addresses of the translators.
_NAMES = frozenset(
    {
        "translator-credits",
        "translator_credits",
        "NAME OF TRANSLATORS",
        "EMAIL OF TRANSLATORS",
        "Your names",
        "Your emails",
    }
)


def asks_for_something(source: str) -> bool:
    """True for a key (`translator-credits`, `menu.file.open`) and the requests for the translators' names."""
    return source in _NAMES or _KEY.fullmatch(source) is not None
