"""See `foreign-label`."""

from collections.abc import Iterator

from audit.analysis.common_words import word_cost
from audit.analysis.leftovers.leftovers import leftovers
from audit.analysis.text_view import TextView
from audit.language.interface_phrases import ENGLISH, instead_of_english, label_key
from audit.language.profiles import name_of
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.segment import Segment

LABELS = frozenset({Role.NAVIGATION, Role.CONTROL, Role.ATTRIBUTE})
MARKED_UP = frozenset({Notation.HTML_TEXT, Notation.HTML_ATTRIBUTE})
COMPANY = 3  # different labels of one language: a theme that nobody translated
SHORTEST = 3  # code points
# A word this much rarer, as logarithms go, is none that the language took over: "Website" in German.
RARER = 3.0
HIDDEN = "(hidden)"  # in the path of what a page does not show at first


@check(
    id="foreign-label",
    category=Category.UNTRANSLATED,
    severity=Severity.MINOR,
    message="A label of the page is in {language}: “{found}”, usually “{usual}”",
    roles=LABELS,
    flows=(Flow.PROSE,),
    yields_to=("untranslated-words", "untranslated-text", "untranslated-section", "another-language"),
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "pl",
            "<p>Prom odpływa w południe, a bilety kupuje się w porcie.</p><footer><a href='/regulamin'>Regulamin</a> "
            "<a href='/p'>⟦Privacy Policy⟧</a></footer>",
            format="html",
        ),
        bad(
            "es",
            "<nav><a href='/'>⟦Home⟧</a> <a href='/barcos'>Barcos</a></nav><button>⟦Close⟧</button>"
            "<p>El barco sale a mediodía, y los billetes se venden en el puerto.</p><input placeholder='⟦Search⟧'>",
            format="html",
        ),
        good(
            "es",
            "<nav><a href='/'>Home</a> <a href='/barcos'>Barcos</a></nav>"
            "<p>El barco sale a mediodía, y los billetes se venden en el puerto.</p>",
            format="html",
            why="a word alone may be meant so",
        ),
        good(
            "fr",
            "<nav><a href='/b'>Basket</a> <a href='/s'>Science</a> <a href='/c'>Comment</a></nav>"
            "<p>Le bac part à midi, et les billets se vendent au port.</p>",
            format="html",
            why="words that the language has, too",
        ),
        good(
            "de",
            "<nav><a href='/'>Home</a> <a href='/b'>Blog</a></nav><label>Website</label>"
            "<p>Die Fähre fährt um zwölf, und Karten gibt es im Hafen.</p>",
            format="html",
            why="words that the language took over",
        ),
    ),
)
def foreign_label(view: TextView) -> Iterator[Detection]:
    """A button, a menu entry or a field of the page is labelled in another language, as its theme brought it.

    Why it hurts a reader: they meet words that they may not know where they are to choose. All such labels of a page
    are one error with many places: somebody did not translate the theme.

    Left alone: labels that the language took over, words that it has itself, a single word where no other label is left,
    and what a page does not show.
    """
    found = [
        (start, end, usual)
        for index, segment in enumerate(view.segments)
        if segment.role in LABELS and segment.notation in MARKED_UP and HIDDEN not in segment.path
        for start, end in labels(view, index)
        if (usual := foreign(view, segment, view.text[start:end]))
    ]
    if not found:
        return
    many = len({label_key(view.text[start:end]) for start, end, _ in found}) >= COMPANY
    severity = Severity.NEUTRAL if are_told(view) else None
    for start, end, usual in found:
        if many or " " in view.text[start:end]:
            yield view.detection(
                start, end, severity=severity, cause="labels", language=name_of(ENGLISH), usual=usual
            )


def are_told(view: TextView) -> bool:
    """True where such labels count already, as words that were not translated: these are more of the same."""
    return any(
        item.confidence is not Confidence.POSSIBLE
        and view.segments[view.segment_at(item.start)].role in LABELS
        and ENGLISH in (item.language or "",)
        for item in leftovers(view)
    )


def labels(view: TextView, index: int) -> Iterator[tuple[int, int]]:
    """The stretches of a segment that are labels: all of it, or each of the links that stand in a row."""
    segment = view.segments[index]
    first, last = view.bounds(index)
    stretches = [(first + link.start, first + link.end) for link in segment.links]
    for start, end in stretches if len(stretches) > 1 else [(first, last)]:
        text = view.text[start:end]
        bare = text.strip()
        start += len(text) - len(text.lstrip())
        if len(bare) >= SHORTEST:
            yield start, start + len(bare)


def foreign(view: TextView, segment: Segment, text: str) -> str:
    """What the language of the page says for a label that is none of it; "" where it may be one."""
    target = view.language.tag
    base = target.partition("-")[0]
    if segment.language and segment.language.partition("-")[0] != base:
        return ""
    usual = instead_of_english(text, target)
    return "" if usual and is_own_word(text.lower(), base) else usual


def is_own_word(text: str, language: str) -> bool:
    """True for a word that the language uses about as much as English does."""
    if not text.isalpha():
        return False
    own, english = word_cost(text, language), word_cost(text, ENGLISH)
    return own is not None and (english is None or own < english + RARER)
