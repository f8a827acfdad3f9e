"""A finding's surroundings on one line, with the finding underlined."""

import msgspec

from audit.report.visible_text import cells, has_right_to_left

ELLIPSIS = "…"
LONGEST_STUB = 12  # code points of a cut word that are given up to begin or end at a whole one


class Excerpt(msgspec.Struct, frozen=True):
    """`underline` is "" where columns cannot be counted (right-to-left text): marks ⟦ ⟧ stand in the line."""

    line: str
    underline: str


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """At most `width` columns of `text` around `[start, end)`."""
    # Far more than can be shown is not looked at: a paragraph may be the whole file.
    cut = max(0, start - width)
    text, start, end = text[cut : end + width], start - cut, end - cut
    # A line that ends around it ends like a word, as in the second line of a cue.
    text = text[:start].replace("\n", " ") + text[start:end] + text[end:].replace("\n", " ")
    parts = list(cells(text, start, end))
    rtl = has_right_to_left(text)
    room = width - (2 if rtl else 0)
    left, right = start, start
    used = 0
    while right < end and used + parts[right][1] <= room - 2:
        used += parts[right][1]
        right += 1
    marked_end = right
    clipped = right < end
    if not clipped:
        spare = room - used - 2
        before = sum(columns for _, columns in parts[:start])
        after = sum(columns for _, columns in parts[end:])
        wanted_left = min(before, max(spare // 2, spare - after))
        taken = 0
        while left > 0 and taken + parts[left - 1][1] <= wanted_left:
            left -= 1
            taken += parts[left][1]
        spare -= taken
        while right < len(parts) and parts[right][1] <= spare:
            spare -= parts[right][1]
            right += 1
    left, right = _at_words(text, left, start, max(end, marked_end), right)
    opening = ELLIPSIS if left > 0 or cut else ""
    closing = ELLIPSIS if clipped or right < len(parts) else ""
    head = opening + "".join(shown for shown, _ in parts[left:start])
    marked = "".join(shown for shown, _ in parts[start:marked_end])
    tail = "".join(shown for shown, _ in parts[marked_end:right]) + closing
    if rtl:
        return Excerpt(f"{head}⟦{marked}⟧{tail}", "")
    indent = len(opening) + sum(columns for _, columns in parts[left:start])
    length = sum(columns for _, columns in parts[start:marked_end])
    return Excerpt(head + marked + tail, " " * indent + "^" * max(length, 1))


def _at_words(text: str, left: int, start: int, end: int, right: int) -> tuple[int, int]:
    """The window drawn in to whole words, where that gives up little."""
    if left > 0:
        gap = text.find(" ", left, min(left + LONGEST_STUB, start))
        left = gap + 1 if gap >= 0 else left
    if right < len(text):
        gap = text.rfind(" ", max(end, right - LONGEST_STUB), right)
        right = gap if gap >= 0 else right
    return left, right
