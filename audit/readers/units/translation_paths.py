"""Where translations lie: what tells a file of texts from the many others that are written in the same notation."""

import re

from audit.analysis.path_language import MARKERS, TAG, language_of_path, unsupported_of_path
from audit.language.language_names import english_name
from audit.language.profiles import normalised

# Folders beside those that path languages are told by.
_FOLDERS = MARKERS | {"_locales", "intl", "nls", "messages", "strings", "localization", "localisation"}
_NAMES = re.compile(
    r"(?:messages?|translations?|strings|locales?|i18n|lang|localizable)(?:[._-].*)?", re.IGNORECASE
)
# What tools keep under fixed names, wherever it lies.
_OF_TOOLS = re.compile(
    r"(?:package|package-lock|composer|manifest|project|angular|lerna|nx|turbo|renovate|vercel|tsconfig|jsconfig"
    r"|tslint|babel|docker-compose|compose|mkdocs|audit-baseline|crowdin|lokalise|config|settings|_?schema|index|_category_|_meta)"
    r"(?:[._-].*)?\.(?:json|ya?ml)",
    re.IGNORECASE,
)
_APPLE = re.compile(r".+\.lproj", re.IGNORECASE)
_DEEPEST = 40  # folders looked at, from the file up


def is_of_a_tool(path: str) -> bool:
    """True for a file that a tool keeps under a fixed name: its settings, a list of packages."""
    return _OF_TOOLS.fullmatch(re.split(r"[/\\]", path)[-1]) is not None


def lies_among_translations(path: str) -> bool:
    """True where the name of a file or of a folder above it says that it holds translations."""
    *folders, name = re.split(r"[/\\]", path)
    if _OF_TOOLS.fullmatch(name):
        return False
    if any(folder.lower() in _FOLDERS or _APPLE.fullmatch(folder) for folder in folders[-_DEEPEST:]):
        return True
    stem = name.rsplit(".", 1)[0]
    if _NAMES.fullmatch(stem):
        return True
    if TAG.fullmatch(stem) and english_name(normalised(stem).split("-")[0]):
        return True
    return bool(language_of_path(name) or unsupported_of_path(name))
