"""Which syntax of placeholders the texts of a file have, where its format does not say."""

import re
from collections.abc import Iterable

from audit.model.unit import Family

_ICU = re.compile(r"\{ *[\w.-]+ *, *(?:plural|select|selectordinal|number|date|time)\b")
_DOUBLE = re.compile(r"\{\{-? *[\w.$-]+(?: *[,|][^{}]*)?\}\}|\$t\(")
_RUBY = re.compile(r"%\{\w+\}|%<\w+>")
_LINKED = re.compile(r"@(?:\.\w+)?:[\w({]|\{ *'[^'{}]*' *\}")  # @:common.name, {'@'}
_SINGLE = re.compile(r"(?<![{%$])\{ *[A-Za-z0-9_.-]+ *\}(?!\})")
_FORMS = re.compile(r"\S *\| *\S")
_NAMED_PRINTF = re.compile(r"%\([\w.-]+\)[sdif]")
# Not among the signs of a date: "%d.%m.%Y".
_PRINTF = re.compile(r"(?<![a-zA-Z][./:-])%(?:\d+\$)?(?:[sd]|\.\d+f)(?!\w|[./:-]%)")


def family_of(texts: Iterable[str]) -> Family | None:
    """The family that most texts with placeholders are of; None where there are none to tell by."""
    marked = [text for text in texts if any(sign in text for sign in "{%@$")]
    found = {
        Family.I18NEXT: sum(1 for text in marked if _DOUBLE.search(text)),
        Family.ICU: sum(1 for text in marked if _ICU.search(text) or _SINGLE.search(text)),
        Family.VUE: sum(1 for text in marked if _LINKED.search(text)),
        Family.RUBY: sum(1 for text in marked if _RUBY.search(text)),
        Family.PRINTF: sum(1 for text in marked if _PRINTF.search(text) or _NAMED_PRINTF.search(text)),
    }
    family = max(found, key=lambda name: found[name])
    if not found[family]:
        return None
    if family is Family.I18NEXT and any(map(_ICU.search, marked)):
        return Family.ANGULAR
    if family is Family.ICU and not any(map(_ICU.search, marked)):
        # Vue parts plural forms by a line; in ICU it is a sign like any other, and so is "@:".
        forms = any(_FORMS.search(text) and _SINGLE.search(text) for text in marked)
        return Family.VUE if forms or found[Family.VUE] else family
    if family is Family.PRINTF and any(map(_NAMED_PRINTF.search, marked)):
        return Family.PYTHON_FORMAT
    return family
