"""What the flags of a PO entry say: `#, fuzzy, python-format, max-length:40`."""

import re
from collections.abc import Iterable

from audit.model.unit import Family

FUZZY = "fuzzy"

_FAMILIES = {  # the flags of gettext and of Weblate, without "-format"
    "c": Family.PRINTF,
    "objc": Family.OBJC,
    "c++": Family.PYTHON_BRACE,  # {} and {0:>4}, as Python has them
    "python": Family.PYTHON_FORMAT,
    "python-brace": Family.PYTHON_BRACE,
    "java": Family.JAVA,
    "java-printf": Family.PRINTF,
    "csharp": Family.CSHARP,
    "c-sharp": Family.CSHARP,
    "javascript": Family.PRINTF,
    "perl": Family.PRINTF,
    "perl-brace": Family.PYTHON_BRACE,
    "php": Family.PHP,
    "lua": Family.PRINTF,
    "go": Family.PRINTF,
    "rust": Family.PYTHON_BRACE,
    "ruby": Family.RUBY,
    "qt": Family.QT,
    "qt-plural": Family.QT,
    "kde": Family.QT,
    "kde-kuit": Family.QT,
    "gcc-internal": Family.PRINTF,
    "gfc-internal": Family.PRINTF,
    "object-pascal": Family.PRINTF,
    "tcl": Family.PRINTF,
    "awk": Family.PRINTF,
    "ycp": Family.QT,
    "icu-message": Family.ICU,
    "i18next-interpolation": Family.I18NEXT,
    "vue": Family.VUE,
}
_LIMIT = re.compile(r"max[-_]length[:=][ ]*([0-9]{1,6})\Z", re.IGNORECASE)


def family_of(flags: Iterable[str]) -> Family | None:
    """The family of placeholders that the flags name; NONE where they only deny one."""
    denied = False
    for flag in flags:
        name = flag.removesuffix("-format")
        if name in _FAMILIES and (flag != name or "-" in name):
            return _FAMILIES[name]
        denied |= flag.startswith("no-") and flag.removeprefix("no-").removesuffix("-format") in _FAMILIES
    return Family.NONE if denied else None


def limit_of(flags: Iterable[str]) -> int | None:
    """The most code points that the flags allow."""
    return next((int(match.group(1)) for flag in flags if (match := _LIMIT.match(flag))), None)
