"""See `site-furniture`."""

from collections.abc import Iterator

from audit.analysis.furniture_lines import furniture_lines
from audit.analysis.removal import removal
from audit.analysis.text_view import TextView
from audit.language.notices import NoticeKind
from audit.language.page_words import FurnitureEntry, furniture
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import Role

PASTED = frozenset({Notation.PLAIN, Notation.MARKDOWN})
FURNITURE = frozenset({Role.NAVIGATION, Role.CONTROL})


@check(
    id="site-furniture",
    category=Category.LAYOUT,
    severity=Severity.NEUTRAL,
    message="A menu entry or button of the site stands in the text: “{found}”",
    yields_to=("untranslated-text", "untranslated-words", "service-notice"),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "⟦Skip to main content⟧\n"
            "⟦Advertisement⟧\n\n"
            "The river rose by two metres overnight, the town council said.",
            fixed="\n\n\nThe river rose by two metres overnight, the town council said.",
        ),
        bad(
            "de",
            "Der Fluss stieg über Nacht um zwei Meter, teilte die Stadt mit.\n\n"
            "⟦Zum Inhalt springen⟧\n"
            "⟦Alle Rechte vorbehalten⟧",
            fixed="Der Fluss stieg über Nacht um zwei Meter, teilte die Stadt mit.\n\n\n",
        ),
        bad(
            "en",
            "The ferry runs again from Monday.\n\n"
            "⟦Noticed a typo? Mark the word and press Ctrl+Enter⟧\n\n"
            "⟦Read also: Harbour closes for the winter⟧\n\n"
            "⟦Print this story · Share this story · Rate it⟧\n",
            fixed="The ferry runs again from Monday.\n\n\n\n\n\n\n",
        ),
        bad(
            "fr",
            "⟦Accueil › Actualités › Port⟧\n\nLe bac circule de nouveau depuis lundi.\n\n"
            "⟦Partager sur Facebook Telegram WhatsApp⟧",
            fixed="\n\nLe bac circule de nouveau depuis lundi.\n\n",
        ),
        good(
            "en",
            "Select the typo and press Ctrl+F to find the next one.\n\nShare it on the network drive.",
            why="instructions with the same words",
        ),
        good(
            "en",
            "The advertisement ran for a week in the local paper.\n\nNobody answered it.",
            why="a sentence with the word in it",
        ),
        good(
            "fr",
            "<nav><a href=a>Accueil</a> <a href=b>Contact</a></nav><p>Le fleuve monte.</p>",
            format="html",
            why="a menu in its place",
        ),
        good(
            "en",
            "History\n\n"
            "The mill was built in 1820 and burned down twice.\n\n"
            "Culture\n\n"
            "A festival is held there every May.",
            why="headings that are also names of site sections",
        ),
    ),
)
def site_furniture(view: TextView) -> Iterator[Detection]:
    """A menu entry, a button or another label of the site was pasted into the text.

    Why it hurts a reader: it interrupts the text and leads nowhere. This is clean-up work, not an error of
    translation; only labels that no site of the language writes, because a machine translated them, are
    `minor`.

    Left alone: menus and buttons on pages, where they belong. One lone label between two paragraphs may be
    a heading and is only `possible`.
    """
    lines = [
        index
        for index, segment in enumerate(view.segments)
        if segment.role in FURNITURE and segment.notation in PASTED and not segment.role_known
    ]
    for index in lines:
        text = view.segments[index].text
        entry = furniture(text)
        if entry is None and not in_menu(view, index):
            continue  # a refrain, a label of a dialogue
        lone = (
            len(lines) == 1 and between_paragraphs(view, index) and entry is not None and usual(view, entry)
        )
        start, end = view.bounds(index)
        yield view.detection(
            start,
            end,
            severity=Severity.MINOR if entry is not None and entry.rendered else None,
            confidence=Confidence.POSSIBLE if lone else Confidence.CERTAIN if entry else Confidence.LIKELY,
            fix=removal(view, start, end),
        )
    told = set(lines)
    for line in furniture_lines(view):
        if line.segment not in told and not line.credit:
            told.add(line.segment)
            fix = removal(view, line.start, line.end)
            yield view.detection(line.start, line.end, confidence=Confidence.LIKELY, fix=fix)
    for notice, start, end in view.notices:
        if notice.kind is NoticeKind.BUTTON and view.segment_at(start) not in told:
            yield view.detection(start, end, severity=Severity.MINOR, fix=removal(view, start, end))


def in_menu(view: TextView, index: int) -> bool:
    """True when other furniture stands right beside the line."""
    around = view.segments[max(0, index - 1) : index + 2]
    return sum(segment.role in FURNITURE for segment in around) > 1


def usual(view: TextView, entry: FurnitureEntry) -> bool:
    """True for words that people write in the target language, so that they may be a heading too."""
    return not entry.rendered and view.language.tag.split("-", 1)[0] in entry.languages


def between_paragraphs(view: TextView, index: int) -> bool:
    """True when running text follows: the label may be its heading."""
    return index + 1 < len(view.segments) and view.segments[index + 1].role is Role.BODY
