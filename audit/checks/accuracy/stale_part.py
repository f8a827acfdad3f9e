"""See `stale-part`."""

from collections.abc import Iterator

from audit.analysis.page_view import PageView
from audit.analysis.pages.passages import clipped
from audit.analysis.pages.stale import date_of, stale
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

OLD = "The ferry to Skagen leaves the old harbour at half past nine.\n"
NEW = "The ferry to Skagen leaves the new terminal at a quarter to ten.\n"


@check(
    id="stale-part",
    category=Category.MISTRANSLATION,
    severity=Severity.MINOR,
    message="The source changed on {changed}, after this was translated ({translated}); it now reads “{now}”",
    confidence=Confidence.LIKELY,
    needs=(Need.SOURCE, Need.ALIGNMENT),
    flows=(Flow.PROSE,),
    yields_to=(
        "altered-number",
        "changed-code",
        "copied-source",
        "missing-number",
        "missing-passage",
        "unknown-number",
        "untranslated-part",
    ),
    examples=(
        bad(
            "de",
            "⟦Die Fähre nach Skagen verlässt den alten Hafen um halb zehn.⟧\n",
            beside=NEW,
            before=OLD,
            source="en",
        ),
        bad(
            "fr",
            "⟦Le bac de Skagen quitte le vieux port à neuf heures et demie.⟧\n",
            beside=NEW,
            before=OLD,
            source="en",
        ),
        good(
            "de",
            "Die Fähre nach Skagen verlässt den alten Hafen um halb zehn.\n",
            beside=OLD,
            before=OLD,
            source="en",
            why="the source is what it was",
        ),
        good(
            "fr",
            "Le bac de Skagen quitte le vieux port à neuf heures et demie.\n",
            beside=OLD,
            source="en",
            why="nobody knows what the source was",
        ),
    ),
)
def stale_part(view: PageView) -> Iterator[Detection]:
    """The source of a sentence was changed after the translation was last committed.

    The reader learns what is no longer so. Both files must lie in one git repository with its history.

    Left alone: changes of white space and lines, lines that moved, and what other checks find to differ there. Doubtful:
    other words for the same, as far as can be told (no new figure or name, and as many words went as came), what the
    translation has already, and a sentence whose translation seems to be another's. What was added to the source stands
    nowhere in the translation: `omitted-part` and `omitted-sentence` tell it, with the date.
    """
    if view.change is None:
        return
    for part in stale(view):
        start, end = view.bounds(part.pair)
        yield view.detection(
            part.pair,
            0,
            end - start,
            source=part.source,
            confidence=part.confidence,
            changed=date_of(view.change.changed),
            translated=date_of(view.change.translated),
            now=clipped(view.pairs[part.pair].source.text),
        )
