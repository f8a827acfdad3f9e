"""Texts that break off with dots: teasers and excerpts."""

ELLIPSES = ("…", "...")
AFTER_DOTS = 40  # code points that may stand behind the dots: "Read more"


def is_cut_short(text: str, place: int) -> bool:
    """True when the text breaks off with dots somewhere behind `place`, so that what opened there never closes."""
    last = max(text.rfind(dots, place) for dots in ELLIPSES)
    return last >= 0 and len(text) - last < AFTER_DOTS
