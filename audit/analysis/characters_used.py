"""Which characters a text uses at all: a small set, gained from the words and gaps that are split already."""

from audit.analysis.text_view import TextView


def characters_used(view: TextView) -> frozenset[str]:
    """Every character of the view, letters in lower case. Cached on the view.

    Distinct words and gaps are few even in a long text, so this costs far less than a look at every
    character; checks for rare characters ask here before they search.
    """
    return view.remember(
        "characters used", lambda: frozenset("".join(view.vocabulary)).union("".join(frozenset(view.gaps)))
    )
