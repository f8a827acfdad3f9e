"""Marks that a text speaks of: “press [ to go back”, “turns quotes into " and dashes”."""


def stands_alone(text: str, place: int) -> bool:
    """True for a mark between blanks or the edges of its segment: it may be named there and mark nothing."""
    return not text[max(0, place - 1) : place].strip() and not text[place + 1 : place + 2].strip()
