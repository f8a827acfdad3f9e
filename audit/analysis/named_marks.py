"""Marks that a text speaks of: “press [ to go back”, “turns quotes into " and dashes”."""


def stands_alone(text: str, place: int) -> bool:
    """True for a mark between blanks or the edges of its segment: it may be named there and mark nothing."""
    sign = text[place]
    if sign * 3 in text[max(0, place - 2) : place + 3]:
        return True  # three in a row are no quotation: a string of a programming language
    return not text[max(0, place - 1) : place].strip() and not text[place + 1 : place + 2].strip()
