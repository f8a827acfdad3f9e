"""See `missing-tag`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.tag_differences import tag_differences
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span
from audit.model.unit import Family


@check(
    id="missing-tag",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="{tags} of the source is missing here",
    needs=(Need.SOURCE,),
    examples=(
        bad(
            "pl",
            "Przytrzymaj <strong>⟦obie dźwignie.⟧",
            beside="Hold <strong>both</strong> levers.",
            source="en",
            family=Family.HTML,
        ),
        bad("fr", "⟦Cliquez ici⟧", beside='Click <x id="2"/> here', source="en", family=Family.XLIFF_INLINE),
        bad("ja", "⟦一行目二行目⟧", beside="Line one<br>Line two", source="en", family=Family.HTML),
        bad(
            "ko",
            "⟦<1>약관</1> 및 개인정보⟧",
            beside="<1>Terms</1> and <3>privacy</3>",
            source="en",
            family=Family.I18NEXT,
        ),
        good(
            "de",
            "Lies <b>vorher</b> die <i>Hausordnung</i>.",
            beside="Read the <i>house rules</i> <b>before</b>.",
            source="en",
            family=Family.HTML,
            why="another order, nothing is lost",
        ),
        good(
            "fr",
            "Usage : lire <fichier>",
            beside="Usage: read <file>",
            source="en",
            family=Family.PRINTF,
            why="a word to fill in, no tag",
        ),
    ),
)
def missing_tag(view: PairView) -> Iterator[Detection]:
    """An inline tag of the source has no counterpart in the translation.

    Why it hurts a reader: a link leads nowhere, a word that was stressed is not; a tag that is opened and never closed
    spoils what follows.

    Left alone: tags in another order, <br> for <br/>, and words to fill in that are written in angle brackets.
    """
    for index, differences in tag_differences(view).items():
        for item in differences.missing:
            confidence = None if item.sure else Confidence.POSSIBLE
            source = Span(*item.source) if item.source is not None else None
            yield view.detection(
                index, item.start, item.end, source=source, confidence=confidence, tags=item.tags
            )
