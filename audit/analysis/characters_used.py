"""Which characters a text uses at all."""

from audit.analysis.text_view import TextView

ASCII = [chr(code) for code in range(128)]


def characters_used(view: TextView) -> frozenset[str]:
    """Every character of the view, letters in lower case. Cached on the view.

    Checks for rare characters ask here before they search.
    """
    return view.remember("characters used", lambda: _used(view))


def _used(view: TextView) -> frozenset[str]:
    lowered = view.lower
    rare = "".join(view.rare_characters)
    return frozenset((*rare, *rare.lower(), *(char for char in ASCII if char in lowered)))
