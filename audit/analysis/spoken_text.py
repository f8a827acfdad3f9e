"""Whether a text is full of speech, as stories and interviews are."""

from audit.analysis.quotation_signs import signs_in
from audit.analysis.text_view import TextView
from audit.model.role import SENTENCES

SPEAKING = 0.2  # share of paragraphs with quotation marks from which on a text is full of speech


def is_spoken(view: TextView) -> bool:
    """True for a text with much speech in it, where a cry or a question may go on small. Cached on the view."""
    return view.remember("much speech", lambda: _is_spoken(view))


def _is_spoken(view: TextView) -> bool:
    signs = signs_in(view)
    texts = [segment.text for segment in view.segments if segment.role in SENTENCES]
    speaking = sum(any(sign in text for sign in signs) for text in texts)
    return len(texts) > 1 and speaking > SPEAKING * len(texts)
