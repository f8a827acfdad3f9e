"""How new text must be written where a segment or a side stands in its file: names, no rules."""

from enum import StrEnum


class Notation(StrEnum):
    """The notations that somebody beside a format asks for.

    A segment and a side hold any string: each format brings the writers of the notations it uses
    (`audit.readers.formats`), under names of its own.
    """

    PLAIN = "plain"
    HTML_TEXT = "html-text"
    HTML_ATTRIBUTE = "html-attribute"
    HTML_UNQUOTED = "html-unquoted"  # the value of an attribute without quotation marks
    MARKDOWN = "markdown"
    READ_ONLY = "read-only"  # syntax of its own, which a repair could break: nothing is written there
