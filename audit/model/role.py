"""What a segment is on its page: the closed list of roles, and the sets that checks ask for."""

from enum import StrEnum


class Role(StrEnum):
    """What a reader takes a piece of text for."""

    HEADLINE = "headline"  # title or heading of the text
    BODY = "body"  # running text: paragraphs, block quotations
    ITEM = "item"  # list item or table cell: may be a fragment, need not end in a mark
    CAPTION = "caption"  # text of a picture or table
    CREDIT = "credit"  # photographer, agency, byline
    NAVIGATION = "navigation"  # menus, breadcrumbs, related links, footers
    CONTROL = "control"  # buttons, switches, player labels
    NOTICE = "notice"  # machine-translation or rights notice
    METADATA = "metadata"  # title element, descriptions, dates, front matter
    ATTRIBUTE = "attribute"  # alt, title, aria-label, placeholder
    CUE = "cue"  # subtitle
    UNIT = (
        "unit"  # an entry of a translation file that is no sentence: a label, a message without a full stop
    )


EVERYWHERE = frozenset(Role)
# Text that somebody wrote as sentences and that editing rules apply to.
PROSE = frozenset({Role.HEADLINE, Role.BODY, Role.ITEM, Role.CAPTION, Role.CUE, Role.UNIT})
# Text that stands as whole sentences.
SENTENCES = frozenset({Role.BODY, Role.CUE})
# What stands beside the text: a reader can do without it.
ASIDE = frozenset({Role.NAVIGATION, Role.CONTROL, Role.ATTRIBUTE, Role.METADATA, Role.CREDIT})
