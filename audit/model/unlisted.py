"""What was found but is not listed, because nobody reads a flood."""

import msgspec

from audit.model.mqm import Category, Severity


class Unlisted(msgspec.Struct, frozen=True):
    """So many further findings of one check in one document, of one severity, that count in the score.

    Excused or repeated ones among them are not told apart one by one: they are taken to be as frequent as among
    the listed findings of the check.
    """

    check: str
    category: Category
    severity: Severity
    count: int
