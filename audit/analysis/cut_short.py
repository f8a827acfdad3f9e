"""Texts that break off with dots: teasers and excerpts."""

ELLIPSES = ("…", "...")
AFTER_DOTS = 40  # code points that may stand behind the dots: "Read more"


def is_cut_short(text: str, place: int) -> bool:
    """True when the text breaks off with dots somewhere behind `place`, so that what opened there never closes."""
    tail = text[max(place, len(text) - AFTER_DOTS) :]
    return any(dots in tail for dots in ELLIPSES)
