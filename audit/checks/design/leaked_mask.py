"""See `leaked-mask`."""

from collections.abc import Iterator

from audit.analysis.residue_places import residue_places
from audit.analysis.text_view import TextView
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity


@check(
    id="leaked-mask",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="A placeholder was never filled again: “{found}”",
    flows=(Flow.PROSE, Flow.CUES),
    examples=(
        bad("en", "Call ⟦__INLINE_CODE_39__⟧ before you start."),
        bad("de", "Siehe ⟦__LINK_72__⟧ für die Einzelheiten."),
        bad("en", "Call ⟦__LINK_12__⟧ before ⟦%%MASK_4%%⟧.", format="markdown"),
        bad("it", "Premi ⟦<0>Salva</0>⟧ e aspetta ⟦<1/>⟧.", format="markdown"),
        bad("cs", "Otevřete ⟦@@LINK_BLOCK_2@@⟧ a potom ⟦[[CODE_BLOCK_3]]⟧.", format="markdown"),
        bad("fr", "Installez-le avec ⟦__HARBOUR_KEEP_3__⟧ puis relancez."),
        good("en", "Here a < b and b > 0 hold, and so does a <1> b.", why="less, greater, and a lone number"),
        good(
            "de", "Der Befehl zeigt `<0>Text</0>` an, siehe [[Hafen]].", why="code, a page", format="markdown"
        ),
        good("en", "The __init__ method and the __file__ name are special.", why="names in code"),
        good("de", "Am __1. MAI__ läuft {{< video 3 >}}.", why="bold, and a shortcode", format="markdown"),
        good("fr", "Bonjour {{ name }}, il reste {count} jours.", why="placeholders that a program fills"),
    ),
)
def leaked_mask(view: TextView) -> Iterator[Detection]:
    """A placeholder that stood for code, a link or a name during translation was never filled again.

    Why it hurts a reader: what it stood for is missing from the text.

    Numbered tags around words are such placeholders, too: translation platforms show them in place of markup.

    Left alone: names in programs and placeholders of templates, which have other shapes.
    """
    for place in residue_places(view, ResidueKind.MASK):
        yield view.detection(place.start, place.end, confidence=place.confidence)
