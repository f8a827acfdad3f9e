"""See `leaked-mask`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.raw_markdown import PLAIN, fences
from audit.analysis.residue_places import residue_places
from audit.analysis.text_view import TextView
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


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
        bad("de", "Ab Version 3 geht das.⟦{1}⟧ ⟦[Mehr über Häfen lesen]{2}⟧", format="markdown"),
        good(
            "en",
            "Write {0} of {1} files, or {2} at [0-9]{1} and x.{2}y",
            why="values that a program fills, patterns",
        ),
        bad(
            "fr", "Lancez ceci :\n\n```\n⟦@@CODE_BLOCK_3@@⟧\n```\n\nLe bac part à midi.\n", format="markdown"
        ),
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
    places = residue_places(view, ResidueKind.MASK)
    for place in places:
        yield view.detection(place.start, place.end, confidence=place.confidence)
    yield from in_code(view)
    taken = {place.end for place in places}
    for detection in numbered(view):
        if detection.end not in taken:
            yield detection


def in_code(view: TextView) -> Iterator[Detection]:
    """Masks in code blocks, by their shape: in a program one may be a name, elsewhere hardly."""
    for fence in fences(view):
        if not fenced().search(view.file_text, fence.inside, fence.stop):
            continue
        confidence = Confidence.LIKELY if fence.language in PLAIN else Confidence.POSSIBLE
        for match in fenced().finditer(view.file_text, fence.inside, fence.stop):
            yield view.in_file(*match.span(), confidence=confidence)


@cache
def fenced() -> re.Pattern[str]:
    """A name in capitals with a number between signs that no program puts there."""
    return re.compile(
        r"@@[A-Z][A-Z_]{0,40}\d{1,5}@@|⟦[A-Z_]{0,20}\d{1,5}⟧|§§[A-Z_]{0,20}\d{1,5}§§"
        r"|__(?:[A-Z]{1,20}_){0,3}(?:CODE|LINK|KEEP|PLACEHOLDER|MASK|BLOCK)_\d{1,5}__"
    )


def numbered(view: TextView) -> Iterator[Detection]:
    """`{1}`, `{2}` … behind the end of a sentence or of brackets, counted up: a program would have words around them."""
    if "{1}" not in view.text or "{2}" not in view.text:
        return
    found = list(counted().finditer(view.text))
    numbers = [int(match.group(1)) for match in found]
    if numbers in (list(range(len(found))), list(range(1, len(found) + 1))) and len(found) > 1:
        for match in found:
            yield view.detection(match.start(1) - 1, match.end(1) + 1, confidence=Confidence.LIKELY)


@cache
def counted() -> re.Pattern[str]:
    """A number in braces that touches the end of a sentence or of a bracket."""
    return re.compile(r"(?<=[.!?…。！？\])])\{([0-9]{1,2})\}(?=[\s\x00\\.,;:!?]|\Z)")
