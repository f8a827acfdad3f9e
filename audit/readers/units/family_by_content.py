"""Which syntax of placeholders the texts of a file have, where its format does not say."""

import re
from collections.abc import Iterable

from audit.model.unit import Family

# Tried in this order; what is told first is rarest in texts of the others.
_ICU = re.compile(r"\{ *[\w.-]+ *, *(?:plural|select|selectordinal|number|date|time)\b")
_DOUBLE = re.compile(r"\{\{-? *[\w.$-]+(?: *[,|][^{}]*)?\}\}|\$t\(")
_RUBY = re.compile(r"%\{\w+\}|%<\w+>")
_LINKED = re.compile(r"@(?:\.\w+)?:[\w({]|\{ *'[^'{}]*' *\}")  # @:common.name, {'@'}
_SINGLE = re.compile(r"(?<!\{)\{ *[A-Za-z0-9_.-]+ *\}(?!\})")
_FORMS = re.compile(r"\S *\| *\S")
_NAMED_PRINTF = re.compile(r"%\([\w.-]+\)[sdif]")
_PRINTF = re.compile(r"%(?:\d+\$)?(?:[sd]|\.\d+f)(?!\w)")


def family_of(texts: Iterable[str]) -> Family | None:
    """The family that the placeholders of the texts are of; None where there are none to tell by."""
    marked = [text for text in texts if any(sign in text for sign in "{%@$")]
    text = "\n".join(marked)
    if _DOUBLE.search(text):
        return Family.ANGULAR if _ICU.search(text) else Family.I18NEXT
    if _ICU.search(text):
        return Family.ICU
    if _RUBY.search(text):
        return Family.RUBY
    if _LINKED.search(text):
        return Family.VUE
    if _SINGLE.search(text):
        # Vue parts plural forms by a line; in ICU it is a sign like any other.
        return Family.VUE if any(_FORMS.search(one) and _SINGLE.search(one) for one in marked) else Family.ICU
    if _NAMED_PRINTF.search(text):
        return Family.PYTHON_FORMAT
    if _PRINTF.search(text):
        return Family.PRINTF
    return None
